package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys/importer"
	"playtoken/core/vault"
	"playtoken/internal/ownfiletest"
	"playtoken/internal/platformapi"
	"playtoken/internal/uitest"
)

// counter is a platform that answers on this machine, the file with the credentials for it,
// and the saved profiles.
type counter struct {
	*platformapi.Server
	t       *testing.T
	name    string
	file    string
	path    string
	keyring uitest.Keyring
	now     time.Time
}

func newCounter(t *testing.T, platform string) *counter {
	t.Helper()
	c := &counter{
		Server: platformapi.New(t, platform), t: t, name: platform, path: filepath.Join(t.TempDir(), "profiles.json"),
		now: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC),
	}
	c.Server.Now = func() time.Time { return c.now }
	c.file = credentialsFile(t, c.Server)
	return c
}

func (c *counter) open() *vault.Store {
	return vault.Open(c.path, &c.keyring, func() time.Time { return c.now })
}

func (c *counter) run(args ...string) result {
	c.t.Helper()
	all := append([]string{"account"}, args...)
	all = append(all, "--platform", c.name, "--base", c.Base)
	if !strings.Contains(strings.Join(args, " "), "--account") {
		all = append(all, "--credentials", c.file)
	}
	r := stage{now: c.now, vault: c.open}.run(all...)
	for name, text := range c.Credentials() {
		if secret := string(text.Reveal()); strings.HasPrefix(secret, "canary") && strings.Contains(r.out+r.err, secret) {
			c.t.Errorf("%q shows %s", args, name)
		}
	}
	if strings.Contains(r.out+r.err, "PRIVATE KEY") {
		c.t.Errorf("%q shows a private key", args)
	}
	return r
}

// answer reads a JSON answer with the members that the contract has, and no others.
func (c *counter) answer(r result, members string) map[string]any {
	c.t.Helper()
	var got map[string]any
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || r.status != fine {
		c.t.Fatalf("%v: %+v", err, r)
	}
	if len(got) != len(strings.Fields(members)) {
		c.t.Errorf("has %v, want %s", got, members)
	}
	for _, m := range strings.Fields(members) {
		if _, ok := got[m]; !ok {
			c.t.Errorf("%v has no %s", got, m)
		}
	}
	return got
}

const madeMembers = "platform host id created_at saved file checked_against spki_sha256"

func TestAccountKeys(t *testing.T) {
	for name, against := range map[string]string{"fastpix": "platform", "mux": "own", "bitmovin": "own", "cloudflare": "own"} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t, name)
			out := filepath.Join(t.TempDir(), "key.pem")
			made := c.answer(c.run("create", "--out", out, "--json"), madeMembers)
			id := c.Keys()[0].ID
			if made["id"] != id || made["saved"] != "file" || made["file"] != out || made["checked_against"] != against {
				t.Errorf("%v", made)
			}
			ownfiletest.OwnersAlone(t, out)
			if k := importer.Import([]byte(read(t, out))); !k.Taken() || made["spki_sha256"] != k.Key.Fingerprint() || !c.Keys()[0].Private.Equal(k.Key.Signer()) {
				t.Error("the file has another key")
			}
			asked := len(c.Requests())
			if r := c.run("create", "--out", out); r.status != wrongUsage || len(c.Requests()) != asked {
				t.Errorf("over a file that is there: %+v", r)
			}
			saved := c.answer(c.run("create", "--name", "Shop", "--json"), madeMembers)
			if saved["saved"] != "vault" && name != "bitmovin" {
				t.Errorf("%v", saved)
			}
			list := c.answer(c.run("list", "--json"), "platform host keys")["keys"].([]any)
			here := map[any]any{}
			for _, k := range list {
				here[k.(map[string]any)["id"]] = k.(map[string]any)["saved_here"]
			}
			if len(list) != 2 || here[id] != false || here[saved["id"]] != true {
				t.Errorf("%v", list)
			}
			deleted := c.answer(c.run("delete", "--id", id, "--json"), "platform host id deleted remark")
			if deleted["deleted"] != true || len(c.Keys()) != 1 {
				t.Errorf("%v, %d keys", deleted, len(c.Keys()))
			}
			if r := c.run("list"); r.status != fine || !strings.Contains(r.out, "Shop") {
				t.Errorf("%+v", r)
			}
			s := c.open()
			defer s.Close()
			if p := s.List(); len(p) != 1 || p[0].KeyID != saved["id"] || p[0].Home != vault.InKeyring {
				t.Errorf("%+v", p)
			}
		})
	}
}

// Which organization a call went to is said, where there may be several.
func TestAccountOrganization(t *testing.T) {
	for name, said := range map[string]bool{"bitmovin": true, "mux": false} {
		c := newCounter(t, name)
		for _, args := range [][]string{{"create", "--name", "Shop"}, {"list"}} {
			if r := c.run(args...); r.status != fine || strings.Contains(r.err, "Organization: the default one.") != said {
				t.Errorf("%s, %q: %+v", name, args, r)
			}
		}
	}
}

