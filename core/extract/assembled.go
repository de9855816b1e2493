package extract

import (
	"net/url"
	"slices"
	"strings"

	"playtoken/core/once"
)

// assembled writes a URL that code puts together as the one that comes of it, where the code
// gives what its variables hold: a format, a sum of strings, or a string with variables in it.
func assembled(text string) string {
	if !strings.Contains(text, "://") {
		return text
	}
	hasFormat, hasSum, hasHole := mayFormat(text), maySum(text), mayHaveHole(text) && hole().MatchString(text)
	if !hasFormat && !hasSum && !hasHole {
		return text
	}
	values := variables(text)
	if strings.Contains(text, `"http`) || strings.Contains(text, "'http") {
		text = prefixed(text, values)
	}
	if hasFormat {
		text = formatted(text, values)
	}
	if hasSum {
		text = summed(text, values)
	}
	if hasHole {
		text = interpolated(text, values)
	}
	return text
}

// variables are the values that code gives to names: an ID, or another word, a token, and the
// beginning of a URL. Of a name with two values it cannot be told which is meant.
func variables(text string) map[string]string {
	values := map[string]string{}
	for _, m := range slices.Concat(variable().FindAllStringSubmatchIndex(text, mostVariables), exported().FindAllStringSubmatchIndex(text, mostVariables)) {
		name, value := text[m[2]:m[3]], text[m[4]:m[5]]
		if goesOn := strings.TrimLeft(text[m[1]:min(len(text), m[1]+16)], " \t\r\n"); goesOn != "" && strings.IndexByte("+.&%", goesOn[0]) >= 0 {
			continue // it is a part of the value
		}
		if was, twice := values[name]; twice && was != value {
			value = ""
		}
		values[name] = value
	}
	return values
}

const mostVariables = 200

// exported is a variable of a shell or of an environment file, without quotes.
var exported = once.Regexp(`(?m)^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w{0,39})=([A-Za-z0-9_-]{8,80}|eyJ[A-Za-z0-9._-]{20,})[ \t\r]*$`)

var variable = once.Regexp("(?m)(?:^|[\\s;,($])([A-Za-z_]\\w{0,39})(?:\\s*:\\s*\\w+\\??)?\\s*(?::=|=|:)\\s*@?[\"'`]([A-Za-z0-9_-]{8,80}|eyJ[A-Za-z0-9._-]{20,}|https?://[^\\s\"'`{}]{4,200})[\"'`]")

// operand is the value of a piece of an expression: a string as it stands, of a variable what
// was given to it. Of a
// member its last name counts, of a call what is handed over.
func operand(piece string, values map[string]string) (value string, ok bool) {
	piece = strings.TrimPrefix(strings.TrimSpace(piece), "@")
	if n := len(piece); n >= 2 && strings.IndexByte("\"'`", piece[0]) >= 0 && piece[n-1] == piece[0] {
		return piece[1 : n-1], true
	}
	piece = strings.TrimSuffix(strings.TrimSuffix(piece, "()"), ")")
	value = values[piece[strings.LastIndexAny(piece, "$.>(")+1:]]
	return value, value != ""
}

// untold stands for what a text does not give of a URL that code puts together: the value of a
// parameter, or a piece of the path.
const untold = "‹…›"

// Told is a URL with an ID in the place of the piece of its path that the code which puts it
// together does not tell.
func Told(u *url.URL, id string) *url.URL {
	if u == nil || id == "" || !strings.Contains(u.Path, untold) {
		return u
	}
	told := *u
	told.Path, told.RawPath = strings.ReplaceAll(u.Path, untold, id), ""
	return &told
}

// write puts the values of holes into a URL. %s, which no URL has, stays for what is not told
// outside of a parameter.
func write(pieces []string, known []bool) string {
	var b strings.Builder
	inQuery := false
	for i, piece := range pieces {
		switch {
		case known[i]:
		case inQuery && strings.HasSuffix(b.String(), "="):
			piece = untold
		default:
			piece = "%s"
		}
		inQuery = inQuery || strings.Contains(piece, "?")
		b.WriteString(piece)
	}
	return b.String()
}

