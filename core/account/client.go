package account

import (
	"context"
	"crypto/x509"
	"errors"
	"net/http"
	"net/url"
	"time"

	"playtoken/core/platform"
	"playtoken/core/secret"
)

// Client makes the calls of one platform's API with one set of credentials. It can be used
// from several goroutines.
type Client struct {
	of          *platform.Platform
	api         *platform.Account
	base        *url.URL
	credentials map[string]secret.Bytes
	known       func(id string) bool
	now         func() time.Time
	limits      Limits
	transport   *http.Transport
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

// Limits bound what a call may take; zero values stand for the usual ones.
type Limits struct {
	Connect time.Duration // with name and TLS; 5 s
	Header  time.Duration // from the request to the end of the reply's header; 10 s
	Whole   time.Duration // 30 s
	Body    int64         // bytes of a reply, uncompressed; 1 MiB
}

// New makes a client. It refuses credentials that are missing, unknown or cannot stand in a
// header, and an address that is not safe.
func New(p *platform.Platform, credentials map[string]secret.Bytes, o Options) (*Client, error) {
	return nil, errors.New("not built yet")
}

// Host is what a button names: "api.fastpix.com", with the port where it is not the usual
// one.
func (c *Client) Host() string { return "" }

// Has reports whether the platform has a call.
func (c *Client) Has(a platform.Action) bool { return c.api.Call(a) != nil }

// List gives the keys of the account in the platform's order, all pages of it. Where it
// fails on a later page the keys so far come with the fault.
func (c *Client) List(ctx context.Context) ([]Key, error) { return nil, errors.New("not built yet") }

// Get gives one key. Platforms that answer with its public half are few.
func (c *Client) Get(ctx context.Context, id string) (Key, error) {
	return Key{}, errors.New("not built yet")
}

// Create has the platform make a key. request is a fresh [NewRequest] for each creation that
// a person asks for, and the same one only where that creation is asked for again by hand.
//
// Reply is filled in whenever one came, also beside an error. A key that cannot be read, and
// one that is no new one (Replayed), come whole beside a *Fault.
func (c *Client) Create(ctx context.Context, request string) (Created, error) {
	return Created{}, errors.New("not built yet")
}

// Delete takes a key away at the platform. remark is what has to be said though it is gone.
func (c *Client) Delete(ctx context.Context, id string) (remark string, err error) {
	return "", errors.New("not built yet")
}

// Secret gives the one secret of a project.
func (c *Client) Secret(ctx context.Context) (secret.Bytes, error) {
	return secret.Bytes{}, errors.New("not built yet")
}

// RotateSecret has the platform replace that secret, and gives the new one.
func (c *Client) RotateSecret(ctx context.Context) (secret.Bytes, error) {
	return secret.Bytes{}, errors.New("not built yet")
}

// Policy gives the setting that says whether URLs must be signed.
func (c *Client) Policy(ctx context.Context) (string, error) { return "", errors.New("not built yet") }

// SetPolicy changes it, and gives what the platform then says it is.
func (c *Client) SetPolicy(ctx context.Context, value string) (string, error) {
	return "", errors.New("not built yet")
}
