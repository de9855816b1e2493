package jws

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"slices"
	"strings"

	"playtoken/core/token"
)

// hashes of HMAC by the name of its algorithm (RFC 7518 section 3.2).
var hashes = map[string]func() hash.Hash{"HS256": sha256.New, "HS384": sha512.New384, "HS512": sha512.New}

// Try tries a key as the header and the key allow it, and the text of a key of two
// halves as the HMAC secret that people make of it; such a token is never valid.
func (format) Try(t *token.Token, k *token.Trial) token.Outcome {
	if k == nil {
		return token.Outcome{Check: Verify(t, nil)}
	}
	spelling, signature := Spelled(t)
	if signature == nil {
		return tryFor(t, k)
	}
	o := tryFor(respelled(t, signature), k)
	if o.State == token.Valid { // for whoever reads the token as it is written it is not
		o.State, o.Reason, o.Fits = token.Invalid, token.Reason{Code: token.SignatureSpelled}, spelling
	}
	return o
}

// tryFor holds to the one algorithm that a key says it is for. A misuse of its text is told
// all the same.
func tryFor(t *token.Token, k *token.Trial) token.Outcome {
	o := try(t, k)
	if IsFor(k, t.Algorithm()) || o.State == token.Unchecked || o.Misuse != token.NoMisuse {
		return o
	}
	return token.Outcome{Check: token.Check{
		State: token.Unchecked, Key: o.Key, Reason: token.Reason{Code: token.KeyOfOtherAlgorithm, Alg: t.Algorithm(), Key: k.Alg},
	}}
}

// IsFor reports whether a key does not say of itself that it is for another algorithm
// (RFC 7517 section 4.4).
func IsFor(k *token.Trial, alg string) bool {
	same := func(alg string) string { return strings.Replace(alg, "Ed25519", "EdDSA", 1) }
	return k.Alg == "" || same(k.Alg) == same(alg)
}

func try(t *token.Token, k *token.Trial) token.Outcome {
	alg := t.Algorithm()
	shared := strings.HasPrefix(alg, "HS")
	switch {
	case shared && hashes[alg] != nil && !k.IsKey():
		return tryReadings(t, k, alg)
	case shared && hashes[alg] != nil:
		return tryMisuse(t, k, hashes[alg])
	case k.IsKey():
		if h := byLength(len(t.Signature)); h != nil && (strings.HasPrefix(alg, "RS") || strings.HasPrefix(alg, "PS")) {
			// No RSA signature is that short: the header may say RS256 all the same.
			if o := tryMisuse(t, k, h); o.Misuse != token.NoMisuse {
				return o
			}
		}
	}
	o := token.Outcome{Check: Verify(t, k.Answer.Key)}
	switch {
	case k.TwoHalves():
		o.Usable = o.State != token.Unchecked || fits(k.Answer.Key, alg)
		return o
	case !k.Answer.Taken():
		o.Reason = k.Refused().Reason
	}
	if k.IsKey() {
		return o
	}
	if h := byLength(len(t.Signature)); h != nil && signedText(t) != "" && Known(alg) {
		// The header says RS256, and a library that does not mind made an HMAC.
		for _, r := range k.Readings() {
			if macFits(t, h, r.Bytes.Reveal()) {
				o.HMAC, o.Reading = true, r.As
				o.Reason = token.Reason{Code: token.MACOfSecret, Alg: alg}
				break
			}
		}
	}
	return o
}

// byLength is the hash whose HMAC has so many bytes.
func byLength(n int) func() hash.Hash {
	return map[int]func() hash.Hash{32: sha256.New, 48: sha512.New384, 64: sha512.New}[n]
}

// tryReadings tries the readings of a shared secret as HMAC secrets.
func tryReadings(t *token.Token, k *token.Trial, alg string) token.Outcome {
	o := token.Outcome{Check: Verify(t, k.Answer.Key), Usable: k.SecretLike()}
	if t.FirstFault() != nil {
		return o
	}
	for _, r := range slices.Concat(k.Readings(), k.Spellings()) {
		if macFits(t, hashes[alg], r.Bytes.Reveal()) {
			return token.Outcome{Check: token.Check{State: token.Valid, Key: r.Key(k)}, Usable: true, Reading: r.As}
		}
	}
	if !o.Usable {
		o.Reason = k.Refused().Reason
		return o
	}
	if o.State == token.Unchecked { // the importer asked a question
		o.State, o.Reason = token.Invalid, token.Reason{Code: token.SecretDoesNotFit}
	}
	return o
}

// tryMisuse tries the text of a key of two halves as an HMAC secret.
func tryMisuse(t *token.Token, k *token.Trial, h func() hash.Hash) token.Outcome {
	o := token.Outcome{Check: Verify(t, k.Answer.Key)}
	if !k.Answer.Taken() {
		o.Reason = k.Refused().Reason
	}
	if t.FirstFault() != nil {
		return o
	}
	for _, m := range misuses(k) {
		if macFits(t, h, m.bytes) {
			return token.Outcome{Misuse: m.Misuse, Check: token.Check{
				State: token.Invalid, Key: k.Answer.Key, Reason: token.Reason{Code: token.MACOfKeyText},
			}}
		}
	}
	return o
}

// macFits reports whether the signature is the HMAC of the token's text.
func macFits(t *token.Token, h func() hash.Hash, key []byte) bool {
	mac := hmac.New(h, key)
	mac.Write([]byte(signedText(t)))
	return hmac.Equal(mac.Sum(nil), t.Signature)
}

// signedText is what a signature is made over: header and payload.
func signedText(t *token.Token) string {
	if i := strings.LastIndexByte(t.Text, '.'); i > 0 {
		return t.Text[:i]
	}
	return ""
}
