package listing

import (
	"strings"
	"unique"

	"playtoken/core/token"
)

// About is what a line tells of who asked, and for what; it is called on several goroutines.
func About(line, url string) (agent, path string) { return agentOf(line), pathOf(url) }

// mostAgent is how much of an agent or a path is kept, in characters.
const mostAgent = 120

// agentNames are what a program calls the agent in a line of JSON.
var agentNames = [...]string{`"user_agent"`, `"userAgent"`, `"User-Agent"`, `"user-agent"`, `"http_user_agent"`, `"agent"`, `"ua"`}

// agentOf is the program that asked: in the combined format the last words in quotes, in a
// line of JSON what stands under its name; "" for none.
func agentOf(line string) string {
	line = strings.TrimRight(line, " \r")
	if strings.HasPrefix(line, "{") {
		for _, name := range agentNames {
			if _, rest, ok := strings.Cut(line, name); ok {
				if _, rest, ok = strings.Cut(rest, `"`); ok {
					value, _, _ := strings.Cut(rest, `"`)
					return kept(value)
				}
			}
		}
		return ""
	}
	if len(line) < 2 || line[len(line)-1] != '"' {
		return ""
	}
	line = line[:len(line)-1]
	if at := strings.LastIndexByte(line, '"'); at >= 0 && line[at+1:] != "-" {
		return kept(line[at+1:])
	}
	return ""
}

// pathOf is the path of what was asked for.
func pathOf(url string) string {
	if end := strings.IndexAny(url, "?#"); end >= 0 {
		url = url[:end]
	}
	if _, rest, ok := strings.Cut(url, "://"); ok {
		_, path, _ := strings.Cut(rest, "/")
		url = "/" + path
	}
	return kept(url)
}

// kept is one copy of a text that stands in many lines.
func kept(text string) string { return unique.Make(token.Excerpt(text, mostAgent)).Value() }
