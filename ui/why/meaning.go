package why

import (
	"strings"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/ui/viewmodel"
)

// rows say what the token means: its times, then what its platform reads in it.
func (s *Structure) rows() []viewmodel.Row {
	t := s.shows()
	if !t.Readable() && t.Sealed() {
		return []viewmodel.Row{{Label: "Kind", Value: []viewmodel.Run{
			{Text: t.Title()}, {Text: " says nothing more without its key", Style: viewmodel.Muted},
		}}}
	}
	var rows []viewmodel.Row
	for _, c := range []struct{ claim, label string }{{"iat", "Issued"}, {"nbf", "Not before"}, {"exp", "Expires"}} {
		if m, ok := t.Time(c.claim); ok {
			rows = append(rows, s.timeRow(c.label, m, t.SaidOf(c.claim, s.now()), c.claim == "exp"))
		}
	}
	meanings := platform.Registered // they mean the same everywhere
	if own := s.found.Platform; own != nil && own.Meanings != nil {
		meanings = own.Meanings
	}
	for _, m := range meanings(t) {
		switch row := meaning(m); m.Label {
		case "Opens": // what it is for goes first
			rows = append([]viewmodel.Row{row}, rows...)
		case "Key ID":
			if by := s.found.Verified.By; by != nil && by.Profile != "" && by.ID == m.Code {
				row.Value = append(row.Value, quiet("  "+token.Excerpt(by.Name, 60)))
			}
			rows = append(rows, row)
		default:
			rows = append(rows, row)
		}
	}
	if recipe := s.found.Verified.Recipe; recipe != "" {
		rows = append(rows, viewmodel.Row{Label: "Recipe", Value: []viewmodel.Run{{Text: token.Inert(recipe), Style: viewmodel.Code}}})
	}
	for _, o := range s.found.Verified.Deviations {
		rows = append(rows, viewmodel.Row{Label: "Odd", Value: []viewmodel.Run{{Text: token.Inert(o)}}})
	}
	return rows
}

// timeRow says a moment on the clock of UTC, on that of the place, and from now, or what is
// wrong with it.
func (s *Structure) timeRow(label string, m token.TimeClaim, said string, end bool) viewmodel.Row {
	if said != "" {
		return viewmodel.Row{Label: label, Value: []viewmodel.Run{{Text: said}}}
	}
	value := []viewmodel.Run{{Text: humantime.UTC(m.At)}}
	if here := humantime.Here(m.At, s.services.Zone); here != "" {
		value = append(value, quiet(apart+unbroken(here)))
	}
	rel := quiet(apart + unbroken(humantime.Relative(m.At, s.now())))
	if end && m.Reached(s.now()) {
		rel.Style = viewmodel.Bad
	}
	return viewmodel.Row{Label: label, Value: append(value, rel)}
}

func meaning(r platform.Meaning) viewmodel.Row {
	var value []viewmodel.Run
	if r.Value != "" {
		value = append(value, viewmodel.Run{Text: token.Inert(r.Value) + " "})
	}
	if r.Code != "" {
		value = append(value, viewmodel.Run{Text: token.Inert(r.Code), Style: viewmodel.Code})
	}
	if r.Note != "" {
		value = append(value, quiet(" "+token.Inert(r.Note)))
	}
	return viewmodel.Row{Label: r.Label, Value: value}
}

func quiet(s string) viewmodel.Run { return viewmodel.Run{Text: s, Style: viewmodel.Muted} }

// apart stands between two forms of a value. A line that is broken there begins without it.
const apart = "  "

// unbroken keeps words together on one line.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }
