package diagnosis

import (
	"slices"
	"strings"
	"unicode"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
)

// badKeys tell why keys that were given could not be used. The token may be
// sound all the same: a whole copy of the key may have signed it.
func badKeys(e *evidence) (list []platform.Finding) {
	for i := range e.verified.Unusable {
		if f := badKey(e, &e.verified.Unusable[i]); f != nil && !has(list, f.Code) {
			list = append(list, *f)
		}
	}
	return list
}

// badKey is the finding about one key that could not be used.
func badKey(e *evidence, k *verify.Key) *platform.Finding {
	if k.Answer.Taken() {
		return otherKind(e, k)
	}
	code, title := cause.OfKey(k.Answer.Code), keyUnusable
	switch {
	case k.Answer.Code == keys.Empty:
		return nil
	case k.Answer.Code == keys.PASETOKeyLength:
		title = secretOfOtherLength
	case code == cause.KeyTruncated:
		title = keyDamaged
	case code == cause.APISecretAsKey && givenText(k) != "" && givenText(k) == e.Token.KeyID():
		code, title = cause.KeyWrongKind, isKeyID
	case code == cause.APISecretAsKey:
		title = isNoSigningKey
	case k.Answer.Code == keys.KeyEncrypted, k.Answer.Code == keys.IsPKCS12:
		code, title = cause.KeyWrongKind, keyLocked
	default:
		code = cause.KeyWrongKind
	}
	return warning(code, platform.Words{Title: title, Evidence: k.Answer.Message, Fix: k.Answer.Hint})
}

// otherKind is a key that was read well and that does not go with the token.
func otherKind(e *evidence, k *verify.Key) *platform.Finding {
	if !jws.IsFor(&k.Trial, e.Token.Algorithm()) && slices.Contains(jws.Algorithms(k.Answer.Key), e.Token.Algorithm()) {
		return warning(cause.KeyWrongKind, forOtherAlgorithm(e.Token, k))
	}
	switch {
	case isRightKind(e, k) || !e.Token.Checkable():
		return nil // the header is wrong, not the key
	case e.verified.Tried > 0:
		return nil // of several keys that were given, which are for other tokens
	}
	kinds := e.Token.KeyKinds()
	stray := k.Answer.Kind == keys.Secret && !slices.Contains(kinds, keys.Secret)
	switch {
	case stray && isShort(k) && isRandom(givenText(k)) && (e.platform == nil || !e.platform.Generic):
		return warning(cause.APISecretAsKey, shortSecretGiven(k))
	case stray && slices.Contains(kinds, keys.RSA):
		return warning(cause.RSAAlgWithoutRSAKey, secretForRSA(e.Token))
	}
	return warning(cause.KeyWrongKind, keyOfOtherKind(e.Token, k))
}

// isRightKind reports whether a key is one that the platform signs with, where the
// header names an algorithm that it does not.
func isRightKind(e *evidence, k *verify.Key) bool {
	if signsWith(e.platform, e.Token.Algorithm()) || !k.Answer.Taken() {
		return false
	}
	return slices.Contains(jws.Algorithms(k.Answer.Key), e.platform.Algorithms[0])
}

// longSecret is where a secret is too long for one that an API hands out, in
// characters.
const longSecret = 64

// isRandom reports whether a text is drawn rather than made of words: letters and digits
// change about often in it, within words they do not.
func isRandom(text string) bool {
	changes := 0
	last := rune(0)
	for _, c := range text {
		between := unicode.IsDigit(c) != unicode.IsDigit(last) || unicode.IsUpper(c) && unicode.IsLower(last)
		if unicode.IsLetter(last) || unicode.IsDigit(last) {
			if between && (unicode.IsLetter(c) || unicode.IsDigit(c)) {
				changes++
			}
		}
		last = c
	}
	return 4*changes >= len(text)
}

// isShort reports whether a secret is no longer than those of an API are.
func isShort(k *verify.Key) bool {
	text := givenText(k)
	letters := strings.ContainsFunc(text, unicode.IsLetter)
	digits := strings.ContainsFunc(text, unicode.IsDigit)
	return len(text) >= 12 && len(text) < longSecret && letters && digits && !strings.ContainsAny(text, " {")
}

func givenText(k *verify.Key) string { return strings.TrimSpace(string(k.Text.Reveal())) }
