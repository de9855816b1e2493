package token

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Type is the JSON type of a value.
type Type int

// The JSON types (RFC 8259 section 3).
const (
	Null Type = iota
	Bool
	Number
	Text
	Array
	Nested // an object
)

// Value is one JSON value as it stood in the token.
type Value struct {
	Type Type
	Raw  string // the JSON text, exactly: a number keeps all its digits
	Text string // for Text: the text itself, escapes undone
	// For Array and Nested: what is inside.
	Items   []Value
	Members []Member
}

// Member is one name and value of an object.
type Member struct {
	Name  string
	Value Value
}

// Object is a JSON object that keeps the order and the spelling of its members.
// The zero Object is empty and not Readable.
type Object struct {
	Members  []Member
	Readable bool // false where the text was no JSON object; Members then holds what was readable before
}

// NewObject makes an object of the given members, in that order.
func NewObject(members ...Member) Object {
	return Object{Members: members, Readable: true}
}

// StringMember makes a member that holds text.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func StringMember(name, text string) Member {
	return Member{name, Value{Type: Text, Raw: Quote(text), Text: text}}
}

// IntMember makes a member that holds a whole number.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func IntMember(name string, n int64) Member {
	return Member{name, Value{Type: Number, Raw: strconv.FormatInt(n, 10)}}
}

// ErrJSON says that the text of a claim is no JSON value.
var ErrJSON = errors.New("not JSON")

// RawMember makes a member from JSON text, such as `"text"`, `12` or `["a"]`.
func RawMember(name, json string) (Member, error) {
	r := reader{src: json, part: ClaimsPart}
	r.space()
	start := r.pos
	v, ok := r.value(1) // it stands inside an object
	end := r.pos
	r.space()
	if !ok || r.pos != len(r.src) || len(r.faults) > 0 {
		return Member{}, fmt.Errorf("%w: %s", ErrJSON, r.why())
	}
	v.Raw = json[start:end]
	return Member{name, v}, nil
}

// TypedMember is RawMember for what a person types: a text without its quotes is taken as
// text, which bare tells. What begins like JSON and is none is an error.
func TypedMember(name, text string) (m Member, bare bool, err error) {
	m, err = RawMember(name, text)
	text = strings.TrimSpace(text)
	if err == nil || text == "" || strings.ContainsAny(text[:1], "{[\"") {
		return m, false, err
	}
	return StringMember(name, text), true, nil
}

// ReadObject is [ReadPart] for claims, such as the payload that was found in an
// encrypted token.
//
//go:noinline // its copies would make ptok larger
func ReadObject(text []byte) (Object, []Fault) { return ReadPart(text, ClaimsPart) }

// Get returns the value of a member. Of duplicate members the last one wins,
// as most verifiers read it.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (o Object) Get(name string) (Value, bool) {
	for i := len(o.Members) - 1; i >= 0; i-- {
		if o.Members[i].Name == name {
			return o.Members[i].Value, true
		}
	}
	return Value{}, false
}

// Text returns the text of a member, or "" where it is absent or no text.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (o Object) Text(name string) string {
	v, _ := o.Get(name)
	return v.Text
}

// With returns the object with a member replaced in its place, or put last.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (o Object) With(m Member) Object {
	members := append([]Member(nil), o.Members...)
	for i := range members {
		if members[i].Name == m.Name {
			members[i] = m
			return Object{members, true}
		}
	}
	return Object{append(members, m), true}
}

// JSON is the compact text of the object, members in their order.
func (o Object) JSON() []byte {
	var b strings.Builder
	b.WriteByte('{')
	for i, m := range o.Members {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(Quote(m.Name))
		b.WriteByte(':')
		b.WriteString(m.Value.Raw)
	}
	b.WriteByte('}')
	return []byte(b.String())
}

const hexDigits = "0123456789abcdef"

// Quote is the JSON text of a string as JavaScript's JSON.stringify writes it:
// only what must be escaped is. Bytes that are no UTF-8 become U+FFFD.
func Quote(s string) string {
	b := make([]byte, 0, len(s)+2)
	b = append(b, '"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', byte(c))
		case c == '\b':
			b = append(b, `\b`...)
		case c == '\f':
			b = append(b, `\f`...)
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\r':
			b = append(b, `\r`...)
		case c == '\t':
			b = append(b, `\t`...)
		case c < 0x20:
			b = append(b, `\u00`...)
			b = append(b, hexDigits[c>>4], hexDigits[c&15])
		default:
			b = utf8.AppendRune(b, c)
		}
	}
	return string(append(b, '"'))
}
