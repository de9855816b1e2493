package assets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

// inline are scripts, styles and handlers in HTML, which the page's policy forbids.
var inline = regexp.MustCompile(`(?i)<script(>|[^>]*[^>]>[^<])|<style|\son\w+=|\sstyle=|javascript:`)

// named are the files that the page and its scripts load.
var named = regexp.MustCompile(`(?:src|href)="([^":#]+)"|from "\./([^"]+)"`)

// TestPlayer: the page has all that it loads, in one folder, and nothing inline.
func TestPlayer(t *testing.T) {
	list := files(t, Player())
	used := map[string]bool{"index.html": true}
	for name, content := range list {
		if strings.Contains(name, "/") {
			t.Errorf("%s is in a folder", name)
		}
		if strings.HasSuffix(name, ".gz") {
			continue
		}
		if found := inline.Find(content); strings.HasSuffix(name, ".html") && found != nil {
			t.Errorf("%s has %s", name, found)
		}
		if strings.HasSuffix(name, ".html") {
			content = code.ReplaceAll(content, nil)
		}
		for _, m := range named.FindAllSubmatch(content, -1) {
			file := string(m[1]) + string(m[2])
			if file == "./" {
				file = "index.html"
			}
			if list[file] == nil {
				file += ".gz"
			}
			used[file] = true
			if list[file] == nil {
				t.Errorf("%s loads %s, which is not there", name, m[0])
			}
		}
	}
	for name := range list {
		if !used[name] {
			t.Errorf("nothing loads %s", name)
		}
	}
}

// TestPlayerOfOthers: hls.js is what scripts/player.sh takes it from, its licence beside it.
func TestPlayerOfOthers(t *testing.T) {
	const version, published = "1.7.4", "482cccb3a224554f64d8c2cf0d335dba4a3819bdb726afbfddfe15de4c277d82"
	packed := files(t, Player())["hls.light.min.js.gz"]
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if r.Name != "" || !r.ModTime.IsZero() {
		t.Errorf("it tells of the machine that packed it: %q, %s", r.Name, r.ModTime)
	}
	sum := sha256.Sum256(content)
	if got := hex.EncodeToString(sum[:]); got != published || !bytes.Contains(content, []byte(`"`+version+`"`)) {
		t.Errorf("hls.light.min.js is %s", got)
	}
	for file, want := range map[string]string{
		"player/LICENSE-hls.js-" + version: "Dailymotion",
		"player/code.js":                   "/hls.js@" + version + "/",
		"../scripts/player.sh":             "readonly version=" + version + "\n",
		"THIRD_PARTY_NOTICES":              "\nhls.js " + version + "\n",
	} {
		if b, err := os.ReadFile(file); err != nil || !bytes.Contains(b, []byte(want)) {
			t.Errorf("there is no %q in %s, %v", want, file, err)
		}
	}
}
