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
package edge

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/verify"
)

// UsualPort is the port that is tried first. Where it is taken the next ones are.
const UsualPort = 8470

// Config is how an edge is set up.
type Config struct {
	Port int   // to begin with, 0 for [UsualPort]
	Page fs.FS // the page at /: index.html and what it loads
	// Sample is the stream: master.m3u8, its renditions and segments, thumbnail.jpg and
	// spritesheet.jpg.
	Sample fs.FS
	Sign   bool             // whether /sign makes tokens
	Now    func() time.Time // nil for time.Now
	// Answered is told each request once it is answered, on any goroutine; nil for nobody.
	Answered func(Entry)
}

// Set is what an edge verifies and signs with.
type Set struct {
	Keys      []verify.Key
	Platforms []*platform.Platform // those that it imitates; all there are where empty
	Signers   []Signer             // at most one a platform
}

// Signer makes tokens that the edge takes, as the person's own back end would.
type Signer struct {
	Platform *platform.Platform
	Values   map[string]string // of the platform's form; missing ones take their default
	Key      *keys.Key
	Name     string // of the key, for people
}

// Good is a URL that plays now.
type Good struct {
	Platform *platform.Platform
	Name     string // "Stream"
	URL      string // at this edge
}

// Entry is one request in the log. No token is in it.
type Entry struct {
	N        int // counted from 1
	Time     time.Time
	Method   string
	Host     string // the platform's, as asked for; "" for the edge's own pages
	Path     string // without query, tokens masked
	ID       string // what was asked for, in the platform's terms, "" where that is not told
	Status   int
	Cause    cause.Code // of a refusal, "" for none
	Said     string     // why, for the middle of a sentence; "" for nothing
	Platform string     // its name, "" for none
	Standing platform.Basis
	Client   string // the address that is said to ask
	// Again is the number of the refused request that a player repeats here without its
	// token, 0 for none.
	Again int
}

// ErrNoHost says that a URL has no host that could be the first piece of a path.
var ErrNoHost = errors.New("this is no URL with a host")

// Edge is one that runs.
type Edge struct{}

// Start listens on loopback and answers until it is stopped.
func Start(c Config, s Set) (*Edge, error) { return nil, errors.ErrUnsupported }

// Address is where it listens: http://127.0.0.1:8470.
func (e *Edge) Address() string { return "" }

// Local is the address at which the edge plays a URL of a platform, ErrNoHost for what is
// none.
func (e *Edge) Local(text string) (string, error) { return "", nil }

// Page is the address of the page that plays a URL: one of this edge, or of the outside.
func (e *Edge) Page(playable string) string { return "" }

// Use replaces what it verifies and signs with.
func (e *Edge) Use(s Set) {}

// Shift sets how far its clock is ahead.
func (e *Edge) Shift(d time.Duration) {}

// Good are URLs that play now, one or more for each signer.
func (e *Edge) Good() ([]Good, error) { return nil, nil }

// Log is the last requests, the latest first.
func (e *Edge) Log() []Entry { return nil }

// Clear forgets them.
func (e *Edge) Clear() {}

// Stop ends it at once, and frees its port.
func (e *Edge) Stop(ctx context.Context) error { return nil }