func TestAccountGet(t *testing.T) {
	c := newCounter(t, "fastpix")
	id := c.Add(t, c.now.AddDate(0, -2, 0))
	got := c.answer(c.run("get", "--id", id, "--json"), "platform host id created_at public_key")
	if k := importer.Import([]byte(got["public_key"].(string))); !k.Taken() || k.Key.Private() {
		t.Errorf("%v", got)
	}
	if r := c.run("get", "--id", id); !strings.HasPrefix(r.out, "-----BEGIN PUBLIC KEY-----") {
		t.Errorf("%+v", r)
	}
	if r := c.run("get"); r.status != wrongUsage {
		t.Errorf("%+v", r)
	}
}

// The secret of a project goes into a file or a profile, and nowhere else.
func TestAccountSecret(t *testing.T) {
	c := newCounter(t, "fastevo")
	out := filepath.Join(t.TempDir(), "secret")
	if r := c.run("get", "--out", out); r.status != fine || read(t, out) != c.Secret()+"\n" || strings.Contains(r.out+r.err, c.Secret()) {
		t.Errorf("%+v", r)
	}
	if r := c.run("create", "--out", out+"2"); r.status != wrongUsage || !strings.Contains(r.err, "get and rotate") {
		t.Errorf("%+v", r)
	}
	s := c.open()
	if _, err := s.Put(vault.Profile{Name: "Courses", Platform: "fastevo"}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	before := c.Secret()
	r := c.run("rotate", "--profile", "Courses", "--json")
	steps := c.answer(r, madeMembers+" steps")["steps"].([]any)
	if c.Secret() == before || strings.Contains(r.out+r.err, before) || strings.Contains(r.out+r.err, c.Secret()) || len(steps) != 4 {
		t.Errorf("%+v", r)
	}
	if r := c.run("policy", "--set", "signed"); r.out != "signed\n" {
		t.Errorf("%+v", r)
	}
}

// A rotation goes on with each run as far as it goes.
func TestAccountRotate(t *testing.T) {
	c := newCounter(t, "fastpix")
	c.run("create", "--name", "Shop")
	first := c.Keys()[0].ID
	ends := c.now.Add(24 * time.Hour)
	s := c.open()
	if err := s.Signed(s.List()[0].ID, vault.SigningKey, ends); err != nil {
		t.Fatal(err)
	}
	s.Close()
	made := c.answer(c.run("rotate", "--profile", "Shop", "--json"), madeMembers+" steps")
	if len(c.Keys()) != 2 || made["id"] != c.Keys()[0].ID || made["checked_against"] != "platform" {
		t.Errorf("%v", made)
	}
	if r := c.run("rotate", "--profile", "Shop", "--delete-old", first); r.status != answerIsNo || len(c.Keys()) != 2 {
		t.Errorf("%+v", r)
	}
	c.now = ends
	if r := c.run("rotate", "--profile", "Shop", "--delete-old", made["id"].(string)); r.status != wrongUsage || len(c.Keys()) != 2 {
		t.Errorf("%+v", r)
	}
	if r := c.run("rotate", "--profile", "Shop", "--delete-old", first); r.status != fine || len(c.Keys()) != 1 || !strings.Contains(r.err, "signed itself") {
		t.Errorf("%+v", r)
	}
	s = c.open()
	defer s.Close()
	if p := s.List()[0]; p.KeyID != made["id"] || len(p.Items) != 2 {
		t.Errorf("%+v", p)
	}
}

// Two keys are the most at Bitmovin: which one goes is asked first.
func TestAccountRotateWithoutRoom(t *testing.T) {
	c := newCounter(t, "bitmovin")
	stranger := c.Add(t, c.now.AddDate(-1, 0, 0))
	c.run("create", "--name", "Shop")
	if r := c.run("rotate", "--profile", "Shop"); r.status != wrongUsage || !strings.Contains(r.err, "--delete-first") || len(c.Keys()) != 2 {
		t.Errorf("%+v", r)
	}
	if r := c.run("rotate", "--profile", "Shop", "--delete-first", stranger); r.status != fine || len(c.Keys()) != 2 {
		t.Errorf("%+v", r)
	}
}

// A saved account stands in the place of a file, and brings its address.
func TestSavedAccount(t *testing.T) {
	c := newCounter(t, "mux")
	s := c.open()
	if _, err := s.PutAccount(vault.Account{Name: "Production", Platform: "mux", Base: c.Base}, c.Credentials()); err != nil {
		t.Fatal(err)
	}
	s.Close()
	c.Add(t, c.now)
	if r := (stage{now: c.now, vault: c.open}).run("account", "list", "--account", "Production", "--json"); r.status != fine || !strings.Contains(r.out, c.Keys()[0].ID) {
		t.Errorf("%+v", r)
	}
	for _, args := range [][]string{{"--account", "Production", "--credentials", c.file}, {"--account", "Nobody"}} {
		if r := c.run(append([]string{"list"}, args...)...); r.status != wrongUsage {
			t.Errorf("%q: %+v", args, r)
		}
	}
	if len(c.Requests()) != 2 { // two pages
		t.Errorf("%q", c.Requests())
	}
}

func TestAccountFaults(t *testing.T) {
	c := newCounter(t, "fastpix")
	var fault struct {
		Error struct {
			Code, Message, Hint string
			Status              int
		}
	}
	c.Before(func(w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte(`{"success":false,"error":{"code":403,"message":"forbidden","description":"no permissions"}}`))
		return true
	})
	r := c.run("list", "--json")
	if err := json.Unmarshal([]byte(r.out), &fault); err != nil || r.status != answerIsNo || fault.Error.Code != "forbidden" || fault.Error.Status != 403 || fault.Error.Message == "" || r.err != "" {
		t.Errorf("%+v", r)
	}
	r = c.run("list")
	complaint(t, r)
	if r.status != answerIsNo || r.out != "" {
		t.Errorf("%+v", r)
	}
	out := filepath.Join(t.TempDir(), "key.pem")
	if r := c.run("create", "--out", out); r.status != answerIsNo {
		t.Errorf("%+v", r)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("an empty file stays")
	}
}

