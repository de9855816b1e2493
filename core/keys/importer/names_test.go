package importer_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/platform/all"
)

// platformNames are platforms as people write them, in lower case; those that
// this program signs for come with their own names.
var platformNames = strings.Fields(`edgio akamai api.video axinom brightcove bunny castlabs cloudflare cloudfront dacast
	fastly gcore gumlet imgix jwplayer kaltura keycdn limelight livepeer mux stackpath theoplayer uplynk vdocipher verizon
	vimeo wistia wowza`)

// namesThatStay are the places where a platform is named, and why. Everything
// that a platform wants of a key is said in its Want.
var namesThatStay = []struct{ file, text, why string }{
	{"code.go", `Code = "edgecast_key_too_long"`, "a code never changes"},
	{"generate.go", `Type = "edgecast"`, "scripts ask ptok for the type by this name"},
	{"hex.go", "Edgecast uses the text itself as the secret, PASETO the bytes", "the question is for people who have not said whose the secret is: the name tells them which reading is theirs"},
	{"published.go", `"FastPix",`, "the source of a published key, told to whoever pastes it"},
	{"published.go", `"Edgecast",`, "the source of a published secret, told to whoever pastes it"},
	{"want.go", `return 250, "Edgecast"`, "the limit that is told while nobody has said whose the secret is"},
}

// TestNoPlatformIsNamed: whatever is true of one platform alone belongs to
// core/platform, which hands it in.
func TestNoPlatformIsNamed(t *testing.T) {
	names := platformNames
	for _, p := range all.Platforms() {
		if !p.Generic {
			names = append(names, p.Name)
		}
	}
	var files []string
	err := filepath.WalkDir("..", func(file string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(file, ".go") || filepath.Ext(file) == ".txt" && !strings.Contains(file, "testdata") {
			files = append(files, file)
		}
		return err
	})
	if err != nil || len(files) < 60 {
		t.Fatalf("%d files, %v: the test looks in the wrong place", len(files), err)
	}
	stayed := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rest := string(text)
		for _, s := range namesThatStay {
			if s.file == filepath.Base(file) && strings.Contains(rest, s.text) {
				rest = strings.ReplaceAll(rest, s.text, "")
				stayed[s.file+s.text] = true
			}
		}
		for line := range strings.Lines(rest) {
			for _, name := range names {
				if strings.Contains(strings.ToLower(line), name) {
					t.Errorf("%s names %s: %s", file, name, strings.TrimSpace(line))
				}
			}
		}
	}
	for _, s := range namesThatStay {
		if !stayed[s.file+s.text] {
			t.Errorf("%s: %q is gone: take it off the list", s.file, s.text)
		}
	}
}
