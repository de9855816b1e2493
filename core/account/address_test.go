package account_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
)

// TestBase: which addresses are taken, what they are called, and that a path follows with
// one slash.
func TestBase(t *testing.T) {
	for _, c := range []struct{ base, host, refused string }{
		{"", "api.fastpix.com", ""},
		{"https://api.fastpix.com/v1/", "api.fastpix.com", ""},
		{"https://API.fastpix.com:443/v1", "api.fastpix.com", ""},
		{"https://api.fastpix.io:8443", "api.fastpix.io:8443", ""},
		{" https://test.example ", "test.example", ""},
		{"https://[2001:db8::1]", "[2001:db8::1]", ""},
		{"https://[2001:db8::1]:8443/x", "[2001:db8::1]:8443", ""},
		{"http://127.0.0.1:8080", "127.0.0.1:8080", ""},
		{"http://127.8.9.1", "127.8.9.1", ""},
		{"http://[::1]:80", "[::1]", ""},
		{"http://localhost:9", "localhost:9", ""},
		{"http://api.fastpix.com/v1", "", "Without TLS"},
		{"http://0.0.0.0:80", "", "Without TLS"},
		{"http://localhost.example", "", "Without TLS"},
		{"http://10.0.0.1", "", "Without TLS"},
		{"ftp://127.0.0.1", "", "The address of the API is not one"},
		{"api.fastpix.com", "", "The address of the API is not one"},
		{"https:api.fastpix.com", "", "The address of the API is not one"},
		{"https://", "", "The address of the API is not one"},
		{"https://:443", "", "The address of the API is not one"},
		{"https://a b", "", "The address of the API is not one"},
		{"https://user:word@api.fastpix.com", "", "The address of the API has a name"},
		{"https://api.fastpix.com?x=1", "", "The address of the API has a name"},
		{"https://api.fastpix.com?", "", "The address of the API has a name"},
		{"https://api.fastpix.com#x", "", "The address of the API has a name"},
		{"https://аpi.fastpix.com", "", "The name of the host has letters beyond ASCII"}, // a Cyrillic а
	} {
		cl, err := account.New(all.AccountOf("fastpix"), credentials(t, "fastpix"), account.Options{Base: c.base})
		if c.refused != "" {
			if f := fault(t, err); f.Code != account.Invalid || !strings.HasPrefix(f.Message, c.refused) || strings.Contains(f.Message, "word@") {
				t.Errorf("%s: %+v", c.base, f)
			}
			continue
		}
		if err != nil || cl.Host() != c.host {
			t.Errorf("%s: %v, want it to be called %s", c.base, err, c.host)
		}
	}

	for _, path := range []string{"", "/", "/v1", "/v1/", "/a%20b//"} {
		s := plain(t, says(200, list))
		if _, err := client(t, "fastpix", s.URL+path).List(context.Background()); err != nil {
			t.Fatal(err)
		}
		want := strings.TrimRight(path, "/") + "/iam/signing-keys?limit=50&offset=1"
		if got := s.requests()[0].URI; got != want {
			t.Errorf("%q asks for %s, want %s", path, got, want)
		}
	}
}

