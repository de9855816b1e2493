//go:build !race

package causes

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

var update = flag.Bool("update", false, "write the pages")

// TestPages: the pages are what the table, the cases and the diagnosis say now.
func TestPages(t *testing.T) {
	diagnosistest.Published(t)
	folder := fixtures.Path(t, "../docs/causes")
	want := map[string]string{"README.md": Index()}
	found := look(t)
	for _, c := range cause.All() {
		f := found[c.Code]
		if f == nil {
			f = &shown{}
		}
		want[string(c.Code)+".md"] = Page(c, f.seen, f.example)
	}
	if *update {
		for name, text := range want {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, ok := want[filepath.Base(file)]; !ok {
			t.Errorf("%s is the page of no cause", filepath.Base(file))
		}
	}
	for name, text := range want {
		if b, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(b) != text {
			t.Errorf("docs/causes/%s is out of date: run make causes", name)
		}
	}
}

// TestWords: each cause is explained, and each proof worded.
func TestWords(t *testing.T) {
	for _, c := range cause.All() {
		a := abouts[c.Code]
		for _, s := range []string{a.means, a.from} {
			if !strings.HasSuffix(s, ".") {
				t.Errorf("%s: %q is no sentence", c.Code, s)
			}
		}
		if c.RuledOutBy != cause.NoProof && ruledOut[c.RuledOutBy] == "" {
			t.Errorf("%s: what rules it out has no words", c.Code)
		}
	}
	if len(abouts) != len(cause.All()) {
		t.Errorf("%d causes are explained, of %d", len(abouts), len(cause.All()))
	}
}

// shown is what the cases show of a cause.
type shown struct {
	seen    []Seen
	example *Example
	rank    int // of the example
}

// look goes through the cases: of each platform the first one in which a cause leads is told.
func look(t *testing.T) map[cause.Code]*shown {
	all := map[cause.Code]*shown{}
	for _, c := range diagnosistest.Cases(t) {
		d := c.Read(t)
		for i, f := range d.Verdict.Findings {
			of := all[f.Code]
			if of == nil {
				of = &shown{}
				all[f.Code] = of
			}
			leads := i == 0 && f.BecauseOf == ""
			if rank := suits(c, d, leads); rank > of.rank {
				of.rank, of.example = rank, exampleOf(t, c, d)
			}
			if !leads || byChance(c) || d.Foreign != nil {
				continue
			}
			label := anyPlatform
			if d.Platform != nil {
				label = d.Platform.Label
			}
			if !slices.ContainsFunc(of.seen, func(s Seen) bool { return s.Platform == label }) {
				of.seen = append(of.seen, Seen{label, f.Title, f.Evidence, f.Fix})
			}
		}
	}
	for _, of := range all {
		of.seen = merged(of.seen)
		slices.SortStableFunc(of.seen, func(a, b Seen) int { return strings.Compare(order(a.Platform), order(b.Platform)) })
	}
	return all
}

// anyPlatform stands for a text of which it cannot be told whose it is: what is said of it holds
// of all.
const anyPlatform = "any"

// merged puts platforms of which the same is said into one row.
func merged(list []Seen) (rows []Seen) {
	for _, s := range list {
		same := func(row Seen) bool { return row.Title == s.Title && row.Evidence == s.Evidence && row.Fix == s.Fix }
		i := slices.IndexFunc(rows, same)
		switch {
		case i < 0:
			rows = append(rows, s)
		case s.Platform == anyPlatform:
			rows[i].Platform = anyPlatform
		case rows[i].Platform != anyPlatform:
			rows[i].Platform += ", " + s.Platform
		}
	}
	return rows
}

// order puts what holds of any platform first.
func order(label string) string {
	if label == anyPlatform {
		return ""
	}
	return label
}

// byChance reports whether the words of a case may be others each time, as they name a key that
// is made for the tests.
func byChance(c diagnosistest.Case) bool {
	chance := func(k string) bool {
		name, _, _ := strings.Cut(strings.TrimPrefix(k, "mac:"), ".")
		return slices.Contains([]string{"ec", "ec2", "ed", "rsa3"}, name)
	}
	for _, m := range []*diagnosistest.Token{c.Token, c.Second} {
		if m != nil && chance(m.Sign) {
			return true
		}
	}
	return slices.ContainsFunc(slices.Concat(c.Keys, c.Saved, c.Earlier), chance)
}

// sealed reports whether the token of a case is another one each time it is made.
func sealed(c diagnosistest.Case) bool {
	return c.Token != nil && c.Token.PASETO != "" || c.Second != nil && c.Second.PASETO != ""
}

// suits ranks a case as an example of a cause, 0 for none: what is short and of a named
// platform, and in which the cause leads, is understood best.
func suits(c diagnosistest.Case, d diagnosis.Case, leads bool) int {
	text := d.Paste.Text
	if byChance(c) || d.Paste.HasKey || d.Paste.KeyBeside || len(text) > 1500 || len(c.Saved)+len(c.Earlier) > 0 || strings.ContainsAny(text, "\r\x00") {
		return 0
	}
	rank := 1
	if leads {
		rank += 16
	}
	if sealed(c) { // it can only be shown cut
		return rank
	}
	if d.Platform != nil {
		rank += 2
	}
	if d.URL != nil {
		rank++
	}
	if d.Verdict.Now == nil { // one moment is enough
		rank += 2
	}
	if strings.HasPrefix(text, "https://") { // what most people have
		rank += 4
	}
	if len(d.Verdict.Findings) == 1 {
		rank++
	}
	if c.Status == 0 && c.AsOf == "" && c.Platform == "" && c.ID == "" && c.Said == "" {
		rank += 4
	}
	return rank
}

var sealedPart = regexp.MustCompile(`(v4\.local\.)[\w-]+`)

func exampleOf(t *testing.T, c diagnosistest.Case, d diagnosis.Case) *Example {
	t.Helper()
	text, _ := c.Asks(t)
	text = sealedPart.ReplaceAllString(text, "$1…") // it is another one each time
	e := &Example{Text: strings.ReplaceAll(text, "```", "'''"), At: humantime.UTC(d.Verdict.AsOf.At)}
	if len(c.Keys) > 0 {
		e.Key = ", with a key beside it"
		if strings.Contains(c.Keys[0], ".public") {
			e.Key = ", with a public key beside it"
		}
	}
	for _, s := range []string{d.Verdict.Title(), d.Verdict.Since(), d.Verdict.Detail, d.Verdict.Fix} {
		if s != "" {
			e.Answer = append(e.Answer, s)
		}
	}
	for i, f := range d.Verdict.Findings {
		if i > 0 || f.Severity == platform.Info {
			e.Answer = append(e.Answer, "Also: "+f.Title+" ("+string(f.Code)+")")
		}
	}
	return e
}
