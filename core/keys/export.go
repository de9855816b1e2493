package keys

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"maps"
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
	der := written(x509.MarshalPKCS8PrivateKey(k.open()))
	return secret.New(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// PrivateBase64 is base64 of [Key.PrivatePEM] on one line, the form in which the
// APIs of platforms send a private key. It is empty where that is.
func (k *Key) PrivateBase64() secret.Bytes {
	text := k.PrivatePEM().Reveal()
	return secret.New(base64.StdEncoding.AppendEncode(nil, text))
}

// PublicJWK is the public half as a JSON Web Key (RFC 7517). An empty kid stands
// for the key's [Key.Thumbprint]. It is empty for a shared secret.
func (k *half) PublicJWK(kid string) string {
	if k.kind == Secret {
		return ""
	}
	return string(k.object(kid, nil))
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
	return secret.New(k.object(kid, k.privateMembers()))
}

// Thumbprint is the SHA-256 thumbprint of the public half (RFC 7638), in
// base64url. It is empty for a shared secret.
func (k *half) Thumbprint() string {
	if k.kind == Secret {
		return ""
	}
	text, _ := json.Marshal(k.publicMembers()) // in the order of RFC 7638 3.3, that of the alphabet
	sum := sha256.Sum256(text)
	return base64url(sum[:])
}

// object writes a JWK: the public members, further ones and the kid.
func (k *half) object(kid string, more map[string]string) []byte {
	members := k.publicMembers()
	maps.Copy(members, more)
	if kid == "" {
		kid = k.Thumbprint()
	}
	if kid != "" {
		members["kid"] = kid
	}
	text, _ := json.Marshal(members) // strings always marshal
	return text
}

// publicMembers are the members that RFC 7638 3.2 asks for.
func (k *half) publicMembers() map[string]string {
	switch pub := k.pub.(type) {
	case *rsa.PublicKey:
		e := big.NewInt(int64(pub.E))
		return map[string]string{"kty": "RSA", "n": base64url(pub.N.Bytes()), "e": base64url(e.Bytes())}
	case *ecdsa.PublicKey:
		xy := written(pub.Bytes())[1:] // behind the 4 that says: in full
		x, y := base64url(xy[:len(xy)/2]), base64url(xy[len(xy)/2:])
		return map[string]string{"kty": "EC", "crv": k.curve, "x": x, "y": y}
	case ed25519.PublicKey:
		return map[string]string{"kty": "OKP", "crv": "Ed25519", "x": base64url(pub)}
	}
	return map[string]string{"kty": "oct"}
}

// privateMembers are those of the private half. Of an RSA key with more than two primes,
// which are rare, that is d alone (RFC 7518 6.3.2).
func (k *Key) privateMembers() map[string]string {
	switch key := k.Signer().(type) {
	case *rsa.PrivateKey:
		numbers := map[string]*big.Int{"d": key.D}
		if fast := key.Precomputed; len(key.Primes) == 2 {
			numbers["p"], numbers["q"] = key.Primes[0], key.Primes[1]
			numbers["dp"], numbers["dq"], numbers["qi"] = fast.Dp, fast.Dq, fast.Qinv
		}
		members := map[string]string{}
		for name, n := range numbers {
			members[name] = base64url(n.Bytes())
		}
		return members
	case *ecdsa.PrivateKey:
		return map[string]string{"d": base64url(written(key.Bytes()))}
	case ed25519.PrivateKey:
		return map[string]string{"d": base64url(key.Seed())}
	}
	return map[string]string{"k": base64url(k.shared.Reveal())}
}

// written is the text of a key. It was checked when it was made: it can always be written.
func written(text []byte, err error) []byte {
	if err != nil {
		panic("keys: a checked key cannot be written: " + err.Error())
	}
	return text
}

func base64url(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
