package diagnosis

import (
	"strings"

	"playtoken/core/cause"

	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
)

var absence = []rule{tokenAbsent, misplaced, damagedInURL}

// tokenAbsent: a URL without a token may be that of a public ID; a place for a
// token with nothing, or a placeholder, in it is a mistake of a program.
func tokenAbsent(e Evidence) *platform.Finding {
	a := e.Paste.Absent
	if a == nil || e.other {
		return nil
	}
	beside := e.Token.Text != ""
	where := "The place of the token"
	if a.Name != "" {
		where = token.Excerpt(a.Name, 40)
	}
	fix := "Put a token in the place of the placeholder."
	if a.Nothing() {
		fix = "Put the token there: a program handed over nothing."
	}
	switch {
	case beside && isDRM(a.Name):
		return finding(cause.TokenAbsent, platform.Info, "the DRM token is missing", saidInstead(where, a), "Put it there, if the media has DRM.", platform.Stated)
	case beside && !e.tagWants(a.Name):
		return nil
	case a.Name == "" && a.Value == "":
		return finding(cause.TokenAbsent, platform.Warning, "there is no token",
			"Nothing in it is a token. A public ID needs none; a private one is refused.",
			"Add a token, unless the ID is public.", platform.Stated)
	case a.Redacted():
		return finding(cause.TokenAbsent, platform.Error, "the token was blacked out", saidInstead(where, a),
			"Ask for the URL with the token left in it: without the token nothing can be said of it.", platform.Stated)
	case a.Placeholder():
		return finding(cause.TokenAbsent, platform.Error, "the token is missing", saidInstead(where, a), fix, platform.Stated)
	}
	if a.CaseLost() {
		return finding(cause.TokenAbsent, platform.Error, "the token has lost its capital and small letters",
			"All of its letters are of one case. A token cannot be read without the difference.",
			"Copy the token again, and find the program that changes its letters.", platform.Stated)
	}
	return finding(cause.TokenAbsent, platform.Error, "what stands in the token's place is not a token", saidInstead(where, a),
		"Put the whole token there.", platform.Stated)
}

// tagWants reports whether the player looks for the token of the stream under
// this attribute of the tag.
func (e Evidence) tagWants(attribute string) bool {
	if e.Platform == nil || e.Paste.Tag == nil {
		return false
	}
	for _, t := range e.Platform.Tags {
		if t.Element == e.Paste.Tag.Element && len(t.Tokens) > 0 && strings.EqualFold(t.Tokens[0], attribute) {
			return true
		}
	}
	return false
}

func saidInstead(where string, a *extract.Absent) string {
	if a.Value == "" {
		return where + " is empty."
	}
	return where + " is " + token.Excerpt(token.Quote(a.Value), 60) + "."
}

// isDRM reports whether a parameter or attribute is for the token of DRM.
func isDRM(name string) bool {
	return strings.EqualFold(strings.ReplaceAll(name, "-", ""), "drmtoken")
}
