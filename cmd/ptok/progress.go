package main

import (
	"fmt"
	"time"

	"playtoken/core/words"
)

// progress tells a person at the terminal how far a batch is, on one line that is
// written over.
type progress struct {
	p     *program
	unit  string
	shown bool
	wrote bool
	last  time.Time
}

// often is how long a number stands at least.
const often = 200 * time.Millisecond

func (g *progress) tell(n int) {
	if !g.shown || g.wrote && g.p.Now().Sub(g.last) < often {
		return
	}
	g.last, g.wrote = g.p.Now(), true
	fmt.Fprintf(g.p.Stderr, "\r%s %s", words.Thousands(n), g.unit)
}

// clear takes the line away, so that what follows begins on an empty one.
func (g *progress) clear() {
	if g.wrote {
		fmt.Fprint(g.p.Stderr, "\r\x1b[K")
		g.wrote = false
	}
}
