package main

import (
	"fmt"
	"strings"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/probe"
	"playtoken/core/words"
)

// The JSON of ptok check, in the order of the contract.
type (
	checkAnswer struct {
		URL           string        `json:"url"` // without the token
		Host          string        `json:"host"`
		Status        int           `json:"status"`
		Meaning       string        `json:"meaning"`
		Date          string        `json:"date"`
		Clock         float64       `json:"clock_difference"` // seconds by which the server's is ahead
		Kind          probe.Kind    `json:"kind"`
		Variants      []variantJSON `json:"variants"`
		DRM           []string      `json:"drm"`
		Travels       probe.Travels `json:"token_travels"`
		SegmentStatus int           `json:"segment_status"`
		Why           diagnosis.Why `json:"why"`
		Method        string        `json:"method"`
		Took          float64       `json:"took"` // seconds
		Problem       string        `json:"problem"`
		Hops          []hopJSON     `json:"hops"`
		More          int           `json:"more_variants"`
		Rendition     int           `json:"rendition_status"`
		Age           float64       `json:"age"` // seconds that the answer has lain in a cache
	}
	variantJSON struct {
		Bandwidth  int           `json:"bandwidth"`
		Resolution string        `json:"resolution"`
		Codecs     string        `json:"codecs"`
		Host       string        `json:"url_host"`
		Kind       string        `json:"kind"`
		Name       string        `json:"name"`
		Language   string        `json:"language"`
		Travels    probe.Travels `json:"token_travels"`
	}
	hopJSON struct {
		Status   int    `json:"status"`
		Host     string `json:"host"`
		Followed bool   `json:"followed"`
		Text     string `json:"text"`
	}
)

func (k *checking) write() error {
	if k.json {
		k.writeJSON(k.asJSON())
	} else {
		k.writeText()
	}
	return k.status()
}

func (k *checking) asJSON() checkAnswer {
	a, why := k.answer, k.verdict.Why()
	why.Status = a.Status
	answer := checkAnswer{
		URL: a.URL, Host: a.Host, Status: a.Status, Meaning: a.Meaning, Date: moment(a.Date), Clock: a.Clock.Seconds(), Kind: a.Kind,
		Variants: []variantJSON{}, DRM: []string{}, Why: why, Method: a.Method, Took: a.Took.Round(time.Millisecond).Seconds(),
		Problem: a.Problem, Hops: []hopJSON{}, Age: a.Age.Seconds(),
	}
	for _, h := range a.Hops {
		answer.Hops = append(answer.Hops, hopJSON{h.Status, h.Host, h.Followed, h.Text})
	}
	if m := a.Manifest; m != nil {
		answer.Travels, answer.More = m.Travels, m.More
		answer.DRM = append(answer.DRM, m.DRM...)
		for _, v := range m.Variants {
			answer.Variants = append(answer.Variants, variantJSON{v.Bandwidth, v.Resolution, v.Codecs, v.Host, v.Kind, v.Name, v.Language, v.Travels})
		}
	}
	if s := k.second; s != nil {
		if a.Manifest.Master {
			answer.Rendition = s.Playlist.Status
		}
		if s.Segment != nil {
			answer.SegmentStatus = s.Segment.Status
		}
	}
	return answer
}

// writeText answers in words, the verdict first.
func (k *checking) writeText() {
	if c := k.verdict; c.Answered() {
		k.writeWhy(c, c.Verdict.AsOf.At)
	} else if v := c.Verdict; v.State != diagnosis.Unknown {
		k.line(v.Title())
		for _, text := range []string{v.Detail, v.Fix} {
			if text != "" {
				k.line(text)
			}
		}
	}
	k.heading("Answer")
	k.writeAnswer(k.answer)
	k.writeUntried()
	k.writeManifest()
	if s := k.second; s != nil {
		if k.answer.Manifest.Master {
			k.heading("First rendition")
			k.writeAnswer(&s.Playlist)
		}
		if s.Segment != nil {
			k.heading("Beginning of its first segment")
			k.writeAnswer(s.Segment)
		}
	}
}

