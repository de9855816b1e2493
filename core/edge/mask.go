package edge

import "strings"

// longestPiece is how long a piece of a path is that may be shown where it is no ID.
const longestPiece = 38

const masked = "…"

// maskedPath is a path that can be shown: without the tokens that are known to be in it, and
// without pieces that may be one. The ID of what is asked for may be a longer one.
func maskedPath(path, id string, secrets []string) string {
	path = without(path, secrets)
	if len(path) <= longestPiece && !strings.Contains(path, "eyJ") {
		return path
	}
	pieces := strings.Split(path, "/")
	for i, piece := range pieces {
		name, _, _ := strings.Cut(piece, ".")
		if (len(piece) > longestPiece || strings.HasPrefix(piece, "eyJ")) && (id == "" || name != id || len(piece) > len(id)+len(".m3u8")) {
			pieces[i] = masked
		}
	}
	return strings.Join(pieces, "/")
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
