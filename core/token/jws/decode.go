package jws

import (
	"bytes"
	"strings"

	"playtoken/core/token"
)

// Decode reads any text as a token in the compact form of RFC 7515, and what is
// left of it in a damaged one: of a text that is no token at all it says so.
func (format) Decode(text string) *token.Token {
	t := &token.Token{Kind: token.Unknown, Format: Format, Text: text}
	if head, ok := elided(text); ok {
		t.Fault(token.Fault{Code: token.Elided, Part: token.OtherPart, At: len(head)})
		text = head
	}
	dots := strings.Count(text, ".")
	if dots == 4 {
		readSealed(t)
		return t
	}
	readSigned(t, text, dots)
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

// readSigned reads header.claims.signature.
func readSigned(t *token.Token, text string, dots int) {
	if dots > 2 {
		t.Fault(token.Fault{Code: token.PartsTooMany, Part: token.OtherPart, At: -1, Have: dots + 1, Want: 3})
	}
	parts := strings.SplitN(text, ".", 4)
	for i, p := range parts[:min(3, len(parts))] {
		role := token.Role(i)
		t.Parts = append(t.Parts, token.Part{Role: role, Text: p, Bytes: t.DecodePart(role, p)})
	}
	var faults []token.Fault
	t.Header, faults = token.ReadPart(t.Parts[0].Bytes, token.HeaderPart)
	t.Faults = append(t.Faults, faults...)
	readHeader(t)
	if len(t.Parts) > 1 {
		readPayload(t)
	}
	if len(t.Parts) > 2 {
		t.Signature = t.Parts[2].Bytes
	}
	switch {
	case dots == 0:
		t.Fault(token.Fault{Code: token.PartsMissing, Part: token.ClaimsPart, At: -1})
	case dots == 1, t.Parts[2].Text == "":
		t.Fault(token.Fault{Code: token.SignatureMissing, Part: token.SignaturePart, At: -1, Have: dots + 1})
	}
	if !t.Header.Readable && !t.Claims.Readable {
		return
	}
	t.Kind = token.JWS
	if dots < 2 || looksLikeObject(t.Payload) {
		t.Kind = token.JWT
	}
}

// readHeader checks the members of a header that change how a token is read.
// RFC 7515 section 4.1.11: an extension marked critical that is not understood
// means refusal; RFC 7797 section 7: b64 false is not for JWT.
func readHeader(t *token.Token) {
	fault := func(code token.FaultCode, what string) {
		t.Fault(token.Fault{Code: code, Part: token.HeaderPart, At: -1, What: what})
	}
	if v, ok := t.Header.Get("b64"); ok && v.Raw != "true" {
		fault(token.Unencoded, "")
	}
	if v, ok := t.Header.Get("crit"); ok {
		fault(token.CriticalHeader, v.Raw)
	}
	if alg, ok := t.Header.Get("alg"); t.Header.Readable && (!ok || alg.Type != token.Text) {
		fault(token.NoAlgorithm, "")
	}
}

func readPayload(t *token.Token) {
	t.Payload = t.Parts[1].Bytes
	if !looksLikeObject(t.Payload) {
		if len(t.Payload) > 0 || t.Parts[1].Text == "" {
			t.Fault(token.Fault{Code: token.PayloadNotJSON, Part: token.ClaimsPart, What: byteOrderMark(t.Payload)})
		}
		return
	}
	var faults []token.Fault
	t.Claims, faults = token.ReadPart(t.Payload, token.ClaimsPart)
	t.Faults = append(t.Faults, faults...)
}

func looksLikeObject(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(b, " \t\r\n"), []byte("{"))
}

// readSealed keeps the five parts of a JWE, which cannot be read without its key.
func readSealed(t *token.Token) {
	for _, p := range strings.Split(t.Text, ".") {
		t.Parts = append(t.Parts, token.Part{Role: token.OtherPart, Text: p})
	}
	t.Parts[0].Role = token.HeaderPart
	t.Parts[0].Bytes = t.DecodePart(token.HeaderPart, t.Parts[0].Text)
	var faults []token.Fault
	t.Header, faults = token.ReadPart(t.Parts[0].Bytes, token.HeaderPart)
	t.Faults = append(t.Faults, faults...)
	if _, ok := t.Header.Get("enc"); ok {
		t.Kind, t.Format = token.JWE, Encrypted
	}
}

// byteOrderMark is the mark that a payload begins with, "" for none.
func byteOrderMark(payload []byte) string {
	const mark = "\ufeff"
	if strings.HasPrefix(string(payload[:min(len(payload), len(mark))]), mark) {
		return mark
	}
	return ""
}
