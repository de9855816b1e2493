// Package urlsig signs URLs with HMAC-SHA256 and checks such signatures. How the
// text to sign is put together, and where signature and expiry stand in the URL,
// is not fixed here but said by a [Recipe], because platforms differ and not all
// of them tell.
//
// Whoever has the secret and one genuine signed URL can have the recipe found:
// [Find] tries every one it knows and returns those that make the same signature.
//
// The signed text is taken from the URL as it stands, percent-encoding and all;
// only an empty path counts as "/".
package urlsig

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Signed is the part of the URL with which the signed text begins.
type Signed string

// What may be signed. The query comes behind it as [Query] says.
const (
	Path        Signed = "path"          // /videos/a.m3u8
	WholeURL    Signed = "whole_url"     // https://host/videos/a.m3u8
	HostAndPath Signed = "host_and_path" // host/videos/a.m3u8
	BarePath    Signed = "bare_path"     // videos/a.m3u8
)

// Query says which parameters are signed. The signature itself never is. Names
// and values are signed as they stand, behind a question mark; when there are
// none, there is no question mark either.
type Query string

// Which parameters may be signed, and in which order.
const (
	QueryNone         Query = "none"
	QueryAll          Query = "all"    // in the order of the URL
	QuerySorted       Query = "sorted" // by name
	QueryOthers       Query = "others" // all but the expiry
	QueryOthersSorted Query = "others_sorted"
)

// Place is where the expiry stands in the signed text, apart from the query.
type Place string

// Where the expiry may stand.
const (
	Behind Place = "behind"
	Before Place = "before"
	Absent Place = "absent" // then it is signed only if the query is
)

// Unit is what the expiry counts since 1970.
type Unit string

// What the expiry may count.
const (
	Seconds      Unit = "seconds"
	Milliseconds Unit = "milliseconds"
)

// Recipe is all there is to know about a signed URL but the secret.
type Recipe struct {
	Signed    Signed     `json:"signed"`
	Query     Query      `json:"query"`
	Expiry    Place      `json:"expiry"`
	Separator string     `json:"separator"` // between the rest and the expiry
	Unit      Unit       `json:"unit"`
	Encoding  Encoding   `json:"encoding"` // of the signature
	Secret    SecretForm `json:"secret"`   // how the secret text becomes the key

	// Names of the parameters. Without the second, the URL never expires.
	SignatureParam string `json:"signature_param"`
	ExpiryParam    string `json:"expiry_param"`
}

// Every choice a recipe has, the plainest first.
var (
	starts  = []Signed{Path, WholeURL, HostAndPath, BarePath}
	queries = []Query{QueryNone, QueryAll, QuerySorted, QueryOthers, QueryOthersSorted}
	places  = []Place{Behind, Before, Absent}
	units   = []Unit{Seconds, Milliseconds}
)

// Default is a plain recipe to begin with: the path, a colon and the expiry in
// seconds, the secret as text, the signature in hex. No platform has confirmed it.
func Default() Recipe {
	return Recipe{
		Signed: Path, Query: QueryNone, Expiry: Behind, Separator: ":", Unit: Seconds,
		Encoding: Hex, Secret: SecretText, SignatureParam: "signature", ExpiryParam: "expires",
	}
}

// ErrRecipe says that a recipe makes no sense; it comes wrapped with the reason.
var ErrRecipe = errors.New("this recipe for signed URLs cannot be used")

// The longest names and separator, in bytes.
const (
	maxName      = 64
	maxSeparator = 32
)

// signsExpiry reports whether the expiry is a part of what is signed.
func (r Recipe) signsExpiry() bool {
	return r.ExpiryParam != "" && (r.Expiry != Absent || r.Query == QueryAll || r.Query == QuerySorted)
}

func (r Recipe) check() error {
	switch {
	case !slices.Contains(starts, r.Signed):
		return noSuch("signed", string(r.Signed))
	case !slices.Contains(queries, r.Query):
		return noSuch("query", string(r.Query))
	case !slices.Contains(places, r.Expiry):
		return noSuch("expiry", string(r.Expiry))
	case !slices.Contains(units, r.Unit):
		return noSuch("unit", string(r.Unit))
	case !slices.Contains(encodings, r.Encoding):
		return noSuch("encoding", string(r.Encoding))
	case !slices.Contains(secretForms, r.Secret):
		return noSuch("secret", string(r.Secret))
	case len(r.Separator) > maxSeparator || !utf8.ValidString(r.Separator):
		return fmt.Errorf("%w: the separator must be text of at most %d bytes", ErrRecipe, maxSeparator)
	case !named(r.SignatureParam):
		return fmt.Errorf("%w: the signature needs a parameter name of 1 to %d printable characters", ErrRecipe, maxName)
	case r.ExpiryParam != "" && !named(r.ExpiryParam):
		return fmt.Errorf("%w: the name of the expiry must be at most %d printable characters", ErrRecipe, maxName)
	case r.ExpiryParam == r.SignatureParam:
		return fmt.Errorf("%w: signature and expiry have the same parameter name", ErrRecipe)
	case r.ExpiryParam == "" && r.Expiry != Absent:
		return fmt.Errorf("%w: it signs an expiry that the URL does not carry", ErrRecipe)
	}
	return nil
}

func noSuch(field, value string) error {
	const most = 40
	if len(value) > most {
		value = value[:most]
	}
	return fmt.Errorf("%w: %s cannot be %+q", ErrRecipe, field, value)
}

// named reports whether a text may be the name of a parameter.
func named(name string) bool {
	return name != "" && len(name) <= maxName && utf8.ValidString(name) &&
		!strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) })
}
