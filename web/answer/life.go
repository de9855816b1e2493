package answer

import (
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
)

// Life is the life of a token on a line: where it begins and ends, and the marks of the
// moments that matter, as parts of the line from 0 to 1.
type Life struct {
	Begin float64 `json:"begin"`
	End   float64 `json:"end"`
	Over  bool    `json:"over"` // it has ended by the last mark
	Marks []Mark  `json:"marks"`
	From  string  `json:"from"` // "issued Sat 12:59", "" where that is not known
	To    string  `json:"to"`
}

// Mark is a moment on the line.
type Mark struct {
	At    float64 `json:"at"`
	Text  string  `json:"text"`
	Late  bool    `json:"late"`
	Asked bool    `json:"asked"` // it is the moment of the text, not that of the clock
}

// leastLife is the part of the line that a token keeps which ended long ago.
const leastLife = 0.4

// life draws the line; nil for a token without an end.
func (r *Reader) life(c *diagnosis.Case) *Life {
	now := c.Verdict.AsOf.Clock.UTC()
	exp, ok := c.Token.Time("exp")
	if !ok || c.Token.SaidOf("exp", now) != "" {
		return nil
	}
	short := func(at time.Time) string { return humantime.Short(at, now, time.UTC) }
	l := &Life{Over: exp.Reached(now), To: "ends " + short(exp.At)}
	if l.Over {
		l.To = "ended " + short(exp.At)
	}
	begin := exp.At.Add(-24 * time.Hour) // for the picture alone: it is not said
	iat, hasIat := c.Token.Time("iat")
	switch {
	case hasIat && iat.Usable() && iat.At.Before(exp.At):
		begin, l.From = iat.At, "issued "+short(iat.At)
	case now.Before(begin):
		begin = now
	}
	first, last := begin, exp.At
	for _, at := range []time.Time{now, c.Verdict.AsOf.At} {
		if at.Before(first) {
			first = at
		}
	}
	if l.Over {
		last = now
		if most := exp.At.Add(time.Duration(float64(exp.At.Sub(begin)) * (1/leastLife - 1))); last.After(most) {
			last = most
		}
	}
	place := func(at time.Time) float64 {
		whole := last.Sub(first).Seconds()
		if whole <= 0 {
			return 1
		}
		return max(0, min(1, at.Sub(first).Seconds()/whole))
	}
	l.Begin, l.End = place(begin), place(exp.At)
	mark := func(at time.Time, lead string, asked bool) {
		m := Mark{At: place(at), Text: lead, Asked: asked, Late: exp.Reached(at)}
		switch {
		case m.Late:
			m.Text += ", " + humantime.Span(at.Sub(exp.At)) + " late"
		case at.Before(begin):
			m.Text += ", begins in " + humantime.Span(begin.Sub(at))
		default:
			m.Text += ", " + humantime.Span(exp.At.Sub(at)) + " left"
		}
		l.Marks = append(l.Marks, m)
	}
	if asOf := c.Verdict.AsOf; asOf.From == diagnosis.FromPaste {
		mark(asOf.At.UTC(), "asked "+asOf.At.UTC().Format("15:04:05"), true)
		l.Marks = append(l.Marks, Mark{At: place(now), Text: "now " + now.Format("15:04") + " UTC", Late: l.Over})
		return l
	}
	mark(now, "now "+now.Format("15:04")+" UTC", false)
	return l
}
