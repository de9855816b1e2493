package importer

import (
	"errors"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/doc"
	"playtoken/core/keys/internal/jwk"
)

// Verdict is the outcome of an import in one word.
type Verdict string

// The outcomes.
const (
	Accept     Verdict = "accept"      // taken, nothing to say
	AcceptWarn Verdict = "accept_warn" // taken, with a repair or a warning
	Ask        Verdict = "ask"         // not taken; Message is a question, answered through [Options]
	Reject     Verdict = "reject"      // not taken
)

// Answer is what [Import] found out. It holds no key text, so it can be logged.
type Answer struct {
	Verdict Verdict
	Code    keys.Code   // the main one; "" for a plain accept
	Codes   []keys.Code // all of them, the main one first

	// What is known about the key, also when it was refused.
	Kind    keys.Kind // "" when it is not known or not one of ours
	Bits    int       // of the RSA modulus or of the curve; 0 when not known
	Private bool

	Key  *keys.Key // nil unless taken
	Form string    // how it was written, such as "base64 of PEM"

	Message string   // the refusal, the question or the warning; one or two sentences
	Hint    string   // what to do about it
	Repairs []string // what was put right while reading, in words: "quotes"

	// Choices are the ways to answer a question with [Options.Choose], and the
	// other readings of a secret that was taken as [Want.Secret] says.
	Choices []keys.Choice

	// Damage tells where characters are missing from base64 of PEM. Positions
	// count the characters of the base64 text, white space left out.
	Damage []keys.Gap

	err error
	// A closure, because anybody can write anything into an ID: a key, too.
	said func() said
}

// said is what stands with a key.
type said struct {
	id string
	jwk.Statement
}

// KeyID is the ID that stands with the key: the kid of a JWK, the ID in the answer of an
// API or in a file of credentials; "" where there is none, or several.
func (a *Answer) KeyID() string { return a.stated().id }

// Alg is the one algorithm that a JWK says it is for, "" for any (RFC 7517 4.4).
func (a *Answer) Alg() string { return a.stated().Alg }

// NotToSign is the member by which a JWK says that it is for no signatures, "" for none
// (RFC 7517 4.2, 4.3).
func (a *Answer) NotToSign() string { return a.stated().NotToSign() }

func (a *Answer) stated() said {
	if a.said == nil {
		return said{}
	}
	return a.said()
}

// Taken reports whether there is a key in the answer.
func (a *Answer) Taken() bool { return a.Key != nil }

// Err is nil when there is a key in the answer, else a [*keys.Refusal].
func (a *Answer) Err() error { return a.err }

// found is a key that was read, with what has to be said about it.
type found struct {
	key     *keys.Key
	about   []keys.Remark // on the key
	repairs []keys.Remark // on its text, in the order in which they are told
	heads   int           // as of an input
	form    string
	choices []keys.Choice // other ways to read a shared secret
	at      *doc.Node     // where it stood in a document, nil where that is not known
	id      string        // the ID that stands with it
	says    jwk.Statement // what a JWK says of itself
}

func (f found) has(code keys.Code) bool {
	is := func(m keys.Remark) bool { return m.Code == code }
	return slices.ContainsFunc(f.about, is) || slices.ContainsFunc(f.repairs, is)
}

// answer is the end of an import.
func answer(f found, err error) Answer {
	var r *keys.Refusal
	switch {
	case err == nil:
		return f.answer()
	case !errors.As(err, &r): // errOther: nothing has known the text
		panic("importer: no reader knows the text: " + err.Error())
	}
	a := Answer{
		Verdict: Reject, Code: r.Code, Codes: r.Codes(), Kind: r.Kind, Bits: r.Bits, Private: r.Private,
		Message: r.Message, Hint: r.Hint, Choices: r.Choices, Damage: r.Damage, err: r,
	}
	if r.Question {
		a.Verdict = Ask
	}
	return a
}

// answer tells a key with all remarks. A warning about the key comes before what was
// done to its text.
func (f found) answer() Answer {
	k := f.key
	a := Answer{Verdict: Accept, Kind: k.Kind(), Bits: k.Bits(), Private: k.Private(), Key: k, Form: f.form, Choices: f.choices}
	if with := (said{f.id, f.says}); with.id != "" || with.Alg != "" || with.NotToSign() != "" {
		a.said = func() said { return with }
	}
	var told []string
	for _, m := range slices.Concat(f.about, f.repairs) {
		a.Codes = append(a.Codes, m.Code)
		if m.Warning != "" {
			told = append(told, m.Warning)
		}
		if m.Repair != "" {
			a.Repairs = append(a.Repairs, m.Repair)
		}
	}
	if len(a.Codes) == 0 {
		return a
	}
	if len(a.Repairs) > 0 {
		told = append(told, "Put right while reading: "+strings.Join(a.Repairs, ", ")+".")
	}
	a.Verdict, a.Code, a.Message = AcceptWarn, a.Codes[0], strings.Join(told, " ")
	return a
}
