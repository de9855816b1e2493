package compare

import (
	"slices"
	"strconv"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/token"
)

// asked are the rows of a request: its answer, and who asks.
var asked = [...]string{"status", "Referer", "User-Agent", "client", "country"}

// none is what a text says that has a place for something, and nothing in it.
const none = "-"

// request puts side by side what the texts tell of the two requests. What one of them has no
// place for is no difference.
func (c *comparing) request() {
	good, bad := askedBy(c.good), askedBy(c.bad)
	for i, name := range asked {
		g, b := good[i], bad[i]
		if g == "" || b == "" || g == none && b == none {
			continue
		}
		note := ""
		if c.platform != nil && slices.Contains(c.platform.LooksAt, name) && !c.answeredAlike() {
			note = besideNote
		}
		c.add("request", name, token.Excerpt(strings.TrimPrefix(g, none), 200), token.Excerpt(strings.TrimPrefix(b, none), 200), note != "", note)
	}
}

// answeredAlike reports whether both are known to be answered alike: whatever differs made no
// difference.
func (c *comparing) answeredAlike() bool {
	good := c.good.Status()
	return good > 0 && good/100 == c.bad.Status()/100
}

// askedBy are the values of the rows as the line of a log tells them, or another text, "" where
// it does not.
func askedBy(c *diagnosis.Case) (told [len(asked)]string) {
	if n := c.Status(); n > 0 {
		told[0] = strconv.Itoa(n)
	}
	line := c.Line()
	told[3] = line.Client
	switch o := line.Origin; {
	case o != nil:
		told[1], told[2], told[4] = o.Referer, o.Agent, o.Country
	case line.URL == "":
		told[1] = c.Referer()
	}
	if line.NoReferer && told[1] == "" {
		told[1] = none
	}
	return told
}
