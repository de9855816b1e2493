package why

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"playtoken/core/batch/listing"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/token"
)

// shown words the list.
func (r *Recent) shown() (s RecentState) {
	now := r.services.Now()
	for _, p := range r.list {
		row := p.row(now)
		switch ago := now.Sub(p.at); {
		case ago < time.Minute:
			row.When = "just now"
		case ago < 10*time.Minute:
			row.When = humantime.Span(ago.Truncate(time.Minute)) + " ago"
		default:
			row.When = humantime.Short(p.at, now, r.services.Zone)
		}
		s.Recent = append(s.Recent, row)
	}
	return s
}

// row is what was read, judged as of now.
func (p *pasted) row(now time.Time) RecentRow {
	if p.found == nil {
		return RecentRow{Title: pastedLog, Kind: kind(p.what), Text: p.what}
	}
	c, o := *p.found, p.said
	o.Now = now
	c.Rejudge(o)
	row := RecentRow{Mood: mood(&c), Title: token.Excerpt(brief(&c), mostBrief), Kind: kind(c.Paste.What), Text: masked(&c)}
	if row.Kind == "" {
		row.Kind = "text"
	}
	return row
}

// kind is what a text is without how much of it there is, for which a row has no room.
func kind(what string) string {
	is, _, _ := strings.Cut(what, " of ")
	return is
}

// mostBrief is how many characters of a verdict have room in a row.
const mostBrief = 36

// brief is a verdict in a few words: "Is for another playback ID", "Had expired 2 h before".
func brief(c *diagnosis.Case) string {
	v := &c.Verdict
	f := v.Leading()
	end := ""
	if t := c.Says(); t != nil && v.AsOf.From == diagnosis.FromClock {
		if exp, ok := t.Time("exp"); ok && exp.Usable() {
			end = short(exp.At, v.AsOf.Clock)
		}
	}
	switch {
	case unsure(c) && v.Others.Headline != "":
		return "Not proven" + v.Others.Headline
	case unsure(c) && end != "":
		return "Not proven: until " + end
	case v.State == diagnosis.Plays && v.Others.Headline != "" && v.AsOf.From == diagnosis.FromClock:
		return "Plays" + v.Others.Headline
	case v.State == diagnosis.Plays && end != "":
		return "Plays until " + end
	case f == nil: // the rest is the banner's
		text, _, _ := strings.Cut(v.Headline, ";")
		return text
	case f.Code == cause.Expired && end != "":
		return "Expired " + end
	case f.Code == cause.NotTheToken:
		return listing.Refused(c.Status(), c.Verified.State == token.Valid)
	case f.Code == cause.Expired:
		if _, span, ok := strings.Cut(f.Title, "expired "); ok && strings.HasSuffix(span, " ago") {
			return "Had expired " + strings.TrimSuffix(span, " ago") + " before"
		}
	}
	return listing.Briefly(v.Headline)
}

// masked tells a text from others, without the signature of its token.
func masked(c *diagnosis.Case) string {
	status := ""
	if n := c.Status(); n >= 400 {
		status = strconv.Itoa(n) + " "
	}
	switch {
	case c.URL != nil && c.URL.Path != "":
		return status + address(c.URL)
	case c.Token != nil && len(c.Token.Parts) > 1:
		return status + bothEnds(token.Inert(c.Token.Parts[0].Text)) + "." + bothEnds(token.Inert(c.Token.Parts[1].Text)) + ".•••"
	}
	if c.Token != nil && c.Token.Text == "" { // too large to be read
		return status + token.Excerpt(token.Inert(c.Paste.Token[:min(len(c.Paste.Token), 24)]), 20)
	}
	return status + token.Excerpt(oneLine(c.Paste.ID), 60)
}

// address is host and path of a URL, with long pieces cut in the middle.
func address(u *url.URL) string {
	parts := strings.Split(u.EscapedPath(), "/")
	for i, p := range parts {
		name, ending, _ := strings.Cut(p, ".")
		if len(ending) > 8 {
			name, ending = p, ""
		}
		if parts[i] = bothEnds(name); ending != "" {
			parts[i] += "." + ending
		}
	}
	return token.Excerpt(u.Host+strings.Join(parts, "/"), 90)
}
