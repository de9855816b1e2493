package account

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"syscall"
	"time"
)

// wasCut reports whether a connection that stood ended early.
func wasCut(err error) bool {
	var op *net.OpError
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.As(err, &op) && !op.Timeout()
}

// lost says why no reply came, or not all of it. sent is whether the request may have
// arrived. No text of an error goes on from here: a proxy's password may stand in one.
func (c *Client) lost(ctx context.Context, r request, err error, sent bool) *Fault {
	f := c.whyLost(ctx, r, err, sent)
	var errno syscall.Errno
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		f.Err, f.Hint = context.Canceled, "" // nothing stands in between
	case f.Code == Timeout:
		f.Err = context.DeadlineExceeded
	case errors.As(err, &errno):
		f.Err = errno
		f.addHint(systemSays(errno.Error()))
	}
	if proxy := c.proxyHost(r); proxy != "" && f.Code == Timeout {
		f.addHint(throughProxy(proxy))
	}
	if sent {
		f.leaveOpen(r)
	}
	return f
}

func (c *Client) whyLost(ctx context.Context, r request, err error, sent bool) *Fault {
	say := func(code Code, text string) *Fault { return c.fault(r, answer{}, code, text) }
	var (
		refusal *proxyRefusal
		op      *net.OpError
		dns     *net.DNSError
		timeout net.Error
	)
	reason, badCertificate := certificate(err)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return say(Timeout, ended)
	case errors.Is(err, errProxyAddress):
		return say(Proxy, proxyUnreadable)
	case errors.As(err, &refusal) && refusal.status == http.StatusProxyAuthRequired:
		return say(Proxy, proxyAsks)
	case errors.As(err, &refusal):
		return say(Proxy, proxyRefuses(refusal.status))
	case errors.As(err, &op) && op.Op == "proxyconnect":
		return say(Proxy, proxyAway(c.proxyHost(r)))
	case badCertificate:
		f := say(TLS, certificateBad(reason))
		if outOfTime(err) {
			f.addHint(clockSays(time.Now()))
		}
		return f
	case !sent && isTLS(err):
		return say(TLS, noTLS)
	case errors.As(err, &dns) && dns.IsNotFound:
		return say(Unreachable, nameUnknown)
	case errors.As(err, &dns):
		return say(Unreachable, nameServerAway)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return say(Timeout, notInTime)
	case errors.Is(err, errNotLoopback):
		return say(Invalid, baseNotSafe)
	case !sent && c.proxyHost(r) != "":
		return say(Proxy, proxyAway(c.proxyHost(r)))
	case !sent:
		return say(Unreachable, takesNoConnection)
	case wasCut(err):
		return say(Unreachable, cutOff)
	}
	return c.unknownForm(r, answer{}, "")
}

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

// proxyHost is the proxy on the way, without what stands beside its address.
func (c *Client) proxyHost(r request) string {
	u, err := c.address(r)
	if err != nil {
		return ""
	}
	proxy, err := proxyOf(&http.Request{URL: u})
	if err != nil || proxy == nil {
		return ""
	}
	return proxy.Host
}
