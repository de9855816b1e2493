package extract

import (
	"strings"

	"playtoken/core/once"
)

// framed joins a URL or a token that stands on several lines, each of which has something
// around its piece: the strings of a program and what joins them, the numbers of lines, the
// marks of a diff, of grep or of a table. It is one where its token is whole with them.
func framed(text string) string {
	if !strings.Contains(text, "\n") || !strings.Contains(text, "eyJ") {
		return text
	}
	lines := strings.Split(text, "\n")
	out := lines[:0]
	for i := 0; i < len(lines); {
		joined, n := unframed(lines[i:])
		out, i = append(out, joined), i+n
	}
	return strings.Join(out, "\n")
}

// unframed joins the first lines that are one, and counts them. Lines that are none are left as
// they are, and not looked at again.
func unframed(lines []string) (joined string, n int) {
	const least, most = 20, 64 // characters of the first piece, and lines
	first := lines[0]
	if len(lines) == 1 || !strings.Contains(first, "http") && !strings.Contains(first, "eyJ") {
		return first, 1
	}
	first = cutFrame(first)
	start := len(first)
	for start > 0 && (inURL(first[start-1]) || first[start-1] == ':') {
		start--
	}
	if i := strings.Index(first[start:], "http"); i > 0 {
		start += i
	}
	if len(first)-start < least || endsWhole(first[start:]) {
		return lines[0], 1
	}
	mark := strings.TrimLeft(first[:start], " \t") // of a comment, or another that stands in front of each line
	all, behind := first[start:], lines[0][len(first):]
	for n = 1; n < min(len(lines), most); n++ {
		line := lines[n]
		at := len(frameStart().FindString(line))
		if bare := strings.TrimLeft(line, " \t"); mark != "" && strings.HasPrefix(bare, mark) {
			at = len(line) - len(bare) + len(mark)
		}
		end := at
		for end < len(line) && inURL(line[end]) {
			end++
		}
		if strings.TrimSpace(behind+line[:at]) == "" || end == at || begins(line[at:]) && !strings.HasSuffix(all, ".") && !strings.HasSuffix(all, "=") {
			break
		}
		all += line[at:end]
		if i := strings.Index(all, "eyJ"); i >= 0 && whole(all[i:]) {
			return first[:start] + all + line[end:], n + 1
		}
		if behind = line[end:]; cutFrame(behind) != "" {
			break
		}
	}
	return strings.Join(lines[:n], "\n"), n
}

func inURL(c byte) bool { return inToken(c) || strings.IndexByte("/?=&%", c) >= 0 }

// cutFrame takes away what stands behind the piece of a line: a quote with what joins strings
// behind it, a backslash, or the edge of a table.
func cutFrame(line string) string {
	plain := strings.TrimRight(line, " \t\r")
	plain = strings.TrimRight(plain, "\\|│ \t")
	for range 2 { // a ` goes on with the next line in PowerShell
		bare := strings.TrimRight(plain, "_&+.,<>| \t")
		n := len(bare)
		if n == 0 || strings.IndexByte("\"'`", bare[n-1]) < 0 {
			break
		}
		plain = bare[:n-1]
	}
	return plain
}

// frameStart is what stands in front of the piece of a line.
var frameStart = once.Regexp("^(?:[ \\t]*\\d+[:)|\\t ]|[ \\t]*[+.&])?[ \\t]*(?:[|│][ \\t]*){0,2}[\"'`]?")
