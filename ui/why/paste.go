package why

import (
	"slices"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/verify"
	"playtoken/ui/async"
)

// Paste takes a text whole, from the clipboard or a dropped file. It may be a
// key: nothing of it is shown before it has been read.
func (p *Presenter) Paste(text string) {
	p.leaveRow()
	if text != p.text {
		p.Keys.age()
	}
	p.take(text, ofStream, false)
}

// Type takes the text of the entry as it is being changed.
func (p *Presenter) Type(text string) {
	if p.text != text {
		if text == "" { // another one is to come
			p.Keys.age()
		}
		p.text, p.editing = text, true
		p.leaveRow()
		p.take(text, ofStream, true)
	}
}

// leaveRow says that what is read comes from no row of the list. A list of the
// tokens of the text before is taken away.
func (p *Presenter) leaveRow() {
	p.log.opened = -1
	if p.log.pasted {
		p.closeLog()
	}
}

// Sample reads the sample token.
func (p *Presenter) Sample() { p.Paste(p.services.Sample) }

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
	names []string
	pick  int
	keys  []verify.Key // where keys were pasted in place of a token
}

// ofStream stands for the token that the stream is played with.
const ofStream = -1

// take reads a text off the window's thread: finding, decoding and verifying
// together, so that no half of the answer is ever shown. pick is which of its
// tokens is looked at.
func (p *Presenter) take(text string, pick int, editing bool) {
	p.testing.Drop()
	p.again = func() { p.take(text, pick, editing) }
	o, asked := p.options(), p.question()
	async.Run(&p.taking, func() taken {
		paste := extract.Read(text)
		if paste.HasKey {
			return taken{found: diagnosis.Case{Paste: paste}, keys: verify.ReadAll(givenHere, []byte(text), importer.Options{})}
		}
		if pick < len(paste.All) {
			o.Token = pick + 1
		}
		found := diagnosis.ReadPaste(paste, o)
		return taken{found: found, pick: found.Nth(), names: names(paste, o)}
	}, func(t taken) {
		p.again = nil
		p.testing.Drop() // of the token before
		p.text, p.editing, p.keyText = text, editing, secret.Bytes{}
		p.renew()
		p.accept(&t.found, t.pick, asked)
		p.names = t.names
		if p.found.Paste.HasKey { // not kept as text, and not shown
			p.text, p.editing = "", false
			p.Keys.take(t.keys, text)
		}
		p.editing = p.editing && p.canEdit() || text == ""
		p.update()
	})
}

// renew folds what was unfolded of the token before.
func (p *Presenter) renew() {
	p.mending.Drop()
	p.mend = mending{}
	p.all, p.allNotes, p.unfolded = false, false, map[cause.Code]bool{}
}

// ChooseToken reads another token of the text.
func (p *Presenter) ChooseToken(i int) {
	if p.log.pasted && p.found != nil && i >= 0 && i < len(p.found.Paste.All) {
		p.log.opened = slices.IndexFunc(p.log.places, func(row int) bool { return p.log.rows[row].Line == i+1 })
	}
	p.chooseToken(i)
}

// StepToken reads the next token of the text, or with -1 the one before.
func (p *Presenter) StepToken(by int) { p.ChooseToken(p.pick + by) }

func (p *Presenter) chooseToken(i int) {
	if p.found == nil || i < 0 || i >= len(p.found.Paste.All) || i == p.pick {
		return
	}
	p.all, p.allNotes, p.unfolded = false, false, map[cause.Code]bool{}
	p.CloseMended()
	p.reread(i, p.CloseMended)
}

// reread reads a token of the text anew: another one, or with other keys.
func (p *Presenter) reread(pick int, then func()) {
	if p.found == nil || p.found.Paste.HasKey {
		return
	}
	paste, o, asked := p.found.Paste, p.options(), p.question()
	o.Token = pick + 1
	async.Run(&p.testing, func() diagnosis.Case {
		return diagnosis.ReadPaste(paste, o)
	}, func(c diagnosis.Case) {
		p.accept(&c, pick, asked)
		p.update()
		then()
	})
}
