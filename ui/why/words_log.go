package why

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"playtoken/core/batch"
	"playtoken/core/cause"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// rowWords is a row of the list as it is shown.
func rowWords(r batch.WhyRow) LogRow {
	answered := ""
	if r.Status > 0 {
		answered = strconv.Itoa(r.Status)
	}
	text := briefly(r.Headline)
	switch {
	case r.Code == cause.NotTheToken && r.Status > 0:
		text = faultless
	case r.Code == cause.Expired && strings.HasPrefix(text, "Expired ") && strings.HasSuffix(text, " ago"):
		text = "Had expired " + strings.TrimSuffix(strings.TrimPrefix(text, "Expired "), " ago") + " before"
	}
	return LogRow{
		Mood: moods[r.Verdict], Line: words.Thousands(r.Line), Text: text,
		Asked: clock(r.Time), Status: answered, Client: r.Client, Where: cmp.Or(r.PlaybackID, r.URLHost, labelOf(r.Platform)), IsID: r.PlaybackID != "",
	}
}

// labelOf is what a platform is called.
func labelOf(name string) string {
	for _, p := range all.Platforms() {
		if p.Name == name {
			return p.Label
		}
	}
	return name
}

// clock is the time of day of a moment in RFC 3339.
func clock(at string) string {
	if len(at) == len("2006-01-02T15:04:05Z") {
		return at[11:19]
	}
	return at
}

// inLog is what a cause is called in a list: most of it is over.
var inLog = map[cause.Code]string{
	cause.NotTheToken: "Refused, though the token had no fault",
	cause.TokenAbsent: "No token in the URL",
	cause.Expired:     "The token had expired",
	cause.NotYetValid: "The token was not yet valid",
}

func causeName(code cause.Code) string {
	return cmp.Or(inLog[code], words.UpperFirst(cause.Of(code).Title))
}

// shown words the list.
func (l *Log) shown() LogState {
	v := l.list
	if v == nil {
		return LogState{}
	}
	s := LogState{
		Open: true, Alone: v.alone, Working: v.working, Title: token.Excerpt(v.name, 80), Problem: v.problem,
		Cause: v.filter.cause, Search: v.filter.search, Sort: v.filter.sort, Descending: v.filter.descending, Opened: v.opened,
	}
	unit := "line"
	if v.pasted {
		unit = "token"
	}
	if v.working {
		s.About = "Reading: " + words.Thousands(v.lines) + " " + unit + "s so far"
		return s
	}
	s.About = words.Thousands(v.sum.Tokens) + " tokens"
	if !v.pasted {
		s.About = bytesWords(v.bytes) + ", " + words.Thousands(v.sum.Lines) + " lines, " + s.About
	}
	if f := v.found; !f.from.IsZero() {
		s.About += ", " + l.span(f.from, f.to)
	}
	s.CanSave, s.Rows = len(v.rows) > 0, v.shown
	s.Count = words.Count(len(v.shown), "row")
	if len(v.rows) > 0 {
		v.head(&s)
	}
	s.Causes = []string{"All causes"}
	for _, m := range v.found.causes {
		s.Table = append(s.Table, l.causeRow(m))
		s.Causes = append(s.Causes, causeName(m.code))
	}
	if v.found.trouble > 0 {
		s.Scopes = []string{v.troubleWord() + " " + words.Thousands(v.found.trouble), "All " + words.Thousands(len(v.rows))}
	}
	s.Scope = viewmodel.Either(v.filter.all, 1, 0)
	s.Facts = l.facts()
	return s
}

// troubleWord is what the rows in trouble are called.
func (v *verdicts) troubleWord() string {
	return viewmodel.Either(v.found.statuses && v.found.refused >= v.found.trouble, "Refused", "Failing")
}

// head says of all how many were refused, and why most were.
func (v *verdicts) head(s *LogState) {
	f := v.found
	of := len(v.rows)
	what := "tokens"
	if f.statuses && !v.pasted {
		of, what = max(of, v.sum.Lines), "requests"
	}
	verb, n, others := " fail or may fail", f.trouble, false
	switch {
	case !f.statuses || f.refused == 0:
	case f.trouble > f.refused: // those that were not refused are among the causes too
		verb, others = " were refused or may fail", true
	default:
		verb, n = " were refused", f.refused
	}
	switch {
	case n == 0 && f.statuses:
		s.Mood, s.Headline = viewmodel.Fine, "None of "+words.Thousands(of)+" "+what+" was refused"
		return
	case n == 0:
		s.Headline = "Nothing stands against any of the " + words.Thousands(of) + " " + what
		return
	}
	s.Mood = viewmodel.Failed
	s.Headline = words.Thousands(n) + " of " + words.Thousands(of) + " " + what + verb
	switch len(f.causes) {
	case 0:
	case 1:
		s.Headline += ", from one cause"
	default:
		s.Headline += ", from " + small(len(f.causes)) + " causes"
	}
	if others {
		s.Detail = words.Thousands(f.refused) + " were refused. "
	}
	if len(f.causes) > 0 {
		s.Detail += v.most(f.causes[0])
	}
	if f.played > 0 {
		s.Detail = strings.TrimSpace(s.Detail + " " + words.Thousands(f.played) + " played.")
	}
}

