package main

import (
	"github.com/spf13/cobra"

	"playtoken/core/diagnosis"
	"playtoken/core/token"
)

// decoding is "ptok decode".
type decoding struct {
	*program
	keyFlags
	platform single
	set      several
	json     bool
}

func decodeCommand(p *program) *cobra.Command {
	d := &decoding{program: p}
	c := &cobra.Command{
		Use: "decode [TEXT|-]", Short: "say what a token says and whether a key signed it",
		Long: decodeHelp,
		Args: oneText,
		RunE: func(_ *cobra.Command, args []string) error { return d.run(args) },
	}
	d.flags(c)
	d.set.flag(c, "set", "FIELD=VALUE", setFlagHelp)
	d.platform.flag(c, "platform", "NAME", "read the token as this platform's, default: told from the token")
	c.Flags().BoolVar(&d.json, "json", false, "answer as one JSON object")
	return c
}

func (d *decoding) run(args []string) error {
	options, err := (&evidenceFlags{platform: d.platform, set: d.set}).options(d.program)
	if err != nil {
		return err
	}
	text, err := d.text("decode", args, d.keys.values)
	if err != nil {
		return err
	}
	if options.Keys, err = d.evidence(d.program); err != nil {
		return err
	}
	c := d.read(text, options)
	fits := c.Verified.State == token.Valid || c.Token != nil && c.Token.Opened
	refused := false
	for i := range options.Keys {
		k := &options.Keys[i]
		if f := refusal(*k); f != nil && k != c.Verified.By { // a text that opens the token is its key, whatever it looks like
			d.complain(f)
			refused = true
		}
	}
	if d.json {
		d.writeJSON(decodedJSON(c))
	} else if recognised(c) || c.Token != nil && len(c.Token.Header.Members)+len(c.Token.Claims.Members) > 0 {
		d.write(c)
	}
	switch {
	case !recognised(c):
		return notToken(c)
	case fits && c.Unproven():
		// Whoever asks by the exit status must not be told more than is known.
		return fail(answerIsNo, "The token fits a saved public half, and nothing proves that half.", d.doubt)
	case refused || len(options.Keys) > 0 && !fits:
		// Whoever gives a key asks whether it made the token. The answer tells the
		// reason.
		return fail(answerIsNo, "", "")
	}
	return nil
}

// recognised reports whether it is known what the token of a case is.
func recognised(c diagnosis.Case) bool {
	return c.Kind() != token.Unknown || c.Token != nil && c.Token.Recognised()
}
