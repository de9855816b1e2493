// Package token says what a playback token says, whatever its format.
//
// A [Token] is what was read from one text: its parts, header and claims in the
// order they were written, the moments in it, and what is wrong with it. A damaged
// token yields what can still be read, with a [Fault] for each place that cannot.
// Nothing in a token is trusted. Names in a header (kid, jku, x5u, jwk) are the
// sender's words: they are shown, never followed.
//
// How a text is read, how a token is made and how a key is tried on one differs by
// [Format]; each has a package of its own below this one. core/token/formats lists them,
// and the first that recognises a text reads it.
//
// JSON is read by a reader of its own, because encoding/json lets through what a
// verifier must refuse: duplicate members, text behind the value, invalid UTF-8.
package token

import (
	"strings"
	"time"

	"playtoken/core/keys"
)

// Kind names what a token is. The words are part of ptok's contract.
type Kind string

// The kinds.
const (
	JWT          Kind = "jwt" // a JWS whose payload is a JSON object
	JWS          Kind = "jws" // a JWS whose payload is something else
	JWE          Kind = "jwe"
	PasetoLocal  Kind = "paseto-v4.local"
	PasetoPublic Kind = "paseto-v4.public"
	EctokenV3    Kind = "ectoken-v3" // of Edgecast; what looks like one, until a key opens it
	EctokenV2    Kind = "ectoken-v2"
	SignedURL    Kind = "signed-url" // no token at all: a URL, or cookies that go with one, with a signature of its own
	Unknown      Kind = "unknown"
)

// Limits on what is read. A token above MaxSize is refused unread.
const (
	MaxSize   = 64 << 10 // bytes
	LargeSize = 8 << 10  // bytes; above it many servers refuse the URL
)

// Role says what a part of a token is for, or which part a [Fault] is in.
type Role int

// The roles, in the order of the parts of a compact JWS (RFC 7515). A format of another
// kind takes those that fit: claims that anybody can read are ClaimsPart wherever they
// stand, a signature or a MAC is SignaturePart, what stands before both is HeaderPart. All
// else is OtherPart: what is sealed, and the token as a whole.
const (
	HeaderPart Role = iota
	ClaimsPart
	SignaturePart
	OtherPart
)

// Part is one of the dot-separated parts of a token.
type Part struct {
	Role  Role
	Text  string // as it stands in the token
	Bytes []byte // what the base64url stands for, as far as it can be read; nil for text that is none
}

// Token is what one token says. It is not changed once it was read.
type Token struct {
	Kind   Kind
	Format Format // that reads it; never nil in a token that core/token/formats has read
	Text   string // the token itself; of a signed URL, the URL
	// Parts are the text cut at its dots; nil where what it says stands elsewhere, as in
	// the parameters of a URL. A signature is told as one where it comes third.
	Parts []Part
	// Header is what a token says beside its claims: algorithm, key ID. It is NewObject()
	// in a format that has none, and the zero Object where it could not be read.
	Header Object
	// Claims are what a token says, however the format writes it: a member for each thing.
	// It is the zero Object where the payload is no JSON object, or sealed still.
	Claims Object
	// Payload is the text that the claims were read from, decoded, JSON or not; of a
	// signed URL, the text that was signed. nil where neither is known.
	Payload   []byte
	Signature []byte  // decoded, nil for none
	Faults    []Fault // in reading order

	// Footer is what a PASETO says without its key, decoded; nothing vouches for it
	// before the key has been applied.
	Footer []byte
	// Scheme is the version and purpose of a PASETO, "v4.local", also of one that is not
	// read here; "" in every other format.
	Scheme string
	// Settings are what the text itself tells of how it is to be made.
	Settings []Setting
	// Opened says that the token was encrypted and that Payload and Claims are
	// what was found inside.
	Opened bool
}

// Algorithm is the header's alg, or "" when it is missing or no text.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (t *Token) Algorithm() string { return t.Header.Text("alg") }

// KeyID is the ID of the key that a token names among its claims, else in its
// header; "" for none. It is the sender's word.
func (t *Token) KeyID() string {
	name := KeyIDName(t.Format)
	if id := t.Claims.Text(name); id != "" {
		return id
	}
	return t.Header.Text(name)
}

// Names reports whether the token names a key of this ID, in its claims or its
// header.
func (t *Token) Names(id string) bool {
	name := KeyIDName(t.Format)
	return id != "" && (t.Claims.Text(name) == id || t.Header.Text(name) == id)
}

// Sealed reports whether the token says nothing without its key.
func (t *Token) Sealed() bool { return t.Format != nil && t.Format.Sealed() }

// Closed reports whether the token is sealed and no key has opened it.
func (t *Token) Closed() bool { return t.Sealed() && !t.Opened }

// Guessed reports whether the token is told by its looks alone.
func (t *Token) Guessed() bool { return t.Format != nil && t.Format.Guessed(t) }

