package widgets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

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
	if !m.key(e) && e.Name == fyne.KeySpace && m.typed == "" {
		m.take()
	}
}

// TypedRune implements fyne.Focusable: letters go to the next row that begins with them,
// all that were typed as long as there is one, and else the last.
func (m *menu) TypedRune(r rune) {
	if r == ' ' && m.typed == "" || !unicode.IsPrint(r) {
		return
	}
	letter := strings.ToLower(string(r))
	for _, typed := range []string{m.typed + letter, letter} {
		from := m.active
		if utf8.RuneCountInString(typed) == 1 {
			from++ // the same letter again goes on
		}
		for n := range m.shown {
			at := (max(0, from) + n) % len(m.shown)
			if strings.HasPrefix(strings.ToLower(m.items[m.shown[at]].Text), typed) {
				m.typed = typed
				m.to(at)
				return
			}
		}
	}
	m.typed = ""
}
