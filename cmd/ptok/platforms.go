package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/platform"
)

func platformsCommand(p *program) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "platforms", Short: "list the platforms and the fields of their forms",
		Long: platformsHelp, Args: takesNothing,
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				p.writeJSON(p.platformsJSON())
			} else {
				p.writePlatforms()
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "answer as one JSON object")
	return c
}

// The JSON of "ptok platforms", in the order of the contract.
type (
	platformsAnswer struct {
		Platforms []platformAnswer `json:"platforms"`
	}
	platformAnswer struct {
		Name   string        `json:"name"`
		Label  string        `json:"label"`
		Fields []fieldAnswer `json:"fields"`
	}
	fieldAnswer struct {
		Name     string   `json:"name"`
		Label    string   `json:"label"`
		Required bool     `json:"required"`
		Choices  []string `json:"choices"`
		Default  string   `json:"default"`
		Help     string   `json:"help"`
	}
)

func (p *program) platformsJSON() platformsAnswer {
	a := platformsAnswer{Platforms: []platformAnswer{}}
	for _, pf := range p.platforms() {
		one := platformAnswer{Name: pf.Name, Label: pf.Label, Fields: []fieldAnswer{}}
		for _, f := range pf.Fields {
			choices := []string{}
			for _, c := range f.Choices {
				choices = append(choices, c.Value)
			}
			one.Fields = append(one.Fields, fieldAnswer{f.Name, f.Label, f.Required, choices, f.Default, f.Help})
		}
		a.Platforms = append(a.Platforms, one)
	}
	return a
}

func (p *program) writePlatforms() {
	for i, pf := range p.platforms() {
		if i > 0 {
			p.line("")
		}
		p.line(pf.Label + ", --platform " + pf.Name)
		writeFields(&p.out, pf)
	}
}

// writeFields lists the fields of a platform with the flags that fill them.
func writeFields(w io.Writer, pf *platform.Platform) {
	t := newTable(w, "  ")
	for _, f := range pf.Fields {
		t.row(flagOf(f), f.Label+": "+takes(f))
		t.row("", f.Help)
	}
	t.flush()
}

// takes says in a word or two what may stand in a field.
func takes(f platform.Field) string {
	var words []string
	for _, c := range f.Choices {
		w := c.Value
		if w == f.Default {
			w += " (default)"
		}
		words = append(words, w)
	}
	switch {
	case len(words) > 0 && f.Open:
		words = append(words, "or "+strings.ToLower(f.OpenName))
	case len(words) == 0 && f.Required:
		words = []string{"required"}
	case len(words) == 0 && f.Default != "":
		words = []string{"default " + f.Default}
	case len(words) == 0:
		words = []string{"optional"}
	}
	return strings.Join(words, ", ")
}
