package jws

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/token"
)

// misuse is the text of a key of two halves as an HMAC secret.
type misuse struct {
	token.Misuse
	bytes []byte
}

// misuses lists the texts that people sign with in place of the key: what was
// given, what it decodes to, and the usual ways to write the key again.
func misuses(k *token.Trial) []misuse {
	var list []misuse
	add := func(m token.Misuse, b []byte) {
		if len(b) > 0 {
			list = append(list, misuse{m, b})
		}
	}
	texts := func(m token.Misuse, b []byte) {
		bare := token.Trimmed(b)
		add(m, b)
		if lf := bytes.ReplaceAll(bare, []byte("\r\n"), []byte("\n")); m == token.PEMText {
			crlf := bytes.ReplaceAll(lf, []byte("\n"), []byte("\r\n"))
			add(m, lf)
			add(m, append(bytes.Clone(lf), '\n'))
			add(m, crlf)
			add(m, append(crlf, "\r\n"...))
			for _, between := range []string{`\n`, " ", ""} { // as an environment file leaves it
				one := bytes.ReplaceAll(lf, []byte("\n"), []byte(between))
				add(m, one)
				add(m, append(one, between...))
			}
			return
		}
		add(m, bare)
		add(m, append(bytes.Clone(bare), '\n'))
	}
	for text, layer := k.Text.Reveal(), 0; len(text) > 0 && layer < 4; layer++ {
		if bytes.Contains(text, []byte("-----BEGIN")) {
			texts(token.PEMText, text)
			if fixed := strings.ReplaceAll(string(text), `\n`, "\n"); fixed != string(text) {
				texts(token.PEMText, []byte(fixed))
			}
			if block, _ := pem.Decode(text); block != nil {
				add(token.DERBytes, block.Bytes)
			}
			break
		}
		if !isBase64(compact(text)) || isHex(compact(text)) || bytes.Contains(text, []byte("-----")) {
			texts(token.KeyText, text) // a JWK, DER, hexadecimal digits, a file of PuTTY
			for _, der := range token.FromHex(compact(text)) {
				add(token.DERBytes, der)
			}
			break
		}
		texts(token.Base64PEM, text) // of a damaged one as well
		add(token.Base64PEM, compact(text))
		inner := token.FromBase64(compact(text))
		if len(inner) == 0 {
			break
		}
		if text = inner[0]; !isBase64(text) && !bytes.Contains(text, []byte("-----BEGIN")) {
			add(token.DERBytes, text)
			break
		}
	}
	if k.TwoHalves() {
		for label, der := range structures(k.Answer.Key) {
			add(token.DERBytes, der)
			add(token.Base64PEM, []byte(base64.StdEncoding.EncodeToString(der)))
			wrapped := pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der})
			oneLine := "-----BEGIN " + label + "-----\n" + base64.StdEncoding.EncodeToString(der) + "\n-----END " + label + "-----\n"
			for _, text := range [][]byte{wrapped, []byte(oneLine)} {
				texts(token.PEMText, text)
				for _, t := range [][]byte{text, bytes.TrimSpace(text)} {
					add(token.Base64PEM, []byte(base64.StdEncoding.EncodeToString(t)))
				}
			}
		}
	}
	return list
}

// structures are the ways to write a key in DER, by the label of its PEM.
func structures(k *keys.Key) map[string][]byte {
	m := map[string][]byte{}
	if der, err := x509.MarshalPKIXPublicKey(k.Public()); err == nil {
		m["PUBLIC KEY"] = der
	}
	if pub, ok := k.Public().(*rsa.PublicKey); ok {
		m["RSA PUBLIC KEY"] = x509.MarshalPKCS1PublicKey(pub)
	}
	signer := k.Signer()
	if signer == nil {
		return m
	}
	if der, err := x509.MarshalPKCS8PrivateKey(signer); err == nil {
		m["PRIVATE KEY"] = der
	}
	switch s := signer.(type) {
	case *rsa.PrivateKey:
		m["RSA PRIVATE KEY"] = x509.MarshalPKCS1PrivateKey(s)
	case *ecdsa.PrivateKey:
		if der, err := x509.MarshalECPrivateKey(s); err == nil {
			m["EC PRIVATE KEY"] = der
		}
	}
	return m
}

func compact(text []byte) []byte {
	return bytes.Join(bytes.Fields(token.Unquoted(token.Trimmed(text))), nil)
}

// isBase64 reports whether a text has no characters but those of base64, whole or not.
func isBase64(text []byte) bool { return onlyOf(text, alphabet) }

// isHex is isBase64 for hexadecimal digits.
func isHex(text []byte) bool { return onlyOf(text, "0123456789abcdefABCDEF") }

func onlyOf(text []byte, characters string) bool {
	for _, c := range text {
		if strings.IndexByte(characters, c) < 0 {
			return false
		}
	}
	return true
}

// alphabet is that of base64 and of base64url.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_="
