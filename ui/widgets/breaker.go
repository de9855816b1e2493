package widgets

import (
	"strings"
	"unicode/utf8"
)

const ellipsis = "…"

// breaker breaks the spans of a text into pieces that fit a width.
type breaker struct {
	text   *Text
	width  float32
	line   float32
	x      float32
	row    int
	full   bool
	pieces []piece
}

func (b *breaker) put(s Span, text string, w float32) {
	if n := len(b.pieces); n > 0 && b.pieces[n-1].span == s && b.pieces[n-1].y == b.y() {
		b.pieces[n-1].text += text
	} else {
		b.pieces = append(b.pieces, piece{s, text, b.x, b.y()})
	}
	b.x += w
}

func (b *breaker) y() float32 { return float32(b.row) * b.line }

// next begins a new line, or ends the text where no further line is allowed.
func (b *breaker) next() bool {
	if b.text.MaxLines > 0 && b.row+1 >= b.text.MaxLines {
		b.cut()
		return false
	}
	b.row++
	b.x = 0
	return true
}

// cut ends the last line with an ellipsis.
func (b *breaker) cut() {
	b.full = true
	for n := len(b.pieces); n > 0 && b.pieces[n-1].y == b.y(); n = len(b.pieces) {
		p := &b.pieces[n-1]
		for p.text != "" {
			if p.x+measure(p.span, p.text+ellipsis) <= b.width {
				p.text += ellipsis
				return
			}
			_, size := utf8.DecodeLastRuneInString(p.text)
			p.text = p.text[:len(p.text)-size]
		}
		b.pieces = b.pieces[:n-1]
	}
}

func (b *breaker) wrap() {
	for _, s := range b.text.spans {
		for i, part := range strings.Split(s.Text, "\n") {
			if i > 0 && !b.next() {
				return
			}
			switch {
			case b.width <= 0: // it has no place yet: to break it into its letters takes long
				b.put(s, part, 0)
			case b.text.Wrap == Characters && s.Mono:
				b.characters(s, part)
			default:
				b.words(s, part)
			}
			if b.full {
				return
			}
		}
	}
}

func (b *breaker) words(s Span, text string) {
	for text != "" {
		i := strings.IndexByte(text, ' ')
		word := text
		if i >= 0 {
			word = text[:i+1]
		}
		text = text[len(word):]
		w := measure(s, word)
		bare := measure(s, strings.TrimSuffix(word, " "))
		if b.x+bare > b.width && b.x > 0 && word != " " { // no line begins with a blank
			if !b.next() {
				return
			}
		}
		if bare > b.width {
			b.characters(s, word)
			if b.full {
				return
			}
			continue
		}
		b.put(s, word, w)
	}
}

func (b *breaker) characters(s Span, text string) {
	for text != "" {
		n := b.fit(s, text)
		if n == 0 {
			if b.x > 0 && text[0] == ' ' { // no line begins with a blank
				b.put(s, " ", measure(s, " "))
				text = text[1:]
				continue
			}
			if b.x > 0 {
				if !b.next() {
					return
				}
				continue
			}
			_, n = utf8.DecodeRuneInString(text)
		}
		b.put(s, text[:n], measure(s, text[:n]))
		text = text[n:]
	}
}

// fit is how many bytes of text fit into what is left of the line.
func (b *breaker) fit(s Span, text string) int {
	left := b.width - b.x
	if s.Mono && even(text) {
		count := int(left/monoAdvance(s) + 0.01)
		n := 0
		for n < len(text) && count > 0 {
			_, size := utf8.DecodeRuneInString(text[n:])
			n += size
			count--
		}
		return n
	}
	// To measure costs as much as there is text, and much in other scripts: first twice as far
	// each time, then by halves.
	fits, end := 0, 8
	for end < len(text) && measure(s, text[:border(text, end)]) <= left {
		fits, end = border(text, end), 2*end
	}
	if end >= len(text) {
		if measure(s, text) <= left {
			return len(text)
		}
		end = len(text)
	}
	for end = border(text, end); ; {
		middle := border(text, (fits+end)/2)
		if middle <= fits {
			_, size := utf8.DecodeRuneInString(text[fits:])
			middle = fits + size
		}
		switch {
		case middle >= end:
			return fits
		case measure(s, text[:middle]) <= left:
			fits = middle
		default:
			end = middle
		}
	}
}

// border is the end of the last character that ends at n bytes or before.
func border(text string, n int) int {
	for n > 0 && n < len(text) && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// single puts everything on one line and cuts its end or its middle.
func (b *breaker) single() {
	var w float32
	for _, s := range b.text.spans {
		w += measure(s, s.Text)
	}
	if b.text.Wrap == Middle && w > b.width {
		b.middle()
		return
	}
	for _, s := range b.text.spans {
		b.put(s, s.Text, measure(s, s.Text))
	}
	if b.x > b.width {
		b.cut()
	}
}

// middle leaves out as much of the middle of the spans as it must to fit. What stays at
// the end is the last span where there are several, the last Tail characters, or a third.
func (b *breaker) middle() {
	b.full = true
	spans := b.text.spans
	if len(spans) == 0 || measure(spans[0], ellipsis) > b.width {
		return
	}
	total, tail := 0, -1
	for _, s := range spans {
		total += utf8.RuneCountInString(s.Text)
	}
	switch {
	case b.text.Tail > 0:
		tail = b.text.Tail
	case len(spans) > 1:
		tail = utf8.RuneCountInString(spans[len(spans)-1].Text)
	}
	low, high := 0, total
	for low < high { // the most characters that fit
		keep := (low + high + 1) / 2
		if width(cutMiddle(spans, keep, tail)) <= b.width {
			low = keep
		} else {
			high = keep - 1
		}
	}
	for _, s := range cutMiddle(spans, low, tail) {
		b.put(s, s.Text, measure(s, s.Text))
	}
}

func width(spans []Span) (w float32) {
	for _, s := range spans {
		w += measure(s, s.Text)
	}
	return w
}

// cutMiddle keeps some characters of spans, of which a tail stays at the end, -1 for a
// third, and puts an ellipsis between.
func cutMiddle(spans []Span, keep, tail int) []Span {
	if tail < 0 || tail > keep { // no room for more than the tail: both ends give way
		tail = keep - (keep*2+2)/3
	}
	list := runes(spans, keep-tail, false)
	if len(list) == 0 {
		list = []Span{spans[0]}
		list[0].Text = ""
	}
	head := &list[len(list)-1] // which may end in an ellipsis of its own
	head.Text = strings.TrimSuffix(head.Text, ellipsis) + ellipsis
	return append(list, runes(spans, tail, true)...)
}

// runes are the first characters of spans, or the last.
func runes(spans []Span, n int, last bool) (list []Span) {
	for i := range spans {
		if n <= 0 {
			break
		}
		s := spans[i]
		if last {
			s = spans[len(spans)-1-i]
		}
		text := []rune(s.Text)
		switch {
		case len(text) <= n:
		case last:
			s.Text = string(text[len(text)-n:])
		default:
			s.Text = string(text[:n])
		}
		n -= len(text)
		if last {
			list = append([]Span{s}, list...)
		} else {
			list = append(list, s)
		}
	}
	return list
}
