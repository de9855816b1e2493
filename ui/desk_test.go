package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"playtoken/core/edge"
	"playtoken/core/platform"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/check"
	"playtoken/ui/desktop"
	"playtoken/ui/sign"
	"playtoken/ui/widgets"
)

const (
	goldenTime = 1744780459
	keyID      = fixtures.KeyID
	playbackID = fixtures.PlaybackID
	otherID    = "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44"
)

// desk is the whole window with all that stands around it. What is handed to the
// window's thread waits in a queue until the test drains it.
type desk struct {
	t *testing.T
	a fyne.App
	w fyne.Window
	p *App

	folder  string // of the saved profiles, "" where the system has none
	keyring vault.Keyring
	outside bool // of a bubble: the store has the desk's clock
	now     time.Time
	zone    *time.Location // two hours ahead where nil
	note    string         // what the clipboard answers with
	copied  []string
	tokens  []string // those that were copied as tokens
	opened  []string
	edge    *uitest.Edge // that was started last, nil for none
	signs   []edge.Good  // what it signs

	uitest.Thread
}

// atDesk runs a test with a fresh window in a bubble. before prepares what the
// run before this one left.
func atDesk(t *testing.T, before func(desktop.Settings), test func(d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, before)
		test(d)
		d.settle()
	})
}

// atDeskWith is atDesk with a keyring, nil for none, and a folder of saved
// profiles.
func atDeskWith(t *testing.T, keyring vault.Keyring, folder string, test func(d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := openWith(t, nil, keyring, folder)
		d.settle()
		test(d)
		d.settle()
	})
}

func open(t *testing.T, before func(desktop.Settings)) *desk {
	t.Helper()
	return openWith(t, before, nil, t.TempDir())
}

func openWith(t *testing.T, before func(desktop.Settings), keyring vault.Keyring, folder string) *desk {
	t.Helper()
	return openDesk(t, &desk{now: time.Unix(goldenTime, 0), keyring: keyring, folder: folder}, before)
}

func openDesk(t *testing.T, d *desk, before func(desktop.Settings)) *desk {
	t.Helper()
	d.t, d.a, d.Outside = t, test.NewTempApp(t), d.outside
	if d.zone == nil {
		d.zone = time.FixedZone("here", 2*3600)
	}
	var clock func() time.Time
	if d.outside {
		clock = func() time.Time { return d.now }
	}
	d.w = test.NewTempWindow(t, canvas.NewRectangle(nil))
	d.w.SetPadded(false)
	settings := desktop.Settings{Prefs: d.a.Preferences()}
	if before != nil {
		before(settings)
	}
	d.p = New(d.a, d.w, Outside{
		Now: func() time.Time { return d.now }, Zone: d.zone, Do: d.Do,
		After: func(after time.Duration, f func()) func() {
			stop := time.AfterFunc(after, func() { d.Do(f) })
			return func() { stop.Stop() }
		},
		Copy: func(text string, done func(string)) {
			d.copied = append(d.copied, text)
			done(d.note)
		},
		CopyToken: func(text string, done func(string)) {
			d.copied, d.tokens = append(d.copied, text), append(d.tokens, text)
			note := ", cleared in 60 s"
			if d.note != "" {
				note = d.note
			}
			done(note)
		},
		Open:     func(u string) { d.opened = append(d.opened, u) },
		Settings: settings, Platforms: allPlatforms(),
		StartEdge: func(_ edge.Config, s edge.Set) (check.Server, error) {
			d.edge = &uitest.Edge{Port: edge.UsualPort, Set: s, Signs: d.signs}
			return d.edge, nil
		},
		Vault: func() *vault.Store {
			path := ""
			if d.folder != "" {
				path = filepath.Join(d.folder, "profiles.json")
			}
			return vault.Open(path, d.keyring, clock)
		},
		Version: "v1.2.3", Path: "/home/sam/.config/playtoken/playtoken-profiles.json",
	})
	d.w.Resize(fyne.NewSize(1120, 740))
	return d
}

// settle runs all that is due on the window's thread.
func (d *desk) settle() { d.Settle() }

// fill completes the Sign screen with the golden vector's values.
func (d *desk) fill() {
	p := d.p.sign.Presenter()
	p.Form.SetField(platform.KeyID, keyID)
	p.Form.SetField(platform.ID, playbackID)
	p.Key.Paste(fixtures.PrivateKey(d.t))
	d.settle()
}

// take hands a text to the window as a drop or a paste does.
func (d *desk) take(text string) {
	d.p.Take([]byte(text))
	d.settle()
}

