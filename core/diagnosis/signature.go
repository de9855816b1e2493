package diagnosis

import (
	"fmt"
	"slices"
	"strings"

	"playtoken/core/cause"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
)

var signatures = []rule{algorithm, signatureWhole}

// signatureWhole: stripped and cut signatures are seen without a key.
func signatureWhole(e Evidence) *platform.Finding {
	t := e.Token
	if i := slices.IndexFunc(t.Faults, func(f token.Fault) bool { return f.Code == token.Elided }); i >= 0 {
		return finding(cause.SignatureWrong, platform.Error, "the token is not whole", t.Faults[i].Text, copyWhole, platform.Stated)
	}
	if t.Kind == token.Unknown && len(t.Parts) == 1 && t.Header.Readable || cutInPayload(t) {
		return finding(cause.SignatureWrong, platform.Error, "the token is cut short",
			cutWhere(t), copyWhole, platform.Stated)
	}
	if t.Kind != token.JWT && t.Kind != token.JWS || unsigned(t) {
		return nil
	}
	for _, f := range t.Faults {
		switch {
		case f.Code == token.PartsMissing:
			return finding(cause.SignatureWrong, platform.Error, "the token is cut short", f.Text, copyWhole, platform.Stated)
		case f.Code == token.SignatureMissing:
			return finding(cause.SignatureWrong, platform.Error, "the signature is missing", f.Text, copyWhole, platform.Stated)
		case f.Part == token.SignaturePart && (f.Code == token.CutShort || f.Code == token.TrailingBits):
			return finding(cause.SignatureWrong, platform.Error, "the signature is cut short or was changed", f.Text, copyWhole, platform.Stated)
		}
	}
	if n, ok := wholeLength(t); !ok && t.FirstFault() == nil && e.Proof.Check.State != token.Valid && !e.Proof.HMAC && e.Proof.Misuse == verify.NoMisuse {
		return finding(cause.SignatureWrong, platform.Error, "the signature is cut short",
			fmt.Sprintf("It has %d bytes, one of %s has %s.", len(t.Signature), t.Algorithm(), n), copyWhole, platform.Stated)
	}
	return nil
}

func cutWhere(t *token.Token) string {
	if len(t.Parts) < 2 {
		return "Only the header is there: claims and signature are missing."
	}
	return "It ends in the middle of the payload: the rest of the claims and the signature are missing."
}

// wholeLength reports whether a signature can be whole, by its algorithm alone,
// and says what length it should have. RSA keys have 1,024 bits or more, in steps
// of 512.
func wholeLength(t *token.Token) (want string, ok bool) {
	n := len(t.Signature)
	exact := func(size int) (string, bool) { return fmt.Sprint(size), n == size }
	switch alg := t.Algorithm(); {
	case alg == "HS256":
		return exact(32)
	case alg == "HS384":
		return exact(48)
	case alg == "HS512", alg == "EdDSA", alg == "Ed25519":
		return exact(64)
	case strings.HasPrefix(alg, "ES"):
		size := map[string]int{"ES256": 64, "ES384": 96, "ES512": 132}[alg]
		// The form of DER is told where a key shows it.
		if size == 0 || n > 0 && t.Signature[0] == 0x30 && n > size {
			return "", true
		}
		return exact(size)
	case strings.HasPrefix(alg, "RS"), strings.HasPrefix(alg, "PS"):
		return "256, 384 or 512", n >= 128 && n%64 == 0
	}
	return "", true
}

// signatureWrong words a signature that was tried with a usable key and does not
// fit.
func signatureWrong(e Evidence) *platform.Finding {
	if e.Token.Kind.Encrypted() {
		fix := "Use the secret of the same project, or sign a fresh token with it."
		if e.Token.Kind.Edgecast() {
			fix = "Use the primary or the backup key of the rule that guards this path, or make a fresh token with it."
		}
		return finding(cause.SignatureWrong, platform.Error, "the token does not open with the key", e.Proof.Check.Reason, fix, platform.Stated)
	}
	title, fix := "the signature does not fit the key", "Give the key that signed the token, or sign it again with the platform's key."
	evidence := e.Proof.Check.Reason
	if e.Proof.Recovery == "edited" {
		fix = "Sign the token again with the platform's key: a signed token cannot be edited."
		title = "the token was changed after it was signed"
		evidence = "The key did make this signature, for another header or other claims."
	}
	if strings.Contains(evidence, "DER form") {
		title, fix = "the signature is in DER form", "Let the signer write the signature as JOSE wants it, and sign again."
	}
	return finding(cause.SignatureWrong, platform.Error, title, evidence, fix, platform.Stated)
}
