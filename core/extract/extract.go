// Package extract finds the tokens in whatever was pasted.
//
// People paste a bare token, a playback URL, a player tag, a cURL command, a log
// line. [Read] answers with every token inside, the URL around each and the name
// it stands under, with what is wrong with the way it stands there, or with one
// sentence that says what the text is instead. It never looks anything up.
//
// What pasting does to a text is undone: quotes around it, the encodings of a mail, of a
// shell, of JSON and HTML, a whole URL percent-encoded, lines and blanks inside a token.
// What of that would break a link that has it as well is an [Artefact]. What a server
// sees, since it stands where the token is used, is a [Damage].
//
// Tokens whose format tells them by their beginning (JWT, JWE, PASETO) are found wherever
// they stand. An Edgecast token has no mark of its own: it is taken where a token is due,
// or where nothing else is in the text.
package extract

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"playtoken/core/errortext"
	"playtoken/core/keys/importer"
	"playtoken/core/logline"
)

// MaxSize is how much text is read, in bytes. More is refused at once.
const MaxSize = 1 << 20

// MaxTokens is how many different tokens of a text are listed.
const MaxTokens = 1000

// Paste is what was found in a pasted text.
type Paste struct {
	// Text is what was read, line ends and hidden characters inside the first token
	// taken out. A key beside the token is left out. Found says where tokens stand in it.
	Text   string
	Token  string   // the first one, "" for none
	URL    *url.URL // around it, or of a text without one; nil for none
	Others []string // further tokens, in the order of the text
	What   string   // "token", "playback URL", "cURL command", ...
	// Refusal says what the text is when there is no token in it, "" for an
	// empty text and a signed URL. HasKey marks a key, which must not be shown.
	Refusal string
	HasKey  bool
	// KeyBeside tells that a key stands in the text beside the token. The text as
	// it was pasted must not be shown then; Text is safe.
	KeyBeside bool

	Is     Form
	All    []Found       // every token in the order of the text, without repetitions
	ID     string        // a key ID, playback ID or stream ID that stands alone
	Status int           // the HTTP status that the text tells of, 0 for none; of one of several tokens see Found
	Line   logline.Entry // the first line of a log; where a URL is signed itself, its line
	// Segment is the status of what a URL that is signed itself led to, as that of a Found.
	Segment int
	// Requests is how many lines of a log, or entries of a HAR, the text has, Asking how many of
	// them have a token.
	Requests, Asking int
	Tag              *Tag  // the player tag in the text, nil for none; of several that with the first token
	Tags             []Tag // all of them, in the order of the text
	// Unsure are words of a text without a token that stand where one does, or are all of
	// the text, and may be tokens without a mark: a key that opens one can tell.
	Unsure []Found
	Absent *Absent // where a token was due and none stands, nil otherwise
	// Decoded are the claims in a text without a token, nil for none.
	Decoded *Decoded

	// ShellSafe says that an & had the escape of a shell in front of it, which was undone.
	ShellSafe bool

	document bool // the requests are the entries of a HAR, or of a list in JSON
}

// Found is one token and where it stands.
type Found struct {
	Token string
	// Start and End are its place in the text of the paste, in bytes. What stands there
	// may be percent-encoded, or have line ends in it.
	Start, End int
	URL        *url.URL // around this token, nil for none; without a host in a log's request line
	Asked      *url.URL // what is asked for with a header, a cookie or a body that holds this token; nil for what is not known
	Place      Place
	Name       string // of the parameter, attribute, header or JSON member, as written
	Raw        string // as it stood in the URL, percent-encoded; "" where that is the same
	// Damage is what a server would trip over: wrong with the token after one
	// percent-decoding inside its URL.
	Damage  []Damage
	LeftOut []Artefact // what pasting has put in, and was undone
	// Before and After are what stands in the value around the token, which a server takes
	// for a part of it.
	Before, After string
	Status        int // the HTTP status that the text tells of this token, 0 for none
	Times         int // how often a parameter of that name stands in its URL
	// Segment is the status of what it led to, where the text tells that this was refused for
	// want of a token or is not there, else 0. Line is the line of a log that it stands in.
	Segment int
	Line    logline.Entry
	// Cookies are those of a CookieSet by their names, of each the first; Twice are the
	// names of those that come again with another value.
	Cookies       map[string]string
	Twice         []string
	QuestionMarks int // that begin a query in its URL; 2 is a mistake

	beside bool // see answer
}