// children are what an object is made of, without what it hides. The toolkit's
// entry counts as one piece, of a scroll only the content counts.
func children(o fyne.CanvasObject) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	switch o := o.(type) {
	case *widgets.Entry:
		return nil
	case *container.Scroll:
		list = []fyne.CanvasObject{o.Content}
	case *fyne.Container:
		list = o.Objects
	case *widget.PopUp:
		list = []fyne.CanvasObject{o.Content}
	case fyne.Widget:
		list = test.WidgetRenderer(o).Objects()
	}
	return slices.DeleteFunc(slices.Clone(list), func(c fyne.CanvasObject) bool {
		_, heard := c.(*widgets.Spoken) // nothing of it is drawn
		return heard || !c.Visible()
	})
}

// each visits an object and all visible ones in it.
func each(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	visit(o)
	for _, c := range children(o) {
		each(c, visit)
	}
}

// layOut places everything anew. A real window does so for each change of a
// least size; the test driver does not.
func (d *desk) layOut() {
	each(d.w.Content(), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *fyne.Container:
			o.Layout.Layout(o.Objects, o.Size())
		case *widgets.Entry:
		case fyne.Widget:
			test.WidgetRenderer(o).Layout(o.Size())
		}
	})
}

// shown is all text that can be read in the window, widget by widget.
func (d *desk) shown() string { return legible(d.w.Content()) }

// legible is all text that can be read in an object.
func legible(in fyne.CanvasObject) string {
	var b strings.Builder
	each(in, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widgets.Text:
			b.WriteString(o.String() + "\n")
		case *widgets.Button:
			b.WriteString("[" + o.Text() + "]\n")
		case *widgets.Entry:
			b.WriteString("<" + o.Text + ">\n")
		}
	})
	return b.String()
}

// press presses the button of a text.
func (d *desk) press(text string) {
	d.t.Helper()
	var found *widgets.Button
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Text() == text && found == nil {
			found = b
		}
	})
	if found == nil {
		d.t.Fatalf("there is no button %q:\n%s", text, d.shown())
	}
	test.Tap(found)
	d.settle()
}

// question is what is asked in the middle of the window.
func (d *desk) question() fyne.CanvasObject {
	d.t.Helper()
	top := d.w.Canvas().Overlays().Top()
	if top == nil {
		d.t.Fatalf("nothing is asked; said %q", d.p.toast.Text())
	}
	return top
}

// answer types into the entries of the question, one after the other, and presses
// its button.
func (d *desk) answer(button string, texts ...string) {
	d.t.Helper()
	var entries []*widgets.Entry
	var press *widgets.Button
	each(d.question(), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widgets.Entry:
			entries = append(entries, o)
		case *widgets.Button:
			if o.Text() == button {
				press = o
			}
		}
	})
	if len(entries) < len(texts) || press == nil {
		d.t.Fatalf("the question has %d entries, button %q: %v", len(entries), button, press != nil)
	}
	for i, text := range texts {
		entries[i].SetText(text)
	}
	test.Tap(press)
	d.settle()
}

// choosePlatform goes to a platform of the Sign screen.
func (d *desk) choosePlatform(pl *platform.Platform) *sign.Presenter {
	p := d.p.sign.Presenter()
	p.Form.ChoosePlatform(slices.Index(allPlatforms(), pl))
	d.settle()
	return p
}

// tokenAt is a token for a day that was signed so long ago. Its key is on Sign afterwards.
func (d *desk) tokenAt(age time.Duration) string {
	d.t.Helper()
	d.now = d.now.Add(-age)
	d.fill()
	d.p.Tick()
	d.p.sign.Presenter().Result.Refresh()
	d.settle()
	tok := d.p.sign.Presenter().State().Whole()
	d.now = d.now.Add(age)
	d.p.Tick()
	return tok
}

// seen reports whether an object is shown, with all that it stands in.
func (d *desk) seen(o fyne.CanvasObject) (found bool) {
	each(d.w.Content(), func(in fyne.CanvasObject) { found = found || in == o })
	for _, over := range d.w.Canvas().Overlays().List() {
		each(over, func(in fyne.CanvasObject) { found = found || in == o })
	}
	return found
}

func (d *desk) placeOf(o fyne.CanvasObject) fyne.Position {
	return d.a.Driver().AbsolutePositionForObject(o)
}

func labelOf(o fyne.CanvasObject) string {
	if a, ok := o.(fyne.Accessible); ok {
		return a.AccessibilityLabel()
	}
	return ""
}
