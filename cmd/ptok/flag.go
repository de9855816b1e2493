package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// single is a flag that may stand once: of two values in a script's line one
// would be dropped in silence. That is for onlyOnce to say, and not for Set: to
// complete a line the library reads its flags several times.
type single struct {
	name, is     string // "key-id" and the word for its value, "ID"
	value        string
	given, again bool
}

func (s *single) String() string { return s.value }
func (s *single) Type() string   { return s.is }

func (s *single) Set(value string) error {
	s.value, s.given, s.again = value, true, s.given
	return nil
}

// onlyOnce refuses a command with a flag that stands twice.
func onlyOnce(c *cobra.Command, _ []string) (err error) {
	c.Flags().Visit(func(f *pflag.Flag) {
		if s, ok := f.Value.(*single); ok && s.again && err == nil {
			err = usage("--"+s.name+" is given twice.", "Give it once.")
		}
	})
	return err
}

// flag adds the flag to a command.
func (s *single) flag(c *cobra.Command, name, is, help string) {
	s.name, s.is = name, is
	c.Flags().Var(s, name, help)
}

// several is a flag that may stand as often as needed.
type several struct {
	is     string
	values []string
}

func (s *several) String() string { return "" }
func (s *several) Type() string   { return s.is }

// GetSlice tells the completion that the flag may stand again.
func (s *several) GetSlice() []string { return s.values }

func (s *several) Set(value string) error {
	s.values = append(s.values, value)
	return nil
}

func (s *several) flag(c *cobra.Command, name, is, help string) {
	s.is = is
	c.Flags().Var(s, name, help)
}
