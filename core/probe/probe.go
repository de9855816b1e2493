// Package probe has one careful look at a playable URL: what it answers, what its manifest
// names, and whether the token goes on to it.
//
// Each call is one request that a person asks for by the name of its host. The token goes to
// that host alone, and to others that the person names.
package probe

import (
	"context"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
)

// Request is one look.
type Request struct {
	URL string // with its token
	// Headers that a player would send; "" for none.
	Referer, Origin, UserAgent string
	Cookies                    string   // as a Cookie header has them, "" for none
	AllowHosts                 []string // to which the token may go beside the URL's own
}

// Kind is what an answer is.
type Kind string

// The kinds. The words are part of ptok's contract.
const (
	HLS     Kind = "hls"
	Image   Kind = "image"
	DRM     Kind = "drm"
	Unknown Kind = "unknown"
)

// Travels is how the token goes on to what a manifest names.
type Travels string

// The ways. The words are part of ptok's contract.
const (
	InQuery    Travels = "query"
	InPath     Travels = "path"
	OtherProof Travels = "other" // another proof, of the edge's own
	NotCarried Travels = "nothing"
)

// Hop is an answer that led elsewhere.
type Hop struct {
	Status   int
	Host     string
	Followed bool
	Text     string // why it was not followed, "" where it was
}

// Answer is what came back. No token is in its texts.
type Answer struct {
	Request  Request
	Platform *platform.Platform // nil where it cannot be told
	URL      string             // what was asked in the end, without its token
	Host     string
	Method   string
	Status   int
	Meaning  string // in the platform's terms
	At       time.Time
	Took     time.Duration // until the head of the answer
	Date     time.Time     // the server's, with the age of a cached answer added; zero for none
	Clock    time.Duration // by how much the server's clock is ahead
	Type     string        // of the content, as it says
	Bytes    int
	Kind     Kind
	Hops     []Hop
	Manifest *Manifest // nil for none
	Problem  string    // what is wrong with the content of a good answer, "" for nothing
}

// Manifest is what a playlist says.
type Manifest struct {
	Version  int
	Master   bool // names renditions, not segments
	Variants []Variant
	More     int // renditions that are left out
	DRM      []string
	Segments int
	Seconds  float64 // of all segments
	Live     bool
	Travels  Travels // of the first rendition or, where there is none, segment
	Basis    platform.Basis
}

// Variant is one rendition that a master names.
type Variant struct {
	Kind       string // "video", "audio", "subtitles"
	Name       string // "720p", or the name of an audio or subtitle rendition
	Language   string
	Bandwidth  int    // bits a second, 0 where it is not said
	Resolution string // "1280x720", "" for none
	Codecs     string
	Host       string
	Travels    Travels
}

// Second is a look at one rendition, and the beginning of its first segment.
type Second struct {
	Playlist Answer
	Segment  *Answer // nil where it was not asked for: the playlist was refused, or names none
}

// Client asks.
type Client struct{}

// Limits are the longest and the largest that is waited for and read.
type Limits struct {
	Connect, Header, Whole time.Duration
	Bytes                  int
}

// New makes a client; now is the local clock.
func New(now func() time.Time) *Client { return &Client{} }

// Fault says why there is no answer.
type Fault struct {
	Code platform.FaultCode
	Host string
	Text string
	Hint string
	Err  error
}

func (f *Fault) Error() string { return f.Text }

// Host is what a request goes to, for the button that sends it; "" for what is no URL that
// can be asked, and then why.
func Host(text string) (host, why string) { return "", "" }

// Ask sends one request.
func (c *Client) Ask(ctx context.Context, r Request) (*Answer, *Fault) { return nil, &Fault{} }

// Follow looks at one rendition of a master, and at the first bytes of its first segment.
func (c *Client) Follow(ctx context.Context, a *Answer, variant int) (*Second, *Fault) {
	return nil, &Fault{}
}

// Judge joins what was answered with what the token says: one verdict. The second look may
// be nil.
func (a *Answer) Judge(c diagnosis.Case, second *Second, o diagnosis.Options) diagnosis.Verdict {
	return diagnosis.Verdict{}
}
