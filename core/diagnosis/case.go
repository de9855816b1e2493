package diagnosis

import (
	"cmp"
	"iter"
	"net/url"
	"slices"
	"strings"
	"time"

	"playtoken/core/errortext"
	"playtoken/core/extract"
	"playtoken/core/foreign"
	"playtoken/core/logline"
	"playtoken/core/once"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/verify"
)

// Options are what is known beside the text.
type Options struct {
	Keys        []verify.Key
	Settings    []token.Setting    // what is known of how the token was made, such as an assertion
	Platform    *platform.Platform // nil: told from the token and the text
	ID          string             // the ID that is wanted
	Now         time.Time          // by the clock
	AsOf        time.Time          // the moment that a person asks about, zero for none
	ByClock     bool               // it is now, also where the text tells another
	Row         bool               // of many, of which nobody asks what it is now
	Memo        *verify.Memo       // of the tokens tried with these keys, nil for none
	Skew        time.Duration      // how far the clocks of signer and edge may be apart
	VideoLength time.Duration      // 0 where it was not said
	Viewer      *platform.Viewer   // who asks, where that is known; nil: told by the text
	// Token is which token of the text is judged, counted from 1; 0 is the one that the
	// stream is played with, as far as that can be told.
	Token int

	// alone says that what else stands in the text is not read: it was, for another token.
	alone bool
	// What the platform answered, where it was asked: 0 and "" for nothing known.
	Status     int
	StatusText string
	Of         platform.Resource
	Sent       Sent    // whether the request had a token
	Content    Content // what came with it
	Problem    string  // what is wrong with other content, in a sentence
	// RenditionStatus and SegmentStatus are what a rendition and a segment answered where the
	// manifest answered 200; Carried says that the token, or another proof, went with them.
	RenditionStatus, SegmentStatus int
	Carried                        bool
	Uncarried                      bool          // no token and no other proof goes on to what the manifest names, which was not asked for
	Behind                         string        // what is wrong with what came from there, in a sentence
	Clock                          time.Duration // by how much the platform's clock is ahead
	Age                            time.Duration // of an answer out of a cache, 0 for none
}

// answer is what is known of the platform's answer beside the text.
type answer struct {
	status int
	text   string
}

func (o *Options) answer() answer { return answer{o.Status, o.StatusText} }

// Case is one pasted text with all that was found out about the token in it.
type Case struct {
	Paste    extract.Paste
	Found    *extract.Found // where the token stands; nil where there is none
	Token    *token.Token   // opened, where a key did; nil where there is none
	URL      *url.URL       // around the token, nil for none; of an edge on this machine the platform's
	Platform *platform.Platform
	// Likely are the platforms it may be, where it cannot be told: Platform is nil then.
	Likely   []*platform.Platform
	Verified verify.Result
	// Foreign is what it is where it is signed, or is a token, and not one that is judged
	// here; nil else. Of a guess Token is nil then.
	Foreign *foreign.Found
	Said    Said // what the text tells of an answer, or since then a person
	Verdict Verdict

	// Inside says that a token stands in a URL inside a parameter of the one that is asked, so
	// that it is not what the answer is to.
	Inside bool

	told    answer       // what a person tells of the answer, or the platform did where it was asked
	opaque  string       // the name that an opaque token of somebody else stands under, "" for none
	shown   *token.Token // what a text without a token shows of one, nil for nothing
	misread *misread     // the letter of the token that another was taken for, nil for none
	beside  []Case       // further tokens that the same player takes, with what was found out of each
	alikes  []Case       // further tokens that are as good as this one
}

// Read is the whole way from a pasted text to the verdict.
func Read(text string, o Options) Case {
	return ReadPaste(extract.Read(text), o)
}

// ReadPaste is [Read] for a text that was taken apart already.
func ReadPaste(p extract.Paste, o Options) Case {
	c := Recognise(p, o)
	c.Verdict = c.Judge(o)
	return c
}

