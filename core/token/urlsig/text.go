package urlsig

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// member is one field of a recipe as text.
type member struct {
	name  string
	value *string
}

// members lists the fields in the order in which they are written.
func (r *Recipe) members() []member {
	return []member{
		{"signed", (*string)(&r.Signed)},
		{"query", (*string)(&r.Query)},
		{"expiry", (*string)(&r.Expiry)},
		{"separator", &r.Separator},
		{"unit", (*string)(&r.Unit)},
		{"encoding", (*string)(&r.Encoding)},
		{"secret", (*string)(&r.Secret)},
		{"signature_param", &r.SignatureParam},
		{"expiry_param", &r.ExpiryParam},
	}
}

// String writes the recipe on one line, in the form of a query:
// signed=path&query=none&… The names are those of the JSON members, and the text
// of a recipe never changes.
func (r Recipe) String() string {
	var pieces []string
	for _, m := range r.members() {
		pieces = append(pieces, m.name+"="+url.QueryEscape(*m.value))
	}
	return strings.Join(pieces, "&")
}

// ParseRecipe reads what String writes, in any order. A member that is left out
// is as in [Default], so an empty text is the default recipe. It returns
// ErrRecipe with the reason.
func ParseRecipe(text string) (Recipe, error) {
	r := Default()
	values, err := url.ParseQuery(strings.TrimSpace(text))
	if err != nil {
		return Recipe{}, fmt.Errorf("%w: it must read signed=…&query=…", ErrRecipe)
	}
	for _, m := range r.members() {
		switch given := values[m.name]; len(given) {
		case 0:
		case 1:
			*m.value = given[0]
		default:
			return Recipe{}, fmt.Errorf("%w: %s is there twice", ErrRecipe, m.name)
		}
		delete(values, m.name)
	}
	if unknown := slices.Sorted(maps.Keys(values)); len(unknown) > 0 {
		name := unknown[0]
		return Recipe{}, fmt.Errorf("%w: it has no member %+q", ErrRecipe, name[:min(len(name), maxName)])
	}
	if err := r.check(); err != nil {
		return Recipe{}, err
	}
	return r, nil
}

// Words says in one line what the recipe does.
func (r Recipe) Words() string {
	return fmt.Sprintf("HMAC-SHA256 of %s; the secret %s; the signature in %s as %s; %s",
		r.textWords(), secretWords[r.Secret], encodingWords[r.Encoding], strconv.QuoteToASCII(r.SignatureParam), r.expiryWords())
}

func (r Recipe) textWords() string {
	base := startWords[r.Signed] + queryWords[r.Query]
	expiry := "the expiry in " + string(r.Unit)
	switch r.Expiry {
	case Before:
		return expiry + separatorWords(r.Separator) + base
	case Behind:
		return base + separatorWords(r.Separator) + expiry
	default:
		return base
	}
}

func (r Recipe) expiryWords() string {
	switch name := strconv.QuoteToASCII(r.ExpiryParam); {
	case r.ExpiryParam == "":
		return "no expiry"
	case r.Expiry == Absent && r.Query != QueryAll && r.Query != QuerySorted:
		return "the expiry in " + string(r.Unit) + " as " + name + ", not signed"
	default:
		return "the expiry in " + string(r.Unit) + " as " + name
	}
}

func separatorWords(s string) string {
	switch s {
	case "":
		return ", directly "
	case "\n":
		return ", a line end, "
	case " ":
		return ", a space, "
	default:
		return ", " + strconv.QuoteToASCII(s) + ", "
	}
}

var (
	startWords = map[Signed]string{
		Path: "the path", WholeURL: "the whole URL", HostAndPath: "host and path", BarePath: "the path without its first slash",
	}
	queryWords = map[Query]string{
		QueryNone: " without the query", QueryAll: " with the query", QuerySorted: " with the query sorted by name",
		QueryOthers: " with the query but the expiry", QueryOthersSorted: " with the query but the expiry, sorted by name",
	}
	encodingWords = map[Encoding]string{
		Hex: "hex", HexUpper: "hex in capitals", Base64: "base64", Base64Raw: "base64 without padding",
		Base64URL: "base64url with padding", Base64URLRaw: "base64url",
	}
	secretWords = map[SecretForm]string{
		SecretText: "as text", SecretHex: "read from hex", SecretBase64: "read from base64",
	}
)
