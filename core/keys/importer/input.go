package importer

import (
	"errors"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/text"
)

// errOther is returned by a reader for a text that is not in its form: the next one
// may know it.
var errOther = errors.New("importer: not in this form")

// input is a text on the way from the paste to the key, with what was learned on the
// way. It is a value: whoever tries another way begins with the input it was given.
type input struct {
	text.Paste
	opts *Options

	repairs []keys.Remark // so far, in the order in which they are told
	heads   int           // the first of them say what the text is altogether
	inner   int           // repairs from here on are about what is inside of a name in front
	wraps   []string      // what was unwrapped, outermost first: "JSON", "base64"
	shape   string        // how the key itself is written: "DER"; "" for PEM
	layers  int           // how many were opened
	keyOnly bool          // here a text that is no key is not a shared secret either
}

// with is another text at the same place.
//
//go:noinline // its copies would make ptok larger
func (t input) with(body string) input {
	t.Body = body
	return t
}

// note adds a repair, once.
//
//go:noinline // its copies would make ptok larger
func (t input) note(code keys.Code, repair string) input {
	return t.remark(keys.Remark{Code: code, Repair: repair})
}

//go:noinline // its copies would make ptok larger
func (t input) remark(m keys.Remark) input {
	t.repairs = keys.Note(t.repairs, m)
	return t
}

// around notes what stands before and after a key: it comes before what was noted about
// its inside.
func (t input) around(before, after string) input {
	m := text.Around(before, after)
	inside := t.repairs[t.inner:]
	if m == nil || slices.ContainsFunc(inside, func(i keys.Remark) bool { return keys.Covers(i.Code, m.Code) }) {
		return t
	}
	t.repairs = keys.Note(t.repairs[:t.inner], *m)
	for _, i := range inside {
		t = t.remark(i)
	}
	return t
}

// first notes what the text is altogether.
func (t input) first(m keys.Remark) input {
	t.repairs = append([]keys.Remark{m}, t.repairs...)
	t.heads++
	return t
}

// into is what is inside of a wrapper.
//
//go:noinline // its copies would make ptok larger
func (t input) into(wrap, body string) input {
	t.wraps = append(slices.Clip(t.wraps), wrap)
	t.keyOnly = true
	t.Paste = text.New(body, wrap)
	return t
}

// times counts how often a wrapper was opened.
func (t input) times(wrap string) (n int) {
	for _, w := range t.wraps {
		if w == wrap {
			n++
		}
	}
	return n
}

// form words how the key was written, for "Read from ...".
func (t input) form(s der.Structure) string {
	shape := t.shape
	if shape == "" {
		shape = "PEM"
		if !s.Private() {
			shape = "public PEM"
		}
	}
	if len(t.wraps) > 0 {
		return strings.Join(t.wraps, " of ") + " of " + shape
	}
	switch s {
	case der.PKCS1Public:
		return shape + ", PKCS#1"
	case der.PKCS8, der.PKCS1, der.SEC1:
		if shape == "PEM" || shape == "DER" {
			return shape + ", " + string(s)
		}
	}
	return shape
}