// Recognise is ReadPaste without the verdict: the token decoded and tried with the
// keys, and its platform.
func Recognise(p extract.Paste, o Options) Case {
	c := Case{Paste: p, URL: extract.Original(p.URL)}
	switch i := o.Token - 1; {
	case len(p.All) == 0:
		c.readURL(o)
	case i < 0:
		c.take(ofStream(p), o)
	case i < len(p.All):
		c.take(i, o)
	}
	if c.Token == nil && c.Paste.Is != extract.Signed && !o.Row {
		c.shown = shownToken(p.Decoded)
	}
	if c.Token != nil && c.Verified.Token == nil {
		c.Verified = o.Memo.Try(c.Token, o.Keys, o.Settings...)
		c.Token = c.Verified.Token
		if !o.Row && len(o.Keys) > 0 {
			c.readAgain(o)
		}
	}
	c.recognise(o)
	c.tryHere(c.Platform, o)
	c.readForeign(o)
	c.readOpaque(o)
	if c.told = o.answer(); !o.alone {
		c.Said = c.said(o)
		c.withdraw(o)
	}
	switch {
	case c.shown != nil && p.Decoded.Code:
		c.URL = nil // code fills in its URLs
	case c.URL == nil && c.Platform != nil:
		c.URL = c.urlBeside()
	}
	if t := cmp.Or(c.Token, c.shown); c.URL != nil && c.Platform != nil && t != nil {
		c.URL = extract.Told(c.URL, c.Platform.IDOf(t, nil)) // nothing can be held against what is not told
	}
	if c.Token != nil && !o.alone {
		for _, f := range besides(p, c.Found, c.Platform) {
			around := extract.Original(f.URL)
			t := Case{Found: &f, URL: around, Token: decode(&f, around)}
			t.Verified = verify.Try(t.Token, o.Keys, o.Settings...)
			t.tryHere(c.Platform, o)
			c.beside = append(c.beside, t)
		}
		c.alikes = c.alike(o)
	}
	return c
}

// tryHere tries the keys anew where the token names the ID of one that did not make it and is
// saved for another platform than p, the token's: there it is the ID of some other key, or of none.
func (c *Case) tryHere(p *platform.Platform, o Options) {
	by := c.Verified.By
	if c.Verified.Named == nil {
		return
	}
	list := slices.Clone(o.Keys)
	changed := false
	for i := range list {
		if k := &list[i]; c.Token.Names(k.ID) && ofOther(k, p) && (by == nil || !k.Same(by)) {
			k.ID, changed = "", true
		}
	}
	if changed {
		c.Verified = verify.Try(c.Token, list, o.Settings...)
	}
}

// withdraw takes back what was read as a token where the text tells of an error that explains it
// better: a word that only looks like a token beside an error about tokens, and the claims of a
// token that could not be signed.
func (c *Case) withdraw(o Options) {
	s := c.Said
	switch t := c.Token; {
	case c.shown != nil && s.isKnown && s.known.About() == errortext.Key:
		c.shown = nil
	case t != nil && t.Guessed() && !t.Opened && o.Platform == nil && c.URL == nil && c.Paste.Is != extract.Token:
		if _, own := ownText(nil, errortext.Plain(c.Paste.Text), 0); len(own) > 0 {
			c.forget()
			c.Said = c.said(o)
		}
	}
}

// forget takes back what was read as a token.
func (c *Case) forget() { c.Token, c.Found, c.Verified, c.Likely = nil, nil, verify.Result{}, nil }

// take takes one of the tokens of the text.
func (c *Case) take(i int, o Options) {
	c.Found = &c.Paste.All[i]
	if c.URL = extract.Original(c.Found.URL); c.URL == nil && c.Found.Place == extract.CookieSet {
		c.URL = goesWith(o)
	}
	if known := o.Memo.Known(c.Found.Token); known != nil && c.Found.Place != extract.WholeURL && c.Found.Place != extract.CookieSet {
		c.Verified, c.Token = *known, known.Token
		return
	}
	c.Token = decode(c.Found, c.URL)
}

// goesWith is the URL that is asked for with cookies, where a person says it.
func goesWith(o Options) *url.URL {
	if u, err := url.Parse(strings.TrimSpace(o.ID)); err == nil && u.Host != "" {
		return u
	}
	return nil
}

// decode reads a token by the way in which it stands in the text.
func decode(f *extract.Found, around *url.URL) *token.Token {
	switch f.Place {
	case extract.WholeURL:
		return formats.ReadURL(around)
	case extract.CookieSet:
		return formats.ReadCookies(f.Cookies, around)
	}
	return formats.Decode(f.Token)
}

// Around is the URL around the token as it stands in the text, nil for none.
func (c *Case) Around() *url.URL {
	if c.Found != nil && c.Found.URL != nil {
		return c.Found.URL
	}
	return c.URL
}

// Nth is which token of the text was judged, the first one being 0.
func (c *Case) Nth() int {
	for i := range c.Paste.All {
		if c.Found == &c.Paste.All[i] {
			return i
		}
	}
	return 0
}

