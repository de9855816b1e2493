package diagnosis

import (
	"slices"
	"strings"

	"playtoken/core/cause"

	"playtoken/core/platform"
	"playtoken/core/token"
)

var damages = []rule{unreadable, veryLong, loneSurrogate}

const (
	copyWhole = "Copy the whole token again, or sign a fresh one."
	signAgain = "Sign a fresh token."
)

// unreadable tells what keeps the token from being read, or a verifier from
// taking it: of several places the first, since the others mostly follow from it.
func unreadable(e Evidence) *platform.Finding {
	f := blocking(e.Token)
	if f == nil {
		return nil
	}
	title, fix := "the token cannot be read", copyWhole
	if e.Token.Readable() {
		title = "the token is damaged"
	}
	code := faultCode(e.Token, f)
	switch {
	case code == "":
		return nil
	case f.Code == token.NoToken:
		return finding(code, platform.Error, "there is no token", f.Text, "Paste the token, or the URL with the token in it.", platform.Stated)
	case f.Code == token.TooLarge:
		title = "the token is too large"
	case code == cause.HeaderRefused && e.Token.Header.Readable:
		title, fix = "verifiers refuse the header", "Sign a token whose header has alg, typ and kid alone."
	case f.Code == token.DuplicateMember:
		title, fix = "a claim stands there twice", "Sign a token that has each claim once."
	case code == cause.ClaimsMalformed && f.Code != token.CutShort && f.Code != token.TrailingBits:
		title, fix = "the claims cannot be read", "Sign a fresh token whose payload is one JSON object."
	}
	return finding(code, platform.Error, title, f.Text, fix, platform.Stated)
}

// blocking is the first fault that stands in the way of the token and that is
// not told by another rule: signature and algorithm have their own.
func blocking(t *token.Token) *token.Fault {
	i := slices.IndexFunc(t.Faults, func(f token.Fault) bool {
		switch {
		case f.Part == token.SignaturePart && f.Code != token.ForeignCharacter:
			return false
		case f.Code == token.NotJSON && f.Part == token.HeaderPart && t.Header.Readable:
			return false // the header names no algorithm
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

// faultCode maps what is wrong with a token's text to the cause people know, ""
// where the rule for signatures tells it.
func faultCode(t *token.Token, f *token.Fault) cause.Code {
	switch f.Code {
	case token.NoToken:
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
	if parts == 3 && t.Parts[2].Text == "" && !unsigned(t) {
		parts = 2
	}
	return parts == 2 && t.Scheme == "" && !t.Kind.Encrypted() && t.Header.Readable && !t.Claims.Readable
}

// veryLong: many servers and players refuse a URL above 8 KiB.
func veryLong(e Evidence) *platform.Finding {
	for _, f := range e.Token.Faults {
		if f.Code == token.Large {
			return finding(cause.TokenDamagedInURL, platform.Warning, "the token is very long", f.Text,
				"Leave out claims that the platform does not need.", platform.Inferred)
		}
	}
	return nil
}

// loneSurrogate: half a character, which some JSON readers refuse.
func loneSurrogate(e Evidence) *platform.Finding {
	for _, f := range e.Token.Faults {
		if f.Code == token.LoneSurrogate {
			return finding(cause.ClaimsMalformed, platform.Warning, "a claim has half a character in it", f.Text, signAgain, platform.Inferred)
		}
	}
	return nil
}

// unsigned reports whether the header names the algorithm none, in any spelling:
// then no signature is missing, there was to be none.
func unsigned(t *token.Token) bool {
	alg := strings.TrimFunc(t.Algorithm(), func(c rune) bool { return c <= ' ' || c == 0x7f })
	return t.Header.Readable && strings.EqualFold(alg, "none")
}