// IsSecret reports whether a text in which nothing was found is written as shared secrets
// are. A hash is written so, too, and is not to be shown either.
func (p Paste) IsSecret(text string) bool {
	return len(p.All) == 0 && p.URL == nil && p.Absent == nil && p.ID == "" && importer.LooksLikeSecret(text)
}

// Around is what stands in the text before and behind a token, the first one being 0;
// nothing where there is none.
func (p Paste) Around(i int) (before, after string) {
	if i < 0 || i >= len(p.All) {
		return "", ""
	}
	return p.Text[:p.All[i].Start], p.Text[p.All[i].End:]
}

// Near is what may tell of a token: the text around it, of several its line and what
// follows up to the line of the next.
func (p Paste) Near(i int) string {
	before, after := p.Around(i)
	switch len(p.All) {
	case 0:
		return p.Text
	case 1:
		return before + " " + after
	}
	before = before[strings.LastIndexByte(before, '\n')+1:]
	if i+1 < len(p.All) {
		next := p.All[i+1].Start - p.All[i].End
		if next < 0 {
			return before
		}
		after = after[:next]
		if line := strings.LastIndexByte(after, '\n'); line >= 0 {
			after = after[:line]
		}
	}
	return before + " " + after
}

// Read looks for tokens in a text.
//
//go:noinline // its copies would make ptok larger
func Read(text string) Paste { return ReadLine(text, nil) }

// ReadLine is Read for a line of a log, whose columns a head above it names.
func ReadLine(text string, columns *logline.Columns) Paste {
	switch {
	case len(text) > MaxSize:
		return Paste{Is: TooLarge, Refusal: fmt.Sprintf("This is too large: %s. Nothing above 1 MiB is read.", size(len(text)))}
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		var ok bool
		if text, ok = asText(text); !ok {
			return Paste{Is: Binary, Refusal: "This is binary data, not text. Paste the token or the URL as text."}
		}
	}
	if allInToken(text) && whole(text) { // what most people paste: nothing is around it
		return look(text, false, nil)
	}
	pasted := text
	text = undo(text)
	if text == "" {
		return Paste{Is: Nothing}
	}
	rest, keyed := cutKeys(text)
	if importer.LooksLikeKey(rest) && importer.LooksLikeKey(without(rest, tokenSpans(rest), " ")) {
		return aKey(text, rest)
	}
	p := look(rest, keyed, columns)
	if len(p.All) > 0 && p.All[0].Place != WholeURL && p.All[0].Place != CookieSet {
		p.leftOut(pasted)
	}
	if keyed && p.Token == "" {
		k := aKey(text, rest)
		if a := p.Absent; a != nil && a.IsKey() && (a.URL != nil || p.Tag != nil || isHeader(a.Name)) { // it is used as a token
			k.Absent, k.URL, k.Tag = a, p.URL, p.Tag
		}
		return k
	}
	p.KeyBeside, p.ShellSafe = keyed, strings.Contains(pasted, "^&") || strings.Contains(pasted, "`&")
	return p
}

// aKey is a text that has a key and no token, with what code and a program say of it. rest is
// the text without the key.
func aKey(text, rest string) Paste {
	d := inCode(rest)
	if known, ok := errortext.Find(rest); ok && known.About() == errortext.Key {
		d = &Decoded{KeyError: &known}
	}
	is := "a key"
	if i := strings.Index(text, "k4."); i >= 0 && paserk().MatchString(text[i:]) {
		is = "a key of PASETO (" + text[i:i+strings.IndexByte(text[i+len("k4."):], '.')+len("k4.")] + ")"
	}
	return Paste{Is: Key, HasKey: true, Decoded: d, Refusal: "This is " + is + ", not a token. It belongs in the key field."}
}

