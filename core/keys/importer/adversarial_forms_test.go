package importer_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/internal/fixtures"
)

// TestFormsOfKeys is family A: whole keys, in all the forms that programs write.
func TestFormsOfKeys(t *testing.T) {
	k := newKit(t)
	ec := k.ec.Signer().(*ecdsa.PrivateKey)
	ed := k.ed.Signer().(ed25519.PrivateKey)
	sec1, err := x509.MarshalECPrivateKey(ec)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := ec.Bytes()
	oidEC, oidP256 := asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}, asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}
	p256 := pkix.AlgorithmIdentifier{Algorithm: oidEC, Parameters: asn1.RawValue{FullBytes: derOf(t, oidP256)}}
	type sec1Bare struct {
		Version int
		D       []byte
	}
	bare := derOf(t, struct {
		Version int
		Algo    pkix.AlgorithmIdentifier
		Key     []byte
	}{0, p256, derOf(t, sec1Bare{1, d})})
	short := elliptic.MarshalCompressed(elliptic.P256(), ec.X, ec.Y) //nolint:staticcheck // nothing else writes the short form
	compressed := derOf(t, struct {
		Algo pkix.AlgorithmIdentifier
		Key  asn1.BitString
	}{p256, asn1.BitString{Bytes: short, BitLength: 8 * len(short)}})
	v2 := derOf(t, struct {
		Version int
		Algo    pkix.AlgorithmIdentifier
		Key     []byte
		Attrs   asn1.RawValue  `asn1:"optional"`
		Public  asn1.BitString `asn1:"tag:1"`
	}{
		1,
		pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 3, 101, 112}},
		derOf(t, ed.Seed()),
		asn1.RawValue{FullBytes: []byte{0xa0, 0}},
		asn1.BitString{Bytes: ed[32:], BitLength: 256},
	})
	jwk := func(of *keys.Key, kid string) string {
		if of.Private() {
			return string(of.PrivateJWK(kid).Reveal())
		}
		return of.PublicJWK(kid)
	}
	set := func(list ...string) string { return `{"keys":[` + strings.Join(list, ",") + `]}` }
	oct := `{"kty":"oct","k":"` + base64.RawURLEncoding.EncodeToString([]byte(plain)) + `","kid":"s"}`
	bareOpts, choose := importer.Options{}, func(n int) importer.Options { return importer.Options{Choose: n} }
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, []byte(jwk(k.rsa, "a")), "", "\t"); err != nil {
		t.Fatal(err)
	}
	check(t, []variant{
		{"PKCS#1 PEM", k.pkcs1, bareOpts, yes, "", k.rsa},
		{"PKCS#1 DER", derIn(k.pkcs1), bareOpts, yes, "", k.rsa},
		{"PKCS#8 DER", k.der, bareOpts, yes, "", k.rsa},
		{"SPKI PEM", k.public, bareOpts, yes, "", k.rsaPublic},
		{"PKCS#1 public DER", derIn(string(read(t, "A04_rsa2048_pkcs1pub.pem"))), bareOpts, yes, "", k.rsaPublic},
		{"SEC 1 PEM", pemBlock("EC PRIVATE KEY", sec1), bareOpts, yes, "", k.ec},
		{"SEC 1 DER", string(sec1), bareOpts, yes, "", k.ec},
		{"EC PKCS#8 DER", derIn(k.ecPEM), bareOpts, yes, "", k.ec},
		{"EC PKCS#8 without the public half", pemBlock("PRIVATE KEY", bare), bareOpts, yes, "", k.ec},
		{"EC public, short form", pemBlock("PUBLIC KEY", compressed), bareOpts, yes, "", k.ecPublic},
		{"EC SPKI DER", derIn(k.ecPublic.PublicPEM()), bareOpts, yes, "", k.ecPublic},
		{"EC label for PKCS#8", pemBlock("EC PRIVATE KEY", []byte(derIn(k.ecPEM))), bareOpts, warn, keys.LabelMismatch, k.ec},
		{"Ed25519 PEM", k.edPEM, bareOpts, yes, "", k.ed},
		{"Ed25519 DER", derIn(k.edPEM), bareOpts, yes, "", k.ed},
		{"Ed25519 PKCS#8 version 2", pemBlock("PRIVATE KEY", v2), bareOpts, yes, "", k.ed},
		{"Ed25519 SPKI DER", derIn(k.edPublic.PublicPEM()), bareOpts, yes, "", k.edPublic},
		{"certificate", k.cert, bareOpts, warn, keys.IsCertificate, k.rsaPublic},
		{"certificate DER", derIn(k.cert), bareOpts, warn, keys.IsCertificate, k.rsaPublic},
		{"certificate in base64 of DER", b64(derIn(k.cert)), bareOpts, warn, keys.IsCertificate, k.rsaPublic},
		{"certificate in base64 of PEM", b64(k.cert), bareOpts, warn, keys.IsCertificate, k.rsaPublic},
		{"X509 CERTIFICATE", strings.ReplaceAll(k.cert, "CERTIFICATE", "X509 CERTIFICATE"), bareOpts, warn, keys.IsCertificate, k.rsaPublic},
		{"certificate twice", k.cert + k.cert, bareOpts, warn, keys.IsCertificate, k.rsaPublic},
		{"request", k.csr, bareOpts, warn, keys.IsCSR, k.rsaPublic},
		{"request DER", derIn(k.csr), bareOpts, warn, keys.IsCSR, k.rsaPublic},
		{"request with NEW", strings.ReplaceAll(k.csr, "CERTIFICATE", "NEW CERTIFICATE"), bareOpts, warn, keys.IsCSR, k.rsaPublic},
		{"OpenSSH RSA", openssh(t, k.rsaNumbers), bareOpts, warn, keys.IsOpenSSH, k.rsa},
		{"OpenSSH EC", openssh(t, ec), bareOpts, warn, keys.IsOpenSSH, k.ec},
		{"OpenSSH Ed25519", openssh(t, ed), bareOpts, warn, keys.IsOpenSSH, k.ed},
		{"OpenSSH in base64", b64(openssh(t, ed)), bareOpts, warn, keys.IsOpenSSH, k.ed},
		{"SSH line EC", sshLine(t, ec.Public()), bareOpts, warn, keys.IsSSHPublic, k.ecPublic},
		{"SSH line Ed25519", sshLine(t, ed.Public()), bareOpts, warn, keys.IsSSHPublic, k.edPublic},
		{"SSH lines", sshLine(t, ec.Public()) + sshLine(t, ed.Public()), bareOpts, asks, keys.MultipleKeys, nil},
		{"JWK RSA private", jwk(k.rsa, "a"), bareOpts, yes, "", k.rsa},
		{"JWK RSA private, pretty", pretty.String(), bareOpts, yes, "", k.rsa},
		{"JWK RSA public", jwk(k.rsaPublic, "a"), bareOpts, yes, "", k.rsaPublic},
		{"JWK EC private", jwk(k.ec, ""), bareOpts, yes, "", k.ec},
		{"JWK EC public", jwk(k.ecPublic, ""), bareOpts, yes, "", k.ecPublic},
		{"JWK OKP private", jwk(k.ed, ""), bareOpts, yes, "", k.ed},
		{"JWK OKP public", jwk(k.edPublic, ""), bareOpts, yes, "", k.edPublic},
		{"JWK with BOM and CRLF", "\ufeff" + strings.ReplaceAll(pretty.String(), "\n", "\r\n"), bareOpts, warn, keys.FixedBOM, k.rsa},
		{"JWKS of one private", set(jwk(k.rsa, "a")), bareOpts, yes, "", k.rsa},
		{"JWKS of two public", set(jwk(k.rsaPublic, "a"), jwk(k.ecPublic, "b")), bareOpts, asks, keys.ChooseKey, nil},
		{"JWKS of two, the second", set(jwk(k.rsaPublic, "a"), jwk(k.ecPublic, "b")), choose(2), yes, "", k.ecPublic},
		{"JWKS of two private", set(jwk(k.rsa, "a"), jwk(k.ec, "b")), bareOpts, asks, keys.ChooseKey, nil},
		{"JWKS with one kid twice", set(jwk(k.rsaPublic, "a"), jwk(k.ecPublic, "a")), bareOpts, asks, keys.ChooseKey, nil},
		{"JWKS of a private and a public key", set(jwk(k.ecPublic, "a"), jwk(k.rsa, "b")), bareOpts, warn, keys.ExtraBlocks, k.rsa},
		{"JWKS of a key and a kind of no use", set(jwk(k.rsaPublic, "a"), `{"kty":"OKP","crv":"X25519","x":"`+strings.Repeat("A", 43)+`"}`), bareOpts, warn, keys.ExtraBlocks, k.rsaPublic},
		{"JWKS of a public key and a secret", set(jwk(k.rsaPublic, "a"), oct), bareOpts, warn, keys.ExtraBlocks, fixtures.Taken(t, oct)},
		{"list of JWK", "[" + jwk(k.rsa, "a") + "]", bareOpts, yes, "", k.rsa},
		{"JWK in JSON text", `{"signing_key":` + asJSON(jwk(k.rsa, "a")) + `}`, bareOpts, warn, keys.TakenFromJSON, k.rsa},
		{"JWK, base64url", base64.RawURLEncoding.EncodeToString([]byte(jwk(k.rsa, "a"))), bareOpts, yes, "", k.rsa},
		{"oct JWK", oct, bareOpts, yes, "", nil},
		{"hex of EC DER", hex.EncodeToString([]byte(derIn(k.ecPEM))), bareOpts, warn, keys.IsHex, k.ec},
		{"hex of Ed25519 DER, capitals and colons", strings.ToUpper(strings.TrimSuffix(pairs(hex.EncodeToString([]byte(derIn(k.edPEM))), ":"), ":")), bareOpts, warn, keys.IsHex, k.ed},
		{"hex of Ed25519 DER in lines", wrap(hex.EncodeToString([]byte(derIn(k.edPEM))), 32, "\n"), bareOpts, warn, keys.IsHex, k.ed},
		{"hex with 0x of DER", "0x" + hex.EncodeToString([]byte(k.der)), bareOpts, warn, keys.IsHex, k.rsa},
		{"base64url of EC DER", base64.RawURLEncoding.EncodeToString([]byte(derIn(k.ecPEM))), bareOpts, warn, keys.NoPEMHeader, k.ec},
		{"base64url of Ed25519 DER", base64.RawURLEncoding.EncodeToString([]byte(derIn(k.edPEM))), bareOpts, warn, keys.NoPEMHeader, k.ed},
		{"base64 of SPKI", b64(k.spki), bareOpts, warn, keys.NoPEMHeader, k.rsaPublic},
		{"base64 of Ed25519 SPKI", b64(derIn(k.edPublic.PublicPEM())), bareOpts, warn, keys.NoPEMHeader, k.edPublic},
		{"comment in the block", strings.Replace(k.pem, "\n", "\nComment: my key\nX-Note: two\n\n", 1), bareOpts, yes, "", k.rsa},
		{"attributes of PKCS#12", "Bag Attributes\r\n    friendlyName: signing\r\n    localKeyID: 01\r\n" + k.pem + "Bag Attributes\r\n" + k.cert, bareOpts, warn, keys.ExtraBlocks, k.rsa},
		{"encrypted PKCS#12, wrong password", string(read(t, "A13_rsa2048.p12")), importer.Options{Password: secret.New([]byte("no"))}, asks, keys.IsPKCS12, nil},
		{"PKCS#12 in base64", b64(string(read(t, "A13_rsa2048.p12"))), importer.Options{Password: secret.New([]byte("test"))}, warn, keys.NoPEMHeader, k.rsa},
		{"PKCS#12 in base64, no password", b64(string(read(t, "A13_rsa2048.p12"))), bareOpts, asks, keys.IsPKCS12, nil},
		{"PKCS#12 as PEM", pemBlock("PKCS12", read(t, "A13_rsa2048.p12")), importer.Options{Password: secret.New([]byte("test"))}, yes, "", k.rsa},
		{"DEK-Info with CRLF", strings.ReplaceAll(string(read(t, "A10_rsa2048_pkcs1_dekinfo.pem")), "\n", "\r\n"), importer.Options{Password: secret.New([]byte("test"))}, yes, "", nil},
		{"DEK-Info escaped", strings.ReplaceAll(string(read(t, "A10_rsa2048_pkcs1_dekinfo.pem")), "\n", `\n`), importer.Options{Password: secret.New([]byte("test"))}, warn, keys.FixedEscapedNewlines, nil},
		{"DEK-Info in base64", b64(string(read(t, "A10_rsa2048_pkcs1_dekinfo.pem"))), bareOpts, asks, keys.KeyEncrypted, nil},
		{"DEK-Info, wrong password", string(read(t, "A10_rsa2048_pkcs1_dekinfo.pem")), importer.Options{Password: secret.New([]byte("no"))}, asks, keys.KeyEncrypted, nil},
	})
}
