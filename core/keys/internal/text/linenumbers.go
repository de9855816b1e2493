package text

import (
	"strconv"
	"strings"

	"playtoken/core/keys/internal/codec"
)

// dropLineNumbers drops the numbers of lines that a page shows beside a text: each
// on a line of its own, or with nothing behind it. They must count up by one.
func dropLineNumbers(text string) string {
	if bare, ok := everyOther(text); ok {
		return bare
	}
	lines := strings.Split(strings.TrimRight(text, codec.Space), "\n")
	first := digits(lines[0])
	n, err := strconv.Atoi(first)
	if err != nil || len(lines) < 3 || len(first) > 4 {
		return text
	}
	for i, line := range lines {
		bare, ok := strings.CutPrefix(line, strconv.Itoa(n+i))
		if !ok || bare != "" && bare[0] != '-' && !codec.IsBase64(bare[0]) { // with a sign behind it is a mark like others
			return text
		}
		lines[i] = bare
	}
	return strings.Join(lines, "\n")
}

// everyOther drops every other line, if those are numbers.
func everyOther(text string) (string, bool) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) < 6 || len(lines)%2 != 0 {
		return text, false
	}
	n, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil {
		return text, false
	}
	var kept []string
	for i := 0; i < len(lines); i += 2 {
		if strings.TrimSpace(lines[i]) != strconv.Itoa(n+i/2) {
			return text, false
		}
		kept = append(kept, lines[i+1])
	}
	return strings.Join(kept, "\n"), true
}

// digits are those that a text begins with.
func digits(text string) string {
	return text[:len(text)-len(strings.TrimLeft(text, "0123456789"))]
}

// fixComparison drops the "-" and the "+" that a comparison of two versions puts in front
// of the lines of a key that was removed or added, or of one that took the place of another.
func fixComparison(text string) string {
	lines := strings.Split(text, "\n")
	for _, mark := range []string{"-", "+"} {
		from := -1
		for i, line := range lines {
			switch {
			case strings.HasPrefix(line, mark+"-----BEGIN "):
				from = i
			case from < 0:
			case !strings.HasPrefix(line, mark):
				from = -1
			case strings.HasPrefix(line, mark+"-----END "):
				for ; from <= i; from++ {
					lines[from] = lines[from][1:]
				}
				from = -1
			}
		}
	}
	return strings.Join(lines, "\n")
}
