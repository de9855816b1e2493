package importer

import (
	"encoding/base64"
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
	var list []candidate
	for _, at := range heads {
		body := t.Body[at[1]:]
		for _, end := range mailEnd().FindAllStringIndex(body, maxBlocks) {
			if line := body[end[0]:end[1]]; !text.EdgeLine().MatchString(line) {
				body = body[:end[0]]
				break
			}
		}
		plain := quotedPrintable(body)
		if strings.EqualFold(t.Body[at[2]:at[3]], "base64") {
			b, err := base64.StdEncoding.DecodeString(codec.Bare(body))
			if err != nil {
				continue
			}
			plain = string(b)
		}
		if known.IsKey(plain) || isBinary(plain) {
			inner := t.into("a mail", plain).note(keys.ExtraBlocks, "the rest of the mail")
			list = append(list, candidate{read: func() (found, error) { return readBytes(inner) }})
		}
	}
	if len(list) == 0 {
		return found{}, errOther
	}
	return pick(t, list, keys.MultipleKeys)
}
