package decode

import (
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/when"
	"playtoken/ui/look"
)

// rows say what the token means: its times, then what its platform reads in it.
func (p *Presenter) rows() []look.Row {
	t := p.found.Token
	if !t.Readable() && t.Kind.Encrypted() {
		return []look.Row{{Label: "Kind", Value: []look.Run{
			{Text: upperFirst(withoutArticle(diagnosis.KindName(t)))}, {Text: " says nothing more without its key", Manner: look.Muted},
		}}}
	}
	var rows []look.Row
	for _, c := range []struct{ claim, label string }{{"iat", "Issued"}, {"nbf", "Not before"}, {"exp", "Expires"}} {
		if m, ok := t.Time(c.claim); ok {
			rows = append(rows, p.timeRow(c.label, m, c.claim == "exp"))
		}
	}
	read := p.found.Platform
	if read == nil || read.Read == nil {
		read = platform.ByName("jwt") // the registered claims mean the same everywhere
	}
	if read != nil && read.Read != nil {
		for _, r := range read.Read(t) {
			rows = append(rows, meaning(r))
		}
	}
	if p.found.Proof.Recipe != "" {
		rows = append(rows, look.Row{Label: "Recipe", Value: []look.Run{{Text: token.Inert(p.found.Proof.Recipe), Manner: look.Code}}})
	}
	for _, o := range p.found.Proof.Oddities {
		rows = append(rows, look.Row{Label: "Odd", Value: []look.Run{{Text: token.Inert(o)}}})
	}
	return rows
}

// timeRow says a moment on the clock of UTC, on that of the place, and from now.
func (p *Presenter) timeRow(label string, m token.Moment, end bool) look.Row {
	if !m.Usable() {
		return look.Row{Label: label, Value: []look.Run{{Text: m.Said(), Manner: look.Bad}}}
	}
	value := []look.Run{{Text: when.UTC(m.At)}}
	if here := when.Here(m.At, p.services.Zone); here != "" {
		value = append(value, quiet(" "+unbroken(" "+here)))
	}
	rel := quiet(" " + unbroken(" "+when.Relative(m.At, p.now())))
	if end && m.Reached(p.now()) {
		rel.Manner = look.Bad
	}
	return look.Row{Label: label, Value: append(value, rel)}
}

func meaning(r platform.Reading) look.Row {
	var value []look.Run
	if r.Value != "" {
		value = append(value, look.Run{Text: token.Inert(r.Value) + " "})
	}
	if r.Code != "" {
		value = append(value, look.Run{Text: token.Inert(r.Code), Manner: look.Code})
	}
	if r.Note != "" {
		value = append(value, quiet(" "+token.Inert(r.Note)))
	}
	return look.Row{Label: r.Label, Value: value}
}

func quiet(s string) look.Run { return look.Run{Text: s, Manner: look.Muted} }

// unbroken keeps words together on one line.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

// relative says where a moment lies from the one that is asked about.
func (p *Presenter) relative(m token.Moment) string { return when.Relative(m.At, p.now()) }
