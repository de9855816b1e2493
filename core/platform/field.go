package platform

import (
	"fmt"
	"strings"
	"unicode"
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
	// When is "field=value" where the field matters only beside that choice.
	When string
	// Check says what is wrong with a text that is not empty, or nothing.
	Check func(text string) *Problem
}

// Choice is one value of a field.
type Choice struct {
	Value string
	Label string
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

func problem(format string, args ...any) *Problem {
	return &Problem{Text: fmt.Sprintf(format, args...)}
}

func warning(format string, args ...any) *Problem {
	return &Problem{Text: fmt.Sprintf(format, args...), Warning: true}
}

// check looks at the text of one field.
func (f Field) check(text string) *Problem {
	var p *Problem
	switch {
	case text == "" && f.Required:
		p = problem("%s is missing.", f.Label)
		p.Missing = true
	case text == "":
		return nil
	case len(f.Choices) > 0 && !f.Open && !f.offers(text):
		p = problem("%s must be one of %s.", f.Label, f.values()) // what was given may be a key
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

// notAnID says what was put where an ID was due, when it is plainly something
// else. An ID is never quoted back whole: it may be a key.
func notAnID(label, text string) *Problem {
	switch {
	case looksLikeKey(text):
		return problem("This is a key. It belongs in the key field, not in %s.", label)
	case strings.HasPrefix(text, "eyJ"):
		return problem("This is a token, not a %s. Read it under Why?.", label)
	case strings.Contains(text, "://"):
		return problem("This is a URL. Put only the %s here.", label)
	case len(text) > 200:
		return problem("This is too long for a %s: %d characters.", label, len(text))
	}
	for i, c := range []rune(text) {
		switch {
		case unicode.IsSpace(c):
			return problem("A %s has no spaces; there is one at place %d.", label, i+1)
		case !unicode.IsPrint(c):
			return problem("There is a character here that cannot be seen, at place %d (U+%04X).", i+1, c)
		case strings.ContainsRune(`/\?#&=%"'<>{}`+"`", c):
			return problem("A %s cannot have “%c”, at place %d.", label, c, i+1)
		}
	}
	return nil
}

// looksLikeKey knows PEM, its base64, the base64 of that, and DER in base64.
func looksLikeKey(text string) bool {
	for _, mark := range []string{"PRIVATE KEY", "LS0tLS1CRUdJTi", "TFMwdExTMUNSVWRKVG"} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return strings.HasPrefix(text, "LS0tLS1") || strings.HasPrefix(text, "MII")
}

// isUUID reports whether text has the form of RFC 9562, in either case.
func isUUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i, c := range []byte(text) {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
		} else if !isHex(c) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func allHex(text string) bool {
	for i := range len(text) {
		if !isHex(text[i]) {
			return false
		}
	}
	return text != ""
}
