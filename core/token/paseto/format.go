package paseto

import (
	"regexp"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/secret"
	"playtoken/core/token"
)

// Local is v4.local, which is made and opened here. Other is every other version and
// purpose, which is told and not read.
var (
	Local token.Checker = local{}
	Other token.Format  = other{}
)

// Settings are what a PASETO does not tell of itself.
type Settings struct {
	Form      Form   // how the text of the secret becomes the key; "" for [FormDetect]
	Assertion string // the implicit assertion, "" for none
}

// begins is how every PASETO does, with its version and purpose.
var begins = regexp.MustCompile(`^(v[0-9]+\.(?:local|public))\.`)

type local struct{}

var (
	_ token.Maker    = local{}
	_ token.Checker  = local{}
	_ token.Beginner = local{}
)

// anywhere is how one of the four versions begins in a text, its dots as they are or
// percent-encoded.
var anywhere = regexp.MustCompile(`^v[1-4](?:\.|%2[eE]|%252[eE])(?:local|public)(?:\.|%2[eE]|%252[eE])`)

// Initials is that of the version.
func (local) Initials() string { return "v" }

// Begins knows every version and purpose, those of [Other] as well.
func (local) Begins(text string) bool {
	return len(text) > 1 && text[0] == 'v' && text[1] >= '1' && text[1] <= '4' && anywhere.MatchString(text[:min(len(text), 24)])
}

func (local) Name(*token.Token) string          { return "a PASETO v4.local" }
func (local) Times() token.Times                { return token.Dates }
func (local) Sealed() bool                      { return true }
func (local) Guessed(*token.Token) bool         { return false }
func (local) KeyKinds(token.Object) []keys.Kind { return []keys.Kind{keys.Secret} }

// Decode keeps the parts, and decodes the footer: it is readable without a key.
func (local) Decode(text string) *token.Token {
	if !strings.HasPrefix(text, Header) {
		return nil
	}
	return read(&token.Token{Kind: token.PasetoLocal, Format: Local, Text: text, Scheme: "v4.local"})
}

// Make seals the claims and the footer with a secret, read as [Settings] say.
func (local) Make(d token.Draft, key *keys.Key, settings ...token.Setting) (string, error) {
	if key.Kind() != keys.Secret {
		return "", token.ErrWantSecret
	}
	s, _ := token.SettingOf[Settings](settings)
	k := key.Secret()
	if s.Form != "" && s.Form != FormDetect || k.Len() != keySize {
		var err error
		if k, err = KeyFor(key.SecretText(), s.Form); err != nil {
			return "", err
		}
	}
	return Seal(d.Claims.JSON(), d.Footer, []byte(s.Assertion), k)
}

type other struct{}

func (other) Name(t *token.Token) string {
	if t == nil {
		return "a PASETO"
	}
	return "a PASETO " + t.Scheme
}
func (other) Times() token.Times                { return token.Seconds }
func (other) Sealed() bool                      { return false }
func (other) Guessed(*token.Token) bool         { return false }
func (other) KeyKinds(token.Object) []keys.Kind { return nil }

func (other) Decode(text string) *token.Token {
	m := begins.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	t := &token.Token{Kind: token.Unknown, Format: Other, Text: text, Scheme: m[1]}
	if t.Scheme == "v4.public" {
		t.Kind = token.PasetoPublic
	}
	return read(t)
}

// read takes the parts behind version and purpose.
func read(t *token.Token) *token.Token {
	parts := strings.SplitN(t.Text, ".", 5)
	for i, p := range parts {
		part := token.Part{Role: token.OtherPart, Text: p}
		if i >= 2 {
			part.Bytes = t.DecodePart(token.OtherPart, p)
		}
		t.Parts = append(t.Parts, part)
	}
	fault := token.Fault{Part: token.OtherPart, At: -1}
	switch {
	case len(parts) > 4:
		fault.Code, fault.Have, fault.Want = token.PartsTooMany, 1+strings.Count(t.Text, "."), 4
	case len(parts[2]) == 0:
		fault.Code, fault.What = token.PartsMissing, t.Scheme
	case t.Format == Local && len(t.Parts[2].Bytes) < leastBody:
		fault.Code, fault.At, fault.Have, fault.Want = token.CutShort, len(parts[2]), len(t.Parts[2].Bytes), leastBody
	}
	if fault.Code != "" {
		t.Fault(fault)
	}
	if len(parts) == 4 {
		t.Footer = t.Parts[3].Bytes
	}
	return t
}

