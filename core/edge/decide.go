package edge

import (
	"net/url"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// decision is what becomes of a request.
type decision struct {
	platform  *platform.Platform // nil for one that is not imitated
	id        string             // what is asked for
	cause     cause.Code         // why it is refused, "" where it plays
	seen      cause.Code         // what the platform's servers see of that, which their answer is about
	said      string
	notes     []string // of what plays
	tokenless bool
	secrets   []string // texts that may stand in no log
}

// decide judges a request by its token.
func (v *verifier) decide(q *request, now time.Time) decision {
	c := v.read(q)
	d := decision{platform: c.Platform, tokenless: c.Token == nil, secrets: secretsOf(c, q)}
	if d.platform == nil {
		d.platform = v.generic()
	}
	if !v.imitates(d.platform) {
		d.platform = nil
		return d
	}
	d.id = d.platform.IDOf(nil, q.url)
	verdict := c.Judge(diagnosis.Options{Platform: c.Platform, Now: now, Viewer: &q.viewer, Row: true})
	leading := verdict.Leading()
	switch {
	case verdict.State == diagnosis.Fails && leading != nil:
		d.refuse(leading.Code, leading.Title)
	case c.Token == nil:
		d.refuse(cause.TokenAbsent, title(cause.TokenAbsent))
	case elsewhere(c, q.url):
		d.refuse(cause.TokenMisplaced, title(cause.TokenMisplaced))
	case !sound(c):
		// what is known of the token itself, before what it says, tells more than that
		if leading != nil && leading.Code.Rank() < cause.KidMissing.Rank() {
			d.refuse(leading.Code, leading.Title)
		} else {
			d.refuse(cause.UnknownKey, noKeyMadeIt)
		}
	default:
		d.warn(verdict.Findings, q.url)
	}
	if d.seen = d.cause; d.cause == cause.UnknownKey && c.Verified.Named != nil {
		d.seen = cause.SignatureWrong // a server takes the key of that ID, and knows of no other one
	}
	return d
}

// sound reports whether a key of the set made the token. Where a format has no proof of that,
// it is enough that a key opened it.
func sound(c *diagnosis.Case) bool {
	return c.Verified.State == token.Valid || c.Token.Opened && c.Verified.By != nil
}

func (d *decision) refuse(code cause.Code, said string) { d.cause, d.said = code, said }

// warn says of what plays here what may make the platform refuse it: the warnings, their codes
// in the answer, and that the host is none of the platform's own.
func (d *decision) warn(findings []platform.Finding, u *url.URL) {
	var titles []string
	for _, f := range findings {
		if f.Severity == platform.Warning && f.BecauseOf == "" {
			titles = append(titles, f.Title)
			d.notes = append(d.notes, noteMayFail+string(f.Code))
		}
	}
	d.said = strings.Join(titles, "; ")
	if p := d.platform; p.Host != nil && p.Host(u) != "" && p.OwnsURL != nil && !p.OwnsURL(u) {
		d.notes = append(d.notes, noteOtherHost)
	}
}

// leastSecret is how long a value of a query is that may be a token, or half of one.
const leastSecret = 16

// secretsOf are the texts of a request that no log may have.
func secretsOf(c *diagnosis.Case, q *request) (list []string) {
	for _, f := range c.Paste.All {
		list = append(list, f.Token, f.Raw)
		for _, v := range f.Cookies {
			list = append(list, v)
		}
	}
	if c.Found != nil {
		list = append(list, c.Found.Token, c.Found.Raw)
	}
	for piece := range strings.SplitSeq(q.query, "&") {
		_, value, ok := strings.Cut(piece, "=")
		if !ok {
			value = piece
		}
		list = append(list, value)
	}
	return list
}
