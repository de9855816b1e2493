package token

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"strings"
)

// Decode reads one token in compact form. The text is taken as it is: cleaning
// up what was pasted is the work of core/extract. It never fails; what is wrong
// is in Faults.
func Decode(text string) *Token {
	t := &Token{Kind: Unknown, Text: text}
	switch {
	case len(text) > MaxSize:
		t.Text = ""
		t.fault(TooLarge, OtherPart, -1, "The token has %d bytes, more than the %d that are read.", len(text), MaxSize)
		return t
	case text == "":
		t.fault(NoToken, OtherPart, -1, "There is no token.")
		return t
	case paseto.MatchString(text):
		t.Scheme = paseto.FindStringSubmatch(text)[1]
		t.Kind = map[string]Kind{"v4.local": PasetoLocal, "v4.public": PasetoPublic}[t.Scheme]
	default:
		t.Kind = edgecast(text)
	}
	if t.Kind == "" { // a PASETO of another version
		t.Kind = Unknown
	}
	if len(text) > LargeSize {
		t.fault(Large, OtherPart, -1, "The token has %d bytes. Many servers refuse a URL above %d.", len(text), LargeSize)
	}
	if head, ok := elided(text); ok {
		t.fault(Elided, OtherPart, len(head), "A part of the token is left out: three dots stand in its place, as logs and chats shorten a text.")
		text = head
	}
	dots := strings.Count(text, ".")
	switch {
	case t.Kind.Edgecast():
		t.Parts = []Part{{Role: OtherPart, Text: text}}
		return t
	case t.Scheme != "":
		t.paseto()
		return t
	case dots == 4:
		t.sealed()
		return t
	}
	t.jws(text, dots)
	return t
}

// elided is what stands in front of the dots of a token that was shortened.
func elided(text string) (head string, ok bool) {
	if !strings.HasPrefix(text, "ey") {
		return text, false
	}
	for _, dots := range []string{"…", "..."} {
		if head, _, ok := strings.Cut(text, dots); ok {
			return head, true
		}
	}
	return text, false
}

func (t *Token) fault(code FaultCode, part Role, at int, format string, args ...any) {
	t.Faults = append(t.Faults, faultf(code, part, at, format, args...))
}

// paseto is how every PASETO begins, with its version and purpose.
var paseto = regexp.MustCompile(`^(v[0-9]+\.(?:local|public))\.`)

// Edgecast's tokens have no mark of their own: the shortest of version 3 has 39
// characters of base64url, one of version 2 is hexadecimal.
const (
	leastV3 = 39
	leastV2 = 16
)

