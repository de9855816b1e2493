package diagnosis

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
)

// keyFindings tell what the keys at hand say of the token, and the token of them.
func keyFindings(e *evidence) []platform.Finding {
	v := &e.verified
	switch {
	case isUnsigned(e.Token) || e.platform != nil && isForeign(e.platform, e.Token):
		return nil
	case v.Misuse != token.NoMisuse:
		return present(misused(e))
	case v.HMAC:
		return present(failure(cause.RSAAlgWithoutRSAKey, madeWithSecret(e.Token)))
	case v.State == token.Valid, e.Token.Opened && v.By != nil:
		return append(present(signedByOther(e), signedByReplaced(e), signedForOther(e), secretIsName(e), notToSign(v.By), apiSecret(e), secretReading(e)), keyRemarks(e, v.By)...)
	case v.State == token.Invalid:
		return append(present(takenAllTheSame(e, doesNotFit(e))), badKeys(e)...)
	}
	return append(present(notInSet(e), noneOfSaved(e)), badKeys(e)...)
}

// signedByOther: the token names a key, and another one at hand made it. Who picks the key
// by its ID refuses that, though the signature is sound.
func signedByOther(e *evidence) *platform.Finding {
	v, named := &e.verified, e.Token.KeyID()
	by := v.By
	if by == nil || e.Check.State != token.Valid || named == "" {
		return nil
	}
	severity, basis := platform.Error, platform.Seen
	isNamed := v.Named != nil && v.Named.Same(by)
	rival := v.Rival
	switch {
	case isNamed && (rival == nil || by.Set != nil):
		return nil
	case isNamed && !v.Named.Typed():
		if !v.Named.Replaced.IsZero() || !rival.Replaced.IsZero() || rival.Typed() {
			return nil // one took the place of the other, or nobody has saved it so
		}
		return platform.Found(cause.UnknownKey, platform.Warning, platform.Inferred, twoOfOneID(named, v.Named, rival))
	case rival != nil && !(rival.Typed() && by.Given()):
		unsure := by.Given() && !rival.Given() && (by.ID == "" || isOwnName(by)) // what is saved may have been replaced
		if unsure || rival.Typed() || rival.Unproven || !goesByID(e.platform, rival) {
			severity, basis = platform.Warning, platform.Inferred
		}
	case by.ID == "" || ofOther(by, e.platform) || isOwnName(by) && (by.Set == nil || picksByID(e.platform)):
		return nil // whose key it is a person says
	case by.Set == nil && !picksByID(e.platform):
		severity, basis = platform.Warning, platform.Inferred
	}
	return platform.Found(cause.UnknownKey, severity, basis, otherSigned(named, by, rival))
}

// goesByID reports whether a token that names a key is checked with that one: by whoever checks
// a JWT (RFC 7515 section 4.1.4), but for a platform whose own tokens name none.
func goesByID(p *platform.Platform, named *verify.Key) bool {
	if p == nil {
		p, _ = named.Of.(*platform.Platform)
	}
	return p == nil || p.Generic || p.Account != nil && len(p.Formats) == 0 || picksByID(p)
}

// ofOther reports whether a key is saved for another platform than p: its ID is none there, and
// whether p has it is not known.
func ofOther(k *verify.Key, p *platform.Platform) bool {
	of, _ := k.Of.(*platform.Platform)
	return of != nil && p != nil && of != p && !of.Generic && !p.Generic
}

// signedForOther: the key that made the token is saved for another platform than the token's, and
// under another ID than it names.
func signedForOther(e *evidence) *platform.Finding {
	by := e.verified.By
	here := func(k *verify.Key) bool { return !ofOther(k, e.platform) }
	if by == nil || here(by) || e.Token.Names(by.ID) || slices.ContainsFunc(e.verified.Alike, here) || signedByOther(e) != nil {
		return nil
	}
	return platform.Found(cause.UnknownKey, platform.Warning, platform.Inferred, isForOther(by, e.platform))
}

// signedByReplaced: a saved key made the token that is no longer in use. Whether the platform
// still has it nobody knows here.
func signedByReplaced(e *evidence) *platform.Finding {
	if by := e.verified.By; by != nil && !by.Replaced.IsZero() && signedByOther(e) == nil {
		return platform.Found(cause.UnknownKey, platform.Warning, platform.Inferred, wasReplaced(by))
	}
	return nil
}

// isOwnName reports whether the ID of a key is its thumbprint (RFC 7638), which whoever
// writes a JWK gives it. It is none that a platform knows the key by.
func isOwnName(k *verify.Key) bool {
	return k.Answer.Taken() && k.ID == k.Answer.Key.Thumbprint()
}

// picksByID reports whether a platform finds the key of a token by the ID that it names:
// where it cannot do without one.
func picksByID(p *platform.Platform) bool {
	if p == nil {
		return false
	}
	f, has := p.Field(platform.KeyID)
	return has && f.Required
}

