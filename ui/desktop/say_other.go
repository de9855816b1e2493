//go:build !windows

package desktop

import (
	"fmt"
	"os"
)

func say(text string) { fmt.Fprint(os.Stderr, text) }

// Tell answers in the terminal, in place of a window.
func Tell(text string, status int) {
	out := os.Stdout
	if status != 0 {
		out = os.Stderr
	}
	fmt.Fprint(out, text)
}
