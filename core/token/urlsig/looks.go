package urlsig

import (
	"net/url"
	"slices"
	"strings"
)

// Names of parameters, in lower case and without "-" and "_". A name that also
// has other uses counts as a signature only beside an expiry.
var (
	signatureNames = []string{"signature", "sig", "sign", "hmac", "urlsignature", "urlsig", "xsignature", "hmacsignature"}
	vagueNames     = []string{"token", "hash", "auth", "key", "digest", "mac", "h", "s", "st"}
	expiryNames    = []string{
		"expires", "expiry", "exp", "expire", "expiration", "expiresat", "e", "until", "validuntil", "validto",
		"deadline", "timestamp", "ts", "t",
	}
)

// Looks recognises a signed URL by the names of its parameters and the shape of
// their values: 32 bytes in hex or base64, and a time. expParam is empty when
// there is none. Other kinds of signed URL can look the same; only [Verify] tells.
func Looks(u *url.URL) (sigParam, expParam string, ok bool) {
	if u == nil || len(u.RawQuery) > maxURL {
		return "", "", false
	}
	query := readQuery(u.RawQuery)
	expParam = first(query, expiryNames, func(p param) bool { return timely(p.value) })
	if name := first(query, signatureNames, signatureShape); name != "" {
		return name, expParam, true
	}
	if name := first(query, vagueNames, signatureShape); name != "" && expParam != "" {
		return name, expParam, true
	}
	return "", "", false
}

// first finds the parameter of the right shape whose name stands first in names.
func first(query []param, names []string, fits func(param) bool) string {
	for _, name := range names {
		for _, p := range query {
			if plain(p.name) == name && fits(p) {
				return p.name
			}
		}
	}
	return ""
}

var punctuation = strings.NewReplacer("-", "", "_", "")

func plain(name string) string { return strings.ToLower(punctuation.Replace(name)) }

func signatureShape(p param) bool {
	_, ok := signatureBytes(p.signature())
	return ok
}

// timely reports whether a number may be a time between 2001 and 2286, in
// seconds or milliseconds.
func timely(text string) bool {
	_, ok := number(text)
	return ok && (len(text) == 10 || len(text) == 13)
}

// signatureRank ranks a parameter as the signature: 0 is the likeliest.
func signatureRank(p param) int {
	switch name := plain(p.name); {
	case slices.Contains(signatureNames, name):
		return 0
	case slices.Contains(vagueNames, name):
		return 1
	default:
		return 2
	}
}

// expiryRank ranks a number as the expiry: 0 is the likeliest.
func expiryRank(p param) int {
	known, fits := slices.Contains(expiryNames, plain(p.name)), timely(p.value)
	switch {
	case known && fits:
		return 0
	case fits:
		return 1
	case known:
		return 2
	default:
		return 3
	}
}
