package why

import (
	"playtoken/core/extract"
	"playtoken/core/keys/importer"
)

// isSecret reports whether a text in which nothing was found is written as shared secrets
// are. A hash is written so, too, and is not shown either.
func isSecret(text string, p extract.Paste) bool {
	return len(p.All) == 0 && p.URL == nil && p.Absent == nil && p.ID == "" && importer.LooksLikeSecret(text)
}
