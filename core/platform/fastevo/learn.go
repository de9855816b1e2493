package fastevo

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
)

// learn finds out what Fastevo does not publish: how the secret becomes the
// key of a token, and how an Engage Kit URL is signed.
var learn = &platform.Learn{
	Label: "Find out from a genuine token or URL…",
	Hint: "Paste a playback token that Fastevo made, or a signed Engage Kit URL; several URLs one a line. " +
		"It tells which form the secret has, or how the URL was signed.",
	Begin:   "v4.local… or https://…",
	KeyWant: importer.HMACSecret, // any text, as it stands
	From:    learnFrom,
}

// Bounds of the search for a recipe: how long it takes, and on how many URLs.
const (
	longLearn = 2 * time.Second
	mostLearn = 50
)

// anyLocal finds a v4.local token in whatever stands around it.
var anyLocal = regexp.MustCompile(`\bv4\.local\.[A-Za-z0-9_+/=-]*(?:\.[A-Za-z0-9_+/=-]*)?`)

var (
	errNoKey   = errors.New("the token signing key secret is missing. Give it first, then try again")
	errNothing = errors.New("this is neither a v4.local token nor a URL. Paste one that Fastevo itself made, whole")
	errIsKey   = errors.New("this is a key. It belongs in the key field; here a token or a URL is wanted")
)

func learnFrom(ctx context.Context, f platform.Filled, key *keys.Key, genuine string) (platform.Learned, error) {
	genuine = strings.TrimSpace(genuine)
	switch {
	case importer.LooksLikeKey(genuine):
		return platform.Learned{}, errIsKey
	case key == nil:
		return platform.Learned{}, errNoKey
	case key.Kind() != keys.Secret:
		return platform.Learned{}, fmt.Errorf("fastevo uses a shared secret, and this key is %s. Give the token signing key secret", key.Title())
	}
	if tok := anyLocal.FindString(genuine); tok != "" {
		return probeToken(f, key.SecretText(), tok)
	}
	list := strings.Fields(genuine)
	switch {
	case len(list) == 0 || !strings.Contains(list[0], "://"):
		return platform.Learned{}, errNothing
	case len(list) > mostLearn:
		return platform.Learned{}, fmt.Errorf("these are %d URLs. Two or three that differ in their parameters are enough", len(list))
	}
	ctx, stop := context.WithTimeout(ctx, longLearn)
	defer stop()
	return findRecipe(ctx, key.SecretText(), list)
}

// probeToken tries every form of the secret, with the assertion of the form and
// without one.
func probeToken(f platform.Filled, text secret.Bytes, tok string) (platform.Learned, error) {
	parts, err := paseto.Split(tok)
	if err != nil {
		return platform.Learned{}, fmt.Errorf("the token is damaged: %w. Copy it again, whole", err)
	}
	assertion := f.Get("assertion")
	c, _, ok := paseto.Probe(text, tok, []byte(assertion))
	without := ""
	if !ok && assertion != "" {
		c, _, ok = paseto.Probe(text, tok, nil)
		assertion, without = "", " It opens without the implicit assertion, which is taken away."
	}
	if !ok {
		return platform.Learned{}, noFormFits(text, f.Get("assertion") != "")
	}
	l := platform.Learned{
		Values: map[string]string{"make": "token", "key_form": string(c.Form), "assertion": assertion},
		Said:   "The secret is " + formWords[c.Form] + ": read so, it opens the token." + without,
	}
	takeFooter(&l, parts.Footer)
	return l, nil
}

// formWords word a form of the secret behind "The secret is".
var formWords = map[paseto.Form]string{
	paseto.FormHex:    "64 hexadecimal digits",
	paseto.FormPASERK: "a PASERK key (k4.local)",
	paseto.FormBase64: "base64 of 32 bytes",
	paseto.FormText:   "32 characters that are the key themselves",
	paseto.FormSHA256: "a text whose SHA-256 is the key",
}

// noFormFits lists what was tried, and what else can be wrong.
func noFormFits(text secret.Bytes, asserted bool) error {
	var tried []string
	for _, c := range paseto.Candidates(text) {
		tried = append(tried, c.Label)
	}
	assertion := "and whether Fastevo told you of an implicit assertion"
	if asserted {
		assertion = "and the implicit assertion, with and without which it was tried"
	}
	return fmt.Errorf("no form of this secret opens the token. Tried: %s. Look whether the token is whole, whether both are of the same project, whether the secret was rotated since, %s",
		strings.Join(tried, ", "), assertion)
}

// takeFooter takes over the footer of a genuine token byte for byte: as the project
// ID alone where that makes the same footer.
func takeFooter(l *platform.Learned, written []byte) {
	text, project := string(written), ""
	if o, ok := footer(&token.Token{Footer: written}); ok {
		project = o.Text("p")
	}
	wrong := checkID("project ID")(project)
	switch byProject := footerText(platform.Filled{Values: map[string]string{"project": project}}); {
	case len(written) == 0:
		l.Values["footer"], l.Values["project"] = "", ""
		l.Said += " It has no footer."
	case text == byProject && (wrong == nil || wrong.Warning):
		l.Values["footer"], l.Values["project"] = "", project
		l.Said += " Its footer names the project " + token.Excerpt(project, 40) + "."
	case !utf8.Valid(written) || text != strings.TrimSpace(text) || importer.LooksLikeKey(text):
		l.Said += " Its footer is no text that the form can hold; yours stays."
	default:
		l.Values["footer"] = text
		if wrong == nil {
			l.Values["project"] = project
		}
		l.Said += " Its footer is taken over byte for byte."
	}
}

