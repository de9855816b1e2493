// Package dump reads keys that a program has printed: the bytes as a list of numbers
// or a string with escapes, the numbers of a key by their names.
package dump

import (
	"encoding/hex"
	"strconv"
	"strings"

	"playtoken/core/keys/internal/codec"
	"playtoken/core/once"
)

// fewest is how many bytes a list has at least that is taken for a key or a secret.
const fewest = 16

// most is how much of a text is looked at, in bytes, and mostBytes how many bytes a list
// has at most: a key of 16,384 bits has 9,500.
const (
	most      = 128 << 10
	mostBytes = 10_000
)

var (
	// listOf is a list of numbers, perhaps behind the name and the type that a program
	// gives it.
	listOf = once.Regexp("(?s)^[^\"'`]{0,80}?[\\[({<]+([\\s0-9xXa-fA-F,()byte+-]+?)[\\])};,>\\s]*(?:(?:unsigned|const|size_t|int)\\b[^{}()]{0,100};\\s*)?$")
	number = once.Regexp(`-?(?:0[xX][0-9A-Fa-f]{1,2}|\d{1,3})`)
	apart  = once.Regexp(`^(?:\s|,|\(byte\)|\bbyte\b|[()])*$`)
	// literal is bytes in a string of Python, C, Go or Rust.
	literal = once.Regexp(`(?s)^(?:[^"'` + "`" + `]{0,80}[=:(]\s*)?[bB]?(?:"(.*)"|'(.*)')[\s;,)]*$`)
	// column is numbers with nothing but white space between them: one on each line, as
	// PowerShell prints bytes, or in rows of od.
	column = once.Regexp(`^\s*(?:\d{1,3}\s+){63,}\d{1,3}\s*$`)
	// line is one of xxd, hexdump, od or Format-Hex: an offset, bytes, and what they look
	// like.
	line = once.Regexp(`^([0-9A-Fa-f]{4,16})(:?)[ \t]+((?:[0-9A-Fa-f]{2,4}[ \t]{1,2})+)[ \t]*(?:[|>]?.{0,18})?$`)
	// words are bytes that are put together in twos.
	words = once.Regexp(`^(?:[0-9a-f]{4}[ \t]*)+$`)
)

// lastLine ends a dump of hexdump and of od.
var lastLine = once.Regexp(`^[0-9A-Fa-f]{6,8}$`)

// tableHead is what Format-Hex of PowerShell prints above the bytes.
var tableHead = once.Regexp(`^\s*(?:Label: .*|Path: .*|Offset Bytes\s.*|(?:00 01 02 03|0  1  2  3) .*|[ -]*)$`)

// Cut shows that a program has left out the end of a long list (console.log of Node.js).
var Cut = once.Regexp(`\.\.\. ?\d{1,9} more (?:bytes|items)\s*[>\])]`)

// nodeBuffer is how Node.js prints bytes.
var nodeBuffer = once.Regexp(`^<(?:Buffer|SlowBuffer)((?: [0-9a-f]{2})+)>$`)

