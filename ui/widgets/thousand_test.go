package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// thousand are the rows of a list and of a menu of a thousand profiles.
func thousand() (items []ListItem, menu []MenuItem) {
	for i := range 1000 {
		items = append(items, ListItem{Head: fmt.Sprintf("Platform %d", i/300), Title: fmt.Sprintf("Shop production %d", i), Line: fmt.Sprintf("RSA 2048 · %016x", i), Note: "keyring", NoteIcon: "lock"})
		menu = append(menu, MenuItem{Text: fmt.Sprintf("Shop production %d", i), Remark: "profile", Apart: i == 500})
	}
	return items, menu
}

// Of a thousand rows those alone are made that can be seen.
func TestRowsInSightAlone(t *testing.T) {
	app(t)
	items, menuItems := thousand()
	l := NewList(340, func(int) {})
	w := stage(t, l, 320, 340)
	l.Set(items, 700)
	made := 0
	for _, n := range l.items {
		if n != nil {
			made++
		}
	}
	if made > 30 || !shows(l, "Shop production 700") {
		t.Errorf("the list made %d rows, shows %q", made, drawn(l))
	}
	OpenMenuAt(w.Canvas(), fyne.NewPos(0, 0), menuItems)
	m := w.Canvas().Overlays().Top().(*layer).sheet.content.(*menu)
	press(m.search, fyne.KeyEnd)
	made = 0
	for _, r := range m.rows {
		if r != nil {
			made++
		}
	}
	if made > 40 || !shows(m, "Shop production 999") || shows(m, "Shop production 1") {
		t.Errorf("the menu made %d rows, shows %q", made, drawn(m))
	}
}

// BenchmarkThousand opens a list and a menu with a thousand rows.
func BenchmarkThousand(b *testing.B) {
	app(b)
	items, menu := thousand()
	w := stage(b, canvas.NewRectangle(nil), 860, 560)
	b.Run("list", func(b *testing.B) {
		for range b.N {
			l := NewList(340, func(int) {})
			w.SetContent(l)
			l.Set(items, 0)
			layOut(l)
		}
	})
	b.Run("menu", func(b *testing.B) {
		for range b.N {
			OpenMenuAt(w.Canvas(), fyne.NewPos(200, 64), menu)
			layOut(w.Canvas().Overlays().Top())
			w.Canvas().Overlays().Top().(*layer).Close()
		}
	})
}
