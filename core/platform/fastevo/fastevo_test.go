package fastevo_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/platform/fastevo"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

const (
	contentID = "65e8ddc52f41619f1815a083"
	projectID = "0123456789abcdef01234567"

	sharedSecret = platformtest.SharedSecret
)

// request is a complete form with a project; set changes fields.
func request(t testing.TB, set ...string) platform.Request {
	t.Helper()
	return platformtest.Complete(t, fastevo.Platform, append([]string{"project", projectID}, set...)...)
}

// unsealed opens a token and gives payload and footer.
func unsealed(t testing.TB, tok, text, form, assertion string) (payload, footer string) {
	t.Helper()
	key, err := paseto.KeyFor(secret.New([]byte(text)), paseto.Form(form))
	if err != nil {
		t.Fatal(err)
	}
	p, f, err := paseto.Open(tok, key, []byte(assertion))
	if err != nil {
		t.Fatal(err)
	}
	return string(p), string(f)
}

// TestGolden: every token has its own nonce, so it is payload and footer
// that have to be those of the vector, byte for byte.
func TestGolden(t *testing.T) {
	var file struct {
		Vectors []struct {
			Key                    string `json:"key_hex"`
			Payload, Footer, Token string
		}
	}
	fixtures.JSON(t, "token/paseto/testdata/fastevo.json", &file)
	if len(file.Vectors) == 0 {
		t.Fatal("no vector")
	}
	for _, v := range file.Vectors {
		if payload, footer := unsealed(t, v.Token, v.Key, "hex", ""); payload != v.Payload || footer != v.Footer {
			t.Fatal("the vector does not say what it says")
		}
		r := request(t, "tags", "tag1, tag2")
		r.Key = platformtest.SecretKey(t, importer.PASETOSecret, v.Key)
		r.IssuedAt = time.Date(2024, 3, 6, 21, 20, 21, 633_999_999, time.UTC)
		s, problems := fastevo.Platform.Make(r)
		if s == nil || len(problems) > 0 {
			t.Fatal(problems)
		}
		if payload, footer := unsealed(t, s.First().Text, v.Key, "hex", ""); payload != v.Payload || footer != v.Footer {
			t.Errorf("%s %s\nwant\n%s %s", payload, footer, v.Payload, v.Footer)
		}
		if !s.Expires.Equal(r.IssuedAt.Truncate(time.Millisecond).Add(time.Hour)) || len(s.First().Text) != len(v.Token) {
			t.Errorf("expires %s, %d characters", s.Expires, len(s.First().Text))
		}
	}
}

func TestForms(t *testing.T) {
	const head = `{"contentId":"65e8ddc52f41619f1815a083","viewerIdentifier":"uniqueViewer123",`
	const times = `"exp":"2025-04-16T06:14:19.000Z","iat":"2025-04-16T05:14:19.000Z",`
	const footer = `{"v":"1","p":"0123456789abcdef01234567"}`
	for _, tc := range []struct {
		name            string
		set             []string
		payload, footer string
	}{
		{"as it comes", nil, head + times + `"protectionLevel":"standard"}`, footer},
		{"level and tags", []string{"level", "adaptive", "tags", " a,, b c ,"}, head + times + `"protectionLevel":"adaptive","viewerTags":["a","b c"]}`, footer},
		{"a viewer in quotes", []string{"viewer", `"x"`}, strings.Replace(head, "uniqueViewer123", `\"x\"`, 1) + times + `"protectionLevel":"standard"}`, footer},
		{"a footer of one's own", []string{"footer", `{ "p":"x" }`}, head + times + `"protectionLevel":"standard"}`, `{ "p":"x" }`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, problems := fastevo.Platform.Make(request(t, tc.set...))
			if s == nil || len(problems) > 0 {
				t.Fatal(problems)
			}
			if payload, footer := unsealed(t, s.First().Text, sharedSecret, "detect", ""); payload != tc.payload || footer != tc.footer {
				t.Errorf("%s %s\nwant\n%s %s", payload, footer, tc.payload, tc.footer)
			}
			if len(s.Remarks) > 0 || len(s.Facts) != 1 || !strings.Contains(s.Facts[0].Text, "not published") {
				t.Errorf("remarks %q, facts %+v", s.Remarks, s.Facts)
			}
		})
	}
	bare, problems := fastevo.Platform.Make(request(t, "project", "", "key_form", "hex"))
	if bare == nil || len(problems) > 0 || len(bare.Facts) != 1 || !strings.Contains(bare.Facts[0].Text, "no footer") {
		t.Errorf("without a project: %v", problems)
	}
	s, problems := fastevo.Platform.Make(platformtest.Endless(request(t)))
	if s == nil || len(problems) != 1 || problems[0].Field != platform.ExpiresField || strings.Contains(string(s.First().Claims.JSON()), "exp") {
		t.Errorf("without an expiry: %v", problems)
	}
}

