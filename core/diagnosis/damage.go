package diagnosis

import (
	"net/url"
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/once"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/jws"
)

var damages = []rule{unreadable, cutSealed, veryLong, loneSurrogate}

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

// cutSealed: a key is given for a token of Edgecast that has a length which no base64 has, so that
// none can open it.
func cutSealed(e *evidence) *platform.Finding {
	t := e.Token
	if t.Format != ectoken.Format || t.Opened || len(e.options.Keys) == 0 || len(strings.TrimRight(t.Text, "="))%4 != 1 {
		return nil
	}
	f := platform.Found(cause.TokenDamagedInURL, platform.Warning, platform.Seen, cutOfBase64(len(t.Text)))
	if e.platform != nil {
		f.Severity = platform.Error
	}
	return f
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

// blankInside: a blank stands inside a value of a URL that is signed, which was undone. Whoever
// follows the link as it stands loses all behind it.
func blankInside(e *evidence) *platform.Finding {
	const shortest = 16
	if e.URL == nil || e.foreign == nil && !e.Token.SignsURL() || !strings.Contains(e.paste.Text, " ") {
		return nil
	}
	for piece := range few(strings.SplitSeq(e.URL.RawQuery, "&")) {
		if _, value, _ := strings.Cut(piece, "="); len(value) >= shortest && !strings.Contains(e.paste.Text, value) && strings.Contains(strings.ReplaceAll(e.paste.Text, " ", ""), value) {
			return platform.Found(cause.TokenDamagedInURL, platform.Warning, platform.Seen, blankInURL)
		}
	}
	return nil
}

// cutByShell: the URL stands in a command without quotes, and the shell ends it at the first &.
// What is behind was not sent.
func cutByShell(e *evidence) *platform.Finding {
	if e.URL == nil || e.Taken || e.paste.ShellSafe || !strings.Contains(e.URL.RawQuery, "&") {
		return nil
	}
	for _, m := range bareInCommand().FindAllStringSubmatch(e.paste.Text[:min(len(e.paste.Text), 64<<10)], 4) {
		sent, behind, _ := strings.Cut(m[1], "&")
		if u, err := url.Parse(sent); err != nil || u.Host != e.URL.Host {
			continue
		}
		if e.Token.Text == "" || e.Token.SignsURL() || strings.Contains(behind, e.Token.Text) {
			return platform.Found(cause.TokenDamagedInURL, platform.Warning, platform.Inferred, endsAtAmpersand)
		}
	}
	return nil
}

// bareInCommand is a URL with an & in a command that has it in no quotes.
var bareInCommand = once.Regexp(`(?m)^[ \t]*(?:[^\s"']{0,60}[$#>%][ \t]*)?(?:sudo |time )?(?:curl(?:\.exe)?|wget|https?|ffmpeg|ffplay|ffprobe|mpv|vlc|yt-dlp|streamlink) (?:[^\n"']* )?(https?://[^\s"'\\^&]+&[^\s"'\\^]+)(?:\s|$)`)
