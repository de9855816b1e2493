package widgets

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/theme"
)

var algorithms = []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "HS256", "HS384", "HS512"}

var remarks = []string{"RSA, SHA-256", "RSA, SHA-384", "RSA, SHA-512", "RSA-PSS, SHA-256", "RSA-PSS, SHA-384", "RSA-PSS, SHA-512", "P-256", "P-384", "P-521", "Ed25519", "HMAC", "HMAC", "HMAC"}

// opened is a select in a window, open, and what was chosen in it.
func opened(t *testing.T, options []string, width, height float32) (w fyne.Window, s *Select, m *menu, chosen *int) {
	t.Helper()
	app(t)
	chosen = new(int)
	*chosen = -1
	s = NewSelect(options, func(i int) { *chosen = i })
	w = stage(t, Inset(40, 36, 0, Stack(0, false, s)), width, height)
	test.Tap(s)
	l, ok := w.Canvas().Overlays().Top().(*layer)
	if !ok {
		t.Fatalf("over the window lies %T", w.Canvas().Overlays().Top())
	}
	return w, s, l.sheet.content.(*menu), chosen
}

// type hands letters to what has the keyboard.
func typeInto(w fyne.Window, text string) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

func TestMenuKeys(t *testing.T) {
	words := []string{"Apple", "Apricot", "Banana", "Blueberry", "Cherry"}
	for _, c := range []struct {
		name  string
		type_ string
		keys  []fyne.KeyName
		want  int
	}{
		{"the chosen one is where it begins", "", []fyne.KeyName{fyne.KeyReturn}, 0},
		{"down", "", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, 1},
		{"down and up", "", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnter}, 1},
		{"above the first", "", []fyne.KeyName{fyne.KeyUp, fyne.KeySpace}, 0},
		{"end", "", []fyne.KeyName{fyne.KeyEnd, fyne.KeyReturn}, 4},
		{"below the last", "", []fyne.KeyName{fyne.KeyEnd, fyne.KeyDown, fyne.KeyReturn}, 4},
		{"home", "", []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome, fyne.KeyReturn}, 0},
		{"page", "", []fyne.KeyName{fyne.KeyPageDown, fyne.KeyReturn}, 4},
		{"a letter", "b", []fyne.KeyName{fyne.KeyReturn}, 2},
		{"a letter twice", "bb", []fyne.KeyName{fyne.KeyReturn}, 3},
		{"the same letter around", "aaa", []fyne.KeyName{fyne.KeyReturn}, 1},
		{"letters", "blu", []fyne.KeyName{fyne.KeyReturn}, 3},
		{"capital letters", "CH", []fyne.KeyName{fyne.KeyReturn}, 4},
		{"letters of none", "xyz", []fyne.KeyName{fyne.KeyReturn}, 0},
		{"escape", "", []fyne.KeyName{fyne.KeyDown, fyne.KeyEscape}, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, s, _, chosen := opened(t, words, 400, 400)
			typeInto(w, c.type_)
			for _, k := range c.keys {
				press(w.Canvas().Focused(), k)
			}
			if *chosen != c.want || w.Canvas().Overlays().Top() != nil || s.open() {
				t.Errorf("chosen %d, want %d", *chosen, c.want)
			}
		})
	}
}

