package diagnosis

import (
	"time"

	"playtoken/core/humantime"
)

// Life is the life of a token as parts of a line, 0 to 1, with a word for each place.
type Life struct {
	Begin     float32 `json:"begin"`
	End       float32 `json:"end"`
	Now       float32 `json:"now"`
	BeginText string  `json:"begin_text"` // "" where it is not known
	EndText   string  `json:"end_text"`
	NowText   string  `json:"now_text"`
	Over      bool    `json:"over"` // the token has ended
	// Asked is when it was asked for, where that is not now: there is a second mark then,
	// with its text. AskedOver tells that the token had ended.
	Asked     float32 `json:"asked"`
	AskedText string  `json:"asked_text"`
	AskedOver bool    `json:"asked_over"`
}

// Life places begin, end and now on a line, and the moment at which it was asked for where
// the text tells that. A token that ended long ago keeps enough of the line to be seen. Now
// is clock, or the moment that a person has asked about. There is none of a token without an
// end.
func (c *Case) Life(clock time.Time) (Life, bool) {
	asOf := c.Verdict.AsOf
	clock = clock.UTC()
	now := clock
	if asOf.From == FromPerson {
		now = asOf.At.UTC()
	}
	t := c.Says()
	if t == nil {
		return Life{}, false
	}
	exp, ok := t.Time("exp")
	if !ok || t.SaidOf("exp", now) != "" {
		return Life{}, false
	}
	short := func(at time.Time) string { return humantime.Short(at, now, time.UTC) }
	l := Life{Over: exp.Reached(now), End: 1, EndText: "ends " + short(exp.At)}
	if l.Over {
		l.EndText = "expired " + short(exp.At)
	}
	begin := exp.At.Add(-24 * time.Hour) // for the picture alone: it is not said
	iat, hasIat := t.Time("iat")
	switch {
	case hasIat && iat.Usable() && iat.At.Before(exp.At):
		begin = iat.At
		l.BeginText = "issued " + short(iat.At)
	case now.Before(begin):
		begin = now
	}
	whole := exp.At.Sub(begin).Seconds()
	l.NowText = "now " + now.Format("15:04") + " UTC"
	if asOf.From == FromPerson {
		l.NowText = "as of " + humantime.Short(now, clock, time.UTC) + " UTC"
	}
	switch late := now.Sub(exp.At); {
	case l.Over:
		l.End = float32(max(0.4, whole/(whole+late.Seconds())))
		l.Now = 0.99
		l.NowText += ", " + humantime.Span(late) + " late"
	case now.Before(begin):
		l.Begin, l.Now = 0.25, 0.01
		l.NowText += ", begins in " + humantime.Span(begin.Sub(now))
	default:
		l.Now = float32(now.Sub(begin).Seconds() / whole)
		l.NowText += ", " + humantime.Span(-late) + " left"
	}
	if asOf.From == FromPaste {
		l.asked(asOf.At.UTC(), begin, exp.At, now)
	}
	return l, true
}

// asked puts the moment on the line at which it was asked for.
func (l *Life) asked(at, begin, end, now time.Time) {
	part := func(from, to time.Time) float32 {
		return float32(max(0, min(1, at.Sub(from).Seconds()/max(1, to.Sub(from).Seconds()))))
	}
	l.AskedOver = !at.Before(end)
	l.AskedText = "asked " + at.Format("15:04:05")
	switch {
	case l.AskedOver:
		l.Asked = l.End + part(end, now)*(l.Now-l.End)
		l.AskedText += ", " + humantime.Span(at.Sub(end)) + " late"
	case at.Before(begin):
		if l.Begin == 0 { // there is room in front of it, as where now is before it
			l.Begin, l.End, l.Now, l.Asked = 0.25, 0.25+0.75*l.End, 0.25+0.75*l.Now, 0.01
		}
		l.AskedText += ", before it began"
	default:
		l.Asked = l.Begin + part(begin, end)*(l.End-l.Begin)
		l.AskedText += ", " + humantime.Span(end.Sub(at)) + " left"
	}
	l.NowText = "now " + humantime.Short(now, at, time.UTC)
}