// TestSecrets: each form of the secret is read as chosen, and a secret of
// another form is refused at the key.
func TestSecrets(t *testing.T) {
	for form, text := range map[string]string{
		"hex": sharedSecret, "detect": sharedSecret, "paserk": "k4.local.cHFyc3R1dnd4eXp7fH1-f4CBgoOEhYaHiImKi4yNjo8",
		"base64": "cHFyc3R1dnd4eXp7fH1+f4CBgoOEhYaHiImKi4yNjo8=", "text": "a secret of exactly 32 bytes, or", "sha256": "a-secret-7f3a-of-the-project",
	} {
		t.Run(form, func(t *testing.T) {
			r := request(t, "key_form", form, "assertion", "implied")
			r.Key = platformtest.SecretKey(t, fastevo.Platform.KeyWantFor(r.Values), text)
			s, problems := fastevo.Platform.Make(r)
			if s == nil {
				t.Fatal(problems)
			}
			unsealed(t, s.First().Text, text, form, "implied")
			for other := range map[string]bool{"hex": true, "paserk": true, "base64": true, "text": true} {
				r.Values["key_form"] = other
				s, problems := fastevo.Platform.Make(r)
				if fits := other == form || form == "detect" && other == "hex"; fits != (s != nil) || !fits && problems[0].Field != platform.KeyField {
					t.Errorf("as %s: %v", other, problems)
				}
			}
		})
	}
	r := request(t)
	r.Key = fixtures.Key(t)
	if s, problems := fastevo.Platform.Make(r); s != nil || !strings.Contains(problems[0].Text, "shared secret") {
		t.Error(problems)
	}
}

func TestProblems(t *testing.T) {
	platformtest.CheckProblems(t, fastevo.Platform, []platformtest.Problem{
		{"content ID", platform.ID, contentID, "", false},
		{"content ID, too short", platform.ID, contentID[1:], "24 hexadecimal digits", true},
		{"content ID, no hexadecimal digits", platform.ID, strings.Repeat("z", 24), "24 hexadecimal digits", true},
		{"no content ID", platform.ID, "", "missing", false},
		{"a URL as content ID", platform.ID, "https://fastevo.net/x", "This is a URL", false},
		{"no viewer", "viewer", "", "missing", false},
		{"an e-mail address", "viewer", "ann@example.com", "personal data", true},
		{"an @ alone", "viewer", "@ann", "", false},
		{"a key as viewer", "viewer", "-----BEGIN PRIVATE KEY-----", "This is a key", false},
		{"no such level", "level", "qualityDependant", "must be one of standard, enhanced, adaptive", false},
		{"another project", "project", "my-project", "24 hexadecimal digits", true},
		{"no such form", "key_form", "hex64", "must be one of detect", false},
	})
	engage := func(set ...string) platform.Request {
		return request(t, append([]string{"make", "engage", "url", "", platform.ID, "", "viewer", "", "project", ""}, set...)...)
	}
	for _, tc := range []struct {
		name, field, says string
		r                 platform.Request
	}{
		{"no URL", "url", "missing", engage()},
		{"no whole URL", "url", "Write a whole URL", engage("url", "/a")},
		{"no recipe", "recipe", "recipe", engage("url", "https://a.example/b", "recipe", "sign=path")},
		{"no expiry", platform.ExpiresField, "give it one", platformtest.Endless(engage("url", "https://a.example/b"))},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, problems := fastevo.Platform.Make(tc.r)
			i := slices.IndexFunc(problems, func(p platform.Problem) bool { return p.Field == tc.field })
			if s != nil || i < 0 || !strings.Contains(problems[i].Text, tc.says) {
				t.Errorf("%+v", problems)
			}
		})
	}
}