// With more than nine there is a search on top, and typing goes there.
func TestMenuSearch(t *testing.T) {
	w, _, m, chosen := opened(t, algorithms, 400, 600)
	if w.Canvas().Focused() != fyne.Focusable(m.search) || !shows(m, "Search 13") {
		t.Fatalf("the keyboard is at %T, shows %q", w.Canvas().Focused(), drawn(m))
	}
	typeInto(w, "ps")
	if got := drawn(m.page); !slices.Equal(got, []string{"PS256", "PS384", "PS512"}) {
		t.Errorf("shows %q", got)
	}
	press(m.search, fyne.KeyDown, fyne.KeyReturn)
	if *chosen != 4 {
		t.Errorf("chosen %d", *chosen)
	}
	w, _, m, chosen = opened(t, algorithms, 400, 600)
	typeInto(w, "nothing like it")
	if !shows(m, "Nothing found") {
		t.Errorf("shows %q", drawn(m))
	}
	press(m.search, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if *chosen != -1 || w.Canvas().Focused() != fyne.Focusable(m.search) {
		t.Errorf("chosen %d, the keyboard is at %T", *chosen, w.Canvas().Focused())
	}
}

// Remarks are found too.
func TestMenuSearchesRemarks(t *testing.T) {
	app(t)
	s := NewSelect(algorithms, nil)
	s.SetRemarks(remarks)
	w := stage(t, s, 400, 600)
	test.Tap(s)
	m := w.Canvas().Overlays().Top().(*layer).sheet.content.(*menu)
	typeInto(w, "ed25519")
	if got := drawn(m.page); !slices.Equal(got, []string{"EdDSA", "Ed25519"}) {
		t.Errorf("shows %q", got)
	}
}

// What a search finds stands in the order of how well it fits, and a menu in the middle of the
// window has as much left of it as right, however wide it is.
func TestMenuInTheMiddle(t *testing.T) {
	app(t)
	w := stage(t, Space(0, 0), 700, 500)
	items := []MenuItem{{Text: "Had expired, stream.fastpix.com", Last: true}, {Text: "Account at FastPix"}, {Text: "FastPix of the shop", Apart: true}, {Text: "FastPix"}, {Text: "fastpix, pasted", Last: true}}
	for range 9 {
		items = append(items, MenuItem{Text: strings.Repeat("wide ", 15)})
	}
	OpenMenuIn(w.Canvas(), 64, items)
	l := w.Canvas().Overlays().Top().(*layer)
	if left, right := l.sheet.Position().X, 700-l.sheet.Position().X-l.sheet.Size().Width; right-left > 1 || left-right > 1 {
		t.Errorf("%v left of it, %v right", left, right)
	}
	m := l.sheet.content.(*menu)
	m.filter("fastpix")
	want := []string{"FastPix", "FastPix of the shop", "Account at FastPix", "Had expired, stream.fastpix.com", "fastpix, pasted"}
	if got := drawn(m.page); !slices.Equal(got, want) {
		t.Errorf("shows %q", got)
	}
}

// Escape closes the menu and nothing else, and the keyboard goes back.
func TestMenuEscape(t *testing.T) {
	for _, options := range [][]string{{"a", "b"}, algorithms} {
		w, s, _, _ := opened(t, options, 400, 600)
		escaped := 0
		w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { escaped++ })
		press(w.Canvas().Focused(), fyne.KeyEscape)
		if escaped != 0 || w.Canvas().Overlays().Top() != nil {
			t.Errorf("%d entries: the window heard %d", len(options), escaped)
		}
		w.Canvas().Focus(s)
		press(s, fyne.KeyDown)
		press(w.Canvas().Focused(), fyne.KeyEscape)
		if w.Canvas().Focused() != fyne.Focusable(s) || !s.focused {
			t.Errorf("%d entries: the keyboard is at %T", len(options), w.Canvas().Focused())
		}
	}
}

// A press beside the menu closes it, one on a row chooses that.
func TestMenuPointer(t *testing.T) {
	w, s, m, chosen := opened(t, []string{"a", "b", "c"}, 400, 400)
	m.rows[2].MouseIn(&desktop.MouseEvent{})
	if m.current() != m.rows[2] || m.rows[0].ground.Fill != "" || m.rows[2].ground.Fill == "" {
		t.Error("the row under the pointer is not the current one")
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(390, 390))
	if *chosen != -1 || w.Canvas().Overlays().Top() != nil {
		t.Errorf("chosen %d", *chosen)
	}
	test.Tap(s)
	m = w.Canvas().Overlays().Top().(*layer).sheet.content.(*menu)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(m.rows[1])
	test.TapCanvas(w.Canvas(), at.AddXY(40, 10))
	if *chosen != 1 || s.Chosen() != 1 {
		t.Errorf("chosen %d", *chosen)
	}
}

// Where a menu stands: rows of 30, at most nine, text under the field's, below the field
// or above it, and never out of the window.
func TestMenuPlace(t *testing.T) {
	long := strings.Repeat("a long entry of a menu ", 20) + "its end"
	many := make([]string, 200)
	for i := range many {
		many[i] = fmt.Sprintf("Key %03d", i)
	}
	for _, c := range []struct {
		name    string
		options []string
		window  fyne.Size
	}{
		{"few", []string{"a", "b", "c"}, fyne.NewSize(400, 600)},
		{"nine", algorithms[:9], fyne.NewSize(400, 600)},
		{"many", many, fyne.NewSize(400, 600)},
		{"long", []string{"a", long}, fyne.NewSize(400, 600)},
		{"a low window", many, fyne.NewSize(400, 200)},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, s, m, _ := opened(t, c.options, c.window.Width, c.window.Height)
			driver := fyne.CurrentApp().Driver()
			at, size := driver.AbsolutePositionForObject(m), m.Size()
			if at.X < 0 || at.Y < 0 || at.X+size.Width > c.window.Width || at.Y+size.Height > c.window.Height {
				t.Errorf("from %v, %v in a window of %v", at, size, w.Canvas().Size())
			}
			field := driver.AbsolutePositionForObject(s)
			if at.Y != field.Y+s.Size().Height+menuBelow {
				t.Errorf("at %v below a field at %v", at.Y, field.Y)
			}
			text := driver.AbsolutePositionForObject(m.rows[0].text).X
			if label := driver.AbsolutePositionForObject(test.WidgetRenderer(s).(*selectRenderer).text).X; text != label && c.name != "long" {
				t.Errorf("the text is at %v, that of the field at %v", text, label)
			}
			if h := m.page.Size().Height; h > menuRow*menuMost || m.rows[0].Size().Height != menuRow {
				t.Errorf("the rows are %v high, one is %v", h, m.rows[0].Size().Height)
			}
			if c.name == "long" && (!shows(m, "its end") || !shows(m, ellipsis)) {
				t.Errorf("shows %q", drawn(m))
			}
		})
	}
}

