package main

import (
	"fmt"
	"strconv"
	"time"
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
	fmt.Fprintf(g.p.Stderr, "\r%s %s", thousands(n), g.unit)
}

// clear takes the line away, so that what follows begins on an empty one.
func (g *progress) clear() {
	if g.wrote {
		fmt.Fprint(g.p.Stderr, "\r\x1b[K")
		g.wrote = false
	}
}

// thousands writes a number as people read it: 1,234,567.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// count writes a number of things: "1 row", "2 rows".
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + one + "s"
}
