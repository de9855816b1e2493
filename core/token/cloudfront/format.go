// Package cloudfront signs and reads the URLs and cookies of Amazon CloudFront.
//
// What is signed is a policy: JSON that names a resource, the moment of the end and,
// where it is custom, a beginning and an address. A canned policy is not sent: the edge
// makes it again of the URL and of Expires. A custom one is sent whole. Either stands in
// parameters of the URL or in three cookies.
//
// In a token the policy stands flat among the claims: Resource, DateLessThan,
// DateGreaterThan and IpAddress, each with the value that the policy wraps in an object.
// The header holds what is sent beside it: Key-Pair-Id, and Hash-Algorithm where it is
// sent.
//
// Sources: the AWS guide to private content ("Use signed URLs", "Use signed cookies"),
// and what @aws-sdk/cloudfront-signer, aws-sdk-go-v2 and the AWS command line make.
package cloudfront

import (
	"net/url"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/token"
)

// Members of the claims, as the policy calls them.
const (
	Resource = "Resource"        // the URL that may be asked for, or a pattern with * and ?
	Before   = "DateLessThan"    // the end, in seconds since 1970
	After    = "DateGreaterThan" // the beginning, in seconds since 1970
	Address  = "IpAddress"       // an IPv4 address or network: "192.0.2.0/24"
)

// Members of the header, as the URL calls them.
const (
	KeyPairID     = "Key-Pair-Id"    // the ID of the public key at CloudFront
	HashAlgorithm = "Hash-Algorithm" // SHA1 or SHA256; SHA-1 where it is missing
)

// Settings say how a policy is sent.
type Settings struct {
	Custom  bool // the policy is sent whole; else it must be one that the edge can make again
	Cookies bool // in cookies in place of the URL
	// Query names the parameters of the URL in their order, signature last in most
	// programs; nil for the order of the JavaScript signer.
	Query []string

	// What reading has seen, which Make does not look at.

	Alphabet Alphabet // of Policy and Signature; that of the first which is not CloudFront's own
	Twice    []string // parameters that come twice, with different values
	Both     bool     // Expires stands beside Policy
}

// Format is CloudFront's signed URLs and cookies.
var Format token.Checker = format{}

type format struct{}

var (
	_ token.Maker        = format{}
	_ token.Checker      = format{}
	_ token.Recoverer    = format{}
	_ token.URLReader    = format{}
	_ token.CookieReader = format{}
)

// Name is "a signed URL of CloudFront", or "signed cookies of CloudFront".
func (format) Name(t *token.Token) string {
	if t != nil && !t.IsURL() && !strings.HasPrefix(t.Text, "/") && !strings.HasPrefix(t.Text, "?") { // of a log, without its host
		return "a set of signed cookies of CloudFront"
	}
	return "a signed URL of CloudFront"
}

// Times are numbers of seconds, under the names of the policy.
func (format) Times() token.Times {
	times := token.Seconds
	times.Names = map[string]string{"exp": Before, "nbf": After}
	times.After = true // the guide: no access "on or before" DateGreaterThan
	return times
}

// Sealed is false: anybody can read a policy.
func (format) Sealed() bool { return false }

// Guessed is false: nothing else has these parameters.
func (format) Guessed(*token.Token) bool { return false }

// KeyIDName is [KeyPairID].
func (format) KeyIDName() string { return KeyPairID }

// KeyKinds are those that CloudFront takes: RSA, and EC on the curve P-256.
func (format) KeyKinds(token.Object) []keys.Kind { return []keys.Kind{keys.RSA, keys.EC} }

// Decode is nil: URLs and cookies are read by ReadURL and ReadCookies.
func (format) Decode(string) *token.Token { return nil }

// Parameters of the URL beside those of the header.
const (
	policyParam    = "Policy"
	expiresParam   = "Expires"
	signatureParam = "Signature"
)

// cookiePrefix stands in front of each parameter where it is a cookie.
const cookiePrefix = "CloudFront-"

