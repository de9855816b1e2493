package vault

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestWriterOfTheFileAndAccounts: who can write the file cannot have credentials sent to an
// address of theirs, nor a key sent as a credential.
func TestWriterOfTheFileAndAccounts(t *testing.T) {
	for name, c := range map[string]struct {
		change func(account, other, profile *record)
		want   error
	}{
		"nothing":                {func(_, _, _ *record) {}, nil},
		"its name":               {func(a, _, _ *record) { a.Name = "Another" }, nil},
		"another address":        {func(a, _, _ *record) { a.Base = "https://evil.example" }, ErrSealBroken},
		"another platform":       {func(a, _, _ *record) { a.Platform = "mux" }, ErrSealBroken},
		"of another account":     {func(a, b, _ *record) { a.Kept = b.Kept }, ErrSealBroken},
		"names swapped":          {func(a, _, _ *record) { a.Kept[0].Name, a.Kept[1].Name = a.Kept[1].Name, a.Kept[0].Name }, ErrSealBroken},
		"the key of a profile":   {func(a, _, p *record) { a.Kept = []item{{Item: Item{Name: SigningKey}, Seal: p.Kept[0].Seal}} }, ErrSealBroken},
		"a profile made account": {func(a, _, p *record) { a.ID, p.ID = p.ID, a.ID; a.Kept, p.Kept = p.Kept, a.Kept; a.ID = "p" }, ErrSealBroken},
		"sealed as schema 1":     {func(a, _, _ *record) { a.Kept[0].Seal.Schema = 1 }, ErrSealBroken},
	} {
		t.Run(name, func(t *testing.T) {
			path, r := storePath(t), newRing()
			s := openAt(t, path, r)
			putAccount(t, s, Account{ID: "a", Name: "A", Platform: "fastpix"}, creds("token_id", "1", "token_secret", "2"))
			putAccount(t, s, Account{ID: "b", Name: "B", Platform: "fastpix"}, creds("token_id", "3", "token_secret", "4"))
			put(t, s, "p", "P", "5")
			doc := s.file.snapshot()
			for i := range doc.Records {
				doc.Records[i].Kept = slices.Clone(doc.Records[i].Kept)
				for n, it := range doc.Records[i].Kept {
					seal := *it.Seal
					doc.Records[i].Kept[n].Seal = &seal
				}
			}
			account := &doc.Records[doc.find("a")]
			c.change(account, &doc.Records[doc.find("b")], &doc.Records[doc.find("p")])
			id := account.ID
			writeDocument(t, path, doc)
			_, credentials, err := openAt(t, path, r).OpenAccount(id)
			wantErr(t, err, c.want)
			if c.want != nil && len(credentials) != 0 {
				t.Error("credentials came out")
			}
		})
	}
}

// TestOldListOfAccounts: credentials are not opened for an address that a list had before the
// file was another one.
func TestOldListOfAccounts(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	a := putAccount(t, s, Account{ID: "a", Name: "A", Platform: "fastpix"}, creds("token_id", "1"))
	list := s.all(true)
	list[0].Base = "https://evil.example"
	if _, err := s.text(list[0], "token_id"); !errors.Is(err, ErrSealBroken) {
		t.Error(err)
	}
	wantCredentials(t, s, a.ID, "token_id=1")
}

// TestStoredAccounts opens what was written when accounts were new, and the entry of a
// journal beside it: what is read, and what the seals are tied to, stay the same.
func TestStoredAccounts(t *testing.T) {
	folder := filepath.Join("testdata", "schema2", "accounts", string(InKeyring))
	path, r := stored(t, folder)
	const entry = "playtoken-profiles.json.creating-0f0e0d0c0b0a09080706050403020100"
	writeFile(t, filepath.Join(filepath.Dir(path), entry), readFile(t, filepath.Join(folder, entry)))
	s := openAt(t, path, r)
	wantCredentials(t, s, "production", "token_id=the token ID token_secret=the token secret")
	a, err := s.Account("production")
	want := Account{
		ID: "production", Name: "Production", Platform: "fastpix", Base: "https://api.example.com/v1", Home: InKeyring,
		Created: at("2026-11-22T14:30:00Z")(), Changed: at("2026-11-22T14:30:00Z")(), Credentials: []string{"token_id", "token_secret"},
	}
	if err != nil || fmt.Sprintf("%+v", a) != fmt.Sprintf("%+v", want) {
		t.Errorf("%+v, %v; want %+v", a, err, want)
	}
	wantSecret(t, s, "shop", "the new key")
	if p, _ := s.Get("shop"); p.Account != "production" || replacedIn(t, s, p) != 1 {
		t.Errorf("%+v", p)
	}
	e := leftBy(t, s)
	wantAnswer(t, e, "the answer")
	if e.Note()["host"] != "api.example.com" || !e.Made().Equal(want.Created) {
		t.Errorf("%v, %v", e.Note(), e.Made())
	}
	// The file that is written is the one that was read, byte for byte, but for its number
	// and its time.
	before := readFile(t, path)
	if err := s.file.update(func(*document) error { return nil }); err != nil {
		t.Fatal(err)
	}
	lines := func(b []byte) []string { return strings.Split(string(b), "\n")[5:] }
	if got, want := lines(readFile(t, path)), lines(before); !slices.Equal(got, want) {
		t.Errorf("it is written as\n%s\nand was\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
