package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// Markdown is the report as people paste it into a ticket: the verdict on top,
// then what it rests on. Nothing in a token acts as markup in it.
func (r Report) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n", plain(r.Headline))
	for _, s := range []string{r.Detail, r.Fix} {
		if s != "" {
			fmt.Fprintf(&b, "\n%s\n", plain(s))
		}
	}
	r.facts(&b)
	r.findings(&b)
	r.times(&b)
	block(&b, "Header", r.Header)
	block(&b, "Claims", r.Claims)
	if r.Footer != "" {
		fmt.Fprintf(&b, "\nFooter: %s\n", code(r.Footer))
	}
	return b.String()
}

// facts are what there is to say in a line each.
func (r Report) facts(b *strings.Builder) {
	b.WriteString("\n| | |\n|---|---|\n")
	row := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "| %s | %s |\n", name, strings.ReplaceAll(value, "\n", " "))
		}
	}
	row("Verdict", strings.ReplaceAll(string(r.Verdict), "_", " "))
	row("Platform", plain(r.label))
	if r.Length > 0 {
		row("Token", fmt.Sprintf("%s, %d characters", r.Kind, r.Length))
		row("Signature", r.signature())
	}
	if r.Key != nil {
		key := plain(r.Key.title)
		if r.Key.Fingerprint != "" {
			key += ", SHA-256 " + r.Key.Fingerprint
		}
		row("Key", key)
	}
	if r.URL != "" {
		row("URL", strings.ReplaceAll(code(r.URL), "|", `\|`))
	}
	row("As of", r.At)
}

func (r Report) signature() string {
	s := string(r.Signature.State)
	if r.Signature.Bytes > 0 {
		s += fmt.Sprintf(", %d bytes, begins %s", r.Signature.Bytes, code(r.Signature.Text))
	}
	if r.Signature.Note != "" {
		s += ". " + plain(r.Signature.Note)
	}
	return s
}

// findings are listed in their order, those that follow from another under it.
func (r Report) findings(b *strings.Builder) {
	if len(r.Findings) > 0 {
		b.WriteString("\n### " + findingsHead + "\n\n")
	}
	n := 0
	for _, f := range r.Findings {
		mark := "   - " + followsFromIt
		if f.BecauseOf == "" {
			n++
			mark = fmt.Sprintf("%d. ", n)
		}
		fmt.Fprintf(b, "%s**%s** %s: %s. %s", mark, f.Severity, about(f.Code), plain(f.Title), plain(f.Evidence))
		if f.Fix != "" {
			b.WriteString(" Fix: " + plain(f.Fix))
		}
		if f.Basis == platform.Inferred {
			b.WriteString(mayDiffer)
		}
		b.WriteByte('\n')
	}
}

// about is the code of a cause, with a link to the page about it where there is one.
func about(c cause.Code) string {
	if page := c.Page(); page != "" {
		return "[" + code(string(c)) + "](" + page + ")"
	}
	return code(string(c))
}

func (r Report) times(b *strings.Builder) {
	if len(r.Times) == 0 {
		return
	}
	b.WriteString("\n| Claim | In the token | Time | |\n|---|---|---|---|\n")
	for _, t := range r.Times {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", t.Claim, strings.ReplaceAll(code(t.Value), "|", `\|`), t.words, plain(t.Note))
	}
}

// block writes an object as code.
func block(b *strings.Builder, name string, object json.RawMessage) {
	if len(object) <= len("{}") {
		return
	}
	var text bytes.Buffer
	if err := json.Indent(&text, object, "", "  "); err != nil {
		panic(err) // an object of the core is always JSON
	}
	fence := "```"
	for strings.Contains(text.String(), fence) {
		fence += "`"
	}
	fmt.Fprintf(b, "\n### %s\n\n%sjson\n", name, fence)
	for line := range strings.SplitSeq(text.String(), "\n") {
		b.WriteString(escapeHidden(line) + "\n")
	}
	b.WriteString(fence + "\n")
}

var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "<", "&lt;", ">", "&gt;", "[", `\[`, "]", `\]`, "|", `\|`, "\n", " ")

// plain is text with no markup in it.
func plain(s string) string { return markup.Replace(token.Inert(strings.ReplaceAll(s, "\n", " "))) }

// code is a text in a code span. A span ends with as many backquotes as it began
// with, so it begins with more than there are in a row inside.
func code(s string) string {
	s = token.Inert(strings.ReplaceAll(s, "\n", " "))
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		s = " " + s + " "
	}
	return fence + s + fence
}
