package logline

import "strings"

// Columns are those of a log in the extended format of W3C.
type Columns struct {
	parts   []part
	escaped bool // a percent sign is written as %25
	mark    byte // between two of them, 0 for a tab or blanks
}

// Head reads the line that names the columns of those below; nil for any other line.
func Head(line string) *Columns {
	rest, ok := strings.CutPrefix(line, "#Fields:")
	if !ok {
		return nil
	}
	return columnsOf(strings.Fields(rest)...)
}

func columnsOf(names ...string) *Columns {
	c := &Columns{}
	for _, name := range names {
		is := partOf("", name)
		if name == "time" || name == "time-local" {
			is = isTime
		}
		c.parts = append(c.parts, is)
		c.escaped = c.escaped || name == "x-edge-location"
	}
	return c
}

// The columns of logs whose head was left behind.
var (
	network = columnsOf("date", "time", "x-edge-location", "sc-bytes", "c-ip", "cs-method", "cs(Host)", "cs-uri-stem", "sc-status",
		"cs(Referer)", "cs(User-Agent)", "cs-uri-query", "cs(Cookie)", "x-edge-result-type", "x-edge-request-id", "x-host-header")
	live = columnsOf("timestamp", "c-ip", "time-to-first-byte", "sc-status", "sc-bytes", "cs-method", "cs-protocol", "cs-host", "cs-uri-stem")
	iis  = columnsOf("date", "time", "s-ip", "cs-method", "cs-uri-stem", "cs-uri-query", "s-port", "cs-username", "c-ip",
		"cs(User-Agent)", "cs(Referer)", "sc-status")
	bunny = separated('|', "cache-status", "status", "timestamp", "bytes", "zone", "remote-ip", "referer", "url", "edge", "agent", "id", "country")
)

func separated(mark byte, names ...string) *Columns {
	c := columnsOf(names...)
	c.mark = mark
	return c
}

// read reads a line of these columns. W3C has its times in UTC.
func (c *Columns) read(line string) (Entry, bool) {
	g := gathered{}
	mark := c.mark
	if mark == 0 && strings.IndexByte(line, '\t') >= 0 {
		mark = '\t'
	}
	at := 0
	for _, is := range c.parts {
		if at >= len(line) {
			break
		}
		end := column(line, at, mark)
		from, to := at, end
		if to-from >= 2 && line[from] == '"' && line[to-1] == '"' {
			from, to = from+1, to-1
		}
		switch {
		case is == isTime && g.date != "" || is == isTime && to-from < len("2006-01-02"):
			g.When = line[from:to]
		case is != isNothing:
			g.take(is, line[from:to], [2]int{from, to})
		}
		at = end + 1
		for mark == 0 && at < len(line) && line[at] == ' ' {
			at++
		}
	}
	if c.escaped {
		g.query = strings.ReplaceAll(g.query, "%25", "%")
	}
	g.Zoned = true
	e, ok := g.entry()
	if _, isTime := e.Time(noYear); !isTime {
		return Entry{}, false
	}
	return e, ok
}

// column is where a column ends. One in quotes may have spaces in it.
func column(line string, at int, mark byte) int {
	if mark == 0 {
		mark = ' '
		if line[at] == '"' {
			if i := strings.IndexByte(line[at+1:], '"'); i >= 0 {
				return at + i + 2
			}
		}
	}
	if i := strings.IndexByte(line[at:], mark); i >= 0 {
		return at + i
	}
	return len(line)
}
