// Package token says what a playback token says.
//
// [Decode] takes the text of one token and answers with a [Token]: its kind,
// its parts, header and claims in the order they were written, the moments in
// it, and what is wrong with it. It never fails and never verifies: a damaged
// token yields what can still be read, with a [Fault] for each place that
// cannot. Signatures are checked by the format packages below this one.
//
// Nothing in a token is trusted. Names in a header (kid, jku, x5u, jwk) are the
// sender's words: they are shown, never followed.
//
// The package reads the compact forms of RFC 7515 (JWS) and RFC 7519 (JWT) and
// recognises RFC 7516 (JWE), PASETO and Edgecast's tokens by their shape. What
// an encrypted token holds is added by [Token.Open] once a key has opened it.
// JSON is read by a reader
// of its own, because encoding/json lets through what a verifier must refuse:
// duplicate members, text behind the value, invalid UTF-8.
package token

import "time"

// Kind names the format of a token.
type Kind string

// The kinds that Decode tells apart. The words are part of ptok's contract.
const (
	JWT          Kind = "jwt" // a JWS whose payload is a JSON object
	JWS          Kind = "jws" // a JWS whose payload is something else
	JWE          Kind = "jwe"
	PasetoLocal  Kind = "paseto-v4.local"
	PasetoPublic Kind = "paseto-v4.public"
	EctokenV3    Kind = "ectoken-v3" // of Edgecast; what looks like one, until a key opens it
	EctokenV2    Kind = "ectoken-v2"
	SignedURL    Kind = "signed-url" // no token at all: a URL that carries its own signature
	Unknown      Kind = "unknown"
)

// Encrypted reports whether tokens of the kind say nothing without their key.
func (k Kind) Encrypted() bool {
	return k == PasetoLocal || k == EctokenV3 || k == EctokenV2 || k == JWE
}

// Edgecast reports whether the kind is one of Edgecast's.
func (k Kind) Edgecast() bool { return k == EctokenV3 || k == EctokenV2 }

// Limits on what is read. A token above MaxSize is refused unread.
const (
	MaxSize   = 64 << 10 // bytes
	LargeSize = 8 << 10  // bytes; above it many servers refuse the URL
)

// Role says what a part of a token is for.
type Role int

// The parts of a compact JWS, in their order.
const (
	HeaderPart Role = iota
	ClaimsPart
	SignaturePart
	OtherPart
)

// String gives the word for the part that people see.
func (r Role) String() string {
	return [...]string{"header", "payload", "signature", "token"}[r]
}

// Part is one of the dot-separated parts of a token.
type Part struct {
	Role  Role
	Text  string // as it stands in the token
	Bytes []byte // what the base64url stands for, as far as it can be read
}

// Token is what one token says. It is not changed after Decode.
type Token struct {
	Kind      Kind
	Text      string // the token itself
	Parts     []Part
	Header    Object // empty where it could not be read
	Claims    Object // empty where the payload is no JSON object
	Payload   []byte // the second part decoded, JSON or not
	Signature []byte
	Faults    []Fault // in reading order

	// Footer is what a PASETO says without its key, decoded; nothing vouches for
	// it before the key has been applied. Scheme is the version and purpose of a
	// PASETO, "v4.local", also of one that is not read here.
	Footer []byte
	Scheme string
	// Opened says that the token was encrypted and that Payload and Claims are
	// what was found inside.
	Opened bool
}

// Algorithm is the header's alg, or "" when it is missing or no text.
func (t *Token) Algorithm() string { return t.Header.Text("alg") }

// Readable reports whether header and claims could both be read; of an encrypted
// token, whether it was opened and its claims could be read.
func (t *Token) Readable() bool {
	if t.Kind.Encrypted() {
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

// FirstFault is the first thing wrong with the token that keeps it from being
// verified, or nil.
func (t *Token) FirstFault() *Fault {
	for i := range t.Faults {
		if t.Faults[i].Blocks() {
			return &t.Faults[i]
		}
	}
	return nil
}

// Time reads a claim as a moment: seconds since 1970 (RFC 7519 NumericDate), in
// a PASETO a date as text (RFC 3339). Edgecast writes exp as ec_expire, and as
// text. The second result is false where the claim is absent.
func (t *Token) Time(claim string) (Moment, bool) {
	read := momentOf
	switch {
	case t.Kind == PasetoLocal:
		read = momentOfDate
	case t.Kind.Edgecast() && claim == "exp":
		claim, read = "ec_expire", momentOfDigits
	}
	v, ok := t.Claims.Get(claim)
	if !ok {
		return Moment{}, false
	}
	return read(claim, v), true
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
