package ui

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"playtoken/internal/fixtures"
	"playtoken/internal/ownfiletest"
	"playtoken/ui/desktop"
)

// desktopFiles are the dialogs of a desktop: they answer with a path.
type desktopFiles struct {
	path    string
	err     error
	folders []string // that were suggested
	names   []string
}

func (f *desktopFiles) Open(_, folder string) (string, error) {
	f.folders = append(f.folders, folder)
	return f.path, f.err
}

func (f *desktopFiles) Save(_, folder, name string) (string, error) {
	f.names = append(f.names, name)
	return f.Open("", folder)
}

// Files are chosen in the desktop's own dialogs, which begin where the last one was; what is
// written is for this user alone.
func TestDesktopsOwnDialogs(t *testing.T) {
	folder := t.TempDir()
	key, out := filepath.Join(folder, "key.pem"), filepath.Join(folder, "keys.age")
	for path, text := range map[string][]byte{key: fixtures.PrivateKey(t), out: []byte("of before")} {
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	atDesk(t, nil, func(d *desk) {
		files := &desktopFiles{}
		d.p.files.system = files
		d.press("Choose file") // and none is chosen
		if d.settle(); d.p.questions.asking != nil || d.p.sign.Presenter().State().Key.Taken() {
			t.Error("something is asked, or there is a key")
		}
		files.path = key
		d.press("Choose file")
		if d.settle(); !d.p.sign.Presenter().State().Key.Taken() {
			t.Errorf("no key; said %q", d.p.toast.Text())
		}
		files.path = out
		var written error = errors.New("nothing")
		d.p.files.save("keys.age", []byte("sealed"), func(err error) { written = err })
		d.settle()
		text, _ := os.ReadFile(out)
		if written != nil || string(text) != "sealed" {
			t.Errorf("wrote %q, %v", text, written)
		}
		ownfiletest.OwnersAlone(t, out)
		if got := d.p.toast.Text(); got != "Saved as keys.age" {
			t.Errorf("said %q", got)
		}
		if len(files.folders) != 3 || files.folders[0] != "" || files.folders[1] != "" || files.folders[2] != folder || files.names[0] != "keys.age" {
			t.Errorf("began in %q, with %q", files.folders, files.names)
		}
		files.err = desktop.ErrNoPortal // then by the toolkit's
		d.press("Replace…")
		d.press("Choose file")
		if d.settle(); d.w.Canvas().Overlays().Top() == nil || d.p.questions.asking == nil {
			t.Error("nothing is asked")
		}
	})
}
