package diagnosis

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"playtoken/core/cause"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// keyFindings tell what the keys at hand say of the token, and the token of them.
func keyFindings(e Evidence) []platform.Finding {
	r := e.Proof
	one := func(f *platform.Finding) []platform.Finding {
		if f == nil {
			return nil
		}
		return []platform.Finding{*f}
	}
	switch {
	case unsigned(e.Token) || e.Platform != nil && foreignKind(e.Platform, e.Token):
		return nil
	case r.Misuse != verify.NoMisuse:
		return one(misused(e))
	case r.HMAC:
		return one(finding(cause.RSAAlgWithoutRSAKey, platform.Error, "the signature was made with a shared secret",
			fmt.Sprintf("The header says %s, and the signature is an HMAC with the secret given.", token.Excerpt(e.Token.Algorithm(), 20)),
			"Sign with the private key of the platform.", platform.Stated))
	case r.Check.State == token.Valid, e.Token.Opened && r.By != nil:
		list := append(one(apiSecret(e)), one(secretReading(e))...)
		return append(list, keyRemarks(r.By, !e.Token.Kind.Encrypted())...)
	case r.Check.State == token.Invalid:
		return append(one(doesNotFit(e)), badKeys(e)...)
	}
	return append(one(stranger(e)), badKeys(e)...)
}

// misused: an HMAC over the text of a key of two halves is proven.
func misused(e Evidence) *platform.Finding {
	alg := token.Excerpt(e.Token.Algorithm(), 20)
	want := "RS256"
	if e.Platform != nil && len(e.Platform.Algorithms) > 0 {
		want = e.Platform.Algorithms[0]
	}
	fix := "Sign with " + want + ": give the library the key itself, not its text as a secret."
	if e.Proof.Misuse == verify.Base64PEM {
		return finding(cause.KeyNotDecoded, platform.Error, "the base64 text of the key was used as a shared secret",
			"The "+alg+" signature is an HMAC over the base64 text of the key, which was not decoded.",
			"Decode the base64 to the PEM text, and sign with "+want+".", platform.Stated)
	}
	what := map[verify.Misuse]string{verify.PEMText: "PEM text", verify.DERBytes: "decoded bytes"}[e.Proof.Misuse]
	half := "a private key"
	if k := e.Proof.By; k != nil && k.Answer.Taken() && !k.Answer.Private {
		half = "a public key"
	}
	return finding(cause.HMACOverPrivateKey, platform.Error, "the text of "+half+" was used as a shared secret",
		"The "+alg+" signature is an HMAC over the "+what+" of the key.", fix, platform.Stated)
}

// doesNotFit: a usable key was tried. What the token and the key say of each
// other decides whether it is another key, or another text.
func doesNotFit(e Evidence) *platform.Finding {
	r := e.Proof
	kid := namedKey(e.Token)
	switch {
	case e.Token.FirstFault() != nil:
		return nil // told by the rules for damage
	case e.Token.Kind.Encrypted() || r.Best == nil || r.Recovery == verify.Edited:
		return signatureWrong(e)
	case r.Recovery == verify.OtherKey:
		evidence := "Opened with this key, the signature is noise: another key made it."
		if kid != "" && r.Best.ID != "" && kid != r.Best.ID {
			evidence = fmt.Sprintf("The token names the key %s, the one given is %s.", shortID(kid), shortID(r.Best.ID))
		}
		return unknownKey(evidence)
	case wrongLength(e):
		return signatureWrong(e)
	case kid != "" && r.Best.ID != "" && kid == r.Best.ID:
		return unknownKey("The key of the ID " + shortID(kid) + " does not verify: the one at hand was replaced, or belongs to another workspace.")
	case kid != "" && r.Best.ID != "":
		return unknownKey(fmt.Sprintf("The token names the key %s, the one given is %s.", shortID(kid), shortID(r.Best.ID)))
	}
	return signatureWrong(e)
}

// wrongLength reports whether the check failed for the length of the signature.
func wrongLength(e Evidence) bool {
	return strings.HasPrefix(e.Proof.Check.Reason, "The signature has ") || strings.Contains(e.Proof.Check.Reason, "DER form")
}

func unknownKey(evidence string) *platform.Finding {
	return finding(cause.UnknownKey, platform.Error, "another key signed the token", evidence,
		"Sign with a key that the platform knows now, or verify with the key that the token names.", platform.Stated)
}

