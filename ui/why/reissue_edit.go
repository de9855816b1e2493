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

// editing is what was typed so far.
type editing struct {
	open                     bool
	header, claims           string
	headerFault, claimsFault string
	hasHeader                bool
	footer                   string
}

// Edit opens header and claims for change.
func (r *Reissue) Edit() {
	if r.token() == nil {
		return
	}
	draft, err := reissue.From(r.found.Token, r.found.Platform)
	if err != nil {
		r.services.Toast(words.UpperFirst(err.Error()))
		return
	}
	r.begin(draft, draft)
	r.edit = editing{
		open: true, header: indented(draft.Header), claims: indented(draft.Claims),
		hasHeader: !draft.Format.Sealed(), footer: payload(draft.Footer),
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
	r.edit.header = text
	r.edited()
}

// TypeClaims takes the claims as they are being changed.
func (r *Reissue) TypeClaims(text string) {
	r.edit.claims = text
	r.edited()
}

// edited reads both fields and signs what they say.
func (r *Reissue) edited() {
	if !r.edit.open {
		return
	}
	after := r.before
	if r.edit.hasHeader {
		after.Header, r.edit.headerFault = readJSON(r.edit.header, "header")
	}
	after.Claims, r.edit.claimsFault = readJSON(r.edit.claims, "claims")
	if r.edit.headerFault != "" || r.edit.claimsFault != "" {
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

func (e editing) shown() EditState {
	return EditState{
		Open: e.open, Header: e.header, Claims: e.claims, HeaderProblem: e.headerFault, ClaimsProblem: e.claimsFault,
		HasHeader: e.hasHeader, Footer: e.footer,
	}
}
