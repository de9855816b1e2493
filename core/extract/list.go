package extract

import (
	"bytes"
	"encoding/json"
	"strings"
)

// IsList reports whether a text is a list: tokens in more than one of its lines,
// each whole in its line, and neither a page nor a JSON document around them. Such
// a text is better read line by line.
func IsList(text string) bool {
	text = strings.TrimSpace(visible(text))
	if len(text) > MaxSize || strings.HasPrefix(text, "<") || !strings.Contains(text, "\n") || json.Valid([]byte(text)) {
		return false
	}
	whole := Read(text)
	if whole.HasKey || len(whole.All) == 0 || whole.Tag != nil {
		return false
	}
	const short = 60 // bytes of a line in which nothing is encoded as a whole
	lines := 0
	for line := range strings.Lines(text) {
		if len(line) < short && Quiet(line) {
			continue
		}
		in := Read(line)
		if len(in.All) == 0 {
			continue
		}
		if lines++; lines == 1 && in.All[0].Token != whole.All[0].Token { // wrapped over lines
			return false
		}
		if lines == 2 {
			return true
		}
	}
	return false
}

// IsLog reports whether a file is to be read line by line: too large for a text, as a log,
// a HAR or a list in JSON is, or a list of tokens. b is its beginning, one byte more than
// [MaxSize] of it.
func IsLog(b []byte) bool {
	if len(b) <= MaxSize {
		return IsList(string(b))
	}
	start := bytes.TrimLeft(b[:min(len(b), 64)], " \t\r\n\ufeff")
	document := len(start) > 0 && (start[0] == '{' || start[0] == '[') // on one line, it may be
	return (document || bytes.IndexByte(b, '\n') >= 0) && bytes.IndexByte(b, 0) < 0
}
