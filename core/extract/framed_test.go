package extract

import (
	"fmt"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

// TestFramedLines: a URL that stands on several lines of code, of a listing or of a table is
// read as the one that it is.
func TestFramedLines(t *testing.T) {
	url := "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + fixtures.Token(t)
	each := func(form string) func([]string) string {
		return func(pieces []string) string {
			var lines []string
			for i, p := range pieces {
				lines = append(lines, fmt.Sprintf(form, i+1, p))
			}
			return strings.Join(lines, "\n")
		}
	}
	between := func(before, joint, behind string) func([]string) string {
		return func(pieces []string) string { return before + strings.Join(pieces, joint) + behind }
	}
	for name, write := range map[string]func([]string) string{
		"PHP, the sign behind":       between("$url = '", "' .\n    '", "';"),
		"PHP, the sign in front":     between("$url = '", "'\n    . '", "';"),
		"neighbours in Python":       between("url = (\"", "\"\n       \"", "\")"),
		"neighbours in C":            between("const char *url = \"", "\"\n    \"", "\";"),
		"a shell":                    between("curl ", "\\\n", ""),
		"a shell, in quotes":         between("curl \"", "\\\n", "\""),
		"R":                          between("url <- paste0(\"", "\",\n  \"", "\")"),
		"Visual Basic":               between("url = \"", "\" & _\n  \"", "\""),
		"YAML in quotes":             between("url: \"", "\\\n  ", "\""),
		"numbered":                   each("%6d  %s"),
		"numbered, with tabs":        each("%6d\t%s"),
		"grep":                       each("%d:%s"),
		"a comment":                  func(p []string) string { return "// " + strings.Join(p, "\n// ") },
		"a list in a comment":        func(p []string) string { return " * " + strings.Join(p, "\n * ") },
		"what a diff takes away":     func(p []string) string { return "-" + strings.Join(p, "\n-") },
		"PowerShell":                 between("$u = \"", "\" + `\n \"", "\""),
		"SQL":                        between("select '", "' ||\n '", "'"),
		"a diff":                     func(p []string) string { return "+" + strings.Join(p, "\n+") },
		"a table":                    func(p []string) string { return "| url | " + strings.Join(p, " |\n|     | ") + " |" },
		"a box":                      func(p []string) string { return "│ " + strings.Join(p, " │\n│ ") + " │" },
		"line ends of Windows, PHP":  between("$url = '", "' .\r\n    '", "';"),
		"below other lines of a log": func(p []string) string { return "10:hello\n11:" + strings.Join(p, "\n12:") },
	} {
		for _, width := range []int{60, 64, 76, 80} {
			var pieces []string
			for rest := url; rest != ""; rest = rest[min(width, len(rest)):] {
				pieces = append(pieces, rest[:min(width, len(rest))])
			}
			p := Read(write(pieces))
			if p.URL == nil || p.URL.String() != url || p.Token != fixtures.Token(t) || len(p.Others) > 0 {
				t.Errorf("%s, %d wide: %v, %d others", name, width, p.URL, len(p.Others))
			}
		}
	}
}

// TestFramedLinesOfOthers: lines that are not one are left as they are.
func TestFramedLinesOfOthers(t *testing.T) {
	url := "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + fixtures.Token(t)
	for _, text := range []string{
		"1:" + url + "\n2:" + url, url + "\n\nhello", url[:300] + "\n" + url, "+" + url[:200] + "\n+name=value", "a\neyJ\nhttp\n",
	} {
		if got := framed(text); got != text {
			t.Errorf("%q\nis now %q", text, got)
		}
	}
}