// most says of the cause that was met most since when and for whom.
func (v *verdicts) most(m met) string {
	said := "Most"
	if !m.first.IsZero() {
		said += " since " + m.first.UTC().Format("15:04:05") + " UTC"
	}
	if len(m.ids) == 1 {
		said += ", for one playback ID"
	}
	return said + ": " + words.LowerFirst(causeName(m.code)) + "."
}

// small writes a small number in words.
func small(n int) string {
	if list := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}; n < len(list) {
		return list[n]
	}
	return words.Thousands(n)
}

// span is from when to when, with the day where that is not today.
func (l *Log) span(from, to time.Time) string {
	layout := "15:04:05"
	if now := l.services.Now().UTC(); from.UTC().Format(time.DateOnly) != now.Format(time.DateOnly) || to.Sub(from) > 24*time.Hour {
		layout = "2 Jan 15:04:05"
	}
	return from.UTC().Format(layout) + " to " + to.UTC().Format(layout) + " UTC"
}

// causeRow words a cause.
func (l *Log) causeRow(m met) CauseRow {
	share := float64(m.rows) / float64(max(1, l.list.found.trouble))
	row := CauseRow{
		Mood: moods[m.worst], Title: causeName(m.code), Count: words.Thousands(m.rows), Part: float32(m.rows) / float32(l.list.found.causes[0].rows),
		Share: fmt.Sprintf("%.0f %%", math.Max(1, math.Round(share*100))), Whom: whom(m, len(m.ids) > 0), // the rows below have the address
	}
	if !m.first.IsZero() {
		row.Since, row.Last = m.first.UTC().Format("15:04:05"), m.last.UTC().Format("15:04:05")
	}
	return row
}

// whom says which clients and IDs a cause concerns: of one client its address, but where that
// is to be left out.
func whom(m met, noAddress bool) string {
	var parts []string
	switch n := len(m.clients); {
	case n == 1 && !noAddress:
		parts = append(parts, "1 client "+only(m.clients))
	case n > 0:
		parts = append(parts, more(n)+words.Count(n, "client"))
	}
	switch n := len(m.ids); {
	case n == 1:
		parts = append(parts, "playback ID "+platform.ShortID(only(m.ids)))
	case n > 0:
		parts = append(parts, more(n)+words.Count(n, "playback ID"))
	}
	return strings.Join(parts, ", ")
}

func only(set map[string]bool) string {
	for one := range set {
		return one
	}
	return ""
}

func more(n int) string { return viewmodel.Either(n >= mostMet, "more than ", "") }

// bytesWords writes the size of a file.
func bytesWords(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return words.Count(int(n), "byte")
}

// facts are what is known of the open row beside its verdict.
func (l *Log) facts() (rows []viewmodel.Row) {
	v := l.list
	if v.opened < 0 || v.opened >= len(v.places) {
		return nil
	}
	r := v.rows[v.places[v.opened]]
	add := func(label, value string, style viewmodel.Style) {
		if value != "" {
			rows = append(rows, viewmodel.Row{Label: label, Value: []viewmodel.Run{{Text: value, Style: style}}})
		}
	}
	add("Asked", strings.Replace(strings.TrimSuffix(r.Time, "Z"), "T", " ", 1), viewmodel.Code)
	add("Status", r.shown.Status, viewmodel.Code)
	add("Playback ID", r.PlaybackID, viewmodel.Code)
	if c := l.reading.found; c != nil && c.Token != nil {
		if by := c.Verified.By; by != nil && (c.Verified.State == token.Valid || c.Token.Opened) {
			add("Signed by", words.UpperFirst(keyName(by)), viewmodel.Plain)
		}
		iat, hasIat := c.Token.Time("iat")
		exp, hasExp := c.Token.Time("exp")
		short := func(at time.Time) string { return humantime.Short(at, l.services.Now(), time.UTC) }
		switch {
		case hasIat && hasExp && iat.Usable() && exp.Usable():
			add("Token", short(iat.At)+" to "+short(exp.At)+" UTC", viewmodel.Plain)
		case hasExp && exp.Usable():
			add("Token", "to "+short(exp.At)+" UTC", viewmodel.Plain)
		}
	}
	add("Client", r.Client, viewmodel.Code)
	add("Agent", r.Agent, viewmodel.Plain)
	return rows
}
