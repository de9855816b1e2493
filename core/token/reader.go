package token

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Limits on JSON inside a token.
const (
	maxDepth   = 64
	maxMembers = 10_000
	maxNumber  = 64 // characters
	maxAlike   = 8  // faults of one kind in a part
)

// reader reads JSON (RFC 8259) and keeps on the way what a lenient parser hides.
type reader struct {
	src     string // names and values are pieces of it
	pos     int
	part    Role
	members int
	faults  []Fault
}

// ReadPart reads the text of a JSON object that is a part of a token. What is
// readable before a syntax error is kept, and what is wrong is in the faults, in
// reading order.
func ReadPart(src []byte, part Role) (Object, []Fault) {
	r := reader{src: string(src), part: part}
	r.space()
	v, ok := r.value(0)
	if !ok {
		return Object{Members: v.Members}, r.faults
	}
	if v.Type != Nested {
		r.fault(Fault{Code: NotObject, Is: v.Type})
		return Object{}, r.faults
	}
	r.space()
	if r.pos != len(r.src) {
		r.fault(Fault{Code: TrailingText, At: r.pos})
	}
	return Object{Members: v.Members, Readable: true}, r.faults
}

// fault records what is wrong. Of one kind a few places are enough: an attack
// has thousands.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (r *reader) fault(f Fault) {
	alike := 0
	for i := range r.faults {
		if r.faults[i].Code == f.Code {
			alike++
		}
	}
	if alike >= maxAlike {
		return
	}
	f.Part = r.part
	r.faults = append(r.faults, f)
}

// stop records a fault that ends the reading.
func (r *reader) stop(f Fault) bool {
	f.At = r.pos
	r.fault(f)
	return false
}

func (r *reader) why() string {
	if len(r.faults) > 0 {
		return r.faults[0].Text()
	}
	return textBehind
}

func (r *reader) space() {
	for r.pos < len(r.src) {
		switch r.src[r.pos] {
		case ' ', '\t', '\n', '\r':
			r.pos++
		default:
			return
		}
	}
}

func (r *reader) peek() byte {
	if r.pos < len(r.src) {
		return r.src[r.pos]
	}
	return 0
}

//go:noinline // it is called in so many places that its copies would make ptok larger
func (r *reader) syntax(want string) bool {
	return r.stop(Fault{Code: NotJSON, What: want, Have: len(r.src)})
}

func (r *reader) value(depth int) (v Value, ok bool) {
	start := r.pos
	switch c := r.peek(); {
	case depth >= maxDepth && (c == '{' || c == '['):
		return v, r.stop(Fault{Code: TooDeep, Want: maxDepth})
	case c == '{':
		v, ok = r.object(depth)
	case c == '[':
		v, ok = r.array(depth)
	case c == '"':
		v.Type = Text
		v.Text, ok = r.text()
	case c == '-' || c >= '0' && c <= '9':
		v.Type = Number
		ok = r.number()
	default:
		v, ok = r.word()
	}
	if r.pos <= len(r.src) {
		v.Raw = r.src[start:r.pos]
	}
	return v, ok
}

func (r *reader) word() (Value, bool) {
	for _, w := range []struct {
		text string
		typ  Type
	}{{"true", Bool}, {"false", Bool}, {"null", Null}} {
		if strings.HasPrefix(r.src[r.pos:], w.text) {
			r.pos += len(w.text)
			return Value{Type: w.typ}, true
		}
	}
	return Value{}, r.syntax(aValue)
}

// count guards the number of members and items together.
func (r *reader) count() bool {
	r.members++
	if r.members > maxMembers {
		return r.stop(Fault{Code: TooManyMembers, Want: maxMembers})
	}
	return true
}

func (r *reader) object(depth int) (Value, bool) {
	v := Value{Type: Nested}
	r.pos++
	r.space()
	if r.peek() == '}' {
		r.pos++
		return v, true
	}
	v.Members = make([]Member, 0, min(8, 1+strings.Count(r.src[r.pos:], ",")))
	var seen map[string]bool
	for {
		if !r.count() {
			return v, false
		}
		if r.peek() != '"' {
			return v, r.syntax(aName)
		}
		at := r.pos
		name, ok := r.text()
		if !ok {
			return v, false
		}
		if seen = remember(seen, v.Members, name); seen[name] || seen == nil && has(v.Members, name) {
			r.fault(Fault{Code: DuplicateMember, At: at, What: name})
		}
		r.space()
		if r.peek() != ':' {
			return v, r.syntax(aColon)
		}
		r.pos++
		r.space()
		inner, ok := r.value(depth + 1)
		if !ok {
			return v, false
		}
		if seen != nil {
			seen[name] = true
		}
		v.Members = append(v.Members, Member{name, inner})
		r.space()
		switch r.peek() {
		case ',':
			r.pos++
			r.space()
		case '}':
			r.pos++
			return v, true
		default:
			return v, r.syntax(aCommaOrBrace)
		}
	}
}