// readings are the ways to read a secret by the form that a key is written in.
var readings = map[Form]token.Reading{
	FormHex: token.AsHex, FormPASERK: token.AsPASERK, FormBase64: token.AsBase64,
	FormText: token.AsText, FormSHA256: token.AsSHA256, formVerbatim: token.AsOtherLength,
}

// Try opens the token with every key that a secret text may stand for, the form
// and the assertion that were saved with it first.
func (local) Try(t *token.Token, k *token.Trial) token.Outcome {
	if k == nil {
		return token.NoKey()
	}
	text := k.SecretText()
	o := token.Outcome{Check: token.Check{State: token.Unchecked, Key: k.Answer.Key, Reason: token.Reason{Code: token.OpensWithSecret}}}
	switch {
	case !k.Answer.Taken() && (text.IsZero() || k.IsKey()):
		o.Check = k.Refused()
		return o
	case text.IsZero():
		return o
	}
	list := candidates(text, k)
	o.Usable = k.Answer.Taken()
	sealed := t.Text
	if len(t.Parts) == 4 && t.Parts[3].Text == "" { // a dot with no footer behind it changes nothing that is sealed
		sealed = strings.TrimSuffix(sealed, ".")
	}
	parts, err := Split(sealed)
	if err != nil {
		o.Reason = token.Reason{Code: token.SealDamaged, Said: err.Error()}
		return o
	}
	s, _ := token.SettingOf[Settings](k.Settings)
	assertions := []string{""}
	if s.Assertion != "" {
		assertions = []string{s.Assertion, ""}
	}
	if at, payload, ok := opening(parts, list, assertions); ok {
		claims, faults := token.ReadObject(payload)
		read := token.SecretRead{Bytes: at.Key}
		return token.Outcome{
			Opened: t.Open(payload, claims, faults...), Usable: true, Reading: readings[at.Form],
			Check: token.Check{State: token.Valid, Key: read.Key(k)},
		}
	}
	parts.Footer = nil
	_, _, bare := opening(parts, list, assertions)
	switch {
	case bare:
		o.Usable, o.State, o.Reason = true, token.Invalid, token.Reason{Code: token.FooterOfOther}
	case !o.Usable:
		o.Check = k.Refused()
	case !slices.ContainsFunc(list, func(c Candidate) bool { return c.Form != FormSHA256 && c.Form != formVerbatim }):
		o.State, o.Reason = token.Invalid, token.Reason{Code: token.SecretLength, Have: text.Len()}
	default:
		o.State, o.Reason = token.Invalid, token.Reason{Code: token.SecretDoesNotOpen}
	}
	return o
}

// opening finds the key and the assertion that open a token.
func opening(parts Parts, list []Candidate, assertions []string) (Candidate, []byte, bool) {
	for _, assertion := range assertions {
		for _, c := range list {
			if payload, err := parts.open(c.Key, []byte(assertion)); err == nil {
				return c, payload, true
			}
		}
	}
	return Candidate{}, nil, false
}

// formVerbatim is a text of another length than a key has, as it stands: libraries that do
// not look at the length take any that the hash does.
const formVerbatim Form = "verbatim"

// longestHashKey is the longest key that BLAKE2b takes.
const longestHashKey = 64

// candidates are the keys that a text may stand for, those of the form that was saved with
// it first.
func candidates(text secret.Bytes, k *token.Trial) []Candidate {
	list := Candidates(text)
	s, _ := token.SettingOf[Settings](k.Settings)
	for i, c := range list {
		if c.Form == s.Form && i > 0 {
			list[0], list[i] = list[i], list[0]
		}
	}
	if n := text.Len(); n != keySize && n <= longestHashKey {
		list = append(list, Candidate{Form: formVerbatim, Key: text})
	}
	return list
}
