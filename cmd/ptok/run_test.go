package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/version"
)

const (
	goldenKeyID = fixtures.KeyID
	goldenID    = fixtures.PlaybackID
	keyData     = "../../core/keys/importer/testdata/"
)

// now lies after the life of every token in testdata.
var now = time.Date(2026, 11, 22, 12, 0, 0, 500, time.UTC)

// result is what one run answered.
type result struct {
	status   int
	out, err string
}

// stage is the world of a test; the zero value is a script without input.
type stage struct {
	stdin       string
	secret      string // what a person types when asked for a key
	terminal    bool   // at both ends
	outTerminal bool
	now         time.Time
	platforms   []*platform.Platform // all there are where nil
	vault       func() *vault.Store  // one without a place where nil
}

func (s stage) run(args ...string) result {
	var out, errs bytes.Buffer
	if s.now.IsZero() {
		s.now = now
	}
	if s.vault == nil {
		s.vault = func() *vault.Store { return vault.Open("", nil, nil) }
	}
	status := run(args, env{
		Stdin: strings.NewReader(s.stdin), Stdout: &out, Stderr: &errs,
		InTerminal:  func() bool { return s.terminal },
		OutTerminal: func() bool { return s.terminal || s.outTerminal },
		ReadSecret:  func() ([]byte, error) { return collect(strings.NewReader(s.secret)) },
		Now:         func() time.Time { return s.now },
		Zone:        time.FixedZone("CET", 3600),
		Platforms:   s.platforms,
		Vault:       s.vault,
	})
	return result{status, out.String(), errs.String()}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// file writes a text into a file for the time of the test.
func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// complaint checks that standard error is one line and a hint.
func complaint(t *testing.T, r result) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(r.err, "\n"), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "ptok: ") || !strings.HasPrefix(lines[1], "hint: ") || len(lines[1]) < 10 {
		t.Errorf("standard error is not a line and a hint:\n%s", r.err)
	}
}

