package platform

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/keys"
)

// Edge is how the platform's servers answer, for core/edge to imitate.
type Edge struct {
	// Opens says what a URL of the platform asks for.
	Opens func(*url.URL) Resource
	// Refusals are what a refused request gets. The first row that fits counts; the last
	// one fits any.
	Refusals []EdgeRefusal
	// EveryRequest says that each request below a URL needs the token; else the master
	// playlist alone does, and what it names carries a proof of the edge's own.
	EveryRequest bool
	// OpenLicence says that a licence which is asked for by GET is answered without a look at the
	// token, with an empty body.
	OpenLicence bool
	// NoCORS says that a page of another origin may not read a refusal.
	NoCORS bool
	Basis  Basis // of what a good token gets
	// Bases are those of the resources where they differ from Basis.
	Bases map[Resource]Basis
	// Document makes what a good answer says of where things are, nil for the sample's
	// own; may be nil.
	Document func(Resource, EdgeLinks) *EdgeDocument
	// Fill puts sample values into a form where they are missing, so that it makes a token
	// and a URL without a question. The key may be nil.
	Fill func(values map[string]string, key *keys.Key)
	// Address is a URL that carries a token, where none is published and URLs makes none;
	// may be nil.
	Address func(Filled, NamedToken) string
}

// EdgeRefusal is one answer to a refused request.
type EdgeRefusal struct {
	Of      []Resource          // nil for any
	Causes  []cause.Code        // that lead; nil for any
	When    func(*url.URL) bool // what else must hold of the URL that is asked for; may be nil
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

// EdgeLinks are where an edge has what a URL is about: addresses that need no token.
type EdgeLinks struct {
	ID       string // of what is asked for, "" where the URL does not say
	Playlist string
	Picture  string
	Sheet    string // the list of its pictures, in WebVTT
}

// EdgeDocument is a body that is made.
type EdgeDocument struct{ Type, Body string }

// Refusal is what a request gets that is refused for a cause.
func (e *Edge) Refusal(r Resource, c cause.Code, u *url.URL) EdgeRefusal {
	for _, row := range e.Refusals {
		if (row.Of == nil || slices.Contains(row.Of, r)) && (row.Causes == nil || slices.Contains(row.Causes, c)) && (row.When == nil || row.When(u)) {
			return row
		}
	}
	return PlainRefusal(403, NotEstablished)
}

// BasisOf is what the answer to a good token rests on.
func (e *Edge) BasisOf(r Resource) Basis {
	if b, ok := e.Bases[r]; ok {
		return b
	}
	return e.Basis
}

// PlainRefusal is a refusal whose body is not known: it says what the status means.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func PlainRefusal(status int, b Basis) EdgeRefusal {
	return EdgeRefusal{Status: status, Type: "text/plain; charset=utf-8", Body: reasons[status] + "\n", Basis: b}
}

// For is the refusal for some resources, nil for any, and some causes, none for any.
func (r EdgeRefusal) For(of []Resource, causes ...cause.Code) EdgeRefusal {
	r.Of, r.Causes = of, causes
	return r
}

// reasons are the statuses of refusals in words (RFC 9110 section 15).
var reasons = map[int]string{
	400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 422: "Unprocessable Content",
}

// ResourceOf is what a path asks for by the end of its name.
func ResourceOf(u *url.URL) Resource {
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".m3u8":
		return Playlist
	case ".mp4", ".m4a", ".m4v", ".mov", ".webm", ".mp3", ".aac", ".ts":
		return Movie
	case ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif":
		return Picture
	case ".vtt":
		return Sheet
	}
	return File
}

// IsPiece reports whether a URL may ask for what a playlist names: a rendition, a segment, a
// key or subtitles, of which a platform publishes no paths.
func IsPiece(u *url.URL) bool {
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".ts", ".m4s", ".aac", ".vtt", ".srt", ".key", ".cmfv", ".cmfa":
		return true
	case ".m3u8", ".mp4":
		return strings.Count(strings.Trim(u.Path, "/"), "/") > 1
	}
	return false
}

// Missing puts values into a form where it has none.
func Missing(values map[string]string, namesAndValues ...string) {
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		if values[namesAndValues[i]] == "" {
			values[namesAndValues[i]] = namesAndValues[i+1]
		}
	}
}

// JSONRefusal is a body with a status and what it means, in JSON: %d and %s stand for them.
func JSONRefusal(status int, format string, b Basis) EdgeRefusal {
	text := strings.ToLower(reasons[status])
	body := strings.NewReplacer("%d", strconv.Itoa(status), "%s", text).Replace(format)
	return EdgeRefusal{Status: status, Type: "application/json", Body: body, Basis: b}
}
