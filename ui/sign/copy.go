package sign

import "playtoken/ui/look"

// CopyToken copies the token. done is called when the clipboard has it.
func (p *Presenter) CopyToken(done func()) {
	if p.signed != nil {
		p.copyToken("Token", p.signed.Token, done)
	}
}

// CopyURL copies one address.
func (p *Presenter) CopyURL(i int, done func()) {
	if p.signed != nil && i < len(p.signed.URLs) {
		u := p.signed.URLs[i]
		p.copyToken(u.Name+" URL", u.URL, done)
	}
}

// OpenURL hands one address to the system's browser or player.
func (p *Presenter) OpenURL(i int) {
	if p.signed != nil && i < len(p.signed.URLs) {
		p.services.Open(p.signed.URLs[i].URL)
	}
}

// ChooseSnippet shows another snippet.
func (p *Presenter) ChooseSnippet(i int) {
	p.snippet = i
	p.update()
}

// CopySnippet copies the chosen snippet, with the whole token in it.
func (p *Presenter) CopySnippet(done func()) {
	if p.signed != nil && p.snippet < len(p.signed.Snippets) {
		s := p.signed.Snippets[p.snippet]
		p.copyToken(s.Name, s.Text, done)
	}
}

// copyToken copies a token, alone or in what carries it.
func (p *Presenter) copyToken(what, text string, done func()) {
	p.services.CopyToken(text, func(note string) {
		if done != nil {
			done()
		}
		p.services.Toast(look.Copied(what, note))
	})
}
