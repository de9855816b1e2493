package keys

import (
	"regexp"
	"sync"
)

// lazily is an expression that is compiled when it is first asked for: most starts
// of the program import no key.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
