package sign

import (
	"slices"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// Result is the token, and whether there is one.
type Result struct {
	*making
	token string // the name of the one that is shown, where there are several
}

// ResultState is what the panel shows.
type ResultState struct {
	Mood    viewmodel.Mood
	Title   string
	Detail  string
	Remarks []string // what to look at, one below the other
	Facts   []Fact   // what is always so at the platform
	Clock   string
	Action  Action

	Tokens []string     // to choose from, where a form makes several that differ
	Chosen int          // the one that is shown
	Token  []token.Part // empty while there is none
	// Pieces are those of a proof that is no token, in the inks of a token's parts; nil for
	// a token.
	Pieces     []Piece
	Policy     string // what such a proof holds, as JSON; "" for none
	TokenTitle string // of what is made: "Token"
	Copies     string // what the button copies: "token"
	Stale      bool   // the form is not whole any more: this is what it signed last
	Shapes     string // what the token will look like, while there is none
}

// Fact is a line about the platform.
type Fact struct {
	Text  string
	Label string // on the button that does something about it, "" for none
}

// HasToken reports whether there is a token to copy.
func (s ResultState) HasToken() bool { return len(s.Token) > 0 && !s.Stale }

// Whole is the token as it is copied.
func (s ResultState) Whole() string { return strings.Join(s.texts(), ".") }

// texts are the texts of the token's parts.
func (s ResultState) texts() (list []string) {
	for _, part := range s.Token {
		list = append(list, part.Text)
	}
	return list
}

// Action is what the button in the banner does.
type Action int

// The actions.
const (
	NoAction Action = iota
	TrySample
	SignFresh
)

// Refresh signs again with the time of now.
func (r *Result) Refresh() { r.sign() }

// Copy copies the token that is shown. done is called when the clipboard has it.
func (r *Result) Copy(done func()) {
	if r.signed == nil {
		return
	}
	list, chosen := r.tokens(r.signed)
	_, what := proofNames(r.signed)
	what = words.UpperFirst(what)
	if len(list) > 1 {
		what = tokenLabel(list[chosen].Name) + " token"
	}
	r.release()
	r.copyToken(what, list[chosen].Text, done)
}

// tokens are the tokens that differ, and which of them is shown.
func (r *Result) tokens(s *platform.Signed) (list []platform.NamedToken, chosen int) {
	for _, t := range s.Tokens {
		same := func(other platform.NamedToken) bool { return other.Text == t.Text }
		if slices.ContainsFunc(list, same) {
			continue
		}
		if t.Name == r.token {
			chosen = len(list)
		}
		list = append(list, t)
	}
	return list, chosen
}

// tokenLabel is what a token is called beside others, by what it opens: "Thumbnail".
func tokenLabel(name string) string {
	switch name {
	case "token":
		return "Playback"
	case "drm-token":
		return "DRM"
	}
	return words.UpperFirst(strings.TrimSuffix(name, "-token"))
}

// Choose shows another of several tokens.
func (r *Result) Choose(i int) {
	shown, _ := r.showing()
	if shown == nil {
		return
	}
	if list, _ := r.tokens(shown); i >= 0 && i < len(list) {
		r.token = list[i].Name
		r.update()
	}
}

// Follow does what a line about the platform offers.
func (r *Result) Follow(i int) {
	if r.signed == nil || i >= len(r.signed.Facts) || r.signed.Facts[i].Label == "" {
		return
	}
	f := r.signed.Facts[i]
	r.values[f.Field] = f.Value
	r.sign()
}
