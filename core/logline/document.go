package logline

import "unicode/utf8"

// Document takes the entries out of a HAR, or the objects out of a list in JSON, however
// they are laid out over lines. It is given the text piece by piece and holds one entry.
type Document struct {
	// Most is how much of an entry is kept, in bytes, and MostText how much of a string in
	// it: the bodies of answers are as long as they like.
	Most, MostText int

	at, depth, list int // list is the depth of the list of entries, 0 before it
	inText, escaped bool
	length          int    // of the string, in bytes
	cut             bool   // its rest is left out
	name            string // the string before, as far as it may be the name of the list
	item            Item
	done            bool
}

// Item is an entry: its text, which holds until the next call, and where it stands.
type Item struct {
	Text       []byte
	Start, End int
	Long       bool // there is more of it than was kept
}

// BeginsDocument reports whether a text begins as a document with entries does.
func BeginsDocument(text string) bool {
	d := Document{}
	for i := range min(len(text), 4096) {
		c := text[i]
		switch {
		case d.list > 0 && c != ' ' && c != '\t' && c != '\n' && c != '\r':
			return c == '{'
		case i == 0 && c != '{' && c != '[', d.done:
			return false
		}
		d.byte(c, nil)
	}
	return false
}

// Take reads the next piece of the text.
func (d *Document) Take(piece string, give func(Item)) {
	for i := range len(piece) {
		d.byte(piece[i], give)
		d.at++
	}
}

// Rest is the entry in which a text ends before it does, nil for none.
func (d *Document) Rest() *Item {
	if d.list == 0 || d.depth <= d.list {
		return nil
	}
	d.item.End = d.at
	return &d.item
}

func (d *Document) byte(c byte, give func(Item)) {
	switch {
	case d.done:
		return
	case d.inText:
		d.text(c)
		return
	case c == '"':
		d.inText, d.length, d.cut = true, 0, false
		if d.list == 0 {
			d.name = ""
		}
	case c == '{' || c == '[':
		d.depth++
		if d.list > 0 && d.depth == d.list+1 {
			d.item = Item{Text: d.item.Text[:0], Start: d.at}
		} else if d.list == 0 && c == '[' && (d.depth == 1 || d.name == "entries") {
			d.list = d.depth
			return
		}
	case c == '}' || c == ']':
		d.depth--
		d.done = d.depth < d.list || d.depth <= 0
		if d.list > 0 && d.depth == d.list {
			d.keep(c)
			d.item.End = d.at + 1
			give(d.item)
			return
		}
	}
	d.keep(c)
}

// text takes a byte of a string.
func (d *Document) text(c byte) {
	escaped := d.escaped
	d.escaped = c == '\\' && !escaped
	d.length++
	switch {
	case c == '"' && !escaped:
		d.inText, d.cut = false, false
	case d.list == 0 && d.length <= len("entries"):
		d.name += string(rune(c))
	case d.list == 0:
		d.name = ""
	default:
		d.cut = d.cut || d.length > d.MostText && !escaped && utf8.RuneStart(c)
	}
	if !d.cut {
		d.keep(c)
	}
}

// keep adds a byte to the entry.
func (d *Document) keep(c byte) {
	switch {
	case d.list == 0 || d.depth < d.list:
	case len(d.item.Text) < d.Most:
		d.item.Text = append(d.item.Text, c)
	default:
		d.item.Long = true
	}
}
