package vault

import (
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
)

// TestForgedHalfOfSchema1: schema 1 did not tie the public half, so it is compared
// with the secret.
func TestForgedHalfOfSchema1(t *testing.T) {
	for name, forge := range map[string]func(file string) string{
		"another key":         func(file string) string { return swap(file, "any-p384", "jwt-ec", "public_pem") },
		"another fingerprint": func(file string) string { return swap(file, "any-p384", "jwt-ec", "fingerprint") },
		"of a shared secret": func(file string) string {
			return strings.Replace(file, `"key":{"kind":"shared secret, 15 characters"}`, `"key":{"kind":"P-256, private","public_pem":"forged"}`, 1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, r := stored1(t, InKeyring)
			file := string(readFile(t, path))
			forged := forge(file)
			if forged == file {
				t.Fatal("nothing was forged")
			}
			writeFile(t, path, stamp([]byte("{"+forged[sumEnd+2:])))
			s, broken := openAt(t, path, r), 0
			for _, p := range s.List() {
				if p.Signing().Proof == Broken {
					broken++
					_, err := s.Secret(p.ID, SigningKey)
					wantErr(t, err, ErrSealBroken)
				}
			}
			if broken == 0 || broken > 2 {
				t.Errorf("%d of %d are broken", broken, len(s.List()))
			}
		})
	}
}

// TestSealOfSchema1Moves: what schema 1 sealed was the signing key, and opens as
// nothing else.
func TestSealOfSchema1Moves(t *testing.T) {
	path, r := stored1(t, InKeyring)
	doc := openAt(t, path, r).file.snapshot()
	i := doc.find("any-p384")
	doc.Records[i].Kept = slices.Clone(doc.Records[i].Kept)
	doc.Records[i].Kept[0].Name = BackupKey
	writeDocument(t, path, doc)
	s := openAt(t, path, r)
	if p, _ := s.Get("any-p384"); p.Items[0].Proof != Broken {
		t.Errorf("it is %q", p.Items[0].Proof)
	}
	_, err := s.Secret("any-p384", BackupKey)
	wantErr(t, err, ErrSealBroken)
}

// swap gives the key of a profile a member that the key of another has.
func swap(file, id, other, member string) string {
	value := func(id string) string {
		_, line, _ := strings.Cut(file, `{"id":"`+id+`"`)
		_, text, _ := strings.Cut(line, `"`+member+`":"`)
		text, _, _ = strings.Cut(text, `"`)
		return text
	}
	return strings.Replace(file, value(id), value(other), 1)
}

// TestWords1 reads all words that schema 1 had for keys, and what it never wrote.
func TestWords1(t *testing.T) {
	for words, want := range map[string]keys.Description{
		"":                                {},
		"RSA 2048, private":               {Kind: keys.RSA, Bits: 2048, Private: true},
		"RSA 16384, public":               {Kind: keys.RSA, Bits: 16384},
		"P-256, public":                   {Kind: keys.EC, Bits: 256, Curve: "P-256"},
		"P-521, private":                  {Kind: keys.EC, Bits: 521, Curve: "P-521", Private: true},
		"Ed25519, private":                {Kind: keys.Ed25519, Bits: 256, Private: true},
		"shared secret, 1 character":      {Kind: keys.Secret, Characters: 1, Private: true},
		"shared secret, 1,400 characters": {Kind: keys.Secret, Characters: 1400, Private: true},
		"shared secret, 32 bytes":         {Kind: keys.Secret, Bits: 256, Private: true},
		"X25519, private":                 {Kind: "other", Private: true},
		"RSA":                             {Kind: "other"},
	} {
		if got := describe1(words); got != want {
			t.Errorf("%q: %+v, want %+v", words, got, want)
		}
	}
}
