package diagnosis

import (
	"net/url"

	"playtoken/core/intake"
	"playtoken/core/platform"
)

// found is one token of a paste with the URL around it.
type found struct {
	Token string
	URL   *url.URL
}

// chosen is the n-th token of a paste.
func chosen(p intake.Paste, n int) found {
	if n > 0 && n <= len(p.Others) {
		return found{p.Others[n-1], nil}
	}
	return found{p.Token, p.URL}
}

// name is the parameter or attribute that carries the token, "" where it is not
// known.
func (e Evidence) name() string { return "" }

var absence = []rule{tokenAbsent}

func tokenAbsent(e Evidence) *platform.Finding {
	if e.Token.Text != "" || e.URL == nil {
		return nil
	}
	return finding("token_absent", platform.Warning, "the URL has no token",
		"Nothing in it is a token. A public ID needs none; a private one is refused.",
		"Add a token to the URL, if the ID is not public.", platform.Stated)
}
