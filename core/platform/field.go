package platform

import (
	"fmt"
	"strings"
)

// Names of the fields that every platform has under its own label.
const (
	KeyID = "key_id" // the ID under which the platform knows the key
	ID    = "id"     // what is to be played: playback ID, stream ID, path
)

// Place says where in the window a field stands.
type Place int

// The places of a field.
const (
	Main   Place = iota
	More         // under "More claims and options"
	URLKit       // beside the URLs, which alone it changes
)

// Field is one field of a platform's form.
type Field struct {
	Name     string
	Label    string
	Help     string // one sentence
	Example  string // shown in the empty field
	Required bool
	Default  string
	Choices  []Choice // the values to choose from; none for free text
	Open     bool     // whether another text than a choice is allowed
	OpenName string   // the label of that other text: "Own host"
	Place    Place
	Area     bool // several lines of text
	Played   bool // whether it names what is played, as [ID] does
	// When is "field=value" where the field matters only beside that choice.
	When string
	// Check says what is wrong with a text that is not empty, or nothing.
	Check func(text string) *Problem
	// Words says what a value comes to, "" for nothing; nil where the value says it itself.
	Words func(text string) string
}

// Kept reports whether a profile keeps the field: it does not name what is played.
func (f Field) Kept() bool { return f.Name != ID && !f.Played }

// Choice is one value of a field.
type Choice struct {
	Value string
	Label string
}

// Choices makes choices of values, each with its label behind it.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func Choices(valuesAndLabels ...string) []Choice {
	list := make([]Choice, 0, len(valuesAndLabels)/2)
	for i := 0; i+1 < len(valuesAndLabels); i += 2 {
		list = append(list, Choice{valuesAndLabels[i], valuesAndLabels[i+1]})
	}
	return list
}

// Problem is what is wrong with one field, in words. A problem that is only a
// warning does not keep the token from being made.
type Problem struct {
	Field   string
	Text    string
	Warning bool
	Missing bool // nothing is wrong but that nothing is there yet
}

// What is no field of a form but has problems as well. A field of that name would
// hide one of them, as "claims" of a plain JWT would hide the further claims.
const (
	KeyField     = "key"
	ExpiresField = "expires"
	ClaimsField  = "further claims"
)

// Problemf makes a problem that keeps the token from being made.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func Problemf(format string, args ...any) *Problem {
	return &Problem{Text: fmt.Sprintf(format, args...)}
}

// Warningf makes a problem that is only a warning.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func Warningf(format string, args ...any) *Problem {
	return &Problem{Text: fmt.Sprintf(format, args...), Warning: true}
}

// check looks at the text of one field.
func (f Field) check(text string) *Problem {
	var p *Problem
	switch {
	case text == "" && f.Required:
		p = Problemf("%s is missing.", f.Label)
		p.Missing = true
	case text == "":
		return nil
	case len(f.Choices) > 0 && !f.Open && !f.offers(text):
		p = Problemf("%s must be one of %s.", f.Label, f.values()) // what was given may be a key
	case f.Check != nil && !f.offers(text):
		p = f.Check(text)
	}
	if p != nil {
		p.Field = f.Name
	}
	return p
}

// Applies reports whether the field matters beside the other values of a form.
func (f Field) Applies(values map[string]string) bool {
	name, value, _ := strings.Cut(f.When, "=")
	return name == "" || values[name] == value
}

func (f Field) offers(text string) bool {
	for _, c := range f.Choices {
		if c.Value == text {
			return true
		}
	}
	return false
}

func (f Field) values() string {
	var names []string
	for _, c := range f.Choices {
		names = append(names, c.Value)
	}
	return strings.Join(names, ", ")
}
