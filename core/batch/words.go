package batch

import (
	"strings"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/token"
	"playtoken/core/words"
)

// verdictWords are the verdicts in the order in which they are told.
var verdictWords = []struct {
	state diagnosis.State
	words string
}{
	{diagnosis.Fails, "fail"},
	{diagnosis.MayFail, "may fail"},
	{diagnosis.Plays, "play"},
	{diagnosis.Unknown, "have nothing wrong in them that can be seen"},
	{Unreadable, "could not be read"},
}

// Verdicts are the verdicts of a list in the order in which they are told.
func Verdicts() (list []diagnosis.State) {
	for _, v := range verdictWords {
		list = append(list, v.state)
	}
	return list
}

// NotUsed says which columns of a list no token is made of.
func (s Summary) NotUsed() string {
	names := s.Unused[:min(len(s.Unused), mostNamed)]
	text := "Not used: " + token.Excerpt(words.List(names), 200)
	if more := len(s.Unused) - len(names); more > 0 {
		text += " and " + words.Count(more, "further column")
	}
	return text + "."
}

// mostNamed is how many columns are named.
const mostNamed = 8

// Words says how many tokens have which verdict: "2 fail, 1 may fail"; "" for no token.
func (s WhySummary) Words() string {
	var list []string
	for _, v := range verdictWords {
		if n := s.Verdicts[v.state]; n > 0 {
			list = append(list, words.Thousands(n)+" "+v.words)
		}
	}
	return strings.Join(list, ", ")
}

// OtherKeys says that the keys at hand are others than the platform's; "" where that is not shown.
func (s WhySummary) OtherKeys() string {
	if s.Misfits == 0 {
		return ""
	}
	return "A key at hand is not the platform's: " + words.Count(s.Misfits, "request") + " played whose token it did not sign."
}

// Size says how much was read: "3,000 lines, 2,988 tokens".
func (s WhySummary) Size() string {
	return words.Count(s.Lines, string(s.Unit)) + ", " + words.Count(s.Tokens, "token")
}

// Words tells since when and by whom a cause was met: "from 02:05:11 to 02:09:40 UTC, 14
// clients"; "" where the lines say neither.
func (s Spread) Words(now time.Time) string {
	var parts []string
	if !s.First.IsZero() {
		layout := "15:04:05"
		if first := s.First.UTC(); first.YearDay() != now.UTC().YearDay() || first.Year() != now.UTC().Year() || s.Last.Sub(s.First) > 24*time.Hour {
			layout = "2 Jan 2006 15:04:05"
		}
		text := "from " + s.First.UTC().Format(layout) + " to " + s.Last.UTC().Format(layout) + " UTC"
		if s.First.Equal(s.Last) {
			text = "at " + s.First.UTC().Format(layout) + " UTC"
		}
		parts = append(parts, text)
	}
	if s.Clients.Count > 0 {
		parts = append(parts, s.Clients.Words("client"))
	}
	return strings.Join(parts, ", ")
}

// Words says how many there were: "14 clients".
func (a Among) Words(one string) string {
	if a.More {
		return "more than " + words.Count(a.Count, one)
	}
	return words.Count(a.Count, one)
}
