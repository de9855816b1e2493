package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/extract"
	"playtoken/core/keys/importer"
	"playtoken/internal/version"
)

// program is one run.
type program struct {
	env
	out bytes.Buffer // the answer; written when all went well
}

// run does what the arguments say and returns the exit status.
func run(args []string, e env) (status int) {
	p := &program{env: e}
	defer func() {
		// What was thrown is not printed: it may hold a piece of a key.
		if recover() != nil {
			p.complain(fail(notUnderstood, "ptok came to a place it should not, and ended.", "Please report it, without keys or tokens."))
			status = notUnderstood
		}
	}()
	err := p.execute(args)
	var f *fault
	if err != nil && !errors.As(err, &f) {
		f = usage("This cannot be read as a command.", "ptok --help shows how to use it.")
	}
	if p.out.Len() > 0 {
		if _, broken := p.Stdout.Write(p.out.Bytes()); broken != nil {
			f = fail(wrongUsage, "Standard output cannot be written to.", "Is the disk full?")
		}
	}
	if f == nil {
		return fine
	}
	p.complain(f)
	return f.status
}

func (p *program) execute(args []string) error {
	for _, a := range args {
		if importer.LooksLikeKey(a) { // arguments are not secret, and some are repeated in what is printed
			return errKeyAsArgument
		}
	}
	root := p.root()
	root.SetArgs(dashed(args))
	return root.Execute()
}

// dashed keeps a token that begins with a dash, as one of 64 in base64url does, from
// being taken for a flag. No flag is that long; a space in front is passed over
// wherever a token or an ID is read.
func dashed(args []string) []string {
	const shortest = 30
	out := slices.Clone(args)
	for i, a := range args {
		if len(a) >= shortest && a[0] == '-' && strings.Trim(strings.TrimRight(a, "="), tokenCharacters) == "" {
			out[i] = " " + a
		}
	}
	return out
}

const tokenCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "ptok",
		Long:          rootHelp,
		SilenceErrors: true,
		SilenceUsage:  true,
		// With a function of its own the root is asked about unknown commands;
		// the library's answer would repeat what was typed, perhaps a token.
		Args: cobra.ArbitraryArgs,
		RunE: p.noCommand,

		PersistentPreRunE: onlyOnce,

		SuggestionsMinimumDistance: 2,
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetOut(&p.out)
	root.SetErr(p.Stderr)
	// Not the library's --version: to word what that prints takes text/template, and
	// once that is called the linker keeps every exported method, 2.5 MB of them.
	root.InitDefaultHelpFlag()
	root.Flags().BoolP("version", "v", false, "version for ptok")
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { p.out.WriteString(p.help(c)) })
	root.SetFlagErrorFunc(flagFault)
	root.SetHelpCommand(helpCommand())
	root.AddCommand(signCommand(p), decodeCommand(p), whyCommand(p), checkCommand(p), edgeCommand(p), compareCommand(p), keyCommand(p), platformsCommand(p), profilesCommand(p), batchCommand(p), accountCommand(p), completionCommand(p), licencesCommand(p))
	p.complete(root)
	return root
}

// noCommand is asked when the arguments name no command.
func (p *program) noCommand(c *cobra.Command, args []string) error {
	if asked, _ := c.Flags().GetBool("version"); asked {
		p.line("ptok " + version.String())
		return nil
	}
	if len(args) == 0 {
		return c.Help()
	}
	hint := "ptok --help lists the commands."
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "Did you mean: ptok " + near[0]
	} else if extract.Read(args[0]).Token != "" {
		hint = "To read a token: ptok decode TEXT; to learn why it does not play: ptok why TEXT"
	}
	return usage("There is no such command.", hint)
}

// helpCommand is "ptok help sign". The library's own shows a topic it does not
// know as success.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "show how to use a command",
		ValidArgsFunction: func(c *cobra.Command, args []string, typed string) (names []string, _ cobra.ShellCompDirective) {
			if about, rest, err := c.Root().Find(args); err == nil && len(rest) == 0 {
				for _, sub := range about.Commands() {
					if sub.IsAvailableCommand() {
						names = append(names, sub.Name()+"\t"+sub.Short)
					}
				}
			}
			return begunWith(names, typed), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usage("There is no such command.", "ptok --help lists the commands.")
			}
			return about.Help()
		},
	}
}

// takesNothing refuses arguments beside the flags.
func takesNothing(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(fmt.Sprintf("ptok %s takes flags only.", c.Name()), fmt.Sprintf("ptok %s --help lists them.", c.Name()))
	}
	return nil
}
