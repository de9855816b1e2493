package edge

import "strings"

// How long a piece of a path is that may be shown: one that is no ID, and one that is.
const (
	longestPiece = 38
	longestID    = 48
)

const masked = "…"

// maskedPath is a path that can be shown: without the tokens that are known to be in it, and
// without pieces that may be one, or a part of one. The ID of what is asked for may look so.
func maskedPath(path, id string, secrets []string) string {
	path = without(path, secrets)
	pieces := strings.Split(path, "/")
	for i, piece := range pieces {
		name, _, _ := strings.Cut(piece, ".")
		isID := name == id && len(piece) <= longestID
		if !isID && (len(piece) > longestPiece || looksRandom(piece)) || isPartOf(name, secrets) {
			pieces[i] = masked
		}
	}
	return strings.Join(pieces, "/")
}

// looksRandom reports whether a piece of a path has letters and digits mixed as base64 has
// them, which no name has that a person gave.
func looksRandom(piece string) bool {
	const kinds = "az AZ 09"
	if len(piece) < leastSecret {
		return false
	}
	for kind := range strings.SplitSeq(kinds, " ") {
		if !strings.ContainsFunc(piece, func(c rune) bool { return c >= rune(kind[0]) && c <= rune(kind[1]) }) {
			return false
		}
	}
	return true
}

func isPartOf(piece string, secrets []string) bool {
	if len(piece) < leastSecret {
		return false
	}
	for _, s := range secrets {
		if strings.Contains(s, piece) {
			return true
		}
	}
	return false
}

// without is a text in which the secrets are left out.
func without(text string, secrets []string) string {
	for _, s := range secrets {
		if len(s) >= leastSecret {
			text = strings.ReplaceAll(text, s, masked)
		}
	}
	return text
}