// notInSet: the token names a key, and the set that was given has others.
func notInSet(e *evidence) *platform.Finding {
	named := e.Token.KeyID()
	if named == "" || e.verified.Named != nil {
		return nil
	}
	for _, k := range e.verified.Unusable {
		if k.Set != nil {
			return failure(cause.UnknownKey, anotherKey(setLacks(named, k.Set)))
		}
	}
	return nil
}

// notToSign: a JWK that says of itself that it is for something else.
func notToSign(k *verify.Key) *platform.Finding {
	if k == nil || k.NotToSign == "" {
		return nil
	}
	return warning(cause.KeyWrongKind, isNotToSign(k))
}

// present leaves out what was not found.
func present(findings ...*platform.Finding) (found []platform.Finding) {
	for _, f := range findings {
		if f != nil {
			found = append(found, *f)
		}
	}
	return found
}

// misused: an HMAC over the text of a key of two halves is proven.
func misused(e *evidence) *platform.Finding {
	if e.verified.Misuse == token.Base64PEM {
		return failure(cause.KeyNotDecoded, keyNotDecoded(e))
	}
	return failure(cause.HMACOverPrivateKey, keyTextAsSecret(e))
}

// rightAlgorithm is what the token should have been signed with: the platform's, else
// the one that goes with the key; "" where that is not known.
func rightAlgorithm(e *evidence) string {
	if e.platform != nil && len(e.platform.Algorithms) > 0 {
		return e.platform.Algorithms[0]
	}
	if e.verified.By == nil {
		return ""
	}
	a := e.verified.By.Answer
	switch {
	case a.Taken():
		return jws.Algorithms(a.Key)[0]
	case a.Kind == keys.RSA:
		return "RS256"
	}
	return ""
}

// secretIsName: the signature fits a text that is what stands in the place of a key, the
// name of its file above all. Whoever has the key itself refuses the token.
func secretIsName(e *evidence) *platform.Finding {
	k := e.verified.By
	if k == nil || !k.IsName() && (k.TwoHalves() || givenText(k) == "" || givenText(k) != e.Token.KeyID()) {
		return nil
	}
	return platform.Found(cause.KeyWrongKind, platform.Warning, platform.Inferred, nameSigned(k))
}

// doesNotFit: a usable key was tried. What the token and the key say of each
// other decides whether it is another key, or another text.
func doesNotFit(e *evidence) *platform.Finding {
	if slip, ok := e.verified.Fits.(jws.Slip); ok {
		return failure(cause.SignatureWrong, signerSlipped(e.Token, slip))
	}
	if e.Token.FirstFault() != nil || e.verified.Fits != nil {
		return nil // told by the rules for damage, for signatures, or by the platform's
	}
	wrong := func(w platform.Words) *platform.Finding { return failure(cause.SignatureWrong, w) }
	another := func(evidence string) *platform.Finding { return failure(cause.UnknownKey, anotherKey(evidence)) }
	v := &e.verified
	switch v.Reason.Code {
	case token.SecretDoesNotOpen:
		return wrong(doesNotOpen(v.Reason, useSecretOfProject))
	case token.SecretLength: // the token may be sound: nobody's secret looks like this one
		return warning(cause.OfKey(keys.PASETOKeyLength), secretNoKey(v.Reason))
	case token.FooterOfOther:
		return wrong(footerChanged(v.Reason))
	case token.KeyDoesNotOpen:
		return wrong(doesNotOpen(v.Reason, useKeyOfRule))
	}
	named, given := e.Token.KeyID(), ""
	if v.Best != nil {
		given = v.Best.ID
	}
	switch {
	case v.Recovery == token.Edited:
		return wrong(edited(e.Token))
	case v.Reason.Code == token.SignatureInDER:
		return wrong(signatureInDER(v.Reason))
	case named != "" && given != "" && named != given && v.Best.Set != nil && v.Named == nil:
		return another(setLacks(named, v.Best.Set))
	case named != "" && given != "" && named != given && !v.NamedMisfits:
		return another(namesAnotherKey(named, given))
	case v.Reason.Code == token.SignatureLength:
		return wrong(doesNotFitKey(v.Reason))
	case named != "" && v.NamedMisfits && v.Named.Profile != "":
		return failure(cause.UnknownKey, savedDidNotSign(v.Named))
	case v.Recovery == token.OtherKey:
		return failure(cause.UnknownKey, notByKey(otherMade(v.Best, e.Token)))
	case named != "" && (v.NamedMisfits || named == given):
		return failure(cause.UnknownKey, notByKey(keyWasReplaced(named)))
	}
	return wrong(doesNotFitKey(v.Reason))
}

