// Package webtest goes with a real browser through the page Why? as "make web" builds it. It
// is for tests alone. The browser has no network, and opens the page from its folder.
package webtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"playtoken/internal/chromium"
	"playtoken/internal/fixtures"
	"playtoken/internal/npm"
)

// Visit is the page opened once, in a profile of its own.
type Visit struct {
	URL    string `json:"url"`    // see [Page]
	Clock  string `json:"clock"`  // at which the clock stands, RFC 3339, "" for that of the machine
	Online bool   `json:"online"` // with a network, for a page that is served
	Width  int    `json:"width"`  // 0 for 1120 by 800
	Height int    `json:"height"`
	Dark   bool   `json:"dark"`
	Print  bool   `json:"print"`  // as it is printed
	Forced bool   `json:"forced"` // in the few colours of a person who wants contrast
	Still  bool   `json:"still"`  // less motion is wanted
	Early  string `json:"early"`  // a file that is dropped before the page is ready, "" for none
	Steps  []Step `json:"steps"`
}

// Step is one thing that is done: "press" keys, "tab" to what a selector finds, "type", "paste"
// and "fill" a text, give a "key", "choose" and "drop" a file, "wait" for what a selector finds,
// or until it is "gone", "pick" a choice of a list, go to a "hash", "connect" to a server, make a "shot", begin a "trace",
// or "see", with the "clipboard" or the "trace" where that is the text.
type Step struct {
	Do       string `json:"do"`
	Text     string `json:"text"`
	Name     string `json:"name"`     // of a file; a|b drops two with the same text
	Encoding string `json:"encoding"` // of its text, "" for UTF-8
}

// Seen is what the page shows; what is hidden is "".
type Seen struct {
	Address, State, Headline string
	Lines                    []string
	Code                     string
	Findings                 []Finding // but the one that the headline tells
	Field, What, Said        string
	Reply, Life, Seal        string
	Facts                    []string
	Key, KeyField            string
	KeyProblem               string
	Log, LogAbout            string
	Causes                   []string
	Count, Sorted            string   // of the rows of a log, and by which head
	Rows                     []string // that stand in the page
	Row                      string   // the one that is read
	Status                   string   // what a screen reader is told
	Toast, Focus             string
	Refused                  string   // the directives of the policy that have refused something
	Overflows                bool     // it is wider than the window
	Inks                     []string // the colours of what is written in the chosen row, or else in the headline
	Buttons                  int      // that can be seen
	Links                    []string
	Copied                   string  // the clipboard
	Loaded, Ready            float64 // in milliseconds since the visit began
	Threads                  int     // that the page has beside its own
	Worked                   float64 // the longest task of its own since the "trace", in milliseconds of the processor
	Errors, Requests         []string
}

// Finding is a row below the headline.
type Finding struct{ Code, Text string }

// Visits makes the visits, two at a time. Of each it answers what was seen at its "see"s.
func Visits(tb testing.TB, visits []Visit) [][]Seen {
	tb.Helper()
	return made(tb, visits, 2)
}

// made makes the visits in some browsers at the same time.
func made(tb testing.TB, visits []Visit, atOnce int) [][]Seen {
	tb.Helper()
	program := npm.Script(tb, fixtures.Path(tb, "../internal/webtest/testdata/page"))
	question := struct {
		Path    string  `json:"executablePath"`
		Sandbox bool    `json:"sandbox"`
		AtOnce  int     `json:"atOnce"`
		Visits  []Visit `json:"visits"`
	}{chromium.Path(tb), chromium.HasSandbox(), atOnce, visits}
	var seen [][]Seen
	program.Run(tb, question, &seen)
	if len(seen) != len(visits) {
		tb.Fatalf("%d visits, %d answers", len(visits), len(seen))
	}
	return seen
}

// Folder is where the page was built, once for all tests.
func Folder(tb testing.TB) string {
	tb.Helper()
	folder, err := built()
	if err != nil {
		tb.Fatal(err)
	}
	return folder
}

var built = sync.OnceValues(func() (string, error) {
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return "", err
	}
	cmd := exec.Command("scripts/web.sh")
	cmd.Dir = strings.TrimSpace(string(root))
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	return filepath.Join(cmd.Dir, "build", "web"), cmd.Run()
})

// Page is the address of the page in its folder.
func Page(tb testing.TB) string { return "file://" + filepath.ToSlash(Folder(tb)) + "/index.html" }