// findRecipe looks for the recipes that make the signature of every URL.
func findRecipe(ctx context.Context, text secret.Bytes, list []string) (platform.Learned, error) {
	for i, u := range list {
		u = strings.Trim(u, `"'<>,;`)
		list[i] = u
		if parsed, err := url.Parse(u); err != nil || parsed.Host == "" || !strings.HasPrefix(parsed.Scheme, "http") {
			return platform.Learned{}, fmt.Errorf("%s is no whole URL. Paste each with https:// in front, one a line", nth(i, len(list)))
		}
	}
	found, tried, err := urlsig.Find(ctx, list[0], text)
	stopped := errors.Is(err, context.DeadlineExceeded)
	switch {
	case errors.Is(err, urlsig.ErrNoSignature):
		return platform.Learned{}, fmt.Errorf("%s has no parameter that looks like a signature, which is 32 bytes in hexadecimal digits or base64. Paste the URL whole, as Fastevo made it", nth(0, len(list)))
	case err != nil && !stopped:
		return platform.Learned{}, err
	case stopped && len(found) == 0:
		return platform.Learned{}, fmt.Errorf("no recipe was found in %d seconds (%d tried): the URL has very many parameters. Try a shorter one", int(longLearn/time.Second), tried)
	case len(found) == 0:
		return platform.Learned{}, fmt.Errorf("none of %d recipes makes this signature with this secret. Look whether secret and URL are of the same project, "+
			"whether the secret was rotated since, and whether the URL is unchanged", tried)
	}
	for i, u := range list[1:] {
		if found = fitting(found, u, text); len(found) == 0 {
			return platform.Learned{}, fmt.Errorf("no recipe fits both %s and those before it. Look whether all were signed with the same secret, in the same way", nth(i+1, len(list)))
		}
	}
	return recipeLearned(found, list, text, stopped), nil
}

func nth(i, of int) string {
	if of == 1 {
		return "the URL"
	}
	return fmt.Sprintf("URL %d of %d", i+1, of)
}

func fitting(recipes []urlsig.Recipe, u string, text secret.Bytes) (list []urlsig.Recipe) {
	for _, r := range recipes {
		if res, err := urlsig.Verify(u, r, text); err == nil && res.OK {
			list = append(list, r)
		}
	}
	return list
}

// recipeLearned takes the plainest recipe. It counts as confirmed where those that
// are left sign URLs like these alike, so that which one is Fastevo's own makes no
// difference to them.
func recipeLearned(found []urlsig.Recipe, list []string, text secret.Bytes, stopped bool) platform.Learned {
	l := platform.Learned{Values: map[string]string{"make": "engage", "recipe": found[0].String(), "recipe_confirmed": "yes"}}
	l.Said = "The URL is signed by " + found[0].Words() + "."
	switch n := len(list); {
	case n == 2:
		l.Said = "Both URLs are signed by " + found[0].Words() + "."
	case n > 2:
		l.Said = fmt.Sprintf("All %d URLs are signed by %s.", n, found[0].Words())
	}
	switch n := len(found); {
	case stopped:
		l.Values["recipe_confirmed"] = "no"
		l.Said += fmt.Sprintf(" The search was stopped after %d seconds, so other recipes may fit as well: a second URL decides.", int(longLearn/time.Second))
	case n == 1:
		l.Said += " No other recipe fits."
	case alike(found, list, text):
		l.Said += fmt.Sprintf(" %d recipes fit, and sign URLs of this kind alike; the plainest is taken. For URLs with further parameters, a genuine one with some decides.", n)
	default:
		l.Values["recipe_confirmed"] = "no"
		l.Said += fmt.Sprintf(" %d recipes fit, the plainest is taken: a second URL decides.", n)
	}
	return l
}

// sameKind is how many other URLs of the same kind recipes are compared on: enough
// that each encoding of a signature shows its own characters.
const sameKind = 16

// alike reports whether recipes sign other URLs of the same kind as these alike:
// with the same parameters, on another path, with another expiry.
func alike(recipes []urlsig.Recipe, list []string, text secret.Bytes) bool {
	for _, raw := range list {
		u, err := url.Parse(raw)
		if err != nil {
			return false
		}
		for i := range sameKind {
			other := *u
			other.Path, other.RawPath = fmt.Sprintf("%s%d", u.Path, i), ""
			at := time.UnixMilli(1_800_000_000_123 + int64(i)*86_400_000)
			first, err := urlsig.Sign(other.String(), at, recipes[0], text)
			if err != nil {
				return false
			}
			for _, r := range recipes[1:] {
				if signed, err := urlsig.Sign(other.String(), at, r, text); err != nil || signed != first {
					return false
				}
			}
		}
	}
	return true
}
