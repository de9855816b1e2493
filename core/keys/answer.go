package keys

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
	Code    Code   // the main one; "" for a plain accept
	Codes   []Code // all of them, the main one first

	// What is known about the key, also when it was refused.
	Kind    Kind // "" when it is not known or not one of ours
	Bits    int  // of the RSA modulus or of the curve; 0 when not known
	Private bool

	Key  *Key   // nil unless taken
	Form string // how it was written, such as "base64 of PEM"

	Message string   // the refusal, the question or the warning; one or two sentences
	Hint    string   // what to do about it
	Repairs []string // what was put right while reading, in words: "quotes"

	// Choices are the ways to answer a question with [Options.Choose], and the
	// other readings of a secret that was taken as [Want.Secret] says.
	Choices []Choice

	// Damage tells where characters are missing from base64 of PEM. Positions
	// count the characters of the base64 text, white space left out.
	Damage []Gap
}

// Gap is a place where characters are missing.
type Gap struct {
	After   int // this many characters come before the gap
	Missing int // characters that are missing; 0 when it cannot be told
}

// Taken reports whether there is a key in the answer.
func (a Answer) Taken() bool { return a.Key != nil }

// refuse makes a refusal. The message says what the text is or what is wrong
// with it, the hint what to do.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func refuse(code Code, message, hint string) Answer {
	return Answer{Verdict: Reject, Code: code, Codes: []Code{code}, Message: message, Hint: hint}
}

// ask makes a question.
func ask(code Code, message, hint string) Answer {
	a := refuse(code, message, hint)
	a.Verdict = Ask
	return a
}

// about adds what is known of the key that was refused.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (a Answer) about(kind Kind, bits int, private bool) Answer {
	a.Kind, a.Bits, a.Private = kind, bits, private
	return a
}

// withCode puts the code of the cause in front of what was noticed first.
func (a Answer) withCode(cause Code) Answer {
	seen := a.Codes
	if a.Code == UnknownBinary { // says nothing beside the cause
		seen = nil
	}
	a.Code, a.Codes = cause, append([]Code{cause}, seen...)
	return a
}
