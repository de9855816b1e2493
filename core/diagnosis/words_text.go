package diagnosis

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"playtoken/core/words"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// damage words a fault that stands for a cause.
func damage(t *token.Token, f *token.Fault, code cause.Code) platform.Words {
	w := platform.Words{Title: "the token cannot be read", Evidence: f.Text(), Fix: copyWhole}
	switch {
	case t.SignsURL():
		w.Title = "the signature is damaged"
	case t.Readable():
		w.Title = "the token is damaged"
	}
	switch {
	case f.Code == token.NoToken:
		w.Title, w.Fix = "there is no token", "Paste the token, or the URL with the token in it."
	case f.Code == token.Lacking:
		w.Title, w.Fix = "a part of the signature is missing", "Copy the whole of it again, or sign a fresh one."
	case f.Code == token.TooLarge:
		w.Title, w.Fix = "the token is too large", "Sign one with less in it."
	case code == cause.HeaderRefused && t.Header.Readable:
		w.Title, w.Fix = "verifiers refuse the header", "Sign a token whose header has alg, typ and kid alone."
	case f.Code == token.DuplicateMember:
		w.Title, w.Fix = "a claim stands there twice", "Sign a token that has each claim once."
	case code == cause.ClaimsMalformed && f.Code != token.CutShort && f.Code != token.TrailingBits:
		w.Title, w.Fix = "the claims cannot be read", "Sign a fresh token whose payload is one JSON object."
	}
	return w
}

func isVeryLong(f *token.Fault) platform.Words {
	return platform.Words{Title: "the token is very long", Evidence: f.Text(), Fix: "Leave out claims that the platform does not need."}
}

func halfACharacter(f *token.Fault) platform.Words {
	return platform.Words{Title: "a claim has half a character in it", Evidence: f.Text(), Fix: signAgain}
}

func otherFormat(p *platform.Platform, t *token.Token) platform.Words {
	is := "It is "
	if t.Closed() && t.Guessed() {
		is = "By its looks it is "
	}
	return platform.Words{
		Title:    "this is not the kind of token that " + p.Label + " takes",
		Evidence: is + t.Format.Name(t) + ". " + p.Label + " takes " + p.Formats[0].Name(nil) + ".",
		Fix:      "Sign a token of " + p.Label + ".",
	}
}

var (
	notSigned = platform.Words{
		Title:    "the token is not signed",
		Evidence: "The header names the algorithm none, which no platform accepts.",
		Fix:      "Sign the token with the platform's key.",
	}
	noAlgorithm = platform.Words{Title: "the header names no algorithm", Evidence: "alg is missing from the header.", Fix: signAgain}
)

func headerSays(alg token.Value) string { return "The header says " + token.Excerpt(alg.Raw, 40) + "." }

func algorithmIsNoName(alg token.Value) platform.Words {
	return platform.Words{Title: "the header names no algorithm", Evidence: headerSays(alg) + " A name is needed.", Fix: signAgain}
}

func unknownAlgorithm(alg token.Value) platform.Words {
	return platform.Words{Title: "the algorithm is unknown", Evidence: headerSays(alg) + " No verifier knows it.", Fix: signAgain}
}

func otherAlgorithm(p *platform.Platform, alg token.Value) platform.Words {
	want := strings.Join(p.Algorithms, " or ")
	return platform.Words{
		Title:    "the algorithm is not " + want,
		Evidence: headerSays(alg) + " " + p.Label + " signs with " + want + ".",
		Fix:      "Sign the token with " + p.Algorithms[0] + " and the key of " + p.Label + ".",
	}
}

func notWhole(f *token.Fault) platform.Words {
	return platform.Words{Title: "the token is not whole", Evidence: f.Text(), Fix: copyWhole}
}

func cutAt(f token.Fault) platform.Words {
	return platform.Words{Title: "the token is cut short", Evidence: f.Text(), Fix: copyWhole}
}

