//go:build !windows

package desktop

import (
	"fmt"
	"os"
)

func say(text string) { fmt.Fprint(os.Stderr, text) }

// Tell answers in the terminal in place of a window, and ends the program with a status. It
// does nothing without a text.
func Tell(text string, status int) {
	if text == "" {
		return
	}
	out := os.Stdout
	if status != 0 {
		out = os.Stderr
	}
	fmt.Fprint(out, text)
	os.Exit(status)
}
