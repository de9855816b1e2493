package jws_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
)

func digest(h crypto.Hash, text string) []byte {
	d := h.New()
	d.Write([]byte(text))
	return d.Sum(nil)
}

func b64(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

// slipping signs a text in place of the token's, with a hash and a padding of its choice.
func slipping(t *testing.T, k *keys.Key, h crypto.Hash, scheme, text string) []byte {
	t.Helper()
	var sig []byte
	var err error
	switch signer := k.Signer().(type) {
	case *rsa.PrivateKey:
		switch scheme {
		case jws.PSS:
			sig, err = rsa.SignPSS(rand.Reader, signer, h, digest(h, text), &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
		case jws.PSSSalt:
			sig, err = rsa.SignPSS(rand.Reader, signer, h, digest(h, text), &rsa.PSSOptions{SaltLength: 11})
		case jws.BareDigest:
			sig, err = rsa.SignPKCS1v15(nil, signer, 0, digest(h, text))
		default:
			sig, err = rsa.SignPKCS1v15(nil, signer, h, digest(h, text))
		}
	case *ecdsa.PrivateKey:
		var r, s *big.Int
		r, s, err = ecdsa.Sign(rand.Reader, signer, digest(h, text))
		size := (signer.Params().BitSize + 7) / 8
		sig = append(r.FillBytes(make([]byte, size)), s.FillBytes(make([]byte, size))...)
	case ed25519.PrivateKey:
		sig = ed25519.Sign(signer, []byte(text))
	default:
		if scheme == jws.PlainHash {
			sig = digest(h, text+string(k.Secret().Reveal()))
			break
		}
		mac := hmac.New(h.New, k.Secret().Reveal())
		mac.Write([]byte(text))
		sig = mac.Sum(nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return sig
}

// TestSlips: what a signer did in place of what the header says is told of every kind of
// key, and of nothing else that it was.
func TestSlips(t *testing.T) {
	t.Parallel()
	made := map[string]*keys.Key{}
	for name, of := range map[string]keys.Type{"RSA": keys.NewRSA2048, "EC": keys.NewP256, "Ed25519": keys.NewEd25519, "secret": keys.NewHMAC256} {
		k, err := keys.Generate(t.Context(), of)
		if err != nil {
			t.Fatal(err)
		}
		made[name] = k
	}
	const payload = `{"sub":"a","exp":1750000000}`
	type row struct {
		key, alg string
		hash     crypto.Hash
		scheme   string
		over     func(header, payload string) string
		want     jws.Slip
	}
	whole := func(header, payload string) string { return b64(header) + "." + b64(payload) }
	behind := func(end string) func(h, p string) string {
		return func(h, p string) string { return whole(h, p) + end }
	}
	rows := []row{
		{"RSA", "RS256", crypto.SHA1, "", whole, jws.Slip{Hash: "SHA-1"}},
		{"RSA", "RS256", crypto.SHA512, "", whole, jws.Slip{Hash: "SHA-512"}},
		{"RSA", "RS512", crypto.SHA256, "", whole, jws.Slip{Hash: "SHA-256"}},
		{"RSA", "PS256", crypto.SHA256, jws.PKCS1, whole, jws.Slip{Scheme: jws.PKCS1}},
		{"RSA", "PS256", crypto.SHA384, jws.PKCS1, whole, jws.Slip{Scheme: jws.PKCS1, Hash: "SHA-384"}},
		{"RSA", "RS256", crypto.SHA256, jws.PSS, whole, jws.Slip{Scheme: jws.PSS}},
		{"RSA", "PS256", crypto.SHA512, jws.PSS, whole, jws.Slip{Hash: "SHA-512"}},
		{"RSA", "PS256", crypto.SHA256, jws.PSSSalt, whole, jws.Slip{Scheme: jws.PSSSalt}},
		{"RSA", "RS256", crypto.SHA256, jws.BareDigest, whole, jws.Slip{Scheme: jws.BareDigest}},
		{"RSA", "RS256", crypto.SHA1, "", behind("\n"), jws.Slip{Hash: "SHA-1", Input: jws.WithLineEnd}},
		{"RSA", "RS256", crypto.MD5, "", whole, jws.Slip{Hash: "MD5"}},
		{"RSA", "RS512", crypto.SHA224, "", whole, jws.Slip{Hash: "SHA-224"}},
		{"secret", "HS256", crypto.SHA256, jws.PlainHash, whole, jws.Slip{Scheme: jws.PlainHash}},
		{"secret", "HS256", crypto.SHA512, jws.PlainHash, whole, jws.Slip{Scheme: jws.PlainHash, Hash: "SHA-512"}},
		{"EC", "ES256", crypto.SHA1, "", whole, jws.Slip{Hash: "SHA-1"}},
		{"EC", "ES256", crypto.SHA512, "", whole, jws.Slip{Hash: "SHA-512"}},
		{"secret", "HS256", crypto.SHA512, "", whole, jws.Slip{Hash: "SHA-512"}},
		{"secret", "HS512", crypto.SHA256, "", whole, jws.Slip{Hash: "SHA-256"}},
		{"secret", "HS256", crypto.SHA1, "", whole, jws.Slip{Hash: "SHA-1"}},
	}
	texts := map[jws.Input][]func(h, p string) string{
		jws.WithLineEnd: {behind("\n"), behind("\r\n")},
		jws.WithDot:     {behind(".")},
		jws.WithPadding: {func(h, p string) string {
			return base64.URLEncoding.EncodeToString([]byte(h)) + "." + base64.URLEncoding.EncodeToString([]byte(p))
		}},
		jws.NotEncoded:  {func(h, p string) string { return h + "." + p }},
		jws.PayloadOnly: {func(_, p string) string { return b64(p) }, func(_, p string) string { return p }},
		jws.Reencoded: {
			func(h, _ string) string { return whole(h, `{"sub": "a", "exp": 1750000000}`) },
			func(h, _ string) string { return whole(h, `{"exp":1750000000,"sub":"a"}`) },
			func(h, p string) string { return whole(h, p+"\n") },
		},
		jws.InUTF16: {func(h, p string) string {
			return strings.Join(strings.Split(whole(h, p), ""), "\x00") + "\x00"
		}},
		jws.DigestOf:   {func(h, p string) string { return string(digest(crypto.SHA256, whole(h, p))) }},
		jws.DigestText: {func(h, p string) string { return hex.EncodeToString(digest(crypto.SHA256, whole(h, p))) }},
	}
	for input, list := range texts {
		for _, over := range list {
			for _, k := range [][2]string{{"RSA", "RS256"}, {"EC", "ES256"}, {"secret", "HS256"}, {"Ed25519", "EdDSA"}} {
				if (k[0] == "Ed25519" || k[0] == "EC") && input != jws.WithLineEnd && input != jws.WithDot {
					continue // too slow to be tried
				}
				rows = append(rows, row{k[0], k[1], crypto.SHA256, "", over, jws.Slip{Input: input}})
			}
			rows = append(rows, row{"RSA", "PS256", crypto.SHA256, jws.PSS, over, jws.Slip{Input: input}})
		}
	}
	trial := func(k *keys.Key) *token.Trial {
		tr := &token.Trial{Answer: importer.Answer{Verdict: importer.Accept, Key: k, Kind: k.Kind()}}
		if k.Kind() == keys.Secret {
			tr.Text = secret.New(k.SecretText().Reveal())
		}
		return tr
	}
	r := jws.Format.(token.Recoverer)
	for _, c := range rows {
		header := `{"alg":"` + c.alg + `"}`
		sig := b64(string(slipping(t, made[c.key], c.hash, c.scheme, c.over(header, payload))))
		tok := formats.Decode(b64(header) + "." + b64(payload) + "." + sig)
		if o := jws.Format.Try(tok, trial(made[c.key])); o.State != token.Invalid {
			t.Errorf("%s %v: %s", c.alg, c.want, o.State)
		}
		if what, fits := r.Recover(tok, trial(made[c.key])); what != token.SignedOther || fits != c.want {
			t.Errorf("%s: %q %+v, want %+v", c.alg, what, fits, c.want)
		}
		edited := formats.Decode(b64(header) + "." + b64(strings.Replace(payload, "a", "b", 1)) + "." + sig)
		if what, fits := r.Recover(edited, trial(made[c.key])); what == token.SignedOther || fits != nil {
			t.Errorf("edited %s: %q %+v, was %+v", c.alg, what, fits, c.want)
		}
	}
}

// TestSpelled: a signature that is whole and written as other text is told without a key,
// and proven with one; one that is written well is left alone.
func TestSpelled(t *testing.T) {
	t.Parallel()
	type spelling struct {
		as    jws.Spelling
		write func(sig []byte) string
	}
	std := func(b []byte) string { return base64.StdEncoding.EncodeToString(b) }
	spellings := []spelling{
		{"", func(b []byte) string { return b64(string(b)) }},
		{jws.Hex, hex.EncodeToString},
		{jws.Hex, func(b []byte) string { return strings.ToUpper(hex.EncodeToString(b)) }},
		{jws.HexInBase64, func(b []byte) string { return b64(hex.EncodeToString(b)) }},
		{jws.HexInBase64, func(b []byte) string { return b64(hex.EncodeToString(b) + "\n") }},
		{jws.Base64Twice, func(b []byte) string { return b64(b64(string(b))) }},
		{jws.Base64Twice, func(b []byte) string { return b64(std(b)) }},
		{jws.StdBase64, func(b []byte) string { return strings.TrimRight(std(b), "=") }},
		{jws.StdBase64, std},
	}
	types := map[string]keys.Type{"RS256": keys.NewRSA2048, "PS512": keys.NewRSA3072, "ES256": keys.NewP256, "EdDSA": keys.NewEd25519, "HS256": keys.NewHMAC256}
	for alg, of := range types {
		k, err := keys.Generate(t.Context(), of)
		if err != nil {
			t.Fatal(err)
		}
		var text string
		var sig []byte
		for n := 0; !strings.ContainsAny(std(sig), "+/"); n++ {
			if text, err = jws.Sign(token.NewObject(token.StringMember("alg", alg)), token.NewObject(token.IntMember("n", int64(n))), k); err != nil {
				t.Fatal(err)
			}
			if sig, err = base64.RawURLEncoding.DecodeString(text[strings.LastIndexByte(text, '.')+1:]); err != nil {
				t.Fatal(err)
			}
		}
		input := text[:strings.LastIndexByte(text, '.')+1]
		for _, s := range spellings {
			tok := formats.Decode(input + s.write(sig))
			as, b := jws.Spelled(tok)
			if as != s.as || as != "" && !bytes.Equal(b, sig) {
				t.Errorf("%s: %q, want %q", alg, as, s.as)
			}
			tr := token.Trial{Text: secret.New(k.SecretText().Reveal()), Answer: importer.Answer{Verdict: importer.Accept, Key: k, Kind: k.Kind()}}
			if o := jws.Format.Try(tok, &tr); as == "" && o.State != token.Valid || as != "" && (o.State != token.Invalid || o.Fits != s.as) {
				t.Errorf("%s %q: %s, %v", alg, s.as, o.State, o.Fits)
			}
			sig[7] ^= 1
			if o := jws.Format.Try(formats.Decode(input+s.write(sig)), &tr); o.State == token.Valid || o.Fits != nil {
				t.Errorf("changed %s %q: %s, %v", alg, s.as, o.State, o.Fits)
			}
			sig[7] ^= 1
		}
	}
}
