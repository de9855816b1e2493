package diagnosis

import (
	"slices"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
)

// StatusCause is one reason for an answer of the platform.
type StatusCause struct {
	Code    string // of a finding
	Title   string // the reason in words, as in a finding: "the token expired 2 h ago"
	Note    string // what the token itself says of it, "" where it says nothing
	Shown   bool   // the token shows that it is so
	Refuted bool   // the token shows that it is not so
	// Standing says what it rests on that this answer may have this reason.
	Standing platform.Standing
}

// StatusChoices lists the answers that are known of a platform, and the general
// ones of HTTP where it has none, or is nil.
func StatusChoices(p *platform.Platform) []platform.Status {
	if p != nil && len(p.Statuses) > 0 {
		return slices.Clone(p.Statuses)
	}
	return slices.Clone(anyPlatform)
}

// anyPlatform is what the answers mean everywhere (RFC 9110 section 15).
var anyPlatform = []platform.Status{
	{Code: 401, Means: "The request was refused for want of a good token.", Causes: refusedFor, Standing: platform.Inferred},
	{Code: 403, Means: "The request was refused, by the token or by another rule.", Causes: refusedFor, Standing: platform.Inferred},
	{Code: 404, Means: "There is nothing under this address.", Causes: []string{"media_id_used", "other_playback_id", "not_the_token"}, Standing: platform.Inferred},
	{Code: 410, Means: "What was there is gone.", Causes: []string{"not_the_token"}, Standing: platform.Inferred},
	{Code: 414, Means: "The URL is too long.", Causes: []string{"token_damaged_in_url"}, Standing: platform.Inferred},
	{Code: 429, Means: "There were too many requests.", Causes: []string{"not_the_token"}, Standing: platform.Inferred},
	{Code: 451, Means: "It may not be shown in this country.", Causes: []string{"not_the_token"}, Standing: platform.Inferred},
}

var refusedFor = []string{
	"token_absent", "expired", "signature_wrong", "unknown_key", "alg_unexpected", "other_playback_id", "not_yet_valid", "token_damaged_in_url", "not_the_token",
}

// StatusMeaning is what an answer means, in a sentence, or in several where it may
// mean several things; "" where that is not known.
func StatusMeaning(p *platform.Platform, code int, text string) string {
	var means []string
	for _, s := range matching(p, code, text) {
		if !slices.Contains(means, s.Means) {
			means = append(means, s.Means)
		}
	}
	return strings.Join(means, " Or: ")
}

// matching are the known answers that fit: those with the text first, else those
// of the code.
func matching(p *platform.Platform, code int, text string) []platform.Status {
	of := func(list []platform.Status) (byText, byCode []platform.Status) {
		for _, s := range list {
			said := s.Text != "" && text != "" && strings.Contains(strings.ToLower(text), strings.ToLower(s.Text))
			switch {
			case said && (s.Code == code || s.Code == 0 || code == 0):
				byText = append(byText, s)
			case code != 0 && s.Code == code:
				byCode = append(byCode, s)
			}
		}
		return byText, byCode
	}
	for _, list := range [][]platform.Status{StatusChoices(p), anyPlatform} {
		byText, byCode := of(list)
		if len(byText) > 0 {
			return byText
		}
		if len(byCode) > 0 {
			return byCode
		}
	}
	return nil
}

// ReadStatus lists the likely causes of an answer: what the token shows first,
// then what the platform answers so for, likeliest first, and last what the token
// refutes. p may be nil; then it is the platform of the case. An answer that takes
// the token has no causes.
func ReadStatus(c Case, p *platform.Platform, code int, text string) []StatusCause {
	if p == nil {
		p = c.Platform
	}
	if code != 0 && code < 400 {
		return nil
	}
	var shown, open, refuted []StatusCause
	told := map[string]bool{}
	for _, f := range c.Verdict.Findings {
		if f.Severity != platform.Info && f.BecauseOf == "" && f.Code != "not_the_token" {
			told[f.Code] = true
			shown = append(shown, StatusCause{Code: f.Code, Title: f.Title, Note: f.Evidence, Shown: true, Standing: f.Standing})
		}
	}
	for _, s := range matching(p, code, text) {
		for _, cause := range s.Causes {
			if told[cause] {
				continue
			}
			told[cause] = true
			r := StatusCause{Code: cause, Title: causeTitle(cause), Standing: s.Standing}
			if r.Note = c.against(p, cause); r.Note != "" {
				r.Refuted = true
				refuted = append(refuted, r)
				continue
			}
			open = append(open, r)
		}
	}
	return append(append(shown, open...), refuted...)
}

