package keys

import (
	"fmt"
	"unicode/utf8"

	"playtoken/core/words"
)

// Description is what may be told of a key in the open: enough to name it and to
// know what it can sign, and nothing of its private half. It can be compared.
type Description struct {
	Kind       Kind   `json:"kind,omitempty"`
	Bits       int    `json:"bits,omitempty"`       // as [Key.Bits]; 0 for a shared secret that is a text
	Curve      string `json:"curve,omitempty"`      // as [Key.Curve]
	Private    bool   `json:"private,omitempty"`    // whether the key can sign
	Characters int    `json:"characters,omitempty"` // of a shared secret that is a text
}

// Describe tells what may be known of the key.
func (k *Key) Describe() Description {
	d := Description{Kind: k.kind, Bits: k.bits, Curve: k.curve, Private: k.Private()}
	if k.asText {
		d.Bits, d.Characters = 0, utf8.RuneCount(k.shared.Reveal())
	}
	return d
}

// Name is the key without which half it is: "RSA 2048", "P-256", "shared secret".
func (d Description) Name() string {
	switch d.Kind {
	case RSA:
		return fmt.Sprintf("RSA %d", d.Bits)
	case EC:
		return d.Curve
	case Ed25519:
		return "Ed25519"
	case Secret:
		return "shared secret"
	}
	return "key"
}

// Half is "private" or "public"; of a shared secret, which has no halves, it is
// the length: "64 characters", "32 bytes".
func (d Description) Half() string {
	switch {
	case d.Kind == Secret && d.Characters > 0:
		return words.Count(d.Characters, "character")
	case d.Kind == Secret:
		return words.Count(d.Bits/8, "byte")
	case d.Private:
		return "private"
	}
	return "public"
}

// Title is both: "RSA 2048, private", "shared secret, 64 characters".
func (d Description) Title() string { return d.Name() + ", " + d.Half() }
