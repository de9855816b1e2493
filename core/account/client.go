package account

import (
	"crypto/x509"
	"net/http"
	"net/url"
	"time"

	"playtoken/core/platform"
	"playtoken/core/secret"
	"playtoken/core/transport"
)

// Client makes the calls of one platform's API with one set of credentials. It can be used
// from several goroutines.
type Client struct {
	of        *platform.Platform
	api       *platform.Account
	base      *url.URL
	own       credentials
	known     func(id string) bool
	now       func() time.Time
	limits    Limits
	transport http.RoundTripper
}

// Options are for [New]. The zero value is for the platform's own address.
type Options struct {
	Base  string           // stands in for the platform's own address, "" for that
	Now   func() time.Time // nil for the system's clock
	Roots *x509.CertPool   // trusted beside nothing else; nil for the system's
	// Known reports whether the key of an ID is saved already: a creation that answers with
	// such a key has made none. nil for none.
	Known func(id string) bool
	Limits
}

// Limits bound what a call, or one page of a list, may take.
type Limits = transport.Limits

// New makes a client. It refuses credentials that are missing, unknown or cannot stand in a
// header, and an address that is not safe. Its error is a [*Fault] of the code [Invalid].
func New(p *platform.Platform, credentials map[string]secret.Bytes, o Options) (*Client, error) {
	if p == nil || p.Account == nil {
		return nil, invalid(noAPI)
	}
	c := &Client{of: p, api: p.Account, known: o.Known, now: o.Now, limits: o.WithDefaults()}
	if c.known == nil {
		c.known = func(string) bool { return false }
	}
	if c.now == nil {
		c.now = time.Now
	}
	if o.Base == "" {
		o.Base = c.api.Base
	}
	var f *Fault
	if c.base, f = readBase(o.Base); f != nil {
		return nil, f
	}
	if c.own, f = checkCredentials(p, credentials); f != nil {
		return nil, f
	}
	c.transport = transport.New(c.base, c.limits, o.Roots)
	return c, nil
}

// Host is what a button names, "api.fastpix.com": the host that is called, with the port
// where it is not the usual one.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (c *Client) Host() string { return transport.Named(c.base) }

// HostOf is the host of an address as a button names it, before there is a client. An address
// that cannot be read is named as it is; New refuses it.
func HostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return base
	}
	return transport.Named(u)
}

// Has reports whether the platform has a call.
func (c *Client) Has(a platform.Action) bool { return c.api.Call(a) != nil }
