//go:build !race

package main

import (
	"strings"
	"testing"

	"playtoken/internal/npm"
)

// TestCompletionForPowerShell: what completes ptok in PowerShell has its form, by a grammar of
// others. What runs it is PowerShell itself, in scripts/release-test.sh, where that is at hand.
func TestCompletionForPowerShell(t *testing.T) {
	parser := npm.Script(t, "testdata/powershell")
	script := (stage{}).run("completion", "powershell").out
	var lines []int
	parser.Run(t, []string{script, script + "}", strings.Replace(script, "${__ptokCompleterBlock} = {", "${__ptokCompleterBlock} = ", 1)}, &lines)
	if len(lines) != 3 || lines[0] != 0 {
		t.Errorf("the script is wrong on the lines %d", lines)
	}
	if last := strings.Count(script, "\n"); len(lines) == 3 && (lines[1] < last || lines[2] == 0) {
		t.Errorf("the parser finds nothing in what is broken on purpose: %d", lines)
	}
}
