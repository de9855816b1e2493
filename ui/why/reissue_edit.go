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

// Edit opens header and claims for change.
func (r *Reissue) Edit() {
	if r.token() == nil {
		return
	}
	draft, err := reissue.From(r.found.Token, r.found.Platform)
	if err != nil {
		r.services.Fail(words.UpperFirst(err.Error()))
		return
	}
	r.begin(draft, draft)
	r.edit = EditState{
		Open: true, Header: indented(draft.Header), Claims: indented(draft.Claims),
		HasHeader: !draft.Format.Sealed(), Footer: payload(draft.Footer),
	}
	r.sign()
}

// canEdit reports whether the token can be made again, and is not being.
func (r *Reissue) canEdit() bool {
	_, err := reissue.From(r.found.Token, r.found.Platform)
	return err == nil && !r.open
}

// TypeHeader takes the header as it is being changed.
func (r *Reissue) TypeHeader(text string) {
	r.edit.Header = text
	r.edited()
}

// TypeClaims takes the claims as they are being changed.
func (r *Reissue) TypeClaims(text string) {
	r.edit.Claims = text
	r.edited()
}

// edited reads both fields and signs what they say.
func (r *Reissue) edited() {
	if !r.edit.Open {
		return
	}
	after := r.before
	if r.edit.HasHeader {
		after.Header, r.edit.HeaderProblem = readJSON(r.edit.Header, "header")
	}
	after.Claims, r.edit.ClaimsProblem = readJSON(r.edit.Claims, "claims")
	if r.edit.HeaderProblem != "" || r.edit.ClaimsProblem != "" {
		r.unsign()
		r.update()
		return
	}
	r.after = after
	r.sign()
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
	for i, l := range lines(o) {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.Indent + l.Name + l.Rest)
	}
	return b.String()
}
