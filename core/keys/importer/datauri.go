package importer

import (
	"net/url"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/text"
	"playtoken/core/once"
)

// dataStart begins a data: address, perhaps in quotes or in a style sheet.
var dataStart = once.Regexp("(?i)^(?:url\\()?[\"'`]?data:")

// readDataURI reads what is inside of a data: address (RFC 2397).
func readDataURI(t input) (found, error) {
	address := dataStart().FindString(t.Body)
	if address == "" {
		return found{}, errOther
	}
	kind, inside, cut := strings.Cut(t.Body[len(address):], ",")
	inside = strings.TrimRight(inside, "\"'`),;"+space)
	plain, err := url.PathUnescape(inside)
	if !cut || err != nil {
		return found{}, keys.Refuse(keys.IsURL, "This is a data address, not a key.", "If there is a key in it, paste the part after the comma.")
	}
	t = t.note(keys.FixedDataURI, "a data address")
	t.Paste = text.New(plain, "data address")
	if !strings.HasSuffix(strings.ToLower(strings.TrimSpace(kind)), ";base64") {
		return readBytes(t)
	}
	if known.IsKey(plain) || longBase64(plain) {
		return readBase64(t.with(strings.TrimSpace(plain)))
	}
	b, ok := codec.Loose(plain)
	if !ok {
		return found{}, known.Unknown()
	}
	t.keyOnly = true
	return readBytes(t.with(string(b)))
}
