package keys

import (
	"bytes"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/vault"
)

// Profiles go to another vault with their secrets, and come in once.
func TestExportAndImport(t *testing.T) {
	const passphrase = "correct horse battery staple"
	var file []byte
	edgecast := generated(t, keys.NewEdgecast)
	atDesk(t, true, func(d *desk) {
		d.save("Shop", generated(t, keys.NewP256), vault.Profile{})
		d.save("CDN", edgecast, vault.Profile{Platform: "edgecast"})
		d.answer(nil, passphrase)
		d.p.ExportAll() // cancelled
		d.p.ExportAll()
		if s := d.settle(); s.Working != "" || s.CanCancel || !isExport(d.saved) || !strings.HasPrefix(d.said(), "Exported.") {
			t.Fatalf("%q, said %q", s.Working, d.toasts)
		}
		file = d.saved
		if !strings.HasPrefix(d.asked[0], "Export 2 profiles/") || bytes.Contains(file, edgecast.SecretText().Reveal()) {
			t.Errorf("asked %q", d.asked)
		}
	})
	atDesk(t, true, func(d *desk) {
		d.answer("wrong", passphrase, true, file, passphrase)
		if s := d.take("exported", string(file)); len(s.Items) != 2 || d.said() != "2 profiles imported" {
			t.Fatalf("said %q, asked %q", d.toasts, d.asked)
		}
		if !strings.HasPrefix(d.asked[1], "This is not the passphrase of the file/") {
			t.Errorf("asked %q", d.asked)
		}
		d.p.Choose(0)
		d.p.Delete()
		d.settle()
		d.p.Open()
		if d.settle(); d.said() != "1 profile imported, 1 was already here" {
			t.Errorf("said %q", d.said())
		}
		d.p.Choose(0)
		d.p.CopyPrivate(func() {})
		d.p.CopyPrivate(func() {})
		if d.settle(); len(d.secrets) != 1 || d.secrets[0] != string(edgecast.SecretText().Reveal()) {
			t.Errorf("%d copied", len(d.secrets))
		}
	})
	atDesk(t, true, func(d *desk) {
		d.save("Shop", generated(t, keys.NewP256), vault.Profile{})
		d.answer(passphrase, passphrase)
		d.fail = errFull
		d.p.ExportOne()
		if d.settle(); d.said() != "The file was not written: no space left on device." {
			t.Errorf("said %q", d.said())
		}
		d.take("", "-----BEGIN AGE ENCRYPTED FILE-----\nnonsense")
		if !strings.HasPrefix(d.said(), "This is not a file of exported profiles") {
			t.Errorf("said %q", d.said())
		}
	})
}

func TestImportedWords(t *testing.T) {
	for _, c := range []struct {
		n, here int
		want    string
	}{
		{0, 0, "There are no profiles in the file"},
		{0, 1, "Nothing to import: 1 profile was already here"},
		{1, 0, "1 profile imported"},
		{3, 1, "3 profiles imported, 1 was already here"},
		{1, 2, "1 profile imported, 2 were already here"},
	} {
		if got := imported(c.n, c.here); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
