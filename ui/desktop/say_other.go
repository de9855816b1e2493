//go:build !windows

package desktop

import (
	"fmt"
	"os"
)

func say(text string) { fmt.Fprint(os.Stderr, text) }
