package compare

import (
	"slices"
	"strconv"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/logline"
	"playtoken/core/token"
)

// request puts side by side what the texts tell of the two requests. What one of them has no
// place for is no difference.
func (c *comparing) request() {
	g, b := askedBy(c.good), askedBy(c.bad)
	status := func(k diagnosis.Case) string {
		if n := k.Status(); n > 0 {
			return strconv.Itoa(n)
		}
		return ""
	}
	add := func(name, good, bad string, none bool) {
		if none || good != "" && bad != "" {
			note := ""
			if c.platform != nil && slices.Contains(c.platform.LooksAt, name) && !c.answeredAlike() {
				note = besideNote
			}
			c.add("request", name, token.Excerpt(good, 200), token.Excerpt(bad, 200), note != "", note)
		}
	}
	add("status", status(c.good), status(c.bad), false)
	add("Referer", g.Origin.Referer, b.Origin.Referer, g.NoReferer && b.Origin.Referer != "" || b.NoReferer && g.Origin.Referer != "")
	add("User-Agent", g.Origin.Agent, b.Origin.Agent, false)
	add("client", g.Client, b.Client, false)
	add("country", strings.ToUpper(g.Origin.Country), strings.ToUpper(b.Origin.Country), false)
}

// answeredAlike reports whether both are known to be answered alike: whatever differs made no
// difference.
func (c *comparing) answeredAlike() bool {
	return c.good.Status() > 0 && c.good.Status()/100 == c.bad.Status()/100
}

// askedBy is the line of a log that the token stands in, with what other texts tell of who asks.
func askedBy(c diagnosis.Case) logline.Entry {
	line := c.Line()
	origin := logline.Origin{}
	if line.Origin != nil {
		origin = *line.Origin
	} else if line.URL == "" {
		origin.Referer = c.Referer()
	}
	line.Origin = &origin
	return line
}