// against is what the token says against a cause that no finding tells of, ""
// where it can say nothing.
func (c Case) against(p *platform.Platform, cause string) string {
	if cause == "token_absent" && c.Token != nil {
		return "There is a token."
	}
	if c.Token == nil || !c.Token.Readable() {
		return ""
	}
	if c.Proof.Check.State == token.Valid && aboutKeys[cause] {
		return "The signature is valid with the key given."
	}
	switch cause {
	case "expired", "exp_is_duration", "time_in_milliseconds", "exp_before_iat", "time_not_number":
		if _, ok := c.Token.Time("exp"); ok {
			return "The token has not expired."
		}
	case "not_yet_valid":
		return "The token is valid already."
	case "issued_in_future":
		return "The token does not begin in the future."
	case "exp_missing":
		if _, ok := c.Token.Time("exp"); ok {
			return "The token has an expiry."
		}
	case "token_damaged_in_url", "token_misplaced":
		if c.URL != nil {
			return "The token stands whole in the URL."
		}
	case "alg_unexpected":
		if p != nil {
			return "The algorithm is the platform's."
		}
	case "kid_missing", "aud_missing", "aud_malformed", "aud_is_list", "aud_is_platform_name", "claim_missing", "claim_unexpected":
		if p != nil {
			return "The claims are as the platform wants them."
		}
	case "other_playback_id":
		if p != nil && p.TokenID != nil && p.URLID != nil && c.URL != nil && p.TokenID(c.Token) != "" && p.URLID(c.URL) != "" {
			return "The ID in the token is that of the URL."
		}
	case "aud_other_resource":
		if p != nil && c.URL != nil {
			return "The token is for what the URL asks for."
		}
	}
	return ""
}

// aboutKeys are the causes that a valid signature refutes.
var aboutKeys = map[string]bool{
	"signature_wrong": true, "unknown_key": true, "hmac_over_private_key": true, "rsa_alg_without_rsa_key": true,
	"key_not_decoded": true, "secret_encoding": true, "api_secret_as_key": true,
}

// causeTitle names a cause that no finding words.
func causeTitle(code string) string {
	if t := causes[code]; t != "" {
		return t
	}
	return strings.ReplaceAll(code, "_", " ")
}

var causes = map[string]string{
	"expired": "the token has expired", "time_in_milliseconds": "a time is in milliseconds", "exp_is_duration": "exp holds a length of time",
	"time_not_number": "a time has the wrong type", "exp_missing": "the token has no expiry", "life_too_long": "the token lives too long",
	"life_shorter_than_video": "the token ends before the video does", "not_yet_valid": "the token is not yet valid",
	"issued_in_future": "the clock of the signer is ahead", "exp_before_iat": "the token ends before it begins",
	"other_playback_id": "the token is for another playback ID", "media_id_used": "a media ID stands in place of the playback ID",
	"aud_malformed": "the audience is malformed", "aud_other_resource": "the token is for another resource",
	"aud_missing": "the token has no audience", "aud_is_platform_name": "the audience is the platform's name", "aud_is_list": "the audience is a list",
	"kid_missing": "the key ID is missing", "kid_mismatch": "two key IDs differ", "unknown_key": "the platform does not know the key",
	"api_secret_as_key": "an API secret was used as the key", "iss_unexpected": "the issuer is not one that the platform accepts",
	"sub_unexpected": "the subject is not what the platform wants", "hmac_over_private_key": "the text of a key was used as a shared secret",
	"rsa_alg_without_rsa_key": "RS256 with a shared secret", "key_not_decoded": "the key was not decoded from base64",
	"key_double_encoded": "the key is encoded twice", "key_newlines_lost": "the key lost its line ends", "key_has_extras": "the key has something around it",
	"key_truncated": "the key is damaged", "key_wrong_kind": "the key is of another kind", "secret_encoding": "the secret was read in another encoding",
	"alg_unexpected": "the algorithm is not the platform's", "signature_wrong": "the signature is wrong", "token_absent": "there is no token",
	"token_damaged_in_url": "the token is damaged in the URL", "token_misplaced": "the token stands in the wrong place",
	"option_not_signed": "an option of the URL is not signed", "segments_without_token": "the segments are asked for without a token",
	"not_the_token": "something else refuses it, not the token", "claim_missing": "a claim is missing", "claim_unexpected": "a claim is not what the platform wants",
	"parameter_unknown": "a parameter is unknown to the platform", "header_refused": "the header is refused", "claims_malformed": "the claims cannot be read",
}
