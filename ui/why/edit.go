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

// Edited are the fields in which header and claims are changed.
type Edited struct {
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

// EditClaims opens header and claims for change.
func (p *Presenter) EditClaims() {
	if p.found == nil || p.found.Token == nil {
		return
	}
	draft, err := reissue.From(p.found.Token, p.found.Platform)
	if err != nil {
		p.services.Toast(words.UpperFirst(err.Error()))
		return
	}
	p.mend = mending{open: true, before: draft, after: draft, edit: editing{
		open: true, header: indented(draft.Header), claims: indented(draft.Claims),
		hasHeader: !draft.Format.Sealed(), footer: payload(draft.Footer),
	}}
	p.sign()
}

// canEditClaims reports whether the token can be made again.
func (p *Presenter) canEditClaims() bool {
	_, err := reissue.From(p.found.Token, p.found.Platform)
	return err == nil
}

// TypeHeader takes the header as it is being changed.
func (p *Presenter) TypeHeader(text string) {
	p.mend.edit.header = text
	p.edited()
}

// TypeClaims takes the claims as they are being changed.
func (p *Presenter) TypeClaims(text string) {
	p.mend.edit.claims = text
	p.edited()
}

// edited reads both fields and signs what they say.
func (p *Presenter) edited() {
	m := &p.mend
	if !m.edit.open {
		return
	}
	after := m.before
	if m.edit.hasHeader {
		after.Header, m.edit.headerFault = readJSON(m.edit.header, "header")
	}
	after.Claims, m.edit.claimsFault = readJSON(m.edit.claims, "claims")
	if m.edit.headerFault != "" || m.edit.claimsFault != "" { // what was signed is not what stands there now
		p.mending.Drop()
		p.opening++
		m.unsigned()
		p.update()
		return
	}
	m.after = after
	p.sign()
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

func (e editing) shown() Edited {
	return Edited{
		Open: e.open, Header: e.header, Claims: e.claims, HeaderProblem: e.headerFault, ClaimsProblem: e.claimsFault,
		HasHeader: e.hasHeader, Footer: e.footer,
	}
}