// readURL is what a text without a token that shows may be after all: a URL that looks
// as if it were signed, or a word that has no mark of its own and stands where a token
// does, is all of the text, or is a piece of a URL without a name.
func (c *Case) readURL(o Options) {
	if c.URL != nil && c.Paste.Is == extract.Signed {
		c.Token = formats.ReadURL(c.URL)
		return
	}
	for _, f := range c.Paste.Unsure {
		if c.readUnmarked(f, o) {
			return
		}
	}
	if c.URL == nil {
		return
	}
	// a value that a key opens is the token, whatever else is as long
	byKeys := o
	byKeys.Platform = nil
	if c.readParameter(byKeys) || o.Platform != nil && c.readParameter(o) {
		return
	}
	for piece := range few(strings.SplitSeq(c.URL.EscapedPath(), "/")) {
		if len(piece) >= leastUnmarked && c.readUnmarked(extract.Found{Token: piece, URL: c.URL, Place: extract.Path}, o) {
			return
		}
	}
}

// readParameter is readUnmarked for the query of the URL: a piece without a name, and the
// values of such length under any name, since a rule may give the token one.
func (c *Case) readParameter(o Options) bool {
	for piece := range few(strings.SplitSeq(c.URL.RawQuery, "&")) {
		name, value, named := strings.Cut(strings.TrimRight(piece, "="), "=")
		switch {
		case !named:
			name, value = "", piece
		case len(value) < leastUnmarked:
			continue
		}
		if c.readUnmarked(extract.Found{Token: value, Name: name, URL: c.URL, Place: extract.Query}, o) {
			return true
		}
	}
	return false
}

// mostPieces is how many pieces of a query or a path are tried with the keys.
const mostPieces = 64

// few are the first pieces.
func few(pieces iter.Seq[string]) iter.Seq[string] {
	return func(yield func(string) bool) {
		n := 0
		for piece := range pieces {
			if n++; n > mostPieces || !yield(piece) {
				return
			}
		}
	}
}

// leastUnmarked is how long a piece of a path, or the value of any parameter, is that may be a
// token without a mark.
const leastUnmarked = 39

// readUnmarked takes a word for a token, where a key opens it. But in a path, which has
// long names, the platform that was named is enough.
func (c *Case) readUnmarked(f extract.Found, o Options) bool {
	t := formats.Decode(f.Token)
	if !t.Guessed() {
		return false
	}
	ours := f.Place != extract.Path && o.Platform != nil && o.Platform.Takes(t.Format)
	if !ours && !verify.Try(t, o.Keys, o.Settings...).Token.Opened {
		return false
	}
	c.Token, c.Found = t, &f
	if f.URL != nil {
		c.URL = extract.Original(f.URL)
	}
	c.Paste.Absent = nil
	return true
}

// recognise tells whose token it is. Where a token is used says more than what it
// looks like.
func (c *Case) recognise(o Options) {
	if c.Platform = o.Platform; c.Platform != nil {
		return
	}
	if c.Platform = all.Owner(nil, c.URL); c.Platform != nil && c.Token != nil && c.Token.IsJWT() && signsURLs(c.Platform) {
		c.Platform = nil
	}
	if c.Platform == nil && c.Paste.Tag != nil {
		c.Platform = all.OfTag(c.Paste.Tag.Element)
	}
	if c.Platform == nil && c.shown != nil && c.Paste.Decoded.Code {
		c.Platform = all.Owner(nil, c.Paste.Decoded.URL)
	}
	if c.Platform == nil && c.shown != nil {
		c.Platform = all.Owner(c.shown, nil)
	}
	if c.Platform != nil || c.Token == nil {
		return
	}
	if c.Platform = all.Owner(c.Token, nil); c.Platform != nil {
		return
	}
	if c.Platform = ofOddHost(c.URL, c.Token); c.Platform != nil {
		return
	}
	for _, p := range all.Platforms() {
		if mayBe(p, c.Token) {
			c.Likely = append(c.Likely, p)
		}
	}
}

// signsURLs reports whether a platform signs whole URLs alone: at its hosts a JWT is none of
// its concern, but of a program of the customer's behind them.
func signsURLs(p *platform.Platform) bool {
	isNone := func(f token.Format) bool {
		_, is := f.(token.URLReader)
		return !is
	}
	return len(p.Formats) > 0 && !slices.ContainsFunc(p.Formats, isNone)
}

