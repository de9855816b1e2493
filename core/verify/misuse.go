package verify

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"

	"playtoken/core/keys"
)

// misuse is the text of a key of two halves as an HMAC secret.
type misuse struct {
	Misuse
	bytes []byte
}

// looksLikeKey reports whether a text is that of a key of two halves, damaged or
// not: PEM, base64 of PEM once or twice, or DER in base64.
func looksLikeKey(text []byte) bool {
	text = bytes.TrimLeft(bytes.TrimPrefix(text, bom), " \t\r\n\"'`")
	for _, start := range []string{"-----BEGIN", "LS0tLS1", "TFMwdExTMU", "MII"} {
		if bytes.HasPrefix(text, []byte(start)) && len(text) > 60 {
			return true
		}
	}
	return bytes.Contains(text, []byte("-----BEGIN "))
}

// misuses lists the texts that people sign with in place of the key: what was
// given, what it decodes to, and the usual ways to write the key again.
func misuses(k *Key) []misuse {
	var list []misuse
	add := func(m Misuse, b []byte) {
		if len(b) > 0 {
			list = append(list, misuse{m, b})
		}
	}
	texts := func(m Misuse, b []byte) {
		bare := bytes.TrimSpace(bytes.TrimPrefix(b, bom))
		add(m, b)
		if lf := bytes.ReplaceAll(bare, []byte("\r\n"), []byte("\n")); m == PEMText {
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
			texts(PEMText, text)
			if fixed := strings.ReplaceAll(string(text), `\n`, "\n"); fixed != string(text) {
				texts(PEMText, []byte(fixed))
			}
			if block, _ := pem.Decode(text); block != nil {
				add(DERBytes, block.Bytes)
			}
			break
		}
		inner := asBase64(compact(text))
		if len(inner) == 0 {
			break
		}
		texts(Base64PEM, text)
		add(Base64PEM, compact(text))
		text = inner[0]
		if len(text) > 0 && text[0] == 0x30 { // a DER sequence
			add(DERBytes, text)
			break
		}
	}
	if k.twoHalves() {
		for label, der := range structures(k.Answer.Key) {
			add(DERBytes, der)
			add(Base64PEM, []byte(base64.StdEncoding.EncodeToString(der)))
			wrapped := pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der})
			oneLine := "-----BEGIN " + label + "-----\n" + base64.StdEncoding.EncodeToString(der) + "\n-----END " + label + "-----\n"
			for _, text := range [][]byte{wrapped, []byte(oneLine)} {
				texts(PEMText, text)
				for _, t := range [][]byte{text, bytes.TrimSpace(text)} {
					add(Base64PEM, []byte(base64.StdEncoding.EncodeToString(t)))
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
	return bytes.Join(bytes.Fields(unquoted(bytes.TrimSpace(bytes.TrimPrefix(text, bom)))), nil)
}
