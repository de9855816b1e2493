// Package causes writes a page for each cause of core/cause into docs/causes: what it means,
// how it looks, how to mend it on each platform, and an example. What stands in the tables is
// said by the diagnosis itself, of the cases in core/diagnosis/testdata.
//
// "make causes" writes the pages; a test says when they are out of date.
package causes

import (
	"fmt"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/words"
)

// Seen is a cause as it was found in a case.
type Seen struct {
	Platform             string // its label
	Title, Evidence, Fix string
}

// Example is a text with what is said of it.
type Example struct {
	Text   string
	At     string   // the moment that it is judged at
	Key    string   // what was given beside it, "" for no key
	Answer []string // as ptok writes it
}

const made = "<!-- Made by make causes. -->\n"

// Page is the page of a cause, in Markdown.
func Page(c cause.Cause, seen []Seen, example *Example) string {
	var b strings.Builder
	a := abouts[c.Code]
	fmt.Fprintf(&b, "# %s\n\n%s\n`%s`\n\n%s\n\n## Where it comes from\n\n%s\n", words.UpperFirst(c.Title), made, c.Code, a.means, a.from)
	if len(seen) > 0 {
		b.WriteString("\n## How it looks, and how to mend it\n\n| platform | what is said | what to do |\n|---|---|---|\n")
		for _, s := range seen {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", cell(s.Platform), cell(words.UpperFirst(s.Title)+". "+s.Evidence), cell(s.Fix))
		}
	}
	related(&b, c)
	if example != nil {
		fmt.Fprintf(&b, "\n## Example\n\nJudged at %s%s:\n\n```\n%s\n```\n\n```\n%s\n```\n", example.At, example.Key, example.Text, strings.Join(example.Answer, "\n"))
	}
	return b.String()
}

// related tells what the cause may follow from, and what rules it out.
func related(b *strings.Builder, c cause.Cause) {
	if len(c.Follows) == 0 && c.RuledOutBy == cause.NoProof {
		return
	}
	b.WriteString("\n## What else to look at\n\n")
	for _, l := range c.Follows {
		fmt.Fprintf(b, "- It may follow from [%s](%s.md): %s.\n", l.To, l.To, cause.Of(l.To).Title)
	}
	if c.RuledOutBy != cause.NoProof {
		fmt.Fprintf(b, "- It is ruled out where %s.\n", ruledOut[c.RuledOutBy])
	}
}

// Index lists all causes.
func Index() string {
	var b strings.Builder
	b.WriteString("# Causes\n\n" + made + "\nWhy playback fails, as `ptok why`, the window and the page in a browser name it. The first ones explain more than the last.\n\n| code | cause |\n|---|---|\n")
	for _, c := range cause.All() {
		fmt.Fprintf(&b, "| [%s](%s.md) | %s |\n", c.Code, c.Code, c.Title)
	}
	return b.String()
}

// cell is a text in a table.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;").Replace(s)
}