// TestIDs: an ID is one segment of the path, whatever stands in it, and an empty one asks
// for nothing.
func TestIDs(t *testing.T) {
	s := plain(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"success":true}`) })
	c := client(t, "fastpix", s.URL+"/v1")
	for id, want := range map[string]string{
		"a":               "a",
		"a/b":             "a%2Fb",
		"../tokens":       "..%2Ftokens",
		".":               "%2E",
		"..":              "%2E%2E",
		"...":             "...",
		"a?b=c":           "a%3Fb=c",
		"a#b":             "a%23b",
		"a%2Fb":           "a%252Fb",
		"a b":             "a%20b",
		"a\r\nX: y":       "a%0D%0AX:%20y",
		"ä\x00\xff":       "%C3%A4%00%FF",
		"{account_id}{x}": "%7Baccount_id%7D%7Bx%7D",
	} {
		before := len(s.requests())
		if _, err := c.Delete(context.Background(), id); err != nil {
			t.Fatal(id, err)
		}
		if got := s.requests()[before].URI; got != "/v1/iam/signing-keys/"+want {
			t.Errorf("%q asks for %s, want …/%s", id, got, want)
		}
	}
	before := len(s.requests())
	_, err := c.Get(context.Background(), "")
	if f := fault(t, err); f.Code != account.Invalid || f.Message != "The ID of the key is missing. Nothing was asked." {
		t.Errorf("%+v", f)
	}
	if _, err := c.Delete(context.Background(), ""); err == nil {
		t.Error("an empty ID was deleted")
	}
	if _, err := c.Delete(context.Background(), strings.Repeat("x", 256)); fault(t, err).Message != "The ID of the key is longer than 255 characters. Nothing was asked." {
		t.Error(err)
	}
	for _, request := range []string{"", "a b", "a\r\nX: y", "ä"} {
		if made, err := c.Create(context.Background(), request); fault(t, err).Code != account.Invalid || !made.Reply.IsZero() {
			t.Errorf("the request %q: %v", request, err)
		}
	}
	if _, err := client(t, "fastevo", s.URL).SetPolicy(context.Background(), ""); fault(t, err).Code != account.Invalid {
		t.Error(err)
	}
	if n := len(s.requests()) - before; n > 0 {
		t.Errorf("%d requests of calls that were to be refused", n)
	}
}

// TestCredentials: what cannot go out rightly does not go out, and is told without itself.
func TestCredentials(t *testing.T) {
	for _, c := range []struct {
		platform string
		given    map[string]string
		message  string // "" for those that are taken
	}{
		{"fastpix", map[string]string{"token_id": "a", "token_secret": "b"}, ""},
		{"fastpix", map[string]string{"token_id": "a", "token_secret": "b:c d"}, ""},
		{"fastpix", map[string]string{"token_id": "a"}, "The access token secret is missing."},
		{"fastpix", map[string]string{}, "The access token ID is missing."},
		{"fastpix", map[string]string{"token_id": "a:canary", "token_secret": "b"}, "The access token ID has a colon in it: it may be ID and secret together."},
		{"fastpix", map[string]string{"token_id": "a", "token_secret": "canary\n"}, "The access token secret has a line end, a space around it or another character that a header cannot carry."},
		{"mux", map[string]string{"token_id": "a", "token_secret": " canary"}, "The access token secret has a line end, a space around it or another character that a header cannot carry."},
		{"bitmovin", map[string]string{"api_key": "canary\r\nX-Evil: 1"}, "The API key has a line end, a space around it or another character that a header cannot carry."},
		{"bitmovin", map[string]string{"api_key": "a", "organization_id": "canary\x00"}, "The organization ID has a line end, a space around it or another character that a header cannot carry."},
		{"bitmovin", map[string]string{"api_key": "a", "organization_id": ""}, ""},
		{"bitmovin", map[string]string{"api_key": "a", "org_id": "canary"}, "There is a credential that Bitmovin Streams does not know. It takes api_key and organization_id."},
		{"fastevo", map[string]string{"api_key": "canäry"}, "The project API key has a line end, a space around it or another character that a header cannot carry."},
		{"cloudflare", map[string]string{"api_token": "a", "account_id": "023e105f4ecef8ad9ca31a8372d0c353"}, ""},
		{"cloudflare", map[string]string{"api_token": "a", "account_id": "example.com"}, "An account ID of Cloudflare is 32 hexadecimal digits. It is not the ID of a zone, and not the name of the account."},
	} {
		given := map[string]secret.Bytes{}
		for name, text := range c.given {
			given[name] = secret.New([]byte(text))
		}
		_, err := account.New(all.AccountOf(c.platform), given, account.Options{})
		if c.message == "" {
			if err != nil {
				t.Errorf("%s %v: %v", c.platform, c.given, err)
			}
			continue
		}
		f := fault(t, err)
		if f.Code != account.Invalid || f.Message != c.message || strings.Contains(f.Message+f.Hint, "can") && strings.Contains(f.Message+f.Hint, "canary") {
			t.Errorf("%s: %+v, want %q", c.platform, f, c.message)
		}
	}
	_, err := account.New(all.AccountOf("fastpix"), nil, account.Options{})
	if f := fault(t, err); f.Hint != "At FastPix it is made under Settings, Access Tokens." {
		t.Errorf("%+v", f)
	}
	for _, p := range []*platform.Platform{nil, all.ByName("edgecast"), all.ByName("jwt")} {
		if _, err := account.New(p, nil, account.Options{}); fault(t, err).Code != account.Invalid {
			t.Error(err)
		}
	}
}

// TestHas: which calls there are.
func TestHas(t *testing.T) {
	want := map[string]string{
		"fastpix": "list get create delete", "mux": "list get create delete", "bitmovin": "list create delete",
		"cloudflare": "list create delete", "fastevo": "secret rotate policy set_policy",
	}
	for _, p := range all.Accounts() {
		s := plain(t, says(200, "{}"))
		c := client(t, p.Name, s.URL)
		var has []string
		for _, a := range []platform.Action{
			platform.ListKeys, platform.GetKey, platform.CreateKey, platform.DeleteKey,
			platform.GetSecret, platform.ReplaceSecret, platform.GetPolicy, platform.PutPolicy,
		} {
			if c.Has(a) {
				has = append(has, string(a))
			}
		}
		if got := strings.Join(has, " "); got != want[p.Name] {
			t.Errorf("%s has %s, want %s", p.Name, got, want[p.Name])
		}
		if p.Name == "fastevo" {
			_, err := c.List(context.Background())
			if f := fault(t, err); f.Code != account.Invalid || f.Message != "Fastevo MP2 has no such call." || len(s.requests()) > 0 {
				t.Errorf("%+v", f)
			}
		}
	}
}

// TestNewRequest: random UUIDs of version 4, variant 10.
func TestNewRequest(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := account.NewRequest()
		if len(id) != 36 || id[14] != '4' || !strings.ContainsRune("89ab", rune(id[19])) || strings.Count(id, "-") != 4 || seen[id] {
			t.Fatal(id)
		}
		seen[id] = true
	}
}
