package vault

import (
	"bytes"
	"encoding/json"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// want1 is what the program that wrote schema 1 said of a profile.
type want1 struct {
	ID, Name, Platform, KeyID, Kind, Fingerprint, PublicPEM, Role, Lifetime, Reading string
	Endless                                                                          bool
	Settings                                                                         map[string]string
	Repairs                                                                          []string
	Secret                                                                           []byte
}

// stored1 copies a store of schema 1, and returns its keyring.
func stored1(t *testing.T, home Home) (path string, r *ring) {
	t.Helper()
	return stored(t, filepath.Join("testdata", "schema1", string(home)))
}

// stored copies a store, and returns what its keyring had.
func stored(t *testing.T, folder string) (path string, r *ring) {
	t.Helper()
	path, r = storePath(t), newRing()
	writeFile(t, path, readFile(t, filepath.Join(folder, "playtoken-profiles.json")))
	if filepath.Base(folder) == string(InKeyring) {
		readJSON(t, filepath.Join(folder, "keyring.json"), &r.entries)
	}
	return path, r
}

func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	if err := json.Unmarshal(readFile(t, name), into); err != nil {
		t.Fatal(err)
	}
}

// wantStored1 fails unless a store has all that the stored one had.
func wantStored1(t *testing.T, s *Store) {
	t.Helper()
	var all []want1
	readJSON(t, filepath.Join("testdata", "schema1", "want.json"), &all)
	if len(s.List()) != len(all) {
		t.Errorf("profiles: %s", names(s))
	}
	for _, w := range all {
		p, err := s.Get(w.ID)
		if err != nil {
			t.Fatalf("%s: %v", w.ID, err)
		}
		life := UsualLife
		switch d, err := time.ParseDuration(w.Lifetime); {
		case w.Endless:
			life = Endless
		case err == nil:
			life = Lifetime(d)
		}
		if p.Name != w.Name || p.Platform != w.Platform || p.KeyID != w.KeyID || p.Lifetime != life || !maps.Equal(p.Settings, w.Settings) {
			t.Errorf("%s is %+v, want %+v", w.ID, p, w)
		}
		if w.Kind == "" {
			if len(p.Items) != 0 {
				t.Errorf("%s has items: %+v", w.ID, p.Items)
			}
			continue
		}
		it, reading := p.Signing(), map[string]Reading{"1": AsText, "2": AsBytes}[w.Reading]
		if it.Key.Title() != w.Kind || it.Key.Fingerprint != w.Fingerprint || it.Key.PublicPEM != w.PublicPEM || it.Key.Reading != reading ||
			string(it.Role) != w.Role || !slices.Equal(it.Repairs, w.Repairs) {
			t.Errorf("the key of %s is %+v, want %+v", w.ID, it, w)
		}
		got, err := s.Secret(w.ID, SigningKey)
		if !bytes.Equal(got.Reveal(), w.Secret) || (err == nil) != (len(w.Secret) > 0) {
			t.Errorf("the secret of %s: %v", w.ID, err)
		}
		if k := importer.Import(w.Secret).Key; k != nil && it.Key.Description != k.Describe() && it.Key.Reading == AsPlatformReads && k.Kind() != keys.Secret {
			t.Errorf("the key of %s is described as %+v, want %+v", w.ID, it.Key.Description, k.Describe())
		}
	}
}

// TestSchema1 opens what the program before wrote: nothing is lost, nothing
// changes by reading, and the next change writes the present schema, with the
// older file as the generation before.
func TestSchema1(t *testing.T) {
	for _, home := range []Home{InKeyring, UnderPassphrase} {
		t.Run(string(home), func(t *testing.T) {
			path, r := stored1(t, home)
			before := readFile(t, path)
			s := openAt(t, path, r)
			wantHome(t, s, home)
			if home == UnderPassphrase {
				if !s.State().Locked || len(s.List()) != 14 {
					t.Errorf("%+v, %d profiles", s.State(), len(s.List()))
				}
				if err := s.Unlock(sec(passphrase)); err != nil {
					t.Fatal(err)
				}
			}
			wantStored1(t, s)
			for _, p := range s.List() {
				if it := p.Signing(); it.Home == home && it.Proof != Proven {
					t.Errorf("%s: %q", p.ID, it.Proof)
				}
			}
			if !bytes.Equal(readFile(t, path), before) || len(s.State().Damage) != 0 {
				t.Errorf("reading has changed the file, damage %v", s.State().Damage)
			}

			if err := rename(s, "no-key", "Renamed"); err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(readFile(t, path), []byte(`"schema": 2,`)) || bytes.Contains(readFile(t, path), []byte("secret_reading")) {
				t.Error("it was not written as schema 2")
			}
			if !bytes.Equal(readFile(t, strings.TrimSuffix(path, ".json")+previous), before) {
				t.Error("the older file was not kept")
			}
			if err := rename(s, "no-key", "A form without a key"); err != nil {
				t.Fatal(err)
			}
			s = openAt(t, path, r)
			if err := s.Unlock(sec(map[Home]string{UnderPassphrase: passphrase}[home])); err != nil {
				t.Fatal(err)
			}
			wantStored1(t, s)
			if err := s.ChangeProtection(UnderPassphrase, sec("other words")); err != nil {
				t.Fatal(err)
			}
			wantStored1(t, s)
			for _, r := range s.file.snapshot().Records {
				for _, it := range r.Kept {
					if it.Seal != nil && it.Seal.Schema != Schema {
						t.Errorf("%s is sealed as in schema %d", r.ID, it.Seal.Schema)
					}
				}
			}
		})
	}
}