func cutShort(t *token.Token) platform.Words {
	where := "It ends in the middle of the payload: the rest of the claims and the signature are missing."
	if len(t.Parts) < 2 {
		where = "Only the header is there: claims and signature are missing."
	}
	return platform.Words{Title: "the token is cut short", Evidence: where, Fix: copyWhole}
}

func noSignature(f token.Fault) platform.Words {
	return platform.Words{Title: "the signature is missing", Evidence: f.Text(), Fix: copyWhole}
}

func signatureChanged(f token.Fault) platform.Words {
	return platform.Words{Title: "the signature is cut short or was changed", Evidence: f.Text(), Fix: copyWhole}
}

func signatureShort(t *token.Token, want []int) platform.Words {
	lengths := fmt.Sprint(want[0])
	if n := len(want); n > 1 {
		lengths = strings.Trim(strings.Join(strings.Fields(fmt.Sprint(want[:n-1])), ", "), "[]") + " or " + fmt.Sprint(want[n-1])
	}
	w := platform.Words{
		Title:    "the signature is cut short",
		Evidence: fmt.Sprintf("It has %d bytes, one of %s has %s.", len(t.Signature), t.Algorithm(), lengths), Fix: copyWhole,
	}
	hash := map[int]string{20: "SHA-1", 32: "SHA-256", 48: "SHA-384", 64: "SHA-512"}[len(t.Signature)]
	switch {
	case hash != "" && strings.HasPrefix(t.Algorithm(), "HS"): // one that was cut hardly ends there
		w.Title, w.Evidence = "the signature was made with "+hash, w.Evidence+" An HMAC with "+hash+" is as long."
		w.Fix = "Let the signer use the hash of " + t.Algorithm() + ", or name in the header the one that it uses."
	case slices.ContainsFunc(want, func(size int) bool { return len(t.Signature) > size && len(t.Signature) <= size+3 }):
		w.Title = "something was added behind the signature" // a few characters more, in base64url
	case len(t.Signature) > want[len(want)-1]:
		w.Title, w.Fix = "the signature is too long", "Sign it again, with the algorithm that the header names."
	}
	return w
}

// signatureSpelled words a signature that is whole and written as other text.
func signatureSpelled(e *evidence, as jws.Spelling, size int) platform.Words {
	w := platform.Words{Evidence: fmt.Sprintf("Read so it has %d bytes, as one of %s does.", size, e.Token.Algorithm())}
	if _, proven := e.verified.Fits.(jws.Spelling); proven {
		w.Evidence += " These bytes fit the key."
	}
	switch as {
	case jws.Hex, jws.HexInBase64:
		w.Title = "the signature is there, in hexadecimal digits"
		w.Fix = "Let the signer take the bytes (digest, not hexdigest) and write them in base64url."
	case jws.Base64Twice:
		w.Title = "the signature is encoded in base64 twice"
		w.Fix = "Let the signer take the bytes, not their base64 text, and write them in base64url once."
	case jws.StdBase64:
		w.Title = "the signature is written in standard base64"
		w.Fix = "Let the signer write it in base64url: - and _ in place of + and /, and no = at the end."
	}
	return w
}

func audienceIsNoText(aud token.Value) platform.Words {
	return platform.Words{
		Title:    "the audience has the wrong type",
		Evidence: "aud is " + token.Excerpt(aud.Raw, 60) + ". It must be a text or a list of texts.", Fix: "Write aud as a text.",
	}
}

func isNoText(claim, called string, v token.Value) platform.Words {
	return platform.Words{
		Title:    "the " + called + " has the wrong type",
		Evidence: claim + " is " + token.Excerpt(v.Raw, 60) + ". It must be a text.", Fix: "Write " + claim + " as a text.",
	}
}

const (
	theURLAsksFor = "the URL asks for "
	theTagAsksFor = "the player tag asks for "
	besideStands  = "beside the token stands "
	// Of a token that stands in several URLs.
	anotherURLAsksFor = "another URL with it asks for "
	anotherTagAsksFor = "another player tag with it asks for "
	wantedIs          = "wanted is "
	theTokenOpens     = "the token opens "
)

