package paseto

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"

	"playtoken/core/secret"
)

// spellings of one key, and the forms that each could have.
func spellings(t testing.TB) map[string]struct {
	text  string
	forms []Form
} {
	key := unhex(t, testKey)
	key[0], key[1] = 0xfb, 0xff // so that the two base64 alphabets differ
	digits := "fbff" + testKey[4:]
	return map[string]struct {
		text  string
		forms []Form
	}{
		"hex":              {digits, []Form{FormHex, FormSHA256}},
		"HEX":              {strings.ToUpper(digits), []Form{FormHex, FormSHA256}},
		"PASERK":           {"k4.local." + base64.RawURLEncoding.EncodeToString(key), []Form{FormPASERK, FormSHA256}},
		"base64":           {base64.StdEncoding.EncodeToString(key), []Form{FormBase64, FormSHA256}},
		"base64, 43":       {base64.RawStdEncoding.EncodeToString(key), []Form{FormBase64, FormSHA256}},
		"base64url":        {base64.URLEncoding.EncodeToString(key), []Form{FormBase64, FormSHA256}},
		"base64url, 43":    {base64.RawURLEncoding.EncodeToString(key), []Form{FormBase64, FormSHA256}},
		"32 characters":    {string(key), []Form{FormText, FormSHA256}},
		"white space":      {"\t " + digits + "\r\n", []Form{FormHex, FormSHA256}},
		"32 digits":        {digits[:32], []Form{FormText, FormSHA256}},
		"66 digits":        {digits + "00", []Form{FormSHA256}},
		"PASERK, cut":      {"k4.local." + base64.RawURLEncoding.EncodeToString(key[:31]), []Form{FormSHA256}},
		"secret half":      {"k4.secret." + base64.RawURLEncoding.EncodeToString(key), []Form{FormSHA256}},
		"base64 of 31":     {base64.StdEncoding.EncodeToString(key[:31]), []Form{FormSHA256}},
		"both alphabets":   {"-+" + strings.Repeat("A", 41), []Form{FormSHA256}},
		"no encoder's":     {strings.Repeat("A", 42) + "B", []Form{FormSHA256}},
		"line end, within": {strings.Repeat("A", 21) + "\n" + strings.Repeat("A", 21), []Form{FormSHA256}},
		"any text":         {"newlyGeneratedKeySecret", []Form{FormSHA256}},
		"nothing":          {" \n", nil},
	}
}

func TestCandidates(t *testing.T) {
	for name, tt := range spellings(t) {
		t.Run(name, func(t *testing.T) {
			var got []Form
			for _, c := range Candidates(secret.New([]byte(tt.text))) {
				got = append(got, c.Form)
				if c.Key.Len() != keySize || c.Label == "" {
					t.Errorf("%s: %d bytes, label %q", c.Form, c.Key.Len(), c.Label)
				}
			}
			if !slices.Equal(got, tt.forms) {
				t.Errorf("forms %q, want %q", got, tt.forms)
			}
		})
	}
}

func TestKeyFor(t *testing.T) {
	for name, tt := range spellings(t) {
		t.Run(name, func(t *testing.T) {
			text := secret.New([]byte(tt.text))
			for _, form := range []Form{FormHex, FormPASERK, FormBase64, FormText, FormSHA256} {
				key, err := KeyFor(text, form)
				if fits := slices.Contains(tt.forms, form); fits != (err == nil) || fits != (key.Len() == keySize) {
					t.Errorf("%s: %v", form, err)
				}
				if err != nil && !errors.Is(err, ErrForm) {
					t.Errorf("%s: %v is not ErrForm", form, err)
				}
			}
			telling := len(tt.forms) > 0 && tt.forms[0] != FormText && tt.forms[0] != FormSHA256
			for _, form := range []Form{FormDetect, ""} {
				if _, err := KeyFor(text, form); telling != (err == nil) {
					t.Errorf("detect: %v", err)
				}
			}
		})
	}
	if _, err := KeyFor(secret.New([]byte(testKey)), "rot13"); !errors.Is(err, ErrForm) || !strings.Contains(err.Error(), "rot13") {
		t.Errorf("an unknown form: %v", err)
	}
}

// TestProbe: whatever way the platform reads its secret, a token tells.
func TestProbe(t *testing.T) {
	for name, tt := range spellings(t) {
		for _, form := range tt.forms {
			t.Run(name+" as "+string(form), func(t *testing.T) {
				text := secret.New([]byte(tt.text))
				key, err := KeyFor(text, form)
				if err != nil {
					t.Fatal(err)
				}
				token := mustSeal(t, "payload", "footer", "implicit", key)
				c, payload, ok := Probe(text, token, []byte("implicit"))
				if !ok || c.Form != form || string(payload) != "payload" {
					t.Errorf("Probe = %s, %q, %v", c.Form, payload, ok)
				}
				if c, _, ok := Probe(text, token, nil); ok {
					t.Errorf("%s opens it with another assertion", c.Form)
				}
			})
		}
	}
	if _, _, ok := Probe(secret.New([]byte(testKey)), "v4.local.AAAA", nil); ok {
		t.Error("a damaged token is opened")
	}
}

func TestHashedKey(t *testing.T) {
	key, err := KeyFor(secret.New([]byte(" newlyGeneratedKeySecret\n")), FormSHA256)
	want := sha256.Sum256([]byte("newlyGeneratedKeySecret"))
	if err != nil || string(key.Reveal()) != string(want[:]) {
		t.Errorf("another key, %v", err)
	}
}
