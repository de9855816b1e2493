package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"playtoken/core/platform"
)

const rootHelp = `ptok signs and reads playback tokens.

  ptok sign --platform NAME --key key.pem --key-id "$KEY_ID" --id "$ID"
  ptok decode "$TOKEN_OR_URL" --key public.pem
  ptok key inspect key.pem
  ptok platforms

Exit status: 0 fine; 1 the answer is no (key refused, signature not good);
2 wrong usage; 3 the input was not understood.`

const decodeHelp = `Say what a token says, and whether a key signed it.

  ptok decode "$TOKEN_OR_URL"
  ptok decode "$TOKEN" --key public.pem
  curl -s "$PAGE" | ptok decode --json

TEXT is a token or anything with a token in it: a URL, a header line, a player
tag. Without TEXT, or with -, standard input is read. Nothing is looked up.

Exit status: 0 when the token was read, also when it has expired; with --key, 1
unless one of the keys signed it; 3 when there is no token in the text.`

const keyHelp = `Inspect a key, make one, or take its public half out.

  ptok key inspect key.pem
  ptok key new --type rsa2048 --out key.pem
  ptok key public key.pem`

const inspectHelp = `Say what a key is, what was repaired in it, or why it is refused. The key may be
damaged, wrapped or in the wrong form: what is wrong is named with its place.
Nothing of the key itself is printed.

  ptok key inspect key.pem
  pbpaste | ptok key inspect - --json
  ptok key inspect key.p12 --password-file password.txt
  ptok key inspect secret.txt --use edgecast

Exit status: 0 when the key was taken; 1 when it was refused or a question has to
be answered first.`

// newKeyHelp lists the types that the core can make.
func newKeyHelp() string {
	return `Make a key. Without --out the private key goes to standard output. With --out it
goes to the file, which must not exist yet, and the public half to standard output.

  ptok key new --type rsa2048 --out key.pem > public.pem
  ptok key new --type edgecast --out secret.txt

TYPE is ` + typeNames() + `.`
}

const publicHelp = `Print the public half of a key as PEM.

  ptok key public key.pem > public.pem`

const platformsHelp = `List the platforms, and for each the fields of its form with the flag that fills
them.

  ptok platforms
  ptok platforms --json`

// signHelp takes its examples from the first platform, as all else here that a
// platform decides.
func signHelp() string {
	choice, first := "FIELD=VALUE", platform.All()[0]
	name := first.Name
	for _, f := range first.Fields {
		if n := len(f.Choices); n > 0 && choice == "FIELD=VALUE" {
			choice = f.Name + "=" + f.Choices[n-1].Value
		}
	}
	return `Make a token and list what it opens.

  ptok sign --platform ` + name + ` --key key.pem --key-id "$KEY_ID" --id "$ID"
  TOKEN=$(ptok sign --platform ` + name + ` --key key.pem --key-id "$KEY_ID" --id "$ID" --ttl 15m)
  pass show video-key | ptok sign --platform ` + name + ` --key - --key-id "$KEY_ID" --id "$ID" --json
  ptok sign --platform ` + name + ` --key key.pem --key-id "$KEY_ID" --id "$ID" --set ` + choice + ` --claim 'note="for Ann"'

Standard output is the token alone, on one line; in a terminal its end and the
addresses it opens follow. Remarks go to standard error. With --json all of it is
one object. In a terminal, without --key, the key is asked for and not shown.`
}

// help is the whole text that --help shows.
func help(c *cobra.Command) string {
	c.InitDefaultHelpFlag()
	c.Flags().SortFlags = false
	var b bytes.Buffer
	fmt.Fprintln(&b, c.Long)
	if !c.HasParent() {
		fmt.Fprint(&b, "\nCommands:\n")
		t := newTable(&b, "  ")
		for _, sub := range c.Commands() {
			t.row(sub.Name(), sub.Short)
		}
		t.flush()
	}
	fmt.Fprint(&b, "\nFlags:\n", c.Flags().FlagUsages())
	if c.Name() == "sign" {
		fmt.Fprint(&b, "\nT is a date or now+1h, also seconds since 1970; D is a span.\n")
		for _, p := range platform.All() {
			fmt.Fprintf(&b, "\nFields of %s (--platform %s):\n", p.Label, p.Name)
			writeFields(&b, p)
		}
	}
	return b.String()
}
