package why

import (
	"strings"
	"time"

	"playtoken/core/batch/listing"
	"playtoken/core/humantime"
	"playtoken/core/token"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// pastedLog is what a log is called that was pasted.
const pastedLog = "Pasted log"

// shown words the list.
func (l *Log) shown() LogState {
	v := l.list
	if v == nil {
		return LogState{}
	}
	f := v.list.Filter()
	s := LogState{
		Open: true, Pasted: v.list.Pasted, Alone: v.alone, Working: v.working, Title: token.Excerpt(v.name, 80), Problem: v.problem,
		Cause: f.Cause, Search: f.Search, Sort: f.Sort, Descending: f.Descending, Opened: v.opened,
	}
	if v.working {
		s.About = v.list.Progress(v.lines)
		return s
	}
	s.About = v.list.About(v.bytes, l.services.Now())
	s.CanSave, s.Rows, s.Count = len(v.list.Rows) > 0, v.shown, v.list.Count()
	if len(v.shown) == 0 && strings.TrimSpace(f.Search) != "" {
		s.Nothing = "No row has “" + token.Excerpt(strings.TrimSpace(f.Search), 40) + "” in it."
	}
	s.Headline, s.Detail = v.list.Head()
	if s.Headline != "" {
		s.Mood = moods[v.list.State()]
	}
	s.Table, s.Causes = v.list.Table(), []string{listing.AllCauses}
	for _, r := range s.Table {
		s.Causes = append(s.Causes, r.Title)
	}
	s.Scopes, s.Scope = v.list.Scopes(), viewmodel.Either(f.All, 1, 0)
	s.Facts, s.Heads = l.facts(), v.list.Heads()
	if v.opened >= 0 && v.opened < len(v.shown) {
		s.Name = v.list.Name(v.shown[v.opened].Row)
	}
	return s
}

// report is the list for a ticket, "" where there is none.
func (l *Log) report(mask bool) string {
	v := l.list
	if v == nil || v.working {
		return ""
	}
	return v.list.Report(token.Excerpt(v.name, 80), v.list.About(v.bytes, l.services.Now()), v.problem, mask)
}

// facts are what is known of the open row beside its verdict.
func (l *Log) facts() (rows []viewmodel.Row) {
	v := l.list
	if v.opened < 0 || v.opened >= len(v.shown) {
		return nil
	}
	r := v.shown[v.opened]
	add := func(label, value string, style viewmodel.Style) {
		if value != "" {
			rows = append(rows, viewmodel.Row{Label: label, Value: []viewmodel.Run{{Text: value, Style: style}}})
		}
	}
	add("Asked", strings.Replace(strings.TrimSuffix(r.Time, "Z"), "T", " ", 1), viewmodel.Code)
	add("Status", r.Answer, viewmodel.Code)
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