// look reads a text that has no key in it. keyed tells that one was cut out.
func look(text string, keyed bool, columns *logline.Columns) Paste {
	text, lines := records(text, columns)
	r := reader{text: text, keyed: keyed, records: lines, budget: 8*len(text) + 64<<10, tags: tags(text)}
	p := Paste{}
	if p.Requests = len(lines); p.Requests > 0 {
		p.Line = lines[0].Entry
		p.document = p.Requests > 1 && logline.BeginsDocument(text)
	}
	if len(lines) == 1 && p.Line.Status > 0 {
		p.Status = p.Line.Status
	} else {
		p.Status = status(text)
	}
	if whole, after, ok := bare(text); ok && !keyed && !strings.Contains(after, whole) { // which is used below
		p.Token, p.Text, p.Is = whole, whole+after, Token
		stands := strings.TrimRight(strings.TrimSuffix(text, after), " \t\r\n,;")
		r.all = []Found{{Token: whole, End: len(whole), Place: Alone, Status: p.Status, LeftOut: artefacts(stands, whole)}}
		below := reader{text: after, keyed: true, budget: r.budget}
		r.add(moved(below.read(find(after, true)), len(whole)))
	} else {
		p.Text = text
		found := find(text, keyed)
		r.add(r.read(found))
		p.Asking = r.asking(found)
		if len(found) > 0 {
			first := &r.all[0]
			end := first.End
			p.Token, p.Text = first.Token, text[:first.Start]+first.Token+text[end:]
			first.End = first.Start + len(first.Token)
			for i := range r.all[1:] {
				if r.all[i+1].Start >= end {
					moved(r.all[i+1:i+2], first.End-end)
				}
			}
		}
	}
	texts := len(r.all)
	r.all = append(r.all, r.signed(len(text)-len(p.Text))...)
	p.All = r.all
	if len(p.All) == 1 && p.All[0].beside { // what else is told is of others
		p.Status = p.All[0].Status
	}
	p.Tag, p.Tags = r.tag(), r.tags
	switch {
	case len(p.All) == 0:
		r.without(&p)
		return p
	case texts == 0:
		p.Is = map[Place]Form{WholeURL: Signed, CookieSet: Cookies}[p.All[0].Place]
	case p.Is == "" && p.bare():
		p.Is, p.All[0].Place = Token, Alone
	case p.Is == "":
		p.Is = form(text, p.All[0].URL != nil, p.Tag)
	}
	p.What, p.URL = p.Is.words(p.Requests), p.All[0].URL
	p.Absent = r.emptyAttribute(p.Tag)
	for _, f := range p.All[1:] {
		p.Others = append(p.Others, f.Token)
	}
	return p
}

// bare reports whether nothing stands around the first token but marks.
func (p Paste) bare() bool {
	before, after := p.Around(0)
	return strings.Trim(before+after, wrapping) == ""
}

// moved moves the places of tokens.
func moved(list []Found, by int) []Found {
	for i := range list {
		list[i].Start, list[i].End = list[i].Start+by, list[i].End+by
	}
	return list
}

// wrapping are the marks that come along when a token is copied out of code or
// a sentence.
const wrapping = " \t\r\n\"'`“”‘’„‚«»‹›,;.()[]<>\\"

// size writes a number of bytes as people read it. Who reads a file or a pipe stops
// at the first byte too much, so of a size just above the limit no more is known.
func size(n int) string {
	if n > MaxSize && n < MaxSize+MaxSize/20 {
		return "more than 1 MiB"
	}
	if n >= 1<<20 {
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d KiB", n>>10)
}
