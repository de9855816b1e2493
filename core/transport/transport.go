// Package transport makes connections as all requests of the program have them, and says in
// sentences why one failed.
//
// A connection goes by https, or to this machine; proxies are those of the environment. No
// connection is used twice, no redirect followed, nothing sent a second time, and time and
// size have [Limits]. The package knows nothing of what is asked for, nor of who asks:
// tokens and credentials are for those who call it.
package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"syscall"
)

// What keeps a request from being sent, beside what the system says.
var (
	errProxyAddress = errors.New("the address of the proxy cannot be read")
	errNotLoopback  = errors.New("not this machine")
)

// proxyRefusal is what a proxy answers in place of a way to the host.
type proxyRefusal struct{ status int }

// Error gives the status.
func (p *proxyRefusal) Error() string { return "proxy: " + http.StatusText(p.status) }

// New makes the connections to the host of a URL; roots are trusted beside nothing else, nil
// for those of the system. Each request has its own connection: one that was used before may
// have been cut in the meantime, and net/http would then send the request once more by itself.
func New(to *url.URL, l Limits, roots *x509.CertPool) *http.Transport {
	l = l.WithDefaults()
	dialer := &net.Dialer{Timeout: l.Connect}
	if to.Scheme == "http" {
		dialer.Control = loopbackOnly
	}
	only1 := new(http.Protocols)
	only1.SetHTTP1(true)
	return &http.Transport{
		Proxy:                  proxyOf,
		OnProxyConnectResponse: readProxy,
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{RootCAs: roots},
		TLSHandshakeTimeout:    l.Connect,
		ResponseHeaderTimeout:  l.Header,
		MaxResponseHeaderBytes: 64 << 10,
		DisableKeepAlives:      true,
		Protocols:              only1,
	}
}

// proxyOf asks the environment for the proxy. Its error tells no address: a password may
// stand in it.
func proxyOf(r *http.Request) (*url.URL, error) {
	u, err := http.ProxyFromEnvironment(r)
	if err != nil {
		return nil, errProxyAddress
	}
	return u, nil
}

// readProxy refuses what is no way to the host.
func readProxy(_ context.Context, _ *url.URL, _ *http.Request, reply *http.Response) error {
	if reply.StatusCode != http.StatusOK {
		return &proxyRefusal{status: reply.StatusCode}
	}
	return nil
}

// loopbackOnly refuses an address that is not of this machine: what goes there would be read
// on the way.
func loopbackOnly(_, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return errNotLoopback
	}
	return nil
}
