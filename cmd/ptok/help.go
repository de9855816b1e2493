package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

const rootHelp = `ptok signs, reads and explains playback tokens.

  ptok sign --platform NAME --key key.pem --key-id "$KEY_ID" --id "$ID"
  ptok why "$TOKEN_OR_URL"
  ptok check "$URL"
  ptok edge
  ptok decode "$TOKEN_OR_URL" --key public.pem
  ptok sign --profile "$NAME" --id "$ID"
  ptok key inspect key.pem
  ptok platforms

Exit status: 0 fine; 1 the answer is no (playback will fail, key refused, signature
not good); 2 wrong usage; 3 the input was not understood.`

const decodeHelp = `Say what a token says, and whether a key signed it.

  ptok decode "$TOKEN_OR_URL"
  ptok decode "$TOKEN" --key public.pem
  ptok decode "$TOKEN" --profile "$NAME"
  curl -s "$PAGE" | ptok decode --json

TEXT is a token or anything with a token in it: a URL, a header line, a player
tag. Without TEXT, or with -, standard input is read. Nothing is looked up.

` + ofProfiles + `

Exit status: 0 when the token was read, also when it has expired; with --key or
--profile, 1 unless it is proven that one of the keys signed it; 3 when there is no
token in the text.`

// ofProfiles is what a saved profile is to a token that is read, in a help.
const ofProfiles = `--profile tries the key of a saved profile, which ptok profiles lists. A public half
needs no passphrase, and is proven with one; a shared secret needs it, from
--passphrase-file or a prompt. Where the text does not tell the platform, it is that of
the profile whose key fits.`

const whyHelp = `Say why a token does not play, and what to do: the cause that explains most comes
first, what follows from it stands under it.

  ptok why "$TOKEN_OR_URL"
  ptok why "$URL" --key public.pem --id "$ID"
  ptok why "$URL" --profile "$NAME"
  ptok why "$TOKEN" --now 2026-11-22T14:30:00Z --json
  pbpaste | ptok why --status 403
  ptok why "$URL" --report markdown --mask > ticket.md
  ptok why "$URL" --reply

TEXT is a token or anything with a token in it: a URL, a header line, a player
tag, a log line; or the error of a library, a player or a server alone: then it is
said what that means. Without TEXT, or with -, standard input is read. Nothing is looked
up. A key tells who made the token; one that is damaged or of another kind is told
as a finding. A file may hold several keys. --set tells what neither token nor key
does: a field of the platform's form, such as the assertion of a sealed token.

` + ofProfiles + `

--report gives the text for a ticket, the same as the window's: the signature is cut
to 6 characters, the token in the URL is cut, and nothing of a key is in it. --mask
leaves viewers, key ID and sub out of it. --reply gives two or three sentences for the
customer whose video does not play; with --json they are its member reply. With --json the
causes of an answer stand behind the findings: of that of --status, and of an error in the
text.

` + moments + `D is a span: 90s, 15m, 24h, 7d.

Exit status: 0 when it plays, may fail, or nothing is wrong in it; 1 when it fails;
3 when there is nothing to say of the text.`

const checkHelp = `Ask a playable URL once, as a player would, and say what its answer means together with
the token: whether it plays, and if not, why.

  ptok check "$URL"
  ptok check "$URL" --key public.pem --segment
  ptok check - < url.txt
  ptok check "$URL" --referer https://shop.example/ --json

One GET goes to the URL's own host, with its token; for a licence of DRM a POST with
nothing in it. The host is named on standard error before it is asked. No key, no cookie
of a browser and no page goes along; --referer, --origin and --user-agent send what a
player on a page would. A redirect is followed on that host, and to those of --allow-host,
at most five times; any other is told. With --segment the first rendition of the manifest
and the first 1,024 bytes of its first segment are asked for, wherever the manifest says
they are, with nothing added.

A URL in an argument, with its token, can be seen by others on this machine while ptok
runs: with -, or without URL in a pipe, it is read from standard input. There may be more
around it, such as a cURL command with cookies that sign.

` + ofProfiles + `

D is a span: 90s, 15m, 24h, 7d.

Exit status: 0 when what the URL asks for came; 1 when it was refused, fails, or could not
be asked; 3 when there is neither a token nor anything to say of the answer.`

