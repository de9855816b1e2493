package vault

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"filippo.io/age/armor"

	"playtoken/core/secret"
)

// exportOf exports at a low cost.
func exportOf(t testing.TB, s *Store, ids ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := s.export(&out, sec(passphrase), 8, ids); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestExportAndImport(t *testing.T) {
	from := openAt(t, storePath(t), newRing())
	putFull(t, from)
	put(t, from, "b", "B", "2")
	if _, err := from.Put(Profile{ID: "public", Name: "Public"}); err != nil {
		t.Fatal(err)
	}
	file := exportOf(t, from)
	if !bytes.HasPrefix(file, []byte(armor.Header)) || bytes.Contains(file, []byte("Shop")) {
		t.Errorf("the export begins %q", file[:40])
	}
	to := openAt(t, storePath(t), newRing())
	kept, _, err := to.Import(bytes.NewReader(file), sec(passphrase))
	if err != nil || len(kept) != 3 {
		t.Fatalf("Import = %v, %v", kept, err)
	}
	for _, p := range from.List() {
		if got, err := to.Get(p.ID); err != nil || !alike(got, p) {
			t.Errorf("%s comes as %+v, %v; want %+v", p.ID, got, err, p)
		}
	}
	wantFull(t, to)
	wantSecret(t, to, "b", "2")
	kept, here, err := to.Import(bytes.NewReader(file), sec(passphrase))
	if err != nil || len(kept) != 0 || here != 3 {
		t.Errorf("the same again: %v, %d, %v", kept, here, err)
	}
	if err := rename(to, "b", "Renamed here"); err != nil {
		t.Fatal(err)
	}
	kept, here, err = to.Import(bytes.NewReader(file), sec(passphrase))
	if err != nil || len(kept) != 1 || here != 2 || kept[0].Name != "B (imported)" || kept[0].ID == "b" {
		t.Fatalf("an ID of another: %+v, %v", kept, err)
	}
	wantSecret(t, to, kept[0].ID, "2")
	if b, _ := to.Get("b"); b.Name != "Renamed here" {
		t.Error("the profile that was here is overwritten")
	}
	// A name that another one has is marked, as often as it comes.
	for i, want := range []string{"b (imported)", "b (imported 2)"} {
		other := openAt(t, storePath(t), newRing())
		put(t, other, fmt.Sprint("other", i), "b", "3")
		if err := rename(to, kept[0].ID, "B"); err != nil {
			t.Fatal(err)
		}
		if got, _, err := to.Import(bytes.NewReader(exportOf(t, other)), sec(passphrase)); err != nil || len(got) != 1 || got[0].Name != want {
			t.Errorf("a name of another: %+v, %v; want %s", got, err, want)
		}
	}
	one := openAt(t, storePath(t), newRing())
	if kept, _, err := one.Import(bytes.NewReader(exportOf(t, from, "b")), sec(passphrase)); err != nil || len(kept) != 1 {
		t.Errorf("one of them: %v, %v", kept, err)
	}
	wantSecret(t, one, "b", "2")
}

// TestImportOfAnotherSecret: two secrets of which the same is known are not the
// same.
func TestImportOfAnotherSecret(t *testing.T) {
	from, to := openAt(t, storePath(t), newRing()), openAt(t, storePath(t), newRing())
	for s, text := range map[*Store]string{from: "1", to: "2"} {
		if _, err := s.Put(Profile{ID: "a", Name: "A", Created: time.Unix(1e9, 0)}, credential("api-user", text)); err != nil {
			t.Fatal(err)
		}
	}
	kept, _, err := to.Import(bytes.NewReader(exportOf(t, from)), sec(passphrase))
	if err != nil || len(kept) != 1 || kept[0].ID == "a" {
		t.Fatalf("%+v, %v", kept, err)
	}
	wantText(t, to, kept[0].ID, "api-user", "1")
	wantText(t, to, "a", "api-user", "2")
}

func TestExportRefused(t *testing.T) {
	s := withPassphrase(t, storePath(t))
	var out bytes.Buffer
	wantErr(t, s.Export(&out, secret.Bytes{}), ErrNoPassphrase)
	wantErr(t, s.Export(&out, sec("x"), "nobody"), ErrNotFound)
	s.Lock()
	wantErr(t, s.Export(&out, sec("x")), ErrLocked)
	if out.Len() != 0 {
		t.Errorf("%d bytes were written", out.Len())
	}
}

func TestImportRefused(t *testing.T) {
	s := openAt(t, storePath(t), newRing())
	put(t, s, "a", "A", "1")
	file := exportOf(t, s)
	flipped := slices.Clone(file)
	flipped[len(flipped)/2] ^= 1
	for name, c := range map[string]struct {
		file []byte
		text string
		want error
	}{
		"wrong passphrase": {file, "other", ErrWrongPassphrase},
		"no passphrase":    {file, "", ErrNoPassphrase},
		"cut":              {file[:len(file)/2], passphrase, ErrNotExport},
		"changed":          {flipped, passphrase, ErrNotExport},
		"empty":            {nil, passphrase, ErrNotExport},
		"text":             {[]byte("hello"), passphrase, ErrNotExport},
		"for a key":        {[]byte("age-encryption.org/v1\n-> X25519 AAAA\nAAAA\n--- AAAA\n"), passphrase, ErrNotExport},
		"all memory":       {[]byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n--- AAAA\n"), passphrase, ErrCostTooHigh},
		"no number":        {[]byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 99999999999999999999\nAAAA\n--- AAAA\n"), passphrase, ErrCostTooHigh},
		"something else":   {encrypted(t, `{"hello":1}`), passphrase, ErrNotExport},
		"newer":            {encrypted(t, `{"playtoken":"export","schema":3,"profiles":[]}`), passphrase, ErrNewerSchema},
		"bad profile":      {encrypted(t, `{"playtoken":"export","schema":1,"profiles":[{"id":"../a","name":"A"}]}`), passphrase, ErrNotExport},
		"no profile":       {encrypted(t, `{"playtoken":"export","schema":1,"profiles":[1]}`), passphrase, ErrNotExport},
		"many":             {encrypted(t, `{"playtoken":"export","schema":1,"profiles":[`+strings.Repeat("{},", maxProfiles)+`{}]}`), passphrase, ErrTooLarge},
	} {
		_, _, err := s.Import(bytes.NewReader(c.file), sec(c.text))
		if !errors.Is(err, c.want) || Hint(err) == "" {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if names(s) != "a=A" {
		t.Errorf("afterwards: %s", names(s))
	}
}

// encrypted is an age file with any content, under the passphrase.
func encrypted(t *testing.T, text string) []byte {
	t.Helper()
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	recipient.SetWorkFactor(8)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, recipient)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(w, text)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestImportIsOneChange: of several profiles all are saved, or none.
func TestImportIsOneChange(t *testing.T) {
	from := openAt(t, storePath(t), newRing())
	for i := range 5 {
		put(t, from, fmt.Sprint(i), "A", "1")
	}
	file, path, r := exportOf(t, from), storePath(t), newRing()
	put(t, openAt(t, path, r), "x", "X", "1")
	f := &faulty{fault: errors.New("no space"), failAt: 12}
	s := openWith(t, path, r, f.seam())
	_, _, err := s.Import(bytes.NewReader(file), sec(passphrase))
	wantErr(t, err, ErrNotSaved)
	if got := names(openAt(t, path, r)); got != "x=X" {
		t.Errorf("after the fault: %s", got)
	}
	if _, _, err := s.Import(bytes.NewReader(file), sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	if got := len(openAt(t, path, r).List()); got != 6 {
		t.Errorf("%d profiles, want 6", got)
	}
}
