package sign

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// keywords are those of the languages that snippets are in, by the names of the snippets.
var keywords = map[string][]string{
	"Node":    {"const", "let", "import", "from", "await", "for", "of", "new", "undefined", "true", "false", "null"},
	"Go":      {"package", "import", "type", "struct", "func", "var", "if", "nil", "err", "return", "true", "false"},
	"Python":  {"import", "with", "as", "None", "True", "False", "for", "in"},
	"PHP":     {"require", "use", "echo", "true", "false", "null", "<?php"},
	"Shell":   {"printf", "echo", "export", "trap"},
	"iOS":     {"let", "var"},
	"Android": {"val", "var"},
	"JSON":    {"true", "false", "null"},
}

func init() {
	keywords["Mux SDK"], keywords["hls.js"] = keywords["Node"], keywords["Node"]
}

// live marks the line of a sample that takes the time when it runs.
const live = "the time when it runs"

// highlight colours a snippet: keywords, names of members, texts, comments. The line that
// takes the time when it runs has a ground.
func highlight(language, code string) (list []widgets.Span) {
	if strings.HasPrefix(code, "<") && !strings.HasPrefix(code, "<?") {
		return markup(code)
	}
	l := lexer{keywords: keywords[language], hash: slices.Contains([]string{"Python", "Shell", "cURL", "ffplay"}, language)}
	for i, line := range strings.SplitAfter(code, "\n") {
		ground := fyne.ThemeColorName("")
		if strings.HasSuffix(strings.TrimSuffix(line, "\n"), live) && i > 0 {
			ground = theme.AccentSoft
		}
		for _, s := range l.line(line) {
			if s.Text != "\n" {
				s.Ground = ground
			}
			if n := len(list); n > 0 && list[n-1].Color == s.Color && list[n-1].Ground == s.Ground {
				list[n-1].Text += s.Text
			} else {
				list = append(list, s)
			}
		}
	}
	return list
}

// lexer cuts lines of code. A text in quotes may go on in the next line.
type lexer struct {
	keywords []string
	hash     bool // comments begin with #
	quote    byte // of the text that is open, 0 for none
}

func (l *lexer) line(line string) (list []widgets.Span) {
	add := func(text string, color fyne.ThemeColorName) {
		if text != "" {
			list = append(list, widgets.Span{Text: text, Color: color, Mono: true, Size: theme.SmallText})
		}
	}
	line, end := strings.TrimSuffix(line, "\n"), line[len(strings.TrimSuffix(line, "\n")):]
	if n := header(line); n > 0 && l.quote == 0 {
		add(line[:n], theme.Header)
		line = line[n:]
	}
	for line != "" {
		switch n := l.text(line); {
		case n > 0:
			color := theme.Signature
			if l.quote == 0 && named(line[n:]) {
				color = theme.Header
			}
			add(line[:n], color)
			line = line[n:]
		case l.hash && line[0] == '#', !l.hash && strings.HasPrefix(line, "//"):
			add(line, theme.Muted)
			line = ""
		default:
			n, color := l.word(line)
			add(line[:n], color)
			line = line[n:]
		}
	}
	add(end, theme.Ink)
	return list
}

// header is how long the name of a header is that a line begins with, 0 for none: a hyphen
// belongs to it.
func header(line string) int {
	n := strings.IndexFunc(line, func(r rune) bool { return !(unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-') })
	if n > 0 && line[0] != '-' && strings.HasPrefix(line[n:], ": ") {
		return n
	}
	return 0
}

// text is how long the text in quotes is that a line begins with, 0 for none.
func (l *lexer) text(line string) int {
	i := 0
	if l.quote == 0 {
		if !strings.ContainsRune("\"'`", rune(line[0])) {
			return 0
		}
		l.quote, i = line[0], 1
	}
	for ; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case l.quote:
			l.quote = 0
			return i + 1
		}
	}
	return min(i, len(line))
}

// word is how long the word is that a line begins with, or what is none, and its colour.
func (l *lexer) word(line string) (int, fyne.ThemeColorName) {
	is := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }
	for _, k := range l.keywords {
		if strings.HasPrefix(k, "<") && strings.HasPrefix(line, k) {
			return len(k), theme.Claims
		}
	}
	n := strings.IndexFunc(line, func(r rune) bool { return !is(r) })
	switch {
	case n < 0:
		n = len(line)
	case n == 0:
		_, n = utf8.DecodeRuneInString(line)
		return n, theme.Ink
	}
	switch {
	case slices.Contains(l.keywords, line[:n]):
		return n, theme.Claims
	case named(line[n:]):
		return n, theme.Header
	}
	return n, theme.Ink
}

// named reports whether what follows a word or a text makes it the name of a member.
func named(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	return strings.HasPrefix(rest, ": ") || rest == ":" || strings.HasPrefix(rest, "=> ")
}
