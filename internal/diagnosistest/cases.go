// Package diagnosistest makes tokens, keys and whole cases for the tests of the
// diagnosis and of what is made of one.
package diagnosistest

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/platform/all"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// Case is one case of core/diagnosis/testdata/cases. A file holds a list of them;
// README.md there says what each member means.
type Case struct {
	Group    string `json:"-"` // the name of its file
	Name     string
	Text     string // {token} and {second} stand for the tokens; {token} alone when empty
	Token    *Token
	Second   *Token
	Keys     []string
	Saved    []string
	Earlier  []string // keys that were given for another text before
	Use      string
	Platform string
	ID       string
	Now      string
	AsOf     string `json:"as_of"`
	Skew     string
	Video    string
	Status   int
	Segment  int

	// What is known of an answer beside its status.
	Said      string // its text
	Content   string // "asked", "other" or "unclear"
	Problem   string
	Rendition int
	Carried   bool
	Clock     string

	Want      diagnosis.State
	First     string
	With      []string
	Without   []string
	Folded    []string // of With, those that follow from another
	Signature string
	Is        string   // the platform that is told
	Says      []string // of each, one of the words between bars is in what leads
	SaysNot   []string // none of these is in what leads
}

// Cases are those of every file.
func Cases(t *testing.T) (all []Case) {
	t.Helper()
	files, err := filepath.Glob(fixtures.Path(t, "diagnosis/testdata/cases/*.json"))
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		var list []Case
		fixtures.JSON(t, "diagnosis/testdata/cases/"+filepath.Base(file), &list)
		for _, c := range list {
			c.Group = strings.TrimSuffix(filepath.Base(file), ".json")
			all = append(all, c)
		}
	}
	return all
}

const defaultNow = "2025-06-15T15:06:40Z" // 1750000000

// Read goes the whole way from the text of the case to the verdict.
func (c Case) Read(t *testing.T) diagnosis.Case {
	t.Helper()
	return diagnosis.Read(c.Asks(t))
}

// Asks is the text of the case, with its tokens in it, and what is known beside.
func (c Case) Asks(t *testing.T) (text string, o diagnosis.Options) {
	t.Helper()
	text = c.Text
	if text == "" && c.Token != nil {
		text = "{token}"
	}
	text = strings.ReplaceAll(text, "{token}", c.Token.Text(t))
	text = strings.ReplaceAll(text, "{second}", c.Second.Text(t))
	o = diagnosis.Options{
		ID: c.ID, Now: c.At(t), Status: c.Status, SegmentStatus: c.Segment,
		StatusText: c.Said, Problem: c.Problem, RenditionStatus: c.Rendition, Carried: c.Carried,
	}
	switch c.Content {
	case "asked":
		o.Content = diagnosis.ContentAsked
	case "unclear":
		o.Content = diagnosis.ContentUnclear
	case "other":
		o.Content = diagnosis.ContentOther
	}
	if c.AsOf != "" {
		var err error
		if o.AsOf, err = time.Parse(time.RFC3339, c.AsOf); err != nil {
			t.Fatal(err)
		}
	}
	if c.Platform != "" {
		if o.Platform = all.ByName(c.Platform); o.Platform == nil {
			t.Fatalf("no platform %q", c.Platform)
		}
	}
	for _, d := range []struct {
		text string
		to   *time.Duration
	}{{c.Skew, &o.Skew}, {c.Video, &o.VideoLength}, {c.Clock, &o.Clock}} {
		if d.text != "" {
			var err error
			if *d.to, err = time.ParseDuration(d.text); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, k := range c.Keys {
		o.Keys = append(o.Keys, readKeys(t, keyRead{"the key given here", k, c.Use})...)
	}
	for _, k := range c.Earlier {
		for _, key := range readKeys(t, keyRead{"the key given earlier", k, c.Use}) {
			key.Earlier = true
			o.Keys = append(o.Keys, key)
		}
	}
	for _, k := range c.Saved {
		id, ref, _ := strings.Cut(k, "=")
		key := readKeys(t, keyRead{"saved", ref, c.Use})[0]
		key.ID, key.Held, key.Profile = id, true, ref
		o.Keys = append(o.Keys, key)
	}
	return text, o
}

// keyRead is a key as it is read for a platform, "" for none, under a name.
type keyRead struct{ name, ref, use string }

func readKeys(t *testing.T, k keyRead) []verify.Key {
	t.Helper()
	return once(k, func() []verify.Key {
		var how importer.Options
		if p := all.ByName(k.use); p != nil {
			how.Want = p.KeyWantFor(nil)
		}
		return verify.ReadAll(k.name, KeyText(t, k.ref), how)
	})
}

// At is the moment that the case asks about.
func (c Case) At(t *testing.T) time.Time {
	t.Helper()
	now := c.Now
	if now == "" {
		now = defaultNow
	}
	at, err := time.Parse(time.RFC3339, now)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// Read is a text with keys beside it, read at 1750000000.
func Read(t *testing.T, text string, refs ...string) diagnosis.Case {
	t.Helper()
	o := diagnosis.Options{Now: time.Unix(1750000000, 0)}
	for _, ref := range refs {
		o.Keys = append(o.Keys, readKeys(t, keyRead{"the key given here", ref, ""})...)
	}
	return diagnosis.Read(text, o)
}
