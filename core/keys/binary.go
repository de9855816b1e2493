package keys

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"playtoken/core/once"
)

// gzipMagic begins compressed data (RFC 1952 2.3.1).
var gzipMagic = []byte{0x1f, 0x8b}

// maxUnpacked is how much is read out of compressed data.
const maxUnpacked = 1 << 20

// bytes reads a file or what was inside a wrapper: first as which text, if it is
// one.
func (r *reader) bytes(b []byte) Answer {
	if len(b) > maxInput {
		return refuse(UnknownBinary, "This is more than 256 KiB of text. A key is far smaller, so it was not read.", "Paste the key alone.")
	}
	if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		b = b[3:]
		r.remark(remark{code: FixedBOM, repair: "a byte order mark"})
	} else if text, ok := fromUTF16(b); ok {
		b = []byte(text)
		r.remark(remark{code: FixedUTF16, repair: "UTF-16"})
	}
	text := r.controls(r.zeroBytes(string(b)))
	if text == "" && len(b) > 0 {
		return refuse(Empty, "There is nothing here but zero bytes.", "Paste a key, or drop a key file.")
	}
	if isBinary(text) {
		return r.binary(b)
	}
	p := paste{text: text, line: 1, column: 1}
	if n := len(r.wraps); n > 0 {
		p.inside = r.wraps[n-1]
	}
	return r.read(p)
}

// fromUTF16 reads UTF-16 in either order: by its mark, or by the zero that every
// ASCII character has in its upper half.
func fromUTF16(b []byte) (string, bool) {
	var order binary.ByteOrder
	switch zeros := countZeros(b); {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		order, b = binary.LittleEndian, b[2:]
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		order, b = binary.BigEndian, b[2:]
	case len(b) >= 16 && zeros[0] == 0 && zeros[1]*10 >= len(b)*4:
		order = binary.LittleEndian
	case len(b) >= 16 && zeros[1] == 0 && zeros[0]*10 >= len(b)*4:
		order = binary.BigEndian
	default:
		return "", false
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	text := string(utf16.Decode(units))
	return text, !strings.ContainsRune(text, utf8.RuneError)
}

// countZeros counts the zero bytes at even and at odd places.
func countZeros(b []byte) (n [2]int) {
	for i, c := range b {
		if c == 0 {
			n[i%2]++
		}
	}
	return n
}

// zeroBytes drops the zeros that a program of C leaves behind a text. In the
// middle of a key they are noise; in the middle of a secret they stay.
func (r *reader) zeroBytes(text string) string {
	if !strings.Contains(text, "\x00") || isBinary(strings.ReplaceAll(text, "\x00", "")) {
		return text
	}
	bare := strings.TrimRight(text, "\x00")
	if without := strings.ReplaceAll(bare, "\x00", ""); isKeyLike(without) {
		bare = without
	}
	if bare != text && bare != "" {
		r.remark(remark{code: NulByte, repair: "a zero byte"})
	}
	return bare
}

// terminalCode is a colour, or a mark around a paste (ECMA-48 5.4).
var terminalCode = once.Regexp(`\x1b\[[0-9;?]{0,12}[A-Za-z~]`)

// controls drops what a terminal puts into a text, and the sign for the end of a
// file. It does so only where a key comes to light.
func (r *reader) controls(text string) string {
	if !isBinary(text) || !utf8.ValidString(text) {
		return text
	}
	bare := strings.Map(func(c rune) rune {
		if c < ' ' && !strings.ContainsRune(space+"\x00", c) || c == 0x7f {
			return -1
		}
		return c
	}, terminalCode().ReplaceAllString(text, ""))
	if !isKeyLike(bare) {
		return text
	}
	r.remark(remark{code: FixedInvisible, repair: "control characters"})
	return bare
}

// isBinary reports whether the bytes are no text: control characters, or not
// UTF-8.
func isBinary(text string) bool {
	for i := range len(text) { // nearly every text is plain ASCII
		if c := text[i]; c < ' ' && strings.IndexByte(space+"\x00", c) < 0 || c == 0x7f {
			return true
		}
	}
	return !utf8.ValidString(text)
}

// binary reads bytes that are no text.
func (r *reader) binary(b []byte) Answer {
	if r.layers++; r.layers > maxLayers {
		return unknownText()
	}
	if bytes.HasPrefix(b, gzipMagic) {
		return r.gzip(b)
	}
	if outline(b) == unknown {
		if n := announced(b); n == 0 || n > len(b) && !startsAsKey(b) {
			return unknownBytes()
		}
	}
	r.shape = "DER"
	return r.der(b)
}

// gzip unpacks compressed data, as far as a key could be in it.
func (r *reader) gzip(b []byte) Answer {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return unknownBytes()
	}
	inside, err := io.ReadAll(io.LimitReader(z, maxUnpacked+1))
	switch {
	case len(inside) > maxUnpacked:
		return refuse(UnknownBinary, "This is compressed data (gzip) of more than 1 MiB. A key is far smaller, so it was not read.", "Paste the key alone.")
	case err != nil:
		return refuse(Truncated, "This is compressed data (gzip), and its end is missing or changed.", copyAgain)
	}
	r.remark(remark{code: IsGzip, repair: "gzip"})
	r.wraps = append(r.wraps, "gzip")
	r.keyOnly = true
	return r.bytes(inside)
}

// unknownBytes refuses bytes that look like nothing known.
func unknownBytes() Answer {
	return refuse(UnknownBinary, "These are bytes that are not a key in a form that is read here.",
		"Paste a private key as PEM, with its BEGIN and END lines, or as the base64 text that the platform gave you.")
}
