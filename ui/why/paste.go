package why

import (
	"context"
	"strings"
	"unicode/utf8"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/verify"
	"playtoken/ui/async"
)

// Paste is the text, and which of its tokens is read.
type Paste struct {
	*reading
	editing bool
	names   []string         // of the tokens of the text, to choose from; nil where there are too many
	every   []diagnosis.Case // each of them, nil where there is one alone, or too many
	again   func()           // begins anew what is being taken, nil for nothing
	taking  async.Latest
	testing async.Latest

	// What it tells the other panels.
	coming     func(another bool)         // a text is being taken; another one than before
	keysPasted func([]verify.Key, string) // keys were pasted in place of a token
	chosen     func(i int)                // a person chose a token of the text
	renew      func()                     // another token is read than before
	wasRead    func(typed bool)           // a text was read to its end
	isLog      func(text, what string)    // a text is a log, each request of which is to be judged
}

// PasteState is the text as it is shown.
type PasteState struct {
	// Before, Parts and After are the pasted text with the token in its middle.
	Before string
	Parts  []string
	After  string
	Blanks [2]bool // before and behind the token stands a blank, a tab or a line end
	What   string  // "cURL command, 1 token"
	// TimeRead and StatusRead are what was read in it beside the token, as they stand there;
	// "" for none.
	TimeRead, StatusRead string
	// Of is how many tokens the text has, where there are several; Token is the one
	// that is shown. Tokens are their names to choose from, nil for too many to list.
	Tokens    []string
	Token, Of int
	Every     int // requests of a log, else tokens, that can all be judged; 0 for few
	// Text is what the entry holds while Editing. Hidden says that the text has a
	// key in it.
	Text    string
	Editing bool
	Hidden  bool
}

// Take takes a text whole, from the clipboard or a dropped file. It may be a
// key: nothing of it is shown before it has been read.
func (p *Paste) Take(text string) {
	p.coming(text != p.text)
	p.take(text, false)
}

// Type takes the text of the entry as it is being changed.
func (p *Paste) Type(text string) {
	if p.text != text {
		p.coming(replaces(text, p.text))
		p.text, p.editing = text, true
		p.take(text, true)
	}
}

// replaces reports whether an edit leaves nothing of the text before: it was taken away, or
// typed over.
func replaces(text, before string) bool {
	return text == "" || utf8.RuneCountInString(text) == 1 && utf8.RuneCountInString(before) > 2
}

// Sample reads the sample token.
func (p *Paste) Sample() { p.Take(p.services.Sample) }

// mostEdited is how much text the entry takes; the toolkit's is slow above.
const mostEdited = 16 << 10

// Edit makes the pasted text editable.
func (p *Paste) Edit() {
	if p.canEdit() {
		p.editing = true
		p.update()
	}
}

// canEdit reports whether the text may be shown as it is, and is short enough.
func (p *Paste) canEdit() bool {
	return len(p.text) <= mostEdited && (p.found == nil || !p.found.Paste.HasKey && !p.found.Paste.KeyBeside)
}

// Copy copies the token, freed of what stood around it.
func (p *Paste) Copy(done func()) {
	if t := p.token(); t != nil {
		p.copyToken("Token", t.Text, done)
	}
}

// CopyShown copies a selected part of what is shown. Where its middle is left out, the text
// is copied whole: a token with an ellipsis in it is none.
func (p *Paste) CopyShown(part string) {
	if strings.Contains(part, "…") && p.found != nil && p.canEdit() {
		part = p.text
	}
	p.copyToken("Text", part, nil)
}

// clear forgets the text.
func (p *Paste) clear() {
	p.taking.Drop()
	p.testing.Drop()
	p.text, p.editing, p.keyText, p.again = "", true, secret.Bytes{}, nil
	p.renew()
	p.found, p.pick, p.names, p.every = nil, 0, nil, nil
}

// source is a text that is taken.
type source struct {
	text    func(context.Context) (string, error) // finds it, off the window's thread
	failed  func(error)                           // tells why it was not found
	pick    int                                   // which of its tokens is looked at
	editing bool
	then    func() // is called once it is read; nil for nothing
}

