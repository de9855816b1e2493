package why

import (
	"slices"
	"time"

	"playtoken/core/diagnosis"
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
	text  string
	at    time.Time
	found *diagnosis.Case   // nil for a log
	said  diagnosis.Options // what was said beside it when the screen was left
	what  string            // the log that it is
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
	r.keep(pasted{text: r.text})
	r.follow()
}

// follow takes over what is found out of the text that is shown, and what is said beside it.
func (r *Recent) follow() {
	if r.found == nil || len(r.list) == 0 || r.list[0].text != r.text || r.list[0].what != "" {
		return
	}
	p := &r.list[0]
	p.found, p.said = r.found, r.options()
	p.said.Keys, p.said.Row = nil, true // they were tried
}

// readLog keeps a log that was pasted.
func (r *Recent) readLog(text, what string) {
	r.typing = false
	r.keep(pasted{text: text, what: what})
}

func (r *Recent) keep(p pasted) {
	kept := slices.DeleteFunc(r.list, func(other pasted) bool { return other.text == p.text })
	p.at = r.services.Now()
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

// ForgetAll forgets what was read in this session, and what could be undone.
func (p *Presenter) ForgetAll() {
	p.back = nil
	p.Recent.forget()
	p.update()
}
