package keys

import (
	"net/url"
	"strings"
)

// dataURI reads what is inside of a data: address (RFC 2397).
func (r *reader) dataURI(p paste) Answer {
	kind, inside, found := strings.Cut(strings.TrimPrefix(p.text, "data:"), ",")
	plain, err := url.PathUnescape(inside)
	if !found || err != nil {
		return refuse(IsURL, "This is a data address, not a key.", "If there is a key in it, paste the part after the comma.")
	}
	r.remark(remark{code: FixedDataURI, repair: "a data address"})
	if !strings.HasSuffix(strings.TrimSpace(kind), ";base64") {
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
