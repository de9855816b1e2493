package profiles

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
)

// A form goes into a profile and comes out of it as it was, but for what is to be
// played, and leaves alone what is no part of it.
func TestFormAndProfile(t *testing.T) {
	f := Form{
		Platform: "fastpix", Life: vault.Lifetime(time.Hour), Lives: map[string]vault.Lifetime{"drm-token": vault.Lifetime(time.Minute)},
		Values: map[string]string{platform.KeyID: "the-id", platform.ID: "a-video", "host": "io", "dvr": ""},
		Claims: []vault.Claim{{Name: "sub", Text: "ann"}},
	}
	before := vault.Profile{
		ID: "a", Name: "Shop", Platform: "edgecast", KeyID: "old", Lifetime: vault.Endless,
		Settings: map[string]string{"ec_expire": "x"}, Rotation: &vault.Rotation{Step: "wait"}, SessionOnly: true,
	}
	p := f.In(before)
	if !maps.Equal(p.Settings, map[string]string{"host": "io", "dvr": ""}) || p.KeyID != "the-id" || p.Platform != "fastpix" || p.Lifetime != vault.Lifetime(time.Hour) {
		t.Errorf("%+v", p)
	}
	if p.ID != "a" || p.Name != "Shop" || p.Rotation.Step != "wait" || !p.SessionOnly || len(f.Values) != 4 || len(before.Settings) != 1 {
		t.Errorf("more was changed than the form: %+v", p)
	}
	delete(f.Values, platform.ID)
	if back := FormOf(p); back.Platform != f.Platform || back.Life != f.Life || !maps.Equal(back.Lives, f.Lives) || !maps.Equal(back.Values, f.Values) || !slices.Equal(back.Claims, f.Claims) {
		t.Errorf("it comes back as %+v", back)
	}
	if FormOf(p).Values["host"] = "com"; p.Settings["host"] != "io" {
		t.Error("the form shares the map of its profile")
	}
	if back := FormOf(vault.Profile{}); back.Platform != "jwt" || len(back.Values) != 1 || back.Life != vault.UsualLife {
		t.Errorf("of nothing: %+v", back)
	}
}

// Each part of a form makes it another one, and what a profile does not keep makes none.
func TestSameForm(t *testing.T) {
	of := func(change func(*Form)) Form {
		f := Form{Platform: "mux", Values: map[string]string{"a": "b"}, Life: vault.Lifetime(time.Hour), Lives: map[string]vault.Lifetime{"x": 1}, Claims: []vault.Claim{{Name: "a", Text: "1"}}}
		change(&f)
		return f
	}
	first := of(func(*Form) {})
	for name, c := range map[string]struct {
		change func(*Form)
		same   bool
	}{
		"nothing":      {func(*Form) {}, true},
		"what to play": {func(f *Form) { f.Values[platform.ID] = "a-video" }, true},
		"platform":     {func(f *Form) { f.Platform = "jwt" }, false},
		"value":        {func(f *Form) { f.Values["a"] = "c" }, false},
		"key ID":       {func(f *Form) { f.Values[platform.KeyID] = "c" }, false},
		"lifetime":     {func(f *Form) { f.Life++ }, false},
		"another's":    {func(f *Form) { f.Lives["x"]++ }, false},
		"claim":        {func(f *Form) { f.Claims[0].Text = "2" }, false},
		"claim gone":   {func(f *Form) { f.Claims = nil }, false},
	} {
		if got := first.Same(of(c.change)); got != c.same {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// A value that another program has written into a profile of the same platform stays.
func TestUnknownValueStays(t *testing.T) {
	p := Form{Platform: "mux", Values: map[string]string{"host": "io"}}.In(vault.Profile{Platform: "mux", Settings: map[string]string{"host": "com", "later": "x"}})
	if !maps.Equal(p.Settings, map[string]string{"host": "io", "later": "x"}) {
		t.Errorf("%v", p.Settings)
	}
}

// Further claims are read as they were typed.
func TestMembersOfAForm(t *testing.T) {
	f := Form{Claims: []vault.Claim{{Name: "sub", Text: "ann"}, {Name: "n", Text: " 12 "}, {Name: "l", Text: `["a"]`}}}
	list, err := f.Members()
	if err != nil || len(list) != 3 || list[0].Value.Raw != `"ann"` || list[1].Value.Raw != "12" || list[2].Value.Raw != `["a"]` {
		t.Errorf("%v, %v", list, err)
	}
	for _, c := range []vault.Claim{{Name: "a", Text: `{"b`}, {Name: "a"}, {Text: "1"}} {
		if list, err := (Form{Claims: []vault.Claim{c}}).Members(); err == nil {
			t.Errorf("%v is read as %v", c, list)
		}
	}
}

// The profiles that the program before has saved are read as the same keys.
func TestStoreOfTheProgramBefore(t *testing.T) {
	path, keyring := filepath.Join(t.TempDir(), "profiles.json"), &uitest.Keyring{}
	if err := os.WriteFile(path, fixtures.File(t, "vault/testdata/schema1/keyring/playtoken-profiles.json"), 0o600); err != nil {
		t.Fatal(err)
	}
	var entries map[string]string
	fixtures.JSON(t, "vault/testdata/schema1/keyring/keyring.json", &entries)
	for account, text := range entries {
		_ = keyring.Set(account, text)
	}
	var all []struct {
		ID, Kind, PublicPEM string
		Bytes, Secret       []byte
	}
	if err := json.Unmarshal(fixtures.File(t, "vault/testdata/schema1/want.json"), &all); err != nil || len(all) != 14 {
		t.Fatal(len(all), err)
	}
	s := vault.Open(path, keyring, nil)
	defer s.Close()
	for _, want := range all {
		p, err := s.Get(want.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(want.Secret) == 0 {
			continue
		}
		k, err := OpenKey(s, p)
		if err != nil {
			t.Errorf("%s: %v", want.ID, err)
			continue
		}
		if k.Title() != want.Kind || k.PublicPEM() != want.PublicPEM || !bytes.Equal(k.Secret().Reveal(), want.Bytes) || IsShared(p) != (k.Kind() == keys.Secret) {
			t.Errorf("%s is read as %s", want.ID, k)
		}
	}
}

// What is to be played is kept by no profile, also where a field beside the ID names it; one
// that a program of before has kept is forgotten.
func TestPlayedIsNotKept(t *testing.T) {
	for name, field := range map[string]string{"cloudfront": "play", "fastevo": "url"} {
		f := Form{Platform: name, Values: map[string]string{platform.ID: "https://a.example/*", field: "https://a.example/b", "hash": "SHA256"}}
		old := vault.Profile{Platform: name, Settings: map[string]string{field: "https://a.example/old", "hash": "SHA1"}}
		kept := f.In(old).Settings
		if kept[field] != "" || kept[platform.ID] != "" || kept["hash"] != "SHA256" {
			t.Errorf("%s keeps %v", name, kept)
		}
		if got := FormOf(old).Values; got[field] != "" || got["hash"] != "SHA1" {
			t.Errorf("%s: %v of a profile of before", name, got)
		}
		other := Form{Platform: name, Values: map[string]string{field: "https://a.example/c", "hash": "SHA256"}}
		if !f.Same(other) {
			t.Errorf("%s: another film is a change", name)
		}
	}
}
