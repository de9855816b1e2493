//go:build web

package webtest

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
)

// TestCases: the page says what the core says, word for word.
func TestCases(t *testing.T) {
	if testing.Short() {
		t.Skip("opens a browser")
	}
	cases := chosen(t, 300)
	now, err := time.Parse(time.RFC3339, clock)
	if err != nil {
		t.Fatal(err)
	}
	const at = 2 // pages at a time
	visits := make([]Visit, at)
	for i := range visits {
		visits[i] = Visit{URL: Page(t), Clock: clock}
		for _, c := range cases[i*len(cases)/at : (i+1)*len(cases)/at] {
			visits[i].Steps = append(visits[i].Steps, Step{Do: "key", Text: c.key}, Step{Do: "fill", Text: c.text}, Step{Do: "see"})
		}
	}
	var all []Seen
	for _, seen := range Visits(t, visits) {
		all = append(all, seen...)
	}
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := diagnosis.Read(c.text, diagnosis.Options{Now: now, Keys: keysOf(c.key)})
			same(t, all[i], wordsOf(d))
			if len(all[i].Errors) > 0 {
				t.Error(all[i].Errors)
			}
		})
	}
}

// TestTerminal: the page says what the program ptok says, which is asked by the same clock.
func TestTerminal(t *testing.T) {
	if testing.Short() {
		t.Skip("opens a browser")
	}
	ptok := filepath.Join(t.TempDir(), "ptok")
	build := exec.Command("go", "build", "-o", ptok, "playtoken/cmd/ptok")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
	ask := func(text string) words {
		cmd := exec.Command(ptok, "why", "--json", "-")
		cmd.Stdin = strings.NewReader(text)
		out, _ := cmd.Output() // a verdict that fails is a status of 1
		var why diagnosis.Why
		if err := json.NewDecoder(bytes.NewReader(out)).Decode(&why); err != nil {
			t.Fatal(err, string(out))
		}
		return words{state: string(why.Verdict), headline: why.Headline, findings: why.Findings}
	}
	cases := chosen(t, 40)
	visit := Visit{URL: Page(t)}
	before := make([]words, len(cases))
	for i, c := range cases {
		before[i] = ask(c.text)
		visit.Steps = append(visit.Steps, Step{Do: "fill", Text: c.text}, Step{Do: "see"})
	}
	for i, seen := range Visits(t, []Visit{visit})[0] {
		t.Run(cases[i].name, func(t *testing.T) {
			want := before[i]
			if seen.Headline != want.headline { // a minute may have passed
				want = ask(cases[i].text)
			}
			if seen.State == "none" || seen.State == "refused" || seen.State == "key" {
				if len(want.findings) > 0 {
					t.Errorf("%s, and ptok finds %v", seen.Headline, want.findings)
				}
				return
			}
			same(t, seen, want)
		})
	}
}
