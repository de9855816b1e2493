package diagnosis

import (
	"net/url"
	"time"

	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// Options are what is known beside the text.
type Options struct {
	Keys        []verify.Key
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
	Paste    extract.Paste
	Found    *extract.Found // where the token stands; nil where there is none
	Token    *token.Token   // opened, where a key did; nil where there is none
	URL      *url.URL
	Platform *platform.Platform // nil where it cannot be told
	// Likely are the platforms it may be, where it cannot be told.
	Likely  []*platform.Platform
	Proof   verify.Result
	Verdict Verdict

	drm *Case // the token for DRM beside it: where it stands, and its proof; nil for none
}

// Read is the whole way from a pasted text to the verdict.
func Read(text string, o Options) Case {
	return ReadPaste(extract.Read(text), o)
}

// ReadPaste is [Read] for a text that was taken apart already.
func ReadPaste(p extract.Paste, o Options) Case {
	c := Case{Paste: p, URL: p.URL}
	if len(p.All) == 0 {
		c.unmarked(o)
	} else if o.Token >= 0 && o.Token < len(p.All) {
		c.Found = &p.All[o.Token]
		c.URL = c.Found.URL
		c.Token = token.Decode(c.Found.Token)
	}
	if c.Token != nil {
		c.Proof = verify.Try(verify.Input{Token: c.Token, URL: c.URL, Keys: o.Keys})
		c.Token = c.Proof.Token
	}
	c.recognise(o)
	if c.URL == nil && c.Platform != nil {
		c.URL = beside(p, c.Platform)
	}
	if drm := drmToken(p); drm != nil && c.Token != nil && !c.evidence(o).isDRM() {
		c.drm = &Case{Found: drm, Token: token.Decode(drm.Token)}
		c.drm.Proof = verify.Try(verify.Input{Token: c.drm.Token, Keys: o.Keys})
	}
	c.Verdict = c.Judge(o)
	return c
}

// Judge draws the verdict anew: by another clock, or with more known beside the
// text. Of the options it goes by those alone. The keys are not tried again, and
// token and platform stay those of the case.
func (c Case) Judge(o Options) Verdict {
	e := c.evidence(o)
	if c.drm != nil {
		second := e
		second.Found, second.URL, second.other = c.drm.Found, nil, true
		second.Token, second.Proof = c.drm.Token, c.drm.Proof
		e.DRM = &second
	}
	return Judge(e)
}

func (c *Case) evidence(o Options) Evidence {
	e := Evidence{
		Paste: c.Paste, Found: c.Found, Token: c.Token, URL: c.URL, Platform: c.Platform, Proof: c.Proof,
		Now: o.Now, Skew: o.Skew, VideoLength: o.VideoLength, WantID: bareID(c.Platform, o.ID),
		Status: o.Status, StatusText: o.StatusText, SegmentStatus: o.SegmentStatus,
	}
	if e.Status == 0 {
		e.Status, e.StatusText = c.Paste.Status, c.Paste.Before+" "+c.Paste.After
		if c.Found != nil && len(c.Paste.All) > 1 {
			e.Status = c.Found.Status
		}
	}
	return e
}
