package importer

import (
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/locks"
	"playtoken/core/once"
	"playtoken/core/secret"
	"playtoken/core/words"
)

// gzipMagic begins compressed data (RFC 1952 2.3.1).
const gzipMagic = "\x1f\x8b"

// maxUnpacked is how much is read out of compressed data.
const maxUnpacked = 1 << 20

// readBytes reads a file or what was inside a wrapper: first as which text, if it is
// one.
func readBytes(t input) (found, error) {
	if len(t.Body) > maxInput {
		return found{}, keys.Refuse(keys.UnknownBinary, "This is more than 256 KiB of text. A key is far smaller, so it was not read.", "Paste the key alone.")
	}
	if body, ok := strings.CutPrefix(t.Body, "\xef\xbb\xbf"); ok {
		t = t.with(body).note(keys.FixedBOM, "a byte order mark")
	} else if body, ok := fromUTF16(t.Body); ok {
		t = t.with(body).note(keys.FixedUTF16, "UTF-16")
	}
	clean := dropControls(dropZeros(t))
	if clean.Body == "" && len(t.Body) > 0 {
		return found{}, keys.Refuse(keys.Empty, "There is nothing here but zero bytes.", "Paste a key, or drop a key file.")
	}
	if isBinary(clean.Body) {
		return readBinary(t)
	}
	return read(clean)
}

// fromUTF16 reads UTF-16 in either order: by its mark, or by the zero that every
// ASCII character has in its upper half.
func fromUTF16(b string) (string, bool) {
	if !strings.Contains(b, "\x00") {
		return "", false
	}
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		units := make([]uint16, len(b)/2)
		small, zero := 0, false
		for i := range units {
			units[i] = order.Uint16([]byte(b[2*i : 2*i+2]))
			zero = zero || units[i]&0xff == 0
			if units[i] < 0x100 {
				small++
			}
		}
		switch {
		case len(units) > 0 && units[0] == 0xfeff:
			units = units[1:]
		case len(b) < 16 || zero || small*10 < len(units)*8:
			continue
		}
		body := string(utf16.Decode(units))
		return body, !strings.ContainsRune(body, utf8.RuneError)
	}
	return "", false
}

// dropZeros drops the zeros that a program of C leaves behind a text. In the
// middle of a key they are noise; in the middle of a secret they stay.
func dropZeros(t input) input {
	if !strings.Contains(t.Body, "\x00") || isBinary(strings.ReplaceAll(t.Body, "\x00", "")) {
		return t
	}
	bare := strings.TrimRight(t.Body, "\x00")
	if without := strings.ReplaceAll(bare, "\x00", ""); known.IsKey(without) {
		bare = without
	}
	if bare != t.Body && bare != "" {
		t = t.note(keys.NulByte, "a zero byte")
	}
	return t.with(bare)
}

// terminalCode is a colour, or a mark around a paste (ECMA-48 5.4).
var terminalCode = once.Regexp(`\x1b\[[0-9;?]{0,12}[A-Za-z~]`)

// dropControls drops what a terminal puts into a text, and the sign for the end of a
// file. It does so only where a key comes to light.
func dropControls(t input) input {
	if !isBinary(t.Body) || !utf8.ValidString(t.Body) {
		return t
	}
	bare := strings.Map(func(c rune) rune {
		if c < ' ' && !strings.ContainsRune(space+"\x00", c) || c == 0x7f {
			return -1
		}
		return c
	}, terminalCode().ReplaceAllString(t.Body, ""))
	if !known.IsKey(bare) {
		return t
	}
	return t.with(bare).note(keys.FixedInvisible, "control characters")
}

// isBinary reports whether the bytes are no text: control characters, or not
// UTF-8.
func isBinary(body string) bool {
	for i := range len(body) { // nearly every text is plain ASCII
		if c := body[i]; c < ' ' && strings.IndexByte(space+"\x00", c) < 0 || c == 0x7f {
			return true
		}
	}
	return !utf8.ValidString(body)
}

func readBinary(t input) (found, error) {
	if t.layers++; t.layers > maxLayers {
		return found{}, known.Unknown()
	}
	if strings.HasPrefix(t.Body, gzipMagic) {
		return readGzip(t)
	}
	b := []byte(t.Body)
	if n := der.Announced(b); n == 0 || n > len(b) && !der.StartsAsKey(b) {
		return found{}, known.UnknownBytes()
	}
	t.shape = "DER"
	return readDER(t, b)
}

func readGzip(t input) (found, error) {
	inside, err := unzip(t)
	if err != nil {
		return found{}, err
	}
	return readBytes(inside)
}

// unzip is what compressed data holds, as far as a key could be in it.
func unzip(t input) (inside input, err error) {
	z, err := gzip.NewReader(strings.NewReader(t.Body))
	if err != nil {
		return t, known.UnknownBytes()
	}
	b, err := io.ReadAll(io.LimitReader(z, maxUnpacked+1))
	switch {
	case len(b) > maxUnpacked:
		return t, keys.Refuse(keys.UnknownBinary, "This is compressed data (gzip) of more than 1 MiB. A key is far smaller, so it was not read.", "Paste the key alone.")
	case err != nil:
		return t, keys.Refuse(keys.Truncated, "This is compressed data (gzip), and its end is missing or changed.", keys.Damaged)
	}
	return t.note(keys.IsGzip, "gzip").into("gzip", string(b)), nil
}

// readDER reads bytes that begin with a SEQUENCE, whatever structure it is.
func readDER(t input, b []byte) (found, error) {
	switch n := der.Announced(b); {
	case n > len(b):
		kind, bits := rsaBits(b)
		return found{}, keys.Refuse(keys.Truncated, fmt.Sprintf("This key is cut off: it announces %s bytes, and %s are there.", words.Thousands(n), words.Thousands(len(b))), keys.Damaged).About(kind, bits, true)
	case n > 0 && n < len(b):
		t = t.note(keys.DERTrailing, words.Thousands(len(b)-n)+" bytes behind the key")
		b = b[:n]
	}
	switch s := der.Outline(b); s {
	case der.Unknown:
		return found{}, known.UnknownBytes()
	case der.Encrypted:
		return takeOpened(t, "", b, locks.PKCS8)
	case der.PKCS12:
		return takeOpened(t, "PKCS#12", b, locks.PKCS12)
	case der.PKCS7:
		return found{}, der.Bundle()
	case der.DSA:
		return found{}, der.DSAKey(true)
	case der.Certificate:
		k, shape, m, err := der.Public(b)
		t.shape = shape
		return takeKey(t.first(m), der.SPKI, k, err)
	default:
		return take(t, s, b)
	}
}

// rsaBits is what the beginning of DER tells of an RSA key; nothing of any other.
func rsaBits(b []byte) (keys.Kind, int) {
	if bits := der.ModulusBits(b); bits > 0 {
		return keys.RSA, bits
	}
	return "", 0
}

func takeOpened(t input, shape string, b []byte, open func([]byte, secret.Bytes) ([]byte, error)) (found, error) {
	plain, err := open(b, t.opts.Password)
	if err != nil {
		return found{}, err
	}
	if shape != "" {
		t.shape = shape
	}
	return take(t, der.PKCS8, plain)
}
