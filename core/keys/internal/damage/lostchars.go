package damage

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/text"
	"playtoken/core/words"
)

// TornBy reports whether lost characters can lead to a refusal of this code.
func TornBy(c keys.Code) bool {
	return slices.Contains([]keys.Code{
		keys.UnknownBinary, keys.Truncated, keys.PEMLabelPair, keys.PEMEmpty, keys.PEMBodyLength,
		keys.B64BadChar, keys.B64Length, keys.KeyInconsistent, keys.KeyTypeUnsupported, keys.ExtraBlocks,
	}, c)
}

// Damage is what is known about characters that were lost from base64 of PEM.
type Damage struct {
	envelope
	gaps    []keys.Gap
	length  int // characters that are there
	missing int // characters that are not; 0 when it cannot be told
}

// Find looks for lost characters in a base64 text without line ends. What
// it finds is about base64 of PEM only; for other texts Found is false.
func Find(chars string) (d Damage) {
	bare := strings.TrimRight(chars, "=")
	text := sixBits(bare)
	all := stretches(text, len(chars)-len(bare))
	e, ok := readEnvelope(decodeEach(bare, all))
	d = Damage{envelope: e, length: len(chars)}
	if whole := d.outerLen(); whole > 0 {
		d.missing = whole - len(chars)
		ok = ok && d.missing > 0 // else characters were changed or added
	}
	switch {
	case !ok:
		return Damage{}
	case len(all)-1 > maxPlaces: // scrambled rather than torn: no place means anything
		return d
	}
	d.gaps = share(text, all, e, d.missing)
	if len(d.gaps) == 0 && !d.ended && d.missing > 0 {
		d.gaps = []keys.Gap{{After: len(bare), Missing: d.missing}}
	}
	return d
}

// BeginLost reports whether base64 of PEM lost characters at its beginning: the END
// line is there, and the BEGIN line is not, or it is not the start of a key that
// follows it.
func BeginLost(chars string) bool {
	inside, _ := codec.Loose(chars)
	begin := text.BeginLine().FindStringSubmatch(string(inside[:min(len(inside), 100)]))
	switch {
	case !strings.Contains(string(inside), "-----END "):
		return false
	case begin == nil:
		return true
	case der.Under(begin[1]) == der.Unknown:
		return !der.IsLabel(begin[1])
	}
	_, body, _ := strings.Cut(string(inside), begin[0])
	body = lineless.Replace(body)
	start, _ := codec.Loose(body[:min(len(body), 8)])
	n := der.Announced(start)
	return n < len(body)/4 || n > 2*len(body) // a key tells its length first
}

// DashesLost reports whether base64 of PEM lost its first characters: the BEGIN line
// inside has fewer dashes than the END line.
func DashesLost(chars string) bool {
	inside, _ := codec.Loose(chars)
	return !strings.HasPrefix(string(inside), "-----") && strings.Contains(string(inside), "-----END ")
}

// decodeEach decodes every stretch at its own offset, from its first whole
// group to its last.
func decodeEach(bare string, all []stretch) (texts []string) {
	for i, s := range all {
		from := s.from + mod4(-s.from-s.phase)
		to := s.to
		if i < len(all)-1 {
			to -= mod4(s.to + s.phase)
		}
		if from >= to {
			texts = append(texts, "")
			continue
		}
		// An error is about the last group, which may be cut.
		out, _ := base64.RawStdEncoding.DecodeString(bare[from:to])
		texts = append(texts, string(out))
	}
	return texts
}

// Found reports whether characters are missing.
func (d Damage) Found() bool { return len(d.gaps) > 0 || d.missing > 0 }

// Tell gives a refusal the words for what is missing and where.
func (d Damage) Tell(a *keys.Refusal) *keys.Refusal {
	a = a.About(d.kind, d.bits, der.Under(d.label).Private())
	half := "public"
	if a.Private {
		half = "private"
	}
	a.Damage, a.Hint = d.gaps, keys.Damaged
	has := words.Thousands(d.length)
	if d.cut() {
		if a.Code != keys.Truncated {
			a = a.Because(keys.Truncated)
		}
		if d.missing > 0 {
			has += " of " + words.Thousands(d.outerLen())
		}
		a.Message = "This is base64 of a " + half + " key, and its end is missing: " + has + " characters are there."
		return a
	}
	a.Message = "This is base64 of a " + half + " key, and characters are missing in it: " + d.where() + "."
	if a.Code == keys.B64Length {
		a.Message += " It has " + has + " characters, and base64 comes in groups of four."
	}
	return a
}

// cut reports whether nothing but the end is missing.
func (d Damage) cut() bool {
	return len(d.gaps) == 1 && !d.ended && d.gaps[0].Missing == d.missing && d.gaps[0].After >= d.length-2
}

// where words the places: "104 of 2,240, in two places: 86 after character 383
// and 18 after character 1473".
func (d Damage) where() string {
	var places []string
	for _, g := range d.gaps {
		place := fmt.Sprintf("after character %d", g.After)
		if g.Missing > 0 && len(d.gaps) > 1 {
			place = fmt.Sprintf("%d %s", g.Missing, place)
		}
		places = append(places, place)
	}
	list := words.List(places)
	switch n := len(places); {
	case n == 0:
		list = "and where cannot be told"
	case n > 1:
		list = "in " + []string{"two", "three", "four", "five"}[n-2] + " places: " + list
	}
	if d.missing == 0 {
		return list + "; how many cannot be told"
	}
	return fmt.Sprintf("%s of %s, %s", words.Thousands(d.missing), words.Thousands(d.outerLen()), list)
}

var lineless = strings.NewReplacer("\r", "", "\n", "")
