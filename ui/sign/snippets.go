package sign

import (
	"slices"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/ui/viewmodel"
)

// Snippets are ready-made texts with a token in them, or that make one.
type Snippets struct {
	*making
	chosen string // its name
}

// SnippetsState is what the panel shows.
type SnippetsState struct {
	Groups   []string // of snippets, none where all stand side by side
	Group    int
	Snippets []string // of the chosen group
	Many     bool     // whether they are too many to stand side by side
	Snippet  int
	Code     string // the chosen snippet as shown, the token shortened
}

// Groups of snippets, for platforms with more than stand side by side.
const (
	withToken = iota // they carry the token
	inCode           // they make one
)

var groupNames = []string{"In a player", "In code"}

// sideBySide is how many snippets are offered without groups.
const sideBySide = 5

// list are the snippets of the chosen group, the groups if there are any, and
// which snippet and group are chosen.
func (s *Snippets) list() (list []platform.Snippet, groups []string, group, at int) {
	var both [2][]platform.Snippet
	list = s.signed.Snippets()
	for _, one := range list {
		of := inCode
		if s.carriesToken(one) {
			of = withToken
		}
		both[of] = append(both[of], one)
		if one.Name == s.chosen {
			group = of
		}
	}
	if len(list) > sideBySide && len(both[withToken]) > 0 && len(both[inCode]) > 0 {
		list, groups = both[group], groupNames
	}
	named := func(one platform.Snippet) bool { return one.Name == s.chosen }
	return list, groups, group, max(0, slices.IndexFunc(list, named))
}

// carriesToken reports whether one of the tokens stands in a snippet.
func (s *Snippets) carriesToken(one platform.Snippet) bool {
	return slices.ContainsFunc(s.signed.Tokens, func(t platform.NamedToken) bool { return strings.Contains(one.Text, t.Text) })
}

// ChooseGroup shows the first snippet of a group.
func (s *Snippets) ChooseGroup(group int) {
	if s.signed == nil {
		return
	}
	list := s.signed.Snippets()
	if i := slices.IndexFunc(list, func(one platform.Snippet) bool { return s.carriesToken(one) == (group == withToken) }); i >= 0 {
		s.chosen = list[i].Name
	}
	s.update()
}

// Choose shows another snippet of the group.
func (s *Snippets) Choose(i int) {
	if s.signed == nil {
		return
	}
	if list, _, _, _ := s.list(); i < len(list) {
		s.chosen = list[i].Name
		s.update()
	}
}

// Copy copies the chosen snippet, with the whole token in it.
func (s *Snippets) Copy(done func()) {
	if s.signed == nil {
		return
	}
	list, _, _, at := s.list()
	switch {
	case at >= len(list):
	case s.carriesToken(list[at]):
		s.release()
		s.copyToken(list[at].Name, list[at].Text, done)
	default:
		viewmodel.Copy(s.services.Copy, list[at].Text, list[at].Name, s.services.Toast, done)
	}
}

// shown words the snippets.
func (s *Snippets) shown() (w SnippetsState) {
	if s.signed == nil {
		return w
	}
	var list []platform.Snippet
	list, w.Groups, w.Group, w.Snippet = s.list()
	w.Many = len(w.Groups) > 0 || len(list) > sideBySide
	for _, one := range list {
		w.Snippets = append(w.Snippets, one.Name)
	}
	if w.Snippet < len(list) {
		w.Code = list[w.Snippet].Text
		for _, t := range s.signed.Tokens {
			w.Code = strings.ReplaceAll(w.Code, t.Text, shortened(formats.Decode(t.Text)))
		}
	}
	return w
}

// shortened is enough of a token to know it again: the header of a JWT, of
// anything else its beginning.
func shortened(t *token.Token) string {
	parts := t.Pieces()
	first := parts[0].Text
	switch {
	case strings.HasPrefix(first, "http"):
		return begin(first, 60)
	case t.Scheme != "":
		return first + "." + begin(parts[1].Text, 12)
	case len(parts) > 1:
		return begin(first, 40)
	}
	return begin(first, 20)
}

func begin(text string, n int) string {
	if r := []rune(text); len(r) > n {
		text = string(r[:n])
	}
	return text + "…"
}
