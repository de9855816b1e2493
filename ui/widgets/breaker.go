package widgets

import (
	"slices"
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
			if b.text.Wrap == Characters && s.Mono {
				b.characters(s, part)
			} else {
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
		if b.x+bare > b.width && b.x > 0 {
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
	if s.Mono {
		count := int(left/monoAdvance(s) + 0.01)
		n := 0
		for n < len(text) && count > 0 {
			_, size := utf8.DecodeRuneInString(text[n:])
			n += size
			count--
		}
		return n
	}
	n := 0
	for i := range text {
		if i > 0 && measure(s, text[:i]) > left {
			return n
		}
		n = i
	}
	if measure(s, text) <= left {
		return len(text)
	}
	return n
}

// single puts everything on one line and cuts its end or its middle.
func (b *breaker) single() {
	if b.text.Wrap == Middle && len(b.text.spans) == 1 {
		s := b.text.spans[0]
		if measure(s, ellipsis) <= b.width {
			b.put(s, middle(s, s.Text, b.width), 0)
		}
		return
	}
	spans := b.text.spans
	if b.text.Wrap == Middle {
		spans = b.shortened()
	}
	for _, s := range spans {
		b.put(s, s.Text, measure(s, s.Text))
	}
	if b.x > b.width {
		b.cut()
	}
}

// shortened are the spans of a text with the middle left out of the first one, as far as the
// others leave no room for it.
func (b *breaker) shortened() []Span {
	spans := slices.Clone(b.text.spans)
	if len(spans) == 0 {
		return nil
	}
	room := b.width
	for _, s := range spans[1:] {
		room -= measure(s, s.Text)
	}
	if room > measure(spans[0], ellipsis) {
		spans[0].Text = middle(spans[0], spans[0].Text, room)
	}
	return spans
}

// middle leaves out as much of the middle of a text as it must to fit.
func middle(s Span, text string, width float32) string {
	if measure(s, text) <= width {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high { // the most characters that fit
		keep := (low + high + 1) / 2
		if measure(s, cutMiddle(runes, keep)) <= width {
			low = keep
		} else {
			high = keep - 1
		}
	}
	return cutMiddle(runes, low)
}

func cutMiddle(runes []rune, keep int) string {
	head := (keep*2 + 2) / 3
	return string(runes[:head]) + ellipsis + string(runes[len(runes)-(keep-head):])
}
