package why

import (
	"slices"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/reissue"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/ui/viewmodel"
)

// choices are names of keys as they are chosen from: letters find a saved one by its own name.
func choices(names []string) []string {
	list := slices.Clone(names)
	for i, name := range list {
		if own, quoted := strings.CutPrefix(name, "key “"); quoted && strings.Count(own, "“") == 0 {
			list[i] = strings.TrimSuffix(own, "”")
		}
	}
	return list
}

// shown words the changed token.
func (r *Reissue) shown() ReissueState {
	if !r.open {
		return ReissueState{}
	}
	s := ReissueState{
		Open: true, Title: "Fixed token", Problem: r.problem, URL: token.Inert(r.made.url), By: r.by,
		Signers: choices(r.names), Signer: r.at, Heads: []string{"", "Before", "After"},
		ToSign: r.canSign(),
	}
	if s.NeedsKey = r.needed; s.NeedsKey {
		s.Title = "To be signed"
	}
	if made := r.made.found; made != nil {
		s.Parts = shownParts(formats.Decode(r.made.text))
		s.Mood, s.Verdict = mood(made), made.Verdict.Headline
		if r.made.doubted && made.Verdict.State == diagnosis.Plays {
			s.Mood, s.Verdict = viewmodel.Careful, s.Verdict+", if the platform has this key for the video"
		}
		if remedy := r.next(); remedy != nil {
			s.Next = remedy.Label
		}
	}
	for _, c := range reissue.Differences(r.before, r.after) {
		s.Rows = append(s.Rows, r.change(c))
	}
	return s
}

// change words one difference, a time with what it means.
func (r *Reissue) change(c reissue.Change) [][]viewmodel.Run {
	cell := func(raw string, d reissue.Draft) []viewmodel.Run {
		if raw == "" {
			return []viewmodel.Run{{Text: "none", Style: viewmodel.Muted}}
		}
		runs := []viewmodel.Run{{Text: token.Excerpt(raw, 200), Style: viewmodel.Code}}
		times := d.Format.Times()
		if v, ok := d.Claims.Get(c.Name); ok && c.Part == "claims" && times.Is(c.Name) {
			if m := times.Read(c.Name, v); m.Usable() {
				runs = append(runs, quiet("  "+humantime.Relative(m.At, r.now())))
			}
		}
		return runs
	}
	name := c.Name
	if name == "" {
		name = c.Part
	}
	return [][]viewmodel.Run{{{Text: token.Excerpt(name, 40)}}, cell(c.Before, r.before), cell(c.After, r.after)}
}
