package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

// shells are those that a completion is there for, with what writes its script.
var shells = []struct {
	name  string
	write func(p *program, root *cobra.Command) error
}{
	{"bash", func(p *program, root *cobra.Command) error { return root.GenBashCompletionV2(&p.out, true) }},
	{"zsh", func(p *program, root *cobra.Command) error { return root.GenZshCompletion(&p.out) }},
	{"fish", func(p *program, root *cobra.Command) error { return root.GenFishCompletion(&p.out, true) }},
	{"powershell", func(p *program, root *cobra.Command) error { return root.GenPowerShellCompletionWithDesc(&p.out) }},
}

func shellNames() (names []string) {
	for _, s := range shells {
		names = append(names, s.name)
	}
	return names
}

func completionCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use: "completion SHELL", Short: "print what completes ptok in bash, zsh, fish or PowerShell",
		Long: completionHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("One shell is wanted.", "ptok completion "+strings.Join(shellNames(), "|")+".")
			}
			return nil
		},
		ValidArgs: shellNames(),
		RunE: func(c *cobra.Command, args []string) error {
			for _, s := range shells {
				if s.name == args[0] {
					return s.write(p, c.Root())
				}
			}
			return usage("There is no completion for that shell.", "ptok completion "+strings.Join(shellNames(), "|")+".")
		},
	}
}

// complete says of every flag of a command and those below it which values it takes. A flag
// with the word FILE takes a file, and so does a command; others are not offered files.
func (p *program) complete(c *cobra.Command) {
	if c.ValidArgsFunction == nil && c.ValidArgs == nil && !strings.Contains(c.Use, "FILE") {
		c.ValidArgsFunction = cobra.NoFileCompletions
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if is := f.Value.Type(); is != "FILE" && is != "bool" {
			// It fails for a flag that is there twice, which pflag does not allow.
			_ = c.RegisterFlagCompletionFunc(f.Name, func(c *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
				return p.values(c, f.Name+" "+is, typed)
			})
		}
	})
	for _, sub := range c.Commands() {
		p.complete(sub)
	}
}

// values are those that can be said beforehand of a flag, which is told by its name and the
// word for its value.
func (p *program) values(c *cobra.Command, flag, typed string) (list []string, how cobra.ShellCompDirective) {
	how = cobra.ShellCompDirectiveNoFileComp
	switch flag {
	case "platform NAME":
		platforms := p.platforms()
		if c.HasParent() && c.Parent().Name() == "account" {
			platforms = all.Accounts()
		}
		list = platformValues(platforms)
	case "use PLATFORM":
		list = append(platformValues(p.platforms()), "hmac\tany secret that signs by HMAC")
	case "set FIELD=VALUE":
		list = fieldValues(p.fieldsFor(c), typed)
		if !strings.Contains(typed, "=") {
			how |= cobra.ShellCompDirectiveNoSpace
		}
	case "set VALUE":
		list = []string{"unsigned", "signed"}
	case "type TYPE":
		for _, t := range keys.Types() {
			list = append(list, string(t))
		}
	case "format FORMAT":
		list = []string{"csv", "json"}
		if c.Name() == "why" {
			list = append(list, "summary")
		}
	case "report FORM":
		list = []string{"markdown", "json"}
	case "profile NAME":
		store := p.Vault()
		defer store.Close()
		for _, profile := range store.List() {
			list = append(list, profile.Name+"\t"+profile.Platform)
		}
	case "account NAME":
		store := p.Vault()
		defer store.Close()
		for _, a := range store.Accounts() {
			list = append(list, a.Name+"\t"+a.Platform)
		}
	}
	return begunWith(list, typed), how
}

// begunWith are the values that begin with what was typed.
func begunWith(list []string, typed string) []string {
	return slices.DeleteFunc(list, func(v string) bool { return !strings.HasPrefix(v, typed) })
}

func platformValues(list []*platform.Platform) (values []string) {
	for _, pf := range list {
		values = append(values, pf.Name+"\t"+pf.Label)
	}
	return values
}

// fieldsFor are the fields of the platform that the command names, itself or by a profile;
// else those of all.
func (p *program) fieldsFor(c *cobra.Command) (fields []platform.Field) {
	named := ""
	if f := c.Flag("platform"); f != nil {
		named = f.Value.String()
	}
	if f := c.Flag("profile"); f != nil && named == "" && f.Value.String() != "" {
		store := p.Vault()
		defer store.Close()
		for _, profile := range store.List() {
			if profile.Name == f.Value.String() {
				named = profile.Platform
			}
		}
	}
	for _, pf := range p.platforms() {
		if named == "" || pf.Name == named {
			fields = append(fields, pf.Fields...)
		}
	}
	return fields
}

// fieldValues are "field=" until that is typed, then the choices of the field.
func fieldValues(fields []platform.Field, typed string) (values []string) {
	name, _, chosen := strings.Cut(typed, "=")
	told := map[string]bool{}
	add := func(value, about string) {
		if !told[value] {
			told[value] = true
			values = append(values, value+"\t"+cmp.Or(about, value))
		}
	}
	for _, f := range fields {
		switch {
		case !chosen && f.Name != platform.ID && f.Name != platform.KeyID: // these have flags of their own
			add(f.Name+"=", f.Label)
		case chosen && f.Name == name:
			for _, c := range f.Choices {
				add(f.Name+"="+c.Value, c.Label)
			}
		}
	}
	return values
}