// mayBe reports whether a token may be one of a platform, by its format and its
// algorithm. A payload that is no JSON has the claims of none.
func mayBe(p *platform.Platform, t *token.Token) bool {
	return t.Recognised() && p.Takes(t.Format) && (p.Generic || !t.HasPlaintext()) && signsWith(p, t.Algorithm())
}

// urlBeside is the platform's URL in a text whose token stands apart from it, as in
// a header of a cURL command. One that carries another token is that one's.
func (c *Case) urlBeside() *url.URL {
	if c.Platform.OwnsURL == nil || c.Paste.Is == extract.Token {
		return nil
	}
	if c.Found != nil && c.Found.Asked != nil {
		if u := extract.Original(c.Found.Asked); c.Platform.OwnsURL(u) {
			return u
		}
	}
	carriesOther := func(text string) bool {
		return slices.ContainsFunc(c.Paste.All, func(f extract.Found) bool {
			return (c.Found == nil || f.Token != c.Found.Token) && strings.Contains(text, f.Token)
		})
	}
	before, after := c.Paste.Around(c.Nth())
	for _, text := range anyURL().FindAllString(before+" "+after, 20) {
		u, err := url.Parse(extract.TrimEnd(text))
		if err != nil || strings.Trim(u.Path, "/") == "" || !c.Platform.OwnsURL(u) || carriesOther(text) {
			continue
		}
		if c.Token == nil || c.Platform.URLID == nil || !template().MatchString(c.Platform.URLID(u)) { // a template says how to use a token
			return u
		}
	}
	return nil
}

var anyURL = once.Regexp(`https?://[^\s"'<>` + "`" + `]{4,}`)

// AskedAs is the case of a request for a URL. A token in another URL, which stands in a
// parameter of that one or behind its #, is none of the request's: who answers is the host that
// is asked.
func (c Case) AskedAs(asked *url.URL) Case {
	if asked == nil || c.Found == nil || c.Found.URL == nil || c.Found.URL.Host == "" {
		return c
	}
	around := extract.Original(asked)
	inner := "://" + strings.ToLower(c.Found.URL.Host)
	within, err := url.QueryUnescape(asked.EscapedPath() + "?" + asked.RawQuery + "#" + asked.EscapedFragment())
	if err != nil || !strings.Contains(strings.ToLower(within), inner) || strings.EqualFold(c.Found.URL.Host, around.Host) {
		return c
	}
	return Case{Paste: extract.Paste{Text: c.Paste.Text, URL: asked, Is: extract.URL}, URL: around, Platform: all.Owner(nil, around), Inside: true}
}

// Judge draws the verdict anew: by another clock, or with more known beside the
// text. Of the options it goes by those alone. The keys are not tried again, and
// token and platform stay those of the case.
func (c Case) Judge(o Options) Verdict {
	v := judge(c.evidence(o))
	v.Now = c.present(o)
	v.several(&c, o)
	return v
}

// Rejudge judges the case anew where it stands: by another clock, or with another answer told of
// it, which is said of the case from then on.
func (c *Case) Rejudge(o Options) {
	if now := o.answer(); now != c.told {
		c.told, c.Said = now, c.said(o)
	}
	c.Verdict = c.Judge(o)
}

// At is the case with the line of a log in which all but the answer and the moment is the
// same, as in those of one viewer.
func (c Case) At(line logline.Entry) Case {
	if c.Found == nil {
		c.Paste.Line, c.Paste.Segment = line, 0
		if line.Status > 0 {
			c.Paste.Status = line.Status
		}
		c.Said = c.said(Options{})
		return c
	}
	found := *c.Found
	found.Line, found.Status, found.Segment = line, line.Status, 0
	c.Found = &found
	c.Said = c.said(Options{})
	return c
}

// Kind is the kind of the token, or that of a URL which is signed itself.
func (c *Case) Kind() token.Kind {
	switch {
	case c.Token != nil:
		return c.Token.Kind
	case c.Paste.Is == extract.Signed:
		return token.SignedURL
	}
	return token.Unknown
}

// Understood reports whether there is a token in the text, a URL that is signed itself, or
// something else that it is known what it is.
func (c *Case) Understood() bool {
	return c.Token != nil || c.Paste.Is == extract.Signed || c.Foreign != nil
}

// Unproven reports whether the signature fits a saved public half that nothing vouches for
// now: whoever can write the file with the profiles may have put it there.
func (c *Case) Unproven() bool { return isUnproven(&c.Verified) }

// Answered reports whether there is anything to say of the text.
func (c *Case) Answered() bool {
	return c.Understood() || c.shown != nil || len(c.Verdict.Findings) > 0 || c.Said.Told()
}
