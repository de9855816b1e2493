package why

import (
	"cmp"
	"slices"
	"strconv"

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

// shown words the list.
func (l *Log) shown() LogState {
	v := l.list
	if v == nil {
		return LogState{}
	}
	s := LogState{Open: true, Working: v.working, Title: token.Excerpt(v.name, 80), Problem: v.problem, Cause: v.cause}
	unit := " lines"
	if v.pasted {
		unit = " tokens"
	}
	if v.working {
		s.Count = "Reading: " + words.Thousands(v.lines) + unit + " so far"
		return s
	}
	s.Count = words.Thousands(v.sum.Tokens) + " tokens"
	if !v.pasted {
		s.Count = words.Thousands(v.sum.Lines) + " lines, " + s.Count
	}
	for _, of := range []struct {
		state diagnosis.State
		word  string
	}{{diagnosis.Fails, "fail"}, {diagnosis.MayFail, "may fail"}, {diagnosis.Plays, "play"}, {diagnosis.Unknown, "unknown"}, {batch.Unreadable, "could not be read"}} {
		if n := v.sum.Verdicts[of.state]; n > 0 {
			s.Count += ", " + words.Thousands(n) + " " + of.word
		}
	}
	if s.CanSave = len(v.rows) > 0; s.CanSave {
		s.Count += ". Choose a row to read its token."
	}
	s.Causes = []string{"All " + words.Thousands(len(v.rows))}
	for _, code := range v.causes {
		cause := words.Thousands(v.sum.Causes[code]) + "  " + code.Words()
		if since := v.sum.Spread[code].Words(l.services.Now()); since != "" { // when it was met, and by how many
			cause += ", " + since
		}
		s.Causes = append(s.Causes, cause)
	}
	s.Rows, s.Opened = v.shown, v.opened
	return s
}
