package importer

import (
	"encoding/base64"
	"net/url"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/text"
	"playtoken/core/once"
)

// mailPart is the head of a part of a mail that is encoded (RFC 2045 6.1), up to the empty
// line behind it.
var mailPart = once.Regexp(`(?im)^Content-Transfer-Encoding:[ \t]*(base64|quoted-printable)[ \t]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n`)

// mailEnd ends a part: the line between two of them.
var mailEnd = once.Regexp(`(?m)^--\S.*$`)

// readMail reads a key in a mail as it was saved, whose parts are encoded.
func readMail(t input) (found, error) {
	heads := mailPart().FindAllStringSubmatchIndex(t.Body, maxBlocks)
	var list []outcome
	for _, at := range heads {
		body := t.Body[at[1]:]
		for _, end := range mailEnd().FindAllStringIndex(body, maxBlocks) {
			if line := body[end[0]:end[1]]; !text.EdgeLine().MatchString(line) {
				body = body[:end[0]]
				break
			}
		}
		plain := text.QuotedPrintable(body)
		if strings.EqualFold(t.Body[at[2]:at[3]], "base64") {
			b, err := base64.StdEncoding.DecodeString(codec.Bare(body))
			if err != nil {
				continue
			}
			plain = string(b)
		}
		if known.IsKey(plain) || isBinary(plain) {
			f, err := readBytes(t.into("a mail", plain).note(keys.ExtraBlocks, "the rest of the mail"))
			list = append(list, outcome{found: f, err: err})
		}
	}
	if len(list) == 0 {
		return found{}, errOther
	}
	return pick(t, list, keys.MultipleKeys)
}

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
