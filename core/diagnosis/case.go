package diagnosis

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"playtoken/core/intake"
	"playtoken/core/platform"
	"playtoken/core/proof"
	"playtoken/core/token"
)

// Options are what is known beside the text.
type Options struct {
	Keys        []proof.Key
	Platform    *platform.Platform // nil: told from the token and the text
	ID          string             // the ID that is wanted
	Now         time.Time          // the moment that is asked about
	Skew        time.Duration
	VideoLength time.Duration
	Token       int // which token of the text is judged, the first one being 0
	// What the platform answered, where it was asked.
	Status        int
	StatusText    string
	SegmentStatus int
}

// Case is one pasted text with all that was found out about the token in it.
type Case struct {
	Paste    intake.Paste
	Found    *intake.Found // where the token stands; nil where there is none
	Token    *token.Token  // opened, where a key did; nil where there is none
	URL      *url.URL
	Platform *platform.Platform // nil where it cannot be told
	// Likely are the platforms it may be, where it cannot be told.
	Likely  []*platform.Platform
	Proof   proof.Result
	Verdict Verdict
}

// Read is the whole way from a pasted text to the verdict.
func Read(text string, o Options) Case {
	return ReadPaste(intake.Read(text), o)
}

// ReadPaste is [Read] for a text that was taken apart already.
func ReadPaste(p intake.Paste, o Options) Case {
	c := Case{Paste: p, URL: p.URL}
	if len(p.All) == 0 {
		c.unmarked(o)
	} else if o.Token >= 0 && o.Token < len(p.All) {
		c.Found = &p.All[o.Token]
		c.URL = c.Found.URL
		c.Token = token.Decode(c.Found.Token)
	}
	if c.Token != nil {
		c.Proof = proof.Try(proof.Input{Token: c.Token, URL: c.URL, Keys: o.Keys})
		c.Token = c.Proof.Token
	}
	c.recognise(o)
	if c.URL == nil && c.Platform != nil {
		c.URL = beside(p, c.Platform)
	}
	e := c.evidence(o)
	if drm := drmToken(p); drm != nil && c.Token != nil && !e.isDRM() {
		second := e
		second.Found, second.URL, second.other, second.DRM = drm, nil, true, nil
		second.Token = token.Decode(drm.Token)
		second.Proof = proof.Try(proof.Input{Token: second.Token, Keys: o.Keys})
		e.DRM = &second
	}
	c.Verdict = Judge(e)
	return c
}

// unmarked is what a text without a token that shows may be after all: a URL that
// is signed itself, or one with a token of Edgecast that stands in its query
// without a name and not first.
func (c *Case) unmarked(o Options) {
	if c.URL == nil {
		return
	}
	if c.Paste.Is == intake.Signed {
		c.Token = proof.SignedURL(proof.Input{URL: c.URL})
		return
	}
	for piece := range strings.SplitSeq(c.URL.RawQuery, "&") {
		t := token.Decode(piece)
		if strings.Contains(strings.TrimRight(piece, "="), "=") || !t.Kind.Edgecast() {
			continue
		}
		ours := o.Platform != nil && o.Platform.Name == "edgecast"
		if ours || proof.Try(proof.Input{Token: t, Keys: o.Keys}).Token.Opened {
			c.Token = t
			c.Found = &intake.Found{Token: piece, URL: c.URL, Place: intake.Query}
			c.Paste.Absent = nil
			return
		}
	}
}

// drmToken is the token that a player gets for DRM, nil for none. It may be the
// same one as for the stream.
func drmToken(p intake.Paste) *intake.Found {
	for i := range p.All {
		if isDRM(p.All[i].Name) {
			return &p.All[i]
		}
	}
	if p.Tag != nil && strings.Count(p.Tag.Attributes["drm-token"], ".") >= 2 {
		return &intake.Found{Token: p.Tag.Attributes["drm-token"], Place: intake.Attribute, Name: "drm-token"}
	}
	return nil
}

