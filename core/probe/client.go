package probe

import (
	"crypto/x509"
	"runtime/debug"
	"strings"
	"time"

	"playtoken/core/transport"
)

// Client asks. It can be used from several goroutines.
type Client struct {
	now    func() time.Time
	roots  *x509.CertPool
	limits Limits
	asking func(host string)
	agent  string
}

// Limits are the longest and the largest that is waited for and read. Whole is for one call
// with all its redirects.
type Limits = transport.Limits

// Options are for [NewWith]. The zero value is what [New] has.
type Options struct {
	Now   func() time.Time // the local clock, nil for the system's
	Roots *x509.CertPool   // trusted beside nothing else; nil for the system's
	// Asking is told each host right before it is asked, nil for nobody.
	Asking func(host string)
	Limits
}

// New makes a client; now is the local clock.
func New(now func() time.Time) *Client { return NewWith(Options{Now: now}) }

// NewWith makes a client.
func NewWith(o Options) *Client {
	c := &Client{now: o.Now, roots: o.Roots, limits: o.WithDefaults(), asking: o.Asking, agent: agent()}
	if c.now == nil {
		c.now = time.Now
	}
	if c.asking == nil {
		c.asking = func(string) {}
	}
	return c
}

// agent is how the program names itself: "Playtoken/1.2.0" (RFC 9110 section 10.1.5).
func agent() string {
	const name = "Playtoken"
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || strings.HasPrefix(info.Main.Version, "(") {
		return name + "/devel"
	}
	return name + "/" + strings.TrimPrefix(info.Main.Version, "v")
}
