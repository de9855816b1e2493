package keys

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// paste is a text and where it starts in what was pasted, so that a wrong
// character can be pointed at. inside names the wrapper it came out of.
type paste struct {
	text         string
	line, column int
	inside       string
}

const space = " \t\r\n\f\v"

// skip drops the first n bytes and moves the position on.
func (p paste) skip(n int) paste {
	p.line, p.column = p.at(n)
	p.text = p.text[n:]
	return p
}

// at is the line and column of byte n. A column counts characters.
func (p paste) at(n int) (line, column int) {
	before := p.text[:n]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		return p.line + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[i+1:])
	}
	return p.line, p.column + utf8.RuneCountInString(before)
}

// where words the position of byte n.
func (p paste) where(n int) string {
	line, column := p.at(n)
	words := "in line " + strconv.Itoa(line) + ", column " + strconv.Itoa(column)
	if p.inside != "" {
		words += " of the text inside the " + p.inside
	}
	return words
}

// trim drops white space at both ends.
func (p paste) trim() paste {
	p = p.skip(len(p.text) - len(strings.TrimLeft(p.text, space)))
	p.text = strings.TrimRight(p.text, space)
	return p
}

// unquote drops quotes at either end and a comma after them, which come along
// when a value is copied out of JSON or source code.
func (r *reader) unquote(p paste) paste {
	const quotes = "\"'`"
	bare := strings.TrimRight(strings.TrimSuffix(p.text, ","), space)
	text := strings.TrimRight(bare, quotes)
	lead := len(text) - len(strings.TrimLeft(text, quotes))
	if lead == 0 && len(text) == len(p.text) {
		return p
	}
	repair := "quotes"
	if lead == 0 && text == bare {
		repair = "a comma at the end"
	}
	r.remark(remark{code: FixedQuotes, repair: repair})
	p.text = text
	return p.skip(lead).trim()
}
