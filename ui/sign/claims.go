package sign

import (
	"slices"

	"playtoken/ui/viewmodel"
)

// Claims are the further claims, beside what the fields ask for.
type Claims struct{ *making }

// Claim is one further claim.
type Claim struct {
	Name, JSON string
	Masked     bool // the value may be a secret: it is not shown
	Message    string
	Tone       viewmodel.Tone
}

// Add begins a further claim.
func (c *Claims) Add() {
	c.claims = append(slices.Clone(c.claims), Claim{})
	c.sign()
}

// Enter says that the keyboard is in a further claim: what it lacks is not missed yet.
func (c *Claims) Enter(i int) { c.entering(i) }

// Leave says that it is in none any more.
func (c *Claims) Leave() { c.entering(-1) }

func (c *Claims) entering(i int) {
	before := c.inClaim
	c.inClaim = i
	begun := func(i int) bool { return i >= 0 && i < len(c.claims) && !c.claims[i].whole() }
	switch {
	case before == i:
	case begun(before), begun(i):
		c.sign()
	default:
		c.update()
	}
}

// Set changes a further claim.
func (c *Claims) Set(i int, name, json string) {
	if i < len(c.claims) && (c.claims[i].Name != name || c.claims[i].JSON != json) {
		c.claims = slices.Clone(c.claims)
		c.claims[i] = Claim{Name: name, JSON: json}
		c.sign()
	}
}

// Remove takes a further claim away.
func (c *Claims) Remove(i int) {
	if i < len(c.claims) {
		c.claims = slices.Delete(slices.Clone(c.claims), i, i+1)
		c.sign()
	}
}
