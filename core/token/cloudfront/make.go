package cloudfront

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/token"
)

// Why a draft cannot be signed.
var (
	ErrWantPair   = errors.New("CloudFront takes RSA keys and EC keys on the curve P-256")
	ErrPublicHalf = errors.New("this is a public half, which cannot sign")
	ErrHash       = errors.New("CloudFront knows the hashes SHA1 and SHA256")
	ErrNoURL      = errors.New("there is no URL to sign")
	ErrKeyPairID  = errors.New("the key pair ID is missing")
	ErrEnd        = errors.New("the end of a canned policy must be a whole number of seconds since 1970")
	ErrSignFailed = errors.New("the key could not sign")
)

// Make signs the policy of the claims, and gives the URL of the draft with the
// parameters behind its own, or the cookies as they stand in a header: name=value,
// joined by "; ". A signature that the URL has already is left out. The policy is canned
// where that can be, unless the settings say custom.
func (format) Make(d token.Draft, key *keys.Key, settings ...token.Setting) (string, error) {
	s, _ := token.SettingOf[Settings](settings)
	hash, known := hashes[d.Header.Text(HashAlgorithm)]
	id, resource := d.Header.Text(KeyPairID), d.Claims.Text(Resource)
	switch {
	case !isOfKind(key):
		return "", ErrWantPair
	case !key.Private():
		return "", ErrPublicHalf
	case !known:
		return "", ErrHash
	case id == "":
		return "", ErrKeyPairID
	}
	url := takeOut(d.URL).bare
	if url == "" && !strings.Contains(resource, "*") {
		url = resource
	}
	if url == "" && !s.Cookies {
		return "", ErrNoURL
	}
	policy := Policy(d.Claims)
	signature, err := sign(key, hash, policy)
	if err != nil {
		return "", ErrSignFailed
	}
	values := map[string]string{KeyPairID: id, signatureParam: encode(signature)}
	if end, _ := d.Claims.Get(Before); s.Custom || !CanBeCanned(d.Claims) || resource != url {
		values[policyParam] = encode(policy)
	} else if values[expiresParam] = end.Raw; !isWhole(end) {
		return "", ErrEnd
	}
	if name := d.Header.Text(HashAlgorithm); name != "" {
		values[HashAlgorithm] = name
	}
	if s.Cookies {
		return join(values, nil, cookiePrefix, "; "), nil
	}
	separator := "?"
	if strings.Contains(url, "?") {
		separator = "&"
	}
	return url + separator + join(values, s.Query, "", "&"), nil
}

// isWhole reports whether a moment is written as signers do: digits, and nothing else.
func isWhole(v token.Value) bool {
	return v.Type == token.Number && strings.Trim(v.Raw, "0123456789") == ""
}

// join writes the parameters that are there, in an order.
func join(values map[string]string, order []string, prefix, separator string) string {
	var list []string
	seen := map[string]bool{}
	for _, name := range append(append([]string(nil), order...), params...) {
		if v, ok := values[name]; ok && !seen[name] {
			seen[name] = true
			list = append(list, prefix+name+"="+v)
		}
	}
	return strings.Join(list, separator)
}

// sign makes an RSA signature of PKCS#1 v1.5, or one of ECDSA in DER.
func sign(key *keys.Key, h crypto.Hash, policy []byte) ([]byte, error) {
	signer := key.Signer()
	if k, ok := signer.(*rsa.PrivateKey); ok {
		return rsa.SignPKCS1v15(nil, k, h, token.Digest(h, policy))
	}
	return signer.Sign(rand.Reader, token.Digest(h, policy), h)
}
