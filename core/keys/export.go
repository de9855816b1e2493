package keys

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"

	"playtoken/core/secret"
)

// PublicPEM is the public half as a PEM text with the label PUBLIC KEY, wrapped
// at 64 columns (RFC 7468 13). It is empty for a shared secret.
func (k *half) PublicPEM() string {
	if k.kind == Secret {
		return ""
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: k.spki}))
}

// PublicBase64 is the public half on one line: what stands between the lines of
// [Key.PublicPEM], without its line ends.
func (k *half) PublicBase64() string { return base64.StdEncoding.EncodeToString(k.spki) }

// PrivatePEM is the private half as a PEM text with the label PRIVATE KEY,
// PKCS#8, wrapped at 64 columns (RFC 7468 10). It is empty for a public key and
// for a shared secret.
func (k *Key) PrivatePEM() secret.Bytes {
	if k.open == nil {
		return secret.Bytes{}
	}
	der, err := x509.MarshalPKCS8PrivateKey(k.open())
	if err != nil { // the key was parsed and checked: it can always be written
		panic("keys: a checked key cannot be written: " + err.Error())
	}
	return secret.New(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// PrivateBase64 is base64 of [Key.PrivatePEM] on one line, the form in which the
// APIs of platforms send a private key. It is empty where that is.
func (k *Key) PrivateBase64() secret.Bytes {
	text := k.PrivatePEM().Reveal()
	return secret.New(base64.StdEncoding.AppendEncode(nil, text))
}

// member is one name and value of a JWK. Values are base64url and a few fixed
// words, which need no escaping; a key ID does.
type member struct{ name, value string }

// PublicJWK is the public half as a JSON Web Key (RFC 7517). An empty kid stands
// for the key's [Key.Thumbprint]. It is empty for a shared secret.
func (k *half) PublicJWK(kid string) string {
	if k.kind == Secret {
		return ""
	}
	return string(jsonObject(append(k.publicMembers(), k.kid(kid)...)))
}

// JWKS is a JWK Set (RFC 7517 5) of the public half alone.
func (k *half) JWKS(kid string) string {
	if k.kind == Secret {
		return ""
	}
	return `{"keys":[` + k.PublicJWK(kid) + `]}`
}

// PrivateJWK is the private half, or a shared secret, as a JSON Web Key. It is
// empty for a public key. A shared secret has a kid only when one is given: a
// thumbprint would help to guess it.
func (k *Key) PrivateJWK(kid string) secret.Bytes {
	if !k.Private() {
		return secret.Bytes{}
	}
	list := append(k.publicMembers(), k.privateMembers()...)
	return secret.New(jsonObject(append(list, k.kid(kid)...)))
}

// Thumbprint is the SHA-256 thumbprint of the public half (RFC 7638), in
// base64url. It is empty for a shared secret.
func (k *half) Thumbprint() string {
	if k.kind == Secret {
		return ""
	}
	sum := sha256.Sum256(jsonObject(k.publicMembers()))
	return base64url(sum[:])
}

func (k *half) kid(given string) []member {
	if given == "" {
		given = k.Thumbprint()
	}
	if given == "" {
		return nil
	}
	return []member{{"kid", given}}
}

// publicMembers are the required members in the order of RFC 7638 3.3.
func (k *half) publicMembers() []member {
	switch pub := k.pub.(type) {
	case *rsa.PublicKey:
		return []member{{"e", base64url(big.NewInt(int64(pub.E)).Bytes())}, {"kty", "RSA"}, {"n", base64url(pub.N.Bytes())}}
	case *ecdsa.PublicKey:
		point, err := pub.Bytes() // 4, x, y; it was checked when it was read
		if err != nil {
			panic("keys: a checked key cannot be written: " + err.Error())
		}
		half := (len(point) - 1) / 2
		return []member{{"crv", k.curve}, {"kty", "EC"}, {"x", base64url(point[1 : 1+half])}, {"y", base64url(point[1+half:])}}
	case ed25519.PublicKey:
		return []member{{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", base64url(pub)}}
	}
	return []member{{"kty", "oct"}}
}

func (k *Key) privateMembers() []member {
	if k.kind == Secret {
		return []member{{"k", base64url(k.shared.Reveal())}}
	}
	switch key := k.open().(type) {
	case *rsa.PrivateKey:
		return rsaMembers(key)
	case *ecdsa.PrivateKey:
		d, err := key.Bytes()
		if err != nil {
			panic("keys: a checked key cannot be written: " + err.Error())
		}
		return []member{{"d", base64url(d)}}
	case ed25519.PrivateKey:
		return []member{{"d", base64url(key.Seed())}}
	}
	return nil
}

// rsaMembers are the numbers of RFC 7518 6.3.2. The first two primes come with
// their exponents; further ones are rare, and only d is written for them.
func rsaMembers(key *rsa.PrivateKey) []member {
	number := func(n *big.Int) string { return base64url(n.Bytes()) }
	list := []member{{"d", number(key.D)}}
	if len(key.Primes) != 2 {
		return list
	}
	one, p, q := big.NewInt(1), key.Primes[0], key.Primes[1]
	exponent := func(prime *big.Int) string {
		return number(new(big.Int).Mod(key.D, new(big.Int).Sub(prime, one)))
	}
	return append(list, member{"p", number(p)}, member{"q", number(q)},
		member{"dp", exponent(p)}, member{"dq", exponent(q)}, member{"qi", number(new(big.Int).ModInverse(q, p))})
}

// jsonObject writes members as JSON in the order given, without white space.
func jsonObject(list []member) []byte {
	var b bytes.Buffer
	open := byte('{')
	for _, m := range list {
		name, _ := json.Marshal(m.name) // a string always marshals
		value, _ := json.Marshal(m.value)
		b.WriteByte(open)
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
		open = ','
	}
	b.WriteByte('}')
	return b.Bytes()
}

func base64url(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
