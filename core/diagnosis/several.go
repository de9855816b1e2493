package diagnosis

import (
	"fmt"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

// mostAlike is how many further tokens of a text are judged beside the one that is shown.
const mostAlike = 16

// alike are the further tokens of the text that are as good as the one that is judged: of the
// same platform and used in the same way, or of a platform that the token or its URL tells by
// itself. Those that a player takes with it are told by its findings, and the header of a
// request to some API is another matter.
func (c *Case) alike(o Options) (list []Case) {
	if o.Row || c.Found == nil || len(c.Paste.All) < 2 {
		return nil
	}
	known := map[string]bool{c.Found.Token: true}
	for _, b := range c.beside {
		known[b.Found.Token] = true
	}
	o.Row, o.alone = true, true
	for i := range c.Paste.All {
		f := &c.Paste.All[i]
		if known[f.Token] || len(list) == mostAlike {
			continue
		}
		o.Token = i + 1
		other := Recognise(c.Paste, o)
		if other.Token == nil || other.Foreign != nil {
			continue
		}
		if usedAs(f.Place) == usedAs(c.Found.Place) && other.Platform == c.Platform || isPlayedWith(f.Place) && other.isOurs() {
			list = append(list, other)
		}
	}
	return list
}

// isPlayedWith reports whether a token that stands so is one that something is played with.
func isPlayedWith(p extract.Place) bool {
	switch p {
	case extract.Header, extract.Cookie, extract.Body, extract.Referrer:
		return false
	}
	return true
}

// isOurs reports whether the token, or the URL around it, tells by itself whose it is.
func (c *Case) isOurs() bool {
	around := c.URL
	if c.Found.URL == nil {
		around = nil // it is of another token
	}
	return all.Owner(c.Token, nil) != nil || around != nil && all.Owner(nil, around) == c.Platform && c.Platform != nil
}

// usedAs is a place for all that are used in the same way.
func usedAs(p extract.Place) extract.Place {
	switch p {
	case extract.Alone, extract.Text, extract.Member, extract.Attribute:
		return extract.Alone
	case extract.Path, extract.Unnamed, extract.Fragment:
		return extract.Query
	}
	return p
}

// several says in the verdict how many tokens of the text fail, where others do not: who has
// several reads it as that on all of them. Of a log it says that it
// is on one of the requests: each has a verdict of its own.
func (v *Verdict) several(c *Case, o Options) {
	if n := c.Paste.Requests; c.Paste.Asking > 1 && c.Found != nil && c.Found.Line.URL != "" && !o.Row {
		if c.Paste.IsLog() {
			v.others(ofLog(n), "")
			return
		}
		v.others("", ofRequests(n))
	}
	if len(c.alikes) == 0 {
		return
	}
	o.Row, o.Status, o.StatusText, o.Content = true, 0, "", ContentUnknown // that was answered to the one
	failing, which := 0, 0
	var first *platform.Finding
	if v.State == Fails {
		failing, first, which = 1, v.Leading(), c.Nth()+1
	}
	for _, other := range c.alikes {
		said := judge(other.evidence(o))
		if said.State != Fails {
			continue
		}
		if failing++; first == nil {
			first, which = said.Leading(), other.Nth()+1
		}
	}
	of := 1 + len(c.alikes)
	if failing == 0 || first == nil || failing == of {
		return
	}
	tokens := fmt.Sprintf("%d tokens", of)
	if of > mostAlike {
		tokens = "the first " + tokens
	}
	v.others(alsoFails(failing, tokens), othersFail(failing, tokens, which, first.Title))
}

// others puts something behind the headline, and behind that of now where it is the same, and
// a sentence behind the detail.
func (v *Verdict) others(headline, detail string) {
	same := v.Now != nil && v.Now.Headline == v.Headline
	if v.Headline += headline; same {
		v.Now.Headline = v.Headline
	}
	v.Detail = strings.TrimSpace(v.Detail + " " + detail)
	v.Others.Headline += headline
	v.Others.Detail = strings.TrimSpace(v.Others.Detail + " " + detail)
}
