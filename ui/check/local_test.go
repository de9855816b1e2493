package check

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/edge"
	"playtoken/core/platform/all"
	"playtoken/core/probe"
	"playtoken/core/secret"
	"playtoken/core/verify"
	"playtoken/ui/viewmodel"
)

// signs makes the desk's keys sign for some platforms.
func (d *desk) signs(platforms ...string) {
	d.set = edge.Set{Keys: make([]verify.Key, 7)}
	for i := range d.set.Keys { // else they were one
		d.set.Keys[i].Text = secret.New([]byte{'a' + byte(i)})
	}
	for _, name := range platforms {
		d.set.Signers = append(d.set.Signers, edge.Signer{Platform: all.ByName(name)})
	}
	d.p.KeysChanged()
}

func TestStartAndStop(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.signs("fastpix", "mux")
		if s := d.p.State().Local; s.Running || s.Chip != stopped || s.Keys != "7 keys" {
			t.Errorf("%+v", s)
		}
		d.p.Local.SetClock(2)
		d.p.Local.Start()
		if s := d.p.State().Local; !s.Busy || s.Chip != starting {
			t.Errorf("%+v", s)
		}
		d.p.Local.Start() // once is enough
		s := d.settle().Local
		if !s.Running || s.Address != "http://127.0.0.1:8470" || s.PortNote != "" || s.Mood != viewmodel.Fine || len(d.edges) != 1 {
			t.Errorf("%+v", s)
		}
		if !slices.Equal(s.Streams, []string{"FastPix, 10 s", "Mux, 10 s"}) || d.edge().Shifted != 25*time.Hour || d.edge().Config.Sign {
			t.Errorf("%+v, shifted by %v", s, d.edge().Shifted)
		}
		d.p.Local.SetClock(0)
		d.p.Local.CopyAddress(nil)
		if d.edge().Shifted != 0 || !slices.Equal(d.copied, []string{"http://127.0.0.1:8470"}) {
			t.Errorf("%v, %q", d.edge().Shifted, d.copied)
		}
		d.p.Local.Stop()
		if s := d.settle().Local; s.Running || !d.edge().Stopped || s.Chip != stopped {
			t.Errorf("%+v", s)
		}
	})
}

// TestClockThatWasPutAhead: what follows from the edge's own clock button sends nobody to a
// time server.
func TestClockThatWasPutAhead(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.signs("fastpix")
		d.p.Local.Start()
		d.settle()
		d.verdict.Fix = "Set the clock that is wrong by a time server."
		d.asker.Answer = func(r probe.Request) (*probe.Answer, *probe.Fault) {
			a := d.good()
			a.URL, a.Clock = r.URL, 25*time.Hour
			return a, nil
		}
		url, _ := tokenURL(t, 24*time.Hour)
		here := strings.Replace(url, "https://", d.p.State().Local.Address+"/", 1)
		for _, c := range []struct {
			name, url string
			clock     int
			want      string
		}{
			{"put ahead", here, 2, setBack},
			{"not put ahead", here, 0, d.verdict.Fix},
			{"another server", url, 2, d.verdict.Fix},
		} {
			d.p.Local.SetClock(c.clock)
			if s := d.ask(c.url); !strings.HasSuffix(s.Verdict.Detail, c.want) {
				t.Errorf("%s: %q", c.name, s.Verdict.Detail)
			}
		}
	})
}

func TestPortIsTaken(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.port = 8473
		d.p.Local.Start()
		wants(t, "the address", d.settle().Local.PortNote, "Port 8470 was taken", "8473")
	})
}

func TestEdgeCannotStart(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.noStart = errors.New("listen: permission denied")
		d.p.Local.Start()
		s := d.settle().Local
		if s.Running || s.Chip != notStarted || s.Mood != viewmodel.Failed || s.Help == "" {
			t.Errorf("%+v", s)
		}
		wants(t, "the fault", s.Fault, "permission denied")
		d.noStart = nil
		d.p.Local.Start()
		if s := d.settle().Local; !s.Running || s.Fault != "" {
			t.Errorf("again: %+v", s)
		}
	})
}

func TestGoodURL(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.signs("fastpix", "edgecast")
		d.p.Local.CheckGood() // nothing runs
		d.p.Local.Start()
		if d.settle().Local.HasChain {
			t.Error("FastPix leaves nothing open")
		}
		d.p.Local.ChooseStream(1)
		s := d.settle().Local
		if s.Stream != 1 || !s.HasChain {
			t.Errorf("%+v", s)
		}
		d.p.Local.SetMasterOnly(true)
		d.p.Local.CopyGood(nil)
		d.p.Local.OpenGood()
		d.p.Local.CheckGood()
		const good = "http://127.0.0.1:8470/edgecast/good"
		if !slices.Equal(d.tokens, []string{good}) || !slices.Equal(d.opened, []string{"http://127.0.0.1:8470/?url=" + good}) || d.p.State().Field.Text != good {
			t.Errorf("copied %q, opened %q, has %q", d.tokens, d.opened, d.p.State().Field.Text)
		}
		if !d.p.State().Local.MasterOnly || len(d.asker.Asked()) > 0 {
			t.Errorf("asked %q", d.asker.Asked())
		}
		d.edge().Signs = nil
		d.p.Local.OpenGood()
		if len(d.failed) != 1 || len(d.opened) != 1 {
			t.Errorf("said %q", d.failed)
		}
	})
}

