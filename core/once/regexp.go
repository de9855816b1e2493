package once

import (
	"regexp"
	"sync"
)

// Regexp is an expression that is compiled when it is first asked for: most starts of the
// program need few of those that it has.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func Regexp(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
