// Package der reads keys in DER (X.690), the bytes inside of PEM.
//
// Whether a key is taken is decided by crypto/x509. What is done here in addition
// says why not: which structure the bytes have, how long they say they are, which
// number does not fit. It works on damaged bytes too.
package der

import (
	"bytes"
	"iter"
	"math/bits"
	"strings"
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
// announces is found. Lengths written in more than 3 bytes are not read.
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

// The tags that outlines are made of as strings, and the end, which is no tag.
const number, bitString, octets, oid, sequence, end = "\x02", "\x03", "\x04", "\x06", "\x30", "\x1f"

// outlines are the tags that the elements of each structure begin with.
var outlines = []struct {
	tags string
	is   Structure
}{
	{number + sequence + octets, PKCS8},
	{strings.Repeat(number, 9), PKCS1},
	{number + octets, SEC1},
	{strings.Repeat(number, 6) + end, DSA},
	{number + sequence, PKCS12},
	{oid + "\xa0", PKCS7},
	{sequence + sequence + bitString, Certificate},
	{sequence + bitString, SPKI},
	{sequence + octets, Encrypted},
	{number + number + end, PKCS1Public},
}

// pkcs7Arc begins the object identifiers of PKCS#7, which a PKCS#12 file holds
// first (RFC 7292 4).
var pkcs7Arc = []byte{TagOID, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7}

// Outline tells which structure the DER text is, by the tags of its first
// elements. All of them have to be whole.
func Outline(der []byte) Structure {
	_, size, _, ok := Header(der)
	if !ok || Announced(der) != len(der) {
		return Unknown
	}
	var tags []byte
	for rest := der[size:]; len(rest) > 0 && len(tags) < 9; {
		tag, size, content, ok := Header(rest)
		if !ok || size+content > len(rest) {
			return Unknown
		}
		tags, rest = append(tags, tag), rest[size+content:]
	}
	for _, o := range outlines {
		is := strings.HasPrefix(string(tags)+end, o.tags)
		if is && (o.is != PKCS12 || bytes.Contains(der[:min(len(der), 30)], pkcs7Arc)) {
			return o.is
		}
	}
	return Unknown
}

// element is one of DER, as far as it is there.
type element struct {
	tag     byte
	length  int // as announced; -1 where that cannot be read
	content []byte
}

// shortOctets is the greatest length of an OCTET STRING that is the number of a key on a curve
// for sure; a longer one may hold elements.
const shortOctets = 40

// elements walks over the start of a DER text, which may break off anywhere, and into what
// holds the numbers of a key.
func elements(b []byte) iter.Seq[element] {
	return func(yield func(element) bool) {
		for len(b) > 0 {
			tag, size, length, ok := Header(b)
			if !ok {
				yield(element{length: -1, content: b})
				return
			}
			next := min(len(b), size+length)
			if !yield(element{tag, length, b[size:next]}) {
				return
			}
			switch {
			case tag == TagSequence || tag == TagOctets && length > shortOctets:
				next = size
			case tag == TagBitString:
				next = min(len(b), size+1)
			}
			b = b[next:]
		}
	}
}

// ModulusBits is the size of the modulus of an RSA key: the first long INTEGER. 0 means
// there is none.
func ModulusBits(b []byte) int {
	for e := range elements(b) {
		switch {
		case e.tag == TagOctets && e.length > 24 && e.length <= shortOctets: // the number of P-256, say
			return 0
		case e.tag == TagInteger && e.length >= 64 && len(e.content) > 0:
			return (e.length-1)*8 + bits.Len8(e.content[0])
		}
	}
	return 0
}

// StartsAsKey reports whether bytes begin as a private or public key does, for
// those whose end is missing.
func StartsAsKey(b []byte) bool {
	tag, size, _, ok := Header(b)
	if !ok || tag != TagSequence || len(b) < size+8 {
		return false
	}
	inner := b[size:]
	versioned := inner[0] == TagInteger && inner[1] == 1 && inner[2] <= 3
	return versioned || inner[0] == TagSequence && inner[2] == TagOID || ModulusBits(b) > 0
}

// IsCut reports whether bytes are the beginning of a key, whole up to where they stop:
// each element that begins stands where the one before it ends.
func IsCut(b []byte) bool {
	if needs := Announced(b); !StartsAsKey(b) || needs <= len(b) {
		return false
	}
	const tags = number + bitString + octets + "\x05" + oid + sequence + "\xa0\xa1"
	for e := range elements(b) {
		switch {
		case e.length < 0:
			return len(e.content) < 5
		case strings.IndexByte(tags, e.tag) < 0, e.tag == TagInteger && e.length == 0:
			return false
		}
	}
	return true
}