// TestOfferSign: the edge is started anew at its port, and what it was asked for stays.
func TestOfferSign(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.port = 8472
		d.p.Local.Start()
		d.settle()
		d.port = 0
		d.edge().Request(edge.Entry{Status: 200, Path: "/a"})
		d.settle()
		d.p.Local.SetSign(true)
		s := d.settle()
		if len(d.edges) != 2 || !d.edges[0].Stopped || !d.edge().Config.Sign || d.edge().Port != 8472 || !s.Local.Sign {
			t.Errorf("%d edges, %+v", len(d.edges), s.Local)
		}
		d.edge().Request(edge.Entry{Status: 403, Path: "/b"})
		d.wait(time.Second)
		if r := d.p.State().Requests; len(r.Rows) != 2 || r.Rows[0].Path != "b" || r.Rows[1].Path != "a" || r.Count != "2, of them 1 refused" {
			t.Errorf("%+v", r)
		}
	})
}

// TestSample is the first run: no key, no account, and it plays.
func TestSample(t *testing.T) {
	atDesk(t, func(d *desk) {
		if s := d.p.State(); !s.Verdict.CanSample || !s.Local.CanSample {
			t.Errorf("%+v", s.Verdict)
		}
		d.p.Sample()
		if s := d.p.State().Local; s.Chip != makingKey {
			t.Errorf("%+v", s)
		}
		s := d.settle()
		const good = "http://127.0.0.1:8470/fastpix/good"
		if !slices.Equal(d.opened, []string{"http://127.0.0.1:8470/?url=" + good}) || s.Field.Text != good || !s.Field.CanAsk {
			t.Errorf("opened %q, has %q", d.opened, s.Field.Text)
		}
		if s.Local.Keys != "1 key" || len(d.edge().Set.Signers) != 1 || len(d.asker.Asked()) > 0 {
			t.Errorf("%+v", s.Local)
		}
		d.signs("fastpix")
		if n := len(d.edge().Set.Signers); n != 1 || d.edge().Set.Keys[7].Name != "sample" {
			t.Errorf("%d signers for one platform", n)
		}
		d.p.Sample()
		if d.settle(); len(d.opened) != 2 || len(d.edges) != 1 {
			t.Errorf("again: opened %q", d.opened)
		}
	})
}

func TestSampleFails(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.sample = errors.New("no randomness")
		d.p.Sample()
		s := d.settle()
		wants(t, "the fault", s.Local.Fault, "o randomness")
		if s.Local.Running || s.Local.Busy || len(d.opened) > 0 {
			t.Errorf("%+v", s.Local)
		}
	})
}

func TestOpenIn(t *testing.T) {
	atDesk(t, func(d *desk) {
		var played []string
		d.players = []Player{{"mpv", func(u string) { played = append(played, u) }}}
		names := func() string {
			var list []string
			for _, o := range d.p.Tools.Openings() {
				list = append(list, o.Name)
			}
			return strings.Join(list, ", ")
		}
		if names() != "" || d.p.State().Tools.CanOpen {
			t.Errorf("nothing is there to open: %s", names())
		}
		url := "https://" + host + "/it's.m3u8"
		d.p.Take(url)
		if got := names(); got != "mpv, Copy as curl, Copy as ffplay, Copy as ffprobe" {
			t.Errorf("%s", got)
		}
		d.p.Local.Start()
		d.settle()
		if got := names(); got != "Browser, Browser, from the local edge, mpv, Copy as curl, Copy as ffplay, Copy as ffprobe" {
			t.Errorf("%s", got)
		}
		for _, o := range d.p.Tools.Openings() {
			o.Open(nil)
		}
		if !slices.Equal(played, []string{url}) || len(d.opened) != 2 || d.opened[1] != "http://127.0.0.1:8470/?url=http://127.0.0.1:8470/"+host+"/it's.m3u8" {
			t.Errorf("played %q, opened %q", played, d.opened)
		}
		quotedURL := `'https://` + host + `/it'\''s.m3u8'`
		if !slices.Equal(d.tokens, []string{"curl -i " + quotedURL, "ffplay " + quotedURL, "ffprobe " + quotedURL}) {
			t.Errorf("copied %q", d.tokens)
		}
		d.p.Take("http://127.0.0.1:8470/x")
		if got := names(); strings.Contains(got, "from the local edge") {
			t.Errorf("it is of that edge already: %s", got)
		}
	})
}

// TestReport is of the verdict that joins answer and token, and has no token.
func TestReport(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Tools.CopyReport(nil)
		d.p.Tools.SaveReport(true)
		if len(d.copied)+len(d.saved) > 0 {
			t.Error("there is nothing to report")
		}
		url, text := tokenURL(t, time.Hour)
		d.verdict.Headline = "Plays, says the server"
		d.ask(url)
		d.p.Tools.ToggleMask()
		d.p.Tools.CopyReport(nil)
		d.p.Tools.CopyReply(nil)
		d.p.Tools.SaveReport(true)
		d.p.Tools.SaveReport(false)
		wants(t, "the report", d.copied[0], "Plays, says the server")
		wants(t, "the file", d.saved["check-report.json"], "Plays, says the server")
		for _, got := range append(slices.Clone(d.copied), d.saved["check-report.json"], d.saved["check-report.md"]) {
			if got == "" || strings.Contains(got, text[len(text)-20:]) {
				t.Errorf("it has the signature, or nothing: %q", got)
			}
		}
		d.saveErr = errFull
		d.p.Tools.SaveReport(false)
		wants(t, "the failure", strings.Join(d.failed, " "), "no space left")
	})
}
