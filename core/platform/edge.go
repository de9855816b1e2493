package platform

import (
	"net/url"

	"playtoken/core/cause"
)

// Edge is how the platform's servers answer, for core/edge to imitate.
type Edge struct {
	// Opens says what a URL of the platform asks for.
	Opens func(*url.URL) Resource
	// Refusals are what a refused request gets. The first row that fits counts.
	Refusals []EdgeRefusal
	// EveryRequest says that each request below a URL needs the token; else the master
	// playlist alone does, and what it names carries a proof of the edge's own.
	EveryRequest bool
	// NoCORS says that a page of another origin may not read a refusal.
	NoCORS bool
	Basis  Basis // of what a good token gets
}

// EdgeRefusal is one answer to a refused request.
type EdgeRefusal struct {
	Of      []Resource   // nil for any
	Causes  []cause.Code // that lead; nil for any
	Status  int
	Type    string // of the body
	Body    string
	Headers []string // name and value by turns
	Basis   Basis
}

// Resource is what a URL opens.
type Resource string

// The resources.
const (
	Playlist    Resource = "playlist" // a master playlist, and what it names
	Picture     Resource = "picture"
	Sheet       Resource = "sheet"       // pictures of all times in one, or the list of them
	Movie       Resource = "movie"       // one file with all of it
	Licence     Resource = "licence"     // of DRM: wants POST
	Certificate Resource = "certificate" // of FairPlay
	Settings    Resource = "settings"    // what a player is told as JSON
	Embed       Resource = "embed"       // a page with a player
	File        Resource = "file"        // of no kind that is known
	Nothing     Resource = ""            // there is no such thing at the platform
)
