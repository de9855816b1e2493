package extract

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/once"
)

// claimsAlone says of a text that it is what a decoder shows of a token, or what code signs;
// "" where it is not. It names the end, as of which nothing is known without the signature.
func claimsAlone(text string) string {
	const most = 64 << 10
	text = text[:min(len(text), most)]
	if part, ok := encodedClaims(text); ok {
		return "This is the payload of a token alone, its middle part: header and signature are missing." + endOf(part)
	}
	names := map[string]bool{}
	for _, m := range claimMember().FindAllStringSubmatch(text, -1) {
		names[m[1]] = true
	}
	kind := names["alg"] || names["typ"]
	delete(names, "alg")
	delete(names, "typ")
	switch {
	case len(names) >= 3 || names["exp"] && len(names) >= 2:
		return "These are the claims of a token, decoded: the token itself is not there, and nothing proves them." + endOf(text)
	case kind && len(names) == 0 && claimMember().MatchString(strings.TrimLeft(text, "{ \t\r\n")) && strings.HasPrefix(text, "{") && len(text) < 400 && strings.Contains(text, `"alg"`):
		return "This is the header of a token, decoded: the token itself is not there."
	}
	return ""
}

// encodedClaims is the JSON in a text that is the payload of a token and nothing else.
func encodedClaims(text string) (plain string, ok bool) {
	word := strings.Trim(text, wrapping)
	if len(word) < 20 || !joseBegins(word) || strings.Contains(word, ".") {
		return "", false
	}
	b, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(word, "="))
	plain = string(b)
	if err != nil || strings.Contains(plain, `"alg"`) || !strings.HasSuffix(strings.TrimSpace(plain), "}") {
		return "", false
	}
	return plain, claimMember().MatchString(plain)
}

// endOf tells the time that exp has in a text, as a sentence behind another.
func endOf(text string) string {
	m := expMember().FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	seconds, err := strconv.ParseFloat(m[1], 64)
	if err != nil || seconds < 1e9 || seconds >= 1e10 {
		return ""
	}
	return " Its exp is " + humantime.UTC(time.Unix(int64(seconds), 0)) + "."
}

// claimMember is a registered claim, or a member of a header, as JSON and as the languages
// print an object; expMember is exp with its number.
var (
	claimMember = once.Regexp(`(?m)(?:^|[\s{,\["'(])(exp|iat|nbf|aud|iss|sub|kid|jti|alg|typ)["']?\]?\s*(?:=>|[:=])\s*[\w"'\[]`)
	expMember   = once.Regexp(`(?m)(?:^|[\s{,\["'(])exp["']?\]?\s*(?:=>|[:=])\s*["']?(\d{10}\b|\d\.\d+[eE]\+?0?9)`)
)
