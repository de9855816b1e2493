package extract

import (
	"net/url"
	"strconv"
	"strings"

	"playtoken/core/once"
)

const codeThatSigns = "This is code that signs a token: what its variables hold is not told in it. Paste the token that comes of it."

// putInLater says that the place of a token is known, and not what comes to stand there.
const putInLater = "This is code or a template that puts the token in: what it puts there is not told. Paste the request, or the page, as it was sent."

// ExpiresIn is an option of jsonwebtoken: the life of the token in seconds, or a text with a unit;
// a text without one is in milliseconds.
const ExpiresIn = "expiresIn"

// inCode is what code that signs a token tells of it: its algorithm, the claims that are written
// out, and the times that are counted in milliseconds; nil for any other text. What an expression
// gives is not known, and not held against it.
func inCode(text string) *Decoded {
	if !strings.Contains(text, "(") || !signs().MatchString(text) { // all code calls something, and few lines of a log do
		return nil
	}
	d := &Decoded{Code: true, Said: codeThatSigns}
	values, seen := []string(nil), map[string]bool{}
	given := expressionsOf(text)
	for _, m := range claimMember().FindAllStringSubmatchIndex(text, -1) {
		name := text[m[2]:m[3]]
		if name == "alg" || name == "typ" || seen[name] {
			continue
		}
		seen[name] = true
		switch expr := expression(text[m[4]:]); {
		case isTime(name) && inMillis(expr, given):
			d.Millis = append(d.Millis, name)
		case isTime(name) && constant(expr) > 0:
			values = append(values, strconv.Quote(name)+":"+strconv.Itoa(constant(expr)))
		case !isTime(name) && literal().MatchString(expr):
			values = append(values, strconv.Quote(name)+":"+strconv.Quote(expr[1:len(expr)-1]))
		}
	}
	for _, m := range setClaim().FindAllStringSubmatchIndex(text, 20) {
		if name := text[m[2]:m[3]]; !seen[name] && inMillis(expression(text[m[1]:]), given) {
			seen[name] = true
			d.Millis = append(d.Millis, name)
		}
	}
	if unitless().MatchString(text) {
		seen[ExpiresIn] = true
		d.Millis = append(d.Millis, ExpiresIn)
	}
	d.Claims = "{" + strings.Join(values, ",") + "}"
	if alg := algorithmIn(text); alg != "" {
		d.Header = `{"alg":` + strconv.Quote(alg) + "}"
	}
	if len(seen) == 0 && d.Header == "" {
		return nil
	}
	if m := hostIn().FindString(text); m != "" {
		d.URL, _ = url.Parse(m)
	}
	return d
}

func isTime(name string) bool { return name == "exp" || name == "iat" || name == "nbf" }

// algorithmIn is the only one that code names, "" where it names none or several.
func algorithmIn(text string) (alg string) {
	for _, m := range namedAlgorithm().FindAllStringSubmatch(text, -1) {
		name := m[1]
		switch { // as .NET calls them
		case strings.HasPrefix(name, "Hmac"):
			name = "HS256"
		case strings.HasPrefix(name, "Rsa"):
			name = "RS256"
		}
		if alg != "" && alg != name {
			return ""
		}
		alg = name
	}
	if alg == "" && strings.Contains(text, "Header::default()") { // in Rust
		return "HS256"
	}
	return alg
}

// expression is the value that code gives to a member, up to what ends it.
func expression(text string) string {
	depth := 0
	for i := range min(len(text), 200) {
		switch c := text[i]; c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth < 0 {
				return strings.TrimSpace(text[:i])
			}
		case ',', ';', '\n':
			if depth == 0 {
				return strings.TrimSpace(text[:i])
			}
		}
	}
	return ""
}

// expressionsOf are the expressions that code gives to its variables.
func expressionsOf(text string) map[string]string {
	given := map[string]string{}
	for _, m := range givenTo().FindAllStringSubmatch(text, mostVariables) {
		given[m[1]] = m[2]
	}
	return given
}

// inMillis reports whether an expression counts milliseconds, itself or in a variable.
func inMillis(expr string, given map[string]string) bool {
	if overThousand().MatchString(expr) {
		return false
	}
	for _, name := range word().FindAllString(expr, 20) {
		if value := given[name]; value != "" && millis().MatchString(value) && !overThousand().MatchString(value) {
			return true
		}
	}
	return millis().MatchString(expr)
}

// constant is what comes of a number, or of numbers that are multiplied; 0 for anything else.
func constant(expr string) int {
	n := 1
	for _, factor := range strings.Split(expr, "*") {
		f, err := strconv.Atoi(strings.TrimSpace(factor))
		if err != nil || f > 1e12 || n > 1e6 {
			return 0
		}
		n *= f
	}
	return n
}

var (
	signs = once.Regexp(`(?i)\bjwt\.(?:sign|encode|create|newwithclaims|builder)\b|\bjwt::encode\b|\bsignjwt\(|\bjwts\.builder\(|\bencode_and_sign\b|\bgenerate_and_sign\b|` +
		`\bencode\(\s*&Header|\bjsonwebtoken\.sign\b|\bjwt\.signsync\b|\bsigningcredentials\(`)
	namedAlgorithm = once.Regexp(`(?i:\balgorithms?["']?\]?\s*(?:=>|[:=])\s*\[?\s*["']|\balg["']?\]?\s*(?:=>|[:=])\s*["']|SigningMethod|SignatureAlgorithm\.|Algorithm(?:::|\.)|SecurityAlgorithms\.|encode\([^;\n]{0,200}?,\s*["'])` +
		`((?:HS|RS|PS|ES)(?:256|384|512)|EdDSA|HmacSha256(?:Signature)?|RsaSha256(?:Signature)?)\b`)
	millis = once.Regexp(`\bDate\.now\(\)|\.getTime\(\)|\.valueOf\(\)|\+\s*new Date\b|currentTimeMillis\(\)|UnixMilli\(\)|ToUnixTimeMilliseconds\(\)|toEpochMilli\(\)|millisecondsSinceEpoch|as_millis\(\)|timestamp_millis\(\)|_time\(:millisecond|` +
		`(?:\b(?:micro)?time(?:\.time)?\((?:true)?\)|timeIntervalSince1970|Time\.now\.to_i|\.Unix\(\)|timestamp\(\))\s*\*\s*1_?000\b`)
	setClaim     = once.Regexp(`\.(?:claim|withClaim|put|set|Add)\(\s*"(exp|iat|nbf)"\s*,\s*`)
	unitless     = once.Regexp(`\bexpiresIn["']?\s*:\s*["']\d+["']`)
	overThousand = once.Regexp(`/\s*1(?:_?000|e3)\b`)
	givenTo      = once.Regexp(`(?m)(?:^|[\s;({$])([A-Za-z_]\w{0,39})\s*:?=\s*([^=\n;>][^\n;]{0,200})`)
	word         = once.Regexp(`[A-Za-z_]\w*`)
	literal      = once.Regexp(`^(?:"[^"\\{}$#]*"|'[^'\\{}$#]*')$`)
	hostIn       = once.Regexp(`https?://[A-Za-z0-9][A-Za-z0-9.-]*\.[a-z]{2,}/`)
)
