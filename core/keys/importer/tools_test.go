package importer_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/internal/fixtures"
)

// tool runs another program in a folder of its own. The test is skipped when it
// is not there.
type tool struct {
	t    testing.TB
	path string
	dir  string
}

func newTool(t testing.TB, name string) tool {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not on the PATH, so its keys are not compared", name)
	}
	return tool{t, path, t.TempDir()}
}

// try gives the program's output, and whether it ended well.
func (p tool) try(in []byte, args ...string) ([]byte, bool) {
	cmd := exec.Command(p.path, args...)
	cmd.Dir, cmd.Stdin = p.dir, bytes.NewReader(in)
	out, err := cmd.Output()
	return out, err == nil
}

func (p tool) run(in []byte, args ...string) []byte {
	p.t.Helper()
	out, ok := p.try(in, args...)
	if !ok {
		p.t.Fatalf("%s %q failed", filepath.Base(p.path), args)
	}
	return out
}

func (p tool) file(name string, b []byte) string {
	p.t.Helper()
	path := filepath.Join(p.dir, name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		p.t.Fatal(err)
	}
	return path
}

// print is the fingerprint that openssl gives.
func (p tool) print(private []byte) string {
	p.t.Helper()
	return strings.Fields(string(p.run(p.run(private, "pkey", "-pubout", "-outform", "DER"), "dgst", "-sha256", "-r")))[0]
}

var password = importer.Options{Password: secret.New([]byte("correct horse"))}

