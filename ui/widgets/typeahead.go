package widgets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// typeahead is what was typed on rows to get to one of them. Any other key ends it.
type typeahead string

// find is the row that a letter leads to, from the current one on, of as many as there are: the
// next that begins with all that was typed as long as there is one, and else with the letter.
func (t *typeahead) find(r rune, current, rows int, name func(row int) string) (row int, ok bool) {
	if r == ' ' && *t == "" || !unicode.IsPrint(r) {
		return 0, false
	}
	letter := strings.ToLower(string(r))
	for _, typed := range []string{string(*t) + letter, letter} {
		from := current
		if utf8.RuneCountInString(typed) == 1 {
			from++ // the same letter again goes on
		}
		for n := range rows {
			row := (max(0, from) + n) % rows
			if strings.HasPrefix(strings.ToLower(name(row)), typed) {
				*t = typeahead(typed)
				return row, true
			}
		}
	}
	*t = ""
	return 0, false
}

// key is told of each key, and reports whether it is a blank in what is typed.
func (t *typeahead) key(name fyne.KeyName) (blank bool) {
	if name == fyne.KeySpace && *t != "" {
		return true
	}
	switch name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
		*t = ""
	}
	return false
}