var params = []string{expiresParam, policyParam, KeyPairID, signatureParam, HashAlgorithm}

// Cookies are the names of the cookies.
func (format) Cookies() (names []string) {
	for _, p := range params {
		names = append(names, cookiePrefix+p)
	}
	return names
}

// ReadURL reads a URL that carries a signature of CloudFront, whole or not: it has a
// Key-Pair-Id, or a Signature at one of CloudFront's own hosts, and something that goes with it. The query is taken apart as it was
// sent, for each of its bytes may be signed.
func (format) ReadURL(u *url.URL) *token.Token {
	if u == nil || !strings.Contains(u.RawQuery, KeyPairID+"=") && !strings.Contains(u.RawQuery, signatureParam+"=") {
		return nil
	}
	p := takeOut(u.String())
	_, named := p.values[KeyPairID]
	_, signed := p.values[signatureParam]
	own := strings.HasSuffix(strings.ToLower(u.Hostname()), ".cloudfront.net")
	if !named && !(signed && own) || len(p.values) < 2 {
		return nil
	}
	return p.read(u)
}

// Mark is [KeyPairID].
func (format) Mark() string { return KeyPairID }

// ReadCookies reads the cookies of CloudFront. around is the URL that is asked for with
// them, nil where that is not known: then a canned policy cannot be made again. A URL
// with a parameter of a signature counts as signed, and goes before the cookies: then it
// is what is read, with all that it lacks.
func (format) ReadCookies(cookies map[string]string, around *url.URL) *token.Token {
	values := map[string]string{}
	var text []string
	for _, p := range params {
		if v, ok := cookies[cookiePrefix+p]; ok {
			values[p] = v
			text = append(text, cookiePrefix+p+"="+v)
		}
	}
	bare := ""
	if around != nil && len(values) > 0 {
		p := takeOut(around.String())
		if own := p.signs(); own != "" {
			return beforeCookies(p.read(around), own)
		}
		bare = p.whole(around)
	}
	if _, hashed := values[HashAlgorithm]; len(values) == 0 || hashed && len(values) == 1 {
		return nil
	}
	return read(values, strings.Join(text, "; "), bare, Settings{Cookies: true})
}

// parts are a URL with the parameters of CloudFront taken out.
type parts struct {
	values map[string]string // the first of each
	bare   string            // what is left of the URL, byte for byte
	order  []string          // in which the parameters stood
	twice  []string          // those that come again with another value
}

func takeOut(whole string) parts {
	whole, _, _ = strings.Cut(whole, "#") // it is never sent
	path, query, has := strings.Cut(whole, "?")
	p := parts{values: map[string]string{}, bare: path}
	var rest []string
	for piece := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(piece, "=")
		first, again := p.values[name]
		switch {
		case !slices.Contains(params, name):
			rest = append(rest, piece)
		case !again:
			p.values[name] = value
			p.order = append(p.order, name)
		case value != first && !slices.Contains(p.twice, name):
			p.twice = append(p.twice, name)
		}
	}
	if has && len(rest) > 0 {
		p.bare += "?" + strings.Join(rest, "&")
	}
	return p
}

// signs is the first parameter for which a URL counts as signed, "" for none.
func (p parts) signs() string {
	for _, name := range p.order {
		if name != HashAlgorithm {
			return name
		}
	}
	return ""
}

// whole is the URL that was signed, "" where the host of u is not known.
func (p parts) whole(u *url.URL) string {
	if u.Scheme == "" || u.Host == "" {
		return ""
	}
	return p.bare
}

func (p parts) read(u *url.URL) *token.Token {
	return read(p.values, u.String(), p.whole(u), Settings{Query: p.order, Twice: p.twice})
}

// Bare is a URL without the parameters of CloudFront.
func Bare(u *url.URL) string { return takeOut(u.String()).bare }

// Carries lists the parameters of CloudFront that a URL has, in their order.
func Carries(url string) []string { return takeOut(url).order }
