package why

import (
	"time"

	"playtoken/core/verify"
	"playtoken/ui/viewmodel"
)

// Recent is what was read in this session. It is in memory alone: choosing one reads it
// again.
type Recent struct {
	*reading
	list   []pasted // the latest first
	typing bool     // the first one is still being typed
	take   func(text string)
}

// RecentState is the list.
type RecentState struct{ Recent []RecentRow }

// RecentRow is a text that was read, without its token's signature.
type RecentRow struct {
	Mood              viewmodel.Mood
	Title, Kind, Text string
	When              string
}

// pasted is a text as it was read.
type pasted struct {
	text string
	at   time.Time
	row  RecentRow
}

// mostRecent is how many texts are kept.
const mostRecent = 20

// read keeps a text in which something was found. One that is being typed is one text,
// however often it is read. A key is not kept.
func (r *Recent) read(typed bool) {
	c := r.found
	if c == nil || c.Paste.HasKey || c.Paste.KeyBeside || !c.Answered() || r.text == "" {
		return
	}
	if r.typing && typed && len(r.list) > 0 {
		r.list = r.list[1:]
	}
	r.typing = typed
	r.keep(r.text, recentRow(c))
}

// readLog keeps a log that was pasted.
func (r *Recent) readLog(text, what string) {
	r.typing = false
	r.keep(text, RecentRow{Title: pastedLog, Kind: kind(what), Text: what})
}

func (r *Recent) keep(text string, row RecentRow) {
	kept := r.list[:0]
	for _, p := range r.list {
		if p.text != text {
			kept = append(kept, p)
		}
	}
	p := pasted{text: text, at: r.services.Now(), row: row}
	r.list = append([]pasted{p}, kept[:min(len(kept), mostRecent-1)]...)
}

// left says that what is being typed is a text of its own.
func (r *Recent) left() { r.typing = false }

// Rows are the rows of the list, the latest first.
func (r *Recent) Rows() []RecentRow { return r.shown().Recent }

// Choose reads one again.
func (r *Recent) Choose(i int) {
	if i >= 0 && i < len(r.list) {
		r.take(r.list[i].text)
	}
}

// forget forgets them all.
func (r *Recent) forget() { r.list, r.typing = nil, false }

// moment is all of the screen that a person gave it, to go back to.
type moment struct {
	text    string
	pick    int
	editing bool
	beside  beside
	options Options
	answer  answer
	given   []verify.Key
	card    viewmodel.Key
	list    *verdicts
	again   func() // brings back what was taken off a panel, and nothing else; nil for the screen
}

// mostUndone is how many steps back there are.
const mostUndone = 10

// empty reports whether there is nothing to go back to.
func (m moment) empty() bool {
	return m.again == nil && m.text == "" && len(m.given) == 0 && m.list == nil
}

// moment is the screen as it is now. A list that is still being made is not kept.
func (p *Presenter) moment() moment {
	m := moment{
		text: p.text, pick: p.pick, editing: p.Paste.editing, beside: p.beside, options: *p.Options, answer: p.Status.answer,
		given: p.given, card: p.Keys.card,
	}
	if l := p.Log.list; l != nil && !l.working {
		m.list = l
	}
	return m
}

// keep remembers the screen before something of it is taken away, and offers to bring
// that back.
func (p *Presenter) keep(said string) {
	p.Recent.left()
	p.keepMoment(p.moment(), said)
}

func (p *Presenter) keepMoment(m moment, said string) {
	if m.empty() {
		return
	}
	p.back = append(p.back, m)
	if n := len(p.back); n > mostUndone {
		p.back = p.back[n-mostUndone:]
	}
	p.services.Undoable(said, p.Undo)
}

// Undo brings back what was cleared, replaced or forgotten last.
func (p *Presenter) Undo() {
	n := len(p.back)
	if n == 0 {
		return
	}
	m := p.back[n-1]
	p.back = p.back[:n-1]
	if m.again != nil {
		m.again()
		return
	}
	p.clear()
	p.beside = m.beside
	p.Options.asOf, p.Options.length, p.Options.id = m.options.asOf, m.options.length, m.options.id
	p.Options.asOfErr, p.Options.lengthErr = m.options.asOfErr, m.options.lengthErr
	p.Status.answer = m.answer
	p.given, p.Keys.card = m.given, m.card
	p.Log.list = m.list
	if m.text == "" {
		p.update()
		return
	}
	p.Paste.restore(m.text, m.pick, m.editing)
}

// ForgetAll forgets what was read in this session, and what could be undone.
func (p *Presenter) ForgetAll() {
	p.back = nil
	p.Recent.forget()
	p.update()
}

// Locked forgets all that was read: the secrets were locked.
func (p *Presenter) Locked() { p.ForgetAll() }
