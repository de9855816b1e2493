// Package text undoes what mail, web pages, chats, shells, programs and word
// processors do to a text that is copied, and names each repair.
package text

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"playtoken/core/keys/internal/codec"
)

// Paste is a text and where it starts in what was pasted, so that a wrong
// character can be pointed at.
type Paste struct {
	Body         string
	Line, Column int    // the first is 1
	Inside       string // the wrapper that the text came out of: "JSON"; "" for none
}

// New is a text from its beginning.
func New(body, inside string) Paste { return Paste{body, 1, 1, inside} }

// Skip drops the first n bytes and moves the position on.
func (p Paste) Skip(n int) Paste {
	p.Line, p.Column = p.at(n)
	p.Body = p.Body[n:]
	return p
}

// at is the line and column of byte n. A column counts characters.
func (p Paste) at(n int) (line, column int) {
	before := p.Body[:n]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		return p.Line + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[i+1:])
	}
	return p.Line, p.Column + utf8.RuneCountInString(before)
}

// Where words the position of byte n.
func (p Paste) Where(n int) string {
	line, column := p.at(n)
	words := "in line " + strconv.Itoa(line) + ", column " + strconv.Itoa(column)
	if p.Inside != "" {
		words += " of the text inside the " + p.Inside
	}
	return words
}

// Trim drops white space at both ends.
func (p Paste) Trim() Paste {
	p = p.Skip(len(p.Body) - len(strings.TrimLeft(p.Body, codec.Space)))
	p.Body = strings.TrimRight(p.Body, codec.Space)
	return p
}

// Unquote drops quotes at either end and a comma after them, which come along
// when a value is copied out of JSON or source code. It names what it dropped, "" for
// nothing.
func (p Paste) Unquote() (bare Paste, repair string) {
	const quotes = "\"'`"
	whole := strings.TrimRight(strings.TrimSuffix(p.Body, ","), codec.Space)
	body := strings.TrimRight(whole, quotes)
	lead := len(body) - len(strings.TrimLeft(body, quotes))
	if lead == 0 && len(body) == len(p.Body) {
		return p, ""
	}
	repair = "quotes"
	if lead == 0 && body == whole {
		repair = "a comma at the end"
	}
	p.Body = body
	return p.Skip(lead).Trim(), repair
}