// stranger: keys are saved, and none is the one that the token names. That says
// something of the keys at hand, and little of the token.
func stranger(e Evidence) *platform.Finding {
	if e.Proof.Strangers == 0 {
		return nil
	}
	return finding(cause.UnknownKey, platform.Info, "none of the keys at hand signed the token", e.Proof.Check.Reason,
		"Save the key that the token names, to check its signature.", platform.Inferred)
}

// namedKey is the ID of the key that a token names.
func namedKey(t *token.Token) string {
	if kid := t.Claims.Text("kid"); kid != "" {
		return kid
	}
	return t.Header.Text("kid")
}

func shortID(id string) string { return token.Inert(platform.ShortID(id)) }

// readingNames word how a secret was read.
var readingNames = map[verify.Reading]string{
	verify.AsHex: "hexadecimal digits, decoded", verify.AsBase64: "base64, decoded",
	verify.AsPASERK: "a PASERK key", verify.AsSHA256: "text, hashed with SHA-256",
}

// secretReading: the platform's reading of a secret is its text, without what
// stands around it. Where that is documented another one fails there; where it
// is not, which one fits is worth knowing.
func secretReading(e Evidence) *platform.Finding {
	r := e.Proof
	documented := e.Platform != nil && e.Platform.SecretIsText || e.Token.Kind.Edgecast()
	severity, standing := platform.Info, platform.Inferred
	if documented {
		severity, standing = platform.Error, platform.Stated
	}
	switch r.Reading {
	case "", verify.AsText, verify.AsPASERK:
		return nil
	case verify.AsRaw:
		if !documented && e.Token.Kind != token.PasetoLocal {
			severity = platform.Warning
		}
		return finding(cause.KeyHasExtras, severity, "the key has something around it that was signed with",
			"The token fits the text of the key with the line end, white space or quotes around it, and not without.",
			"Take away what stands around the key, and sign again.", standing)
	}
	fix := "Read the secret the same way wherever it is used."
	if documented {
		fix = "Use the text of the key as it is: Edgecast does not decode it."
	}
	return finding(cause.SecretEncoding, severity, "the secret was read as "+readingNames[r.Reading],
		"The token fits the secret read as "+readingNames[r.Reading]+", and not its text as it stands.", fix, standing)
}

// keyRemarks tell what had to be put right in the key that made the token, and
// whether one that signs is weak.
func keyRemarks(k *verify.Key, signs bool) []platform.Finding {
	var list []platform.Finding
	if k == nil {
		return nil
	}
	info := func(code cause.Code, title, fix string) {
		if !has(list, code) {
			list = append(list, *finding(code, platform.Info, title, repairs(k.Answer), fix, platform.Stated))
		}
	}
	half := k.Answer.Taken() && k.Answer.Key.Kind() != keys.Secret
	for _, c := range k.Answer.Codes {
		switch {
		case signs && (c == keys.WeakSecret || c == keys.RSATooSmall):
			list = append(list, *finding(cause.KeyWrongKind, platform.Info, "the key is weak", k.Answer.Message, "Use a stronger key.", platform.Stated))
		case half && c == keys.DoubleBase64:
			info(cause.KeyDoubleEncoded, "the key was base64 of base64", "Decode it once before it is saved.")
		case half && (c == keys.FixedOneLine || c == keys.FixedEscapedNewlines):
			info(cause.KeyNewlinesLost, "the key had lost its line ends", "Keep the line ends of the PEM text.")
		case c == keys.FixedQuotes || c == keys.FixedBOM || c == keys.FixedInvisible || c == keys.FixedIndent || c == keys.FixedQuotePrefix:
			info(cause.KeyHasExtras, "the key had something around it", "Give the key without it.")
		}
	}
	if !onlyLineEnd(k) {
		info(cause.KeyHasExtras, "the key had white space around it", "Give the key without it.")
	}
	return list
}

// onlyLineEnd reports whether nothing but line ends stand around the key's text:
// every file of a key has one. The bytes of DER are no text.
func onlyLineEnd(k *verify.Key) bool {
	text := string(k.Text.Reveal())
	return !utf8.ValidString(text) || strings.TrimSpace(text) == strings.Trim(text, "\r\n")
}

func repairs(a keys.Answer) string {
	if len(a.Repairs) == 0 {
		return "It verifies after that was put right."
	}
	return "Put right while it was read: " + strings.Join(a.Repairs, ", ") + "."
}