const edgeHelp = `Be an edge on this machine: play a sample stream to whoever comes with a good token, refuse
others as the platform does, and say why. For the tests of a player or of a back end,
without an account and without a network.

  ptok edge
  ptok edge --key key.pem --platform NAME --key-id "$KEY_ID"
  ptok edge --profile "$NAME" --sign
  ptok edge --key public.pem --clock 2h --json

It listens on 127.0.0.1 alone. The host of a URL is the first piece of the path there:
https://stream.example.com/ID.m3u8?token=T plays at /stream.example.com/ID.m3u8?token=T.
Tokens of the keys given play, as ptok why says; a private key or a shared secret makes a
URL for each platform that it fits. Without a key new ones are made, which are known nowhere
else. The page at / plays any of its URLs, and shows each request with its status.

With --sign /sign?platform=NAME&id=ID answers {"token","urls":[{"name","url"}]}, for pages
of the edge and for programs, and for no page of another origin. /sign-help.html has the ten
lines that do it in a back end of yours.

Standard output has the address and a URL for each platform that plays, tokens and all; then
a line for each request, without tokens, but for what the page loads of its own. With --json
the first line is {"address","good_urls":[{"platform","url"}]}, and each further one is
{"time","method","host","path","status","cause","platform","standing","client"}, of any
request.

` + moments + `D is a span.

Exit status: 128 and the number of the signal that ends it, 130 after Ctrl+C; 1 when a key
was refused; 2 wrong usage.`

const compareHelp = `Put a token that plays beside one that does not. What the platform looks at is told
apart from what differs anyhow, as the times of two tokens do.

  ptok compare "$GOOD" "$BAD"
  ptok compare "$GOOD" "$BAD" --key public.pem --json
  ptok compare "$GOOD" "$BAD" --profile "$NAME"
  pbpaste | ptok compare "$GOOD" -

GOOD and BAD are tokens or anything with a token in it; - for one of them reads it
from standard input.

Exit status: 0 when no difference matters; 1 when one does; 3 when there is no token
in one of them.`

const batchHelp = `Sign a list of IDs, or judge every token of a log. Rows are written as they are
made, in the order of the list; how many there were goes to standard error.

  ptok batch sign --platform NAME --key key.pem --key-id "$KEY_ID" ids.txt > out.csv
  ptok batch sign --profile "$NAME" ids.txt > out.csv
  ptok batch why --key public.pem access.log > verdicts.csv`

const batchSignHelp = `Make a token for every ID of a list: one ID a line, or CSV with a head. A column
named like a field of the platform fills that field, row by row; that of the IDs is
called id, or as the platform calls them: playback_id. What is wrong with a row stands
in that row, and the others are signed all the same.

  ptok batch sign --platform NAME --key key.pem --key-id "$KEY_ID" ids.txt > out.csv
  ptok batch sign --platform NAME --key key.pem --column video --format json list.csv
  query-ids | ptok batch sign --platform NAME --key key.pem --ttl 1h > tokens.csv
  query-ids | ptok batch sign --profile "$NAME" --passphrase-file secret.txt > tokens.csv

Exit status: 0 when every row has a token; 1 when one has none.`

const batchWhyHelp = `Judge every token of a log or of a list of URLs, line by line. Lines without a token
are left out, unless a token was due in them. A line with a time is judged as of that
time; --now goes before it. Read are the logs of servers and networks, lines of JSON, a
HAR, and all of these in UTF-16 or packed by gzip.

  ptok batch why access.log > verdicts.csv
  ptok batch why --key public.pem --format summary access.log
  ptok batch why --profile "$NAME" access.log > verdicts.csv
  ptok batch why --format json access.log.gz

The columns: line, verdict, code, headline, platform, playback_id, url_host, time, status,
client. A line that could not be read has the verdict unreadable.

Exit status: 0 when no token fails; 1 when one does; 3 when there is none.`

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
  ptok key inspect secret.txt --use "$PLATFORM"

Exit status: 0 when the key was taken; 1 when it was refused or a question has to
be answered first.`

// newKeyHelp lists the types that the core can make.
func newKeyHelp() string {
	return `Make a key. Without --out the private key goes to standard output. With --out it
