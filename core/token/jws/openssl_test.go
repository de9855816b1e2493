package jws_test

import (
	"bytes"
	"encoding/asn1"
	"encoding/hex"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
)

// openSSL signs and verifies files with one key and algorithm.
type openSSL struct {
	t       *testing.T
	program string
	dir     string
	key     *keys.Key
	digest  string // "-sha256"; "" for Ed25519, which has its own
	pss     bool
}

// newOpenSSL finds the program; the test is skipped where it is not there.
func newOpenSSL(t *testing.T, alg string, k *keys.Key) *openSSL {
	t.Helper()
	path, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not on the PATH, so there is nothing to compare with")
	}
	o := &openSSL{t: t, program: path, dir: t.TempDir(), key: k, pss: alg[:2] == "PS"}
	if k.Kind() != keys.Ed25519 {
		o.digest = "-sha" + alg[2:]
	}
	if k.Kind() != keys.Secret {
		o.write("private.pem", k.PrivatePEM().Reveal())
		o.write("public.pem", []byte(k.PublicPEM()))
	}
	return o
}

func (o *openSSL) write(name string, content []byte) {
	o.t.Helper()
	if err := os.WriteFile(filepath.Join(o.dir, name), content, 0o600); err != nil {
		o.t.Fatal(err)
	}
}

func (o *openSSL) run(args ...string) ([]byte, error) {
	cmd := exec.CommandContext(o.t.Context(), o.program, args...)
	cmd.Dir = o.dir
	return cmd.Output()
}

// padding are the options of PSS, whose salt is as long as the hash.
func (o *openSSL) padding() []string {
	if !o.pss {
		return nil
	}
	return []string{"-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:-1"}
}

// sign gives a signature in the form that a token has.
func (o *openSSL) sign(input string) []byte {
	o.t.Helper()
	o.write("input", []byte(input))
	var args []string
	switch o.key.Kind() {
	case keys.Secret: // made for this test, so it may stand in an argument
		args = []string{"dgst", o.digest, "-mac", "HMAC", "-macopt", "hexkey:" + hex.EncodeToString(o.key.Secret().Reveal()), "-binary", "input"}
	case keys.Ed25519:
		args = []string{"pkeyutl", "-sign", "-rawin", "-inkey", "private.pem", "-in", "input"}
	default:
		args = append(append([]string{"dgst", o.digest, "-sign", "private.pem"}, o.padding()...), "input")
	}
	sig, err := o.run(args...)
	if err != nil {
		o.t.Fatalf("openssl %s: %v", args[0], err)
	}
	if o.key.Kind() == keys.EC {
		return o.raw(sig)
	}
	return sig
}

// verify reports whether openssl takes a signature as a token has it. Of a MAC
// there is no verifying but to make it again.
func (o *openSSL) verify(input string, sig []byte) bool {
	o.t.Helper()
	if o.key.Kind() == keys.Secret {
		return bytes.Equal(o.sign(input), sig)
	}
	if o.key.Kind() == keys.EC {
		sig = o.der(sig)
	}
	o.write("input", []byte(input))
	o.write("signature", sig)
	args := append(append([]string{"dgst", o.digest, "-verify", "public.pem", "-signature", "signature"}, o.padding()...), "input")
	if o.key.Kind() == keys.Ed25519 {
		args = []string{"pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "public.pem", "-sigfile", "signature", "-in", "input"}
	}
	_, err := o.run(args...)
	return err == nil
}

// pair is a signature over a curve as openssl has it (RFC 3279 section 2.2.3);
// a token has the two numbers one behind the other (RFC 7518 section 3.4).
type pair struct{ R, S *big.Int }

func (o *openSSL) raw(der []byte) []byte {
	o.t.Helper()
	var p pair
	if _, err := asn1.Unmarshal(der, &p); err != nil {
		o.t.Fatal(err)
	}
	size := (o.key.Bits() + 7) / 8
	return append(p.R.FillBytes(make([]byte, size)), p.S.FillBytes(make([]byte, size))...)
}

func (o *openSSL) der(raw []byte) []byte {
	o.t.Helper()
	half := len(raw) / 2
	der, err := asn1.Marshal(pair{new(big.Int).SetBytes(raw[:half]), new(big.Int).SetBytes(raw[half:])})
	if err != nil {
		o.t.Fatal(err)
	}
	return der
}

// once are the algorithms that give one signature for one text.
func once(alg string) bool { return alg[:2] != "PS" && alg[:2] != "ES" }

// TestOpenSSL signs with one and verifies with the other, both ways.
func TestOpenSSL(t *testing.T) {
	t.Parallel() // it takes a while
	random := newSamples(2)
	for _, a := range algorithms {
		t.Run(a.alg, func(t *testing.T) {
			openssl := newOpenSSL(t, a.alg, a.key())
			for range 4 {
				claims := random.claims(t)
				text, err := jws.Sign(head(a.alg), claims, a.key())
				if err != nil {
					t.Fatal(err)
				}
				input, ours := encode(head(a.alg).JSON())+"."+encode(claims.JSON()), formats.Decode(text).Signature
				if !openssl.verify(input, ours) {
					t.Error("openssl does not verify our signature")
				}
				theirs := openssl.sign(input)
				wantState(t, verify(input+"."+encode(theirs), publicHalf(t, a.key())), token.Valid, "")
				if once(a.alg) && !bytes.Equal(ours, theirs) {
					t.Errorf("%s has one signature only, ours is another", a.alg)
				}
				ours[len(ours)-1] ^= 1
				if openssl.verify(input, ours) {
					t.Error("openssl verifies anything")
				}
			}
		})
	}
}
