// Package damage finds where characters were lost from base64 of PEM, and how many.
//
// Four characters of base64 are three bytes. When a number of characters that
// is not a multiple of four is lost, everything behind is read out of step and
// turns into noise; read from the right one of the four offsets it is clean
// again. And clean can be told from noise, because a PEM text uses 69 of the
// 256 bytes. So the text is cut into stretches, each clean at its own offset,
// and the loss is at the border. Both neighbours are clean for a character or
// two beyond the border by chance; the middle of that overlap is taken.
package damage

import (
	"sync"

	"playtoken/core/keys/internal/codec"
)

// stretch is a part of the base64 text that is clean at one offset.
type stretch struct {
	phase    int // character i is the (i+phase)%4th of its group
	from, to int // the part that is clean in this stretch only
	border   int // characters before the loss that comes before this stretch
	shift    int // characters that are missing before it, as far as [share] has told
}

// legalBytes says which bytes a PEM text can have, and which single characters
// of base64 can be a part of one.
type legalBytes struct {
	whole [256]bool
	begin [4][64]bool // can a character at this place of its group begin a byte
	end   [4][64]bool // can it end one
}

// The dashes and spaces of the BEGIN and END lines are legal in the first and
// last characters only, which makes the noise easier to see in between. Both tables take
// long to make, and most starts of the program read no damaged key.
var (
	legalInBody = sync.OnceValue(func() *legalBytes { return newLegalBytes(codec.Alphabet + "=\r\n") })
	legalAtEnds = sync.OnceValue(func() *legalBytes { return newLegalBytes(codec.Alphabet + "=\r\n- ") })
)

const endsLen = 60 // base64 characters that a BEGIN or END line may take

func newLegalBytes(set string) *legalBytes {
	l := new(legalBytes)
	for _, b := range []byte(set) {
		l.whole[b] = true
		for c := range byte(64) {
			for place := range 3 {
				mask := byte(0xff) << (2 + 2*place)
				l.begin[place][c] = l.begin[place][c] || high(place, c) == b&mask
				l.end[place+1][c] = l.end[place+1][c] || low(place+1, c) == b&^mask
			}
			l.begin[3][c], l.end[0][c] = true, true // it does neither
		}
	}
	return l
}

// legalAt is what is legal around character i of n.
func legalAt(i, n int) *legalBytes {
	if i < endsLen || i >= n-endsLen {
		return legalAtEnds()
	}
	return legalInBody()
}

// high is what the character c at place 0, 1 or 2 of its group gives to the
// byte it begins, low what it gives at place 1, 2 or 3 to the byte it ends.
func high(place int, c byte) byte { return c << (2 + 2*place) }
func low(place int, c byte) byte  { return c >> (6 - 2*place) }

// fits reports whether characters a and b, the first at the given place, make
// a legal byte; the last of a group makes none.
func (l *legalBytes) fits(place int, a, b byte) bool {
	return place == 3 || l.whole[high(place, a)|low(place+1, b)]
}

// reach is the end of the clean text that starts at from.
func reach(text []byte, phase, from int) int {
	for i := from; i < len(text); i++ {
		place, l := (i+phase)%4, legalAt(i, len(text))
		if !l.begin[place][text[i]] || (i > from && !l.fits(mod4(place-1), text[i-1], text[i])) {
			return i
		}
	}
	return len(text)
}

// reachBack follows the clean text that goes on at character to backwards to its
// start, not below least.
func reachBack(text []byte, phase, to, least int) int {
	for i := to; i > least; i-- {
		place, l := (i-1+phase)%4, legalAt(i-1, len(text))
		if !l.end[place][text[i-1]] || (i < len(text) && !l.fits(place, text[i-1], text[i])) {
			return i
		}
	}
	return least
}

// stretches cuts a base64 text, given as 6-bit values, into clean stretches.
// Padding is not part of text; it tells the phase in which the text must end.
func stretches(text []byte, padding int) []stretch {
	last := mod4(-padding - len(text))
	var all []stretch
	now, from := stretch{}, 0
	for {
		end := reach(text, now.phase, from)
		next := last
		if end < len(text) {
			next = follows(text, now.phase, end, last)
		}
		if next == now.phase {
			if end == len(text) {
				now.to = end
				return append(all, now)
			}
			from = end + 1 // one character was changed, none lost
			continue
		}
		back := reachBack(text, next, end, now.border)
		now.to = max(back, now.from)
		all = append(all, now)
		if end == len(text) { // clean to the end, and yet out of step with the padding
			return append(all, stretch{phase: next, from: end, to: end, border: end})
		}
		now, from = stretch{phase: next, from: end, border: (back + end) / 2}, end
	}
}

// follows is the phase that stays clean the longest after a border. Where
// several reach the end of the text, the one that its padding asks for wins.
func follows(text []byte, phase, end, last int) int {
	best, farthest := phase, reach(text, phase, end+1)
	for step := 1; step < 4; step++ {
		p := mod4(phase + step)
		to := reach(text, p, end)
		if to > farthest || (to == farthest && to == len(text) && p == last) {
			best, farthest = p, to
		}
	}
	return best
}

func mod4(n int) int { return (n%4 + 4) % 4 }

// sixBits gives the values of base64 characters.
func sixBits(chars string) []byte {
	out := make([]byte, len(chars))
	for i := range chars {
		out[i] = codec.Value(chars[i])
	}
	return out
}