goes to the file, which must not exist yet, and the public half to standard output.

  ptok key new --type rsa2048 --out key.pem > public.pem
  ptok key new --type ` + string(keys.Types()[len(keys.Types())-1]) + ` --out secret.txt

TYPE is ` + typeNames() + `.`
}

const publicHelp = `Print the public half of a key as PEM.

  ptok key public key.pem > public.pem`

const licencesHelp = `Print the licences of the software of others that is part of ptok.

  ptok licences | less`

const completionHelp = `Print what completes ptok in a shell: commands, flags, platforms with their fields and
choices, types of keys, saved profiles. The packages for Linux bring it along for bash, zsh
and fish.

  source <(ptok completion bash)
  source <(ptok completion zsh)
  ptok completion fish | source
  ptok completion powershell | Out-String | Invoke-Expression`

const platformsHelp = `List the platforms, and for each the fields of its form with the flag that fills
them.

  ptok platforms
  ptok platforms --json`

const profilesHelp = `List the saved profiles, whose names --profile takes. They are those of the window; no
passphrase is needed, and nothing secret is told.

  ptok profiles
  ptok profiles --json`

// signHelp takes its examples from the first platform, as all else here that a
// platform decides.
func (p *program) signHelp() string {
	choice, first := "FIELD=VALUE", p.platforms()[0]
	name := first.Name
	for _, f := range first.Fields {
		if n := len(f.Choices); n > 0 && choice == "FIELD=VALUE" {
			choice = f.Name + "=" + f.Choices[n-1].Value
		}
	}
	return `Make a token and list what it opens.

  ptok sign --platform ` + name + ` --key key.pem --key-id "$KEY_ID" --id "$ID"
  TOKEN=$(ptok sign --platform ` + name + ` --key key.pem --key-id "$KEY_ID" --id "$ID" --ttl 15m)
  ptok sign --profile "$NAME" --id "$ID"
  pass show video-key | ptok sign --platform ` + name + ` --key - --key-id "$KEY_ID" --id "$ID" --json
  ptok sign --platform ` + name + ` --key key.pem --key-id "$KEY_ID" --id "$ID" --set ` + choice + ` --claim 'note="for Ann"'

Standard output is the token alone, on one line; in a terminal its end and the
addresses it opens follow. Remarks go to standard error. With --json all of it is
one object. In a terminal, without --key, the key is asked for and not shown.

--profile takes platform, key, key ID, settings, lifetime and claims from a saved profile, which
ptok profiles lists; flags go before what it says. The system's keyring opens the key; one
under a passphrase is opened by --passphrase-file, or by a prompt in a terminal. Nothing is
kept open afterwards.` + p.learnHelp()
}

// learnHelp tells of --learn-from, for the platforms that have something to find
// out.
func (p *program) learnHelp() string {
	able := slices.DeleteFunc(slices.Clone(p.platforms()), func(p *platform.Platform) bool { return p.Learn == nil })
	if len(able) == 0 {
		return ""
	}
	return `

How ` + join(able, func(p *platform.Platform) string { return p.Label }) + ` signs is not published in full. --learn-from takes something genuine,
fills in what it tells, and says which --set does the same without it:

  ptok sign --platform ` + able[0].Name + ` --key secret.txt --id "$ID" --learn-from "$GENUINE"`
}

// help is the whole text that --help shows.
func (p *program) help(c *cobra.Command) string {
	c.InitDefaultHelpFlag()
	c.Flags().SortFlags = false
	var b bytes.Buffer
	fmt.Fprintln(&b, c.Long)
	if c.HasSubCommands() {
		fmt.Fprint(&b, "\nCommands:\n")
		t := newTable(&b, "  ")
		for _, sub := range c.Commands() {
			t.row(sub.Name(), sub.Short)
		}
		t.flush()
	}
	fmt.Fprint(&b, "\nFlags:\n", c.Flags().FlagUsages(), p.more(c))
	return b.String()
}

// more is what the help of a command says behind its flags: what their values look like.
func (p *program) more(c *cobra.Command) string {
	var b bytes.Buffer
	const forms = "\n" + moments + "D is a span.\n"
	switch c.CommandPath() {
	case "ptok sign":
		fmt.Fprint(&b, forms)
		for _, pf := range p.platforms() {
			fmt.Fprintf(&b, "\nFields of %s (--platform %s):\n", pf.Label, pf.Name)
			writeFields(&b, pf)
		}
	case "ptok batch sign":
		fmt.Fprint(&b, forms+"\nptok sign --help lists the fields of each platform.\n")
	}
	return b.String()
}

// moments is how a moment may be written, in a help.
const moments = `T is a moment: 2026-11-22 14:30, 31.12.2026 18:00 CET, friday 18:00, in 2 weeks,
3 days ago, now+1h, seconds since 1970, or as a log has it; local time without a zone.
`

// accountHelp lists what each platform wants to know.
func (p *program) accountHelp() string {
	var b strings.Builder
	b.WriteString(`List, make, delete and rotate signing keys through the API of their platform.

  ptok account list --platform NAME --credentials credentials.env
  ptok account create --platform NAME --account "$ACCOUNT"
  ptok account delete --platform NAME --account "$ACCOUNT" --id "$KEY_ID"

