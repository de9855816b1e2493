package why

import (
	"playtoken/core/humantime"
	"playtoken/core/reissue"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/ui/viewmodel"
)

// mended words the changed token.
func (p *Presenter) mended(s *State) {
	m := p.mend
	if !m.open {
		return
	}
	w := Mended{Open: true, Title: "Fixed token", Problem: m.problem, URL: token.Inert(m.url), By: m.by, Signers: m.names, Signer: -1, Edit: m.edit.shown()}
	if m.edit.open {
		w.Title = "Edit and re-sign"
	}
	for i, name := range m.names {
		if name == m.chosen {
			w.Signer = i
		}
	}
	if m.text != "" {
		w.Parts = shownParts(formats.Decode(m.text))
		w.Mood, w.Verdict = moods[m.verdict.State], m.verdict.Headline
		if r := m.next(); r != nil {
			w.Next = r.Label
		}
	}
	w.Heads = []string{"", "Before", "After"}
	for _, c := range reissue.Differences(m.before, m.after) {
		w.Rows = append(w.Rows, p.change(c))
	}
	s.Mended = w
}

// change words one difference, a time with what it means.
func (p *Presenter) change(c reissue.Change) [][]viewmodel.Run {
	cell := func(raw string, d reissue.Draft) []viewmodel.Run {
		if raw == "" {
			return []viewmodel.Run{{Text: "none", Style: viewmodel.Muted}}
		}
		runs := []viewmodel.Run{{Text: token.Excerpt(raw, 200), Style: viewmodel.Code}}
		times := d.Format.Times()
		if v, ok := d.Claims.Get(c.Name); ok && c.Part == "claims" && times.Is(c.Name) {
			if m := times.Read(c.Name, v); m.Usable() {
				runs = append(runs, quiet("  "+humantime.Relative(m.At, p.now())))
			}
		}
		return runs
	}
	name := c.Name
	if name == "" {
		name = c.Part
	}
	return [][]viewmodel.Run{{{Text: token.Excerpt(name, 40)}}, cell(c.Before, p.mend.before), cell(c.After, p.mend.after)}
}
