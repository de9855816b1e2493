package why

import (
	"context"
	"io"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/verify"
	"playtoken/ui/async"
	"playtoken/ui/prompt"
)

// Services is what the screen needs of the outside.
type Services struct {
	Now  func() time.Time
	Zone *time.Location
	Do   async.Do
	Copy func(text string, done func(note string))
	// CopyToken is Copy for a token; Copy where nil.
	CopyToken func(text string, done func(note string))
	Toast     func(text string)
	// Fail says what did not go, and Undoable what was taken away with a way to bring it
	// back until end is called; Toast where they are nil.
	Fail     func(text string)
	Undoable func(text string, undo func()) (end func())
	Sample   string // a token to try the screen with
	// Check takes a playable URL to the screen that asks for it.
	Check    func(playable string)
	ShowKeys func() // goes to the saved keys; nil where that cannot be
	// UseKey takes a key that was pasted here to the Sign screen.
	UseKey func(text []byte)
	// SignFor takes the ID that a token is missing for to the Sign screen. Without a platform it
	// is for the one that is chosen there.
	SignFor func(platform, id string)
	// SignAgain takes what makes a token again to the Sign screen, with the saved profile whose
	// key it is of, "" for none.
	SignAgain func(profile, platform string, s platform.Sought)
	// Open opens a URL in the system's browser or player.
	Open func(url string)
	// Keys are the saved keys as far as they are open; nil for none.
	Keys func() []verify.Key
	// Released is called when a token that was signed again here leaves the program, with the
	// key that signed it and its expiry, the zero time for none. nil for nothing.
	Released func(k *keys.Key, expires time.Time)
	// Locked reports whether the saved secrets are under lock, and Unlock asks for what opens
	// them; nil where nothing is locked.
	Locked func() bool
	Unlock func(passphrase string, answer func(problem string))
	Sealed func() bool // whether they want a passphrase
	// Signers are the saved keys that can sign, and OpenKey opens one by its profile;
	// nil for none.
	Signers func() []Signer
	OpenKey func(profile string, done func(*keys.Key, error))
	// Skew is how far two clocks may be apart; nil for not at all.
	Skew func() time.Duration
	// Ask puts what the importer asks about a key: its password. What a shared
	// secret leaves open is not asked, all its readings are tried.
	Ask prompt.Questions
	// OpenLog asks for a log file; nil where that cannot be. open is called off the
	// window's thread.
	OpenLog func(read func(name string, open func() (io.ReadCloser, error)))
	// SaveFile asks where to write a file, and writes it; nil where that cannot be.
	SaveFile func(name string, content []byte, done func(error))
}

// Presenter turns what a person does into states. Each panel has a presenter of its own;
// this one puts their states together, and passes on what one tells another. All methods
// are called on the window's thread.
type Presenter struct {
	*reading
	Paste     *Paste
	Verdict   *Verdict
	Structure *Structure
	Keys      *Keys
	Options   *Options
	Reissue   *Reissue
	Edit      *Edit
	Compare   *Compare
	Status    *Status
	Log       *Log
	Filter    *Filter
	Report    *Report
	Recent    *Recent
	Reply     *Reply

	show  func(State)
	state State
	texts int      // how many were taken
	back  []moment // to go back to, the latest last
	ended func()   // ends the offer to go back
}

// New makes the presenter and shows the empty screen.
func New(s Services, show func(State)) *Presenter {
	if s.Released == nil {
		s.Released = func(*keys.Key, time.Time) {}
	}
	if s.CopyToken == nil {
		s.CopyToken = s.Copy
	}
	if s.Fail == nil {
		s.Fail = s.Toast
	}
	if s.Undoable == nil {
		s.Undoable = func(text string, _ func()) func() {
			s.Toast(text)
			return func() {}
		}
	}
	if s.Keys == nil {
		s.Keys = func() []verify.Key { return nil }
	}
	if s.Signers == nil {
		s.Signers = func() []Signer { return nil }
	}
	if s.Locked == nil {
		s.Locked = func() bool { return false }
	}
	if s.Skew == nil {
		s.Skew = func() time.Duration { return 0 }
	}
	r := &reading{services: s}
	p := &Presenter{
		reading: r, show: show, ended: func() {},
		Paste:     &Paste{reading: r, editing: true, taking: r.latest(), testing: r.latest()},
		Verdict:   &Verdict{reading: r},
		Structure: &Structure{reading: r},
		Keys:      &Keys{reading: r, working: r.latest()},
		Options:   &Options{reading: r},
		Reissue:   &Reissue{reading: r, signing: r.latest()},
		Edit:      &Edit{reading: r},
		Compare:   &Compare{reading: r, working: r.latest()},
		Status:    &Status{reading: r},
		Log:       &Log{reading: r},
		Report:    &Report{reading: r},
		Recent:    &Recent{reading: r},
		Reply:     &Reply{reading: r},
	}
	p.Filter = &Filter{p.Log}
	r.update, r.readAgain = p.update, p.readAgain
	p.Paste.coming, p.Paste.chosen, p.Paste.keysPasted, p.Paste.renew = p.coming, p.Log.chosen, p.Keys.take, p.renew
	p.Log.choose, p.Log.whole = p.Paste.choose, p.Paste.Take
	p.Log.fetch = func(text func(context.Context) (string, error), pick int, failed func(error)) {
		p.fresh() // each line is of a customer of its own
		p.Paste.fetch(text, pick, failed)
	}
	p.Paste.isLog = func(text, what string) {
		p.Recent.readLog(text, what)
		p.Log.readText(text)
	}
	p.Verdict.typing = func() bool { return p.Paste.editing }
	p.Status.readLog = p.Log.Choose
	p.Paste.wasRead, p.Recent.take = p.Recent.read, p.Paste.Take
	p.Report.ofLog = func(mask bool) string {
		if l := p.Log.list; l == nil || l.alone {
			return ""
		}
		return p.Log.report(mask)
	}
	p.Keys.forgetting = func() { p.keep("Key", "forgotten") }
	p.Reissue.take, p.Reissue.fixed, p.Reissue.shut = p.Paste.Take, p.Edit.follow, p.Edit.close
	p.Reissue.kept, p.Reissue.dropped = p.Edit.kept, func(again func()) { p.keepMoment(moment{again: again}, "Changes", "closed") }
	p.Reply.replaced = func(again func()) { p.keepMoment(moment{again: again}, "Reply", "replaced") }
	p.Edit.begin, p.Edit.changed, p.Edit.broken = p.Reissue.edit, p.Reissue.edited, p.Reissue.broken
	p.update()
	return p
}

// State is what is shown now.
func (p *Presenter) State() State { return p.state }

// judge judges all that stands on the screen anew: by the clock, and by what is said beside the
// text. It is so quick that it is done on the window's thread. A panel that says what becomes of a
// token keeps what was found out of that, not what was said of it.
func (p *Presenter) judge() {
	if p.found != nil && !p.found.Paste.HasKey {
		p.found.Rejudge(p.options())
	}
	o := p.unasked()
	for _, c := range []*diagnosis.Case{p.Compare.other, p.Reissue.made.found} {
		if c != nil && !c.Paste.HasKey {
			c.Rejudge(o)
		}
	}
	o.Row = true // one of many
	for i := range p.Paste.every {
		p.Paste.every[i].Rejudge(o)
	}
	if p.Paste.again == nil { // else the text is that before
		p.Recent.follow()
	}
}

// update words the state anew and shows it.
func (p *Presenter) update() {
	p.judge()
	s := State{
		PasteState: p.Paste.shown(), VerdictState: p.Verdict.shown(), KeysState: p.Keys.shown(), Options: p.Options.shown(),
		Log: p.Log.shown(), CanLog: p.Log.can(), Mask: p.Report.mask, Texts: p.texts, Blank: p.blank(),
	}
	if s.Blank {
		s.RecentState = p.Recent.shown()
	}
	if s.Judged = p.judged(); s.Judged {
		s.Answered = p.Status.shown()
		s.Reply = p.Reply.shown(s.Answered.Open)
	}
	if s.Shown = p.shows() != nil; s.Shown {
		s.StructureState = p.Structure.shown()
	}
	if s.Read = p.token() != nil; s.Read {
		s.Mended, s.CanEdit, s.Edit = p.Reissue.shown(), p.Reissue.can(), p.Edit.state
		s.Compared = p.Compare.shown()
	}
	p.state = s
	p.show(s)
}

// readAgain reads anew what is shown, and what is being taken.
func (p *Presenter) readAgain() {
	p.update()
	if p.Paste.again != nil {
		p.Paste.again()
	}
	p.Paste.reread(p.pick, p.Reissue.signAgain)
	p.Compare.reread()
}

// coming makes room for a text, which is of no row of the log.
func (p *Presenter) coming(another bool) {
	if another {
		p.keep("Paste", "replaced")
		p.fresh()
		p.texts++
	}
	p.Log.leave()
}

// Reading reports whether a text is being read: what is on the screen is of the one before.
func (p *Presenter) Reading() bool { return p.Paste.again != nil }

// blank reports whether the screen is empty.
func (p *Presenter) blank() bool {
	return p.empty() && p.Log.list == nil && p.Paste.again == nil
}

// Clear empties the screen at once, and forgets a key given here: it was for that text.
func (p *Presenter) Clear() {
	p.keep("Paste", "cleared")
	p.clear()
}

// Escape closes what was opened last, else it clears the screen.
func (p *Presenter) Escape() {
	if !p.closePanel() {
		p.Clear()
	}
}

// closePanel closes what a person opened beside the text, one panel at a time, and reports
// whether there was one.
func (p *Presenter) closePanel() bool {
	switch s := p.state; {
	case s.Log.Working: // what was read until then stays
		p.Log.Stop()
	case inList(s) && s.Log.Pasted:
		p.Log.Close()
	case !s.Judged || inList(s): // none is shown
		return false
	case s.Mended.Open:
		p.Reissue.Close()
	case s.Compared.Open:
		p.Compare.Toggle()
	case p.Status.answer.open:
		p.Status.Toggle()
	case s.Options.Open:
		p.Options.Toggle()
	default:
		return false
	}
	return true
}

func (p *Presenter) clear() {
	p.Paste.clear()
	p.Log.close()
	p.fresh()
	p.texts++
	p.Keys.forget()
}

// UseKey takes a key that was pasted in place of a token to the Sign screen.
func (p *Presenter) UseKey() {
	if !p.keyText.IsZero() {
		text := p.keyText.Reveal()
		p.Clear()
		p.services.UseKey(text)
	}
}

// SignForID takes an ID that was pasted alone to the Sign screen.
func (p *Presenter) SignForID() {
	if p.found != nil && p.found.Paste.ID != "" && p.services.SignFor != nil {
		p.services.SignFor("", p.found.Paste.ID)
	}
}

// Tick moves the clock on.
func (p *Presenter) Tick() {
	if p.judged() || p.state.Blank && len(p.state.Recent) > 0 {
		p.update()
	}
}
