package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// keyTools are the commands of "ptok key".
type keyTools struct{ *program }

func keyCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use: "key", Short: "inspect a key, make one, or take its public half out",
		Long: keyHelp,
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			return noneOf(args, "ptok key", "ptok key inspect, ptok key new or ptok key public.")
		},
	}
	k := keyTools{p}
	c.AddCommand(k.inspectCommand(), k.newKeyCommand(), k.publicCommand())
	return c
}

func (p keyTools) inspectCommand() *cobra.Command {
	var use, password single
	var asJSON bool
	c := &cobra.Command{
		Use: "inspect [FILE|-]", Short: "say what a key is, what was repaired, or why it is refused",
		Long: inspectHelp, Args: oneFile,
		RunE: func(_ *cobra.Command, args []string) error { return p.inspect(args, use, password, asJSON) },
	}
	use.flag(c, "use", "PLATFORM", "judge the key for this platform")
	password.flag(c, "password-file", "FILE", "file with the password of an encrypted key")
	c.Flags().BoolVar(&asJSON, "json", false, "answer as one JSON object")
	return c
}

// oneFile allows one argument, the file.
func oneFile(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage("One key at a time.", c.CommandPath()+" FILE, or - for standard input.")
	}
	return nil
}

func (p keyTools) inspect(args []string, use, password single, asJSON bool) error {
	a, err := p.importFile(args, use, password)
	if err != nil {
		return err
	}
	if asJSON {
		p.writeJSON(inspectJSON(a))
	} else {
		p.writeInspected(a)
	}
	if !a.Taken() {
		return fail(answerIsNo, "", "")
	}
	return nil
}

// importFile reads the key in the file of a command's arguments.
func (p keyTools) importFile(args []string, use, password single) (importer.Answer, error) {
	o, err := p.keyOptions(use, password)
	if err != nil {
		return importer.Answer{}, err
	}
	text, err := p.keyText(fileOf(args), "FILE")
	if err != nil {
		return importer.Answer{}, err
	}
	return importer.ImportWith(text, o), nil
}

// fileOf is the file of a command's arguments, standard input where there is none.
func fileOf(args []string) string {
	if len(args) == 1 {
		return args[0]
	}
	return "-"
}

// keyOptions reads the flags that say how a key is to be judged and opened.
func (p keyTools) keyOptions(use, password single) (o importer.Options, err error) {
	switch {
	case use.value == "hmac": // no platform, and yet a way to use a secret
		o.Want = importer.HMACSecret
	case use.given:
		pf, err := p.choosePlatform(use)
		if err != nil {
			return o, usage("There is no platform of that name.", "ptok platforms lists them.")
		}
		o.Want = pf.KeyWantFor(nil)
	}
	if password.given {
		o.Password, err = readPassword(password)
	}
	return o, err
}

type inspected struct {
	Verdict importer.Verdict `json:"verdict"`
	Code    keys.Code        `json:"code"`
	Codes   []keys.Code      `json:"codes"`
	Kind    keys.Kind        `json:"kind"`
	Bits    int              `json:"bits"`
	Curve   string           `json:"curve"`
	Private bool             `json:"private"`
	SPKI    string           `json:"spki_sha256"`
	KeyID   string           `json:"key_id,omitempty"`
	Message string           `json:"message"`
	Repairs []string         `json:"repairs"`
}

func inspectJSON(a importer.Answer) inspected {
	i := inspected{
		Verdict: a.Verdict, Code: a.Code, Codes: a.Codes, Kind: a.Kind, Bits: a.Bits, Private: a.Private,
		Message: a.Message, Repairs: a.Repairs,
	}
	if i.Codes == nil {
		i.Codes = []keys.Code{}
	}
	if i.Repairs == nil {
		i.Repairs = []string{}
	}
	if a.Taken() {
		i.Curve, i.SPKI, i.KeyID = a.Key.Curve(), a.Key.Fingerprint(), a.KeyID()
	} else if a.Hint != "" { // what is wrong alone leaves a script without a way out
		i.Message += " " + a.Hint
	}
	return i
}

