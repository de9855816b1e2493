package sign

import (
	"net/url"
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
	chosen [2]string // their names, by group
	group  int       // the one that was chosen
	fixed  bool      // code has the times of this token, not that of when it runs
}

// SnippetsState is what the panel shows.
type SnippetsState struct {
	Groups   []string // of snippets, none where all stand side by side
	Group    int
	Snippets []string // of the chosen group
	Many     bool     // whether they are too many to stand side by side
	Snippet  int
	Code     string   // the chosen snippet as shown, the token shortened
	Language string   // of the code: its name among the snippets
	Times    []string // whose times the code has, to choose from; none where it has none
	Time     int
	CodeHint string // stands in the place of the code while there is none
	Awaited  bool   // further snippets wait for what the URLs wait for
}

// Groups of snippets, for platforms with more than stand side by side.
const (
	withToken = iota // they carry the token
	inCode           // they make one
)

var (
	groupNames = []string{"In a player", "In code"}
	timeNames  = []string{"Live time", "These times"}
)

// sideBySide is how many snippets are offered without groups.
const sideBySide = 5

// list are the snippets of the chosen group, the groups if there are any, and
// which snippet and group are chosen.
func (s *Snippets) list(signed *platform.Signed) (list []platform.Snippet, groups []string, group, at int) {
	if signed == nil {
		return nil, nil, 0, 0
	}
	waits, _ := s.waitsFor()
	var both [2][]platform.Snippet
	for _, one := range signed.Snippets() {
		of := s.groupOf(signed, one)
		if waits != "" && (of == withToken || namesHost(signed, one)) {
			continue
		}
		both[of] = append(both[of], one)
	}
	list, group = append(both[withToken], both[inCode]...), s.group
	if len(both[group]) == 0 {
		group = 1 - group
	}
	if len(list) > sideBySide && len(both[withToken]) > 0 && len(both[inCode]) > 0 {
		list, groups = both[group], groupNames
	}
	named := func(one platform.Snippet) bool { return one.Name == s.chosen[group] }
	return list, groups, group, max(0, slices.IndexFunc(list, named))
}

// groupOf is the group of a snippet.
func (s *Snippets) groupOf(signed *platform.Signed, one platform.Snippet) int {
	if carriesToken(signed, one) {
		return withToken
	}
	return inCode
}

// namesHost reports whether a host of the URLs stands in a snippet, which may be another one.
func namesHost(s *platform.Signed, one platform.Snippet) bool {
	return slices.ContainsFunc(s.URLs(), func(u platform.URL) bool {
		at, err := url.Parse(u.URL)
		return err != nil || strings.Contains(one.Text+one.Live, at.Host)
	})
}

// carriesToken reports whether one of the tokens stands in a snippet.
func carriesToken(s *platform.Signed, one platform.Snippet) bool {
	return slices.ContainsFunc(s.Tokens, func(t platform.NamedToken) bool { return strings.Contains(one.Text, t.Text) })
}

// ChooseGroup shows the snippets of a group, also of those to come.
func (s *Snippets) ChooseGroup(group int) {
	s.group = group
	s.update()
}

// Choose shows another snippet of the group.
func (s *Snippets) Choose(i int) {
	signed, _ := s.showing()
	if list, _, _, _ := s.list(signed); i < len(list) {
		s.group = s.groupOf(signed, list[i])
		s.chosen[s.group] = list[i].Name
		s.update()
	}
}

// ChooseTime says whether code has the time of when it runs, or the times of this token.
func (s *Snippets) ChooseTime(i int) {
	s.fixed = i == 1
	s.update()
}

// text is a snippet with the times that were chosen.
func (s *Snippets) text(one platform.Snippet) string {
	if one.Live != "" && !s.fixed {
		return one.Live
	}
	return one.Text
}

// Copy copies the chosen snippet, with the whole token in it.
func (s *Snippets) Copy(done func()) {
	list, _, _, at := s.list(s.signed)
	switch {
	case at >= len(list):
	case carriesToken(s.signed, list[at]):
		s.release()
		s.copyToken(list[at].Name, list[at].Text, done)
	default:
		viewmodel.Copy(s.services.Copy, s.text(list[at]), list[at].Name, s.services.Toast, done)
	}
}

// shown words the snippets.
func (s *Snippets) shown() (w SnippetsState) {
	signed, _ := s.showing()
	w.CodeHint = "Code and texts to put it to use appear here."
	if label, _ := s.waitsFor(); label != "" {
		w.CodeHint, w.Awaited = "They wait for “"+label+"”, as the URLs do.", true
	}
	var list []platform.Snippet
	list, w.Groups, w.Group, w.Snippet = s.list(signed)
	w.Many = len(w.Groups) > 0 || len(list) > sideBySide
	for _, one := range list {
		w.Snippets = append(w.Snippets, one.Name)
	}
	if w.Snippet >= len(list) {
		return w
	}
	one := list[w.Snippet]
	w.Code, w.Language = s.text(one), one.Name
	if one.Live != "" {
		w.Times, w.Time = timeNames, viewmodel.Either(s.fixed, 1, 0)
	}
	for _, t := range signed.Tokens {
		w.Code = strings.ReplaceAll(w.Code, t.Text, shortened(formats.Decode(t.Text)))
	}
	w.Code = s.veiled(w.Code)
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
