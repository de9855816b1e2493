package probe

import (
	"net/url"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
)

// Kind is what an answer is.
type Kind string

// The kinds. The words are part of ptok's contract.
const (
	HLS     Kind = "hls"
	Image   Kind = "image"
	DRM     Kind = "drm"
	Unknown Kind = "unknown"
)

// Answer is what came back. No token is in its texts; it is in the Request.
type Answer struct {
	Request  Request
	Platform *platform.Platform // nil where it cannot be told
	URL      string             // what was asked in the end, without its token
	Host     string
	Method   string
	Status   int
	Meaning  string // in the platform's terms, "" where that is not known
	At       time.Time
	Took     time.Duration // until the head of the answer
	Date     time.Time     // the server's, where it is one of a cache with the Age added; zero for none
	Age      time.Duration // how long it has lain in a cache, 0 for not at all or not said
	Clock    time.Duration // by how much the server's clock is ahead, 0 where it does not say
	Type     string        // of the content, as it says
	Bytes    int           // of the content that were read, unpacked
	Kind     Kind
	Hops     []Hop
	Manifest *Manifest // nil for none
	Problem  string    // what is wrong with the content of a good answer, "" for nothing

	content diagnosis.Content
	home    *url.URL          // what was asked first
	of      platform.Resource // what was asked for
	sent    diagnosis.Sent
	told    bool   // the body says why it was refused
	said    string // what a refusal says in its body
	refs    refs   // what the manifest names
}

// Good reports whether what the URL asks for has come.
func (a *Answer) Good() bool {
	return a.content == diagnosis.ContentAsked || a.content == diagnosis.ContentTaken
}

// Refused reports whether the request was answered with a refusal, or was led elsewhere.
func (a *Answer) Refused() bool {
	n := len(a.Hops)
	return !a.Good() && (a.Status >= 400 || n > 0 && !a.Hops[n-1].Followed)
}
