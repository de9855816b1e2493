package importer_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// TestToolsAndPastes has what programs and people make of a key, one row for each
// way that was once misread.
func TestToolsAndPastes(t *testing.T) {
	k, bare := newKit(t), importer.Options{}
	p, one, lines := k.pem, k.one, k.lines
	last := len(lines) - 1
	numbered := func(format string) string {
		var b strings.Builder
		for i, l := range lines {
			fmt.Fprintf(&b, format, i+1, l)
		}
		return b.String()
	}
	escaped := strings.ReplaceAll(p, "\n", `\n`)
	removed := "-" + strings.Join(lines, "\n-")
	wire := strings.Fields(sshLine(t, k.rsa.Public()))[1]
	public := jwkOf(t, k.rsa.PublicPEM())
	loose := strings.NewReplacer(`{"`, `{`, `,"`, `, `, `":`, `: `, `"`, `'`).Replace(public)
	asList := strings.Replace(public, "}", ",}", 1)
	check(t, []variant{
		{"label CERTIFICATE", strings.ReplaceAll(p, "PRIVATE KEY", "CERTIFICATE"), bare, warn, keys.LabelMismatch, k.rsa},
		{"label ENCRYPTED", strings.ReplaceAll(p, "PRIVATE", "ENCRYPTED PRIVATE"), bare, warn, keys.LabelMismatch, k.rsa},
		{"label OPENSSH", strings.ReplaceAll(p, "PRIVATE", "OPENSSH PRIVATE"), bare, warn, keys.LabelMismatch, k.rsa},
		{"label misspelt", strings.ReplaceAll(p, "PRIVATE", "PRIVAT"), bare, warn, keys.LabelMismatch, k.rsa},
		{"label KEY", strings.ReplaceAll(p, "PRIVATE ", ""), bare, warn, keys.LabelMismatch, k.rsa},
		{"BEGIN and END side by side", lines[0] + lines[last], bare, no, keys.PEMEmpty, nil},
		{"points in one line", lines[0] + " ... " + lines[last], bare, no, keys.Elided, nil},
		{"three stars", strings.Join(lines[:4], "\n") + "\n***\n" + lines[last], bare, no, keys.Elided, nil},
		{"a line of x", strings.Join(lines[:4], "\n") + "\nxxxx\n" + lines[last], bare, no, keys.Elided, nil},
		{"snip", strings.Join(lines[:4], "\n") + "\n--- snip ---\n" + lines[last], bare, no, keys.Elided, nil},
		{"PKCS #7", "-----BEGIN PKCS #7 SIGNED DATA-----\nMIIB\n-----END PKCS #7 SIGNED DATA-----", bare, no, keys.IsPKCS7, nil},

		{"numbers on their own lines", numbered("%d\n%s\n"), bare, warn, keys.FixedSourceCode, k.rsa},
		{"numbers with nothing behind", numbered("%d%s\n"), bare, warn, keys.FixedSourceCode, k.rsa},
		{"file and number of grep", numbered("key.pem:%d:%s\n"), bare, warn, keys.FixedSourceCode, k.rsa},
		{"removed lines", removed, bare, warn, keys.FixedQuotePrefix, k.rsa},
		{"process.env", `process.env.KEY = "` + escaped + `"`, bare, warn, keys.FixedSourceCode, k.rsa},
		{"Visual Basic", `k = "` + strings.Join(lines, "\" & vbCrLf & _\n\"") + `"`, bare, warn, keys.FixedSourceCode, k.rsa},
		{"PHP_EOL", `$k = '` + strings.Join(lines, "' . PHP_EOL .\n'") + `';`, bare, warn, keys.FixedSourceCode, k.rsa},
		{"quote and semicolon behind", p + `";`, bare, warn, keys.FixedQuotes, k.rsa},
		{"subject and issuer in front", "subject=CN = x\nissuer: CN=y\n" + p, bare, warn, keys.ExtraBlocks, k.rsa},
		{"JSON in a string", asJSON(`{"privateKey":` + asJSON(p) + `}`), bare, warn, keys.TakenFromJSON, k.rsa},
		{"escaped quotes", `\"` + one + `\"`, bare, warn, keys.FixedSourceCode, k.rsa},
		{"certificate without dashes", strings.ReplaceAll(k.cert, "-----", ""), bare, warn, keys.IsCertificate, k.rsaPublic},
		{"certificate in a mail", "Ann wrote:\n> " + strings.ReplaceAll(strings.TrimSpace(k.cert), "\n", "\n> "), bare, warn, keys.IsCertificate, k.rsaPublic},
		{"certificate, &nbsp;", strings.NewReplacer("BEGIN ", "BEGIN&nbsp;", "END ", "END&nbsp;").Replace(k.cert), bare, warn, keys.IsCertificate, k.rsaPublic},
		{"PKCS#1, spaces for plus", strings.ReplaceAll(k.pkcs1, "+", " "), bare, warn, keys.FixedPlusSpace, k.rsa},
		{"DER, spaces for plus", strings.ReplaceAll(b64(k.der), "+", " "), bare, warn, keys.FixedPlusSpace, k.rsa},
		{"DER, percent", strings.NewReplacer("+", "%2B", "/", "%2F", "=", "%3D").Replace(b64(derIn(k.pkcs1))), bare, warn, keys.FixedPercent, k.rsa},
		{"DER of SPKI, one sign of padding", strings.TrimRight(b64(k.spki+"\x00\x00"), "="), bare, warn, keys.FixedPadding, k.rsaPublic},

		{"SSH, the middle alone", wire, bare, warn, keys.IsSSHPublic, k.rsaPublic},
		{"SSH, in lines", "ssh-rsa\n" + wrap(wire, 60, "\n") + "me@host", bare, warn, keys.IsSSHPublic, k.rsaPublic},
		{"JWK of JavaScript", "const jwk = " + loose + ";", bare, warn, keys.FixedSourceCode, k.rsaPublic},
		{"JWK with a comma too many", asList, bare, warn, keys.FixedSourceCode, k.rsaPublic},
		{"JWK below a comment", "// the key\n" + public, bare, warn, keys.FixedSourceCode, k.rsaPublic},
		{"k alone", `{"k":"` + strings.Repeat("kJ3x9Qz1", 6) + `"}`, bare, no, keys.JWKNoKty, nil},
		{"kty and a space", strings.Replace(public, `"RSA"`, `"RSA "`, 1), bare, no, keys.JWKKtyCase, nil},

		{"base64, a group of 16 lost", one[:383] + one[399:], bare, no, keys.B64PEMMissingChars, nil},
		{"base64, lost behind the BEGIN line", one[:40] + one[56:], bare, no, keys.B64PEMMissingChars, nil},
		{"base64, four dashes lost", one[4:], bare, no, keys.B64PEMMissingChars, nil},
		{"base64, a semicolon", one[:700] + ";" + one[701:], bare, no, keys.B64BadChar, nil},
		{"base64, a comma", one[:700] + "," + one[701:], bare, no, keys.B64BadChar, nil},
		{"base64, a backslash", one[:700] + `\` + one[701:], bare, no, keys.B64BadChar, nil},
	})
}

// TestStrangersAgain has what is pasted in place of a key, and was once taken for a
// shared secret.
func TestStrangersAgain(t *testing.T) {
	const id = "0a1b2c3d-1111-4222-8333-444455556666"
	token := "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0." + strings.Repeat("c2ln", 40)
	bare := importer.Options{}
	check(t, []variant{
		{"token in lines", wrap(token, 60, "\r\n"), bare, no, keys.IsToken, nil},
		{"token as a parameter", "?token=" + token, bare, no, keys.IsToken, nil},
		{"token in an environment", "TOKEN=" + token, bare, no, keys.IsToken, nil},
		{"header of a token", strings.Split(token, ".")[0], bare, no, keys.IsToken, nil},
		{"key ID with its name", "Key ID: " + id, bare, no, keys.IsKeyID, nil},
		{"kid", "kid=" + id, bare, no, keys.IsKeyID, nil},
		{"fingerprint of ssh-keygen", "2048 SHA256:" + strings.Repeat("kJ3x9Qz1", 5) + "abc me@host (RSA)", bare, no, keys.IsKeyID, nil},
		{"www", "www.example.com/keys", bare, no, keys.IsURL, nil},
		{"address without a scheme", "//cdn.example.com/a.m3u8?token=1", bare, no, keys.IsURL, nil},
		{"XHTML", `<?xml version="1.0"?><html xmlns="x"></html>`, bare, no, keys.IsHTML, nil},
		{"a heading", "<h1>403 Forbidden</h1>", bare, no, keys.IsHTML, nil},
		{"a title", "<title>403 Forbidden</title>", bare, no, keys.IsHTML, nil},
		{"RFC 9457", `{"type":"about:blank","title":"Unauthorized","status":401}`, bare, no, keys.IsAPIError, nil},
		{"detail", `{"detail":"Authentication credentials were not provided."}`, bare, no, keys.IsAPIError, nil},
		{"ok false", `{"ok":false,"description":"x"}`, bare, no, keys.IsAPIError, nil},
		{"message and time", `{"message":"Unauthorized","timestamp":"2025"}`, bare, no, keys.IsAPIError, nil},
		{"fault", `{"fault":{"faultstring":"Invalid ApiKey"}}`, bare, no, keys.IsAPIError, nil},
		{"home by its variable", "$HOME/key.pem", bare, no, keys.IsPath, nil},
		{"home on Windows", `%USERPROFILE%\key.pem`, bare, no, keys.IsPath, nil},
		{"id_rsa", "keys/id_rsa", bare, no, keys.IsPath, nil},
		{"a variable's name", "PRIVATE_KEY", bare, no, keys.IsPlaceholder, nil},
		{"a field's name", "tokenSigningKeySecret", bare, no, keys.IsPlaceholder, nil},
		{"words in round brackets", "(paste key here)", bare, no, keys.IsPlaceholder, nil},
		{"underscores around", "__PRIVATE_KEY__", bare, no, keys.IsPlaceholder, nil},

		{"my secret", "mySuperSecret", bare, warn, keys.WeakSecret, nil},
		{"two words", "supersecretkey", bare, warn, keys.WeakSecret, nil},
		{"rows of the keyboard", "qwertyuiopasdfghjklzxcvbnm123456", bare, warn, keys.WeakSecret, nil},
		{"one letter of hex", strings.Repeat("a", 32), bare, warn, keys.WeakSecret, nil},
		{"a row of digits", "12345678901234567890123456789012", bare, warn, keys.WeakSecret, nil},
		{"line end of old Macs", plain + "\r", bare, asks, keys.TrailingNewline, nil},
		{"name in small letters", "jwt_secret=" + plain, bare, warn, keys.FixedEnvLine, nil},
		{"in a fence", "```\n" + plain + "\n```", bare, warn, keys.FixedFence, nil},
		{"list of bytes", "[0x" + strings.TrimSuffix(pairs(hex64, ", 0x"), ", 0x") + "]", bare, warn, keys.HexSeparators, nil},
	})
}

// TestCurveInNumbers reads what "openssl ecparam -genkey -param_enc explicit"
// writes: the curve is described and not named.
func TestCurveInNumbers(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := elliptic.P256().Params()
	d, err := key.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	type curve struct {
		Version int
		Field   struct {
			ID    asn1.ObjectIdentifier
			Prime *big.Int
		}
		Order *big.Int
	}
	params := curve{Version: 1, Order: c.N}
	params.Field.ID, params.Field.Prime = asn1.ObjectIdentifier{1, 2, 840, 10045, 1, 1}, c.P
	der := derOf(t, struct {
		Version int
		D       []byte
		Curve   curve `asn1:"explicit,tag:0"`
	}{1, d, params})
	a := importer.Import(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}))
	if a.Code != keys.ECCurveUnsupported || !a.Private {
		t.Errorf("%s %q %s", a.Verdict, a.Code, a.Message)
	}
}

// TestPrimesOfZero is a key whose writer knew n, e and d only.
func TestPrimesOfZero(t *testing.T) {
	k := newKit(t).rsaNumbers
	zero := new(big.Int)
	der := derOf(t, []*big.Int{zero, k.N, big.NewInt(int64(k.E)), k.D, zero, zero, zero, zero, zero})
	if a := importer.Import(der); a.Code != keys.RSACRTMissing {
		t.Errorf("%s %q %s", a.Verdict, a.Code, a.Message)
	}
}

// TestShortNumberOfJWK has a private number that is a byte short: what is told is
// the length, which explains why the halves do not fit.
func TestShortNumberOfJWK(t *testing.T) {
	var m map[string]any
	if err := json.Unmarshal(read(t, "A26_ec_P-521.jwk"), &m); err != nil {
		t.Fatal(err)
	}
	d, err := base64.RawURLEncoding.DecodeString(m["d"].(string))
	if err != nil {
		t.Fatal(err)
	}
	short := base64.RawURLEncoding.EncodeToString(d[:len(d)-1])
	a := importer.Import([]byte(jwkWith(t, "A26_ec_P-521.jwk", map[string]any{"d": short})))
	if a.Code != keys.ECCoordinateLength || !strings.Contains(a.Message, "65 bytes") {
		t.Errorf("%s %q %s", a.Verdict, a.Code, a.Message)
	}
}

// jwkOf is a public RSA key as JWK, written here so that a test does not lean on
// what it tests.
func jwkOf(t *testing.T, text string) string {
	t.Helper()
	block, _ := pem.Decode([]byte(text))
	public, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	n := public.(*rsa.PublicKey).N
	return fmt.Sprintf(`{"kty":"RSA","n":"%s","e":"AQAB"}`, base64.RawURLEncoding.EncodeToString(n.Bytes()))
}
