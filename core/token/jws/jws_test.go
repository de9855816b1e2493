package jws_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
)

func TestSignAndVerify(t *testing.T) {
	for _, a := range algorithms {
		t.Run(a.alg, func(t *testing.T) {
			text := sign(t, a.alg, a.key())
			if !strings.HasPrefix(text, signingInput(a.alg)+".") {
				t.Errorf("header and claims are not as given: %s", text)
			}
			for _, k := range []*keys.Key{a.key(), publicHalf(t, a.key())} {
				c := verify(text, k)
				wantState(t, c, token.Valid, "")
				if c.Key != k {
					t.Errorf("the key is %v", c.Key)
				}
			}
			wantState(t, verify(text, nil), token.Unchecked, "No key")
		})
	}
}

// TestChanged changes each character of a token, or every ninth where checking
// takes long: no change may go unnoticed.
func TestChanged(t *testing.T) {
	t.Parallel() // it takes a while
	for _, a := range algorithms {
		t.Run(a.alg, func(t *testing.T) {
			text, pub := sign(t, a.alg, a.key()), publicHalf(t, a.key())
			step := 9
			if strings.Contains("HS256 RS256 ES256 EdDSA", a.alg) {
				step = 1
			}
			for i := 0; i < len(text); i += step {
				if text[i] == '.' {
					continue
				}
				other := byte('A')
				if text[i] == other {
					other = 'B'
				}
				changed := text[:i] + string(other) + text[i+1:]
				if c := verify(changed, pub); c.State == token.Valid {
					t.Fatalf("valid although character %d is another", i)
				}
			}
		})
	}
}

func TestInvalid(t *testing.T) {
	text := sign(t, "RS256", rsaKey())
	input := text[:strings.LastIndexByte(text, '.')]
	other, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	larger, err := keys.GenerateRSA(3072)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, text string
		key        *keys.Key
		state      token.State
		says       string
	}{
		{"another key", text, other, token.Invalid, "another key signed it"},
		{"a larger key", text, larger, token.Invalid, "has 256 bytes, one by this key has 384"},
		{"signature cut by whole bytes", input + "." + encode(formats.Decode(text).Signature[:253]), rsaKey(), token.Invalid, "has 253 bytes"},
		{"signature missing", input + ".", rsaKey(), token.Invalid, "signature is missing"},
		{"two parts", input, rsaKey(), token.Invalid, "signature is missing"},
		{"signature missing, no key", input + ".", nil, token.Unchecked, "No key"},
		{"one bit too many in the last character", text[:len(text)-1] + string(text[len(text)-1]+1), rsaKey(), token.Unchecked, "last character"},
		{"line break in the signature", text[:len(text)-4] + "\n" + text[len(text)-4:], rsaKey(), token.Unchecked, "line break"},
		{"padding behind", text + "==", rsaKey(), token.Unchecked, "“=”"},
		{"zero signature for P-256", signingInput("ES256") + "." + encode(make([]byte, 64)), p256(), token.Invalid, "does not fit"},
		{"zero signature for Ed25519", signingInput("EdDSA") + "." + encode(make([]byte, 64)), ed(), token.Invalid, "does not fit"},
		{"EC key, RSA token", text, p256(), token.Unchecked, "do not go together"},
		{"P-384 key, ES256 token", sign(t, "ES256", p256()), p384(), token.Unchecked, "P-384, private"},
		{"no token", "hello", rsaKey(), token.Unchecked, "no signature"},
		{"JWE", encode([]byte(`{"alg":"RSA-OAEP","enc":"A256GCM"}`)) + ".AA.AA.AA.AA", rsaKey(), token.Unchecked, "no signature"},
		{"PASETO", "v4.public.AAAA", ed(), token.Unchecked, "no signature"},
	} {
		t.Run(tc.name, func(t *testing.T) { wantState(t, verify(tc.text, tc.key), tc.state, tc.says) })
	}
}

// TestRefused: a sound signature does not help a header that must be refused.
func TestRefused(t *testing.T) {
	good := claims.JSON()
	for _, tc := range []struct{ name, header, payload, says string }{
		{"critical extension", `{"alg":"RS256","crit":["exp"]}`, string(good), "critical"},
		{"b64 false", `{"alg":"RS256","b64":false}`, string(good), "b64"},
		{"b64 as text", `{"alg":"RS256","b64":"false"}`, string(good), "b64"},
		{"b64 as a number", `{"alg":"RS256","b64":0}`, string(good), "b64"},
		{"duplicate in the header", `{"alg":"RS256","alg":"RS256"}`, string(good), "two members"},
		{"text behind the header", `{"alg":"RS256"} ` + "x", string(good), "text behind"},
		{"duplicate claim", `{"alg":"RS256"}`, `{"exp":1,"\u0065xp":9999999999}`, "two members"},
		{"text behind the claims", `{"alg":"RS256"}`, `{"exp":1}{"exp":9999999999}`, "text behind"},
		{"claims that are no UTF-8", `{"alg":"RS256"}`, "{\"a\":\"\xff\"}", "UTF-8"},
		{"alg with a space", `{"alg":"RS256 "}`, string(good), "do not go together"},
		{"alg in lower case", `{"alg":"rs256"}`, string(good), "do not go together"},
		{"alg missing", `{"typ":"JWT"}`, string(good), ""},
		{"alg is a list", `{"alg":["RS256"]}`, string(good), ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			input := encode([]byte(tc.header)) + "." + encode([]byte(tc.payload))
			wantState(t, verify(input+"."+encode(rsaSignature(t, input)), rsaKey()), token.Unchecked, tc.says)
		})
	}
	// What needs no refusal is verified: the payload may be any bytes.
	input := encode([]byte(`{"alg":"RS256"}`)) + "." + encode([]byte("$.02"))
	wantState(t, verify(input+"."+encode(rsaSignature(t, input)), rsaKey()), token.Valid, "")
}

