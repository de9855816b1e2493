package diagnosis

import (
	"slices"
	"sort"
	"time"

	"playtoken/core/platform"
)

// order ranks independent findings: token absent, misplaced, damaged; algorithm;
// key and signature; kid; audience and ID; times; the rest.
var order = rankOf(
	"token_absent", "token_misplaced", "token_damaged_in_url", "header_refused", "claims_malformed",
	"alg_unexpected",
	"hmac_over_private_key", "key_not_decoded", "rsa_alg_without_rsa_key", "secret_encoding", "unknown_key", "signature_wrong",
	"api_secret_as_key", "key_truncated", "key_wrong_kind", "key_double_encoded", "key_newlines_lost", "key_has_extras",
	"kid_missing", "kid_mismatch",
	"aud_missing", "aud_is_list", "aud_is_platform_name", "aud_malformed", "media_id_used", "other_playback_id", "aud_other_resource",
	"time_not_number", "time_in_milliseconds", "exp_is_duration", "exp_before_iat", "expired", "not_yet_valid", "issued_in_future",
	"exp_missing", "life_too_long", "life_shorter_than_video",
	"claim_missing", "claim_unexpected", "parameter_unknown", "option_not_signed", "segments_without_token",
	"iss_unexpected", "sub_unexpected", "not_the_token",
)

func rankOf(codes ...string) map[string]int {
	m := map[string]int{}
	for i, c := range codes {
		m[c] = i
	}
	return m
}

// severities rank findings before all else.
var severities = map[platform.Severity]int{platform.Error: 0, platform.Warning: 1, platform.Info: 2}

// follows are the findings that follow from another, with the ones that they
// may follow from.
var follows = map[string][]string{
	"alg_unexpected":          {"hmac_over_private_key", "key_not_decoded"},
	"api_secret_as_key":       {"alg_unexpected"},
	"key_wrong_kind":          {"alg_unexpected"},
	"expired":                 {"exp_is_duration", "exp_before_iat"},
	"exp_before_iat":          {"exp_is_duration", "expired"},
	"issued_in_future":        {"not_yet_valid"},
	"other_playback_id":       {"media_id_used"},
	"signature_wrong":         {"token_damaged_in_url", "claims_malformed", "header_refused"},
	"kid_mismatch":            {"unknown_key"},
	"claim_missing":           {"token_damaged_in_url"},
	"claim_unexpected":        {"token_damaged_in_url"},
	"token_absent":            {"token_misplaced"},
	"rsa_alg_without_rsa_key": {"alg_unexpected"},
}

// parent is the code of the finding that one follows from, "" for none. Nothing
// grave follows from what is less so.
func parent(e Evidence, f platform.Finding, list []platform.Finding) string {
	for _, code := range follows[f.Code] {
		for _, cause := range list {
			if cause.Code == code && severities[cause.Severity] <= severities[f.Severity] && binding(e, f.Code, code) {
				return code
			}
		}
	}
	return ""
}

// binding tells where two findings stand together without one being the cause.
func binding(e Evidence, child, cause string) bool {
	switch child + " " + cause {
	case "expired exp_before_iat":
		return e.freshlyIssued()
	case "exp_before_iat expired":
		return !e.freshlyIssued()
	case "issued_in_future not_yet_valid":
		m := e.moments()
		return m.nbf != nil && m.iat != nil && m.nbf.At.Equal(m.iat.At)
	case "signature_wrong token_damaged_in_url":
		return blocking(e.Token) != nil // else the token was tried without the damage
	}
	return true
}

// freshlyIssued reports whether a token that lived as long as is usual would
// still be good: then its wrong end alone is to blame.
func (e Evidence) freshlyIssued() bool {
	life := 24 * time.Hour
	if e.Platform != nil && e.Platform.Life > 0 {
		life = e.Platform.Life
	}
	m := e.moments()
	return m.iat != nil && m.iat.At.Add(life).After(e.Now)
}

// ordered puts findings in their order: the gravest first, of these the one that
// explains the others; what follows from another right behind it.
func ordered(e Evidence, list []platform.Finding) []platform.Finding {
	for i := range list {
		list[i].BecauseOf = parent(e, list[i], list)
	}
	sort.SliceStable(list, func(i, j int) bool { return before(list[i], list[j]) })
	out := make([]platform.Finding, 0, len(list))
	var place func(cause string)
	place = func(cause string) {
		for _, f := range list {
			if f.BecauseOf == cause {
				out = append(out, f)
				place(f.Code)
			}
		}
	}
	place("")
	return out
}

// freshened lets every remedy begin the token afresh where one has to: signed
// again with another ID and an end that has passed, it would still not play.
func freshened(list []platform.Finding) []platform.Finding {
	fresh := slices.ContainsFunc(list, func(f platform.Finding) bool {
		return f.Severity == platform.Error && f.Remedy != nil && f.Remedy.Fresh
	})
	for i, f := range list {
		if fresh && f.Remedy != nil {
			r := *f.Remedy
			r.Fresh = true
			list[i].Remedy = &r
		}
	}
	return list
}

func before(a, b platform.Finding) bool {
	if sa, sb := severities[a.Severity], severities[b.Severity]; sa != sb {
		return sa < sb
	}
	if a.Severity == platform.Info && (a.Code == "key_wrong_kind") != (b.Code == "key_wrong_kind") && a.Code != "not_the_token" && b.Code != "not_the_token" {
		return b.Code == "key_wrong_kind" // a weak key works all the same
	}
	if a.Severity == platform.Warning && (a.Code == "not_the_token") != (b.Code == "not_the_token") {
		return a.Code == "not_the_token"
	}
	return rank(a.Code) < rank(b.Code)
}

func rank(code string) int {
	if r, ok := order[code]; ok {
		return r
	}
	return len(order)
}
