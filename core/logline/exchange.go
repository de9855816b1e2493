package logline

import (
	"strings"

	"playtoken/core/humantime"
)

// Exchange reads a request and its answer with their header lines, as curl -v and the tools
// of a browser show them. Without the line of the answer's status a date is that of a mail.
func Exchange(text string) (e Entry, ok bool) {
	if !strings.Contains(text, "\n") { // status and date stand in lines of their own
		return e, false
	}
	lower := strings.ToLower(text[:min(len(text), 64<<10)])
	if !strings.Contains(lower, "date") || !strings.Contains(lower, "http/") && !strings.Contains(lower, "status code") {
		return e, false
	}
	answered := false
	due := false // the value of the date stands in the next line
	for line := range strings.Lines(text[:len(lower)]) {
		line = strings.TrimSpace(line)
		if mark := strings.TrimLeft(line, "<>* "); mark != line && line != "" && strings.IndexByte("<>", line[0]) >= 0 {
			line = mark
		}
		name, value, _ := strings.Cut(line, ":")
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		switch {
		case strings.HasPrefix(line, "HTTP/"):
			answered = true
			word := strings.Fields(line)
			if len(word) > 1 && e.Status < 400 {
				if n := statusOf(word[1]); n > 0 {
					e.Status = n
				}
			}
		case name == "status code":
			answered = true
			if word := strings.Fields(value); len(word) > 0 && e.Status < 400 {
				e.Status = statusOf(word[0])
			}
		case due || name == "date" && answered:
			if due {
				value = line
			}
			due = value == ""
			if _, is := humantime.Log(value, noYear); is && e.When == "" {
				e.When, e.Zoned = value, humantime.Zoned(value)
			}
		}
	}
	return e, answered && e.When != ""
}