func rsaSignature(t testing.TB, input string) []byte {
	t.Helper()
	sum := sha256.Sum256([]byte(input))
	sig, err := rsaKey().Signer().Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	return sig
}

// TestNone: a token without signature is never valid, however none is spelt, and
// whatever stands where the signature would.
func TestNone(t *testing.T) {
	sig := strings.Split(sign(t, "RS256", rsaKey()), ".")[2]
	for _, header := range []string{
		`{"alg":"none"}`, `{"alg":"None"}`, `{"alg":"NONE"}`, `{"alg":"nOnE"}`, `{"alg":" none"}`, `{"alg":"none "}`, `{"alg":"none\t"}`,
		`{"alg":"\u006eone"}`, `{"alg":"none\u0000"}`, `{"alg":"n\u043ene"}`, `{"alg":""}`, `{"alg":null}`, `{}`, `{"alg":"RS256","alg":"none"}`, `{"alg":"none","alg":"RS256"}`,
		`{"ALG":"none"}`, `{"alg":["none"]}`,
	} {
		for _, end := range []string{"", ".", "." + sig, ".AA"} {
			text := encode([]byte(header)) + "." + encode(claims.JSON()) + end
			for _, k := range []*keys.Key{nil, rsaKey(), publicHalf(t, rsaKey()), p256(), ed(), shared()} {
				if c := verify(text, k); c.State == token.Valid || c.Reason.String() == "" {
					t.Errorf("%s with %.8q and key %v: %s %q", header, end, k, c.State, c.Reason)
				}
			}
		}
	}
	wantState(t, verify(encode([]byte(`{"alg":"nOnE"}`))+"."+encode(claims.JSON())+".", rsaKey()), token.Unchecked, "not signed")
}

// TestNoKeyIsASharedSecret: the oldest attack on JWT makes a public key into the
// secret of HS256 (RFC 8725 section 2.1).
func TestNoKeyIsASharedSecret(t *testing.T) {
	for _, k := range []*keys.Key{rsaKey(), p256(), ed()} {
		pub := k.PublicPEM()
		der, _ := x509.MarshalPKIXPublicKey(k.Public())
		for form, secret := range map[string]string{
			"PEM": pub, "PEM without its last line end": strings.TrimSpace(pub), "CRLF": strings.ReplaceAll(pub, "\n", "\r\n"), "DER": string(der),
			"private PEM": string(k.PrivatePEM().Reveal()),
		} {
			for _, alg := range []string{"HS256", "HS384", "hs256", "HS256 "} {
				input := encode(head(alg).JSON()) + "." + encode(claims.JSON())
				mac := hmac.New(sha256.New, []byte(secret))
				mac.Write([]byte(input))
				for _, with := range []*keys.Key{k, publicHalf(t, k)} {
					c := verify(input+"."+encode(mac.Sum(nil)), with)
					if c.State != token.Unchecked || c.Reason.String() == "" {
						t.Errorf("%s over the %s of %v: %s %q", alg, form, with, c.State, c.Reason)
					}
				}
			}
		}
	}
	text := encode(head("HS256").JSON()) + "." + encode(claims.JSON()) + ".AQID"
	wantState(t, verify(text, rsaKey()), token.Unchecked, "HS256, which needs a shared secret. An RSA key is never used as one")
}

// TestPSSSalt: RFC 7518 section 3.5 wants a salt as long as the hash.
func TestPSSSalt(t *testing.T) {
	private := rsaKey().Signer().(*rsa.PrivateKey)
	for _, tc := range []struct {
		alg  string
		hash crypto.Hash
		salt int
		want token.State
	}{
		{"PS256", crypto.SHA256, 32, token.Valid},
		{"PS384", crypto.SHA384, 48, token.Valid},
		{"PS512", crypto.SHA512, 64, token.Valid},
		{"PS256", crypto.SHA256, 20, token.Invalid},
		{"PS256", crypto.SHA256, 31, token.Invalid},
		{"PS256", crypto.SHA256, rsa.PSSSaltLengthAuto, token.Invalid},
		{"PS512", crypto.SHA512, 32, token.Invalid},
	} {
		input := signingInput(tc.alg)
		h := tc.hash.New()
		h.Write([]byte(input))
		sig, err := rsa.SignPSS(rand.Reader, private, tc.hash, h.Sum(nil), &rsa.PSSOptions{SaltLength: tc.salt})
		if err != nil {
			t.Fatal(err)
		}
		if c := verify(input+"."+encode(sig), rsaKey()); c.State != tc.want {
			t.Errorf("%s with a salt of %d: %s, want %s", tc.alg, tc.salt, c.State, tc.want)
		}
	}
	// And ours has that salt.
	text := sign(t, "PS256", rsaKey())
	sum := sha256.Sum256([]byte(signingInput("PS256")))
	sig := formats.Decode(text).Signature
	if err := rsa.VerifyPSS(&private.PublicKey, crypto.SHA256, sum[:], sig, &rsa.PSSOptions{SaltLength: 32}); err != nil {
		t.Error("our own salt is not as long as the hash:", err)
	}
}

