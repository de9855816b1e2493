package diagnosis

import (
	"slices"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

var damages = []rule{unreadable, veryLong, loneSurrogate}

// unreadable tells what keeps the token from being read, or a verifier from
// taking it: of several places the first, since the others mostly follow from it.
func unreadable(e *evidence) *platform.Finding {
	f := blocking(e.Token)
	if f == nil {
		return nil
	}
	code := causeOf(e.Token, f)
	if code == "" {
		return nil
	}
	found := failure(code, damage(e.Token, f, code))
	if f.Code == token.DuplicateMember {
		found.About(f.What)
	}
	return found
}

// blocking is the first fault that stands in the way of the token and that is not told
// by another rule: the signature of a JWS and its algorithm have their own.
func blocking(t *token.Token) *token.Fault {
	i := slices.IndexFunc(t.Faults, func(f token.Fault) bool {
		switch {
		case f.Part == token.SignaturePart && t.Format == jws.Format && (f.Code != token.ForeignCharacter || isSpelled(t)), f.Code == token.NoAlgorithm:
			return false
		case f.Code == token.PayloadNotJSON:
			return true
		}
		return f.Blocks()
	})
	if i < 0 {
		return nil
	}
	return &t.Faults[i]
}

// isSpelled reports whether the signature is whole and written as other text.
func isSpelled(t *token.Token) bool {
	as, _ := jws.Spelled(t)
	return as != ""
}

// causeOf is the cause that a fault of a token's text stands for, "" where the rule
// for signatures tells it.
func causeOf(t *token.Token, f *token.Fault) cause.Code {
	switch f.Code {
	case token.NoToken:
		return cause.TokenAbsent
	case token.Lacking:
		return cause.TokenAbsent
	case token.CriticalHeader, token.Unencoded:
		return cause.HeaderRefused
	case token.Elided:
		return ""
	case token.PartsMissing:
		if t.Scheme == "" {
			return "" // cut short
		}
	case token.NotJSON, token.NotObject, token.TrailingText, token.DuplicateMember, token.InvalidUTF8,
		token.TooDeep, token.TooManyMembers, token.LongNumber, token.PayloadNotJSON:
		if f.Part == token.HeaderPart {
			return cause.HeaderRefused
		}
		if cutInPayload(t) {
			return ""
		}
		return cause.ClaimsMalformed
	case token.Malformed:
		if f.Part == token.ClaimsPart {
			return cause.ClaimsMalformed
		}
	case token.CutShort, token.TrailingBits:
		if cutInPayload(t) {
			return ""
		}
		if f.Part == token.ClaimsPart && !t.Claims.Readable {
			return cause.ClaimsMalformed
		}
	}
	return cause.TokenDamagedInURL
}

// cutInPayload reports whether a token ends inside its payload, as one does that
// was not copied whole. The full stop of a sentence may stand behind it.
func cutInPayload(t *token.Token) bool {
	parts := len(t.Parts)
	if parts == 3 && t.Parts[2].Text == "" && !isUnsigned(t) {
		parts = 2
	}
	return parts == 2 && t.Scheme == "" && !t.Sealed() && t.Header.Readable && !t.Claims.Readable
}

// faultOf is the first fault of a code, nil for none.
func faultOf(t *token.Token, code token.FaultCode) *token.Fault {
	for i := range t.Faults {
		if t.Faults[i].Code == code {
			return &t.Faults[i]
		}
	}
	return nil
}

// veryLong: many servers and players refuse a URL above 8 KiB.
func veryLong(e *evidence) *platform.Finding {
	if f := faultOf(e.Token, token.Large); f != nil {
		return platform.Found(cause.TokenDamagedInURL, platform.Warning, platform.Inferred, isVeryLong(f))
	}
	return nil
}

// loneSurrogate: half a character, which some JSON readers refuse.
func loneSurrogate(e *evidence) *platform.Finding {
	if f := faultOf(e.Token, token.LoneSurrogate); f != nil {
		return platform.Found(cause.ClaimsMalformed, platform.Warning, platform.Inferred, halfACharacter(f))
	}
	return nil
}