func (p keyTools) writeInspected(a importer.Answer) {
	if !a.Taken() {
		word := "Not usable as a key"
		if a.Verdict == importer.Ask {
			word = "A question first"
		}
		fmt.Fprintf(&p.out, "%s: %s\n", word, oneLine(a.Message))
		if a.Hint != "" {
			fmt.Fprintln(&p.out, oneLine(a.Hint))
		}
		for _, c := range a.Choices {
			fmt.Fprintf(&p.out, "  %d  %s\n", c.ID, oneLine(c.Label))
		}
		if a.Code != "" {
			fmt.Fprintf(&p.out, "(%s)\n", a.Code)
		}
		return
	}
	fmt.Fprintln(&p.out, a.Key.Title())
	t := newTable(&p.out, "")
	if a.Key.Fingerprint() != "" {
		t.row("SHA-256", a.Key.Fingerprint())
	}
	if a.KeyID() != "" {
		t.row("Key ID", oneLine(a.KeyID()))
	}
	t.row("Read from", a.Form)
	if len(a.Repairs) > 0 {
		t.row("Repaired", strings.Join(a.Repairs, ", "))
	}
	if a.Verdict == importer.AcceptWarn {
		t.row("Remark", oneLine(a.Message))
	}
	t.flush()
}

func (p keyTools) newKeyCommand() *cobra.Command {
	var kind, out single
	c := &cobra.Command{
		Use: "new", Short: "make a key", Long: newKeyHelp(), Args: takesNothing,
		RunE: func(c *cobra.Command, _ []string) error { return p.newKey(c.Context(), kind, out) },
	}
	kind.flag(c, "type", "TYPE", "what to make, see below")
	out.flag(c, "out", "FILE", "file to write the private key to, for your eyes only; never overwritten")
	return c
}

func (p keyTools) newKey(ctx context.Context, kind, out single) error {
	if !kind.given {
		return usage("No type was given.", "--type "+typeNames()+".")
	}
	if ctx == nil {
		ctx = context.Background()
	}
	k, err := keys.Generate(ctx, keys.Type(kind.value))
	if err != nil {
		return usage("There is no such type of key.", "--type "+typeNames()+".")
	}
	text := k.SecretText()
	if k.Kind() != keys.Secret {
		text = k.PrivatePEM()
	}
	private := strings.TrimRight(string(text.Reveal()), "\n") + "\n"
	if !out.given {
		p.out.WriteString(private)
		return nil
	}
	f, err := createPrivate(out)
	if err != nil {
		return err
	}
	if f.write(private) != nil {
		return usage("The key could not be written whole.", "Is the disk full? Delete the file and try again.")
	}
	p.note("A new key: " + k.Title() + ".")
	if k.Kind() != keys.Secret {
		p.out.WriteString(k.PublicPEM())
	}
	return nil
}

func typeNames() string {
	var names []string
	for _, t := range keys.Types() {
		names = append(names, string(t))
	}
	return strings.Join(names, "|")
}

func (p keyTools) publicCommand() *cobra.Command {
	var password single
	c := &cobra.Command{
		Use: "public [FILE|-]", Short: "print the public half of a key as PEM", Long: publicHelp, Args: oneFile,
		RunE: func(_ *cobra.Command, args []string) error {
			a, err := p.importFile(args, single{}, password)
			switch {
			case err != nil:
				return err
			case !a.Taken():
				return fail(answerIsNo, a.Message, a.Hint)
			case a.Key.Kind() == keys.Secret:
				return fail(answerIsNo, "A shared secret has no public half.", "Only keys of two halves have one: RSA, EC and Ed25519.")
			}
			p.out.WriteString(a.Key.PublicPEM())
			return nil
		},
	}
	password.flag(c, "password-file", "FILE", "file with the password of an encrypted key")
	return c
}
