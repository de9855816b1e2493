// Command notices collects the notices of third parties: the licences of all that is
// linked into the window and into ptok, on any system, as their terms ask. The files
// it writes are part of the programs.
//
//	scripts/notices.sh
package main

import (
	"fmt"
	"os"
)

// files are what is written, and the programs that each is about.
var files = []struct {
	path     string
	programs []string
}{
	{"assets/THIRD_PARTY_NOTICES", []string{".", "./cmd/ptok"}},
	{"cmd/ptok/THIRD_PARTY_NOTICES", []string{"./cmd/ptok"}},
}

// It is run in the module's root.
func main() {
	for _, f := range files {
		text, err := notices(".", f.programs)
		if err == nil {
			err = os.WriteFile(f.path, []byte(text), 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
