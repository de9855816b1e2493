package keys

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"

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
