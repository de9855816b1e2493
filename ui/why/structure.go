package why

import (
	"cmp"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/token"
	"playtoken/ui/viewmodel"
)

// Structure is the token taken apart: what stands in it, and what that means.
type Structure struct {
	*reading
	all bool // a long list of claims is shown whole
}

// StructureState is what the panel shows.
type StructureState struct {
	HasLife bool
	Life    diagnosis.Life

	Parted Parted
	Rows   []viewmodel.Row
	// Platform is its name, "" where it cannot be told: then Likely are those it
	// may be.
	Platform string
	Likely   []string
}

// Parted is the token taken apart.
type Parted struct {
	Header, Claims []Line
	More           int    // how many lines of claims are not shown
	All            bool   // all of a long list are
	Payload        string // in place of the claims where they are no JSON
	// Kind names an encrypted token, in place of a header; Body says of its inside
	// what is known without a key. Params is the inside of an Edgecast token.
	Kind, Body string
	Params     []viewmodel.Row
	// Footer is what a PASETO says without its key, FooterNote what that is worth.
	Footer     []Line
	FooterText string
	FooterNote string
	Signature  string
}

// Line is one line of JSON.
type Line = token.Line

// ToggleAll shows all claims, or the first ones.
func (s *Structure) ToggleAll() {
	s.all = !s.all
	s.update()
}

// Copy copies one of the values, with plain blanks between its words.
func (s *Structure) Copy(text string, done func()) {
	s.copy("Value", strings.ReplaceAll(strings.ReplaceAll(text, "\u00a0", " "), apart, " "), done)
}

// CopyClaim copies the value of a claim, text without its quotes.
func (s *Structure) CopyClaim(i int, done func()) {
	of := s.shows()
	if of == nil || i < 0 || i >= len(of.Claims.Members) {
		return
	}
	text := of.Claims.Members[i].Value.Raw
	if v := of.Claims.Members[i].Value; v.Type == token.Text {
		text = v.Text
	}
	s.copy("Claim", text, done)
}

// CopyHeader copies the header as JSON.
func (s *Structure) CopyHeader(done func()) {
	if of := s.shows(); of != nil {
		s.copy("Header", string(of.Header.JSON()), done)
	}
}

// CopyClaims copies the claims as they stand in the token.
func (s *Structure) CopyClaims(done func()) {
	if of := s.shows(); of != nil {
		s.copy("Claims", cmp.Or(string(of.Payload), string(of.Claims.JSON())), done)
	}
}

// shown takes the token apart, and words what it means.
func (s *Structure) shown() StructureState {
	w := StructureState{Parted: s.parted(), Rows: s.rows()}
	w.Life, w.HasLife = s.found.Life(s.services.Now())
	if of := s.found.Platform; of != nil {
		w.Platform = of.Label
		return w
	}
	for _, l := range s.found.Likely {
		w.Likely = append(w.Likely, l.Label)
	}
	return w
}
