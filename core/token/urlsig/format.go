package urlsig

import (
	"bytes"
	"net/url"
	"strconv"

	"playtoken/core/secret"

	"playtoken/core/keys"
	"playtoken/core/token"
)

// Format is URLs that are signed by HMAC-SHA256 in a way that is not written down.
// They are told by their looks.
var Format token.Checker = format{}

type format struct{}

var (
	_ token.Maker     = format{}
	_ token.Checker   = format{}
	_ token.URLReader = format{}
)

func (format) Name(*token.Token) string          { return "a signed URL" }
func (format) Times() token.Times                { return token.Seconds }
func (format) Sealed() bool                      { return false }
func (format) Guessed(*token.Token) bool         { return true }
func (format) KeyKinds(token.Object) []keys.Kind { return []keys.Kind{keys.Secret} }

// Decode is nil: a URL is read by ReadURL, from the text around it.
func (format) Decode(string) *token.Token { return nil }

// ReadURL takes a URL that carries its own signature. Its expiry stands among the
// claims as exp, in seconds, whatever the URL calls it.
func (format) ReadURL(u *url.URL) *token.Token {
	_, expiry, ok := Looks(u)
	if !ok {
		return nil
	}
	t := &token.Token{Kind: token.SignedURL, Format: Format, Text: u.String(), Header: token.NewObject(), Claims: token.NewObject()}
	n, err := strconv.ParseInt(u.Query().Get(expiry), 10, 64)
	if expiry == "" || err != nil {
		return t
	}
	if unitOf(u.Query().Get(expiry)) == Milliseconds { // a unit like another there
		n /= 1000
	}
	t.Claims = token.NewObject(token.IntMember("exp", n))
	return t
}

// Mark is empty: names of parameters differ.
func (format) Mark() string { return "" }

// Make signs the URL of a draft, with the recipe among the settings or else the
// plainest one.
func (format) Make(d token.Draft, key *keys.Key, settings ...token.Setting) (string, error) {
	if key.Kind() != keys.Secret {
		return "", token.ErrWantSecret
	}
	r, ok := token.SettingOf[Recipe](settings)
	if !ok {
		r = Default()
	}
	return Sign(d.URL, d.Expires, r, key.SecretText())
}

// Bounds of the search for a recipe: the longest URL in bytes, and how many texts
// are signed on the way.
const (
	longestTried = 2 << 10
	mostTexts    = 20_000
)

// Try checks with the recipe that was saved with the key, or looks for one. That
// none is found tells little: the platform's own may be another.
func (format) Try(t *token.Token, k *token.Trial) token.Outcome {
	if k == nil {
		return token.NoKey()
	}
	text := k.SecretText()
	o := token.Outcome{Check: token.Check{State: token.Unchecked, Key: k.Answer.Key, Reason: token.Reason{Code: token.URLWantsSecret}}}
	if text.IsZero() || k.IsKey() {
		return o
	}
	o.Usable, o.Reason.Code = k.SecretLike(), token.NoRecipeFits
	fits := func(r Recipe) token.Outcome {
		return token.Outcome{
			Check: token.Check{State: token.Valid, Key: k.Answer.Key}, Usable: true, Recipe: r.Words(), Opened: signedBy(t, r, text),
		}
	}
	saved, known := token.SettingOf[Recipe](k.Settings)
	if known {
		if res, err := Verify(t.Text, saved, text); err == nil && res.OK {
			return fits(saved)
		}
	}
	if known && k.Held || len(t.Text) > longestTried {
		return o
	}
	if found := search(t.Text, text, mostTexts); len(found) > 0 {
		return fits(found[0])
	}
	return o
}

// signedBy is the token with the end that the recipe signs: what a URL shows besides
// anybody can write. nil where it is the same.
func signedBy(t *token.Token, r Recipe, s secret.Bytes) *token.Token {
	res, err := Verify(t.Text, r, s)
	if err != nil {
		return nil
	}
	claims := token.NewObject()
	if r.signsExpiry() {
		claims = token.NewObject(token.IntMember("exp", res.Expires.Unix()))
	}
	if bytes.Equal(claims.JSON(), t.Claims.JSON()) {
		return nil
	}
	signed := *t
	signed.Claims = claims
	return &signed
}
