package main

import (
	"github.com/spf13/cobra"

	"playtoken/core/diagnosis"
	"playtoken/core/token"
)

// decodeFlags is what the command line of "ptok decode" says.
type decodeFlags struct {
	platform single
	keys     several
	json     bool
}

func (p *program) decodeCommand() *cobra.Command {
	f := new(decodeFlags)
	c := &cobra.Command{
		Use: "decode", Short: "say what a token says and whether a key signed it",
		Long: decodeHelp,
		Args: oneText,
		RunE: func(_ *cobra.Command, args []string) error { return p.decode(f, args) },
	}
	f.keys.flag(c, "key", "FILE", keyFlagHelp)
	f.platform.flag(c, "platform", "NAME", "read the token as this platform's, default: told from the token")
	c.Flags().BoolVar(&f.json, "json", false, "answer as one JSON object")
	return c
}

func (p *program) decode(f *decodeFlags, args []string) error {
	options, err := (&evidenceFlags{platform: f.platform}).options(p)
	if err != nil {
		return err
	}
	text, err := p.text("decode", args, f.keys.values)
	if err != nil {
		return err
	}
	if options.Keys, err = p.evidence(f.keys.values); err != nil {
		return err
	}
	c := diagnosis.Read(text, options)
	fits := c.Proof.Check.State == token.Valid || c.Token != nil && c.Token.Opened
	refused := false
	for i := range options.Keys {
		k := &options.Keys[i]
		if f := refusal(*k); f != nil && k != c.Proof.By { // a text that opens the token is its key, whatever it looks like
			p.complain(f)
			refused = true
		}
	}
	if f.json {
		p.writeJSON(decodedJSON(c))
	} else if c.Kind() != token.Unknown || c.Token != nil && (c.Token.Scheme != "" || len(c.Token.Header.Members)+len(c.Token.Claims.Members) > 0) {
		p.writeDecoded(c)
	}
	switch {
	case c.Kind() == token.Unknown && (c.Token == nil || c.Token.Scheme == ""):
		return notToken(c)
	case refused || len(options.Keys) > 0 && !fits:
		// Whoever gives a key asks whether it made the token. The answer tells the
		// reason.
		return fail(answerIsNo, "", "")
	}
	return nil
}
