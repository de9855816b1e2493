// Package man writes manual pages of commands, in the form of man(7): out of the same texts
// that --help shows, with their examples line by line.
package man

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Book is what all pages of a program have in common.
type Book struct {
	Version string
	Date    time.Time
	// More is what a command's help says behind its flags, "" for nothing.
	More func(*cobra.Command) string
}

// Pages are those of a command and of all below it, by the names of their files, as
// "ptok-key-new.1".
func (b Book) Pages(c *cobra.Command) map[string]string {
	pages := map[string]string{}
	b.add(pages, c)
	return pages
}

func (b Book) add(pages map[string]string, c *cobra.Command) {
	pages[title(c)+".1"] = b.page(c)
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			b.add(pages, sub)
		}
	}
}

func title(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

func (b Book) page(c *cobra.Command) string {
	var w strings.Builder
	program := c.Root().Name()
	fmt.Fprintf(&w, ".TH %s 1 %s %s %s\n", quoted(strings.ToUpper(title(c))), quoted(b.Date.UTC().Format(time.DateOnly)), quoted(program+" "+b.Version), quoted("Playtoken"))
	// Examples are to be copied: no word is broken, and no minus becomes a hyphen.
	w.WriteString(".nh\n.ad l\n.SH NAME\n")
	about := c.Short
	if about == "" { // the root has a text alone
		about, _, _ = strings.Cut(c.Long, "\n")
		about = strings.TrimSuffix(strings.TrimPrefix(about, program+" "), ".")
	}
	fmt.Fprintf(&w, "%s \\- %s\n.SH SYNOPSIS\n%s\n", escaped(title(c)), escaped(about), synopsis(c))
	w.WriteString(".SH DESCRIPTION\n")
	text, exit, _ := strings.Cut(c.Long, "Exit status: ")
	exit, behind, _ := strings.Cut(exit, "\n\n")
	write(&w, text)
	write(&w, behind)
	commands(&w, c)
	flags(&w, c)
	if b.More != nil {
		if more := strings.TrimSpace(b.More(c)); more != "" {
			w.WriteString(".SH VALUES\n")
			write(&w, more)
		}
	}
	if exit != "" {
		w.WriteString(".SH EXIT STATUS\n")
		write(&w, exit)
	}
	seeAlso(&w, c)
	return w.String()
}

func synopsis(c *cobra.Command) string {
	s := `\fB` + escaped(c.CommandPath()) + `\fR`
	if _, arguments, any := strings.Cut(c.Use, " "); any {
		s += " " + escaped(arguments)
	}
	if c.HasAvailableSubCommands() {
		s += " COMMAND"
	}
	return s + " [FLAGS]"
}

func commands(w *strings.Builder, c *cobra.Command) {
	if !c.HasAvailableSubCommands() {
		return
	}
	w.WriteString(".SH COMMANDS\n")
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			fmt.Fprintf(w, ".TP\n\\fB%s\\fR(1)\n%s\n", escaped(title(sub)), escaped(sub.Short))
		}
	}
}

func flags(w *strings.Builder, c *cobra.Command) {
	c.InitDefaultHelpFlag()
	w.WriteString(".SH OPTIONS\n")
	c.Flags().VisitAll(func(f *pflag.Flag) {
		w.WriteString(".TP\n")
		if f.Shorthand != "" {
			fmt.Fprintf(w, "\\fB\\-%s\\fR, ", f.Shorthand)
		}
		fmt.Fprintf(w, "\\fB%s\\fR", escaped("--"+f.Name))
		if is := f.Value.Type(); is != "bool" {
			fmt.Fprintf(w, " \\fI%s\\fR", escaped(is))
		}
		fmt.Fprintf(w, "\n%s\n", escaped(strings.Join(strings.Fields(f.Usage), " ")))
	})
}

func seeAlso(w *strings.Builder, c *cobra.Command) {
	var others []string
	add := func(o *cobra.Command) {
		others = append(others, `\fB`+escaped(title(o))+`\fR(1)`)
	}
	if c.HasParent() {
		add(c.Parent())
		for _, o := range c.Parent().Commands() {
			if o != c && o.IsAvailableCommand() {
				add(o)
			}
		}
	}
	if len(others) > 0 {
		fmt.Fprintf(w, ".SH SEE ALSO\n%s\n", strings.Join(others, ", "))
	}
}

// write sets a text: paragraphs, and as they are lines that begin with a space.
func write(w *strings.Builder, text string) {
	asIs := false
	set := func(on bool) {
		if on != asIs {
			w.WriteString(map[bool]string{true: ".PP\n.RS 4\n.nf\n", false: ".fi\n.RE\n.PP\n"}[on])
			asIs = on
		}
	}
	lines := strings.Split(strings.Trim(text, "\n"), "\n")
	for i, line := range lines {
		switch {
		case strings.TrimSpace(line) == "":
			if i+1 < len(lines) && !strings.HasPrefix(lines[i+1], " ") {
				set(false)
				w.WriteString(".PP\n")
			}
		case strings.HasPrefix(line, " "):
			set(true)
			w.WriteString(escaped(strings.TrimPrefix(line, "  ")) + "\n")
		default:
			set(false)
			w.WriteString(escaped(line) + "\n")
		}
	}
	set(false)
}

// escaped is a text in which roff sees no request and no escape of its own.
func escaped(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`).Replace(s)
	if strings.HasPrefix(s, ".") {
		s = `\&` + s
	}
	return s
}

func quoted(s string) string { return `"` + escaped(strings.ReplaceAll(s, `"`, "")) + `"` }
