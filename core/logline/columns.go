package logline

import (
	"strings"

	"playtoken/core/humantime"
)

// Columns are those of a log in the extended format of W3C, or of a table with a head.
type Columns struct {
	parts   []part
	escaped bool // a percent sign is written as %25
	mark    byte // between two of them, 0 for a tab or blanks
	table   bool // as a search in logs exports it
}

// Head reads the line that names the columns of those below; nil for any other line.
func Head(line string) *Columns {
	rest, ok := strings.CutPrefix(line, "#Fields:")
	if !ok {
		return tableHead(line)
	}
	return columnsOf(strings.Fields(rest)...)
}

// tableHead reads the names of a table's columns, if they are those of requests and answers.
func tableHead(line string) *Columns {
	const longest, longestName = 4096, 64
	line = strings.TrimPrefix(line, "\ufeff")
	if line == "" || isDigit(line[0]) || line[0] == '{' || len(line) > longest || // the quick answer for most
		!strings.ContainsAny(line[:min(len(line), longestName)], ",;\t") || !strings.Contains(line, "atus") && !strings.Contains(line, "code") {
		return nil
	}
	for _, mark := range []byte{',', ';', '\t'} {
		names := strings.Split(line, string(mark))
		if len(names) < 2 {
			continue
		}
		c, asked, answered := &Columns{mark: mark, table: true}, false, false
		for _, name := range names {
			name = strings.Trim(name, "\" ")
			around := ""
			if i := strings.LastIndexByte(name, '.'); i > 0 {
				around, name = name[:i], name[i+1:]
				around = around[strings.LastIndexByte(around, '.')+1:]
			}
			is := partOf(around, name)
			c.parts = append(c.parts, is)
			asked = asked || is == isTarget || is == isRequest || is == isPath
			answered = answered || is == isStatus
		}
		if asked && answered {
			return c
		}
	}
	return nil
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
	g.Zoned = !c.table
	e, ok := g.entry()
	if _, isTime := humantime.Log(e.When, noYear); !isTime && (!c.table || e.Status == 0 || e.URL == "") {
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
	} else if line[at] == '"' {
		if i := strings.Index(line[at+1:], `"`+string(mark)); i >= 0 {
			return at + i + 2
		}
	}
	if i := strings.IndexByte(line[at:], mark); i >= 0 {
		return at + i
	}
	return len(line)
}
