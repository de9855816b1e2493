package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"playtoken/internal/man"
	"playtoken/internal/version"
)

// TestManPages makes the manual pages. With PLAYTOKEN_MAN they go into that folder, for a
// release, with the date and the version that PLAYTOKEN_MAN_DATE and PLAYTOKEN_MAN_VERSION
// give; they are made here so that what makes them is no part of ptok.
func TestManPages(t *testing.T) {
	folder, date := t.TempDir(), now
	release := man.Book{Version: version.String()}
	if to := os.Getenv("PLAYTOKEN_MAN"); to != "" {
		var err error
		if date, err = time.Parse(time.DateOnly, os.Getenv("PLAYTOKEN_MAN_DATE")); err != nil {
			t.Fatal(err)
		}
		folder, release.Version = to, os.Getenv("PLAYTOKEN_MAN_VERSION")
	}
	p := &program{env: env{Now: func() time.Time { return date }}}
	release.Date, release.More = date, p.more
	root := p.root()
	pages := release.Pages(root)
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"ptok.1", "ptok-sign.1", "ptok-why.1", "ptok-key-new.1", "ptok-account-rotate.1", "ptok-completion.1"} {
		if pages[name] == "" {
			t.Errorf("there is no %s", name)
		}
	}
	if groff, err := exec.LookPath("groff"); err != nil {
		t.Skip("groff is not installed: it is not tried how the pages look")
	} else {
		for name := range pages {
			testManPage(t, groff, filepath.Join(folder, name), root.Name())
		}
	}
}

// overstrike is how a terminal of old writes bold letters.
var overstrike = regexp.MustCompile(`.\x08`)

// testManPage looks at a page as a reader sees it: without a complaint, each example in a line
// of its own, as help has it.
func testManPage(t *testing.T, groff, file, program string) {
	t.Helper()
	cmd := exec.Command(groff, "-Kutf8", "-man", "-ww", "-Tutf8", "-P-c", "-rLL=120n", file)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil || complaints.Len() > 0 {
		t.Errorf("%s: %v, %s", file, err, complaints.String())
	}
	shown := "\n" + overstrike.ReplaceAllString(string(out), "")
	path := strings.Split(strings.TrimSuffix(filepath.Base(file), ".1"), "-")[1:]
	for line := range strings.Lines((stage{}).run(append(path, "--help")...).out) {
		if strings.HasPrefix(line, "  "+program+" ") && !regexp.MustCompile(`\n +`+regexp.QuoteMeta(strings.TrimSpace(line))+`\n`).MatchString(shown) {
			t.Errorf("%s: the example is not in a line of its own: %s\n%s", file, line, shown)
		}
	}
}
