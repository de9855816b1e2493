package extract

import (
	"bytes"
	"encoding/json"
	"strings"

	"playtoken/core/logline"
)

// fewRequests is how many requests of a log, with a token each, may stand in a text that is
// read as one all the same: people copy a line or two with what stands around them.
const fewRequests = 5

// IsLog reports whether a text is a log, or a HAR, of so many requests with a token that each of
// them is to be judged: by line, as in a file. With a key in it it is none.
func (p Paste) IsLog() bool {
	return !p.HasKey && !p.KeyBeside && (p.Asking > fewRequests || p.document && p.Asking > 1)
}

// IsList reports whether a text is a list: tokens in more than one of its lines,
// each whole in its line, and neither a page nor a JSON document around them; or a HAR
// with tokens in more than one of its entries. Such a text is better read line by line.
func IsList(text string) bool {
	text = strings.TrimSpace(visible(text))
	if len(text) > MaxSize || strings.HasPrefix(text, "<") {
		return false
	}
	if logline.BeginsDocument(text) {
		return Read(text).IsLog()
	}
	if !strings.Contains(text, "\n") || json.Valid([]byte(text)) {
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
	return (document || bytes.ContainsAny(b, "\r\n")) && bytes.IndexByte(b, 0) < 0
}
