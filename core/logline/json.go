package logline

import (
	"encoding/json"
	"strings"
)

// mostDepth is how deep objects stand in one another that are read.
const mostDepth = 16

// readJSON reads the object that begins at a place of a line.
func readJSON(line string, start int) (Entry, bool) {
	g := gathered{}
	g.members(line, start)
	return g.entryOrInner()
}

// entryOrInner is the entry, filled up from the line that stands in it as a message, as
// what collects the logs of others writes it.
func (g *gathered) entryOrInner() (Entry, bool) {
	e, ok := g.entry()
	if g.inner == "" || e.URL != "" {
		return e, ok
	}
	message := strings.TrimSpace(g.inner)
	in, found := Read(message, nil)
	if !found {
		other := gathered{}
		other.loose(message, 0)
		if other.target == "" || e.Status > 0 {
			return e, ok
		}
		in, _ = other.entry()
	}
	in.From, in.To = 0, 0
	if in.When == "" {
		in.When, in.Zoned = e.When, e.Zoned
	}
	return in, true
}

// members takes the members of an object whose values are texts and numbers. Of what
// stands in lists nothing is taken but the page that asked: they are headers and the like.
func (g *gathered) members(text string, at int) {
	type object struct{ name string }
	var around [mostDepth]object
	depth, lists, name, named := 0, 0, "", false
	headers := listed{}
	for at < len(text) {
		switch c := text[at]; c {
		case '{':
			if lists == 0 {
				if depth == mostDepth {
					return
				}
				around[depth].name = name
				depth++
				named = false
			} else {
				lists++
			}
			at++
		case '}':
			if lists > 0 {
				lists--
			} else if depth--; depth <= 0 {
				return
			}
			named = false
			at++
		case '[':
			if lists++; lists == 1 {
				headers = listed{of: around[max(0, depth-1)].name, name: name}
			}
			at++
		case ']':
			lists = max(0, lists-1)
			named = false
			at++
		case '"':
			end := stringEnd(text, at+1)
			value := text[at+1 : end]
			next := min(end+1, len(text))
			if lists > 0 {
				if name := headers.valueOf(value); name != "" {
					g.member("headers", name, value, [2]int{})
				}
				at = next
				continue
			}
			if !named {
				name, named = value, true
			} else {
				g.member(around[max(0, depth-1)].name, name, value, [2]int{at + 1, end})
				named = false
			}
			at = next
		case ',':
			named = named && lists > 0
			at++
		default:
			if lists == 0 && named && (c == '-' || isDigit(c)) {
				end := at
				for end < len(text) && (isDigit(text[end]) || strings.IndexByte("+-.eE", text[end]) >= 0) {
					end++
				}
				g.member(around[max(0, depth-1)].name, name, text[at:end], [2]int{at, end})
				named = false
				at = end
				continue
			}
			at++
		}
	}
}

// listed is a list of an object: the headers of a request in pairs of name and value, as HAR
// has them, or the values of one, as Caddy has them.
type listed struct {
	of, name     string
	last, header string // of pairs: the text before, and the header that is told
}

// valueOf is the header whose value the next text of the list is, "" for none of which more is known.
func (l *listed) valueOf(text string) (name string) {
	switch {
	case l.name == "headers" && l.of == "request":
		if l.last == "value" {
			name = l.header
		}
		if l.last == "name" {
			l.header = text
		}
		l.last = text
	case l.of == "headers":
		name = l.name
	}
	if is := partOf("", name); is != isReferer && is != isAgent {
		return ""
	}
	return name
}

func (g *gathered) member(around, name, value string, at [2]int) {
	is := partOf(around, name)
	if is == isNothing {
		return
	}
	if is == isDate && (around != "" || strings.IndexByte(value, ':') >= 0) { // a date with its time, or of a header
		is = isTime
		if around != "" {
			return
		}
	}
	if strings.IndexByte(value, '\\') >= 0 {
		plain := ""
		if json.Unmarshal([]byte(`"`+value+`"`), &plain) == nil {
			value = plain
			if is == isRequest {
				at = [2]int{}
			}
		}
	}
	g.take(is, value, at)
}

// stringEnd is where the text ends that begins at a place, behind its quote.
func stringEnd(text string, at int) int {
	for {
		i := strings.IndexByte(text[at:], '"')
		if i < 0 {
			return len(text)
		}
		end := at + i
		slashes := 0
		for end-slashes > at && text[end-slashes-1] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return end
		}
		at = end + 1
	}
}
