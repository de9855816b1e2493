package reissue

import (
	"net/url"
	"strings"

	"playtoken/core/extract"
)

// IntoURL is the URL with another token where the old one stood: under a name,
// without one, or in the path, percent-encoded or with quotes around it. All else
// stays as it was written. Where the old token is not found the URL comes back
// unchanged.
func IntoURL(u *url.URL, oldToken, newToken string) string {
	if u == nil {
		return ""
	}
	text := u.String()
	if oldToken == "" {
		return text
	}
	// The host comes before everything a token can stand in.
	from := strings.Index(text, "://")
	if from < 0 {
		from = 0
	} else {
		from += len("://")
	}
	if slash := strings.IndexAny(text[from:], "/?#"); slash >= 0 {
		from += slash
	} else {
		return text
	}
	head, rest := text[:from], text[from:]
	wanted, found := letters(oldToken), false
	is := func(piece string) bool {
		same := letters(decoded(piece)) == wanted
		found = found || same
		return same
	}
	rest = extract.MapParts(rest, "/?&#;", func(piece string) string {
		name, value, named := strings.Cut(piece, "=")
		switch {
		case is(piece): // a token may end in the = of its padding
			return newToken
		case named && is(value):
			return name + "=" + newToken
		}
		return piece
	})
	if !found {
		rest = strings.ReplaceAll(rest, oldToken, newToken)
	}
	return head + rest
}

// decoded undoes percent-encoding, which some programs do twice.
func decoded(piece string) string {
	for range 2 {
		if plain, err := url.PathUnescape(piece); err == nil {
			piece = plain
		}
	}
	return piece
}

// letters are the characters of a text that a token has: quotes, line ends and
// padding around or inside it are left out.
func letters(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.':
			return c
		}
		return -1
	}, s)
}
