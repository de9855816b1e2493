package verify

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// hashes of HMAC by the name of its algorithm (RFC 7518 section 3.2).
var hashes = map[string]func() hash.Hash{"HS256": sha256.New, "HS384": sha512.New384, "HS512": sha512.New}

// trySignature tries a key on a JWS.
func trySignature(t *token.Token, k *Key) outcome {
	alg := t.Algorithm()
	shared := strings.HasPrefix(alg, "HS")
	switch {
	case shared && hashes[alg] != nil && !k.twoHalves() && !looksLikeKey(k.Text.Reveal()):
		return tryReadings(t, k, alg)
	case shared && hashes[alg] != nil:
		return tryMisuse(t, k, hashes[alg])
	case k.twoHalves():
		if h := byLength(len(t.Signature)); h != nil && (strings.HasPrefix(alg, "RS") || strings.HasPrefix(alg, "PS")) {
			// No RSA signature is that short: the header may say RS256 all the same.
			if o := tryMisuse(t, k, h); o.misuse != NoMisuse {
				return o
			}
		}
		o := outcome{check: jws.Verify(t, k.Answer.Key)}
		o.usable = o.check.State != token.Unchecked || fits(k.Answer.Key, alg)
		return o
	}
	o := outcome{check: jws.Verify(t, k.Answer.Key)}
	if k.Answer.Key == nil {
		o.check.Reason = "The key could not be used: " + k.Answer.Message
	}
	if h := byLength(len(t.Signature)); h != nil && signedText(t) != "" && jws.Known(alg) {
		// The header says RS256, and a library that does not mind made an HMAC.
		for _, r := range readings(k) {
			if macFits(t, h, r.bytes) {
				o.hmac, o.reading = true, r.Reading
				o.check.Reason = "The header says " + alg + ", and the signature is an HMAC with this shared secret."
				break
			}
		}
	}
	return o
}

func fits(k *keys.Key, alg string) bool {
	for _, a := range jws.Algorithms(k) {
		if a == alg {
			return true
		}
	}
	return false
}

// byLength is the hash whose HMAC has so many bytes.
func byLength(n int) func() hash.Hash {
	return map[int]func() hash.Hash{32: sha256.New, 48: sha512.New384, 64: sha512.New}[n]
}

// tryReadings tries the readings of a shared secret as HMAC secrets.
func tryReadings(t *token.Token, k *Key, alg string) outcome {
	o := outcome{check: jws.Verify(t, k.Answer.Key), usable: k.secretLike()}
	if t.FirstFault() != nil {
		return o
	}
	for _, r := range readings(k) {
		if macFits(t, hashes[alg], r.bytes) {
			return outcome{check: token.Check{State: token.Valid, Key: r.key(k)}, usable: true, reading: r.Reading}
		}
	}
	if !o.usable {
		o.check.Reason = "The key could not be used: " + k.Answer.Message
		return o
	}
	if o.check.State == token.Unchecked { // the importer asked a question
		o.check.State, o.check.Reason = token.Invalid, "The signature does not fit this shared secret, in no way that its text can be read."
	}
	return o
}

// tryMisuse tries the text of a key of two halves as an HMAC secret.
func tryMisuse(t *token.Token, k *Key, h func() hash.Hash) outcome {
	o := outcome{check: jws.Verify(t, k.Answer.Key)}
	if t.FirstFault() != nil {
		return o
	}
	for _, m := range misuses(k) {
		if macFits(t, h, m.bytes) {
			return outcome{misuse: m.Misuse, check: token.Check{
				State: token.Invalid, Key: k.Answer.Key,
				Reason: "The signature is an HMAC over the text of this key. Nobody can verify it with a public key.",
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
