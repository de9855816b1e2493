package sign

import (
	"slices"
	"strings"

	"playtoken/core/platform"
	"playtoken/ui/viewmodel"
)

// waitsFor is the field that the URLs wait for: the first one beside them, where another
// text than a choice was asked for and is not there, or what is there is wrong.
func (m *making) waitsFor() (label string, wrong bool) {
	f, ok := m.platform.Field(m.firstOption())
	if !ok {
		return "", false
	}
	label = m.name(f.Name)
	if text, tone := m.problemOf(f.Name); text != "" && tone == viewmodel.Wrong {
		return label, true
	}
	if f.Open && strings.TrimSpace(m.values[f.Name]) == "" {
		return label, false
	}
	return "", false
}

// problemOf finds what is to be said at a field. That something is missing is
// said in the banner, not at every empty field of a fresh form.
func (m *making) problemOf(field string) (text string, tone viewmodel.Tone) {
	i := slices.IndexFunc(m.problems, func(pr platform.Problem) bool { return pr.Field == field && !pr.Missing && !pr.Warning })
	if i < 0 {
		i = slices.IndexFunc(m.problems, func(pr platform.Problem) bool { return pr.Field == field && !pr.Missing })
	}
	switch f, _ := m.platform.Field(field); {
	case i < 0:
		return "", tone
	case m.unfinished(field) && !m.problems[i].Warning:
		return m.problems[i].Text, viewmodel.Quiet
	case !m.problems[i].Warning && f.Place == platform.URLKit && f.Name != m.firstOption():
		return m.problems[i].Text + " It is left out until then.", viewmodel.Wrong
	case !m.problems[i].Warning:
		return m.problems[i].Text, viewmodel.Wrong
	case m.signed == nil && f.Name != "" && strings.TrimSpace(m.values[field]) == "":
		return "", tone // it may be filled in yet
	}
	return m.problems[i].Text, viewmodel.Warning
}

// unfinished reports whether a field is being typed in letter by letter: what is wrong with it
// is said without alarm until it is left.
func (m *making) unfinished(field string) bool { return m.letters && field == m.typing }

// firstOption is the field beside the URLs that stands at their head, "" for none.
func (m *making) firstOption() string {
	for _, f := range m.platform.Fields {
		if f.Place == platform.URLKit {
			return f.Name
		}
	}
	return ""
}

// saidAt reports whether what there is to say of a field is to be seen at the field.
func (m *making) saidAt(field string) bool {
	switch f, _ := m.platform.Field(field); {
	case field == platform.ExpiresField, field == platform.KeyField:
		return true
	case f.Name == "":
		return false
	case f.Place == platform.More:
		return m.more
	case f.Place == platform.URLKit:
		return m.options || f.Name == m.firstOption()
	}
	return true
}

// place is where a field of the form stands.
func (m *making) place(field string) platform.Place {
	f, _ := m.platform.Field(field)
	return f.Place
}

// name is what a field is called in a sentence.
func (m *making) name(field string) string {
	switch field {
	case platform.KeyField:
		return m.platform.KeyLabel
	case platform.ExpiresField:
		return "Lifetime"
	case platform.ClaimsField:
		return "Further claims"
	}
	f, _ := m.platform.Field(field)
	if f.OpenName != "" && !slices.ContainsFunc(f.Choices, func(c platform.Choice) bool { return c.Value == m.values[field] }) {
		return f.OpenName // what was given instead of a choice has a field of its own
	}
	return f.Label
}