func TestWrongUsage(t *testing.T) {
	key := file(t, string(fixtures.PrivateKey(t)))
	form := []string{"sign", "--platform", "fastpix", "--key", key, "--key-id", goldenKeyID, "--id", goldenID}
	with := func(more ...string) []string { return append(form[:len(form):len(form)], more...) }
	var names []string
	for _, p := range all.Platforms() {
		names = append(names, p.Name)
	}
	for _, c := range []struct {
		name string
		args []string
		says string
	}{
		{"unknown command", []string{"sing"}, "ptok sign"},
		{"a token in place of a command", []string{fixtures.Token(t)}, "ptok decode"},
		{"unknown topic", []string{"help", "sing"}, "no such command"},
		{"unknown flag", []string{"--fast"}, "--fast"},
		{"unknown flag of a command", with("--fast"), "--fast"},
		{"unknown short flag", with("-x"), "-x"},
		{"flag without value", []string{"sign", "--platform", "fastpix", "--key"}, "--key needs a value"},
		{"switch with a value", []string{"decode", "--json=perhaps", "x"}, "not written"},
		{"flag twice", with("--id", goldenID), "--id is given twice"},
		{"argument to sign", with("more"), "flags only"},
		{"argument to licences", []string{"licences", "more"}, "flags only"},
		{"argument to profiles", []string{"profiles", "more"}, "flags only"},
		{"argument to platforms", []string{"platforms", "more"}, "flags only"},
		{"two texts", []string{"decode", "a", "b"}, "one text"},
		{"unknown platform", []string{"sign", "--platform", "nobody"}, "no platform of that name"},
		{"unknown platform to decode", []string{"decode", "x", "--platform", "nobody"}, "no platform of that name"},
		{"nothing but sign", []string{"sign"}, "Choose one with --platform: " + strings.Join(names, ", ")},
		{"no ID", []string{"sign", "--platform", "fastpix", "--key", key, "--key-id", goldenKeyID}, "Playback ID is missing"},
		{"no key", []string{"sign", "--platform", "fastpix", "--key-id", goldenKeyID, "--id", goldenID}, "private key is missing"},
		{"ID with a space", []string{"sign", "--platform", "fastpix", "--key", key, "--key-id", goldenKeyID, "--id", "a b"}, "no spaces"},
		{"unknown field", with("--set", "colour=red"), "no field for --set colour"},
		{"unknown field names the others", with("--set", "colour=red"), "key_id, id, for, header, issuer, host"},
		{"field without value", with("--set", "for"), "FIELD=VALUE"},
		{"field twice", with("--set", "for=drm", "--set", "for=media"), "for is given twice"},
		{"field twice, once as a flag", with("--set", "id=x"), "id is given twice"},
		{"value not offered", with("--set", "for=thumbnail"), "one of media, drm"},
		{"value not UTF-8", with("--set", "issuer=\xff"), "UTF-8"},
		{"claim not JSON", with("--claim", "a=text"), "--claim a is not JSON"},
		{"claim without value", with("--claim", "a"), "NAME=JSON"},
		{"claim without name", with("--claim", "=1"), "NAME=JSON"},
		{"claim twice", with("--claim", "a=1", "--claim", "a=2"), "given twice"},
		{"claim with two values", with("--claim", "a=1 2"), "not JSON"},
		{"claim with a member twice", with("--claim", `a={"b":1,"b":2}`), "not JSON"},
		{"bad time", with("--issued-at", "soon"), "--issued-at is not a date"},
		{"day or month", with("--expires-at", "05/06/2026"), "5 June or 6 May"},
		{"bad span", with("--ttl", "long"), "--ttl is not a span"},
		{"empty span", with("--ttl", ""), "--ttl is not a span"},
		{"end before begin", with("--issued-at", "now", "--expires-at", "now-1h"), "end before it begins"},
		{"an end that has passed names the way to one", with("--expires-at", "3 days ago"), "or --issued-at: one before it ends"},
		{"two ends", with("--ttl", "1h", "--expires-at", "now+1h"), "two ways"},
		{"no such key file", []string{"sign", "--platform", "fastpix", "--key", "no-such-file", "--key-id", goldenKeyID, "--id", goldenID}, "does not exist"},
		{"key file is a folder", []string{"sign", "--platform", "fastpix", "--key", t.TempDir(), "--key-id", goldenKeyID, "--id", goldenID}, "cannot be read"},
		{"empty key file name", []string{"sign", "--platform", "fastpix", "--key", "", "--key-id", goldenKeyID, "--id", goldenID}, "names no file"},
		{"no such key file to decode", []string{"decode", fixtures.Token(t), "--key", key, "--key", "no-such-file"}, "--key number 2 names does not exist"},
		{"text and key from one input", []string{"decode", "--key", "-"}, "cannot both"},
		{"two keys from one input", []string{"decode", "x", "--key", "-", "--key", "-"}, "cannot both"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{}.run(c.args...)
			if r.status != wrongUsage || r.out != "" {
				t.Errorf("status %d, output %q", r.status, r.out)
			}
			if !strings.Contains(r.err, c.says) {
				t.Errorf("%q is not in:\n%s", c.says, r.err)
			}
			complaint(t, r)
		})
	}
}

