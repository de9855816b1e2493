package importer_test

import (
	"slices"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// FuzzImport holds the promises of an Answer for any bytes.
func FuzzImport(f *testing.F) {
	for file := range vectors(f) {
		f.Add(read(f, file))
	}
	for _, k := range published(f) {
		f.Add([]byte(k.PrivateKey))
	}
	f.Add(read(f, "fastpix_create_201.json"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a := importer.Import(data)
		if len(a.Codes) > 0 && a.Codes[0] != a.Code || a.Code == "" && len(a.Codes) > 0 || slices.Contains(a.Codes, "") {
			t.Errorf("code %q, codes %q", a.Code, a.Codes)
		}
		if !a.Taken() {
			if a.Message == "" || a.Code == "" || a.Verdict != importer.Reject && a.Verdict != importer.Ask {
				t.Errorf("refused with %s %q %q", a.Verdict, a.Code, a.Message)
			}
			for _, g := range a.Damage {
				if g.After < 0 || g.After > len(data) || g.Missing < 0 {
					t.Errorf("damage %v", a.Damage)
				}
			}
			return
		}
		if a.Form == "" || (a.Verdict == importer.Accept) != (a.Code == "") {
			t.Errorf("taken with %s %q %q", a.Verdict, a.Code, a.Form)
		}
		if a.Kind == keys.Secret {
			if a.Key.Secret().IsZero() || a.Key.Fingerprint() != "" || a.Bits != 8*a.Key.Secret().Len() {
				t.Errorf("a secret of %d bits with fingerprint %q", a.Bits, a.Key.Fingerprint())
			}
			return
		}
		if len(a.Key.Fingerprint()) != 64 {
			t.Errorf("fingerprint %q", a.Key.Fingerprint())
		}
		if again := importer.Import([]byte(a.Key.PublicPEM())); !again.Taken() || again.Key.Fingerprint() != a.Key.Fingerprint() {
			t.Errorf("the public half is not read again: %s", again.Message)
		}
	})
}
