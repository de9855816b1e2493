package damage

import (
	"bytes"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
)

// This file tells how many characters are missing at each border that damage.go
// found. The sum is known: the key announces its length. What each border lost
// is known but for a multiple of four. Where that leaves a choice, the parts of
// the key decide: after the numbers before the border, the header of the next
// number (RFC 8017 A.1.2) must stand at one certain place behind it, and only
// the right choice finds it there.

// maxPlaces is the number of places that are told.
const maxPlaces = 5

// share gives each border its part of the sum, as far as it can be told;
// 0 stands for a part that cannot.
func share(text []byte, all []stretch, e envelope, sum int) (gaps []keys.Gap) {
	rest := sum // without what each border has lost at least
	for i, s := range all[1:] {
		gaps = append(gaps, keys.Gap{After: s.border})
		rest -= mod4(s.phase - all[i].phase)
	}
	if sum <= 0 || rest < 0 || rest%4 != 0 {
		return gaps
	}
	for i := range gaps {
		before, s := all[i], &all[i+1]
		least, extra, ok := before.shift+mod4(s.phase-before.phase), rest, true
		if i < len(gaps)-1 && rest > 0 {
			extra, ok = decide(text, all[:i+2], e, least, rest)
		}
		if !ok {
			break
		}
		s.shift = least + extra
		gaps[i].Missing = s.shift - before.shift
		rest -= extra
	}
	return gaps
}

// decide tries to shift the last stretch by 0, 4, ... rest characters more, and takes that
// behind which most headers are found.
func decide(text []byte, all []stretch, e envelope, least, rest int) (extra int, ok bool) {
	last := &all[len(all)-1]
	best, ties := 0, 0
	for try := 0; try <= rest; try += 4 {
		last.shift = least + try
		switch n := landmarks(restore(text, all, e), e, (last.from+last.shift)/4*3); {
		case n > best:
			extra, best, ties = try, n, 0
		case n == best:
			ties++
		}
	}
	return extra, best > 0 && ties == 0
}

// restore writes the stretches into the PEM text at their places, with zeros
// where nothing is known.
func restore(text []byte, all []stretch, e envelope) []byte {
	out := make([]byte, e.textLen())
	for _, s := range all {
		for c := s.from; c+1 < s.to; c++ {
			place, at := (c+s.shift)%4, (c+s.shift)/4*3+(c+s.shift)%4
			if place < 3 && at < len(out) {
				out[at] = high(place, text[c]) | low(place+1, text[c+1])
			}
		}
	}
	return out
}

// landmarks walks over the numbers of a restored key, from header to header,
// and counts those behind a place in the PEM text. It stops where a header is
// not known, and gives -1 where something else stands in its place.
func landmarks(pem []byte, e envelope, behind int) int {
	tags := []byte{der.TagInteger, der.TagOctets, der.TagNull, der.TagOID, der.TagSequence}
	n := 0
	for at := 0; at < e.size; {
		head := head(pem, e, at)
		tag, size, content, ok := der.Header(head)
		switch {
		case !ok && len(head) < headLen:
			return n
		case !ok, at+size+content > e.size, bytes.IndexByte(tags, tag) < 0,
			tag == der.TagInteger && (content == 0 || len(head) > size && head[size] >= 0x80):
			return -1
		case tag == der.TagSequence || tag == der.TagOctets:
			content = 0
		}
		if e.bodyAt(at/3*4) >= behind {
			n++
		}
		at += size + content
	}
	return n
}

// headLen is the greatest length of a header, in bytes.
const headLen = 5

// head is what is known of the header at a byte of the key: each is in two characters.
func head(pem []byte, e envelope, at int) (known []byte) {
	for i := at; i < min(at+headLen, e.size); i++ {
		place := i % 3
		first, second := e.bodyAt(i/3*4+place), e.bodyAt(i/3*4+place+1)
		if second >= len(pem) || !codec.IsBase64(pem[first]) || !codec.IsBase64(pem[second]) {
			break
		}
		known = append(known, high(place, codec.Value(pem[first]))|low(place+1, codec.Value(pem[second])))
	}
	return known
}
