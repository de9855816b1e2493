package importer_test

import (
	"encoding/asn1"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
)

// TestOldLocks reads keys that openssl locks in the ways from before PBES2, and
// in those of its own. A cipher that the installed openssl lacks is skipped.
func TestOldLocks(t *testing.T) {
	t.Parallel()
	p := newTool(t, "openssl")
	private := p.run(nil, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
	want := p.print(private)
	legacy := []string{"-provider", "legacy", "-provider", "default"}
	for _, word := range []string{"correct horse", "p\u00e4ssw\u00f6rd \u4e2d\U0001f600", "x"} {
		p.file("word", []byte(word))
		opts := importer.Options{Password: secret.New([]byte(word))}
		for name, args := range map[string][]string{
			"PBE-SHA1-3DES": {"pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES"},
			"PBE-SHA1-2DES": {"pkcs8", "-topk8", "-v1", "PBE-SHA1-2DES"},
			"PBE-SHA1-DES":  {"pkcs8", "-topk8", "-v1", "PBE-SHA1-DES"},
			"PBE-MD5-DES":   {"pkcs8", "-topk8", "-v1", "PBE-MD5-DES"},
			"many rounds":   {"pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES", "-iter", "3000"},
			"PBES2, DES":    {"pkcs8", "-topk8", "-v2", "des-cbc"},
			"AES-128-CBC":   {"ec", "-aes-128-cbc"},
			"AES-192-CBC":   {"ec", "-aes-192-cbc"},
			"AES-256-CBC":   {"ec", "-aes-256-cbc"},
			"DES-EDE3-CBC":  {"ec", "-des3"},
			"DES-CBC":       {"ec", "-des"},
		} {
			t.Run(name+", "+word, func(t *testing.T) {
				locked, ok := p.try(private, append(append(args, "-passout", "file:word"), legacy...)...)
				if !ok {
					t.Skip("the openssl that is installed does not offer it")
				}
				if a := importer.ImportWith(locked, opts); a.Verdict != importer.Accept || a.Key.Fingerprint() != want {
					t.Errorf("%s %q %s", a.Verdict, a.Codes, a.Message)
				}
				for _, wrong := range []string{"", "wrong", word + " ", strings.ToUpper(word)} {
					if a := importer.ImportWith(locked, importer.Options{Password: secret.New([]byte(wrong))}); a.Verdict != importer.Ask || a.Code != keys.KeyEncrypted || !a.Private {
						t.Errorf("%d letters of another password: %s %q %s", len(wrong), a.Verdict, a.Code, a.Message)
					}
				}
			})
		}
	}
}

// TestForgottenLocks: RC2 and RC4 are not opened; the answer names them before
// it asks for a password that would not help.
func TestForgottenLocks(t *testing.T) {
	t.Parallel()
	p := newTool(t, "openssl")
	private := p.run(nil, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
	for scheme, cipher := range map[string]string{
		"PBE-SHA1-RC2-40": "RC2", "PBE-SHA1-RC2-128": "RC2", "PBE-SHA1-RC4-40": "RC4", "PBE-SHA1-RC4-128": "RC4", "PBE-MD5-RC2-64": "RC2", "PBE-SHA1-RC2-64": "RC2",
	} {
		t.Run(scheme, func(t *testing.T) {
			locked, ok := p.try(private, "pkcs8", "-topk8", "-v1", scheme, "-passout", "pass:correct horse", "-provider", "legacy", "-provider", "default")
			if !ok {
				t.Skip("the openssl that is installed does not offer it")
			}
			for _, o := range []importer.Options{{}, password} {
				a := importer.ImportWith(locked, o)
				if a.Verdict != importer.Reject || a.Code != keys.KeyTypeUnsupported || !a.Private || !strings.Contains(a.Message, "("+cipher+")") {
					t.Errorf("%s %q %s", a.Verdict, a.Code, a.Message)
				}
				if !strings.Contains(a.Hint, "-provider legacy") {
					t.Errorf("hint %q", a.Hint)
				}
			}
		})
	}
}

// TestOldLocksAreBounded has old locks that ask for hours of work, or for
// nonsense.
func TestOldLocksAreBounded(t *testing.T) {
	type params struct {
		Salt   []byte
		Rounds int
	}
	locked := func(p any, numbers ...int) []byte {
		return pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: derOf(t, struct {
			Algo any
			Data []byte
		}{struct {
			ID     asn1.ObjectIdentifier
			Params any
		}{numbers, p}, make([]byte, 64)})})
	}
	md5DES, sha3DES := []int{1, 2, 840, 113549, 1, 5, 3}, []int{1, 2, 840, 113549, 1, 12, 1, 3}
	for name, c := range map[string]struct {
		text []byte
		code keys.Code
		says string
	}{
		"PBES1, too many":   {locked(params{make([]byte, 8), 1<<31 - 1}, md5DES...), keys.KeyTypeUnsupported, "takes too long"},
		"PKCS#12, too many": {locked(params{make([]byte, 8), 5_000_001}, sha3DES...), keys.KeyTypeUnsupported, "takes too long"},
		"no rounds":         {locked(params{make([]byte, 8), 0}, md5DES...), keys.KeyTypeUnsupported, "rare way"},
		"fewer than none":   {locked(params{make([]byte, 8), -1}, sha3DES...), keys.KeyTypeUnsupported, "rare way"},
		"rounds of 2^70":    {locked(struct{ Salt, Rounds []byte }{nil, make([]byte, 9)}, sha3DES...), keys.KeyTypeUnsupported, "rare way"},
		"unknown":           {locked(params{make([]byte, 8), 1}, 1, 2, 3, 4), keys.KeyTypeUnsupported, "rare way"},
		"no salt, PBES1":    {locked(params{nil, 1}, md5DES...), keys.KeyEncrypted, "does not open"},
		"no salt, PKCS#12":  {locked(params{nil, 1}, sha3DES...), keys.KeyEncrypted, "does not open"},
		"long salt":         {locked(params{make([]byte, 9000), 2}, sha3DES...), keys.KeyEncrypted, "does not open"},
	} {
		t.Run(name, func(t *testing.T) {
			if a := importer.ImportWith(c.text, password); a.Taken() || a.Code != c.code || !strings.Contains(a.Message, c.says) {
				t.Errorf("%s %q %s", a.Verdict, a.Code, a.Message)
			}
		})
	}
}

