package extract

import (
	"encoding/base64"
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// bare takes a text that is nothing but a token, with its dots percent-encoded,
// wrapped over lines, or damaged: then it is taken with the damage, so that the
// damage is named. after is what a mail says below a wrapped token.
func bare(text string) (tok, after string, ok bool) {
	text = strings.TrimRight(text, ",; \t\r\n")
	if plain := strings.TrimLeft(text, "_"); plain != text && begins(plain) && strings.HasSuffix(plain, "_") { // italics of a chat
		return "", "", false
	}
	if !begins(text) {
		return nameless(text)
	}
	if words := strings.Fields(text); len(words) > 1 {
		return wrapped(words, strings.Count(text, "\n")+1)
	}
	r := runAt(text, 0)
	if _, payload := encodedClaims(text); payload {
		return "", "", false
	}
	switch {
	case r.end == len(text) && strings.Contains(r.token, "."):
		return r.token, "", true
	case whole(r.token): // what follows is not damage
		return "", "", false
	}
	return text, "", !strings.ContainsAny(text, `"'<>`)
}

// nameless takes a text that is one token without a known beginning: an Edgecast
// token wrapped over lines, or a signed token whose first characters are lost.
func nameless(text string) (tok, after string, ok bool) {
	for i := range len(text) {
		if c := text[i]; c < utf8.RuneSelf && !inToken(c) && !isSpace(c) {
			return "", "", false
		}
	}
	words := strings.Fields(text)
	joined := strings.Join(words, "")
	switch {
	case len(joined) > token.MaxSize || !allInToken(joined):
		return "", "", false
	case len(words) == 1:
		return joined, "", headless(joined)
	}
	return joined, "", (opaque(joined, alone) && !hasFileLines(text) || headless(joined)) && evenly(words) == len(words)
}

// evenly counts the lines that a wrapped text has: all have one width, the last
// is shorter, 1 for a text that is not wrapped.
func evenly(words []string) int {
	for i := 1; i < len(words); i++ {
		switch {
		case i == 1 && len(words[i]) < len(words[0]) && !piece(words[i], len(words[0])):
			return 1
		case len(words[i]) < len(words[0]):
			return i + 1
		case len(words[i]) > len(words[0]):
			return 1
		}
	}
	return 1
}

// wrapped joins a token that stands on several lines or has spaces in it.
func wrapped(words []string, lines int) (tok, after string, ok bool) {
	var b strings.Builder
	var ends []int
	for _, w := range words {
		if !allInToken(w) || b.Len()+len(w) > token.MaxSize || begins(w) && secondDot(b.String()) > 0 {
			break
		}
		b.WriteString(w)
		ends = append(ends, b.Len())
	}
	joined := b.String()
	sizes := signatureSizes(joined)
	dot := secondDot(joined)
	for i, end := range ends {
		if dot < 0 || end <= dot || !slices.Contains(sizes, end-dot-1) {
			continue
		}
		switch {
		case i == 0: // it stands on one line: the rest is a sentence
			return "", "", false
		case i+1 < len(ends) && len(words[i+1]) > 30 && !begins(words[i+1]):
			continue // no word is that long: a larger key, whose signature goes on
		}
		return joined[:end], strings.Join(words[i+1:], " "), true
	}
	// A token whose end cannot be told by its algorithm.
	if n := evenly(words[:len(ends)]); n > 1 && len(sizes) == 0 && len(words[0]) >= 40 && len(words) >= n && strings.Contains(joined[:ends[n-1]], ".") {
		return joined[:ends[n-1]], strings.Join(words[n:], " "), true
	}
	if pieces := len(ends) == len(words) && !joseBegins(joined) && lines == 1; pieces && !slices.ContainsFunc(words[1:], isWord) {
		return joined, "", true
	}
	// Cut short or of an unknown algorithm: one piece a line, or one part a word.
	dots := strings.Count(joined, ".")
	apart := dots == 2 && strings.Count(words[0], ".") < 2
	return joined, "", len(ends) == len(words) && dots <= 4 && (apart || len(words) == lines && len(words[0]) <= widest && !slices.ContainsFunc(words[1:], isWord))
}

func isWord(line string) bool { return !piece(line, 0) }

// whole reports whether nothing is missing from a token, as far as the length of
// its signature tells.
func whole(tok string) bool {
	dot := secondDot(tok)
	return dot > 0 && slices.Contains(signatureSizes(tok), len(tok)-dot-1)
}

func secondDot(s string) int { return nthDot(s, 2) }

// signatureSizes are the lengths in characters that a signature by the algorithm
// of a token's header has. RSA keys of the usual four sizes are known.
func signatureSizes(tok string) []int {
	header, _, _ := strings.Cut(tok, ".")
	if known := lastSizes.Load(); known != nil && known.header == header {
		return known.sizes
	}
	sizes := sizesOf(header)
	lastSizes.Store(&headerSizes{strings.Clone(header), sizes})
	return sizes
}

// headerSizes are the lengths by a header.
type headerSizes struct {
	header string
	sizes  []int
}

// lastSizes are those of the header that was asked for last: most tokens of a text, or of a
// log, have the same.
var lastSizes atomic.Pointer[headerSizes]

func sizesOf(header string) (sizes []int) {
	alg := jws.Format.Decode(header).Algorithm()
	bytes, _ := jws.Sizes(alg, 0)
	if len(alg) == 5 && (alg[:2] == "RS" || alg[:2] == "PS") {
		bytes = []int{128, 256, 384, 512}
	}
	for _, n := range bytes {
		sizes = append(sizes, base64.RawURLEncoding.EncodedLen(n))
	}
	return sizes
}

func inToken(c byte) bool { return tokenCharacters[c] }

var tokenCharacters = setOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")

func setOf(characters string) (set [256]bool) {
	for _, c := range []byte(characters) {
		set[c] = true
	}
	return set
}

func allInToken(s string) bool {
	for i := range len(s) {
		if !inToken(s[i]) {
			return false
		}
	}
	return true
}
