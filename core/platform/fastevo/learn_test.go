package fastevo_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/platform/fastevo"
	"playtoken/core/secret"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

// secretOf is a secret in each form that Fastevo's may have.
var secretOf = map[string]string{
	"hex": sharedSecret, "paserk": "k4.local.cHFyc3R1dnd4eXp7fH1-f4CBgoOEhYaHiImKi4yNjo8",
	"base64": "cHFyc3R1dnd4eXp7fH1+f4CBgoOEhYaHiImKi4yNjo8=", "text": "a secret of exactly 32 bytes, or", "sha256": "a-secret-7f3a-of-the-project",
}

// learn finds out for a form with these values.
func learn(t *testing.T, secretText, genuine string, values map[string]string) (platform.Learned, error) {
	t.Helper()
	return fastevo.Platform.LearnFrom(context.Background(), values, platformtest.SecretKey(t, fastevo.Platform.Learn.KeyWant, secretText), genuine)
}

// genuineToken is a token as the platform would make it.
func genuineToken(t *testing.T, form, assertion, footer string) string {
	t.Helper()
	key, err := paseto.KeyFor(secret.New([]byte(secretOf[form])), paseto.Form(form))
	if err != nil {
		t.Fatal(err)
	}
	tok, err := paseto.Seal([]byte(`{"contentId":"65e8ddc52f41619f1815a083"}`), []byte(footer), []byte(assertion), key)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

// TestLearnForm: of each form a genuine token tells, and what was learned makes a
// token that opens as the genuine one does.
func TestLearnForm(t *testing.T) {
	const footer = `{"v":"1","p":"0123456789abcdef01234567"}`
	for form, text := range secretOf {
		for _, assertion := range []string{"", "implied"} {
			t.Run(form+" "+assertion, func(t *testing.T) {
				genuine := genuineToken(t, form, assertion, footer)
				l, err := learn(t, text+"\n", "Authorization: "+genuine+"\n", map[string]string{"assertion": assertion, "key_form": "hex"})
				if err != nil {
					t.Fatal(err)
				}
				want := map[string]string{"make": "token", "key_form": form, "assertion": assertion, "project": projectID, "footer": ""}
				if !maps.Equal(l.Values, want) || !strings.HasPrefix(l.Said, "The secret is ") || !strings.HasSuffix(l.Said, " Its footer names the project "+projectID+".") {
					t.Errorf("%v, %q", l.Values, l.Said)
				}
				r := request(t)
				maps.Copy(r.Values, l.Values)
				r.Key = platformtest.SecretKey(t, fastevo.Platform.KeyWantFor(r.Values), text)
				s, problems := fastevo.Platform.Make(r)
				if s == nil {
					t.Fatal(problems)
				}
				if _, theirs := unsealed(t, s.First().Text, text, form, assertion); theirs != footer {
					t.Errorf("footer %s", theirs)
				}
			})
		}
	}
}

func TestLearnFooter(t *testing.T) {
	for _, tc := range []struct{ name, footer, wantFooter, wantProject, says string }{
		{"none", "", "", "", "no footer"},
		{"of another order", `{"p":"` + projectID + `","v":"1"}`, `{"p":"` + projectID + `","v":"1"}`, projectID, "byte for byte"},
		{"with a space", `{"v":"1", "p":"x"}`, `{"v":"1", "p":"x"}`, "mine", "byte for byte"},
		{"another ID", `{"v":"1","p":"short"}`, "", "short", "names the project short"},
		{"no JSON", "key-1", "key-1", "mine", "byte for byte"},
		{"a line end behind", "{}\n", "mine too", "mine", "yours stays"},
		{"no text", "\xff\xfe", "mine too", "mine", "yours stays"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			values := map[string]string{"project": "mine", "footer": "mine too"}
			l, err := learn(t, secretOf["hex"], genuineToken(t, "hex", "", tc.footer), values)
			if err != nil {
				t.Fatal(err)
			}
			maps.Copy(values, l.Values)
			if values["footer"] != tc.wantFooter || values["project"] != tc.wantProject || !strings.Contains(l.Said, tc.says) {
				t.Errorf("%q, %q", values, l.Said)
			}
		})
	}
}

func TestLearnWithoutTheAssertion(t *testing.T) {
	l, err := learn(t, secretOf["hex"], genuineToken(t, "hex", "", ""), map[string]string{"assertion": "wrong"})
	if v, ok := l.Values["assertion"]; err != nil || !ok || v != "" || !strings.Contains(l.Said, "without the implicit assertion") {
		t.Errorf("%v, %q, %v", l.Values, l.Said, err)
	}
}

