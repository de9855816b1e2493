package keys

import (
	"bytes"
	"errors"
	"fmt"

	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
)

// exportName is suggested for the file of an export.
const exportName = "playtoken-profiles.age"

// isExport reports whether a text begins as an age file does.
func isExport(b []byte) bool {
	b = bytes.TrimLeft(b, " \t\r\n")
	return bytes.HasPrefix(b, []byte("-----BEGIN AGE ENCRYPTED FILE-----")) || bytes.HasPrefix(b, []byte("age-encryption.org/"))
}

// ExportAll writes all profiles with their secrets to a file.
func (t *Transfer) ExportAll() {
	keys := 0
	for _, r := range t.p.List.rows() {
		if r.isKey() {
			keys++
		}
	}
	t.export("Export "+words.Count(len(t.p.services.Book.List()), "profile")+" with "+words.Count(keys, "key"), exportName)
}

// ExportOne writes the chosen profile with its secret to a file.
func (t *Transfer) ExportOne() {
	if r, ok := t.p.row(); ok && r.isKey() {
		t.export("Export this key", exportName, r.profile.ID)
	}
}

func (t *Transfer) export(title, name string, ids ...string) {
	t.p.Safe.whenOpen(func(err error) {
		if err != nil {
			t.p.failed(err)
			return
		}
		t.seal(title, name, ids...)
	})
}

// seal asks for a passphrase and writes profiles under it.
func (t *Transfer) seal(title, name string, ids ...string) {
	t.p.services.Ask.Passphrase(prompt.Sealing{
		Title: title, Note: "The file holds the secrets, sealed under this passphrase. Any program that knows age can open it with it.", Button: "Export",
	}, func(passphrase string) {
		t.p.wait("Sealing the file…", nil)
		book.Do(t.p.services.Book, func(s *vault.Store) ([]byte, error) {
			var b bytes.Buffer
			err := s.Export(&b, secret.New([]byte(passphrase)), ids...)
			return b.Bytes(), err
		}, func(sealed []byte, err error) {
			t.p.wait("", nil)
			if err != nil {
				t.p.failed(err)
				return
			}
			t.p.services.Ask.SaveFile(name, sealed, func(err error) {
				if err != nil {
					t.p.services.Fail("The file was not written: " + err.Error() + ".")
					return
				}
				t.p.services.Toast("Exported. The file opens with the passphrase alone.")
			})
		})
	})
}

// importProfiles takes exported profiles in.
func (t *Transfer) importProfiles(content []byte) {
	t.p.services.Ask.Open(prompt.Opening{Title: "Import keys", Label: "Passphrase of the file", Button: "Import"}, func(passphrase string, answer func(string)) {
		t.p.wait("Opening the file…", nil)
		type outcome struct{ kept, here int }
		book.Do(t.p.services.Book, func(s *vault.Store) (outcome, error) {
			kept, here, err := s.Import(bytes.NewReader(content), secret.New([]byte(passphrase)))
			return outcome{len(kept), here}, err
		}, func(o outcome, err error) {
			t.p.wait("", nil)
			if errors.Is(err, vault.ErrWrongPassphrase) {
				answer("This is not the passphrase of the file.")
				return
			}
			answer("")
			switch {
			case err != nil:
				t.p.failed(err)
			default:
				t.p.services.Toast(imported(o.kept, o.here))
			}
		})
	})
}

// imported words what came of an import.
func imported(n, here int) string {
	was := "were"
	if here == 1 {
		was = "was"
	}
	switch {
	case n == 0 && here == 0:
		return "There are no profiles in the file"
	case n == 0:
		return fmt.Sprintf("Nothing to import: %s %s already here", words.Count(here, "profile"), was)
	case here == 0:
		return words.Count(n, "profile") + " imported"
	}
	return fmt.Sprintf("%s imported, %d %s already here", words.Count(n, "profile"), here, was)
}
