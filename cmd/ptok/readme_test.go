package main

import (
	"strings"
	"testing"
)

// TestReadmeCommands: every command of ptok in the README is one, with flags that it has.
func TestReadmeCommands(t *testing.T) {
	found := 0
	for line := range strings.Lines(strings.ReplaceAll(read(t, "../../README.md"), "\\\n", "")) {
		line, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "$ "), " > ")
		line, _, _ = strings.Cut(line, " | ")
		words := strings.Fields(line)
		if len(words) == 0 || words[0] != "ptok" || strings.Contains(line, "`") {
			continue
		}
		found++
		p := &program{env: env{}}
		c, rest, err := p.root().Find(words[1:])
		if err != nil || c.Name() == "ptok" {
			t.Errorf("%s: there is no such command", line)
			continue
		}
		if err := c.ParseFlags(rest); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	if found < 15 {
		t.Errorf("%d commands: the test looks in the wrong place", found)
	}
}
