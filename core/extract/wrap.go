package extract

import "strings"

// unwrap joins a URL that a mail has wrapped: lines of one width without a space,
// the last one shorter.
func unwrap(text string) string {
	if !strings.HasPrefix(strings.TrimLeft(text, "\"'<(“‘"), "http") || !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.Trim(line, " \t\r>")
		if i == 0 {
			lines[i] = strings.TrimRight(line, " \t\r")
		}
		if strings.ContainsAny(lines[i], " \t") || i > 0 && (strings.HasPrefix(lines[i], "http") || begins(lines[i]) && !strings.HasSuffix(lines[i-1], ".")) {
			lines = lines[:i]
			break
		}
	}
	n := evenly(lines)
	if n < 2 || len(lines[0]) < 40 {
		return text
	}
	joined := strings.Join(lines[:n], "")
	if below := strings.Split(text, "\n")[n:]; len(below) > 0 {
		joined += "\n" + strings.Join(below, "\n")
	}
	return joined
}
