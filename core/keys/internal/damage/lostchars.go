package damage

import (
	"encoding/base64"
	"fmt"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/text"
	"playtoken/core/words"
)

// TornBy reports whether lost characters can lead to a refusal of this code.
func TornBy(c keys.Code) bool {
	switch c {
	case keys.UnknownBinary, keys.Truncated, keys.PEMLabelPair, keys.PEMEmpty, keys.PEMBodyLength,
		keys.B64BadChar, keys.B64Length, keys.KeyInconsistent, keys.KeyTypeUnsupported, keys.ExtraBlocks:
		return true
	}
	return false
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
	d.length = len(chars)
	bare := strings.TrimRight(chars, "=")
	text := sixBits(bare)
	all := stretches(text, len(chars)-len(bare))
	var ok bool
	if d.envelope, ok = readEnvelope(decodeEach(bare, all)); !ok {
		return Damage{}
	}
	if whole := d.outerLen(); whole > 0 {
		d.missing = whole - len(chars)
		if d.missing <= 0 {
			return Damage{} // nothing is missing; characters were changed or added
		}
	}
	if len(all)-1 > maxPlaces { // scrambled rather than torn: no place means anything
		return Damage{envelope: d.envelope, length: d.length, missing: d.missing}
	}
	parts := share(text, all, d.envelope, d.missing)
	for i, s := range all[1:] {
		d.gaps = append(d.gaps, keys.Gap{After: s.border, Missing: parts[i]})
	}
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
	half := "public"
	if der.Under(d.label).Private() {
		half = "private"
	}
	a.Kind, a.Bits, a.Private, a.Damage = d.kind, d.bits, half == "private", d.gaps
	if d.cut() {
		if a.Code != keys.Truncated {
			a = a.Because(keys.Truncated)
		}
		there := words.Thousands(d.length)
		if d.missing > 0 {
			there += " of " + words.Thousands(d.outerLen())
		}
		a.Message = "This is base64 of a " + half + " key, and its end is missing: " + there + " characters are there."
		a.Hint = keys.Damaged
		return a
	}
	a.Message = "This is base64 of a " + half + " key, and characters are missing in it: " + d.where() + "."
	if a.Code == keys.B64Length {
		a.Message += fmt.Sprintf(" It has %s characters, and base64 comes in groups of four.", words.Thousands(d.length))
	}
	a.Hint = keys.Damaged
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
	list := "and where cannot be told"
	switch n := len(places); {
	case n == 1:
		list = places[0]
	case n > 1:
		words := []string{"two", "three", "four", "five"}[n-2]
		list = "in " + words + " places: " + strings.Join(places[:n-1], ", ") + " and " + places[n-1]
	}
	if d.missing == 0 {
		return list + "; how many cannot be told"
	}
	return fmt.Sprintf("%s of %s, %s", words.Thousands(d.missing), words.Thousands(d.outerLen()), list)
}

var lineless = strings.NewReplacer("\r", "", "\n", "")
