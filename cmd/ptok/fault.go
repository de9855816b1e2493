package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/token"
)

// The exit status.
const (
	fine = iota
	answerIsNo
	wrongUsage
	notUnderstood
)

// fault is why the status is not 0: the fact, and apart from it what to do. A
// fault without text has been told in the answer already.
type fault struct {
	status     int
	text, hint string
}

var _ error = (*fault)(nil)

func (f *fault) Error() string { return f.text }

//go:noinline // it is called in so many places that its copies would make ptok larger
func fail(status int, text, hint string) *fault { return &fault{status, text, hint} }

//go:noinline // it is called in so many places that its copies would make ptok larger
func usage(text, hint string) *fault { return fail(wrongUsage, text, hint) }

// noneOf answers where none of the commands of a command was given; there names them.
func noneOf(args []string, of, there string) error {
	if len(args) == 0 {
		return usage("Say which command of "+of+".", there)
	}
	return usage("No such command of "+of+".", there)
}

// complain tells a fault: one line, and the hint in the next.
func (p *program) complain(f *fault) {
	if f.text == "" {
		return
	}
	fmt.Fprintf(p.Stderr, "ptok: %s\nhint: %s\n", oneLine(f.text), oneLine(f.hint))
}

// note tells what is worth knowing beside the answer.
func (p *program) note(text string) { fmt.Fprintf(p.Stderr, "note: %s\n", oneLine(text)) }

func oneLine(s string) string { return token.Inert(strings.Join(strings.Fields(s), " ")) }

// flagFault words what the library found wrong with a flag. Its own words would
// repeat the value.
func flagFault(c *cobra.Command, err error) error {
	hint := c.CommandPath() + " --help lists the flags."
	var own *fault
	if errors.As(err, &own) {
		return own
	}
	var unknown interface {
		error
		GetSpecifiedName() string
		GetSpecifiedShortnames() string
	}
	if errors.As(err, &unknown) {
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		switch {
		case c.Flags().Lookup(unknown.GetSpecifiedName()) != nil:
			return usage(name+" needs a value.", hint)
		case isWord(unknown.GetSpecifiedName()):
			return usage("There is no flag "+name+" here.", hint)
		}
		return usage("There is no such flag here.", hint)
	}
	return usage("A flag is not written as it should be.", hint)
}

// isWord reports whether a text can only be a name, so that it may be repeated.
func isWord(s string) bool {
	for _, c := range s {
		if (c < 'a' || c > 'z') && c != '-' && c != '_' {
			return false
		}
	}
	return s != "" && len(s) <= 20
}
