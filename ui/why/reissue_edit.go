package why

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"playtoken/core/reissue"
	"playtoken/core/token"
	"playtoken/core/words"
)

// EditState are the fields in which header and claims are changed.
type EditState struct {
	Open                         bool
	Header, Claims               string
	HeaderProblem, ClaimsProblem string
	HasHeader                    bool   // an encrypted token has none
	Footer                       string // of a PASETO, which stays as it is
}

// Edit is header and claims changed by hand.
type Edit struct {
	*reading
	state  EditState
	before reissue.Draft

	// What it tells the panel that signs.
	begin   func(reissue.Draft) // a token was opened for change
	changed func(reissue.Draft) // the fields say this
	broken  func()              // the fields can not be read
}

// Open opens header and claims for change.
func (e *Edit) Open() {
	if e.token() == nil {
		return
	}
	draft, err := reissue.From(e.found.Token, e.found.Platform)
	if err != nil {
		e.services.Fail(words.UpperFirst(err.Error()))
		return
	}
	e.begin(draft)
	e.before = draft
	e.state = EditState{Open: true, HasHeader: !draft.Format.Sealed(), Footer: payload(draft.Footer)}
	e.fill(draft)
	e.changed(draft)
}

// fill puts a draft into the fields.
func (e *Edit) fill(d reissue.Draft) {
	e.state.Header, e.state.Claims = indented(d.Header), indented(d.Claims)
}

// follow shows in the open fields what was changed without them.
func (e *Edit) follow(d reissue.Draft) {
	if e.state.Open {
		e.fill(d)
	}
}

// kept is what brings back the fields as they are now, nil while they are as they were opened.
func (e *Edit) kept() func() {
	now, of := e.state, e.found
	if !now.Open || now.Header == indented(e.before.Header) && now.Claims == indented(e.before.Claims) {
		return nil
	}
	return func() {
		if e.found == nil || e.found.Token == nil || e.found.Token.Text != of.Token.Text {
			return // another token is read by now
		}
		e.Open()
		e.state.Header, e.state.Claims = now.Header, now.Claims
		e.read()
	}
}

func (e *Edit) close() { e.state, e.before = EditState{}, reissue.Draft{} }

// TypeHeader takes the header as it is being changed.
func (e *Edit) TypeHeader(text string) {
	e.state.Header = text
	e.read()
}

// TypeClaims takes the claims as they are being changed.
func (e *Edit) TypeClaims(text string) {
	e.state.Claims = text
	e.read()
}

// read reads both fields.
func (e *Edit) read() {
	if !e.state.Open {
		return
	}
	after := e.before
	if e.state.HasHeader {
		after.Header, e.state.HeaderProblem = readJSON(e.state.Header, "header")
	}
	after.Claims, e.state.ClaimsProblem = readJSON(e.state.Claims, "claims")
	if e.state.HeaderProblem != "" || e.state.ClaimsProblem != "" {
		e.broken()
		return
	}
	e.changed(after)
}

// ofClaims words of the claims what the core says of a payload.
var ofClaims = strings.NewReplacer("The payload", "The text of the claims", "payload", "claims")

// readJSON reads an object, and says what is wrong with it and where.
func readJSON(text, what string) (token.Object, string) {
	o, faults := token.ReadObject([]byte(text))
	if len(faults) == 0 {
		return o, ""
	}
	said, _, _ := strings.Cut(faults[0].Text(), " at byte")
	if what == "claims" {
		said = ofClaims.Replace(said)
	}
	said = strings.TrimSuffix(said, ".") + "."
	if at := faults[0].At; at >= 0 && at <= len(text) {
		before := []byte(text[:at])
		line := bytes.Count(before, []byte("\n"))
		start := bytes.LastIndexByte(before, '\n') + 1
		said = fmt.Sprintf("Line %d, place %d: %s", line+1, utf8.RuneCount(before[start:])+1, said)
	}
	return token.Object{}, said
}

// indented prints an object for an entry, a member a line. Characters that act
// are written as their escapes, which mean the same in JSON.
func indented(o token.Object) string {
	var b strings.Builder
	for i, l := range o.Lines() {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.Indent + l.Name + l.Rest)
	}
	return b.String()
}
