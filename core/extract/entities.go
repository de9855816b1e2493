package extract

import (
	"html"
	"strings"

	"playtoken/core/once"
)

// entities undoes the escapes of HTML for what a token and a URL consist of, which the source
// of a page may have. What is typed, or is the record of a request, has them as they are: a
// server gets them, and & and # of them cut a URL.
func entities(text string) string {
	if !strings.Contains(text, "&") || !entity().MatchString(text) {
		return text
	}
	typed := beginsURL(text) && !strings.ContainsAny(text, " \t\"'<>")
	if typed || hasRequest(text) || sender().MatchString(text) || curlLine().MatchString(strings.ToLower(text[:min(len(text), 64)])) {
		return text
	}
	return entity().ReplaceAllStringFunc(text, html.UnescapeString)
}

// entity is the escape of - . / : = ? _ or of a letter or digit.
var entity = once.Regexp(`&(?:#0*(?:4[5-9]|5[0-8]|6[135-9]|[78][0-9]|9[05789]|1[01][0-9]|12[0-2])|#[xX]0*(?:2[dDeEfF]|3[0-9aAdDfF]|[46][1-9a-fA-F]|[57][0-9aA]|5[fF])|period|lowbar|equals|quest|sol|colon|hyphen|dash|UnderBar);`)
