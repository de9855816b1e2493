package why

import (
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/token"
	"playtoken/ui/viewmodel"
)

// life places begin, end and now on a line, and the moment at which it was asked for where
// the text tells that. A token that ended long ago keeps enough of the line to be seen.
func (s *Structure) life() (viewmodel.Life, bool) {
	now := s.now().UTC()
	exp, ok := s.found.Token.Time("exp")
	if !ok || s.found.Token.SaidOf("exp", now) != "" {
		return viewmodel.Life{}, false
	}
	iat, hasIat := s.found.Token.Time("iat")
	hasIat = hasIat && iat.Usable() && iat.At.Before(exp.At)
	word := func(m token.TimeClaim) string { return humantime.Short(m.At, now, time.UTC) }
	l := viewmodel.Life{Over: exp.Reached(now), End: 1}
	end := "ends "
	if l.Over {
		end = "expired "
	}
	l.EndText = end + word(exp)
	begin := exp.At.Add(-24 * time.Hour) // for the picture alone: it is not said
	switch {
	case hasIat:
		begin = iat.At
		l.BeginText = "issued " + word(iat)
	case now.Before(begin):
		begin = now
	}
	whole := exp.At.Sub(begin).Seconds()
	clock := "now " + now.Format("15:04") + " UTC"
	if !s.beside.asOf.IsZero() {
		clock = "as of " + humantime.Short(now, s.services.Now().UTC(), time.UTC) + " UTC"
	}
	switch late := now.Sub(exp.At); {
	case l.Over:
		l.End = float32(max(0.4, whole/(whole+late.Seconds())))
		l.Now = 0.99
		l.NowText = clock + ", " + humantime.Span(late) + " late"
	case now.Before(begin):
		l.Begin, l.Now = 0.25, 0.01
		l.NowText = clock + ", begins in " + humantime.Span(begin.Sub(now))
	default:
		l.Now = float32(now.Sub(begin).Seconds() / whole)
		l.NowText = clock + ", " + humantime.Span(-late) + " left"
	}
	if asOf := s.found.Verdict.AsOf; asOf.From == diagnosis.FromPaste {
		s.asked(&l, asOf.At.UTC(), begin, exp.At, now)
	}
	return l, true
}

// asked puts the moment on the line at which it was asked for.
func (s *Structure) asked(l *viewmodel.Life, at, begin, end, now time.Time) {
	part := func(from, to time.Time) float32 {
		return float32(max(0, min(1, at.Sub(from).Seconds()/max(1, to.Sub(from).Seconds()))))
	}
	l.AskedOver = !at.Before(end)
	switch {
	case l.AskedOver:
		l.Asked = l.End + part(end, now)*(l.Now-l.End)
		l.AskedText = "asked " + at.Format("15:04:05") + ", " + humantime.Span(at.Sub(end)) + " late"
	case at.Before(begin):
		l.AskedText = "asked " + at.Format("15:04:05") + ", before it began"
	default:
		l.Asked = l.Begin + part(begin, end)*(l.End-l.Begin)
		l.AskedText = "asked " + at.Format("15:04:05") + ", " + humantime.Span(end.Sub(at)) + " left"
	}
	l.NowText = "now " + humantime.Short(now, at, time.UTC)
}
