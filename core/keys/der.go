package keys

import (
	"bytes"
	"math/bits"
)

// DER tags (X.690 8.1.2).
const (
	tagInteger   = 0x02
	tagBitString = 0x03
	tagOctets    = 0x04
	tagNull      = 0x05
	tagOID       = 0x06
	tagSequence  = 0x30
)

// structure is what a DER text is by its outline, whatever the label says.
type structure string

const (
	pkcs8Private structure = "PKCS#8"
	pkcs1Private structure = "PKCS#1"
	sec1Private  structure = "SEC 1"
	spkiPublic   structure = "SubjectPublicKeyInfo"
	pkcs1Public  structure = "PKCS#1 public"
	encrypted    structure = "encrypted PKCS#8"
	pkcs12       structure = "PKCS#12"
	pkcs7        structure = "PKCS#7"
	certificate  structure = "certificate" // or a request for one
	dsaPrivate   structure = "DSA"
	unknown      structure = ""
)

// private reports whether a key of this structure is a private one.
func (s structure) private() bool {
	return s == pkcs8Private || s == pkcs1Private || s == sec1Private || s == encrypted || s == dsaPrivate
}

// header reads the tag and the length of the element at the start of b. It does
// not ask whether the content is there: that is how the length a damaged key
// announces is found. Lengths written in more than 3 bytes
// are not read.
func header(b []byte) (tag byte, size, content int, ok bool) {
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

// announced is the length in bytes that the DER text starting with b says it
// has, 0 when b does not start with a SEQUENCE.
func announced(b []byte) int {
	tag, size, content, ok := header(b)
	if !ok || tag != tagSequence {
		return 0
	}
	return size + content
}

// elements lists the tags of the first elements of a SEQUENCE that is whole, 9 at
// the most; else it is empty.
func elements(der []byte) (tags []byte) {
	_, size, _, ok := header(der)
	if !ok || announced(der) != len(der) {
		return nil
	}
	for rest := der[size:]; len(rest) > 0 && len(tags) < 9; {
		tag, size, content, ok := header(rest)
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
var pkcs7Arc = []byte{tagOID, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7}

// outline tells which structure the DER text is, by the tags of its first
// elements.
func outline(der []byte) structure {
	tags := elements(der)
	starts := func(want ...byte) bool {
		return len(tags) >= len(want) && string(tags[:len(want)]) == string(want)
	}
	const i, s, o, b = tagInteger, tagSequence, tagOctets, tagBitString
	switch {
	case starts(i, s, o):
		return pkcs8Private
	case starts(i, i, i, i, i, i, i, i, i):
		return pkcs1Private
	case starts(i, o):
		return sec1Private
	case starts(i, i, i, i, i, i) && len(tags) == 6:
		return dsaPrivate
	case starts(i, s) && bytes.Contains(der[:min(len(der), 30)], pkcs7Arc):
		return pkcs12
	case starts(tagOID, 0xa0):
		return pkcs7
	case starts(s, s, b):
		return certificate
	case starts(s, b):
		return spkiPublic
	case starts(s, o):
		return encrypted
	case starts(i, i) && len(tags) == 2:
		return pkcs1Public
	}
	return unknown
}

// modulusBits walks the start of a DER text, which may break off anywhere, to
// the first long INTEGER: the modulus of an RSA key. 0 means there is none.
func modulusBits(b []byte) int {
	for len(b) > 0 {
		tag, size, content, ok := header(b)
		if !ok {
			return 0
		}
		switch {
		case tag == tagSequence || tag == tagOctets:
			b = b[size:]
			continue
		case tag == tagBitString && len(b) > size:
			b = b[size+1:]
			continue
		case tag == tagInteger && content >= 64 && len(b) > size:
			return (content-1)*8 + bits.Len8(b[size])
		}
		if size+content >= len(b) {
			return 0
		}
		b = b[size+content:]
	}
	return 0
}
