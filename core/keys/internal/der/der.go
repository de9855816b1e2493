// Package der reads keys in DER (X.690), the bytes inside of PEM.
//
// Whether a key is taken is decided by crypto/x509. What is done here in addition
// says why not: which structure the bytes have, how long they say they are, which
// number does not fit. It works on damaged bytes too.
package der

import (
	"bytes"
	"math/bits"
)

// DER tags (X.690 8.1.2).
const (
	TagInteger   = 0x02
	TagBitString = 0x03
	TagOctets    = 0x04
	TagNull      = 0x05
	TagOID       = 0x06
	TagSequence  = 0x30
)

// Structure is what a DER text is by its outline, whatever the label says.
type Structure string

// The structures.
const (
	PKCS8       Structure = "PKCS#8"
	PKCS1       Structure = "PKCS#1"
	SEC1        Structure = "SEC 1"
	SPKI        Structure = "SubjectPublicKeyInfo"
	PKCS1Public Structure = "PKCS#1 public"
	Encrypted   Structure = "encrypted PKCS#8"
	PKCS12      Structure = "PKCS#12"
	PKCS7       Structure = "PKCS#7"
	Certificate Structure = "certificate" // or a request for one
	DSA         Structure = "DSA"
	Unknown     Structure = ""
)

// Private reports whether a key of this structure is a private one.
func (s Structure) Private() bool {
	return s == PKCS8 || s == PKCS1 || s == SEC1 || s == Encrypted || s == DSA
}

// Header reads the tag and the length of the element at the start of b. It does
// not ask whether the content is there: that is how the length a damaged key
// announces is found. Lengths written in more than 3 bytes
// are not read.
func Header(b []byte) (tag byte, size, content int, ok bool) {
	if len(b) < 2 || b[0]&0x1f == 0x1f {
		return 0, 0, 0, false
	}
	if b[1] < 0x80 {
		return b[0], 2, int(b[1]), true
	}
	n := int(b[1] & 0x7f)
	if n == 0 || n > 3 || len(b) < 2+n {
		return 0, 0, 0, false
	}
	for _, c := range b[2 : 2+n] {
		content = content<<8 | int(c)
	}
	return b[0], 2 + n, content, true
}

// Announced is the length in bytes that the DER text starting with b says it
// has, 0 when b does not start with a SEQUENCE.
func Announced(b []byte) int {
	tag, size, content, ok := Header(b)
	if !ok || tag != TagSequence {
		return 0
	}
	return size + content
}

// elements lists the tags of the first elements of a SEQUENCE that is whole, 9 at
// the most; else it is empty.
func elements(der []byte) (tags []byte) {
	_, size, _, ok := Header(der)
	if !ok || Announced(der) != len(der) {
		return nil
	}
	for rest := der[size:]; len(rest) > 0 && len(tags) < 9; {
		tag, size, content, ok := Header(rest)
		if !ok || size+content > len(rest) {
			return nil
		}
		tags, rest = append(tags, tag), rest[size+content:]
	}
	return tags
}

// onlyOptional reports whether nothing but some of the optional elements follows
// the first n, each one once and in their order. Package encoding/asn1 skips what
// it does not know at the end of a SEQUENCE, and an element whose tag was changed
// is not known: the half of a key that would show the damage.
func onlyOptional(der []byte, n int, optional ...byte) bool {
	tags := elements(der)
	if len(tags) < n {
		return false
	}
	for tags = tags[n:]; len(tags) > 0 && len(optional) > 0; optional = optional[1:] {
		if tags[0] == optional[0] {
			tags = tags[1:]
		}
	}
	return len(tags) == 0
}

// pkcs7Arc begins the object identifiers of PKCS#7, which a PKCS#12 file holds
// first (RFC 7292 4).
var pkcs7Arc = []byte{TagOID, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7}

// Outline tells which structure the DER text is, by the tags of its first
// elements.
func Outline(der []byte) Structure {
	tags := elements(der)
	starts := func(want ...byte) bool {
		return len(tags) >= len(want) && string(tags[:len(want)]) == string(want)
	}
	const i, s, o, b = TagInteger, TagSequence, TagOctets, TagBitString
	switch {
	case starts(i, s, o):
		return PKCS8
	case starts(i, i, i, i, i, i, i, i, i):
		return PKCS1
	case starts(i, o):
		return SEC1
	case starts(i, i, i, i, i, i) && len(tags) == 6:
		return DSA
	case starts(i, s) && bytes.Contains(der[:min(len(der), 30)], pkcs7Arc):
		return PKCS12
	case starts(TagOID, 0xa0):
		return PKCS7
	case starts(s, s, b):
		return Certificate
	case starts(s, b):
		return SPKI
	case starts(s, o):
		return Encrypted
	case starts(i, i) && len(tags) == 2:
		return PKCS1Public
	}
	return Unknown
}

// ModulusBits walks the start of a DER text, which may break off anywhere, to
// the first long INTEGER: the modulus of an RSA key. 0 means there is none.
func ModulusBits(b []byte) int {
	for len(b) > 0 {
		tag, size, content, ok := Header(b)
		if !ok {
			return 0
		}
		switch {
		case tag == TagSequence || tag == TagOctets:
			b = b[size:]
			continue
		case tag == TagBitString && len(b) > size:
			b = b[size+1:]
			continue
		case tag == TagInteger && content >= 64 && len(b) > size:
			return (content-1)*8 + bits.Len8(b[size])
		}
		if size+content >= len(b) {
			return 0
		}
		b = b[size+content:]
	}
	return 0
}

// IsCut reports whether bytes are the beginning of a key, whole up to where they stop:
// each element that begins stands where the one before it ends.
func IsCut(b []byte) bool {
	if needs := Announced(b); !StartsAsKey(b) || needs <= len(b) {
		return false
	}
	for len(b) > 0 {
		tag, size, content, ok := Header(b)
		switch {
		case !ok:
			return len(b) < 5
		case tag == TagSequence || tag == TagOctets && content > 40:
			b = b[size:]
		case tag == TagBitString && len(b) > size:
			b = b[size+1:]
		case tag != TagInteger && tag != TagOctets && tag != TagOID && tag != TagNull && tag != 0xa0 && tag != 0xa1 || tag == TagInteger && content == 0:
			return false
		case size+content >= len(b):
			return true
		default:
			b = b[size+content:]
		}
	}
	return true
}
