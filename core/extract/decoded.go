package extract

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"playtoken/core/errortext"
	"playtoken/core/humantime"
	"playtoken/core/once"
	"playtoken/core/token"
)

// Decoded is what a decoder or a program shows of a token that is not there itself.
type Decoded struct {
	Header, Claims string // as JSON objects; Header "" where it is not shown
	// Whole says that all of the claims are there: they stand in an object of JSON or of a
	// language. A table may leave some out.
	Whole bool
	Said  string // what the text is, in sentences
	// Code says that it is code which signs a token: URL is the first that it names, nil for none,
	// and Millis are the times that it counts in milliseconds.
	Code   bool
	URL    *url.URL
	Millis []string
	// KeyError is what a program said of a key, in a text that has one; nil for nothing.
	KeyError *errortext.Text
}

const (
	payloadAlone = "This is the payload of a token alone, its middle part: header and signature are missing."
	claimsShown  = "These are the claims of a token, decoded: the token itself is not there, and nothing proves them."
	headerAlone  = "This is the header of a token, decoded: the token itself is not there."
)

// showsToken reads a text that is what a decoder shows of a token, or what code signs; nil for
// any other.
func showsToken(text string) *Decoded {
	const most = 64 << 10
	text = text[:min(len(text), most)]
	if part, ok := encodedClaims(text); ok {
		return &Decoded{Claims: part, Whole: true, Said: payloadAlone + endOf(part)}
	}
	if d := inCode(text); d != nil {
		return d
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
		d := inObjects(text)
		if d == nil {
			d = inMembers(text)
		}
		d.Said = claimsShown + endOf(d.Claims)
		return d
	case kind && len(names) == 0 && claimMember().MatchString(strings.TrimLeft(text, "{ \t\r\n")) && strings.HasPrefix(text, "{") && len(text) < 400 && strings.Contains(text, `"alg"`):
		return &Decoded{Header: text, Said: headerAlone}
	}
	return nil
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

// inObjects takes the claims from the object of JSON in a text that has most of them, and the
// header from the one that names an algorithm; nil where no object has claims.
func inObjects(text string) *Decoded {
	const mostObjects = 64
	d, best := &Decoded{Whole: true}, 1
	at := 0
	for range mostObjects {
		i := strings.IndexByte(text[at:], '{')
		if i < 0 {
			break
		}
		at += i
		object := text[at : at+objectLen(text[at:])]
		at++
		if !json.Valid([]byte(object)) {
			continue
		}
		o, _ := token.ReadObject([]byte(object))
		n := 0
		for _, name := range claimNames {
			if _, ok := o.Get(name); ok {
				n++
			}
		}
		if n > best {
			d.Claims, best = object, n
		} else if _, ok := o.Get("alg"); ok && d.Header == "" && n == 0 {
			d.Header = object
		}
	}
	if d.Claims == "" {
		return nil
	}
	return d
}

var claimNames = []string{"exp", "iat", "nbf", "aud", "iss", "sub", "kid", "jti"}

// objectLen is the length of the object that a text begins with, to its end where none closes it.
func objectLen(text string) int {
	depth, inString := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}

// inMembers takes the claims one by one, as languages print an object and pages a table. Of a
// name that comes again with another value it cannot be told which is meant.
func inMembers(text string) *Decoded {
	values, order := map[string]string{}, []string(nil)
	for _, m := range claimMember().FindAllStringSubmatchIndex(text, -1) {
		name := text[m[2]:m[3]]
		value, ok := member(name, text[m[4]:])
		was, twice := values[name]
		switch {
		case !ok, twice && was == value:
		case twice:
			values[name] = ""
		default:
			values[name] = value
			order = append(order, name)
		}
	}
	var header, claims []string
	for _, name := range order {
		switch pair := strconv.Quote(name) + ":" + values[name]; {
		case values[name] == "":
		case name == "alg" || name == "typ":
			header = append(header, pair)
		default:
			claims = append(claims, pair)
		}
	}
	d := &Decoded{Claims: "{" + strings.Join(claims, ",") + "}", Whole: strings.Contains(text, "{") || strings.Contains(text, "map[") || strings.Contains(text, "=>")}
	if len(header) > 0 {
		d.Header = "{" + strings.Join(header, ",") + "}"
	}
	return d
}

// member is the value that a text begins with, as JSON. A time without quotes that is written
// as a date is how a page shows its number.
func member(name, text string) (value string, ok bool) {
	line, _, _ := strings.Cut(text, "\n")
	if m := quotedValue().FindString(line); m != "" {
		if m[0] == '\'' {
			m = strconv.Quote(m[1 : len(m)-1])
		}
		return m, json.Valid([]byte(m))
	}
	if m := listValue().FindString(line); m != "" {
		m = strings.ReplaceAll(m, "'", `"`)
		return m, json.Valid([]byte(m))
	}
	word := line[:strings.IndexAny(line+" ", " \t\r,;})]|")]
	switch {
	case plainNumber().MatchString(word):
		return word, true
	case name == "exp" || name == "iat" || name == "nbf":
		at, n := humantime.LogPrefix(line, time.Time{})
		return strconv.FormatInt(at.Unix(), 10), n > 0
	case word == "null" || word == "None" || word == "true" || word == "false":
		return "null", name != "sub"
	}
	return strconv.Quote(word), true
}

// endOf tells the time that exp has in claims, as a sentence behind another.
func endOf(claims string) string {
	m := expMember().FindStringSubmatch(claims)
	if m == nil {
		return ""
	}
	seconds, err := strconv.ParseFloat(m[1], 64)
	if err != nil || seconds < 1e9 || seconds >= 1e10 {
		return ""
	}
	return " Its exp is " + humantime.UTC(time.Unix(int64(seconds), 0)) + "."
}

// claimMember is a registered claim, or a member of a header, as JSON, as the languages print
// an object, and in a table, up to its value; expMember is exp with its number.
var (
	claimMember = once.Regexp(`(?m)(?:^|[\s{,\["'(|])(exp|iat|nbf|aud|iss|sub|kid|jti|alg|typ)["']?\]?[ ]*(?:=>|[:=|]|\t)\s*([\w"'\[-]?)`)
	expMember   = once.Regexp(`"exp"\s*:\s*["']?(\d{10}\b|\d\.\d+[eE]\+?0?9)`)
	quotedValue = once.Regexp(`^(?:"(?:[^"\\]|\\.)*"|'[^'\\]*')`)
	listValue   = once.Regexp(`^\[[^\[\]]*\]`)
	plainNumber = once.Regexp(`^-?\d{1,20}(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$`)
)
