package check

import (
	"net/url"
	"slices"
	"strings"

	"playtoken/core/extract"
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
	offered  string // the text that another screen has put in by itself
	cookies  string // that go along, as a Cookie header has them
	source   string // the text that URL and cookies were taken from, "" for the URL itself
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
// and not shown.
func (f *Field) Paste(text string) bool {
	paste := extract.Read(text)
	if paste.HasKey || paste.KeyBeside {
		f.refusal = keyPasted
		f.p.update()
		return true
	}
	found, cookies := playable(text, paste)
	if found == "" {
		return false
	}
	source := ""
	if cookies != "" {
		source = text
	}
	f.set(found)
	f.cookies, f.source = cookies, source
	f.p.Look.typed()
	f.p.update()
	return true
}

// playable is the URL in a text, as it stands there where that is all of it, and the cookies
// that sign it; "" for none.
func playable(text string, paste extract.Paste) (found, cookies string) {
	if bare := strings.TrimSpace(text); !strings.ContainsAny(bare, " \t\r\n\"'<>") && isURL(bare) {
		return bare, ""
	}
	urls := []*url.URL{paste.URL}
	for _, one := range paste.All {
		urls = append(urls, one.URL)
		if len(one.Cookies) > 0 && cookies == "" {
			cookies = cookieHeader(one.Cookies)
		}
	}
	for _, u := range urls {
		if u != nil && u.Host != "" {
			return u.String(), cookies
		}
	}
	return "", ""
}

func isURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
}

// cookieHeader writes cookies as a request carries them, in a fixed order.
func cookieHeader(cookies map[string]string) string {
	var list []string
	for name, value := range cookies {
		list = append(list, name+"="+value)
	}
	slices.Sort(list)
	return strings.Join(list, "; ")
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
	f.text, f.cookies, f.source, f.refusal = text, "", "", ""
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
	case f.why != "":
		s.Note = f.why
		if !f.focused {
			s.Tone = viewmodel.Wrong
		}
	case f.focused && len(f.text) > mostTyped:
		s.Note = tooLong
	case l.gaveUp:
		s.Note = gaveUp
	case l.shown() && f.ready() != l.asked.URL && f.ready() != "":
		s.Note = ofOther
	}
	return s
}
