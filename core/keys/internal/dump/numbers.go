package dump

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"math/big"
	"strings"

	"playtoken/core/keys/internal/codec"
	"playtoken/core/once"
)

// Named are numbers of a key by the names that RFC 7518 gives them: n, e, d, p, q, dp,
// dq, qi of RSA, and what openssl prints of the others.
type Named struct {
	Form    string // "XML of .NET"
	Numbers map[string]*big.Int
	Curve   string // "P-256", "Ed25519"; "" for RSA
	Private []byte // of a key on a curve
	Public  []byte
}

// jwkNames are the names that .NET and openssl give the numbers, in small letters.
var jwkNames = map[string]string{
	"modulus": "n", "exponent": "e", "d": "d", "p": "p", "q": "q", "dp": "dp", "dq": "dq", "inverseq": "qi",
	"publicexponent": "e", "privateexponent": "d", "prime1": "p", "prime2": "q", "exponent1": "dp", "exponent2": "dq", "coefficient": "qi",
}

var (
	xmlKey    = once.Regexp(`(?s)<(?:\w{1,20}:)?RSA(?:KeyValue|KeyPair|Parameters)\b[^>]{0,200}>(.*?)</(?:\w{1,20}:)?RSA(?:KeyValue|KeyPair|Parameters)>`)
	xmlMember = once.Regexp(`<(?:\w{1,20}:)?(\w{1,10})>([A-Za-z0-9+/=\s]+)</`)
)

// XML reads an RSA key in the form of .NET (RSAKeyValue of XML-DSig, RSAKeyPair), also
// where it stands in a value of other XML.
func XML(text string) (k Named, ok bool) {
	if strings.Contains(text, "&lt;") {
		text = html.UnescapeString(text)
	}
	m := xmlKey().FindStringSubmatch(text)
	if m == nil {
		return k, false
	}
	k = Named{Form: "XML of .NET", Numbers: map[string]*big.Int{}}
	for _, member := range xmlMember().FindAllStringSubmatch(m[1], 20) {
		k.add(member[1], member[2])
	}
	return k, k.Numbers["n"] != nil
}

// JSON reads RSAParameters of .NET as JSON, perhaps inside of what a program keeps with
// them.
func JSON(o map[string]json.RawMessage) (k Named, ok bool) {
	for _, name := range []string{"Parameters", "parameters"} {
		var inner map[string]json.RawMessage
		if json.Unmarshal(o[name], &inner) == nil && inner != nil {
			o = inner
		}
	}
	k = Named{Form: "RSAParameters of .NET", Numbers: map[string]*big.Int{}}
	for name, raw := range o {
		var value string
		if json.Unmarshal(raw, &value) == nil {
			k.add(name, value)
		}
	}
	return k, k.Numbers["n"] != nil && k.Numbers["e"] != nil
}

// XMLCut reports whether a text begins as XML of .NET and lacks its end.
func XMLCut(text string) bool { return xmlStart().MatchString(text) && !xmlKey().MatchString(text) }

var xmlStart = once.Regexp(`^\s*(?:<\?xml[^>]{0,200}>\s*)?<RSA(?:KeyValue|KeyPair|Parameters)\b`)

func (k Named) add(name, value string) {
	name = jwkNames[strings.ToLower(name)]
	b, err := base64.StdEncoding.DecodeString(codec.Bare(value))
	if err == nil && name != "" && len(b) > 0 {
		k.Numbers[name] = new(big.Int).SetBytes(b)
	}
}

var (
	opensslHead   = once.Regexp(`(?m)^[ \t]*(?:(RSA|ED25519|ECDSA|EC) )?(?:Private-Key|Public-Key|Public Key):?[ \t]*(?:\(.{0,40}\))?[ \t]*\r?$`)
	opensslMember = once.Regexp(`(?mi)^[ \t]*(modulus|publicExponent|privateExponent|prime1|prime2|exponent1|exponent2|coefficient|exponent|priv|pub|NIST CURVE):[ \t]*(.*)((?:\n[ \t]+(?:[0-9A-F]{2}:)*[0-9A-F]{2}:?[ \t]*\r?$)*)`)
	inBrackets    = once.Regexp(`\(0x([0-9A-Fa-f]+)\)`)
)

// OpenSSL reads what openssl prints of a key with -text.
func OpenSSL(text string) (k Named, ok bool) {
	head := opensslHead().FindStringSubmatch(text)
	if head == nil {
		return k, false
	}
	k = Named{Form: "text of openssl", Numbers: map[string]*big.Int{}}
	if head[1] == "ED25519" {
		k.Curve = "Ed25519"
	}
	for _, m := range opensslMember().FindAllStringSubmatch(text, -1) {
		digits := strings.ReplaceAll(codec.Bare(m[3]), ":", "")
		if value := inBrackets().FindStringSubmatch(m[2]); value != nil {
			digits = strings.Repeat("0", len(value[1])%2) + value[1]
		}
		b, err := hex.DecodeString(digits)
		switch name := strings.ToLower(m[1]); {
		case name == "nist curve":
			k.Curve = strings.TrimSpace(m[2])
		case err != nil || len(b) == 0:
		case name == "priv":
			k.Private = b
		case name == "pub":
			k.Public = b
		default:
			k.Numbers[jwkNames[name]] = new(big.Int).SetBytes(b)
		}
	}
	return k, k.Numbers["n"] != nil && k.Numbers["e"] != nil || k.Curve != "" && (k.Private != nil || k.Public != nil)
}

// decimal is how Java and Go print an RSA key: its numbers in decimal digits.
var decimal = once.Regexp(`(?:modulus: |\bN:\+?)(\d{300,})\s+(?:public exponent: |E:)(\d{1,10})(?:\}? D:\+?(\d{300,}))?`)

// Decimal reads an RSA key as Java (toString) and Go (%+v) print one.
func Decimal(text string) (k Named, ok bool) {
	m := decimal().FindStringSubmatch(text)
	if m == nil {
		return k, false
	}
	k = Named{Form: "text of a program", Numbers: map[string]*big.Int{}}
	for i, name := range []string{"n", "e", "d"} {
		if n, ok := new(big.Int).SetString(m[i+1], 10); ok {
			k.Numbers[name] = n
		}
	}
	return k, true
}

// Modulus is the modulus alone: as openssl prints it with -modulus, to compare keys by, or in
// decimal digits.
var Modulus = once.Regexp(`^\s*(?:(?i:modulus)[ \t]*[=:][ \t]*[0-9A-Fa-f]{128,}|\d{300,})\s*$`)
