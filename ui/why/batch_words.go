package why

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"playtoken/core/batch"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/token"
	"playtoken/core/words"
)

// rowWords is a row of the list as it is shown.
func rowWords(r batch.WhyRow) LogRow {
	answered := ""
	if r.Status > 0 {
		answered = strconv.Itoa(r.Status)
	}
	clock := r.Time
	if len(clock) == len("2006-01-02T15:04:05Z") {
		clock = clock[11:19]
	}
	return LogRow{
		Mood: moods[r.Verdict], Line: strconv.Itoa(r.Line), Text: r.Headline,
		Asked: clock, Status: answered, Client: r.Client, Where: cmp.Or(r.PlaybackID, r.URLHost, r.Platform),
	}
}

// ranked lists codes by their number, the most frequent first.
func ranked(causes map[cause.Code]int) (codes []cause.Code) {
	for code := range causes {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b cause.Code) int {
		return cmp.Or(cmp.Compare(causes[b], causes[a]), cmp.Compare(a, b))
	})
	return codes
}

// spread tells since when a cause was met, and by how many, behind its name.
func spread(s batch.Spread, now time.Time) string {
	if text := s.Words(now); text != "" {
		return ", " + text
	}
	return ""
}

// logged words the log.
func (p *Presenter) logged(s *State) {
	l := p.log
	w := Log{Open: l.open, Working: l.working, Title: token.Excerpt(l.name, 80), Problem: l.problem, Cause: l.cause}
	defer func() { s.Log = w }()
	if l.working {
		w.Count = "Reading: " + words.Thousands(l.lines) + " lines so far"
		if l.pasted {
			w.Count = "Reading: " + words.Thousands(l.lines) + " tokens so far"
		}
		return
	}
	if !l.open {
		return
	}
	w.Count = words.Thousands(l.sum.Lines) + " lines, " + words.Thousands(l.sum.Tokens) + " tokens"
	if l.pasted {
		w.Count = words.Thousands(l.sum.Tokens) + " tokens"
	}
	for _, v := range []struct {
		state diagnosis.State
		word  string
	}{{diagnosis.Fails, "fail"}, {diagnosis.MayFail, "may fail"}, {diagnosis.Plays, "play"}, {diagnosis.Unknown, "unknown"}, {batch.Unreadable, "could not be read"}} {
		if n := l.sum.Verdicts[v.state]; n > 0 {
			w.Count += ", " + words.Thousands(n) + " " + v.word
		}
	}
	if w.CanSave = len(l.rows) > 0; w.CanSave {
		w.Count += ". Choose a row to read its token."
	}
	w.Causes = []string{"All " + words.Thousands(len(l.rows))}
	for _, code := range l.causes {
		w.Causes = append(w.Causes, words.Thousands(l.sum.Causes[code])+"  "+code.Words()+spread(l.sum.Spread[code], p.services.Now()))
	}
	w.Rows, w.Opened = l.shown, l.opened
}