func TestCredentials(t *testing.T) {
	utf16 := func(text string) (out string) {
		for _, c := range []byte("\xff" + text) { // the mark is U+FEFF
			if out += string([]byte{c, 0}); c == 0xff {
				out = "\xff\xfe"
			}
		}
		return out
	}
	for name, text := range map[string]string{
		"lines":             "token_id=a\ntoken_secret='b'\n",
		".env":              "\ufeff# of the shop\r\nexport TOKEN_ID=a\r\n\r\nTOKEN_SECRET = \"b\"\r\n",
		"a tab":             "export\ttoken_id=a\ntoken_secret=b",
		"comments":          "token_id=a # the ID\ntoken_secret=\"b\" # the secret\n",
		"of a Windows host": utf16("token_id=a\r\ntoken_secret=b\r\n"),
		"object":            `{"token_id":"a","token_secret":"b"}`,
		"object in UTF-16":  utf16(`{"token_id":"a","token_secret":"b"}`),
	} {
		got, err := parseCredentials([]byte(text))
		if err != nil || len(got) != 2 || got["token_id"] != "a" || got["token_secret"] != "b" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for value, want := range map[string]string{"a#b": "a#b", `"a #b"`: "a #b", `"a"b`: `"a"b`, `"`: `"`, "": "", "a=b=": "a=b=", "# all of it": "# all of it"} {
		if got := unquoted(value); got != want {
			t.Errorf("%q is read as %q", value, got)
		}
	}
	for name, text := range map[string]string{
		"empty": "", "a word": "canary", "numbers": `{"token_id":1}`, "a list": `["a"]`, "an object within": `{"token_id":{"a":"b"}}`,
		"two objects": `{"token_id":"a"}{"token_id":"b"}`, "half an object": `{"token_id":"a"`,
	} {
		if found, err := parseCredentials([]byte(text)); !errors.Is(err, errNoCredentials) {
			t.Errorf("%s: %q, %v", name, found, err)
		}
	}
	for name, text := range map[string]string{"lines": "token_id=a\nTOKEN_ID=b", "members": `{"token_id":"a","token_id":"b"}`, "capitals": `{"token_id":"a","Token_ID":"b"}`} {
		if found, err := parseCredentials([]byte(text)); !errors.Is(err, errTwice) {
			t.Errorf("%s: %q, %v", name, found, err)
		}
	}
	c := newCounter(t, "fastpix")
	for name, text := range map[string]string{
		"another member": "token_id=a\ntoken_secret=canary-b\napi_key=canary-c", "a line end": "{\"token_id\":\"a\",\"token_secret\":\"canary\\nb\"}",
		"one of two": "token_id=a", "neither": "canary", "one twice": "token_id=a\ntoken_secret=canary-b\ntoken_secret=canary-c",
	} {
		r := stage{vault: c.open}.run("account", "list", "--platform", "fastpix", "--base", c.Base, "--credentials", file(t, text))
		if r.status != wrongUsage || strings.Contains(r.out+r.err, "canary") || len(c.Requests()) != 0 {
			t.Errorf("%s: %+v", name, r)
		}
		complaint(t, r)
	}
	typed := stage{terminal: true, secret: "typed\r", vault: c.open}.run("account", "list", "--platform", "bitmovin", "--base", c.Base)
	if !strings.Contains(typed.err, "API key (is not shown)") {
		t.Errorf("%+v", typed)
	}
}