// TestSchema2 opens a store of this schema that was written when it was new: what
// is read, and what the seals are tied to, stay the same.
func TestSchema2(t *testing.T) {
	path, r := stored(t, filepath.Join("testdata", "schema2", string(InKeyring)))
	s := openAt(t, path, r)
	wantHome(t, s, InKeyring)
	wantFull(t, s)
	got, err := s.Get("shop")
	if err != nil {
		t.Fatal(err)
	}
	want, items := full()
	for i, it := range got.Items {
		if it.Proof != Proven {
			t.Errorf("%s: %q", it.Name, it.Proof)
		}
		got.Items[i].Home, got.Items[i].Proof = NoSecret, Unproven
		want.Items = append(want.Items, items[i].Item)
	}
	got.Created, got.Changed, got.Revision, got.Home = time.Time{}, time.Time{}, 0, NoSecret
	if !reflect.DeepEqual(got, want) {
		t.Errorf("it reads %+v, want %+v", got, want)
	}
}

// TestExportOfSchema1: an export of the program before is still read.
func TestExportOfSchema1(t *testing.T) {
	s := openAt(t, storePath(t), newRing())
	kept, _, err := s.Import(bytes.NewReader(readFile(t, filepath.Join("testdata", "schema1", "keyring", "export.age"))), sec(passphrase))
	if err != nil || len(kept) != 14 {
		t.Fatalf("%d profiles, %v", len(kept), err)
	}
	wantStored1(t, s)
	path, r := stored1(t, InKeyring)
	s = openAt(t, path, r)
	if kept, _, err = s.Import(bytes.NewReader(exportOf(t, s)), sec(passphrase)); err != nil || len(kept) != 0 {
		t.Errorf("what is here already came in again: %v, %v", kept, err)
	}
}

// What the file of schema 1 said of a key was not sealed with it: where it is not true of
// the secret, the seal is called broken, and nothing of it is sealed anew.
func TestForgedDescriptionOfSchema1(t *testing.T) {
	for name, forge := range map[string]func(k *Key){
		"a shared secret": func(k *Key) {
			*k = Key{Description: keys.Description{Kind: keys.Secret, Private: true, Characters: 40}, Reading: AsText}
		},
		"Ed25519": func(k *Key) { *k = Key{Description: keys.Description{Kind: keys.Ed25519, Private: true, Bits: 256}} },
		"RSA":     func(k *Key) { k.Kind, k.Curve, k.Bits = keys.RSA, "", 512 },
		"public":  func(k *Key) { k.Private = false },
		"no key":  func(k *Key) { *k = Key{} },
	} {
		t.Run(name, func(t *testing.T) {
			path, r := stored1(t, InKeyring)
			doc := openAt(t, path, r).file.snapshot()
			i := doc.find("any-p384")
			doc.Records[i].Kept = slices.Clone(kept(&doc, i))
			forge(&kept(&doc, i)[0].Key)
			writeDocument(t, path, doc)
			s := openAt(t, path, r)
			if p, _ := s.Get("any-p384"); p.Items[0].Proof != Broken {
				t.Errorf("it is %q", p.Items[0].Proof)
			}
			_ = s.ChangeProtection(UnderPassphrase, sec(passphrase))
			doc = s.file.snapshot()
			if seal := kept(&doc, doc.find("any-p384"))[0].Seal; seal.Schema == 2 {
				t.Errorf("it is sealed anew, %q", seal.proof)
			}
		})
	}
}