// TestDERSignature: signers that use a library's default form write DER.
func TestDERSignature(t *testing.T) {
	for _, tc := range []struct {
		alg  string
		key  *keys.Key
		hash crypto.Hash
	}{{"ES256", p256(), crypto.SHA256}, {"ES384", p384(), crypto.SHA384}, {"ES512", p521(), crypto.SHA512}} {
		input := signingInput(tc.alg)
		h := tc.hash.New()
		h.Write([]byte(input))
		der, err := ecdsa.SignASN1(rand.Reader, tc.key.Signer().(*ecdsa.PrivateKey), h.Sum(nil))
		if err != nil {
			t.Fatal(err)
		}
		wantState(t, verify(input+"."+encode(der), tc.key), token.Invalid, "DER form")
		// Neither any 70 bytes nor a cut DER form are called so.
		c := verify(input+"."+encode(der[:len(der)-1]), tc.key)
		if c.State != token.Invalid || strings.Contains(c.Reason.String(), "DER") {
			t.Errorf("cut: %s %q", c.State, c.Reason)
		}
	}
}

func TestSignRefuses(t *testing.T) {
	for _, tc := range []struct {
		name   string
		header token.Object
		key    *keys.Key
		want   error
	}{
		{"public RSA key", head("RS256"), publicHalf(t, rsaKey()), jws.ErrPublicKey},
		{"public EC key", head("ES256"), publicHalf(t, p256()), jws.ErrPublicKey},
		{"public Ed25519 key", head("EdDSA"), publicHalf(t, ed()), jws.ErrPublicKey},
		{"RSA key and HS256", head("HS256"), rsaKey(), jws.ErrAlgorithm},
		{"RSA key and none", head("none"), rsaKey(), jws.ErrAlgorithm},
		{"RSA key and ES256", head("ES256"), rsaKey(), jws.ErrAlgorithm},
		{"P-256 key and ES384", head("ES384"), p256(), jws.ErrAlgorithm},
		{"P-256 key and RS256", head("RS256"), p256(), jws.ErrAlgorithm},
		{"Ed25519 key and ES256", head("ES256"), ed(), jws.ErrAlgorithm},
		{"alg in lower case", head("rs256"), rsaKey(), jws.ErrAlgorithm},
		{"no alg", token.NewObject(), rsaKey(), jws.ErrAlgorithm},
		{"alg is a number", token.NewObject(token.IntMember("alg", 1)), rsaKey(), jws.ErrAlgorithm},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text, err := jws.Sign(tc.header, claims, tc.key)
			if !errors.Is(err, tc.want) || text != "" {
				t.Errorf("error %v, token %q; want %v", err, text, tc.want)
			}
		})
	}
}

func TestAlgorithms(t *testing.T) {
	for _, tc := range []struct {
		key  *keys.Key
		want string
	}{
		{rsaKey(), "RS256 RS384 RS512 PS256 PS384 PS512"},
		{p256(), "ES256"},
		{p384(), "ES384"},
		{p521(), "ES512"},
		{ed(), "EdDSA Ed25519"},
		{shared(), "HS256 HS384 HS512"},
	} {
		if got := strings.Join(jws.Algorithms(tc.key), " "); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.key.Title(), got, tc.want)
		}
	}
}

// TestRFC7520 verifies the examples of RFC 7520 section 4, whose payload is prose.
func TestRFC7520(t *testing.T) {
	for _, file := range []string{
		"4_1.rsa_v15_signature.json", "4_2.rsa-pss_signature.json", "4_3.ecdsa_signature.json", "4_4.hmac-sha2_integrity_protection.json",
	} {
		t.Run(file, func(t *testing.T) {
			var v struct {
				Input struct {
					Payload, Alg string
					Key          json.RawMessage
				}
				Output struct{ Compact string }
			}
			fixtures.JSON(t, "token/jws/testdata/"+file, &v)
			key := imported(t, string(v.Input.Key))
			tok := formats.Decode(v.Output.Compact)
			if tok.Kind != token.JWS || string(tok.Payload) != v.Input.Payload || tok.Algorithm() != v.Input.Alg {
				t.Errorf("%s %s %q", tok.Kind, tok.Algorithm(), tok.Payload)
			}
			wantState(t, jws.Verify(tok, key), token.Valid, "")
			wantState(t, jws.Verify(tok, publicHalf(t, key)), token.Valid, "")
		})
	}
}
