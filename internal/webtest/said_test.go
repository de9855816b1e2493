package webtest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/verify"
	"playtoken/internal/diagnosistest"
)

// given reports whether a case needs no more than a page is given: a text and, at most, one
// public key.
func given(c diagnosistest.Case) bool {
	for _, k := range c.Keys {
		if _, form, _ := strings.Cut(k, "."); form != "public" && !strings.HasPrefix(form, "jwk:") {
			return false
		}
	}
	return len(c.Keys) <= 1 && len(c.Saved) == 0 && len(c.Earlier) == 0 && c.Use == "" && c.Platform == "" && c.ID == "" &&
		c.Now == "" && c.AsOf == "" && c.Skew == "" && c.Video == "" && c.Status == 0 && c.Segment == 0 && c.Said == "" &&
		c.Content == "" && c.Problem == "" && c.Rendition == 0 && !c.Carried && c.Clock == ""
}

// asked is a case as the page is given it.
type asked struct{ name, text, key string }

// chosen are those of all groups that a page can be given, as evenly as can be.
func chosen(t *testing.T, number int) (list []asked) {
	t.Helper()
	var all []asked
	for _, c := range diagnosistest.Cases(t) {
		if !given(c) {
			continue
		}
		text, _ := c.Asks(t)
		one := asked{name: c.Group + "/" + c.Name, text: text}
		if len(c.Keys) == 1 {
			one.key = string(diagnosistest.KeyText(t, c.Keys[0]))
		}
		// a field of a page has line feeds alone, and no bytes that are no text
		if utf8.ValidString(text) && !strings.ContainsAny(text, "\r\x00") && strings.TrimSpace(text) != "" {
			all = append(all, one)
		}
	}
	if len(all) < number {
		t.Fatalf("%d cases can be given to a page, %d are wanted", len(all), number)
	}
	t.Logf("%d cases can be given to a page", len(all))
	for i := range number {
		list = append(list, all[i*len(all)/number])
	}
	return list
}

const clock = "2025-06-15T15:06:40Z" // 1750000000, as in the cases

// words are what is said of a text.
type words struct {
	state, headline string
	lines           []string // nil where it is not asked for
	findings        []platform.Finding
}

func wordsOf(c diagnosis.Case) words {
	v := c.Verdict
	w := words{state: string(v.State), headline: v.Title(), findings: v.Findings, lines: []string{}}
	switch {
	case c.Paste.HasKey:
		return words{state: "key"}
	case !c.Answered():
		return words{state: "none", headline: "No token found"}
	}
	for _, s := range []string{v.Since(), v.Detail, v.Fix} {
		if s != "" {
			w.lines = append(w.lines, s)
		}
	}
	return w
}

// same compares what the page shows with what is said.
func same(t *testing.T, seen Seen, want words) {
	t.Helper()
	if want.state == "key" {
		if seen.State != "key" && seen.State != "refused" || seen.Field != "" {
			t.Errorf("%s, and %q in the field", seen.State, seen.Field)
		}
		return
	}
	if want.state == "none" && seen.State == "refused" && seen.Field == "" {
		return // it looks like a secret
	}
	if seen.State != want.state || seen.Headline != want.headline {
		t.Errorf("%s: %s\nwant %s: %s", seen.State, seen.Headline, want.state, want.headline)
	}
	if want.lines != nil {
		lines := seen.Lines
		if n := len(lines); n > len(want.lines) && strings.HasPrefix(lines[n-1], "A key stood beside it.") {
			lines = lines[:n-1]
		}
		if strings.Join(lines, "\n") != strings.Join(want.lines, "\n") {
			t.Errorf("%q\nwant %q", lines, want.lines)
		}
	}
	rest := want.findings
	if len(rest) > 0 && (want.state == "fails" || want.state == "may_fail") {
		if seen.Code != string(rest[0].Code) {
			t.Errorf("the headline is of %q, want %q", seen.Code, rest[0].Code)
		}
		rest = rest[1:]
	}
	if len(seen.Findings) != len(rest) {
		t.Fatalf("%d findings, want %d", len(seen.Findings), len(rest))
	}
	for i, f := range rest {
		text := f.Title + ". " + f.Evidence
		if f.Fix != "" {
			text += " " + f.Fix
		}
		if f.Basis == platform.Inferred {
			text += " The platform may differ."
		}
		if got := seen.Findings[i]; got.Code != string(f.Code) || !strings.EqualFold(got.Text, text) {
			t.Errorf("%s: %s\nwant %s: %s", got.Code, got.Text, f.Code, text)
		}
	}
}

// keysOf reads the public key of a case as everybody does.
func keysOf(text string) []verify.Key {
	if text == "" {
		return nil
	}
	return verify.ReadAll("the key given here", []byte(text), importer.Options{})
}