func has(members []Member, name string) bool {
	for _, m := range members {
		if m.Name == name {
			return true
		}
	}
	return false
}

// remember starts a set once an object is too large to search by eye: most
// tokens have six claims, an attack has thousands.
func remember(seen map[string]bool, members []Member, name string) map[string]bool {
	if seen != nil || len(members) < 16 {
		return seen
	}
	seen = make(map[string]bool, 64)
	for _, m := range members {
		seen[m.Name] = true
	}
	return seen
}

func (r *reader) array(depth int) (Value, bool) {
	v := Value{Type: Array}
	r.pos++
	r.space()
	if r.peek() == ']' {
		r.pos++
		return v, true
	}
	for {
		if !r.count() {
			return v, false
		}
		inner, ok := r.value(depth + 1)
		if !ok {
			return v, false
		}
		v.Items = append(v.Items, inner)
		r.space()
		switch r.peek() {
		case ',':
			r.pos++
			r.space()
		case ']':
			r.pos++
			return v, true
		default:
			return v, r.syntax(aCommaOrBracket)
		}
	}
}

func (r *reader) digits() bool {
	start := r.pos
	for c := r.peek(); c >= '0' && c <= '9'; c = r.peek() {
		r.pos++
	}
	return r.pos > start
}

func (r *reader) number() bool {
	start := r.pos
	if r.peek() == '-' {
		r.pos++
	}
	if r.peek() == '0' {
		r.pos++
	} else if !r.digits() {
		return r.syntax(aDigit)
	}
	if r.peek() == '.' {
		r.pos++
		if !r.digits() {
			return r.syntax(aDigit)
		}
	}
	if c := r.peek(); c == 'e' || c == 'E' {
		r.pos++
		if c := r.peek(); c == '+' || c == '-' {
			r.pos++
		}
		if !r.digits() {
			return r.syntax(aDigit)
		}
	}
	if n := r.pos - start; n > maxNumber {
		r.fault(Fault{Code: LongNumber, At: start, Have: n, Want: maxNumber})
	}
	return true
}

// text reads a string. Invalid UTF-8 and half surrogate pairs become U+FFFD and
// are reported.
func (r *reader) text() (string, bool) {
	r.pos++
	start := r.pos
	for r.pos < len(r.src) { // the usual string has no escapes: no copy byte by byte
		c := r.src[r.pos]
		if c == '"' {
			s := r.src[start:r.pos]
			r.pos++
			return s, true
		}
		if c == '\\' || c < 0x20 || c >= utf8.RuneSelf {
			break
		}
		r.pos++
	}
	b := append([]byte(nil), r.src[start:r.pos]...)
	for r.pos < len(r.src) {
		c := r.src[r.pos]
		switch {
		case c == '"':
			r.pos++
			return string(b), true
		case c == '\\':
			var ok bool
			if b, ok = r.escape(b); !ok {
				return string(b), false
			}
		case c < 0x20:
			return string(b), r.syntax(anEscape)
		default:
			ch, size := utf8.DecodeRuneInString(r.src[r.pos:])
			if ch == utf8.RuneError && size == 1 {
				r.fault(Fault{Code: InvalidUTF8, At: r.pos})
			}
			b = utf8.AppendRune(b, ch)
			r.pos += size
		}
	}
	return string(b), r.syntax(aClosingQuote)
}

func (r *reader) escape(b []byte) ([]byte, bool) {
	at := r.pos
	r.pos++
	c := r.peek()
	if i := strings.IndexByte(`"\/bfnrt`, c); c != 0 && i >= 0 {
		r.pos++
		return append(b, "\"\\/\b\f\n\r\t"[i]), true
	}
	if c != 'u' {
		return b, r.syntax(aKnownEscape)
	}
	first, ok := r.hex4()
	if !ok {
		return b, r.syntax(fourDigits)
	}
	if utf16.IsSurrogate(first) {
		mark := r.pos
		if r.peek() == '\\' {
			r.pos++
			if second, ok := r.hex4(); ok {
				if both := utf16.DecodeRune(first, second); both != utf8.RuneError {
					return utf8.AppendRune(b, both), true
				}
			}
		}
		r.pos = mark
		r.fault(Fault{Code: LoneSurrogate, At: at})
		first = utf8.RuneError
	}
	return utf8.AppendRune(b, first), true
}

// hex4 reads uXXXX at the current place.
func (r *reader) hex4() (rune, bool) {
	if r.peek() != 'u' || r.pos+5 > len(r.src) {
		return 0, false
	}
	var ch rune
	for at := r.pos + 1; at < r.pos+5; at++ {
		c := r.src[at]
		i := strings.IndexByte(hexDigits, c|0x20)
		if i < 0 || c < '0' {
			return 0, false
		}
		ch = ch<<4 | rune(i)
	}
	r.pos += 5
	return ch, true
}
