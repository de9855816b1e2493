package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"playtoken/core/diagnosis"
	"playtoken/core/intake"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/proof"
	"playtoken/core/token"
	"playtoken/core/token/jws"
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
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("ptok decode reads one text.", "Put it in quotes, or pipe it in.")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return p.decode(f, args) },
	}
	f.keys.flag(c, "key", "FILE", "file with a key, public or private, that may have signed the token,\n- for standard input; of several each is tried")
	f.platform.flag(c, "platform", "NAME", "read the token as this platform's, default: told from the token")
	c.Flags().BoolVar(&f.json, "json", false, "answer as one JSON object")
	return c
}

// decoded is what was found out about a text.
type decoded struct {
	paste    intake.Paste
	token    *token.Token
	platform *platform.Platform // nil where it cannot be told
	check    token.Check
}

func (p *program) decode(f *decodeFlags, args []string) error {
	var d decoded
	var err error
	if f.platform.given {
		if d.platform, err = choosePlatform(f.platform); err != nil {
			return err
		}
	}
	text, err := p.text(args, f.keys.values)
	if err != nil {
		return err
	}
	tried, refused, err := p.readKeys(f.keys.values)
	if err != nil {
		return err
	}
	d.paste = intake.Read(text)
	d.read(tried)
	if f.json {
		p.writeJSON(d.json())
	} else if len(d.token.Header.Members)+len(d.token.Claims.Members) > 0 || d.token.Kind != token.Unknown {
		p.writeDecoded(&d)
	}
	switch {
	case d.token.Kind == token.Unknown:
		return d.notUnderstood()
	case refused || len(tried) > 0 && d.check.State != token.Valid:
		// Whoever gives a key asks whether it signed the token. The answer tells
		// the reason.
		return fail(answerIsNo, "", "")
	}
	return nil
}

// text is what is to be read: the argument, or standard input.
func (p *program) text(args, keys []string) (string, error) {
	keyPiped := false
	for _, k := range keys {
		if k == "-" && keyPiped {
			return "", usage("Two keys cannot both come from standard input.", "Give one of them as --key FILE.")
		}
		keyPiped = keyPiped || k == "-"
	}
	switch {
	case len(args) == 1 && args[0] != "-":
		return args[0], nil
	case keyPiped:
		return "", usage("Text and key cannot both come from standard input.", "Give the text as an argument, or the key as --key FILE.")
	case len(args) == 0 && p.InTerminal():
		return "", usage("No text was given.", "ptok decode TEXT, or pipe the text in.")
	}
	b, err := io.ReadAll(io.LimitReader(p.Stdin, intake.MaxSize+1))
	if err != nil {
		return "", usage("Standard input cannot be read.", "ptok decode TEXT, or pipe the text in.")
	}
	return string(b), nil
}

// readKeys reads the keys to try. One that is refused is told and left out.
func (p *program) readKeys(flags []string) (list []*keys.Key, refused bool, err error) {
	for i, value := range flags {
		name := "--key"
		if len(flags) > 1 {
			name = fmt.Sprintf("--key number %d", i+1)
		}
		a, err := p.readKey(value, name, keys.UseAny)
		if f, ok := err.(*fault); ok && f.status == answerIsNo {
			p.complain(f)
			refused = true
			continue
		} else if err != nil {
			return nil, false, err
		}
		list = append(list, a.Key)
	}
	return list, refused, nil
}

// read decodes the token in the text and tries the keys on it: one that fits
// wins, then one that does not, then one that could not be used.
func (d *decoded) read(tried []*keys.Key) {
	d.token = token.Decode(d.paste.Token)
	d.check = jws.Verify(d.token, nil)
	better := map[token.State]int{token.Unchecked: 0, token.Invalid: 1, token.Valid: 2}
	for i, k := range tried {
		if c := jws.Verify(d.token, k); i == 0 || better[c.State] > better[d.check.State] {
			d.check = c
		}
	}
	if d.platform == nil {
		d.platform = platform.Recognise(d.token, d.paste.URL)
	}
}

func (d *decoded) judge(p *program) diagnosis.Verdict {
	return diagnosis.Judge(diagnosis.Evidence{
		Token: d.token, URL: d.paste.URL, Platform: d.platform, Proof: proof.Result{Token: d.token, Check: d.check}, Now: p.Now(),
	})
}

// notUnderstood says what the text is instead of a token.
func (d *decoded) notUnderstood() error {
	const hint = "Give the token, or a URL or text with the token in it."
	switch {
	case d.paste.Refusal != "":
		return fail(notUnderstood, d.paste.Refusal, hint)
	case d.paste.Token == "":
		return fail(notUnderstood, "There is no text.", hint)
	}
	if f := d.token.FirstFault(); f != nil {
		return fail(notUnderstood, f.Text, hint)
	}
	return fail(notUnderstood, "This is not a token that can be read here.", hint)
}
