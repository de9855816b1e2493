package importer_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"encoding/pem"
	"math/big"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/internal/fixtures"
)

// variant is a text with the answer that a careful support person would give.
// The tables of them stand in adversarial_*_test.go, one file for each family of
// the vectors.
type variant struct {
	name, text string
	opts       importer.Options
	verdict    importer.Verdict
	code       keys.Code
	about      *keys.Key // the key that must come out; of a refusal nothing
}

const (
	yes  = importer.Accept
	warn = importer.AcceptWarn
	asks = importer.Ask
	no   = importer.Reject
)

var little = binary.LittleEndian

// check imports every variant of a family. Whatever the answer, it must have
// words, and show nothing of the text.
func check(t *testing.T, family []variant) {
	t.Helper()
	for _, v := range family {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			a := importer.ImportWith([]byte(v.text), v.opts)
			if a.Verdict != v.verdict || a.Code != v.code {
				t.Errorf("%s %q %q, want %s %q", a.Verdict, a.Codes, a.Message, v.verdict, v.code)
			}
			if a.Taken() != (v.verdict == yes || v.verdict == warn) {
				t.Fatalf("taken: %v", a.Taken())
			}
			if v.about != nil && a.Taken() && a.Key.String() != v.about.String() {
				t.Errorf("%v, want %v", a.Key, v.about)
			}
			if a.Verdict != yes && a.Message == "" || !a.Taken() && a.Hint == "" {
				t.Errorf("no words: %q %q", a.Message, a.Hint)
			}
			leaksNothing(t, v.name, v.text, v.opts, true)
		})
	}
}

// kit is what the families are made of: one key of each kind, in its forms.
type kit struct {
	rsa, rsaPublic, ec, ecPublic, ed, edPublic *keys.Key
	rsaNumbers                                 *rsa.PrivateKey
	pem, ecPEM, edPEM, public                  string // PKCS#8, and SubjectPublicKeyInfo of the RSA key
	pkcs1, der, spki                           string // PKCS#1 as PEM; DER
	one                                        string // base64 of PEM
	cert, csr                                  string
	lines                                      []string // of pem, without line ends
}

var kitOnce struct {
	sync.Once
	kit
}

func newKit(t *testing.T) kit {
	t.Helper()
	kitOnce.Do(func() { kitOnce.kit = makeKit(t) })
	return kitOnce.kit
}

func makeKit(t *testing.T) (k kit) {
	t.Helper()
	public := func(of *keys.Key) *keys.Key { return fixtures.Taken(t, of.PublicPEM()) }
	k.pem = string(read(t, "A01_rsa2048_pkcs8.pem"))
	k.ecPEM = string(read(t, "A22_ec_P-256_pkcs8.pem"))
	k.edPEM = pemBlock("PRIVATE KEY", pkcs8Of(t, ed25519.NewKeyFromSeed([]byte(strings.Repeat("7", 32)))))
	k.one = strings.TrimSpace(string(read(t, "C01_b64pem.txt")))
	k.lines = strings.Split(strings.TrimSpace(k.pem), "\n")
	k.rsa, k.ec, k.ed = fixtures.Taken(t, k.pem), fixtures.Taken(t, k.ecPEM), fixtures.Taken(t, k.edPEM)
	k.rsaPublic, k.ecPublic, k.edPublic = public(k.rsa), public(k.ec), public(k.ed)
	k.public = k.rsa.PublicPEM()
	k.rsaNumbers = k.rsa.Signer().(*rsa.PrivateKey)
	k.pkcs1 = pemBlock("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(k.rsaNumbers))
	k.der, k.spki = derIn(k.pem), derIn(k.public)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotAfter: time.Now().Add(time.Hour)}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, k.rsa.Public(), k.rsa.Signer())
	if err != nil {
		t.Fatal(err)
	}
	csr, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{}, k.rsa.Signer())
	if err != nil {
		t.Fatal(err)
	}
	k.cert, k.csr = pemBlock("CERTIFICATE", cert), pemBlock("CERTIFICATE REQUEST", csr)
	return k
}

func pemBlock(label string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}

func derIn(text string) string {
	block, _ := pem.Decode([]byte(text))
	return string(block.Bytes)
}

func pkcs8Of(t *testing.T, key any) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// openssh is a private key in the form of OpenSSH.
func openssh(t *testing.T, key any) string {
	t.Helper()
	block, err := ssh.MarshalPrivateKey(key, "ann@example")
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(block))
}

// sshLine is a public key as a line of authorized_keys.
func sshLine(t *testing.T, key any) string {
	t.Helper()
	public, err := ssh.NewPublicKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(ssh.MarshalAuthorizedKey(public))
}

// wrap breaks a text into lines of n characters.
func wrap(s string, n int, end string) string {
	var b strings.Builder
	for i := 0; i < len(s); i += n {
		b.WriteString(s[i:min(i+n, len(s))] + end)
	}
	return b.String()
}
