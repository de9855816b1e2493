package sign

import (
	"slices"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// CopyToken copies the token that is shown. done is called when the clipboard has it.
func (p *Presenter) CopyToken(done func()) {
	if p.signed == nil {
		return
	}
	list, chosen := p.tokens()
	what := "Token"
	if len(list) > 1 {
		what = words.UpperFirst(tokenLabel(list[chosen])) + " token"
	}
	p.release()
	p.copyToken(what, list[chosen].Text, done)
}

// release tells that what is signed leaves the program.
func (p *Presenter) release() {
	if p.signer != nil {
		p.services.Released(p.signer, p.signed.Expires)
	}
}

// tokens are the tokens that differ, and which of them is shown.
func (p *Presenter) tokens() (list []platform.NamedToken, chosen int) {
	for _, t := range p.signed.Tokens {
		same := func(other platform.NamedToken) bool { return other.Text == t.Text }
		if slices.ContainsFunc(list, same) {
			continue
		}
		if t.Name == p.token {
			chosen = len(list)
		}
		list = append(list, t)
	}
	return list, chosen
}

// tokenLabel is what a token is called beside others: "thumbnail".
func tokenLabel(t platform.NamedToken) string { return strings.TrimSuffix(t.Name, "-token") }

// ChooseToken shows another of several tokens.
func (p *Presenter) ChooseToken(i int) {
	if p.signed == nil {
		return
	}
	if list, _ := p.tokens(); i >= 0 && i < len(list) {
		p.token = list[i].Name
		p.update()
	}
}

// url is one of the addresses, nil where there is none.
func (p *Presenter) url(i int) *platform.URL {
	if p.signed == nil {
		return nil
	}
	list := p.signed.URLs()
	if i < 0 || i >= len(list) {
		return nil
	}
	return &list[i]
}

// CopyURL copies one address.
func (p *Presenter) CopyURL(i int, done func()) {
	if u := p.url(i); u != nil {
		p.release()
		p.copyToken(urlName(u), u.URL, done)
	}
}

// urlName is what an address is called by itself.
func urlName(u *platform.URL) string { return u.Name + " URL" }

// OpenURL hands one address to the system's browser or player.
func (p *Presenter) OpenURL(i int) {
	if u := p.url(i); u != nil {
		p.release()
		p.services.Open(u.URL)
	}
}

// URL is one address whole, to be shown as a code, with what it is called; "" for none.
func (p *Presenter) URL(i int) (name, url string) {
	if u := p.url(i); u != nil {
		p.release()
		return urlName(u), u.URL
	}
	return "", ""
}

// Groups of snippets, for platforms with more than stand side by side.
const (
	withToken = iota // they carry the token
	inCode           // they make one
)

var groupNames = []string{"In a player", "In code"}

// sideBySide is how many snippets are offered without groups.
const sideBySide = 5

// snippets are the snippets of the chosen group, the groups if there are any, and
// which snippet and group are chosen.
func (p *Presenter) snippets() (list []platform.Snippet, groups []string, group, chosen int) {
	var both [2][]platform.Snippet
	of := func(s platform.Snippet) int {
		if p.carriesToken(s) {
			return withToken
		}
		return inCode
	}
	for _, s := range p.signed.Snippets() {
		both[of(s)] = append(both[of(s)], s)
		if s.Name == p.snippet {
			group = of(s)
		}
	}
	list = p.signed.Snippets()
	if len(list) > sideBySide && len(both[withToken]) > 0 && len(both[inCode]) > 0 {
		list, groups = both[group], groupNames
	}
	named := func(s platform.Snippet) bool { return s.Name == p.snippet }
	return list, groups, group, max(0, slices.IndexFunc(list, named))
}

// carriesToken reports whether one of the tokens stands in a snippet.
func (p *Presenter) carriesToken(s platform.Snippet) bool {
	return slices.ContainsFunc(p.signed.Tokens, func(t platform.NamedToken) bool { return strings.Contains(s.Text, t.Text) })
}

// ChooseGroup shows the first snippet of a group.
func (p *Presenter) ChooseGroup(group int) {
	if p.signed == nil {
		return
	}
	for _, s := range p.signed.Snippets() {
		if p.carriesToken(s) == (group == withToken) {
			p.snippet = s.Name
			break
		}
	}
	p.update()
}

// ChooseSnippet shows another snippet of the group.
func (p *Presenter) ChooseSnippet(i int) {
	if p.signed == nil {
		return
	}
	if list, _, _, _ := p.snippets(); i < len(list) {
		p.snippet = list[i].Name
		p.update()
	}
}

// CopySnippet copies the chosen snippet, with the whole token in it.
func (p *Presenter) CopySnippet(done func()) {
	if p.signed == nil {
		return
	}
	list, _, _, chosen := p.snippets()
	if chosen >= len(list) {
		return
	}
	s := list[chosen]
	if p.carriesToken(s) {
		p.release()
		p.copyToken(s.Name, s.Text, done)
	} else {
		p.copyBy(p.services.Copy, s.Name, s.Text, done)
	}
}

// copyToken copies a token, alone or in what carries it.
func (p *Presenter) copyToken(what, text string, done func()) {
	p.copyBy(p.services.CopyToken, what, text, done)
}

func (p *Presenter) copyBy(clipboard func(string, func(string)), what, text string, done func()) {
	clipboard(text, func(note string) {
		if done != nil {
			done()
		}
		p.services.Toast(viewmodel.Copied(what, note))
	})
}
