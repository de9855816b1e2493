package verify

import (
	"playtoken/core/once"
	"playtoken/core/token"
)

// Memo keeps what was found out of tokens with one set of keys and settings: a log has each many times.
// It is bounded, and safe to be used at once. The zero value is ready; nil keeps nothing.
type Memo struct {
	// OnlyMade keeps nothing of a token that none of the keys made: where anybody may send
	// some, memory is not for them to fill.
	OnlyMade bool
	results  once.Cache[Result]
}

// Known is what was found out of a text that stands as a token, nil for nothing yet.
func (m *Memo) Known(text string) *Result {
	if m == nil {
		return nil
	}
	return m.results.Get(text)
}

// Keep keeps what was found out.
func (m *Memo) Keep(text string, r *Result) {
	if m != nil && !(m.OnlyMade && r.By == nil) {
		m.results.Put(text, r)
	}
}

// Try is [Try], of a token that was tried before what came out then. What a signed URL and
// cookies say depends on more than their text.
func (m *Memo) Try(t *token.Token, given []Key, settings ...token.Setting) Result {
	if m == nil || t.SignsURL() || t.IsURL() {
		return Try(t, given, settings...)
	}
	if r := m.Known(t.Text); r != nil {
		return *r
	}
	r := Try(t, given, settings...)
	m.Keep(t.Text, &r)
	return r
}
