package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"time"
)

// certificate says why a certificate was not taken; false where it is not that.
func certificate(err error) (reason string, bad bool) {
	var (
		checked *tls.CertificateVerificationError
		host    x509.HostnameError
		unknown x509.UnknownAuthorityError
		wrong   x509.CertificateInvalidError
		leaf    *x509.Certificate
	)
	if errors.As(err, &checked) && len(checked.UnverifiedCertificates) > 0 {
		leaf = checked.UnverifiedCertificates[0]
	}
	switch {
	case errors.As(err, &host):
		return otherName, true
	case errors.As(err, &unknown):
		return unknownIssuer, true
	case errors.As(err, &wrong) && wrong.Reason == x509.Expired && leaf != nil:
		return expired(leaf.NotBefore, leaf.NotAfter, time.Now()), true
	case errors.As(err, &wrong):
		return notForUse, true
	}
	return notChecked, checked != nil
}

// outOfTime reports whether a certificate was not taken for its dates.
func outOfTime(err error) bool {
	var wrong x509.CertificateInvalidError
	return errors.As(err, &wrong) && wrong.Reason == x509.Expired
}

// isTLS reports whether the other side does not speak TLS, or refuses to.
func isTLS(err error) bool {
	var (
		record tls.RecordHeaderError
		alert  tls.AlertError
		op     *net.OpError
	)
	return errors.As(err, &record) || errors.As(err, &alert) || errors.As(err, &op) && (op.Op == "remote error" || op.Op == "local error")
}