// Checkable reports whether a key could say anything of the token.
func (t *Token) Checkable() bool {
	_, ok := t.Format.(Checker)
	return ok
}

// Recognised reports whether it is known what the token is, read here or not.
func (t *Token) Recognised() bool { return t.Kind != Unknown || t.Scheme != "" }

// SignsURL reports whether the token is no text in a URL but signs all of it: it is
// the whole URL, or cookies that go with one.
func (t *Token) SignsURL() bool { return t.Kind == SignedURL }

// IsURL reports whether the token is a whole URL that carries its own signature.
func (t *Token) IsURL() bool { return t.SignsURL() && strings.Contains(t.Text, "://") }

// IsJWT reports whether the token is a signed JSON object (RFC 7519).
func (t *Token) IsJWT() bool { return t.Kind == JWT }

// HasPlaintext reports whether what is inside is a text of its own, beside or in
// place of claims: a payload that is no JSON, the parameters of an opened token.
func (t *Token) HasPlaintext() bool {
	return t.Kind == JWS || t.Opened && (t.Scheme == "" || !t.Claims.Readable)
}

// SignatureText is the signature as it stands in the token, ok where the token has
// a part for it.
func (t *Token) SignatureText() (text string, ok bool) {
	if len(t.Parts) > int(SignaturePart) && t.Parts[SignaturePart].Role == SignaturePart {
		return t.Parts[SignaturePart].Text, true
	}
	return "", false
}

// Pieces are the token cut where what it says changes; joined by dots they are its
// text.
func (t *Token) Pieces() (list []Part) {
	rest := t.Text
	if body, ok := strings.CutPrefix(rest, t.Scheme+"."); ok && t.Scheme != "" {
		list, rest = []Part{{Role: HeaderPart, Text: t.Scheme}}, body
	}
	if strings.Contains(rest, "://") || !strings.Contains(rest, ".") && list == nil {
		return []Part{{Role: OtherPart, Text: rest}}
	}
	for _, text := range strings.SplitN(rest, ".", 4-len(list)) {
		list = append(list, Part{Role: Role(len(list)), Text: text})
	}
	return list
}

// Readable reports whether header and claims could both be read; of an encrypted
// token, whether it was opened and its claims could be read.
func (t *Token) Readable() bool {
	if t.Sealed() {
		return t.Opened && t.Claims.Readable
	}
	return t.Header.Readable && t.Claims.Readable
}

// Open returns an encrypted token with what a key found inside: the text, and
// the claims that it stands for. Their faults are added to those of the token.
func (t *Token) Open(payload []byte, claims Object, faults ...Fault) *Token {
	opened := *t
	opened.Payload, opened.Claims, opened.Opened = payload, claims, true
	opened.Faults = append(append([]Fault(nil), t.Faults...), faults...)
	return &opened
}

// Fault notes something wrong with the token's text.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (t *Token) Fault(f Fault) { t.Faults = append(t.Faults, f) }

// FirstFault is the first thing wrong with the token that keeps it from being
// verified, or nil.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (t *Token) FirstFault() *Fault {
	for i := range t.Faults {
		if t.Faults[i].Blocks() {
			return &t.Faults[i]
		}
	}
	return nil
}

// Time reads exp, nbf or iat as a moment, under the name and in the form that the
// token's format has for it. The second result is false where the claim is absent.
func (t *Token) Time(claim string) (TimeClaim, bool) {
	times := t.times()
	name := times.Name(claim)
	v, ok := t.Claims.Get(name)
	if !ok {
		return TimeClaim{}, false
	}
	return times.Read(name, v), true
}

// ReadTime reads a value as the token would, stood it under a name.
func (t *Token) ReadTime(name string, v Value) TimeClaim { return t.times().Read(name, v) }

// Begun reports whether the moment of nbf has come: where that itself is too early, when
// the step behind it has.
func (t *Token) Begun(nbf TimeClaim, now time.Time) bool {
	if times := t.times(); times.After {
		nbf.At = nbf.At.Add(times.Step)
	}
	return nbf.Reached(now)
}

// TimeName is the name under which the token carries exp, nbf or iat.
func (t *Token) TimeName(claim string) string { return t.times().Name(claim) }

// WriteTime writes a moment as the token would carry it under a name.
func (t *Token) WriteTime(name string, at time.Time) Member { return t.times().Write(name, at) }

func (t *Token) times() Times {
	if t.Format == nil {
		return Seconds
	}
	return t.Format.Times()
}

// Life is the span between iat and exp, or 0 when either is missing.
func (t *Token) Life() time.Duration {
	iat, ok1 := t.Time("iat")
	exp, ok2 := t.Time("exp")
	if !ok1 || !ok2 || !iat.Usable() || !exp.Usable() {
		return 0
	}
	return exp.At.Sub(iat.At)
}

// KeyKinds are the kinds of key that go with the token, nil where any may.
func (t *Token) KeyKinds() []keys.Kind {
	if t.Format == nil {
		return nil
	}
	return t.Format.KeyKinds(t.Header)
}
