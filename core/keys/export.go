package keys

import (
	"cmp"
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
	der := written(x509.MarshalPKCS8PrivateKey(k.open()))
	return secret.New(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// PrivateBase64 is base64 of [Key.PrivatePEM] on one line, the form in which the
// APIs of platforms send a private key. It is empty where that is.
func (k *Key) PrivateBase64() secret.Bytes {
	text := k.PrivatePEM().Reveal()
	return secret.New(base64.StdEncoding.AppendEncode(nil, text))
}

// members are those of a JWK in base64url: those of a thumbprint in the order of RFC 7638
// 3.3, then those of the private half, as people know them.
type members struct {
	Crv string `json:"crv,omitempty"`
	E   string `json:"e,omitempty"`
	Kty string `json:"kty"`
	N   string `json:"n,omitempty"`
	X   string `json:"x,omitempty"`
	Y   string `json:"y,omitempty"`

	K  string `json:"k,omitempty"`
	D  string `json:"d,omitempty"`
	P  string `json:"p,omitempty"`
	Q  string `json:"q,omitempty"`
	DP string `json:"dp,omitempty"`
	DQ string `json:"dq,omitempty"`
	QI string `json:"qi,omitempty"`

	Kid string `json:"kid,omitempty"`
}

func (m members) json() []byte {
	text, _ := json.Marshal(m) // strings always marshal
	return text
}

// PublicJWK is the public half as a JSON Web Key (RFC 7517). An empty kid stands
// for the key's [Key.Thumbprint]. It is empty for a shared secret.
func (k *half) PublicJWK(kid string) string {
	if k.kind == Secret {
		return ""
	}
	m := k.public()
	m.Kid = cmp.Or(kid, k.Thumbprint())
	return string(m.json())
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
// thumbprint would help to guess it. Of an RSA key with more than two primes, which are
// rare, d alone is written (RFC 7518 6.3.2).
func (k *Key) PrivateJWK(kid string) secret.Bytes {
	if !k.Private() {
		return secret.Bytes{}
	}
	m := k.public()
	m.Kid = cmp.Or(kid, k.Thumbprint())
	switch key := k.Signer().(type) {
	case *rsa.PrivateKey:
		m.D = number(key.D)
		if fast := key.Precomputed; len(key.Primes) == 2 {
			m.P, m.Q = number(key.Primes[0]), number(key.Primes[1])
			m.DP, m.DQ, m.QI = number(fast.Dp), number(fast.Dq), number(fast.Qinv)
		}
	case *ecdsa.PrivateKey:
		m.D = base64url(written(key.Bytes()))
	case ed25519.PrivateKey:
		m.D = base64url(key.Seed())
	default:
		m.K = base64url(k.shared.Reveal())
	}
	return secret.New(m.json())
}

// Thumbprint is the SHA-256 thumbprint of the public half (RFC 7638), in
// base64url. It is empty for a shared secret.
func (k *half) Thumbprint() string {
	if k.kind == Secret {
		return ""
	}
	sum := sha256.Sum256(k.public().json())
	return base64url(sum[:])
}

// public are the members that RFC 7638 3.2 asks for.
func (k *half) public() members {
	switch pub := k.pub.(type) {
	case *rsa.PublicKey:
		return members{Kty: "RSA", N: number(pub.N), E: number(big.NewInt(int64(pub.E)))}
	case *ecdsa.PublicKey:
		xy := written(pub.Bytes())[1:] // behind the 4 that says: in full
		return members{Kty: "EC", Crv: k.curve, X: base64url(xy[:len(xy)/2]), Y: base64url(xy[len(xy)/2:])}
	case ed25519.PublicKey:
		return members{Kty: "OKP", Crv: "Ed25519", X: base64url(pub)}
	}
	return members{Kty: "oct"}
}

func number(n *big.Int) string { return base64url(n.Bytes()) }

// written is the text of a key. It was checked when it was made: it can always be written.
func written(text []byte, err error) []byte {
	if err != nil {
		panic("keys: a checked key cannot be written: " + err.Error())
	}
	return text
}

func base64url(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
