package keys

import (
	"crypto/x509"
	"encoding/asn1"
	"fmt"

	"playtoken/core/words"
)

// startsAsKey reports whether bytes begin as a private or public key does, for
// those whose end is missing.
func startsAsKey(b []byte) bool {
	tag, size, _, ok := header(b)
	if !ok || tag != tagSequence || len(b) < size+8 {
		return false
	}
	if modulusBits(b) > 0 {
		return true
	}
	inner := b[size:]
	return inner[0] == tagInteger && inner[1] == 1 && inner[2] <= 3 || inner[0] == tagSequence && inner[2] == tagOID
}

// der reads bytes that begin with a SEQUENCE, whatever structure it is.
func (r *reader) der(der []byte) Answer {
	switch n := announced(der); {
	case n > len(der):
		a := refuse(Truncated, fmt.Sprintf("This key is cut off: it announces %s bytes, and %s are there.", words.Thousands(n), words.Thousands(len(der))), copyAgain)
		kind := Kind("")
		if modulusBits(der) > 0 {
			kind = RSA
		}
		return a.about(kind, modulusBits(der), true)
	case n > 0 && n < len(der):
		r.remark(remark{code: DERTrailing, repair: words.Thousands(len(der)-n) + " bytes behind the key"})
		der = der[:n]
	}
	switch s := outline(der); s {
	case unknown:
		return unknownBytes()
	case encrypted:
		return r.encryptedPKCS8(der)
	case pkcs12:
		return r.pkcs12(der)
	case pkcs7:
		return refusePKCS7()
	case certificate:
		return r.certificate(der)
	case dsaPrivate:
		return *unsupported(oidDSA, true)
	default:
		return r.take(s, der)
	}
}

// certificate takes the public key out of a certificate (RFC 5280 4.1) or out of
// a request for one (RFC 2986 4.2).
func (r *reader) certificate(der []byte) Answer {
	r.shape = "certificate"
	if c, err := x509.ParseCertificate(der); err == nil {
		r.remarkFirst(remark{code: IsCertificate, warning: "This is a certificate. The public key in it was taken; it can check tokens and not sign them."})
		return r.take(spkiPublic, c.RawSubjectPublicKeyInfo)
	}
	if c, err := x509.ParseCertificateRequest(der); err == nil {
		r.shape = "certificate request"
		r.remarkFirst(remark{code: IsCSR, warning: "This is a request for a certificate. The public key in it was taken; it can check tokens and not sign them."})
		return r.take(spkiPublic, c.RawSubjectPublicKeyInfo)
	}
	// crypto/x509 refuses some old certificates whose key is good.
	if spki := findSPKI(der); spki != nil {
		r.remarkFirst(remark{code: IsCertificate, warning: "This is a certificate of an unusual form. The public key in it was taken."})
		return r.take(spkiPublic, spki)
	}
	return *broken("", false)
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
		if outline(part.FullBytes) == spkiPublic {
			return part.FullBytes
		}
		rest = next
	}
	return nil
}

func refusePKCS7() Answer {
	return refuse(IsPKCS7, "This is a PKCS#7 bundle. It holds certificates, not a key.", "Paste the key that the platform gave you.")
}
