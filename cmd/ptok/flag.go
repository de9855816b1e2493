package main

import "github.com/spf13/cobra"

// single is a flag that may stand once: of two values in a script's line one
// would be dropped in silence.
type single struct {
	name, is string // "key-id" and the word for its value, "ID"
	value    string
	given    bool
}

func (s *single) String() string { return s.value }
func (s *single) Type() string   { return s.is }

func (s *single) Set(value string) error {
	if s.given {
		return usage("--"+s.name+" is given twice.", "Give it once.")
	}
	s.value, s.given = value, true
	return nil
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

func (s *several) Set(value string) error {
	s.values = append(s.values, value)
	return nil
}

func (s *several) flag(c *cobra.Command, name, is, help string) {
	s.is = is
	c.Flags().Var(s, name, help)
}