// noneOfSaved: keys are saved, and none is the one that the token names. That says
// something of the keys at hand, and little of the token.
func noneOfSaved(e *evidence) *platform.Finding {
	if e.verified.OtherSaved == 0 {
		return nil
	}
	return platform.Found(cause.UnknownKey, platform.Info, platform.Inferred, noneSigned(e))
}

// takenAllTheSame: a key at hand does not fit, and the text tells that the request was answered
// well. Then it is the key at hand that is another one than the platform's.
func takenAllTheSame(e *evidence, f *platform.Finding) *platform.Finding {
	v := &e.verified
	if f == nil || !e.toldTaken() || !aboutSigner[f.Code] || v.Best == nil || v.Fits != nil || v.Recovery == token.Edited ||
		v.Reason.Code == token.SignatureInDER || v.Reason.Code == token.FooterOfOther {
		return f
	}
	return platform.Found(cause.UnknownKey, platform.Warning, platform.Inferred, keyAtHandIsAnother(v, f.Words))
}

// toldTaken reports whether the text tells of a good answer, and nobody of another one.
func (e *evidence) toldTaken() bool { return e.Taken && e.options.Status == 0 && !e.took() }

// secretReading: the platform's reading of a secret is its text, without what
// stands around it. Where that is documented another one fails there. Where it is not,
// which one fits is worth knowing of a signature, which others check as well.
func secretReading(e *evidence) *platform.Finding {
	documented := e.platform != nil && e.platform.SecretIsText
	severity, basis := platform.Info, platform.Inferred
	if documented {
		severity, basis = platform.Error, platform.Stated
	}
	switch r := e.verified.Reading; {
	case r == "", r == token.AsText, r == token.AsPASERK:
		return nil
	case r == token.AsOtherLength:
		return platform.Found(cause.SecretEncoding, platform.Warning, platform.Inferred, otherLengthSealed(e.verified.By))
	case !documented && e.Token.Sealed():
		return nil // the line of the key says how it was read
	case r == token.AsRaw:
		if !documented {
			severity = platform.Warning
		}
		return platform.Found(cause.KeyHasExtras, severity, basis, extrasSigned)
	}
	return platform.Found(cause.SecretEncoding, severity, basis, readAs(e.verified.Reading, e.platform, documented))
}

// apiSecret: a short secret did sign the token, for a platform that signs with a
// key of two halves.
func apiSecret(e *evidence) *platform.Finding {
	k := e.verified.By
	if k == nil || signsWith(e.platform, e.Token.Algorithm()) || !slices.Contains(e.Token.KeyKinds(), keys.Secret) || !isShort(k) {
		return nil
	}
	return platform.Found(cause.APISecretAsKey, platform.Error, platform.Inferred, shortSecretSigned(k))
}

// keyRemarks tell what had to be put right in the key that made the token, and
// whether one that signs is weak.
func keyRemarks(e *evidence, k *verify.Key) []platform.Finding {
	var list found
	if k == nil {
		return nil
	}
	signs, half := !e.Token.Sealed(), k.TwoHalves()
	for _, c := range k.Answer.Codes {
		switch {
		case signs && c == keys.RSATooSmall && e.platform != nil && e.platform.MakesKeys:
			list.add(platform.Found(cause.KeyWrongKind, platform.Warning, platform.Inferred, isTooSmall(k.Answer, e.platform)))
		case signs && (c == keys.WeakSecret || c == keys.RSATooSmall):
			list.add(remark(cause.KeyWrongKind, isWeak(k.Answer)))
		case half && c == keys.DoubleBase64:
			list.add(remark(cause.KeyDoubleEncoded, wasEncodedTwice(k.Answer)))
		case half && (c == keys.FixedOneLine || c == keys.FixedEscapedNewlines):
			list.add(remark(cause.KeyNewlinesLost, hadLostLineEnds(k.Answer)))
		case c == keys.FixedQuotes || c == keys.FixedBOM || c == keys.FixedInvisible || c == keys.FixedIndent || c == keys.FixedQuotePrefix:
			list.add(remark(cause.KeyHasExtras, hadExtras(k.Answer)))
		}
	}
	if !onlyLineEnd(k) {
		list.add(remark(cause.KeyHasExtras, hadWhiteSpace(k.Answer)))
	}
	return list
}

//go:noinline // its copies would make ptok larger
func remark(code cause.Code, w platform.Words) *platform.Finding {
	return platform.Found(code, platform.Info, platform.Stated, w)
}

// onlyLineEnd reports whether nothing but line ends stand around the key's text:
// every file of a key has one. The bytes of DER are no text.
func onlyLineEnd(k *verify.Key) bool {
	text := k.Text.Reveal()
	return !utf8.Valid(text) || len(bytes.TrimSpace(text)) == len(bytes.Trim(text, "\r\n"))
}