// TestEngageKit: a signed URL needs neither content nor viewer.
func TestEngageKit(t *testing.T) {
	const rawURL, text = "https://media.example.com/engage/a.jpg?w=1", "a-secret-7f3a-of-the-project"
	recipe := urlsig.Default()
	recipe.Encoding, recipe.SignatureParam = urlsig.Encoding("base64url"), "sig"
	for _, tc := range []struct {
		name   string
		set    []string
		recipe urlsig.Recipe
		stands platform.Basis
	}{
		{"default recipe", nil, urlsig.Default(), platform.Inferred},
		{"own recipe", []string{"recipe", recipe.String()}, recipe, platform.Inferred},
		{"confirmed", []string{"recipe_confirmed", "yes"}, urlsig.Default(), platform.Seen},
	} {
		t.Run(tc.name, func(t *testing.T) {
			values := map[string]string{"make": "engage", "url": rawURL}
			for i := 0; i < len(tc.set); i += 2 {
				values[tc.set[i]] = tc.set[i+1]
			}
			want := fastevo.Platform.KeyWantFor(values)
			s, problems := fastevo.Platform.Make(platform.Request{Values: values, IssuedAt: platformtest.Issued, Key: platformtest.SecretKey(t, want, text)})
			if s == nil || len(problems) > 0 || !want.Equal(importer.HMACSecret) {
				t.Fatal(problems)
			}
			got, err := urlsig.Verify(s.First().Text, tc.recipe, secret.New([]byte(text)))
			if err != nil || !got.OK || !got.Expires.Equal(platformtest.Issued.Add(time.Hour)) || !s.Expires.Equal(got.Expires) {
				t.Errorf("%s: %+v, %v", s.First().Text, got, err)
			}
			if len(s.URLs()) != 1 || s.URLs()[0] != (platform.URL{Name: "Engage Kit URL", URL: s.First().Text, Basis: tc.stands}) {
				t.Errorf("%+v", s.URLs())
			}
			if said := strings.Contains(strings.Join(s.Notes(), ""), "not published"); said == (tc.stands == platform.Seen) {
				t.Errorf("remarks %q", s.Remarks)
			}
		})
	}
}

// TestSavedValues: what was found out once and saved with a key opens every token
// after it.
func TestSavedValues(t *testing.T) {
	for form, text := range map[string]string{"text": "a secret of exactly 32 bytes, or", "sha256": "a-secret-7f3a-of-the-project"} {
		r := request(t, "key_form", form, "assertion", "implied")
		r.Key = platformtest.SecretKey(t, fastevo.Platform.KeyWantFor(r.Values), text)
		s, problems := fastevo.Platform.Make(r)
		if s == nil {
			t.Fatal(problems)
		}
		for _, tc := range []struct {
			values map[string]string
			want   token.State
		}{
			{map[string]string{"key_form": form, "assertion": "implied"}, token.Valid},
			{nil, token.Invalid},
		} {
			trial := token.Trial{Text: secret.New([]byte(text)), Answer: importer.ImportWith([]byte(text), importer.Options{Want: importer.HMACSecret}), Settings: fastevo.Platform.SettingsFor(tc.values)}
			if o := paseto.Local.Try(formats.Decode(s.First().Text), &trial); o.State != tc.want {
				t.Errorf("%s with %v: %s %s", form, tc.values, o.State, o.Reason)
			}
		}
	}
	recipe := urlsig.Default()
	recipe.Separator = "~~"
	saved := fastevo.Platform.SettingsFor(map[string]string{"make": "engage", "recipe": recipe.String()})
	if got, _ := token.SettingOf[urlsig.Recipe](saved); got.String() != recipe.String() {
		t.Errorf("recipe %s", got)
	}
}

