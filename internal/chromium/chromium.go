// Package chromium opens pages in a real browser, headless, and tells what they show: above
// all whether the page of the local edge plays. It is for tests alone.
//
// A test hands over all its visits at once, since the browser's start costs more than any
// of them:
//
//	for i, seen := range chromium.Visits(t, visits) { … }
//
// Where Chromium, Node or the registry of npm cannot be had the test is skipped and says
// why; with CI=true it fails.
package chromium

import (
	"os"
	"os/exec"
	"testing"

	"playtoken/internal/fixtures"
	"playtoken/internal/npm"
)

// What a visit waits for, beside the states of the page: its "plays" alone is wider.
const (
	Plays = "plays" // video time goes forward, whatever else fails
	Stops = "stops" // the page says that it does not play
)

// Visit is one page that is opened. All visits are of one profile: what a server lets be
// cached or stored, a later visit may have.
type Visit struct {
	URL       string `json:"url"`
	Fill      string `json:"fill"`      // into the field for the URL, "" for nothing
	SendQuery bool   `json:"sendQuery"` // tick "Send the query on"
	Press     bool   `json:"press"`     // press the button then
	Copy      bool   `json:"copy"`      // press "Copy the code for this" at the end

	// Until is what is waited for: [Plays], [Stops] or a state of the page, "" for nothing.
	Until   string  `json:"until"`
	Seconds float64 `json:"seconds"` // that it waits at most, 0 for 15

	Width         int    `json:"width"` // of the window, 0 for 1280 by 800
	Height        int    `json:"height"`
	Dark          bool   `json:"dark"`
	NoMediaSource bool   `json:"noMediaSource"` // as on an iPhone
	NoAutoplay    bool   `json:"noAutoplay"`    // nothing plays before it is pressed on the picture
	Screenshot    string `json:"screenshot"`    // the file for a PNG, "" for none
	WholePage     bool   `json:"wholePage"`     // also what is below the window
}

// Seen is what a page showed in the end.
type Seen struct {
	Title, Address string
	CurrentTime    float64 // of the video, in seconds
	State          string  // of the page; see assets/player/summary.js
	Summary        string
	Count          string // of the requests, in words
	Button         string
	Problem        string // at the field
	Requests       []Request
	Copied         string   // the clipboard, after Copy
	Errors         []string // in the console
	Text           string   // all that can be read
	Overflows      bool     // it is wider than the window
}

// Request is a row of the list, the latest first.
type Request struct {
	Outcome string // "answered", "refused", "unseen", "asking" or "dropped"
	Status  int    // 0 where the page sees none
	Kind    string // "playlist", "rendition", "segment", "key", "picture", "movie" or "text"
	Path    string
	Cause   string   // the code
	Notes   []string // further lines
}

// browsers are the names of Chromium, as systems call it.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

// Path is where Chromium is; a test is skipped, or fails, where there is none.
func Path(tb testing.TB) string {
	tb.Helper()
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	fixtures.Missing(tb, "Chromium is not on the PATH")
	return ""
}

// HasSandbox reports whether Chromium takes a sandbox, which it refuses to have as root.
func HasSandbox() bool { return os.Geteuid() > 0 }

// Visits makes the visits in one browser, some at the same time, and answers in their order.
func Visits(tb testing.TB, visits []Visit) []Seen {
	tb.Helper()
	program := npm.Script(tb, fixtures.Path(tb, "../internal/chromium/testdata/player"))
	for i := range visits {
		if visits[i].Seconds == 0 {
			visits[i].Seconds = 15
		}
	}
	question := struct {
		Path    string  `json:"executablePath"`
		Sandbox bool    `json:"sandbox"`
		Visits  []Visit `json:"visits"`
	}{Path(tb), HasSandbox(), visits}
	var seen []Seen
	program.Run(tb, question, &seen)
	if len(seen) != len(visits) {
		tb.Fatalf("%d visits, %d answers", len(visits), len(seen))
	}
	return seen
}
