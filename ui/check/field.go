package check

import (
	"net/url"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/probe"
	"playtoken/ui/viewmodel"
)

// FieldState is the field for the URL.
type FieldState struct {
	Text string // what was typed; "" for what is too long to be typed, which Before has
	// Before, Parts and After are the same to be looked at: the token in its parts, cut in
	// its middle.
	Before string
	Parts  []string
	After  string

	Host    string // whom the button asks, "" for nobody
	CanAsk  bool
	Focused bool // the keyboard is here
	// Slow says that it takes long enough to be told, and can be given up.
	Slow bool
	Note string
	Tone viewmodel.Tone
}

// mostTyped is the longest URL that the field takes as text, in bytes: the toolkit draws a line
// as one picture.
const mostTyped = 2 << 10

// Field is where the playable URL stands. What was typed stays until a person changes it.
type Field struct {
	p        *Presenter
	text     string
	from     string        // the screen that has put in the text by itself, "" for a person
	beside   probe.Request // what goes along, by the text that was pasted
	notes    []string      // what was taken out of that text, in sentences
	source   string        // the text that is judged, "" for the URL itself
	focused  bool
	refusal  string // of what was pasted, until something else is
	host     string // of text
	why      string // nobody can be asked
	before   string
	parts    []string
	after    string
	tokenful bool
}

// Type takes the text as it is being changed.
func (f *Field) Type(text string) {
	if f.text != text && (text != "" || len(f.text) <= mostTyped) {
		f.set(text)
		f.p.Look.typed()
		f.p.update()
	}
}

// Paste takes a text whole, and reports whether there was a URL in it. A key is not taken
// and not shown. What a command in the text sends beside the URL goes along.
func (f *Field) Paste(text string) bool {
	if paste := extract.Read(text); paste.HasKey || paste.KeyBeside {
		f.refusal = keyPasted
		f.p.update()
		return true
	}
	found, why := probe.Read(text)
	if why != "" {
		bare := strings.TrimSpace(text)
		if u, err := url.Parse(bare); err != nil || u.Host == "" || strings.ContainsAny(bare, " \t\r\n\"'<>") {
			return false
		}
		found = probe.Pasted{Request: probe.Request{URL: bare}, Text: bare} // nobody can be asked for it, and why is said
	}
	f.set(found.Request.URL)
	f.beside, f.notes = found.Request, found.Notes
	if found.Text != found.Request.URL {
		f.source = found.Text
	}
	f.p.Look.typed()
	f.p.update()
	return true
}

// request is what would be asked.
func (f *Field) request() probe.Request {
	r := f.beside
	r.URL = f.ready()
	return r
}

// Focus is told when the keyboard comes to the field or leaves it.
func (f *Field) Focus(here bool) {
	if f.focused != here {
		f.focused = here
		f.p.update()
	}
}

// take puts a URL in.
func (f *Field) take(playable, source string) {
	f.set(playable)
	f.source = source
	f.p.Look.typed()
}

func (f *Field) set(text string) {
	f.text, f.from, f.beside, f.notes, f.source, f.refusal = text, "", probe.Request{}, nil, "", ""
	f.host, f.why = "", ""
	if f.ready() != "" {
		f.host, f.why = f.p.services.Host(f.ready())
	}
	f.cut()
}

// ready is the URL that would be asked.
func (f *Field) ready() string { return strings.TrimSpace(f.text) }

// cut takes the middle out of the token, for people to see which one it is.
func (f *Field) cut() {
	f.before, f.parts, f.after, f.tokenful = f.text, nil, "", false
	paste := extract.Read(f.text)
	if len(paste.All) == 0 {
		return
	}
	one := paste.All[0]
	text := one.Raw
	if text == "" || !strings.Contains(f.text, text) {
		text = one.Token
	}
	before, after, ok := strings.Cut(f.text, text)
	if f.tokenful = true; !ok || before == "" { // the URL is the proof, or the token stands there otherwise
		return
	}
	f.before, f.parts, f.after = before, cutToken(text), after
}

// shownOfToken is how much of both ends of a token is shown.
const shownOfToken = 8

// cutToken is both ends of a token, and what stands for its middle.
func cutToken(text string) []string {
	if len(text) <= 3*shownOfToken {
		return []string{text, "", ""}
	}
	return []string{text[:shownOfToken], "…", text[len(text)-shownOfToken:]}
}

func (f *Field) shown() FieldState {
	l := f.p.Look
	s := FieldState{
		Text: f.text, Before: f.before, Parts: f.parts, After: f.after,
		Host: shortHost(f.host), CanAsk: f.host != "" && l.job == nil, Focused: f.focused, Slow: l.job != nil && l.job.slow,
	}
	if len(f.text) > mostTyped {
		s.Text = ""
	}
	switch {
	case s.Slow:
		s.Note = asking(l.job.host)
	case f.refusal != "":
		s.Note, s.Tone = f.refusal, viewmodel.Wrong
	case f.focused && len(f.text) > mostTyped: // the field looks empty
		s.Note = tooLong + space(f.why)
	case f.why != "":
		s.Note = f.why
		if !f.focused {
			s.Tone = viewmodel.Wrong
		}
	case l.gaveUp:
		s.Note = gaveUp
	case len(f.notes) > 0:
		s.Note = strings.Join(f.notes, " ")
	case l.shown() && f.ready() != l.asked.URL && f.ready() != "":
		s.Note = strings.TrimSpace(comesFrom(f.from) + " " + ofOther)
	default:
		s.Note = comesFrom(f.from)
	}
	return s
}