func TestReads(t *testing.T) {
	claims := token.NewObject(token.StringMember("contentId", contentID), token.StringMember("viewerIdentifier", "ann@example.com"), token.StringMember("protectionLevel", "high"))
	shut := &token.Token{Kind: token.PasetoLocal, Format: paseto.Local, Footer: []byte(`{"v":"1","p":"` + projectID + `"}`)}
	if read := fastevo.Platform.Meanings(shut); len(read) != 2 || read[0].Code != projectID || !strings.Contains(read[0].Note, "not verified") {
		t.Errorf("%+v", read)
	}
	open := shut.Open(nil, claims)
	read := fastevo.Platform.Meanings(open)
	if len(read) != 5 || read[0].Code != contentID || !strings.Contains(read[1].Note, "e-mail") || !strings.Contains(read[2].Note, "not a level") || read[3].Note != "from the footer" {
		t.Errorf("%+v", read)
	}
	if fastevo.Platform.TokenID(open) != contentID || all.Owner(shut, nil) != fastevo.Platform || all.Owner(nil, platformtest.Parse(t, "https://api.fastevo.net/x")) != fastevo.Platform {
		t.Error("not recognised, or another content")
	}
	for _, footer := range []string{"", "not JSON", "[1]"} {
		if read := fastevo.Platform.Meanings(&token.Token{Kind: token.PasetoLocal, Format: paseto.Local, Footer: []byte(footer)}); len(read) != 1 || read[0].Label != "Footer" {
			t.Errorf("%q: %+v", footer, read)
		}
	}
}

func TestSample(t *testing.T) {
	for form, text := range map[string]string{
		"hex": sharedSecret, "detect": sharedSecret, "base64": "cHFyc3R1dnd4eXp7fH1+f4CBgoOEhYaHiImKi4yNjo8=",
		"paserk": "k4.local.cHFyc3R1dnd4eXp7fH1-f4CBgoOEhYaHiImKi4yNjo8", "text": "a secret of exactly 32 bytes, or", "sha256": "a-secret-7f3a-of-the-project",
	} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			r := request(t, "key_form", form, "assertion", "implied", "tags", "a,ü", "footer", `{"p": "`+projectID+`"}`)
			r.Key = platformtest.SecretKey(t, fastevo.Platform.KeyWantFor(r.Values), text)
			r.IssuedAt = time.Now() // the library makes no token that has expired
			s, problems := fastevo.Platform.Make(r)
			if s == nil {
				t.Fatal(problems)
			}
			i := slices.IndexFunc(s.Snippets(), func(sn platform.Snippet) bool { return sn.Name == "Node" })
			got := platformtest.Runners["Node"](t, s.Snippets()[i].Text, platformtest.KeyFile(t, r.Key))
			theirs, theirFooter := unsealed(t, got, text, form, "implied")
			ours, ourFooter := unsealed(t, s.First().Text, text, form, "implied")
			if theirs != ours || theirFooter != ourFooter {
				t.Errorf("%s %s\nwant\n%s %s", theirs, theirFooter, ours, ourFooter)
			}
			// With the time of when it runs it lives as long, from then on.
			var live struct{ Iat, Exp time.Time }
			before := time.Now().Truncate(time.Second)
			text, _ = unsealed(t, platformtest.Runners["Node"](t, s.Snippets()[i].Live, platformtest.KeyFile(t, r.Key)), text, form, "implied")
			if err := json.Unmarshal([]byte(text), &live); err != nil || live.Iat.Before(before) || live.Iat.After(time.Now()) || live.Exp.Sub(live.Iat) != s.Expires.Sub(s.IssuedAt) {
				t.Errorf("live: %s, it ran from %s on", text, before)
			}
		})
	}
}