func TestLearnNothing(t *testing.T) {
	good, url := genuineToken(t, "hex", "", "{}"), signedURL(t, "", "/a.jpg")
	other := strings.Repeat("0", 64)
	for _, tc := range []struct{ name, secret, genuine, says string }{
		{"another secret", other, good, "opens the token. Tried: 64 hexadecimal digits, SHA-256 of the text. Look whether"},
		{"another secret, 32 characters", "another text of these 32 bytes..", good, "Tried: 32 characters as they are, SHA-256 of the text."},
		{"a cut token", sharedSecret, good[:49], "the token is damaged: the body must have 64 bytes or more"},
		{"a character lost", sharedSecret, good[:60] + good[62:], "a character is missing"},
		{"empty", sharedSecret, " \n", "neither a v4.local token nor a URL"},
		{"another kind of token", sharedSecret, "v4.public.abc", "neither a v4.local token nor a URL"},
		{"a PASERK key", sharedSecret, secretOf["paserk"], "neither"},
		{"a private key", sharedSecret, "-----BEGIN PRIVATE KEY-----\nMII", "this is a key"},
		{"another secret for the URL", other, url, "recipes makes this signature"},
		{"a URL without a signature", sharedSecret, "https://media.example.com/a.jpg?signature=abc&w=1", "has no parameter that looks like a signature"},
		{"no whole URL behind the first", sharedSecret, url + "\nmedia.example.com/a.jpg", "URL 2 of 2 is no whole URL"},
		{"URLs of two recipes", sharedSecret, url + "\n" + signedURL(t, "signed=host_and_path", "/b.jpg"), "no recipe fits both URL 2 of 2"},
		{"very many URLs", sharedSecret, strings.Repeat(url+"\n", 51), "these are 51 URLs"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l, err := learn(t, tc.secret, tc.genuine, nil)
			if err == nil || !strings.Contains(err.Error(), tc.says) || len(l.Values) > 0 {
				t.Fatalf("%v, %v", l, err)
			}
			if strings.Contains(err.Error(), tc.secret) {
				t.Error("the error shows the secret")
			}
		})
	}
	if _, err := fastevo.Platform.LearnFrom(context.Background(), nil, nil, good); err == nil || !strings.Contains(err.Error(), "is missing") {
		t.Error(err)
	}
	if _, err := fastevo.Platform.LearnFrom(context.Background(), nil, fixtures.Key(t), good); err == nil || !strings.Contains(err.Error(), "shared secret") {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := fastevo.Platform.LearnFrom(ended, nil, platformtest.SecretKey(t, fastevo.Platform.Learn.KeyWant, sharedSecret), url); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// signedURL is an Engage Kit URL as the platform would make it by a recipe.
func signedURL(t *testing.T, recipe, path string) string {
	t.Helper()
	r, err := urlsig.ParseRecipe(recipe)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := urlsig.Sign("https://media.example.com"+path, time.Unix(1_790_000_000, 0), r, secret.New([]byte(sharedSecret)))
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestLearnRecipe(t *testing.T) {
	const plain = "/engage/a.jpg"
	for _, tc := range []struct {
		name, recipe string
		paths        []string
		confirmed    bool
		says         string
	}{
		{"the usual one", "", []string{plain}, true, "sign URLs of this kind alike"},
		{"parameters that are not signed", "", []string{plain + "?w=1&a=2"}, true, "No other recipe fits."},
		{"another order of the query", "query=sorted&expiry=absent&separator=&encoding=base64url_raw&signature_param=sig", []string{plain + "?b=2&a=1"}, false, "a second URL decides"},
		{"decided by a second URL", "query=others_sorted", []string{plain + "?b=2", plain + "?b=2&a=1"}, true, "Both URLs are signed by HMAC-SHA256 of the path"},
		{"whole URL, milliseconds, bytes of the secret", "signed=whole_url&unit=milliseconds&secret=hex&separator=%0A&expiry_param=until", []string{plain + "?w=1"}, true, "the secret read from hex"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var list []string
			for _, path := range tc.paths {
				list = append(list, signedURL(t, tc.recipe, path))
			}
			l, err := learn(t, sharedSecret, strings.Join(list, "\n"), nil)
			if err != nil {
				t.Fatal(err)
			}
			want := map[bool]string{true: "yes", false: "no"}[tc.confirmed]
			if l.Values["make"] != "engage" || l.Values["recipe_confirmed"] != want || !strings.Contains(l.Said, tc.says) {
				t.Errorf("%v\n%s", l.Values, l.Said)
			}
			if !tc.confirmed {
				return
			}
			// What was learned signs another URL of the kind as the platform does.
			other := strings.Replace(tc.paths[len(tc.paths)-1], "a.jpg", "b.jpg", 1)
			values := map[string]string{"url": "https://media.example.com" + other}
			maps.Copy(values, l.Values)
			s, problems := fastevo.Platform.Make(platform.Request{
				Values: values, Key: platformtest.SecretKey(t, fastevo.Platform.KeyWantFor(values), sharedSecret),
				IssuedAt: platformtest.Issued, ExpiresAt: time.Unix(1_790_000_000, 0),
			})
			if s == nil || s.First().Text != signedURL(t, tc.recipe, other) || s.URLs()[0].Basis != platform.Seen || len(s.Notes()) > 0 {
				t.Errorf("%+v, %v", s, problems)
			}
		})
	}
}

// TestLearnedFits: what is learned goes into fields that there are, and nothing is
// wrong with it there.
func TestLearnedFits(t *testing.T) {
	for _, genuine := range []string{genuineToken(t, "hex", "", `{"v":"1","p":"`+projectID+`"}`), signedURL(t, "", "/a.jpg?w=1")} {
		l, err := learn(t, sharedSecret, genuine, nil)
		if err != nil {
			t.Fatal(err)
		}
		for name, value := range l.Values {
			f, ok := fastevo.Platform.Field(name)
			if !ok || f.Place == platform.URLKit {
				t.Errorf("%s is no field", name)
			}
			if f.Check != nil && value != "" {
				if p := f.Check(value); p != nil {
					t.Errorf("%s: %s", name, p.Text)
				}
			}
			if len(f.Choices) > 0 && !strings.Contains(fmt.Sprint(f.Choices), value) {
				t.Errorf("%s cannot be %s", name, value)
			}
		}
	}
}
