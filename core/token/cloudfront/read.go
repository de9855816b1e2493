package cloudfront

import (
	"strings"

	"playtoken/core/token"
)

// read makes the token of some parameters. bare is the URL without them, "" where it is
// not known whole: a request line has no host.
func read(values map[string]string, text, bare string, s Settings) *token.Token {
	t := &token.Token{Kind: token.SignedURL, Format: Format, Text: text, Header: token.NewObject()}
	for _, name := range []string{KeyPairID, HashAlgorithm} {
		if v, ok := values[name]; ok {
			t.Header.Members = append(t.Header.Members, token.StringMember(name, v))
		}
	}
	if len(text) > token.MaxSize {
		t.Fault(token.Fault{Code: token.TooLarge, At: -1, Have: len(text), Want: token.MaxSize})
		return t
	}
	policy, custom := values[policyParam]
	expires, canned := values[expiresParam]
	s.Custom, s.Both = custom, custom && canned
	t.Settings = []token.Setting{s}
	if !custom && !canned {
		missing(t, policyOrExpires)
	}
	if size := max(len(bare), urlSize(s, text)); size > MaxURL {
		t.Fault(token.Fault{Code: token.TooLarge, Part: token.OtherPart, At: -1, Have: size, Want: MaxURL, What: urlTooLong(size)})
	}
	for _, name := range []string{KeyPairID, signatureParam} {
		if values[name] == "" {
			missing(t, name)
		}
	}
	switch {
	case custom:
		readPolicy(t, policy)
	case canned:
		end := token.StringMember(Before, expires)
		if digits(expires) && (expires == "0" || expires[0] != '0') { // as JSON has numbers
			end.Value = token.Value{Type: token.Number, Raw: expires}
		}
		t.Claims = token.NewObject(end)
		if bare != "" {
			t.Claims = token.NewObject(token.StringMember(Resource, bare), end)
			t.Payload = Policy(t.Claims)
		}
	}
	if signature := values[signatureParam]; signature != "" {
		readSignature(t, signature)
	}
	return t
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// MaxURL is the length of a URL that CloudFront takes, in bytes (quotas in the AWS guide).
const MaxURL = 8192

// urlSize is the length of a URL that carries the parameters, 0 where cookies do.
func urlSize(s Settings, text string) int {
	if s.Cookies {
		return 0
	}
	return len(text)
}

// missing notes that a part is not there.
func missing(t *token.Token, name string) {
	t.Fault(token.Fault{Code: token.Lacking, Part: token.OtherPart, At: -1, What: name})
}

// beforeCookies says of what a URL lacks why the cookies do not stand in for it. sign is
// the parameter for which the URL counts as signed.
func beforeCookies(t *token.Token, sign string) *token.Token {
	for i := range t.Faults {
		if t.Faults[i].Code == token.Lacking {
			t.Faults[i].What = noCookieCounts(sign, t.Faults[i].What)
		}
	}
	return t
}

func readPolicy(t *token.Token, text string) {
	policy, alphabet := decode(text)
	noteAlphabet(t, alphabet)
	if alphabet == Unreadable {
		t.Fault(token.Fault{Code: token.Malformed, Part: token.OtherPart, At: -1, What: unreadable(policyParam)})
		return
	}
	if alphabet == URLSafe && strings.ContainsAny(text, "-_") {
		t.Fault(token.Fault{Code: token.OtherAlphabet, Part: token.ClaimsPart, At: -1, What: alphabetNames[alphabet]})
	}
	t.Payload = policy
	var faults []token.Fault
	t.Claims, faults = claimsOf(policy)
	t.Faults = append(t.Faults, faults...)
}

// leastSignature is that of an RSA key of 1,024 bits; of ECDSA those in DER are
// shorter, and begin with a sequence.
const leastSignature = 128

func readSignature(t *token.Token, text string) {
	signature, alphabet := decode(text)
	noteAlphabet(t, alphabet)
	isDER := len(signature) > 8 && signature[0] == 0x30 && int(signature[1]) == len(signature)-2
	switch {
	case alphabet == Unreadable:
		t.Fault(token.Fault{Code: token.Malformed, Part: token.OtherPart, At: -1, What: unreadable(signatureParam)})
		return
	case !isDER && (len(signature) < leastSignature || len(signature)%64 != 0) && len(signature) != numbersSize:
		t.Fault(token.Fault{Code: token.Malformed, Part: token.OtherPart, At: -1, What: wrongLength(len(signature))})
	case alphabet == URLSafe:
		t.Fault(token.Fault{Code: token.OtherAlphabet, Part: token.SignaturePart, At: -1, What: alphabetNames[alphabet]})
	}
	t.Signature = signature
}

// noteAlphabet remembers in which letters the parameters stand.
func noteAlphabet(t *token.Token, a Alphabet) {
	if s, _ := token.SettingOf[Settings](t.Settings); s.Alphabet == Own {
		s.Alphabet = a
		t.Settings[0] = s
	}
}

// AlphabetOf is the alphabet in which the parameters of a token stand: that of the
// first which is not CloudFront's own.
func AlphabetOf(t *token.Token) Alphabet {
	s, _ := token.SettingOf[Settings](t.Settings)
	return s.Alphabet
}