// Bytes reads bytes that are printed as a list of numbers (JavaScript, Java, Go, C,
// Python), as a string with escapes, or as a dump of lines. form names it.
func Bytes(text string) (b []byte, form string, ok bool) {
	if len(text) > most {
		return nil, "", false
	}
	if m := listOf().FindStringSubmatch(text); m != nil {
		if b, ok := numbers(m[1]); ok && len(b) >= fewest {
			return b, "a list of bytes", true
		}
	}
	if column().MatchString(text) {
		if b, ok := numbers(text); ok {
			return b, "a list of bytes", true
		}
	}
	if m := nodeBuffer().FindStringSubmatch(strings.TrimSpace(text)); m != nil {
		b, err := hex.DecodeString(codec.Bare(m[1]))
		return b, "a list of bytes", err == nil
	}
	if m := literal().FindStringSubmatch(text); m != nil && strings.Contains(text, `\`) {
		if b, ok := unescape(m[1] + m[2]); ok && len(b) >= fewest {
			return b, "a string of bytes", true
		}
	}
	if b, ok := lines(text); ok {
		return b, "a dump of bytes", true
	}
	return nil, "", false
}

// numbers reads a list of bytes, signed as in Java or not.
func numbers(list string) ([]byte, bool) {
	at := number().FindAllStringIndex(list, mostBytes+1)
	if len(at) > mostBytes {
		return nil, false
	}
	out := make([]byte, 0, len(at))
	last := 0
	for _, m := range at {
		if between := list[last:m[0]]; last > 0 && between == "" || !apart().MatchString(between) {
			return nil, false
		}
		n, err := strconv.ParseInt(strings.ToLower(list[m[0]:m[1]]), 0, 16)
		if err != nil { // 08 is no number of Go
			n, err = strconv.ParseInt(list[m[0]:m[1]], 10, 16)
		}
		if err != nil || n < -128 || n > 255 {
			return nil, false
		}
		out, last = append(out, byte(n)), m[1]
	}
	return out, len(out) > 0 && apart().MatchString(list[last:])
}

var escape = once.Regexp(`\\(?:x[0-9A-Fa-f]{2}|[0-7]{1,3}|[abfnrtv\\'"]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n)`)

// unescape reads a string of Python or C. A text, in which all escapes are line ends or
// tabs, is none of bytes.
func unescape(s string) ([]byte, bool) {
	coded := 0
	out := escape().ReplaceAllStringFunc(s, func(e string) string {
		if strings.HasSuffix(e, "\n") {
			return ""
		}
		number := strings.IndexByte("xuU01234567", e[1]) >= 0
		if number && e != `\0` {
			coded++
		}
		if number && e[1] <= '7' { // Go has three digits
			e = `\` + strings.Repeat("0", 4-len(e)) + e[1:]
		}
		c, isRune, _, err := strconv.UnquoteChar(e, e[1])
		switch {
		case err != nil:
			return ""
		case isRune:
			return string(c)
		}
		return string([]byte{byte(c)})
	})
	return []byte(out), coded >= 4
}

// lines reads a dump of lines, each of which begins with the number of its first byte: in
// hexadecimal or, as od writes it, in octal digits.
func lines(text string) ([]byte, bool) {
	var digits strings.Builder
	n, total, inWords := 0, -1, true
	for row := range strings.Lines(text) {
		row = strings.TrimRight(row, codec.Space)
		if n == 0 && tableHead().MatchString(row) {
			continue
		}
		m := line().FindStringSubmatch(row + " ")
		if m == nil {
			if n > 0 && lastLine().MatchString(row) { // the end, in hexdump and od
				total = offset(row, digits.Len()/2-1, digits.Len()/2)
				continue
			}
			return nil, false
		}
		if offset(m[1], digits.Len()/2, digits.Len()/2) < 0 {
			return nil, false
		}
		inWords = inWords && m[2] == "" && words().MatchString(m[3])
		bare := codec.Bare(m[3])
		digits.WriteString(bare[:min(len(bare), 2*perLine)]) // what they look like can be digits, too
		n++
	}
	b, err := hex.DecodeString(digits.String())
	if err != nil || n == 0 || len(b) < fewest {
		return nil, false
	}
	if first := string(b[:2]); inWords && (first[1] == 0x30 || first == "--" || first[1] == '{') { // hexdump, on nearly all machines
		for i := 0; i+1 < len(b); i += 2 {
			b[i], b[i+1] = b[i+1], b[i]
		}
	}
	if total >= 0 {
		b = b[:total]
	}
	return b, true
}

// perLine is how many bytes a line has that all these programs write.
const perLine = 16

// offset is what the number of a byte stands for, if it is one from least to most; -1 if not.
func offset(number string, least, most int) int {
	for _, base := range []int{16, 8} {
		if n, err := strconv.ParseUint(number, base, 63); err == nil && int(n) >= least && int(n) <= most {
			return int(n)
		}
	}
	return -1
}
