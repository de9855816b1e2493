package diagnosis

import (
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// What is asked here of a JWS (RFC 7515) and of its claims (RFC 7519) no other
// format has.

// isJWS reports whether a token has a header that names an algorithm, or should.
func isJWS(t *token.Token) bool { return t.IsJWT() || t.Kind == token.JWS }

// isUnsigned reports whether the header names the algorithm none, in any spelling:
// then no signature is missing, there was to be none.
func isUnsigned(t *token.Token) bool {
	alg := strings.TrimFunc(t.Algorithm(), func(c rune) bool { return c <= ' ' || c == 0x7f })
	return t.Header.Readable && strings.EqualFold(alg, "none")
}

// algorithm: the platform decides how a token is signed, never the header.
func algorithm(e *evidence) *platform.Finding {
	t, p := e.Token, e.platform
	if !isJWS(t) || !t.Header.Readable {
		return nil
	}
	wrong := func(w platform.Words) *platform.Finding { return failure(cause.AlgUnexpected, w) }
	alg, ok := t.Header.Get("alg")
	switch {
	case isUnsigned(t):
		return wrong(notSigned)
	case !ok:
		return wrong(noAlgorithm)
	case alg.Type != token.Text:
		return wrong(algorithmIsNoName(alg))
	case !signsWith(p, alg.Text):
		own := p.Algorithms[0]
		return platform.Found(cause.AlgUnexpected, platform.Error, platform.Seen, otherAlgorithm(p, alg)).
			With(&platform.Remedy{Label: use(own), Header: []token.Member{token.StringMember("alg", own)}})
	case !jws.Known(alg.Text):
		return wrong(unknownAlgorithm(alg))
	}
	return nil
}

// signsWith reports whether a platform accepts an algorithm, as far as that is known.
func signsWith(p *platform.Platform, alg string) bool {
	return p == nil || p.Algorithms == nil || slices.Contains(p.Algorithms, alg)
}

// signatureWhole: stripped and cut signatures are seen without a key.
func signatureWhole(e *evidence) *platform.Finding {
	t := e.Token
	wrong := func(w platform.Words) *platform.Finding { return failure(cause.SignatureWrong, w) }
	if f := faultOf(t, token.Elided); f != nil {
		return wrong(notWhole(f))
	}
	if !t.Recognised() && len(t.Parts) == 1 && t.Header.Readable || cutInPayload(t) {
		return wrong(cutShort(t))
	}
	if !isJWS(t) || isUnsigned(t) {
		return nil
	}
	if as, signature := jws.Spelled(t); as != "" {
		return wrong(signatureSpelled(e, as, len(signature)))
	}
	for _, f := range t.Faults {
		switch {
		case f.Code == token.PartsMissing:
			return wrong(cutAt(f))
		case f.Code == token.SignatureMissing:
			return wrong(noSignature(f))
		case f.Part == token.SignaturePart && (f.Code == token.CutShort || f.Code == token.TrailingBits):
			if want, ok := wholeLength(t); !ok && len(t.Signature) > 0 && len(t.Signature) < slices.Max(want) {
				w := signatureShort(t, want) // its length says more than its last character
				if f.Code == token.CutShort {
					w.Evidence = f.Text() + " " + w.Evidence
				}
				return wrong(w)
			}
			return wrong(signatureChanged(f))
		}
	}
	if e.Check.State == token.Unchecked && t.FirstFault() == nil && mayBeDER(t) && jws.IsDER(t.Signature) {
		return wrong(signatureInDER(token.Reason{Code: token.SignatureInDER}))
	}
	proven := e.Check.State == token.Valid || e.verified.HMAC || e.verified.Misuse != token.NoMisuse || e.verified.Fits != nil
	if want, ok := wholeLength(t); !ok && t.FirstFault() == nil && !proven {
		return wrong(signatureShort(t, want))
	}
	return nil
}

// wholeLength reports whether a signature can be whole, by its algorithm alone, and
// lists the lengths that it could have, in bytes.
func wholeLength(t *token.Token) (want []int, ok bool) {
	n := len(t.Signature)
	want, ok = jws.Sizes(t.Algorithm(), n)
	if mayBeDER(t) { // another rule's
		return nil, true
	}
	return want, ok
}

// mayBeDER reports whether a signature of ECDSA is too long for two bare numbers and begins
// as DER does.
func mayBeDER(t *token.Token) bool {
	n := len(t.Signature)
	want, _ := jws.Sizes(t.Algorithm(), n)
	return strings.HasPrefix(t.Algorithm(), "ES") && n > 0 && t.Signature[0] == 0x30 && len(want) == 1 && n > want[0]
}

// isPlainJWT reports whether the rules of RFC 7519 alone hold: no platform's own do.
func isPlainJWT(e *evidence) bool {
	return e.Token.IsJWT() && (e.platform == nil || e.platform.Generic)
}

// audienceType: aud is a text or a list of texts (RFC 7519 section 4.1.3).
func audienceType(e *evidence) *platform.Finding {
	aud, ok := e.Token.Claims.Get("aud")
	if !ok || !isPlainJWT(e) || aud.Type == token.Text {
		return nil
	}
	isNoText := func(v token.Value) bool { return v.Type != token.Text }
	if aud.Type == token.Array && !slices.ContainsFunc(aud.Items, isNoText) {
		return nil
	}
	return failure(cause.AudMalformed, audienceIsNoText(aud))
}

// subjectType and issuerType: both are texts (RFC 7519 sections 4.1.1, 4.1.2).
func subjectType(e *evidence) *platform.Finding {
	return textType(e, "sub", cause.SubUnexpected, "subject")
}

func issuerType(e *evidence) *platform.Finding {
	return textType(e, "iss", cause.IssUnexpected, "issuer")
}

func textType(e *evidence, claim string, code cause.Code, called string) *platform.Finding {
	v, ok := e.Token.Claims.Get(claim)
	if !ok || v.Type == token.Text || !isPlainJWT(e) {
		return nil
	}
	return warning(code, isNoText(claim, called, v))
}
