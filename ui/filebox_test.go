package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/internal/fixtures"
	"playtoken/ui/desktop"
	"playtoken/ui/widgets"
)

// overwrite types into what has the keyboard, in place of what is there.
func (d *desk) overwrite(text string) {
	e := d.w.Canvas().Focused().(*widgets.Entry)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	test.Type(e, text)
	d.settle()
}

// enter presses Enter where the keyboard is.
func (d *desk) enter() {
	d.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.settle()
}

// Where the desktop has no dialog for files the window asks: by the path, or by the list of
// what is in its folder.
func TestFileBox(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"keys/b.pem", "keys/a.pem", "keys/.hidden", "notes.txt"} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, fixtures.PrivateKey(t), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	atDesk(t, func(s desktop.Settings) { s.SetFolder(folder) }, func(d *desk) {
		ask := func() {
			t.Helper()
			d.press("Choose file")
			if d.settle(); d.p.questions.asking == nil {
				t.Fatal("nothing is asked")
			}
		}
		shows := func(want, not string) {
			t.Helper()
			said := d.said()
			for _, one := range strings.Fields(want) {
				if !strings.Contains(said, one) {
					t.Errorf("no %s in\n%s", one, said)
				}
			}
			if strings.Contains(said, not) {
				t.Errorf("%s in\n%s", not, said)
			}
		}
		ask()
		shows("Path keys/ notes.txt ../", "a.pem")
		// From each of its controls Escape closes it.
		for i := range 4 {
			for range i {
				d.w.Canvas().FocusNext()
			}
			if d.escape(); d.p.questions.asking != nil || d.w.Canvas().Overlays().Top() != nil {
				t.Fatalf("control %d: Escape does not close it", i)
			}
			ask()
		}
		d.overwrite(filepath.Join(folder, "none.pem"))
		d.enter()
		shows("This cannot be opened: no such file", "notes.txt")
		high := d.p.questions.asking.(*question).box.Content.Size().Height
		d.overwrite(filepath.Join(folder, "k")) // the message goes, and its height
		if now := d.p.questions.asking.(*question).box.Content.Size().Height; now >= high {
			t.Errorf("%v high, with the message %v", now, high)
		}
		d.overwrite(filepath.Join(folder, "keys"))
		d.enter()
		shows("a.pem b.pem", ".hidden")
		d.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) // to the list
		list := d.w.Canvas().Focused()
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // its first row is marked: the way up
		d.settle()
		shows("keys/", "a.pem")
		d.w.Canvas().FocusPrevious()
		d.overwrite(filepath.Join(folder, "keys"))
		d.enter()
		d.w.Canvas().FocusNext()
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if d.settle(); !d.p.sign.Presenter().State().Key.Taken() || d.p.questions.asking != nil {
			t.Errorf("no key; said %q", d.p.toast.Text())
		}
		if got := d.p.out.Settings.Folder(); got != filepath.Join(folder, "keys") {
			t.Errorf("it begins in %q next time", got)
		}
		// A file that is there is asked about before it is written over.
		for i, c := range []struct {
			name, answer, want string
		}{{"new.txt", "", "sealed"}, {"a.pem", "Cancel", string(fixtures.PrivateKey(t))}, {"a.pem", "Replace", "sealed"}} {
			d.p.files.save(c.name, []byte("sealed"), func(err error) {
				if err != nil {
					t.Error(err)
				}
			})
			d.settle()
			d.enter()
			if c.answer != "" {
				shows("Replace a.pem?", "Path")
				d.inTop(c.answer)
			}
			d.settle()
			if text, _ := os.ReadFile(filepath.Join(folder, "keys", c.name)); string(text) != c.want {
				t.Errorf("case %d: it is %d bytes", i, len(text))
			}
		}
	})
}
