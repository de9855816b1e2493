package extract

import (
	"regexp"
	"slices"
	"strings"

	"playtoken/core/token/formats"
)

// cookieNames are those of the cookies that a token may stand in.
var cookieNames = formats.Cookies()

// cookie finds one as it stands in a header, in code, in JSON or in a table of the
// browser.
var cookie = regexp.MustCompile(`\b(` + strings.Join(cookieNames, "|") + `)["']?[ \t]*[=:\t][ \t]*["']?([A-Za-z0-9_~+/=%.-]+)`)

// maxCookies is how many of a text are looked at.
const maxCookies = 50

// cookies are the cookies of a text that a token may stand in, by their names; the
// first of each counts. nil for none.
func cookies(text string) map[string]string {
	if !slices.ContainsFunc(cookieNames, func(name string) bool { return strings.Contains(text, name) }) {
		return nil
	}
	found := map[string]string{}
	for _, m := range cookie.FindAllStringSubmatch(text, maxCookies) {
		if _, twice := found[m[1]]; !twice {
			found[m[1]] = m[2]
		}
	}
	if len(found) == 0 {
		return nil
	}
	return found
}
