package sign

import (
	"slices"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/words"
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