// taken is what was found of a text.
type taken struct {
	text  string
	err   error
	found diagnosis.Case
	names []string
	every []diagnosis.Case
	keys  []verify.Key // where keys were pasted in place of a token
	log   string       // what it is where that is a log, "" else: no one token of it is read
}

// ofStream stands for the token that the stream is played with.
const ofStream = -1

// take takes a text that is at hand.
func (p *Paste) take(text string, editing bool) {
	p.testing.Drop()
	p.read(source{text: func(context.Context) (string, error) { return text, nil }, pick: ofStream, editing: editing})
}

// restore takes a text as it was. then is called once it is read.
func (p *Paste) restore(text string, pick int, editing bool, then func()) {
	p.text = text
	p.read(source{text: func(context.Context) (string, error) { return text, nil }, pick: pick, editing: editing, then: then})
}

// fetch takes one token of a text that has to be found first.
func (p *Paste) fetch(text func(context.Context) (string, error), pick int, failed func(error)) {
	p.read(source{text: text, failed: failed, pick: pick})
}

// read reads a text off the window's thread: finding, decoding and verifying together,
// so that no half of the answer is ever shown.
func (p *Paste) read(from source) {
	p.again = func() { p.read(from) }
	o := p.options()
	async.RunContext(&p.taking, func(ctx context.Context) (t taken) {
		if t.text, t.err = from.text(ctx); t.err != nil {
			return t
		}
		paste := extract.Read(t.text)
		if !paste.HasKey && paste.IsSecret(t.text) { // any piece of it is worth hiding
			paste = extract.Paste{Is: extract.Key, HasKey: true, Refusal: paste.Refusal}
		}
		if paste.HasKey {
			t.found, t.keys = diagnosis.Case{Paste: paste}, verify.ReadAll(givenHere, []byte(t.text), importer.Options{})
			return t
		}
		if from.pick == ofStream && !from.editing && paste.IsLog() {
			t.log = paste.What
			return t
		}
		if from.pick < len(paste.All) {
			o.Token = from.pick + 1
		}
		t.found, t.names, t.every = diagnosis.Recognise(paste, o), names(paste, o), each(paste, o)
		return t
	}, func(t taken) {
		p.again = nil
		if t.err != nil {
			from.failed(t.err)
			return
		}
		p.testing.Drop() // of the token before
		if t.log != "" {
			p.clear()
			p.isLog(t.text, t.log)
			return
		}
		p.text, p.editing, p.keyText = t.text, from.editing, secret.Bytes{}
		p.renew()
		p.found, p.pick, p.names, p.every = &t.found, t.found.Nth(), t.names, t.every
		if t.found.Paste.HasKey { // not kept as text, and not shown
			p.text, p.editing = "", false
			p.keysPasted(t.keys, t.text)
		}
		p.editing = p.editing && p.canEdit() || t.text == ""
		if from.then != nil {
			from.then()
		}
		p.update()
		p.wasRead(from.editing)
	})
}

// Choose reads another token of the text.
func (p *Paste) Choose(i int) {
	p.chosen(i)
	p.choose(i)
}

// Step reads the next token of the text, or with -1 the one before.
func (p *Paste) Step(by int) { p.Choose(p.pick + by) }

func (p *Paste) choose(i int) {
	if p.found == nil || i < 0 || i >= len(p.found.Paste.All) || i == p.pick {
		return
	}
	p.renew()
	p.update()
	p.reread(i, p.renew)
}

// reread reads a token of the text anew: another one, or with other keys.
func (p *Paste) reread(pick int, then func()) {
	if p.found == nil || p.found.Paste.HasKey {
		return
	}
	paste, o := p.found.Paste, p.options()
	o.Token = pick + 1
	async.Run(&p.testing, func() taken {
		return taken{found: diagnosis.Recognise(paste, o), every: each(paste, o)}
	}, func(t taken) {
		p.found, p.pick, p.every = &t.found, pick, t.every
		then()
		p.update()
	})
}
