package widgets

import "fyne.io/fyne/v2"

// key deals with a key, and reports whether it is one of the menu's.
func (m *menu) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		m.layer.Close()
	case fyne.KeyReturn, fyne.KeyEnter:
		m.take()
	case fyne.KeyUp:
		m.to(m.active - 1)
	case fyne.KeyDown:
		m.to(m.active + 1)
	case fyne.KeyPageUp:
		m.to(m.active - menuMost + 1)
	case fyne.KeyPageDown:
		m.to(m.active + menuMost - 1)
	case fyne.KeyHome:
		m.to(0)
	case fyne.KeyEnd:
		m.to(len(m.shown) - 1)
	default:
		return false
	}
	return true
}

// TypedKey implements fyne.Focusable.
func (m *menu) TypedKey(e *fyne.KeyEvent) {
	if blank := m.typed.key(e.Name); !m.key(e) && e.Name == fyne.KeySpace && !blank {
		m.take()
	}
}

// TypedRune implements fyne.Focusable: letters go to the row that begins with them.
func (m *menu) TypedRune(r rune) {
	if n, ok := m.typed.find(r, m.active, len(m.shown), func(n int) string { return m.items[m.shown[n]].Text }); ok {
		m.to(n)
	}
}
