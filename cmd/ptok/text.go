package main

import (
	"bytes"
	"io"

	"github.com/spf13/cobra"

	"playtoken/core/extract"
)

// text is what is to be read: the argument, or standard input, which a key may
// come from as well, though not both.
func (p *program) text(command string, args, keys []string) (string, error) {
	give := "ptok " + command + " TEXT, or pipe the text in."
	keyPiped, err := onePiped(keys)
	switch {
	case err != nil:
		return "", err
	case len(args) == 1 && args[0] != "-":
		return args[0], nil
	case keyPiped:
		return "", usage("Text and key cannot both come from standard input.", "Give the text as an argument, or the key as --key FILE.")
	case len(args) == 0 && p.InTerminal():
		return "", usage("No text was given.", give)
	}
	// One byte more than is read tells the core that it is too much.
	b, err := io.ReadAll(io.LimitReader(p.Stdin, extract.MaxSize+1))
	if err != nil {
		return "", usage("Standard input cannot be read.", give)
	}
	return string(b), nil
}

// unmarked is a text as UTF-8, without the mark before it: a shell of Windows writes its files
// in UTF-16 or begins them with a mark.
func unmarked(text []byte) []byte {
	if extract.UTF16(text) != nil {
		turned, _ := extract.FromUTF16(string(text))
		text = []byte(turned)
	}
	return bytes.TrimPrefix(text, []byte("\ufeff"))
}

// onePiped reports whether a key comes from standard input; two cannot.
func onePiped(keys []string) (bool, error) {
	n := 0
	for _, k := range keys {
		if k == "-" {
			n++
		}
	}
	if n > 1 {
		return true, usage("Two keys cannot both come from standard input.", "Give one of them as --key FILE.")
	}
	return n == 1, nil
}

// oneText allows one argument, the text.
func oneText(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage(c.CommandPath()+" reads one text.", "Put it in quotes, or pipe it in.")
	}
	return nil
}
