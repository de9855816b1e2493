package der

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"errors"

	"playtoken/core/keys"
)

// StartsAsKey reports whether bytes begin as a private or public key does, for
// those whose end is missing.
func StartsAsKey(b []byte) bool {
	tag, size, _, ok := Header(b)
	if !ok || tag != TagSequence || len(b) < size+8 {
		return false
	}
	if ModulusBits(b) > 0 {
		return true
	}
	inner := b[size:]
	return inner[0] == TagInteger && inner[1] == 1 && inner[2] <= 3 || inner[0] == TagSequence && inner[2] == TagOID
}

// Public takes the public key out of a certificate (RFC 5280 4.1) or out of a request
// for one (RFC 2986 4.2), with what has to be said of it.
func Public(der []byte) (k *keys.Key, form string, m keys.Remark, err error) {
	var spki []byte
	form = "certificate"
	if c, err := x509.ParseCertificate(der); err == nil {
		m = keys.Remark{Code: keys.IsCertificate, Warning: "This is a certificate. The public key in it was taken; it can check tokens and not sign them."}
		if bytes.Equal(c.RawSubject, c.RawIssuer) && unsound(c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature)) {
			m.Warning += " It is signed by itself, and that signature does not fit: its text was changed."
		}
		spki = c.RawSubjectPublicKeyInfo
	} else if c, err := x509.ParseCertificateRequest(der); err == nil {
		form = "certificate request"
		m = keys.Remark{Code: keys.IsCSR, Warning: "This is a request for a certificate. The public key in it was taken; it can check tokens and not sign them."}
		if unsound(c.CheckSignature()) {
			m.Warning += " It is signed by itself, and that signature does not fit: its text was changed."
		}
		spki = c.RawSubjectPublicKeyInfo
	} else if spki = findSPKI(der); spki != nil { // crypto/x509 refuses some old certificates whose key is good
		m = keys.Remark{Code: keys.IsCertificate, Warning: "This is a certificate of an unusual form. The public key in it was taken."}
	} else {
		return nil, form, m, keys.Inconsistent("", false)
	}
	k, err = Parse(SPKI, spki)
	return k, form, m, err
}

// unsound reports whether a signature was checked and does not fit. One by an old
// algorithm is not checked.
func unsound(err error) bool {
	var old x509.InsecureAlgorithmError
	return err != nil && !errors.Is(err, x509.ErrUnsupportedAlgorithm) && !errors.As(err, &old)
}

// findSPKI looks for the public key among the parts of a certificate.
func findSPKI(der []byte) []byte {
	var outer struct {
		Inner     asn1.RawValue
		Algorithm asn1.RawValue
		Signature asn1.RawValue
	}
	if _, err := asn1.Unmarshal(der, &outer); err != nil {
		return nil
	}
	for rest := outer.Inner.Bytes; len(rest) > 0; {
		var part asn1.RawValue
		next, err := asn1.Unmarshal(rest, &part)
		if err != nil {
			return nil
		}
		if Outline(part.FullBytes) == SPKI {
			return part.FullBytes
		}
		rest = next
	}
	return nil
}