// edgecast is the kind of what looks like a token of Edgecast, or Unknown.
// Padding, and the characters of plain base64, are what some writers put there.
func edgecast(text string) Kind {
	body := strings.TrimRight(text, "=")
	hexadecimal, legal := true, len(text)-len(body) <= 2
	for i := range len(body) {
		c := body[i]
		legal = legal && (isBase64URL(c) || c == '+' || c == '/')
		hexadecimal = hexadecimal && (c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F')
	}
	switch {
	case !legal || strings.HasPrefix(text, "eyJ"):
		return Unknown
	case hexadecimal && len(text)%2 == 0 && len(text) >= leastV2:
		return EctokenV2
	case len(body) >= leastV3:
		return EctokenV3
	}
	return Unknown
}

// paseto keeps the parts, and decodes the footer: it is readable without a key.
func (t *Token) paseto() {
	parts := strings.SplitN(t.Text, ".", 5)
	for i, p := range parts {
		part := Part{Role: OtherPart, Text: p}
		if i >= 2 {
			part.Bytes = t.part(OtherPart, p)
		}
		t.Parts = append(t.Parts, part)
	}
	switch {
	case len(parts) > 4:
		t.fault(PartsTooMany, OtherPart, -1, "The token has %d parts, a PASETO has 3 or 4.", 1+strings.Count(t.Text, "."))
	case len(parts[2]) == 0:
		t.fault(PartsMissing, OtherPart, -1, "Nothing stands behind %s: the token itself is missing.", t.Scheme)
	case t.Kind == PasetoLocal && len(t.Parts[2].Bytes) < 64:
		t.fault(CutShort, OtherPart, len(parts[2]), "The token is cut short: %d bytes are there, at least 64 are needed.", len(t.Parts[2].Bytes))
	}
	if len(parts) == 4 {
		t.Footer = t.Parts[3].Bytes
	}
}

// sealed keeps the parts of a JWE, which cannot be read without its key.
func (t *Token) sealed() {
	for _, p := range strings.Split(t.Text, ".") {
		t.Parts = append(t.Parts, Part{Role: OtherPart, Text: p})
	}
	t.Parts[0].Role = HeaderPart
	t.Parts[0].Bytes = t.part(HeaderPart, t.Parts[0].Text)
	var faults []Fault
	t.Header, faults = readObject(t.Parts[0].Bytes, HeaderPart)
	t.Faults = append(t.Faults, faults...)
	if _, ok := t.Header.Get("enc"); ok {
		t.Kind = JWE
	}
}

// jws reads header.claims.signature, and what is left of it in a damaged one.
func (t *Token) jws(text string, dots int) {
	if dots > 2 {
		t.fault(PartsTooMany, OtherPart, -1, "The token has %d parts, a signed token has 3.", dots+1)
	}
	parts := strings.SplitN(text, ".", 4)
	for i, p := range parts[:min(3, len(parts))] {
		role := Role(i)
		t.Parts = append(t.Parts, Part{role, p, t.part(role, p)})
	}
	var faults []Fault
	t.Header, faults = readObject(t.Parts[0].Bytes, HeaderPart)
	t.Faults = append(t.Faults, faults...)
	t.header()
	if len(t.Parts) > 1 {
		t.payload()
	}
	if len(t.Parts) > 2 {
		t.Signature = t.Parts[2].Bytes
	}
	switch {
	case dots == 0:
		t.fault(PartsMissing, ClaimsPart, -1, "Only the header is there: claims and signature are missing.")
	case dots == 1:
		t.fault(SignatureMissing, SignaturePart, -1, "The signature is missing: the token has 2 parts, 3 are needed.")
	case t.Parts[2].Text == "":
		t.fault(SignatureMissing, SignaturePart, -1, "The signature is missing: nothing stands behind the last dot.")
	}
	if !t.Header.Readable && !t.Claims.Readable {
		return
	}
	t.Kind = JWS
	if dots < 2 || looksLikeObject(t.Payload) {
		t.Kind = JWT
	}
}

// header checks the members of a header that change how a token is read.
// RFC 7515 section 4.1.11: an extension marked critical that is not understood
// means refusal; RFC 7797 section 7: b64 false is not for JWT.
func (t *Token) header() {
	if v, ok := t.Header.Get("b64"); ok && v.Raw == "false" {
		t.fault(Unencoded, HeaderPart, -1, "The header sets b64 to false (RFC 7797), which playback tokens cannot use.")
	}
	if v, ok := t.Header.Get("crit"); ok {
		t.fault(CriticalHeader, HeaderPart, -1, "The header marks %s as critical, which no player understands.", Excerpt(v.Raw, 60))
	}
	if alg, ok := t.Header.Get("alg"); t.Header.Readable && (!ok || alg.Type != Text) {
		t.fault(NotJSON, HeaderPart, -1, "The header names no algorithm.")
	}
}

func (t *Token) payload() {
	t.Payload = t.Parts[1].Bytes
	if !looksLikeObject(t.Payload) {
		if len(t.Payload) > 0 || t.Parts[1].Text == "" {
			t.fault(PayloadNotJSON, ClaimsPart, 0, "The payload is no JSON object. RFC 7515 allows that, playback tokens do not.")
		}
		return
	}
	var faults []Fault
	t.Claims, faults = readObject(t.Payload, ClaimsPart)
	t.Faults = append(t.Faults, faults...)
}

func looksLikeObject(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(b, " \t\r\n"), []byte("{"))
}

var strictURL = base64.RawURLEncoding.Strict()

// part decodes the base64url of one part. Go's decoder skips line ends and, when
// it is not strict, spare bits: both change a token's text without changing its
// meaning, so both are named here.
func (t *Token) part(role Role, s string) []byte {
	n := 0
	for n < len(s) && isBase64URL(s[n]) {
		n++
	}
	if n < len(s) {
		t.fault(ForeignCharacter, role, n, "The %s has a character that no token has, %s, at place %d.", role, nameCharacter(s[n:]), n+1)
		s = s[:n]
	}
	if len(s)%4 == 1 {
		t.fault(CutShort, role, len(s), "The %s is cut short: %d characters are there, one or more are missing.", role, len(s))
		s = s[:len(s)-1]
	}
	b, err := strictURL.DecodeString(s)
	if err != nil {
		b, _ = base64.RawURLEncoding.DecodeString(s)
		if n == len(s) {
			t.fault(TrailingBits, role, len(s)-1, "The last character of the %s is not the one an encoder writes.", role)
		}
	}
	return b
}

func isBase64URL(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_'
}
