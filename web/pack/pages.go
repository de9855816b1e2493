package main

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// pages writes the Markdown files of a folder as HTML in the look of the page.
func pages(from, to string) error {
	files, err := filepath.Glob(filepath.Join(from, "*.md"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		if name == "README" {
			name = "index"
		}
		if err := os.WriteFile(filepath.Join(to, name+".html"), []byte(page(string(b))), 0o644); err != nil {
			return err
		}
	}
	return nil
}

const frame = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'">
  <title>%s – Playtoken</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="referrer" content="no-referrer">
  <meta name="color-scheme" content="light dark">
  <link rel="stylesheet" href="../colours.css">
  <link rel="stylesheet" href="../page.css">
</head>
<body class="text">
  <header>
    <span class="logo" aria-hidden="true"><svg viewBox="0 0 24 24"><path d="M8 19V5h5.2a4.3 4.3 0 0 1 0 8.6H8"/></svg></span>
    <a class="home" href="../index.html">Why does it not play?</a>
    <a href="index.html">All causes</a>
  </header>
  <main class="card prose">
%s  </main>
</body>
</html>
`

// page turns the Markdown of our own generated pages into HTML: headings, paragraphs, lists,
// tables, blocks of code, code spans, links and strong words. It knows no more.
func page(markdown string) string {
	var b strings.Builder
	title, list, table, code := "Causes", false, false, false
	closed := func() {
		if list {
			b.WriteString("</ul>\n")
		}
		if table {
			b.WriteString("</tbody></table></div>\n")
		}
		list, table = false, false
	}
	lines := strings.Split(markdown, "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case strings.HasPrefix(line, "```"):
			if code = !code; code {
				closed()
				b.WriteString("<pre>")
			} else {
				b.WriteString("</pre>\n")
			}
		case code:
			b.WriteString(html.EscapeString(line) + "\n")
		case line == "" || strings.HasPrefix(line, "<!--"):
			closed()
		case strings.HasPrefix(line, "# "):
			title = strings.TrimPrefix(line, "# ")
			b.WriteString("<h1>" + inline(title) + "</h1>\n")
		case strings.HasPrefix(line, "## "):
			closed()
			b.WriteString("<h2>" + inline(line[3:]) + "</h2>\n")
		case strings.HasPrefix(line, "- "):
			if !list {
				b.WriteString("<ul>\n")
			}
			list = true
			b.WriteString("<li>" + inline(line[2:]) + "</li>\n")
		case strings.HasPrefix(line, "| "):
			cell := "td"
			if !table {
				cell, table = "th", true
				b.WriteString("<div class=\"wide\"><table><thead>")
			}
			b.WriteString("<tr>")
			for _, c := range cells(line) {
				b.WriteString("<" + cell + ">" + inline(c) + "</" + cell + ">")
			}
			b.WriteString("</tr>")
			if cell == "th" {
				b.WriteString("</thead><tbody>")
				i++ // the rule below the head
			}
			b.WriteByte('\n')
		default:
			b.WriteString("<p>" + inline(line) + "</p>\n")
		}
	}
	closed()
	return fmt.Sprintf(frame, html.EscapeString(title), b.String())
}

// cells are those of a row of a table; a bar inside one is escaped.
func cells(row string) []string {
	row = strings.ReplaceAll(strings.Trim(row, "|"), `\|`, "\x00")
	list := strings.Split(row, "|")
	for i := range list {
		list[i] = strings.TrimSpace(strings.ReplaceAll(list[i], "\x00", "|"))
	}
	return list
}

var (
	span = regexp.MustCompile("`([^`]+)`")
	link = regexp.MustCompile(`\[([^\]]+)\]\(([^)\s]+)\)`)
)

// inline turns code spans and links into HTML. Links to pages beside lead to their HTML.
func inline(s string) string {
	s = span.ReplaceAllString(html.EscapeString(html.UnescapeString(s)), "<code>$1</code>")
	return link.ReplaceAllStringFunc(s, func(l string) string {
		m := link.FindStringSubmatch(l)
		to := m[2]
		if to == "README.md" {
			to = "index.md"
		}
		if !strings.Contains(to, "/") && strings.HasSuffix(to, ".md") {
			to = strings.TrimSuffix(to, ".md") + ".html"
		}
		return `<a href="` + to + `">` + m[1] + "</a>"
	})
}
