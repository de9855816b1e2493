package keys

import "slices"

// Refusal is the error for a text that is not taken as a key: what it is or what is
// wrong with it, where, and what to do. It repeats no part of the text except one
// character that does not belong there, so it can be logged.
type Refusal struct {
	Code     Code
	Also     []Code // what was noticed beside the cause
	Message  string // what the text is, or what is wrong with it; one or two sentences
	Hint     string // the way out
	Question bool   // not the end: Message asks for a password or a choice

	// Choices are the ways to answer a question.
	Choices []Choice

	// What is known of the key that is in the text all the same.
	Kind    Kind // "" when it is not known or not one of ours
	Bits    int
	Private bool

	// Damage tells where characters are missing from base64 of PEM. Positions
	// count the characters of the base64 text, white space left out.
	Damage []Gap
}

// Gap is a place where characters are missing.
type Gap struct {
	After   int // this many characters come before the gap
	Missing int // characters that are missing; 0 when it cannot be told
}

// Choice is one way to answer a question: a key out of several, or a reading of
// a secret. Its label holds no part of a secret.
type Choice struct {
	Label string
	ID    int // the first one is 1
}

// Error is the message with the way out behind it.
func (r *Refusal) Error() string { return r.Message + " " + r.Hint }

// Refuse makes a refusal. The message says what the text is or what is wrong with
// it, the hint what to do.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func Refuse(code Code, message, hint string) *Refusal {
	return &Refusal{Code: code, Message: message, Hint: hint}
}

// Ask makes a question.
func Ask(code Code, message, hint string) *Refusal {
	r := Refuse(code, message, hint)
	r.Question = true
	return r
}

// About adds what is known of the key that was refused.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (r *Refusal) About(kind Kind, bits int, private bool) *Refusal {
	r.Kind, r.Bits, r.Private = kind, bits, private
	return r
}

// Because puts the code of the cause in front of what was noticed first. A form that
// is not known says nothing beside the cause.
func (r *Refusal) Because(cause Code) *Refusal {
	if r.Code == UnknownBinary {
		r.Also = nil
	} else {
		r.Also = append([]Code{r.Code}, r.Also...)
	}
	r.Code = cause
	r.Also = slices.DeleteFunc(r.Also, func(c Code) bool { return c == cause })
	return r
}

// Codes lists the code of the cause and, behind it, what was noticed beside it.
func (r *Refusal) Codes() []Code { return append([]Code{r.Code}, r.Also...) }

// Remark is something to tell about a key that is taken: a repair in words, or a
// warning as a sentence.
type Remark struct {
	Code    Code
	Repair  string
	Warning string
}

// Damaged is the way out for a text that was damaged on its way.
const Damaged = "Copy the whole key again from where it was created. A damaged private key is still a secret."

// Usable names the keys that are read, as a way out.
const Usable = "Use an RSA key, an EC key on P-256, P-384 or P-521, or an Ed25519 key."

// covers are remarks that say enough: what comes with them every time is not
// told beside them.
var covers = map[Code][]Code{
	FixedIndent:          {TakenFromYAML, FixedSourceCode, FixedQuotePrefix, FixedHTML},
	FixedQuotes:          {TakenFromYAML, FixedSourceCode, FixedEnvLine},
	FixedEscapedNewlines: {FixedSourceCode},
	FixedOneLine:         {FixedSourceCode, FixedPercent},
	FixedSpaces:          {FixedSourceCode},
}

// Covers reports whether one remark says enough, so that another is not told beside it.
func Covers(enough, other Code) bool { return slices.Contains(covers[other], enough) }

// Note adds a remark to a list that is not changed, unless the list has one of its
// code or one that says enough.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func Note(list []Remark, m Remark) []Remark {
	for _, old := range list {
		if old.Code == m.Code || Covers(old.Code, m.Code) {
			return list
		}
	}
	return append(slices.Clip(list), m)
}