// The menu of a button at the right end of a window ends where the button does.
func TestMenuOfAButton(t *testing.T) {
	app(t)
	b := NewButton("Report…", Plain, nil)
	w := stage(t, Row(0, 0, Space(0, 0), b), 400, 300)
	did := ""
	OpenMenu(b, []MenuItem{{Text: "Copy report", Remark: "Ctrl+Shift+C", Chosen: func() { did = "copied" }}, {Text: "Hide key ID", Checked: true, Apart: true}})
	l := w.Canvas().Overlays().Top().(*layer)
	if right := l.sheet.Position().X + l.sheet.Size().Width; right != 400 && right != 392 {
		t.Errorf("it ends at %v", right)
	}
	press(w.Canvas().Focused(), fyne.KeyReturn) // none is the current one yet
	if did != "" {
		t.Error("Enter takes what nobody chose")
	}
	OpenMenuAt(w.Canvas(), fyne.NewPos(390, 290), []MenuItem{{Text: "Copy", Chosen: func() { did = "copied" }}})
	press(w.Canvas().Focused(), fyne.KeyDown, fyne.KeyReturn)
	if did != "copied" {
		t.Error("the row does nothing")
	}
}

// The right button offers what can be done with the text; a password is never copied.
func TestEntryMenu(t *testing.T) {
	app(t)
	for name, c := range map[string]struct {
		change func(*Entry)
		want   []string
	}{
		"a text":              {func(*Entry) {}, []string{"Cut", "Copy", "Paste", "Select all"}},
		"a password":          {func(e *Entry) { e.Password = true }, []string{"Paste", "Select all"}},
		"disabled":            {(*Entry).Disable, []string{"Copy", "Select all"}},
		"a disabled password": {func(e *Entry) { e.Password = true; e.Disable() }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			e := NewEntry("", nil)
			e.Set("16af5b33")
			c.change(e)
			w := stage(t, e.Framed(), 400, 300)
			e.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(20, 20)})
			var got []string
			if l, ok := w.Canvas().Overlays().Top().(*layer); ok {
				for _, item := range l.sheet.content.(*menu).items {
					got = append(got, item.Text)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q", got)
			}
		})
	}
	e := NewEntry("", nil)
	e.Set("16af5b33")
	w := stage(t, e.Framed(), 400, 300)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(20, 20)})
	typeInto(w, "cop")
	press(w.Canvas().Focused(), fyne.KeyReturn)
	if got := fyne.CurrentApp().Clipboard().Content(); got != "16af5b33" || w.Canvas().Focused() != fyne.Focusable(e) {
		t.Errorf("copied %q, the keyboard is at %T", got, w.Canvas().Focused())
	}
}

// TestPicturesOfMenus compares menus with a picture of each theme.
func TestPicturesOfMenus(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("other processors round the edges of letters in another way")
	}
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		t.Run(string(mode), func(t *testing.T) {
			app(t).Settings().SetTheme(theme.Theme{Mode: mode})
			s := NewSelect(algorithms, nil)
			s.SetRemarks(remarks)
			w := stage(t, Over(NewGround(theme.Card, "", 0), Inset(10, 28, 0, Stack(0, false, NewField("Algorithm", s).Box))), 288, 400)
			test.Tap(s)
			m := w.Canvas().Overlays().Top().(*layer).sheet.content.(*menu)
			m.to(3)
			w.Canvas().Unfocus() // the caret changes all the time
			test.AssertRendersToImage(t, "menu-"+string(mode)+".png", w.Canvas())
		})
	}
}