func keyIDIs(t *token.Token, title, id, rest string) platform.Words {
	return platform.Words{
		Title: title, Evidence: token.KeyIDName(t.Format) + " is " + token.Excerpt(token.Quote(id), 60) + rest,
		Fix: "Put the ID of the signing key there, as the platform wrote it.",
	}
}

const (
	noKeyID, hadNoID         = "there is no key ID where it is asked for", ": the program that signed had no ID."
	keyIDHasMarks, isExact   = "the key ID has white space or quotes around it", ": a key is found by its exact ID."
	keyIDOfVideo, soIsVideos = "the key ID is the ID of the video", ", and so is what the token opens."
)

func twoKeyIDs(header, claim string) platform.Words {
	return platform.Words{
		Title:    "header and claims name different keys",
		Evidence: fmt.Sprintf("kid is %s in the header and %s among the claims.", shortID(header), shortID(claim)),
		Fix:      "Name the same key in both, or leave it out of the header.",
	}
}

func opensAnother(p *platform.Platform, opens, who, asked string) platform.Words {
	shownOpens, shownAsked := shortID(opens), shortID(asked)
	fix := "Sign a token for that ID, or use the URL of the ID that the token opens."
	if shownOpens == shownAsked || strings.Contains(asked, opens) || strings.Contains(opens, asked) || strings.EqualFold(asked, opens) {
		shownOpens, shownAsked = token.Excerpt(token.Quote(opens), 80), token.Excerpt(token.Quote(asked), 80)
		fix = "Write the ID in both places as the platform gives it: the two differ by some characters alone."
	}
	return platform.Words{
		Title:    "the token is for another " + cmp.Or(p.IDWord, "ID"),
		Evidence: "The token opens " + shownOpens + ", " + who + shownAsked + ".",
		Fix:      fix,
	}
}

func otherCase(p *platform.Platform, who, asked string) platform.Words {
	return platform.Words{
		Title:    "the " + cmp.Or(p.IDWord, "ID") + " is written in other letters than in the token",
		Evidence: words.UpperFirst(who) + shortID(asked) + ", which the token has in the other case. Whether " + p.Label + " takes it for the same is not known.",
		Fix:      "Write it as the platform does, in small letters.",
	}
}

func twoSlashes(p *platform.Platform) platform.Words {
	return platform.Words{
		Title:    "two slashes stand between the host and the ID",
		Evidence: "Between the two belongs one. Whether " + p.Label + " answers such a path is not known.",
		Fix:      "Leave one of them out: an address that ends in / was put in front of a path that begins with one.",
	}
}

func noIDThere(p *platform.Platform, who, asked string) platform.Words {
	shown := "nothing"
	if asked != "" {
		shown = token.Excerpt(token.Quote(asked), 40)
	}
	return platform.Words{
		Title:    "there is no " + cmp.Or(p.IDWord, "ID") + " where it is asked for",
		Evidence: words.UpperFirst(who) + shown + ": the program that wrote it had no ID.",
		Fix:      "Look where the program gets the ID from.",
	}
}

var (
	blankInURL = platform.Words{
		Title:    "a blank stands inside the signature in the URL",
		Evidence: "It was undone here. Whoever follows the link as it stands asks with half of the signature, and without what comes behind.",
		Fix:      "Copy the URL again as it was made, or take the blank out.",
	}
	endsAtAmpersand = platform.Words{
		Title:    "the URL stands in a command without quotes, and the shell ends it at its first &",
		Evidence: "The signature or the token stands behind it, or needs what does: that was not sent.",
		Fix:      "Put the whole URL in quotes: single ones in a shell, double ones in cmd.exe.",
	}
)

func cutOfBase64(length int) platform.Words {
	return platform.Words{
		Title:    "the token has lost a character, or has one too many",
		Evidence: fmt.Sprintf("No text in base64 is %d characters long, so that no key can open it.", length),
		Fix:      "Copy the whole token again from where it was made.",
	}
}
