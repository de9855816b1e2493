package vault

import (
	"slices"
	"testing"
)

// TestProof: what is known of a key is proven by its seal, once somebody could
// look, and as long as the file says the same.
func TestProof(t *testing.T) {
	path := storePath(t)
	s := withPassphrase(t, path)
	putFull(t, s)
	proofs := func(s *Store) map[string]Proof {
		p, err := s.Get("shop")
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]Proof{}
		for _, it := range p.Items {
			out[it.Name] = it.Proof
		}
		return out
	}
	all := func(s *Store, want Proof) {
		t.Helper()
		for name, got := range proofs(s) {
			if got != want {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
	}
	all(s, Proven)
	fresh := openAt(t, path, nil)
	all(fresh, Unproven)
	if err := fresh.Unlock(sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	all(fresh, Proven)
	fresh.Lock() // what was looked at is in memory
	all(fresh, Proven)
	if err := fresh.Edit("shop", func(p *Profile) { p.Name = "Another" }); err != nil {
		t.Fatal(err)
	}
	all(fresh, Proven)
	if err := s.Reload(); err != nil {
		t.Fatal(err)
	}
	all(s, Proven) // looked at anew
	if err := rename(s, "shop", "Shop"); err != nil {
		t.Fatal(err)
	}
	if err := fresh.Reload(); err != nil {
		t.Fatal(err)
	}
	all(fresh, Unproven) // the file is another one
}

// TestPublicKeyIsSealed: a public key is proven where it was saved with the secrets
// open, and only there.
func TestPublicKeyIsSealed(t *testing.T) {
	path := storePath(t)
	s := withPassphrase(t, path)
	public := keyOf(SigningKey, "", false)
	open, err := s.Put(Profile{Name: "Saved open"}, public)
	if err != nil || open.Home != NoSecret {
		t.Fatalf("%+v, %v", open, err)
	}
	s.Lock()
	locked, err := s.Put(Profile{Name: "Saved locked"}, public)
	if err != nil {
		t.Fatal(err)
	}
	if locked.Signing().Proof != Proven {
		t.Error("what was put in just now is not proven")
	}
	s = openAt(t, path, nil)
	if err := s.Unlock(sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]Proof{open.ID: Proven, locked.ID: Unproven} {
		p, _ := s.Get(id)
		if it := p.Signing(); it.Proof != want || it.Home != NoSecret || it.Key != public.Key {
			t.Errorf("%s: %+v, want %q", p.Name, it, want)
		}
		_, err := s.Secret(id, SigningKey)
		wantErr(t, err, ErrNoSecret)
	}
	if err := s.ChangeProtection(UnderPassphrase, sec("other words")); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]Proof{open.ID: Proven, locked.ID: Unproven} { // nothing is made true by it
		if p, _ := s.Get(id); p.Signing().Proof != want {
			t.Errorf("%s: %q", p.Name, p.Signing().Proof)
		}
	}
}

// TestPublicKeyWaits: one that was saved without a key to seal it is sealed when
// there is one.
func TestPublicKeyWaits(t *testing.T) {
	path := storePath(t)
	s := openAt(t, path, nil)
	if _, err := s.Put(Profile{ID: "a", Name: "A"}, keyOf(SigningKey, "", false)); err != nil {
		t.Fatal(err)
	}
	if p, _ := openAt(t, path, nil).Get("a"); p.Signing().Proof != Unproven {
		t.Errorf("a new start says %q", p.Signing().Proof)
	}
	if err := s.ChangeProtection(UnderPassphrase, sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, nil)
	if err := s.Unlock(sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	if p, _ := s.Get("a"); p.Signing().Proof != Proven {
		t.Errorf("sealed, it is %q", p.Signing().Proof)
	}
}

// TestWriterOfTheFile: somebody can write the file, and sets its sum right. What
// they change of a key is never proven, and no secret opens in another's place.
func TestWriterOfTheFile(t *testing.T) {
	for name, c := range map[string]struct {
		change func(d *document)
		want   map[string]Proof // of items of the profile "a", "" for those that are gone
		err    error            // of the secret of the signing key
	}{
		"a public half":  {func(d *document) { kept(d, 0)[0].Key.PublicPEM = "forged" }, map[string]Proof{SigningKey: Broken}, ErrSealBroken},
		"a fingerprint":  {func(d *document) { kept(d, 0)[0].Key.Fingerprint = "00" }, map[string]Proof{SigningKey: Broken}, ErrSealBroken},
		"how it is read": {func(d *document) { kept(d, 0)[0].Key.Reading = AsBytes }, map[string]Proof{SigningKey: Broken}, ErrSealBroken},
		"of the partner": {func(d *document) { kept(d, 0)[3].Key.PublicPEM = "forged" }, map[string]Proof{"partner": Broken}, nil},
		"no seal":        {func(d *document) { kept(d, 0)[0].Seal = nil }, map[string]Proof{SigningKey: Unproven}, ErrNoSecret},
		"no seal, public": {func(d *document) {
			it := &kept(d, 0)[0]
			it.Seal, it.Key.Private, it.Key.PublicPEM = nil, false, "forged"
		}, map[string]Proof{SigningKey: Unproven}, ErrNoSecret},
		"the partner's seal":    {func(d *document) { kept(d, 0)[0].Seal = kept(d, 0)[3].Seal }, map[string]Proof{SigningKey: Broken}, ErrNoSecret},
		"names swapped":         {func(d *document) { k := kept(d, 0); k[0].Name, k[1].Name = k[1].Name, k[0].Name }, map[string]Proof{SigningKey: Broken, BackupKey: Broken}, ErrSealBroken},
		"a credential to sign":  {func(d *document) { k := kept(d, 0); k[0].Name, k[2].Name = "gone", SigningKey }, map[string]Proof{SigningKey: Broken}, ErrSealBroken},
		"of another profile":    {func(d *document) { kept(d, 0)[0] = kept(d, 1)[0] }, map[string]Proof{SigningKey: Broken}, ErrSealBroken},
		"a profile's ID":        {func(d *document) { d.Records[0].ID, d.Records[1].ID = "b", "a" }, map[string]Proof{SigningKey: Broken}, ErrSealBroken},
		"schema 1":              {func(d *document) { kept(d, 0)[0].Seal.Schema = 1 }, map[string]Proof{SigningKey: Broken}, ErrSealBroken},
		"a schema to come":      {func(d *document) { kept(d, 0)[0].Seal.Schema = 3 }, map[string]Proof{SigningKey: Broken}, ErrSealBroken},
		"another key's ID":      {func(d *document) { kept(d, 0)[0].Seal.Key = "other" }, map[string]Proof{SigningKey: Unproven}, ErrKeyMissing},
		"a new profile's key":   {func(d *document) { d.Records[0].Kept = []item{{Item: keyOf(SigningKey, "", false).Item}} }, map[string]Proof{SigningKey: Unproven}, ErrNoSecret},
		"an item taken out":     {func(d *document) { d.Records[0].Kept = kept(d, 0)[1:] }, map[string]Proof{BackupKey: Proven}, ErrNoSecret},
		"its role and its name": {func(d *document) { kept(d, 0)[0].Role = Backup; d.Records[0].Name = "production" }, map[string]Proof{SigningKey: Proven}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			path, r := storePath(t), newRing()
			s := openAt(t, path, r)
			for _, id := range []string{"a", "b"} {
				if _, err := s.Put(Profile{ID: id, Name: id}, keyOf(SigningKey, "1", true), keyOf(BackupKey, "2", true), credential("api-user", "3"), keyOf("partner", "", false)); err != nil {
					t.Fatal(err)
				}
			}
			doc := s.file.snapshot()
			for i := range doc.Records {
				doc.Records[i].Kept = slices.Clone(doc.Records[i].Kept)
				for n, it := range doc.Records[i].Kept {
					seal := *it.Seal
					doc.Records[i].Kept[n].Seal = &seal
				}
			}
			c.change(&doc)
			writeDocument(t, path, doc)
			s = openAt(t, path, r)
			p, err := s.Get("a")
			if err != nil || len(s.State().Damage) > 0 {
				t.Fatal(err, s.State().Damage)
			}
			for _, it := range p.Items {
				want, ok := c.want[it.Name]
				if !ok {
					continue
				}
				if it.Proof != want {
					t.Errorf("%s: %q, want %q", it.Name, it.Proof, want)
				}
			}
			for name := range c.want {
				if _, ok := p.Item(name); !ok {
					t.Errorf("there is no %s", name)
				}
			}
			_, err = s.Secret("a", SigningKey)
			wantErr(t, err, c.err)
		})
	}
}

// kept are the items of a profile of a document, to be changed.
func kept(d *document, i int) []item { return d.Records[i].Kept }