// beside is the platform's URL in a text whose token stands apart from it, as in
// a header of a cURL command.
func beside(p intake.Paste, of *platform.Platform) *url.URL {
	if of.Recognises == nil || p.Is == intake.Token {
		return nil
	}
	for _, text := range anyURL.FindAllString(p.Before+" "+p.After, 20) {
		if u, err := url.Parse(text); err == nil && of.Recognises(nil, u) {
			return u
		}
	}
	return nil
}

var anyURL = regexp.MustCompile(`https?://[^\s"'<>` + "`" + `]{4,}`)

func (c *Case) recognise(o Options) {
	if c.Platform = o.Platform; c.Platform != nil {
		return
	}
	// Where a token is used says more than what it looks like.
	if c.Platform = platform.Recognise(nil, c.URL); c.Platform == nil {
		c.Platform = byTag(c.Paste.Tag)
	}
	if c.Platform != nil || c.Token == nil {
		return
	}
	if c.Platform = platform.Recognise(c.Token, nil); c.Platform != nil {
		return
	}
	for _, p := range platform.All() {
		if takes(p, c.Token) {
			c.Likely = append(c.Likely, p)
		}
	}
}

// byTag is the platform of a player tag.
func byTag(tag *intake.Tag) *platform.Platform {
	if tag == nil {
		return nil
	}
	for _, p := range platform.All() {
		for _, t := range p.Tags {
			if t.Element == tag.Element {
				return p
			}
		}
	}
	return nil
}

// takes reports whether a token may be one of a platform, by its kind and its
// algorithm.
func takes(p *platform.Platform, t *token.Token) bool {
	for _, k := range p.Kinds {
		if k == t.Kind && (p.Algorithms == nil || contains(p.Algorithms, t.Algorithm())) {
			return true
		}
	}
	return false
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func (c *Case) evidence(o Options) Evidence {
	e := Evidence{
		Paste: c.Paste, Found: c.Found, Token: c.Token, URL: c.URL, Platform: c.Platform, Proof: c.Proof,
		Now: o.Now, Skew: o.Skew, VideoLength: o.VideoLength, WantID: bareID(c.Platform, o.ID),
		Status: o.Status, StatusText: o.StatusText, SegmentStatus: o.SegmentStatus,
	}
	if e.Status == 0 {
		e.Status, e.StatusText = c.Paste.Status, c.Paste.Before+" "+c.Paste.After
	}
	return e
}

// bareID is the ID in what people give for one: mostly the ID, sometimes a URL.
func bareID(p *platform.Platform, id string) string {
	id = strings.TrimSpace(id)
	if u, err := url.Parse(id); err == nil && u.Host != "" && p != nil && p.URLID != nil {
		if inURL := p.URLID(u); inURL != "" {
			return inURL
		}
	}
	return id
}

// Why is the answer of "ptok why --json". Its names and their order are a
// contract.
type Why struct {
	Verdict   State              `json:"verdict"`
	Headline  string             `json:"headline"`
	Kind      token.Kind         `json:"kind"`
	Platform  string             `json:"platform"`
	Signature token.State        `json:"signature"`
	Key       string             `json:"key"`
	Findings  []platform.Finding `json:"findings"`
}

// Why sums the case up. Key names the key that made the token, or that was tried
// on it: by the name it was given with, its kind and its fingerprint.
func (c Case) Why() Why {
	w := Why{
		Verdict: c.Verdict.State, Headline: c.Verdict.Headline, Kind: token.Unknown,
		Signature: token.Unchecked, Findings: append([]platform.Finding{}, c.Verdict.Findings...),
	}
	if c.Token != nil {
		w.Kind, w.Signature = c.Token.Kind, c.Proof.Check.State
	}
	if c.Platform != nil {
		w.Platform = c.Platform.Name
	}
	if c.Proof.By != nil {
		w.Key = KeyName(c.Proof.By)
	}
	return w
}

// KeyName names a key for people, without anything of its text: "production
// (RSA 2048, private, sha256 05586d54f2af81f9)".
func KeyName(k *proof.Key) string {
	name := token.Inert(k.Name)
	if !k.Answer.Taken() {
		return name
	}
	what := k.Answer.Key.Title()
	if f := k.Answer.Key.ShortFingerprint(); f != "" {
		what += ", sha256 " + f
	}
	if name == "" {
		return what
	}
	return name + " (" + what + ")"
}
