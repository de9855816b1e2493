package check

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/edge"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/probe"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
)

// desk is a presenter with all that stands around it. What it hands to the window's thread
// waits in a queue until the test drains it.
type desk struct {
	t *testing.T
	p *Presenter

	asker   *uitest.Asker
	edges   []*uitest.Edge
	noStart error
	port    int // that the next edge gets, 0 for the one that it was asked for
	set     edge.Set
	sample  error // why no sample key can be made
	keys    []verify.Key
	verdict diagnosis.Verdict
	judged  []time.Time // the moments that a verdict was asked for
	players []Player
	trials  []Trial

	copied, tokens, toasts, failed, opened, why []string
	saved                                       map[string]string
	saveErr                                     error
	states                                      int
	uitest.Thread
}

// host is whom the tests' URLs are asked of.
const host = "stream.fastpix.com"

// atDesk runs a test with a fresh presenter in a bubble, whose clock begins on 1 January 2000.
func atDesk(t *testing.T, test func(*desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &desk{t: t, asker: &uitest.Asker{}, saved: map[string]string{}, verdict: diagnosis.Verdict{State: diagnosis.Plays, Headline: "Plays", Detail: "Good."}}
		d.asker.Answer = func(probe.Request) (*probe.Answer, *probe.Fault) { return d.good(), nil }
		d.p = New(Services{
			Now: time.Now, Zone: time.FixedZone("CET", 3600), Do: d.Do,
			After: func(after time.Duration, f func()) func() {
				stop := time.AfterFunc(after, func() { d.Do(f) })
				return func() { stop.Stop() }
			},
			Copy:      func(text string, done func(string)) { d.copied = append(d.copied, text); done("") },
			CopyToken: func(text string, done func(string)) { d.tokens = append(d.tokens, text); done("") },
			Toast:     func(text string) { d.toasts = append(d.toasts, text) },
			Fail:      func(text string) { d.failed = append(d.failed, text) },
			Open:      func(u string) { d.opened = append(d.opened, u) },
			Why:       func(u string) { d.why = append(d.why, u) },
			Asker:     d.asker, Host: uitest.HostOf,
			Judge: func(_ *probe.Answer, _ diagnosis.Case, _ *probe.Second, o diagnosis.Options) diagnosis.Verdict {
				d.judged = append(d.judged, o.Now)
				return d.verdict
			},
			Trials:     func(*probe.Answer) []Trial { return d.trials },
			Compared:   func(_, after *probe.Answer) string { return "now " + after.Meaning },
			Keys:       func() []verify.Key { return d.keys },
			Start:      d.start,
			Set:        func(masterOnly bool) edge.Set { return d.set },
			MasterOnly: func(p *platform.Platform) bool { return p == all.ByName("edgecast") },
			Sample: func() (Sample, error) {
				if d.sample != nil {
					return Sample{}, d.sample
				}
				return Sample{Signer: edge.Signer{Platform: all.ByName("fastpix")}, Key: verify.Key{Name: "sample"}}, nil
			},
			OpenIn: func() []Player { return d.players },
			SaveFile: func(name string, content []byte, done func(error)) {
				d.saved[name] = string(content)
				done(d.saveErr)
			},
		}, func(State) { d.states++ })
		test(d)
		d.p.Close()
		d.Settle()
		for _, e := range d.edges {
			if !e.Stopped {
				t.Error("an edge goes on after the window")
			}
		}
	})
}

// start is the Starter: an edge without a socket, with one good URL for each signer.
func (d *desk) start(c edge.Config, s edge.Set) (Server, error) {
	if d.noStart != nil {
		return nil, d.noStart
	}
	port := c.Port
	switch {
	case d.port != 0:
		port = d.port
	case port == 0:
		port = edge.UsualPort
	}
	e := &uitest.Edge{Port: port, Config: c, Set: s}
	for _, one := range s.Signers {
		e.Signs = append(e.Signs, edge.Good{Platform: one.Platform, Name: "Stream", URL: e.Address() + "/" + one.Platform.Name + "/good"})
	}
	d.edges = append(d.edges, e)
	return e, nil
}

// edge is the edge that was started last.
func (d *desk) edge() *uitest.Edge {
	d.t.Helper()
	if len(d.edges) == 0 {
		d.t.Fatal("no edge was started")
	}
	return d.edges[len(d.edges)-1]
}

func (d *desk) settle() State {
	d.Settle()
	return d.p.State()
}

// wait lets time pass, and what is due then happen.
func (d *desk) wait(span time.Duration) State {
	time.Sleep(span)
	return d.settle()
}

// good is an answer with a manifest.
func (d *desk) good() *probe.Answer {
	return &probe.Answer{
		Platform: all.ByName("fastpix"), URL: "https://" + host + "/v.m3u8", Host: host, Status: 200, Meaning: "It plays", At: time.Now(), Date: time.Now(), Kind: probe.HLS, Bytes: 2130,
		Took: 84 * time.Millisecond, Manifest: &probe.Manifest{Version: 6, Master: true, Travels: probe.NotCarried, Variants: []probe.Variant{
			{Kind: "audio", Language: "en", Bandwidth: 128_000}, {Kind: "video", Name: "1080p", Resolution: "1920x1080"}, {Kind: "video", Name: "720p", Host: "cdn.example"},
		}},
	}
}

// refuse has requests refused, but for those that let says.
func (d *desk) refuse(let func(probe.Request) bool) {
	d.asker.Answer = func(r probe.Request) (*probe.Answer, *probe.Fault) {
		a := &probe.Answer{Host: host, Status: 401, Meaning: "Refused", At: time.Now()}
		if let(r) {
			a.Status, a.Meaning = 200, "Played"
		}
		return a, nil
	}
}

// ask asks for a URL.
func (d *desk) ask(url string) State {
	d.p.Field.Type(url)
	d.p.Look.Ask()
	return d.settle()
}

// tokenURL is a URL with a token of the fixtures' key that ends after a time.
func tokenURL(t *testing.T, life time.Duration) (url, text string) {
	t.Helper()
	k := fixtures.Key(t)
	text, err := jws.Sign(token.NewObject(token.StringMember("alg", "RS256")), token.NewObject(token.IntMember("exp", time.Now().Add(life).Unix())), k)
	if err != nil {
		t.Fatal(err)
	}
	return "https://" + host + "/" + fixtures.PlaybackID + ".m3u8?token=" + text, text
}

func keyNamed(t *testing.T, name string) verify.Key {
	t.Helper()
	k := verify.ReadAll(name, fixtures.PrivateKey(t), importer.Options{})
	k[0].Profile = "a profile"
	return k[0]
}

// rows are lines of evidence as texts.
func rows(list []Evidence) string {
	var lines []string
	for _, e := range list {
		lines = append(lines, strings.TrimSpace(e.Name+" "+e.Text+" "+e.Right))
	}
	return strings.Join(lines, "\n")
}

func wants(t *testing.T, what, got string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(got, p) {
			t.Errorf("%s says nothing of %q: %q", what, p, got)
		}
	}
}

var errFull = errors.New("no space left on device")
