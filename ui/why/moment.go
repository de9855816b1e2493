package why

import (
	"slices"

	"playtoken/core/cause"
	"playtoken/core/reissue"
	"playtoken/core/secret"
	"playtoken/core/verify"
	"playtoken/ui/viewmodel"
)

// fresh takes away what a person said and opened of the text before: the next one is another
// customer's. The keys that were given are left, to be tried; see [Keys.age]. So is what is of
// no customer: the file of the log, what reports leave out, the keys that are saved and that
// of the Sign screen.
func (p *Presenter) fresh() {
	p.Options.close()
	p.Compare.close()
	p.Status.answer = answer{}
	p.Reply.close()
	p.renew()
	p.Keys.age()
}

// renew closes what was opened of the token before, which may be of the same text.
func (p *Presenter) renew() {
	p.Reissue.close()
	p.Structure.all = false
	p.Verdict.fold()
}

// moment is all of the screen that a person gave it, to go back to: the text, what [Presenter.fresh]
// takes away of it, and the log.
type moment struct {
	text    string
	pick    int
	editing bool

	beside   beside
	options  Options
	compared compared
	answer   answer
	reply    Reply
	fix      fix
	edit     EditState
	opened   reissue.Draft // in the fields
	whole    [2]bool       // all claims, and all notes, are shown
	unfolded map[cause.Code]bool

	given  []verify.Key
	card   viewmodel.Key
	closed secret.Bytes

	list  *verdicts
	row   int // of the list, -1 for none
	alone bool

	again func() // brings back what was taken off a panel, and nothing else; nil for the screen
	what  string // is brought back: "Paste"
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
		text: p.text, pick: p.pick, editing: p.Paste.editing,
		beside: p.beside, options: *p.Options, compared: p.Compare.compared, answer: p.Status.answer, reply: *p.Reply,
		fix: p.Reissue.fix, edit: p.Edit.state, opened: p.Edit.before, whole: [2]bool{p.Structure.all, p.Verdict.all}, unfolded: p.Verdict.unfolded,
		given: p.given, card: p.Keys.card, closed: p.Keys.closed, row: -1,
	}
	if l := p.Log.list; l != nil && !l.working {
		m.list, m.alone = l, l.alone
		if l.opened >= 0 {
			m.row = l.list.Places[l.opened]
		}
	}
	return m
}

// keep remembers the screen before something of it is taken away, and offers to bring
// that back: what it is, and what becomes of it.
func (p *Presenter) keep(what, gone string) {
	p.Recent.left()
	p.keepMoment(p.moment(), what, gone)
}

func (p *Presenter) keepMoment(m moment, what, gone string) {
	p.EndOffer() // it is of what was there before
	if m.empty() {
		return
	}
	m.what = what
	p.back = append(p.back, m)
	if n := len(p.back); n > mostUndone {
		p.back = p.back[n-mostUndone:]
	}
	p.ended = p.services.Undoable(what+" "+gone, p.Undo)
}

// EndOffer ends the offer to bring back what was taken away last. Undo goes on bringing it back.
func (p *Presenter) EndOffer() { p.ended() }

// Undo brings back what was cleared, replaced or forgotten last.
func (p *Presenter) Undo() {
	n := len(p.back)
	if n == 0 {
		return
	}
	m := p.back[n-1]
	p.back = p.back[:n-1]
	p.EndOffer()
	p.services.Toast(m.what + " brought back")
	if m.again != nil {
		m.again()
		return
	}
	p.clear()
	p.beside, *p.Options = m.beside, m.options
	p.Compare.compared, p.Status.answer, *p.Reply = m.compared, m.answer, m.reply
	p.given, p.Keys.card, p.Keys.closed = m.given, m.card, m.closed
	if p.Log.list = m.list; m.list != nil {
		m.list.alone, m.list.opened = m.alone, slices.Index(m.list.list.Places, m.row)
	}
	if m.text == "" {
		p.update()
		return
	}
	p.Paste.restore(m.text, m.pick, m.editing, func() {
		p.Structure.all, p.Verdict.all, p.Verdict.unfolded = m.whole[0], m.whole[1], m.unfolded
		p.Reissue.fix, p.Edit.state, p.Edit.before = m.fix, m.edit, m.opened
		if p.Edit.state.Open {
			p.Edit.read()
		} else {
			p.Reissue.signAgain()
		}
	})
}
