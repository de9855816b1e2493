package keys

import (
	"regexp"
	"sync"
)

// lazily is an expression that is compiled when it is first asked for: most starts
// of the program import no key.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