// opensslKeys makes one key of each kind that is taken.
func opensslKeys(p tool) map[string][]byte {
	return map[string][]byte{
		"RSA":     p.run(nil, "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"),
		"P-256":   p.run(nil, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
		"P-384":   p.run(nil, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"),
		"P-521":   p.run(nil, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"),
		"Ed25519": p.run(nil, "genpkey", "-algorithm", "ED25519"),
	}
}

// TestKeysOfOpenSSL reads what openssl writes, in all its forms.
func TestKeysOfOpenSSL(t *testing.T) {
	t.Parallel()
	p := newTool(t, "openssl")
	for kind, private := range opensslKeys(p) {
		if raced && kind != "RSA" && kind != "P-256" {
			continue
		}
		want := p.print(private)
		path := p.file("key.pem", private)
		cert := p.run(nil, "req", "-x509", "-new", "-key", path, "-subj", "/CN=test", "-days", "1")
		p.file("cert.pem", cert)
		forms := map[string]struct {
			text    []byte
			opts    importer.Options
			code    keys.Code
			private bool
		}{
			"PKCS#8":            {private, importer.Options{}, "", true},
			"DER":               {p.run(private, "pkey", "-outform", "DER"), importer.Options{}, "", true},
			"public":            {p.run(private, "pkey", "-pubout"), importer.Options{}, "", false},
			"public DER":        {p.run(private, "pkey", "-pubout", "-outform", "DER"), importer.Options{}, "", false},
			"certificate":       {cert, importer.Options{}, keys.IsCertificate, false},
			"certificate DER":   {p.run(cert, "x509", "-outform", "DER"), importer.Options{}, keys.IsCertificate, false},
			"certificate, text": {p.run(cert, "x509", "-text"), importer.Options{}, keys.IsCertificate, false},
			"request":           {p.run(nil, "req", "-new", "-key", path, "-subj", "/CN=test"), importer.Options{}, keys.IsCSR, false},
			"AES-256":           {p.run(private, "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", "pass:correct horse"), password, "", true},
			"AES-128, SHA-512":  {p.run(private, "pkcs8", "-topk8", "-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA512", "-passout", "pass:correct horse"), password, "", true},
			"3DES":              {p.run(private, "pkcs8", "-topk8", "-v2", "des3", "-passout", "pass:correct horse"), password, "", true},
			"scrypt":            {p.run(private, "pkcs8", "-topk8", "-scrypt", "-passout", "pass:correct horse"), password, "", true},
			"encrypted DER":     {p.run(private, "pkcs8", "-topk8", "-outform", "DER", "-passout", "pass:correct horse"), password, "", true},
			"PKCS#12":           {p.run(nil, "pkcs12", "-export", "-inkey", path, "-in", filepath.Join(p.dir, "cert.pem"), "-passout", "pass:correct horse"), password, "", true},
			"PKCS#12, no MAC":   {p.run(nil, "pkcs12", "-export", "-nomac", "-inkey", path, "-in", filepath.Join(p.dir, "cert.pem"), "-passout", "pass:correct horse"), password, "", true},
			"PKCS#12, key only": {p.run(nil, "pkcs12", "-export", "-nocerts", "-inkey", path, "-passout", "pass:correct horse"), password, "", true},
			"PKCS#12, no lock":  {p.run(nil, "pkcs12", "-export", "-inkey", path, "-in", filepath.Join(p.dir, "cert.pem"), "-passout", "pass:"), importer.Options{}, "", true},
		}
		if kind != "Ed25519" {
			forms["traditional"] = struct {
				text    []byte
				opts    importer.Options
				code    keys.Code
				private bool
			}{p.run(private, "pkey", "-traditional"), importer.Options{}, "", true}
			forms["DEK-Info"] = struct {
				text    []byte
				opts    importer.Options
				code    keys.Code
				private bool
			}{p.run(private, "pkey", "-traditional", "-aes-192-cbc", "-passout", "pass:correct horse"), password, "", true}
		}
		for form, f := range forms {
			t.Run(kind+" "+form, func(t *testing.T) {
				a := importer.ImportWith(f.text, f.opts)
				if !a.Taken() || a.Key.Fingerprint() != want || a.Private != f.private {
					t.Fatalf("%s %q %s: %v, want %s", a.Verdict, a.Codes, a.Message, a.Key, want)
				}
				if f.code != "" && !slices.Contains(a.Codes, f.code) || f.code == "" && a.Code != "" {
					t.Errorf("%q, want %q", a.Codes, f.code)
				}
				if f.opts.Password.IsZero() {
					return
				}
				for name, o := range map[string]importer.Options{"no": {}, "wrong": {Password: secret.New([]byte("Correct Horse"))}} {
					a := importer.ImportWith(f.text, o)
					if a.Verdict != importer.Ask || a.Code != keys.KeyEncrypted && a.Code != keys.IsPKCS12 || !a.Private || a.Hint == "" {
						t.Errorf("%s password: %s %q", name, a.Verdict, a.Code)
					}
					if wrong := strings.Contains(a.Message, "does not open"); wrong != (name == "wrong") {
						t.Errorf("%s password: %q", name, a.Message)
					}
				}
			})
		}
	}
}

// TestKeysOfNoUse are keys that openssl makes and that are refused.
func TestKeysOfNoUse(t *testing.T) {
	t.Parallel()
	p := newTool(t, "openssl")
	for name, c := range map[string]struct {
		args []string
		code keys.Code
	}{
		"RSA-PSS":         {[]string{"-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"}, keys.RSAPSSKeyOID},
		"X25519":          {[]string{"-algorithm", "X25519"}, keys.KeyTypeUnsupported},
		"Ed448":           {[]string{"-algorithm", "ED448"}, keys.KeyTypeUnsupported},
		"secp256k1":       {[]string{"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"}, keys.ECCurveUnsupported},
		"brainpoolP384r1": {[]string{"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:brainpoolP384r1"}, keys.ECCurveUnsupported},
		"explicit curve":  {[]string{"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit"}, keys.ECCurveUnsupported},
		"three primes":    {[]string{"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-pkeyopt", "rsa_keygen_primes:3"}, keys.RSAMultiprime},
	} {
		private := p.run(nil, append([]string{"genpkey"}, c.args...)...)
		for form, text := range map[string][]byte{"private": private, "public": p.run(private, "pkey", "-pubout")} {
			a := importer.Import(text)
			switch {
			case name == "three primes" && form == "private":
				if a.Verdict != importer.AcceptWarn || a.Code != c.code || a.Key.Fingerprint() != p.print(private) {
					t.Fatalf("%s: %s %q %s", name, a.Verdict, a.Code, a.Message)
				}
				if back := importer.Import(a.Key.PrivatePEM().Reveal()); !back.Taken() || back.Key.String() != a.Key.String() {
					t.Errorf("%s, written and read again: %s", name, back.Message)
				}
			case name == "three primes":
			case a.Verdict != importer.Reject || a.Code != c.code || a.Private != (form == "private"):
				t.Errorf("%s, %s: %s %q %s", name, form, a.Verdict, a.Code, a.Message)
			}
		}
	}
}

// TestKeysOfOpenSSH reads what ssh-keygen writes.
func TestKeysOfOpenSSH(t *testing.T) {
	t.Parallel()
	openssl, keygen := newTool(t, "openssl"), newTool(t, "ssh-keygen")
	for _, kind := range [][]string{{"rsa", "-b", "2048"}, {"ecdsa", "-b", "256"}, {"ecdsa", "-b", "521"}, {"ed25519"}} {
		name := strings.Join(kind, "")
		path := filepath.Join(keygen.dir, name)
		keygen.run(nil, append([]string{"-q", "-N", "", "-C", "ann@example", "-f", path, "-t"}, kind...)...)
		text, _ := os.ReadFile(path)
		public, _ := os.ReadFile(path + ".pub")
		a := importer.Import(text)
		if !a.Taken() || a.Code != keys.IsOpenSSH {
			t.Fatalf("%s: %s %q %s", name, a.Verdict, a.Code, a.Message)
		}
		if want := openssl.print(a.Key.PrivatePEM().Reveal()); a.Key.Fingerprint() != want {
			t.Errorf("%s: %s, openssl says %s", name, a.Key.Fingerprint(), want)
		}
		for form, text := range map[string][]byte{"line": public, "authorized_keys": append([]byte("# mine\nno-pty,command=\"ls\" "), public...), "RFC 4716": keygen.run(nil, "-e", "-f", path+".pub")} {
			p := importer.Import(text)
			if !p.Taken() || p.Code != keys.IsSSHPublic || p.Key.Fingerprint() != a.Key.Fingerprint() || p.Private {
				t.Errorf("%s, %s: %s %q %s", name, form, p.Verdict, p.Codes, p.Message)
			}
		}
		keygen.run(nil, "-q", "-p", "-a", "1", "-P", "", "-N", "correct horse", "-f", path)
		locked, _ := os.ReadFile(path)
		if q := importer.Import(locked); q.Verdict != importer.Ask || q.Code != keys.KeyEncrypted || !q.Private {
			t.Errorf("%s, locked: %s %q", name, q.Verdict, q.Code)
		}
		if q := importer.ImportWith(locked, importer.Options{Password: secret.New([]byte("no"))}); q.Verdict != importer.Ask || !strings.Contains(q.Message, "does not open") {
			t.Errorf("%s, wrong password: %s %q %q", name, q.Verdict, q.Code, q.Message)
		}
		if q := importer.ImportWith(locked, password); !q.Taken() || q.Key.Fingerprint() != a.Key.Fingerprint() {
			t.Errorf("%s, password: %s %q %s", name, q.Verdict, q.Code, q.Message)
		}
	}
}

// TestKeysOfNode exchanges JSON Web Keys with node in both directions.
func TestKeysOfNode(t *testing.T) {
	t.Parallel()
	openssl, node := newTool(t, "openssl"), newTool(t, "node")
	const made = `const c=require('crypto');const[k,o]=JSON.parse(process.argv[1]);const{privateKey}=c.generateKeyPairSync(k,o);` +
		`console.log(JSON.stringify([privateKey.export({format:'jwk'}),privateKey.export({format:'pem',type:'pkcs8'})]))`
	for _, kind := range []string{`["rsa",{"modulusLength":2048}]`, `["ec",{"namedCurve":"P-384"}]`, `["ed25519",{}]`} {
		out := string(node.run(nil, "-e", made, kind))
		jwk := out[1:strings.Index(out, `},"-----`)] + "}"
		a := importer.Import([]byte(jwk))
		pem := importer.Import([]byte(out[strings.Index(out, `"-----`):strings.LastIndex(out, "]")]))
		if !a.Taken() || !pem.Taken() || a.Key.Fingerprint() != pem.Key.Fingerprint() || a.Code != "" {
			t.Fatalf("%s: %s %q %s, %s %q", kind, a.Verdict, a.Codes, a.Message, pem.Verdict, pem.Codes)
		}
		const read = `const c=require('crypto');let s='';process.stdin.on('data',d=>s+=d).on('end',()=>console.log(` +
			`c.createPrivateKey({key:JSON.parse(s),format:'jwk'}).export({format:'pem',type:'pkcs8'})))`
		back := node.run(a.Key.PrivateJWK("").Reveal(), "-e", read)
		if got := openssl.print(back); got != a.Key.Fingerprint() {
			t.Errorf("%s: node reads another key: %s", kind, got)
		}
	}
}

// TestGeneratedKeysInOpenSSL: openssl reads what is made here, gives the same
// fingerprint, and signatures fit in both directions.
func TestGeneratedKeysInOpenSSL(t *testing.T) {
	t.Parallel()
	p := newTool(t, "openssl")
	for _, kind := range []keys.Type{keys.NewRSA2048, keys.NewP256, keys.NewP384, keys.NewEd25519} {
		k, err := keys.Generate(context.Background(), kind)
		if err != nil {
			t.Fatal(err)
		}
		private := k.PrivatePEM().Reveal()
		if out := p.run(private, "pkey", "-check", "-noout"); !strings.Contains(string(out), "valid") {
			t.Errorf("%s: openssl says %q", kind, out)
		}
		if got := p.print(private); got != k.Fingerprint() {
			t.Errorf("%s: openssl gives %s, we %s", kind, got, k.Fingerprint())
		}
		sum := strings.Fields(string(p.run(p.run([]byte(k.PublicPEM()), "pkey", "-pubin", "-pubout", "-outform", "DER"), "dgst", "-sha256", "-r")))[0]
		if sum != k.Fingerprint() {
			t.Errorf("%s, public: openssl gives %s", kind, sum)
		}
		message := []byte("a message of " + string(kind))
		p.file("key.pem", private)
		p.file("public.pem", []byte(k.PublicPEM()))
		in := p.file("message", message)
		sign := []string{"pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-in", in}
		verify := []string{"pkeyutl", "-verify", "-pubin", "-inkey", "public.pem", "-rawin", "-in", in, "-sigfile", "sig"}
		if kind != keys.NewEd25519 {
			sign, verify = append(sign, "-digest", "sha256"), append(verify, "-digest", "sha256")
		}
		if !fits(k, message, p.run(nil, sign...)) {
			t.Errorf("%s: the signature of openssl does not fit here", kind)
		}
		digest, opts := sha256.Sum256(message), crypto.SignerOpts(crypto.SHA256)
		input := digest[:]
		if kind == keys.NewEd25519 {
			input, opts = message, crypto.Hash(0)
		}
		sig, err := k.Signer().Sign(rand.Reader, input, opts)
		if err != nil {
			t.Fatal(err)
		}
		p.file("sig", sig)
		if _, ok := p.try(nil, verify...); !ok {
			t.Errorf("%s: our signature does not fit in openssl", kind)
		}
		sig[len(sig)-1] ^= 1
		p.file("sig", sig)
		if _, ok := p.try(nil, verify...); ok {
			t.Errorf("%s: openssl takes a wrong signature", kind)
		}
	}
}

func fits(k *keys.Key, message, sig []byte) bool {
	digest := sha256.Sum256(message)
	switch pub := k.Public().(type) {
	case *rsa.PublicKey:
		return rsa.VerifyPKCS1v15(pub, crypto.SHA256, digest[:], sig) == nil
	case *ecdsa.PublicKey:
		return ecdsa.VerifyASN1(pub, digest[:], sig)
	case ed25519.PublicKey:
		return ed25519.Verify(pub, message, sig)
	}
	return false
}

// TestFingerprintIsOfThePublicKey holds the definition against plain SHA-256.
func TestFingerprintIsOfThePublicKey(t *testing.T) {
	sum := sha256.Sum256(read(t, "A07_rsa2048_spki.der"))
	if got := fixtures.Taken(t, string(read(t, "A01_rsa2048_pkcs8.pem"))).Fingerprint(); got != hex.EncodeToString(sum[:]) {
		t.Errorf("%s", got)
	}
}