// TestLocksOfOpenSSH: ssh-keygen can lock with more ciphers than are opened here.
func TestLocksOfOpenSSH(t *testing.T) {
	t.Parallel()
	p := newTool(t, "ssh-keygen")
	for cipher, opens := range map[string]bool{
		"aes256-ctr": true, "aes256-cbc": true,
		"aes128-ctr": false, "aes256-gcm@openssh.com": false, "chacha20-poly1305@openssh.com": false, "3des-cbc": false,
	} {
		t.Run(cipher, func(t *testing.T) {
			path := filepath.Join(p.dir, cipher)
			if _, ok := p.try(nil, "-q", "-t", "ed25519", "-a", "1", "-Z", cipher, "-N", "correct horse", "-f", path); !ok {
				t.Skip("the ssh-keygen that is installed does not offer it")
			}
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a, with := importer.Import(text), importer.ImportWith(text, password)
			if opens && (a.Verdict != importer.Ask || a.Code != keys.KeyEncrypted || !with.Taken() || with.Key.Kind() != keys.Ed25519) {
				t.Errorf("%s %q %s, %s %q %s", a.Verdict, a.Code, a.Message, with.Verdict, with.Code, with.Message)
			}
			if !opens && (a.Verdict != importer.Reject || a.Code != keys.KeyTypeUnsupported || with.Code != a.Code || !strings.Contains(a.Message, "rare way")) {
				t.Errorf("%s %q %s", a.Verdict, a.Code, a.Message)
			}
			if !with.Taken() && !strings.Contains(a.Hint, "ssh-keygen -p") {
				t.Errorf("hint %q", a.Hint)
			}
		})
	}
}
