package diagnosis

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/when"
)

// codes maps what is wrong with a token's text to the cause people know.
var codes = map[token.FaultCode]string{
	token.NoToken: "token_absent", token.SignatureMissing: "signature_wrong",
	token.CriticalHeader: "header_refused", token.Unencoded: "header_refused",
	token.NotJSON: "claims_malformed", token.NotObject: "claims_malformed", token.TrailingText: "claims_malformed",
	token.DuplicateMember: "claims_malformed", token.InvalidUTF8: "claims_malformed", token.LoneSurrogate: "claims_malformed",
	token.TooDeep: "claims_malformed", token.TooManyMembers: "claims_malformed", token.LongNumber: "claims_malformed",
	token.PayloadNotJSON: "claims_malformed",
}

// readable tells what keeps the token from being read: of several places the
// first, since the others usually follow from it.
func readable(e Evidence) []platform.Finding {
	f := e.Token.FirstFault()
	switch {
	case f == nil && e.Token.Kind == token.JWS:
		i := slices.IndexFunc(e.Token.Faults, func(f token.Fault) bool { return f.Code == token.PayloadNotJSON })
		f = &e.Token.Faults[i]
	case f == nil || f.Code == token.SignatureMissing && unsigned(e.Token):
		return nil
	}
	code, ok := codes[f.Code]
	if !ok {
		code = "token_damaged_in_url"
	}
	if f.Part == token.HeaderPart && code == "claims_malformed" {
		code = "header_refused"
	}
	title := "the token cannot be read"
	evidence := f.Text
	switch {
	case f.Code == token.SignatureMissing:
		title = "the signature is missing"
	case cutShort(e.Token, f):
		code, title = "signature_wrong", "the token is cut short"
		evidence = "It ends in the middle of the payload: the rest of the claims and the signature are missing."
	case e.Token.Readable():
		title = "the token is damaged"
	}
	return []platform.Finding{{
		Code: code, Severity: platform.Error, Title: title, Evidence: evidence,
		Fix: "Copy the whole token again, or sign a fresh one.", Standing: platform.Stated,
	}}
}

// unsigned reports whether the header names the algorithm none: then no
// signature is missing, there was to be none.
func unsigned(t *token.Token) bool {
	return t.Header.Readable && strings.EqualFold(strings.TrimSpace(t.Algorithm()), "none")
}

// cutShort reports whether a token ends inside its payload, as one does that was
// not copied whole.
func cutShort(t *token.Token, f *token.Fault) bool {
	atEnd := f.Code == token.CutShort || f.Code == token.TrailingBits || f.Code == token.NotJSON && f.At >= len(t.Payload)
	return len(t.Parts) == 2 && f.Part == token.ClaimsPart && atEnd && t.Header.Readable && !t.Claims.Readable
}

func signature(e Evidence) []platform.Finding {
	switch {
	case unsigned(e.Token):
		return []platform.Finding{{
			Code: "alg_unexpected", Severity: platform.Error, Title: "the token is not signed",
			Evidence: "The header names the algorithm none, which no platform accepts.",
			Fix:      "Sign the token with the platform's key.", Standing: platform.Stated,
		}}
	case e.Token.FirstFault() == nil && e.Check.State == token.Invalid:
		return []platform.Finding{{
			Code: "signature_wrong", Severity: platform.Error, Title: "the signature does not fit the key",
			Evidence: e.Check.Reason, Fix: "Sign the token again with the platform's key.", Standing: platform.Stated,
		}}
	}
	return nil
}

// times looks at exp, nbf and iat. At exp itself a token is expired.
func times(e Evidence) []platform.Finding {
	var list []platform.Finding
	add := func(code string, s platform.Severity, title, evidence, fix string) {
		list = append(list, platform.Finding{Code: code, Severity: s, Title: title, Evidence: evidence, Fix: fix, Standing: platform.Stated})
	}
	usable := func(claim string) (token.Moment, bool) {
		m, ok := e.Token.Time(claim)
		switch {
		case !ok || m.Usable():
		case m.Problem == token.InSubSeconds:
			fix := "Write it in whole seconds since 1970."
			if d := m.Divisor(e.Now); d > 0 {
				fix = fmt.Sprintf("Divide it by %d.", d)
			}
			add("time_in_milliseconds", platform.Error, claim+" is not in seconds", m.Said(), fix)
		default:
			add("time_not_number", platform.Error, claim+" is no date", m.Said(), "Write it as whole seconds since 1970.")
		}
		return m, ok && m.Usable()
	}
	const fresh = "Sign a fresh token."
	exp, hasExp := usable("exp")
	nbf, hasNbf := usable("nbf")
	iat, hasIat := usable("iat")
	if _, ok := e.Token.Claims.Get("exp"); !ok {
		add("exp_missing", missingExp(e), "the token has no expiry", "The claim exp is missing.", "Set exp, 24 hours from now at the latest.")
	}
	if hasExp && exp.Reached(e.Now) {
		evidence := "It ended " + when.UTC(exp.At) + "."
		if life := e.Token.Life(); life > 0 {
			evidence = "It ended " + when.UTC(exp.At) + ", its life was " + when.InWords(life) + "."
		}
		add("expired", platform.Error, "the token expired "+ago(exp.At, e.Now), evidence, fresh)
	}
	if hasExp && hasIat && !exp.At.After(iat.At) {
		add("exp_before_iat", platform.Error, "the token ends before it begins", fmt.Sprintf("exp is %s, iat is %s.", exp.Raw, iat.Raw), fresh)
	}
	if hasNbf && nbf.At.After(e.Now) {
		add("not_yet_valid", platform.Error, "the token is not yet valid", "It begins "+when.UTC(nbf.At)+", "+when.Relative(nbf.At, e.Now)+".", "Wait, or sign one that begins now.")
	}
	if hasIat && iat.At.After(e.Now) {
		add("issued_in_future", platform.Warning, "the token was issued in the future",
			"By this machine's clock it was issued "+when.Relative(iat.At, e.Now)+": one of the two clocks is wrong.", "Check the clock of the signer and of this machine.")
	}
	return list
}

func ago(t, now time.Time) string {
	if s := when.Relative(t, now); s != "now" {
		return s
	}
	return "just now"
}

// missingExp: how bad it is differs from platform to platform.
func missingExp(e Evidence) platform.Severity {
	if e.Platform != nil && e.Platform.NoExpiry != "" {
		return e.Platform.NoExpiry
	}
	return platform.Info
}
