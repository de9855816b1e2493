package diagnosis

import (
	"slices"
	"strings"
	"unicode"

	"playtoken/core/cause"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
)

// badKeys tell why keys that were given could not be used. The token may be
// sound all the same: a whole copy of the key may have signed it.
func badKeys(e Evidence) []platform.Finding {
	var list []platform.Finding
	for i := range e.Proof.Unusable {
		if f := badKey(e, &e.Proof.Unusable[i]); f != nil && !has(list, f.Code) {
			list = append(list, *f)
		}
	}
	return list
}

// badKey is the finding about one key that could not be used.
func badKey(e Evidence, k *verify.Key) *platform.Finding {
	warn := func(code cause.Code, title, evidence, fix string) *platform.Finding {
		return finding(code, platform.Warning, title, evidence, fix, platform.Stated)
	}
	if k.Answer.Taken() || k.Answer.Kind == keys.Secret {
		return otherKind(e, k)
	}
	code := cause.OfKey(k.Answer.Code)
	switch code {
	case cause.KeyTruncated:
		return warn(code, "the key is damaged", k.Answer.Message, k.Answer.Hint)
	case cause.APISecretAsKey:
		if text := strings.TrimSpace(string(k.Text.Reveal())); text != "" && text == namedKey(e.Token) {
			return warn(cause.KeyWrongKind, "this is the key's ID, not the key", k.Answer.Message, k.Answer.Hint)
		}
		return warn(code, "this is not a signing key", k.Answer.Message, k.Answer.Hint)
	}
	title := "the key cannot be used"
	switch k.Answer.Code {
	case keys.KeyEncrypted, keys.IsPKCS12:
		title = "the key is locked with a password"
	case keys.Empty:
		return nil
	}
	return warn(cause.KeyWrongKind, title, k.Answer.Message, k.Answer.Hint)
}

// otherKind is a key that was read well and that does not go with the token.
func otherKind(e Evidence, k *verify.Key) *platform.Finding {
	alg := e.Token.Algorithm()
	sealed := e.Token.Kind.Encrypted()
	asymmetric := !sealed && !strings.HasPrefix(alg, "HS")
	shared := k.Answer.Kind == keys.Secret
	secretText := strings.TrimSpace(string(k.Text.Reveal()))
	switch {
	case rightKind(e, k):
		return nil // the header is wrong, not the key
	case e.Token.Kind == token.JWE || e.Token.Kind == token.PasetoPublic:
		return nil
	case shared && asymmetric && short(secretText):
		return finding(cause.APISecretAsKey, platform.Warning, "a short secret was given where a private key is due",
			"It has "+kindOfSecret(k)+" and no key inside: API secrets look like that.",
			"Give the private key that the platform made for signing.", platform.Stated)
	case shared && asymmetric && (strings.HasPrefix(alg, "RS") || strings.HasPrefix(alg, "PS")):
		return finding(cause.RSAAlgWithoutRSAKey, platform.Warning, "a shared secret was given where an RSA key is due",
			"The header says "+token.Excerpt(alg, 20)+", which needs an RSA key.", "Give the RSA key of the platform.", platform.Stated)
	}
	what := "The key is " + keyTitle(k) + ", the token says " + token.Excerpt(alg, 20) + "."
	if sealed {
		what = "The key is " + keyTitle(k) + ". This token opens with a shared secret."
	}
	return finding(cause.KeyWrongKind, platform.Warning, "the key is of another kind", what,
		"Give the key that goes with the token.", platform.Stated)
}

// apiSecret: a short secret did sign the token, for a platform that signs with a
// key of two halves.
func apiSecret(e Evidence) *platform.Finding {
	k := e.Proof.By
	if k == nil || e.Platform == nil || e.Platform.Algorithms == nil || slices.Contains(e.Platform.Algorithms, e.Token.Algorithm()) {
		return nil
	}
	if !strings.HasPrefix(e.Token.Algorithm(), "HS") || !short(strings.TrimSpace(string(k.Text.Reveal()))) {
		return nil
	}
	return finding(cause.APISecretAsKey, platform.Error, "a short secret signed the token",
		"It has "+kindOfSecret(k)+" and no key inside: API secrets look like that.",
		"Sign with the private key that the platform made for signing.", platform.Inferred)
}

// rightKind reports whether a key is one that the platform signs with, where the
// header names an algorithm that it does not.
func rightKind(e Evidence, k *verify.Key) bool {
	if e.Platform == nil || e.Platform.Algorithms == nil || slices.Contains(e.Platform.Algorithms, e.Token.Algorithm()) || !k.Answer.Taken() {
		return false
	}
	return slices.Contains(jws.Algorithms(k.Answer.Key), e.Platform.Algorithms[0])
}

func keyTitle(k *verify.Key) string {
	if k.Answer.Taken() {
		return k.Answer.Key.Title()
	}
	return "a shared secret"
}

func kindOfSecret(k *verify.Key) string {
	if k.Answer.Taken() {
		return strings.TrimPrefix(k.Answer.Key.Title(), "shared secret, ")
	}
	return "few characters"
}

// longSecret is where a secret is too long for one that an API hands out, in
// characters.
const longSecret = 64

// short reports whether a secret is short and random, as those of an API are.
func short(text string) bool {
	letters := strings.ContainsFunc(text, unicode.IsLetter)
	digits := strings.ContainsFunc(text, unicode.IsDigit)
	return len(text) >= 12 && len(text) < longSecret && letters && digits && !strings.ContainsAny(text, " {")
}
