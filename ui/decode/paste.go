package decode

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"playtoken/core/diagnosis"
	"playtoken/core/intake"
	"playtoken/core/keys"
	"playtoken/core/proof"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/ui/background"
)

// Paste takes a text whole, from the clipboard or a dropped file. It may be a
// key: nothing of it is shown before it has been read.
func (p *Presenter) Paste(text string) { p.take(text, false) }

// Type takes the text of the entry as it is being changed.
func (p *Presenter) Type(text string) {
	if p.text != text {
		p.text, p.editing = text, true
		p.take(text, true)
	}
}

// Sample reads the sample token.
func (p *Presenter) Sample() { p.Paste(p.services.Sample) }

// Clear empties the screen at once. A key given here stays.
func (p *Presenter) Clear() {
	p.taking.Drop()
	p.testing.Drop()
	p.text, p.editing, p.keyText = "", true, secret.Bytes{}
	p.accept(nil)
	p.closeLog()
	p.options.reset()
	p.beside.Drop()
	p.compare, p.answer = comparing{}, answered{}
	p.update()
}

// mostEdited is how much text the entry takes; the toolkit's is slow above.
const mostEdited = 16 << 10

// Edit makes the pasted text editable.
func (p *Presenter) Edit() {
	if p.canEdit() {
		p.editing = true
		p.update()
	}
}

// canEdit reports whether the text may be shown as it is, and is short enough.
func (p *Presenter) canEdit() bool {
	return len(p.text) <= mostEdited && (p.found == nil || !p.found.Paste.HasKey && !p.found.Paste.KeyBeside)
}

type taken struct {
	found diagnosis.Case
	keys  []proof.Key // where keys were pasted in place of a token
}

// take reads a text off the window's thread: finding, decoding and verifying
// together, so that no half of the answer is ever shown.
func (p *Presenter) take(text string, editing bool) {
	p.testing.Drop()
	hand, keyring := p.hand(), p.keyring
	background.Run(&p.taking, func() taken {
		paste := intake.Read(text)
		if paste.HasKey {
			return taken{diagnosis.Case{Paste: paste}, proof.ReadAll(givenHere, []byte(text), keys.Options{})}
		}
		return taken{found: diagnosis.ReadPaste(paste, diagnosis.Options{Keys: hand})}
	}, func(t taken) {
		if keyring != p.keyring { // the keys changed meanwhile
			p.take(text, editing)
			return
		}
		p.testing.Drop() // of the token before
		p.text, p.editing, p.keyText = text, editing, secret.Bytes{}
		p.accept(&t.found)
		if p.found.Paste.HasKey { // not kept as text, and not shown
			p.text, p.editing = "", false
			p.takeKeys(t.keys, text)
		}
		p.editing = p.editing && p.canEdit() || text == ""
		p.update()
	})
}

// accept takes over what was found, nil for nothing. What was unfolded of the
// token before is folded.
func (p *Presenter) accept(c *diagnosis.Case) {
	p.mending.Drop()
	p.mend = mending{}
	p.found, p.pick, p.all, p.allNotes, p.unfolded = c, 0, false, false, map[string]bool{}
}

// ChooseToken reads another token of the text.
func (p *Presenter) ChooseToken(i int) {
	if p.found == nil || i < 0 || i >= len(p.found.Paste.All) || i == p.pick {
		return
	}
	p.all, p.allNotes, p.unfolded = false, false, map[string]bool{}
	p.CloseMended()
	p.reread(i, p.CloseMended)
}

// reread reads a token of the text anew: another one, or with other keys.
func (p *Presenter) reread(pick int, then func()) {
	if p.found == nil || p.found.Token == nil {
		return
	}
	paste, hand := p.found.Paste, p.hand()
	background.Run(&p.testing, func() diagnosis.Case {
		return diagnosis.ReadPaste(paste, diagnosis.Options{Keys: hand, Token: pick})
	}, func(c diagnosis.Case) {
		p.found, p.pick = &c, pick
		p.update()
		then()
	})
}

// pasted words the text around the token.
func (p *Presenter) pasted(s *State) {
	paste, t := p.found.Paste, p.found.Token
	before, after := paste.Before, paste.After
	if p.pick > 0 {
		whole := paste.Before + paste.Token + paste.After
		before, after = "", ""
		if i := strings.Index(whole, t.Text); i >= 0 {
			before, after = whole[:i], whole[i+len(t.Text):]
		}
	}
	s.Before, s.After = tail(before), excerpt(after)
	s.Parts = shownParts(t)
	s.What = paste.What
	if len(paste.All) > 1 {
		s.What = fmt.Sprintf("%s, %d tokens", paste.What, len(paste.All))
		s.Token = p.pick
		for i, f := range paste.All {
			s.Tokens = append(s.Tokens, fmt.Sprintf("%d  %s", i+1, place(f)))
		}
	}
}

// place says where a token stands, in a few words.
func place(f intake.Found) string {
	name := token.Excerpt(f.Name, 24)
	host := ""
	if f.URL != nil && f.URL.Host != "" {
		host = " of " + token.Excerpt(f.URL.Host, 32)
	}
	switch {
	case name != "" && f.Place == intake.Attribute:
		return "attribute " + name
	case name != "":
		return name + host
	case f.Place == intake.Path:
		return "in the path" + host
	case f.Place == intake.Unnamed || f.Place == intake.Query:
		return "in the query" + host
	case f.Place == intake.Header:
		return "in a header"
	}
	return "in the text"
}

// shownParts cuts a token where its colours change.
func shownParts(t *token.Token) (parts []string) {
	text := t.Text
	if t.Scheme != "" { // version and purpose of a PASETO are its header
		if head, rest, ok := strings.Cut(strings.TrimPrefix(text, t.Scheme), "."); ok && head == "" {
			parts, text = []string{token.Inert(t.Scheme)}, rest
		}
	}
	if t.Kind == token.SignedURL {
		return []string{token.Inert(text)}
	}
	for _, part := range strings.SplitN(text, ".", 4) {
		parts = append(parts, token.Inert(part))
	}
	return parts
}

// mostAround is how much of a text is shown, mostBefore how much of what stands
// before the token, in bytes: the token itself must be seen.
const mostAround, mostBefore = 400, 160

// excerpt is the beginning of a text, safe to show.
func excerpt(text string) string {
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return fmt.Sprintf("%d bytes of binary data", len(text))
	}
	if len(text) > mostAround {
		cut := mostAround
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		return oneLine(text[:cut]) + "…"
	}
	return oneLine(text)
}

// tail is the end of a text, safe to show: of what stands before a token, that is
// what matters.
func tail(text string) string {
	if len(text) <= mostBefore || !utf8.ValidString(text) {
		return excerpt(text)
	}
	cut := len(text) - mostBefore
	for cut < len(text) && !utf8.RuneStart(text[cut]) {
		cut++
	}
	return "…" + oneLine(text[cut:])
}

func oneLine(s string) string { return token.Inert(strings.Join(strings.Fields(s), " ")) }