One command is one request, or one for each page of a list, to the address that the
answer names as host; a key that was made is asked for once more, to test it, and rotate
looks at the list before it makes or deletes a key. A private key goes into the saved
profiles, or with --out into a file for your eyes only; it is never printed. What each
platform wants in --credentials:

`)
	t := newTable(&b, "  ")
	for _, of := range all.Accounts() {
		t.row(of.Name, join(of.Account.Credentials, func(c platform.Credential) string {
			if c.Optional {
				return c.Name + " (optional)"
			}
			return c.Name
		}), of.Account.Base)
	}
	t.flush()
	b.WriteString("\nExit status: 0 fine; 1 the platform, the network or the saved profiles say no; 2 wrong\nusage. With --json a fault is {\"error\":{\"code\",\"status\",\"message\",\"hint\"}}.")
	return b.String()
}

const accountListHelp = `List the signing keys that the platform has, with their age, and say which of them are
saved here. All pages of the list are asked for.

  ptok account list --platform NAME --credentials credentials.env --json`

const accountGetHelp = `Show one signing key as the platform knows it, with its public half where the platform
gives one out. Where a project has one secret, --out takes that.

  ptok account get --platform NAME --account "$ACCOUNT" --id "$KEY_ID" > public.pem`

const accountCreateHelp = `Have the platform make a signing key. It is saved before anything else is done with the
answer, then a test token is signed and verified. The request is never sent twice: where
its answer is lost, ptok account list shows whether the key was made, and --again brings
that key where the platform can give it once more. An answer that came and could not be
saved is kept sealed, and saved by the next run.

  ptok account create --platform NAME --account "$ACCOUNT" --name "Shop production"
  ptok account create --platform NAME --credentials credentials.env --out key.pem`

const accountDeleteHelp = `Delete a signing key at the platform. What becomes of the tokens that it signed is told
by the answer; mostly they stop playing at once. A key that is saved here stays here, and
explains old tokens. One that a saved profile signs with, or whose tokens have not ended,
is deleted with --now alone.

  ptok account delete --platform NAME --account "$ACCOUNT" --id "$KEY_ID"`

const accountRotateHelp = `Replace the signing key of a profile by a new one. Each run does what can be done now and
tells the steps: the new key is made, saved, tested, and signs. When the tokens of the
old one have ended, --delete-old with its ID deletes it at the platform; here it stays as
replaced. Without a profile --out writes the new key into a file, and the rest is yours.

It begins only where the platform lists the key that the profile signs with, and deletes
the old key only where it lists the new one: credentials of another workspace change
nothing. It knows the tokens that were signed here, and no others.

  ptok account rotate --platform NAME --account "$ACCOUNT" --profile "$PROFILE"
  ptok account rotate --platform NAME --account "$ACCOUNT" --profile "$PROFILE" --delete-old "$KEY_ID"
  ptok account rotate --platform NAME --credentials credentials.env --out key.pem`

const accountPolicyHelp = `Show or set whether URLs must be signed, where a platform has such a setting.

  ptok account policy --platform NAME --account "$ACCOUNT" --set signed`
