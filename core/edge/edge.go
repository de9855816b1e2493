// Package edge is an edge of a content delivery network on the person's own machine: it
// plays a sample stream to whoever comes with a good token, refuses others as the
// platforms do, and says why.
//
// A host cannot be imitated on loopback, so it is the first piece of the path:
// https://stream.fastpix.com/ID.m3u8?token=T is played at
// http://127.0.0.1:PORT/stream.fastpix.com/ID.m3u8?token=T. Behind that piece an address is
// byte for byte the platform's.
//
// Whether a token is good is decided by core/diagnosis, as in Why?. How a platform answers
// stands as data with the platform ([platform.Edge]).
//
// What loopback cannot know a request says in headers: Playtoken-Client-IP and
// Playtoken-Country of the viewer, and "Playtoken-Proto: http" for one that came without
// TLS. What the edge knows stands in headers of its answers: Playtoken-Cause, the code of a
// refusal; Playtoken-Standing, what the answer rests on; Playtoken-Note, where the sample
// stands in for something else, and why the platform may refuse what plays here.
package edge

import (
	"context"
	"io/fs"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// UsualPort is the port that is tried first. Where it is taken the next ones are.
const UsualPort = 8470

// Config is how an edge is set up.
type Config struct {
	Port int // to begin with, 0 for [UsualPort]
	// Page is the page at /: index.html and what it loads. A file whose name ends in .gz is
	// served under the name without that, compressed. nil for none.
	Page fs.FS
	// Sample is the stream: master.m3u8, its renditions and segments, thumbnail.jpg and
	// spritesheet.jpg.
	Sample fs.FS
	Sign   bool             // whether /sign makes tokens
	Now    func() time.Time // nil for time.Now
	// Answered is told each request once it is answered, on any goroutine; nil for nobody. The
	// answer waits for it.
	Answered func(Entry)
	// Signed is told each token that is handed out, by [Edge.Good] or at /sign, with its end,
	// the zero time for none; on any goroutine, nil for nobody.
	Signed func(Signer, time.Time)
}

// Set is what an edge verifies and signs with.
type Set struct {
	Keys      []verify.Key         // beside those of the signers
	Platforms []*platform.Platform // those that it imitates; all there are where empty
	Signers   []Signer             // at most one a platform
	// MasterOnly says that the master playlist alone needs the token also where a platform
	// wants one with each request, as where its customer protects only that.
	MasterOnly bool
}

// Signer makes tokens that the edge takes, as the person's own back end would.
type Signer struct {
	Platform *platform.Platform
	Values   map[string]string // of the platform's form; missing ones take sample values
	Key      *keys.Key
	Name     string         // of the key, for people
	Life     time.Duration  // of its tokens, 0 for what the platform usually has
	Endless  bool           // its tokens have no end
	Extra    []token.Member // further claims
}

// Edge is one that runs. It is safe to be used by several goroutines.
type Edge struct {
	config   Config
	address  string
	port     string
	listener net.Listener
	server   *http.Server
	served   chan struct{} // closed once the listener is
	sample   *sample
	pages    map[string]page
	prover   prover
	set      atomic.Pointer[verifier]
	ahead    atomic.Int64 // of its clock, in nanoseconds
	log      journal
}

// Start listens on loopback and answers until it is stopped. An error is that of a sample
// which lacks something, or of a system that gives no port.
func Start(c Config, s Set) (*Edge, error) { return start(c, s, usualLimits) }

func start(c Config, s Set, l limits) (*Edge, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Port == 0 {
		c.Port = UsualPort
	}
	e := &Edge{config: c, served: make(chan struct{}), prover: newProver()}
	var err error
	if e.sample, err = readSample(c.Sample); err != nil {
		return nil, err
	}
	if e.pages, err = readPages(c.Page); err != nil {
		return nil, err
	}
	listener, err := listen(c.Port)
	if err != nil {
		return nil, err
	}
	e.port = strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	e.address = "http://" + net.JoinHostPort(loopback, e.port)
	e.Use(s)
	e.listener = limited(listener, l.connections)
	e.server = l.server(e)
	go func() {
		defer close(e.served)
		_ = e.server.Serve(e.listener) // ends with Stop alone
	}()
	return e, nil
}

// Address is where it listens: http://127.0.0.1:8470.
func (e *Edge) Address() string { return e.address }

// Use replaces what it verifies and signs with.
func (e *Edge) Use(s Set) { e.set.Store(newVerifier(s)) }

// Shift sets how far its clock is ahead. The proofs of a chain go by the clock as it is:
// what has begun to play goes on.
func (e *Edge) Shift(d time.Duration) { e.ahead.Store(int64(d)) }

// now is what its clock says.
func (e *Edge) now() time.Time { return e.config.Now().Add(time.Duration(e.ahead.Load())) }

// Log is the last requests, the latest first.
func (e *Edge) Log() []Entry { return e.log.last() }

// Clear forgets them.
func (e *Edge) Clear() { e.log.clear() }

// Stop ends it at once, and frees its port. Requests that are under way are cut off; their
// entries may still come.
func (e *Edge) Stop(ctx context.Context) error {
	err := e.server.Close()
	select {
	case <-e.served:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
