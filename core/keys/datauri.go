package keys

import (
	"net/url"
	"strings"

	"playtoken/core/once"
)

// dataStart begins a data: address, perhaps in quotes or in a style sheet.
var dataStart = once.Regexp("(?i)^(?:url\\()?[\"'`]?data:")

// dataURI reads what is inside of a data: address (RFC 2397), whose first n bytes
// say that it is one.
func (r *reader) dataURI(p paste, n int) Answer {
	kind, inside, found := strings.Cut(p.text[n:], ",")
	inside = strings.TrimRight(inside, "\"'`),;"+space)
	plain, err := url.PathUnescape(inside)
	if !found || err != nil {
		return refuse(IsURL, "This is a data address, not a key.", "If there is a key in it, paste the part after the comma.")
	}
	r.remark(remark{code: FixedDataURI, repair: "a data address"})
	if !strings.HasSuffix(strings.ToLower(strings.TrimSpace(kind)), ";base64") {
		return r.bytes([]byte(plain))
	}
	if isKeyLike(plain) || longBase64(plain) {
		return r.base64(paste{text: strings.TrimSpace(plain), line: 1, column: 1, inside: "data address"})
	}
	b, ok := looseBase64(plain)
	if !ok {
		return unknownText()
	}
	r.keyOnly = true
	return r.bytes(b)
}
