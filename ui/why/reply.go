package why

import (
	"cmp"
	"strconv"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/reply"
	"playtoken/core/logline"
	"playtoken/core/token"
)

// Reply is the answer to the customer, which can be changed before it is sent.
type Reply struct {
	*reading
	typed  string // as it was changed, "" for the one that is proposed
	of     string // the proposal that was changed
	detail bool   // address, key and IDs are told

	replaced func(again func()) // what it tells: what was written is gone, and what brings it back
}

// ReplyState is what the panel shows.
type ReplyState struct {
	Proposed bool // there is one
	Open     bool
	Text     string
	Detail   bool
	Changed  bool // another one is proposed than that which was changed
}

// Type takes the reply as it is being changed.
func (r *Reply) Type(text string) {
	r.typed, r.of = text, r.proposed()
	r.update()
}

// TakeProposed takes what is proposed in place of what was written, which can be brought back.
func (r *Reply) TakeProposed() {
	typed, of, text := r.typed, r.of, r.reading.text
	r.typed = ""
	r.update()
	r.replaced(func() {
		if r.reading.text == text { // else another customer's is read by now
			r.typed, r.of = typed, of
			r.update()
		}
	})
}

// ToggleDetail tells address, key and IDs, or not.
func (r *Reply) ToggleDetail() {
	r.detail = !r.detail
	r.update()
}

// Copy copies the reply as it stands there.
func (r *Reply) Copy(done func()) {
	if text := r.text(); text != "" {
		r.copy("Reply", text, done)
	}
}

func (r *Reply) close() { *r = Reply{reading: r.reading, replaced: r.replaced} }

// text is the reply: as it was changed, also where another one is proposed since.
func (r *Reply) text() string { return cmp.Or(r.typed, r.proposed()) }

// shown words the panel, which stands beside what was said.
func (r *Reply) shown(open bool) ReplyState {
	proposed := r.proposed()
	text := cmp.Or(r.typed, proposed)
	return ReplyState{
		Proposed: text != "", Open: open && text != "", Text: text, Detail: r.detail,
		Changed: r.typed != "" && proposed != "" && proposed != r.of && proposed != r.typed,
	}
}

// proposed is the reply with its greeting, what was asked for, and what comes next.
func (r *Reply) proposed() string {
	if r.found == nil {
		return ""
	}
	said := reply.Text(*r.found, r.now())
	if said == "" {
		return ""
	}
	paragraphs := []string{"Hello,"}
	status, asOf := r.found.Status(), r.found.Verdict.AsOf
	if status >= 400 {
		on, got := "", " and got the answer "
		if asOf.From == diagnosis.FromPaste {
			on = " on " + asOf.At.UTC().Format("Monday 2 January at 15:04") + " UTC"
		}
		if logline.Refuses(status) {
			got = " and was refused with the answer "
		}
		paragraphs = append(paragraphs, "your player asked for the video"+on+got+strconv.Itoa(status)+".")
	}
	if at := strings.LastIndex(said, " Please "); at > 0 {
		paragraphs = append(paragraphs, said[:at], said[at+1:])
	} else {
		paragraphs = append(paragraphs, said)
	}
	if r.detail {
		paragraphs = append(paragraphs, r.details()...)
	}
	return strings.Join(paragraphs, "\n\n")
}

// details are what a reply leaves out unless it is asked for.
func (r *Reply) details() []string {
	var list []string
	if c := r.found; c.Platform != nil {
		if id := c.Platform.IDOf(c.Token, c.URL); id != "" {
			list = append(list, "Video: "+token.Excerpt(id, 200))
		}
	}
	if client := r.found.Line().Client; client != "" {
		list = append(list, "Address: "+token.Excerpt(client, 64))
	}
	if t := r.found.Token; t != nil && t.KeyID() != "" {
		list = append(list, "Key: "+token.Excerpt(t.KeyID(), 200))
	}
	if len(list) == 0 {
		return nil
	}
	return []string{strings.Join(list, "\n")}
}