// untoldInPath marks the holes in the path of a URL.
func untoldInPath(url string) string {
	address, query, asks := strings.Cut(url, "?")
	if i := strings.Index(address, "://"); i >= 0 {
		host, path, _ := strings.Cut(address[i+len("://"):], "/")
		address = address[:i] + "://" + host + "/" + strings.ReplaceAll(path, "%s", untold)
	}
	if asks {
		address += "?" + query
	}
	return address
}

func mayFormat(text string) bool {
	for _, mark := range []string{"%s", "%v", "%@", "{}", "{0}", "%1$s"} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}

// formatted writes the arguments of a format into it: printf's, and those by braces.
func formatted(text string, values map[string]string) string {
	return format().ReplaceAllStringFunc(text, func(all string) string {
		m := format().FindStringSubmatch(all)
		quote, template, arguments := m[1], m[2], strings.Split(m[3], ",")
		var pieces []string
		var known []bool
		holes := verb().FindAllStringIndex(template, -1)
		if len(holes) == 0 || len(holes) > len(arguments) {
			return all
		}
		at := 0
		for i, h := range holes {
			value, ok := operand(arguments[i], values)
			pieces = append(pieces, template[at:h[0]], value)
			known = append(known, true, ok)
			at = h[1]
		}
		return quote + untoldInPath(write(append(pieces, template[at:]), append(known, true))) + quote
	})
}

var (
	format = once.Regexp("([\"'`])(https?://[^\\s\"'`]{4,1000})[\"'`]\\s*(?:,|%\\s*\\(?|\\.(?:format|formatted|replace)\\()\\s*([^)\\n;]{1,1000})\\)?")
	verb   = once.Regexp(`%(?:\d\$)?[sdv@]|\{\d?\}`)
)

// maySum is the quick answer for most texts: whether strings and variables are added up.
func maySum(text string) bool {
	isQuote := func(c byte) bool { return c == '"' || c == '\'' || c == '`' }
	isName := func(c byte) bool { return isLetter(c) || c == '_' || c == '$' || c == ')' || c >= '0' && c <= '9' }
	for i := range len(text) {
		if c := text[i]; c != '+' && c != '.' && c != '&' {
			continue
		}
		before := strings.TrimRight(text[max(0, i-16):i], " \t\r\n")
		after := strings.TrimLeft(text[i+1:min(len(text), i+17)], " \t\r\n")
		if before == "" || after == "" {
			continue
		}
		b, a := before[len(before)-1], after[0]
		if isQuote(b) && (isName(a) || isQuote(a) && text[i] == '+') || isName(b) && isQuote(a) {
			return true
		}
	}
	return false
}

// summed joins the strings and variables that code adds up to a URL. A sum of which the host is
// not told is left as it stands.
func summed(text string, values map[string]string) string {
	return total().ReplaceAllStringFunc(text, func(all string) string {
		var pieces []string
		var known []bool
		for _, piece := range summand().FindAllString(all, -1) {
			value, ok := operand(piece, values)
			pieces, known = append(pieces, value), append(known, ok)
		}
		url := untoldInPath(write(pieces, known))
		if !beginsURL(url) || strings.Contains(url, "%s") {
			return all
		}
		return `"` + url + `"`
	})
}

// A summand is a string, or a variable, a member, or one of these in a call. The sign of a sum
// is + in most languages, & and <> in some; where it is a full stop, as in PHP, a variable
// begins with $ or has blanks around the sign, and is no member of the string.
var (
	summand = once.Regexp(anyString + "|" + anyName)
	total   = once.Regexp("(?:" + anyString + "|" + anyName + `)(?:(?:\s*\+\s*|\s(?:&|<>)\s)(?:` + anyString + "|" + anyName +
		`)|\s*\.\s*(?:` + anyString + `|\$` + anyName + `)|\s\.\s(?:` + anyName + `)){1,20}`)
)

const (
	anyString = "\"[^\"\\n]*\"|'[^'\\n]*'|`[^`\\n]*`"
	anyName   = `\$?[A-Za-z_]\w*(?:(?:\.|->|\?\.)[A-Za-z_]\w*)*(?:\(\$?[\w.]*\))?`
)
