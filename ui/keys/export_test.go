//go:build !race

package keys

import (
	"bytes"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/vault"
)

// Profiles go out with their secrets and come in again, each of them once. The
// passphrase of such a file is costly, and ten times so under the race detector, so
// that this is one test.
func TestExportAndImport(t *testing.T) {
	const passphrase = "correct horse battery staple"
	edgecast := generated(t, keys.NewHex256)
	atDesk(t, true, func(d *desk) {
		d.save("Shop", generated(t, keys.NewP256), vault.Profile{})
		d.save("CDN", edgecast, vault.Profile{Platform: "edgecast"})
		d.answer(nil, passphrase)
		d.p.Transfer.ExportOne() // cancelled
		d.fail = errFull
		d.p.Transfer.ExportAll()
		if s := d.p.State(); s.Working != "Sealing the file…" || s.CanCancel {
			t.Errorf("while it is sealed: %q", s.Working)
		}
		if s := d.settle(); s.Working != "" || d.said() != "The file was not written: no space left on device." {
			t.Errorf("%q, said %q", s.Working, d.toasts)
		}
		file := d.saved
		if !isExport(file) || bytes.Contains(file, edgecast.SecretText().Reveal()) || d.asked[0][:16] != "Export this key/" || !strings.HasPrefix(d.asked[1], "Export 2 profiles with 2 keys/") {
			t.Errorf("asked %q", d.asked)
		}

		d.answer(true, file, passphrase)
		d.p.Detail.Delete()
		d.settle()
		d.p.Transfer.Open()
		if s := d.settle(); len(s.Items) != 2 || s.Working != "" || d.said() != "1 profile imported, 1 was already here" {
			t.Fatalf("said %q, asked %q", d.toasts, d.asked)
		}
		d.p.List.Choose(0)
		d.p.Detail.CopyPrivate(func() {})
		d.p.Detail.CopyPrivate(func() {})
		if d.settle(); len(d.secrets) != 1 || d.secrets[0] != string(edgecast.SecretText().Reveal()) {
			t.Errorf("%d copied", len(d.secrets))
		}
		d.fail = nil
	})
}