func TestHelp(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		has  []string
	}{
		{"ptok alone", nil, []string{"  sign  ", "--version", "Exit status"}},
		{"ptok", []string{"--help"}, []string{"  sign  ", "  decode  ", "  platforms  ", "Exit status"}},
		{"sign", []string{"sign", "--help"}, []string{"TOKEN=$(ptok sign", "--set for=VALUE", "media (default), drm", "--ttl D"}},
		{"decode", []string{"decode", "-h"}, []string{"ptok decode \"$TOKEN\"", "--platform NAME"}},
		{"why", []string{"why", "--help"}, []string{"--status CODE", "--report FORM", "Exit status"}},
		{"edge", []string{"edge", "--help"}, []string{"ptok edge --profile", "--clock T|D", "/sign?platform=NAME&id=ID", "Exit status"}},
		{"compare", []string{"help", "compare"}, []string{"GOOD and BAD", "Exit status"}},
		{"batch", []string{"batch", "--help"}, []string{"  sign  ", "  why  "}},
		{"batch sign", []string{"batch", "sign", "--help"}, []string{"--column NAME", "Exit status", "ptok sign --help"}},
		{"batch why", []string{"help", "batch", "why"}, []string{"--format FORMAT", "line, verdict, code, headline", "Exit status"}},
		{"platforms", []string{"help", "platforms"}, []string{"ptok platforms --json"}},
		{"profiles", []string{"help", "profiles"}, []string{"ptok profiles --json"}},
		{"a profile to sign by", []string{"sign", "--help"}, []string{"ptok sign --profile", "--passphrase-file FILE"}},
		{"a profile to try", []string{"why", "--help"}, []string{"--profile NAME", "--passphrase-file FILE"}},
		{"licences", []string{"licences", "--help"}, []string{"ptok licences | less"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{}.run(c.args...)
			if r.status != fine || r.err != "" {
				t.Errorf("status %d, errors %q", r.status, r.err)
			}
			for _, s := range c.has {
				if !strings.Contains(r.out, s) {
					t.Errorf("%q is not in:\n%s", s, r.out)
				}
			}
			// Examples come before the flags.
			if strings.Index(r.out, "  ptok ") > strings.Index(r.out, "Flags:") {
				t.Errorf("no example before the flags:\n%s", r.out)
			}
		})
	}
}

// One of 64 tokens without a mark of its own begins with a dash.
func TestTokenWithADash(t *testing.T) {
	for _, tok := range []string{"-" + strings.Repeat("aB3_", 15), "--" + strings.Repeat("aB3-", 15) + "=="} {
		for _, args := range [][]string{{"decode", "--json", tok}, {"decode", tok, "--json"}} {
			r := stage{}.run(args...)
			if r.status != fine || !strings.Contains(r.out, `"kind":"ectoken-v3"`) || !strings.Contains(r.out, `"token":"`+strings.TrimRight(tok, "=")) {
				t.Errorf("%v: %+v", args, r)
			}
		}
		if r := (stage{}).run("compare", "--json", tok, fixtures.Token(t)); r.status != answerIsNo || !strings.Contains(r.out, `"good":{"verdict":"unknown"`) {
			t.Errorf("%+v", r)
		}
	}
}

func TestVersion(t *testing.T) {
	for _, flag := range []string{"--version", "-v"} {
		if r := (stage{}).run(flag); r != (result{fine, "ptok " + version.String() + "\n", ""}) {
			t.Errorf("%s: %+v", flag, r)
		}
	}
}

func TestLicences(t *testing.T) {
	if (stage{}).run("licenses") != (stage{}).run("licences") {
		t.Error("the other spelling is not understood")
	}
	r := stage{}.run("licences")
	if r.status != fine || r.err != "" || !strings.Contains(r.out, "\ngithub.com/spf13/cobra v") || !strings.Contains(r.out, "The Go Authors") {
		t.Errorf("status %d, %q, %.200q", r.status, r.err, r.out)
	}
}

// A panic tells nothing of what was thrown, and what was written before it is
// not shown.
func TestPanic(t *testing.T) {
	var out, errs bytes.Buffer
	status := run([]string{"decode", fixtures.Token(t)}, env{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
		InTerminal: func() bool { return false }, OutTerminal: func() bool { return false },
		Now: func() time.Time { panic("canary") },
	})
	if status != notUnderstood || out.Len() > 0 {
		t.Errorf("status %d, output %q", status, out.String())
	}
	if strings.Contains(errs.String(), "canary") || strings.Contains(errs.String(), "goroutine") {
		t.Errorf("the panic is shown:\n%s", errs.String())
	}
	complaint(t, result{err: errs.String()})
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// A script must not take a token that never reached the disk for written.
func TestOutputCannotBeWritten(t *testing.T) {
	status := run([]string{"platforms"}, env{Stdin: strings.NewReader(""), Stdout: brokenPipe{}, Stderr: io.Discard})
	if status != wrongUsage {
		t.Errorf("status %d", status)
	}
}