func (k *checking) writeAnswer(a *probe.Answer) {
	t := newTable(&k.out, "  ")
	t.row("Asked", a.Method+" "+a.URL)
	for _, h := range a.Hops {
		text := h.Text
		if h.Followed {
			text = "Followed to " + h.Host + "."
		}
		t.row("Redirect", fmt.Sprintf("%d. %s", h.Status, text))
	}
	t.row("Status", strings.TrimSpace(fmt.Sprintf("%d. %s", a.Status, a.Meaning)))
	if a.Problem != "" {
		t.row("Content", a.Problem)
	}
	t.row("Came", fmt.Sprintf("after %d ms, %s", a.Took.Milliseconds(), words.Count(a.Bytes, "byte")))
	if a.Age > 0 {
		t.row("Cache", "The answer has lain in one for "+humantime.Span(a.Age)+".")
	}
	if a.Date.IsZero() {
		t.row("Clock", "The answer has no date.")
	} else {
		t.row("Clock", clockRow(a.Clock))
	}
	t.flush()
}

// writeUntried names the headers by which the platform may have refused, and that were not
// sent.
func (k *checking) writeUntried() {
	var flags []string
	for _, header := range probe.Untried(k.answer) {
		flags = append(flags, "--"+strings.ToLower(header))
	}
	if len(flags) > 0 {
		k.line("  It may look at headers that were not sent: try " + words.List(flags) + ", as the page and the player have them.")
	}
}

func clockRow(by time.Duration) string {
	text := ""
	switch {
	default:
		return "the same as here"
	case by >= time.Second:
		text = diagnosis.ClockSpan(by) + " ahead of this machine's"
	case by <= -time.Second:
		text = diagnosis.ClockSpan(by) + " behind this machine's"
	}
	if by.Abs() <= diagnosis.ClocksAgree {
		text += ", which is of no matter"
	}
	return text
}

// mostRows is how many renditions are listed for people.
const mostRows = 20

var carries = map[probe.Travels]string{
	probe.InQuery: "goes on in the query", probe.InPath: "goes on in the path",
	probe.OtherProof: "another proof goes on", probe.NotCarried: "not carried",
}

var onThere = map[probe.Travels]string{
	probe.InQuery:    "The token goes on, in the query of what the manifest names.",
	probe.InPath:     "The token goes on, in the path of what the manifest names.",
	probe.OtherProof: "Another proof goes on in place of the token.",
	probe.NotCarried: "The token does not go on, and nothing in its place.",
}

// goesOn says what becomes of the token behind the manifest, and what that means as far as
// nobody was asked.
func (k *checking) goesOn(by probe.Travels) string {
	p := k.answer.Platform
	switch {
	case k.verdict.Token == nil && by == probe.NotCarried:
		return "There is no token to go on."
	case by != probe.NotCarried || k.second != nil:
		return onThere[by]
	case p != nil && p.Edge != nil && p.Edge.EveryRequest:
		return onThere[by] + " " + p.Label + " looks for it with each request: without a player that adds it, these are refused. --segment tells."
	}
	return onThere[by] + " That is no matter where the platform checks the manifest alone; --segment tells."
}

func (k *checking) writeManifest() {
	m := k.answer.Manifest
	if m == nil {
		return
	}
	k.heading("Manifest")
	if m.Master {
		t := newTable(&k.out, "  ")
		t.row("RENDITION", "SIZE", "RATE", "CODECS", "HOST", "TOKEN")
		for _, v := range m.Variants[:min(len(m.Variants), mostRows)] {
			t.row(renditionName(v), v.Resolution, rate(v.Bandwidth), v.Codecs, v.Host, carries[v.Travels])
		}
		t.flush()
		if n := len(m.Variants) - mostRows + m.More; n > 0 {
			k.line("  and " + words.Thousands(n) + " more")
		}
	} else {
		text := "  " + words.Count(m.Segments, "segment") + ", " + humantime.Span(time.Duration(m.Seconds*float64(time.Second)))
		if m.Live {
			text += ", live"
		}
		k.line(text)
	}
	drm := "none is named"
	if len(m.DRM) > 0 {
		drm = words.List(m.DRM)
	}
	k.line("  DRM: " + drm)
	if m.Travels != "" {
		k.line("  " + k.goesOn(m.Travels))
	}
}

func renditionName(v probe.Variant) string {
	name := v.Name
	if v.Kind != "video" {
		name = strings.TrimSpace(words.UpperFirst(v.Kind) + " " + v.Name)
	}
	if v.Language != "" {
		name += ", " + v.Language
	}
	return name
}

// rate writes bits a second as people do: "5.2 Mbit/s".
func rate(bits int) string {
	switch {
	case bits <= 0:
		return ""
	case bits < 1_000_000:
		return fmt.Sprintf("%d kbit/s", (bits+500)/1000)
	}
	return fmt.Sprintf("%.1f Mbit/s", float64(bits)/1e6)
}
