package diagnosis_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

func TestKeyName(t *testing.T) {
	const text = "kX9dQ2mZ7rT4vB1nH6wY3pL8sF5gJ0cA"
	for want, k := range map[string]verify.Key{
		"Archive CDN (shared secret, 32 characters)":                          {Name: "Archive CDN"},
		"Archive CDN, primary key (shared secret, 32 characters)":             {Name: "Archive CDN", Role: "primary"},
		"Archive CDN, backup key (shared secret, 32 characters)":              {Name: "Archive CDN", Role: "backup"},
		"Archive CDN, not proven (shared secret, 32 characters)":              {Name: "Archive CDN", Unproven: true},
		"shared secret, 32 characters":                                        {Role: "primary"},
		"Archive CDN, replaced on 14 Sep 2026 (shared secret, 32 characters)": {Name: "Archive CDN", Replaced: time.Date(2026, 9, 14, 23, 0, 0, 0, time.UTC)},
	} {
		k.Answer = importer.ImportWith([]byte(text), importer.Options{Want: importer.TextSecret})
		if got := diagnosis.KeyName(&k); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestNamedKeyThatDidNotSign: the key that a token names and that did not sign it is told by
// its ID and its saved name, also where another key was tried as well.
func TestNamedKeyThatDidNotSign(t *testing.T) {
	stranger := func(name, id, profile string) verify.Key {
		k := verify.Read(name, fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"), importer.Options{})
		k.Held, k.ID, k.Profile = true, id, profile
		return k
	}
	live := stranger("FastPix live", fixtures.KeyID, "p1")
	for name, c := range map[string]struct {
		keys             []verify.Key
		headline, detail string
	}{
		"saved": {
			[]verify.Key{live},
			"another key signed the token, or its signature was changed", "The token names the key b7158b65…dd25, saved as FastPix live, and the signature does not fit that key.",
		},
		"saved, beside another": {
			[]verify.Key{stranger("the key of the Sign screen", "", ""), live},
			"another key signed the token, or its signature was changed", "The token names the key b7158b65…dd25, saved as FastPix live, and the signature does not fit that key.",
		},
		"on the form": {
			[]verify.Key{stranger("the key of the Sign screen", fixtures.KeyID, "")},
			"another key signed the token, or its signature was changed", "With the key of the Sign screen the signature opens to nothing",
		},
		"none of them named": {
			[]verify.Key{stranger("Other", "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44", "p2"), stranger("Third", "", "p3")},
			"no key at hand confirms its signature", "It runs until",
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := diagnosis.Read(fixtures.Token(t), diagnosis.Options{Now: time.Unix(1744780459, 0), Keys: c.keys}).Verdict
			if !strings.Contains(v.Headline, c.headline) || !strings.Contains(v.Detail, c.detail) {
				t.Errorf("%s: %s", v.Headline, v.Detail)
			}
		})
	}
}

// TestKeyThatAnAnswerSpeaksAgainst: where the text tells that the request was answered well, a
// key at hand that does not fit is the wrong one, and the token is not refused.
func TestKeyThatAnAnswerSpeaksAgainst(t *testing.T) {
	other := verify.Read("FastPix live", fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"), importer.Options{})
	given := other
	given.Name = "the key given here"
	other.Held, other.ID, other.Profile = true, fixtures.KeyID, "p1"
	url := "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + fixtures.Token(t)
	line := func(status string) string {
		return `10.0.0.1 - - [16/Apr/2025:06:00:00 +0000] "GET ` + url + ` HTTP/1.1" ` + status + ` 12`
	}
	edited := strings.Replace(line("200"), fixtures.Token(t), fixtures.Token(t)[:len(fixtures.Token(t))-20], 1)
	const saved, atHand = "The answer was 200, but the saved key is not the one that signed the token", "The answer was 200, but the key at hand is not the one that signed the token"
	for name, c := range map[string]struct {
		text, headline string
		key            verify.Key
		state          diagnosis.State
	}{
		"a saved key":       {line("200"), saved, other, diagnosis.MayFail},
		"of a part":         {line("206"), strings.Replace(saved, "200", "206", 1), other, diagnosis.MayFail},
		"one given for it":  {line("200"), atHand, given, diagnosis.MayFail},
		"refused":           {line("403"), "Playback fails: another key signed the token, or its signature was changed", other, diagnosis.Fails},
		"without an answer": {url, "Playback fails: another key signed the token, or its signature was changed", other, diagnosis.Fails},
		"a damaged token":   {edited, "Playback fails: the signature is cut short", other, diagnosis.Fails},
	} {
		t.Run(name, func(t *testing.T) {
			v := diagnosis.Read(c.text, diagnosis.Options{Now: time.Unix(1744790459, 0), Keys: []verify.Key{c.key}}).Verdict
			if v.State != c.state || v.Headline != c.headline || v.Leading().Code != "unknown_key" && c.state == diagnosis.MayFail {
				t.Errorf("%s: %s, %+v", v.State, v.Headline, v.Findings)
			}
		})
	}
}

// TestKeyBesideTheToken: a key in the text is not tried by itself, and that is said, until a key
// has checked the token.
func TestKeyBesideTheToken(t *testing.T) {
	url := "PLAYBACK_URL=https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + fixtures.Token(t)
	key := "\nKEY:\n" + string(fixtures.PrivateKey(t))
	const said = "There is a key in the text, which was not tried"
	for name, c := range map[string]struct {
		text string
		keys []verify.Key
		said bool
	}{
		"a key beside":            {url + key, nil, true},
		"none":                    {url, nil, false},
		"a key beside, and given": {url + key, verify.ReadAll("the key given here", fixtures.PrivateKey(t), importer.Options{}), false},
	} {
		t.Run(name, func(t *testing.T) {
			found := diagnosis.Read(c.text, diagnosis.Options{Now: time.Unix(1744780459, 0), Keys: c.keys})
			if v := found.Verdict; found.Token == nil || strings.Contains(v.Detail, said) != c.said {
				t.Errorf("%s. %s", v.Headline, v.Detail)
			}
		})
	}
}

// TestNothingSaidTwiceOfKeys: that no key at hand signed the token stands there once.
func TestNothingSaidTwiceOfKeys(t *testing.T) {
	other := verify.Read("Other", fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"), importer.Options{})
	other.Held = true
	second := verify.Read("Second", fixtures.File(t, "keys/importer/testdata/A17_rsa4096_pkcs8.pem"), importer.Options{})
	second.Held = true
	v := diagnosis.Read(fixtures.Token(t), diagnosis.Options{Now: time.Unix(1744780459, 0), Keys: []verify.Key{other, second}}).Verdict
	all := v.Headline + " " + v.Detail
	for _, f := range v.Findings {
		all += " " + f.Title + " " + f.Evidence
	}
	if n := strings.Count(all, "keys at hand"); n != 1 || strings.Contains(all, "not checked") {
		t.Errorf("said %d times: %s", n, all)
	}
}
