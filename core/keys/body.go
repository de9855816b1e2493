package keys

import (
	"encoding/base64"
	"strings"
)

// bodyChars is the base64 of a PEM body without its white space. What
// is put right on the way is noted; the first character that cannot be put
// right is refused.
func (r *reader) bodyChars(b block) (string, *Answer) {
	p := b.paste
	p.text = dropBodyHeaders(p.text)
	lines := strings.Split(strings.TrimRight(p.text, space), "\n")
	var list []remark
	if first := strings.TrimLeft(lines[0], space); first != "" && b.begun {
		list = append(list, remark{code: FixedOneLine, repair: "lost line ends"})
	}
	for _, line := range lines[1:] {
		if strings.TrimLeft(line, " \t") != line && strings.Trim(line, space) != "" {
			list = append(list, remark{code: FixedIndent, repair: "white space at the start of lines"})
			break
		}
	}
	text, spaced := p.unspace()
	if spaced != nil && (len(list) == 0 || list[0].code != FixedOneLine || spaced.code != FixedSpaces) {
		list = append(list, *spaced)
	}
	p.text = text
	chars, fault := p.base64Chars()
	if fault != nil {
		return "", fault
	}
	for _, m := range list {
		r.remark(m)
	}
	return chars, nil
}

// dropBodyHeaders blanks out lines of the form "Name: value" at the start of a
// body (RFC 4716 3.3), which say nothing about the key.
func dropBodyHeaders(text string) string {
	if !strings.Contains(text, ":") {
		return text
	}
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		name, _, found := strings.Cut(strings.TrimSpace(line), ": ")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if !found || strings.ContainsAny(name, " +/=") || i == 0 {
			break
		}
		for strings.HasSuffix(strings.TrimRight(lines[i], "\r\n"), `\`) && i+1 < len(lines) {
			lines[i] = "\n"
			i++
		}
		lines[i] = "\n"
	}
	return strings.Join(lines, "")
}

// unspace looks at white space inside of lines. Either it stands for "+", which
// a form of a web page turns into spaces, or for line ends, or it does not
// belong there: the length that the key announces tells which. When none fits,
// the text stays as it is, and the space is refused like any wrong character.
func (p paste) unspace() (string, *remark) {
	inner := 0
	for line := range strings.Lines(p.text) {
		inner += strings.Count(strings.Trim(line, space), " ") + strings.Count(strings.Trim(line, space), "\t")
	}
	if inner == 0 {
		return trimLines(p.text), nil
	}
	plus := strings.NewReplacer(" ", "+", "\t", "")
	without := blankless.Replace(p.text)
	der, _ := looseBase64(without[:min(len(without), 100)])
	want := base64.RawStdEncoding.EncodedLen(announced(der))
	if want == 0 {
		return p.text, nil
	}
	var b strings.Builder
	for line := range strings.Lines(p.text) {
		b.WriteString(plus.Replace(strings.Trim(line, space)))
		b.WriteByte('\n')
	}
	edges := plus.Replace(strings.Trim(p.text, "\r\n")) // with those at the ends of lines
	lines := strings.Fields(p.text)
	switch {
	case countBase64(b.String()) == want && countBase64(without) != want:
		return b.String(), &remark{code: FixedPlusSpace, repair: "spaces that were plus signs"}
	case countBase64(edges) == want && countBase64(without) != want:
		return edges, &remark{code: FixedPlusSpace, repair: "spaces that were plus signs"}
	case countBase64(without) == want && len(lines) > 2:
		return without, &remark{code: FixedSpaces, repair: "spaces"}
	case countBase64(without) == want:
		return without, &remark{code: FixedSpaces, repair: "a space"}
	}
	return p.text, nil
}

// trimLines drops white space at the start of lines, which needs a remark, and
// leaves that at their ends, which needs none.
func trimLines(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimLeft(line, " \t")
	}
	return strings.Join(lines, "")
}

// countBase64 is the length of base64 without white space and padding.
func countBase64(text string) (n int) {
	for i := range len(text) {
		if isBase64(text[i]) {
			n++
		}
	}
	return n
}

// looseBase64 decodes base64 of either alphabet, with white space and without
// padding. The last group may be cut.
func looseBase64(text string) ([]byte, bool) {
	text = strings.Map(func(c rune) rune {
		switch {
		case strings.ContainsRune(space, c):
			return -1
		case c == '-':
			return '+'
		case c == '_':
			return '/'
		}
		return c
	}, text)
	text = strings.TrimRight(text, "=")
	out, err := base64.RawStdEncoding.DecodeString(text[:len(text)-lone(text)])
	return out, err == nil
}
