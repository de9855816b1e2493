package check

import (
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/probe"
	"playtoken/core/verify"
	"playtoken/ui/viewmodel"
)

func TestAnswerIsShown(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.keys = []verify.Key{keyNamed(t, "Shop production")}
		url, _ := tokenURL(t, 24*time.Hour)
		a := d.good()
		a.Clock, a.Date = 2*time.Second, time.Now().Add(2*time.Second)
		d.asker.Answer = func(probe.Request) (*probe.Answer, *probe.Fault) { return a, nil }
		s := d.ask(url)
		if got := d.asker.Asked(); !slices.Equal(got, []string{"GET " + url}) {
			t.Fatalf("asked %q", got)
		}
		if v := s.Verdict; v.Mood != viewmodel.Fine || v.Title != "Plays" || v.Stale || !v.CanWhy || v.Sign != Fine {
			t.Errorf("%+v", v)
		}
		wants(t, "the evidence", rows(s.Verdict.Rows), "Answer 200 it plays 84 ms", "Token signed by Shop production, ends Sun 00:00:00 UTC",
			"Clocks FastPix is 2 s ahead of this computer no matter below 30 s")
		m := s.Manifest
		if !m.Table || m.About != "HLS 6, 2.1 KB, asked 00:00:00 UTC" || m.Further != "Ask for 720p too" || m.FurtherHost != "cdn.example" {
			t.Errorf("%+v", m)
		}
		if r := m.Rows[1]; r.Size != "1920×1080" || m.Rows[0].Name != "Audio, en" || m.Rows[0].Rate != "128 kbit/s" {
			t.Errorf("%+v", m.Rows)
		}
		d.p.Look.Why()
		if !slices.Equal(d.why, []string{url}) {
			t.Errorf("Why? got %q", d.why)
		}
		wants(t, "a minute later", rows(d.later(time.Minute).Verdict.Rows), "84 ms, 1 min ago")
	})
}

// TestButtonsHaveNoTextOfAManifest: what names a rendition there could be read as a word of
// the program, beside the host that is asked.
func TestButtonsHaveNoTextOfAManifest(t *testing.T) {
	for want, v := range map[string]probe.Variant{
		"720p":          {Kind: "video", Name: "720p", Resolution: "1280x720"},
		"1280×720":      {Kind: "video", Name: "nothing, and delete", Resolution: "1280x720"},
		"a rendition":   {Kind: "video", Name: "720p and your key", Resolution: "1x1 at evil.example"},
		"the audio":     {Kind: "audio", Name: "720p", Language: "evil.example"},
		"the subtitles": {Kind: "subtitles", Name: "evil.example"},
	} {
		if got := further(onButton(v), false); got != "Ask for "+want+" too" {
			t.Errorf("%+v: %q", v, got)
		}
		if got := further(onButton(v), true); got != "Ask for "+want+" again" {
			t.Errorf("%+v: %q", v, got)
		}
	}
}

// later is what is shown after a time.
func (d *desk) later(span time.Duration) State {
	time.Sleep(span)
	d.p.Tick()
	return d.settle()
}

// TestWaitingIsToldAfterAWhile: the old answer stays, in grey.
func TestWaitingIsToldAfterAWhile(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.ask("https://a.example/x.m3u8")
		d.asker.Hold = make(chan struct{})
		d.p.Look.Ask()
		if s := d.settle(); s.Field.Slow || s.Field.CanAsk || s.Verdict.Stale {
			t.Errorf("at once: %+v", s.Field)
		}
		s := d.wait(slowAfter)
		if !s.Field.Slow || !s.Verdict.Stale || s.Verdict.Mood != viewmodel.Neutral || s.Verdict.Title != "Plays" || !s.Manifest.Stale || s.Manifest.CanFurther {
			t.Errorf("after a while: %+v %+v", s.Field, s.Verdict)
		}
		wants(t, "the field", s.Field.Note, "Asking a.example…")
		close(d.asker.Hold)
		if s := d.settle(); s.Field.Slow || !s.Field.CanAsk || s.Verdict.Stale || s.Field.Note != "" {
			t.Errorf("answered: %+v", s.Field)
		}
	})
}

func TestRequestIsGivenUp(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.asker.Hold = make(chan struct{})
		d.p.Field.Type("https://a.example/x.m3u8")
		d.p.Look.Ask()
		d.p.Look.Ask() // one at a time
		d.wait(slowAfter)
		if s := d.p.State(); s.Verdict.Mood != viewmodel.Waiting || s.Verdict.Title != "Asking a.example…" {
			t.Errorf("%+v", s.Verdict)
		}
		if !d.p.Cancel() {
			t.Error("nothing was waited for")
		}
		s := d.settle()
		wants(t, "the field", s.Field.Note, "Given up")
		if s.Field.Text != "https://a.example/x.m3u8" || !s.Field.CanAsk || s.Verdict.CanWhy || len(d.asker.Asked()) != 1 {
			t.Errorf("%+v, asked %q", s.Field, d.asker.Asked())
		}
		if d.p.Cancel() {
			t.Error("there is nothing left to give up")
		}
		if s := d.wait(time.Hour); s.Field.Slow {
			t.Error("the timer goes on")
		}
	})
}

// TestOldAnswerIsNotOfTheNewURL: what is typed next has not been asked.
func TestOldAnswerIsNotOfTheNewURL(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.ask("https://a.example/x.m3u8")
		d.p.Field.Type("https://b.example/x.m3u8")
		s := d.p.State()
		if !s.Verdict.Stale || s.Verdict.Mood == viewmodel.Fine || s.Manifest.CanFurther {
			t.Errorf("%+v", s.Verdict)
		}
		wants(t, "the field", s.Field.Note, "asked before")
		d.p.Field.Type("https://a.example/x.m3u8")
		if s := d.p.State(); s.Verdict.Stale || s.Field.Note != "" {
			t.Error("it is the one that was asked")
		}
	})
}

// TestExpiredSinceTheAnswer: the answer came to a token that lived; the verdict on it stays
// that of then, and no green of now.
func TestExpiredSinceTheAnswer(t *testing.T) {
	atDesk(t, func(d *desk) {
		url, _ := tokenURL(t, time.Hour)
		d.ask(url)
		asked := time.Now()
		if s := d.later(59 * time.Minute); s.Verdict.Mood != viewmodel.Fine {
			t.Errorf("it lives: %+v", s.Verdict)
		}
		s := d.later(2 * time.Minute)
		if at := d.judged[len(d.judged)-1]; !at.Equal(asked) {
			t.Errorf("judged as of %v", at)
		}
		if s.Verdict.Mood != viewmodel.Careful {
			t.Errorf("%+v", s.Verdict)
		}
		if v := s.Verdict; v.Title != "The answer was 200 on Sat 00:00:00 UTC; the token has ended since" || !strings.HasPrefix(v.Detail, "It was good when it was asked for, and ended 1 h later.") {
			t.Errorf("%q %q", v.Title, v.Detail)
		}
		d.p.Tools.CopyReport(nil)
		d.p.Tools.CopyReply(nil)
		wants(t, "the report", d.copied[0], "the token has ended since", "| Verdict | fails |", "| As of | 2000-01-01T01:01:00Z |")
		wants(t, "the reply", d.copied[1], "Your link has ended")
		d.verdict = diagnosis.Verdict{State: diagnosis.MayFail, Headline: "The answer was 403", Detail: "It was refused."}
		if s = d.later(0); s.Verdict.Title != "The answer was 403" || s.Verdict.Detail != "It was refused. The token has expired since." || s.Verdict.Mood != viewmodel.Careful {
			t.Errorf("refused: %+v", s.Verdict)
		}
		wants(t, "the evidence", rows(s.Verdict.Rows), "ended ")
	})
}

func TestNoAnswer(t *testing.T) {
	for _, one := range []struct {
		code platform.FaultCode
		want string
	}{
		{platform.FaultTLS, "The connection to a.example cannot be trusted"},
		{platform.FaultTimeout, "a.example did not answer in time"},
		{platform.FaultUnreachable, "a.example cannot be reached"},
		{platform.FaultProxy, "A proxy on the way to a.example refuses"},
		{platform.FaultTooLarge, "a.example answers more than can be read"},
		{platform.FaultInvalid, "No answer from a.example"},
	} {
		t.Run(string(one.code), func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.ask("https://a.example/x.m3u8")
				d.asker.Answer = func(probe.Request) (*probe.Answer, *probe.Fault) {
					return nil, &probe.Fault{Code: one.code, Host: "a.example", Text: "The cause.", Hint: "What to do."}
				}
				s := d.ask("https://a.example/y.m3u8")
				if v := s.Verdict; v.Title != one.want || v.Detail != "The cause." || v.Mood != viewmodel.Careful || s.Manifest.Shown || s.Trials.Shown {
					t.Errorf("%+v", v)
				}
				wants(t, "the evidence", rows(s.Verdict.Rows), "What helps what to do.", "Token none")
				if s.Field.Text != "https://a.example/y.m3u8" || !s.Field.CanAsk || s.Tools.CanReport {
					t.Errorf("%+v", s.Field)
				}
			})
		})
	}
}

func TestFurtherRequest(t *testing.T) {
	atDesk(t, func(d *desk) {
		second := &probe.Second{Playlist: probe.Answer{Status: 200}, Segment: &probe.Answer{Status: 403}}
		d.asker.Second = func(int) (*probe.Second, *probe.Fault) { return second, nil }
		d.ask("https://a.example/x.m3u8")
		d.p.Look.Follow()
		s := d.settle()
		if got := d.asker.Asked(); got[len(got)-1] != "follow 2" {
			t.Errorf("asked %q", got)
		}
		m := s.Manifest
		if r := m.Rows[2]; r.Token != "200" || r.Sign != Fine {
			t.Errorf("%+v", r)
		}
		if r := m.Rows[3]; r.Name != firstSegment || r.Token != "403" || r.Sign != Refused {
			t.Errorf("%+v", r)
		}
		wants(t, "the note", rows(m.Notes), "The segment was refused with 403")
		if strings.Contains(rows(m.Notes), "has to add") {
			t.Error("there is no token that could be added")
		}
		second = &probe.Second{Playlist: probe.Answer{Status: 401}}
		d.p.Look.Follow()
		if m := d.settle().Manifest; len(m.Rows) != 3 || m.Rows[2].Sign != Refused {
			t.Errorf("%+v", m.Rows)
		}
		d.asker.Second = func(int) (*probe.Second, *probe.Fault) {
			return nil, &probe.Fault{Code: platform.FaultTimeout, Host: "cdn.example", Text: "Nothing came."}
		}
		d.p.Look.Follow()
		wants(t, "the note", rows(d.settle().Manifest.Notes), "cdn.example did not answer in time. Nothing came.")
	})
}

// TestListOfSegments: it names no rendition, and its first segment can be asked for.
func TestListOfSegments(t *testing.T) {
	atDesk(t, func(d *desk) {
		a := d.good()
		a.Manifest = &probe.Manifest{Segments: 3, Seconds: 18, Host: "cdn.example", Travels: probe.NotCarried}
		d.asker.Answer = func(probe.Request) (*probe.Answer, *probe.Fault) { return a, nil }
		d.asker.Second = func(int) (*probe.Second, *probe.Fault) {
			return &probe.Second{Playlist: *a, Segment: &probe.Answer{Status: 403}}, nil
		}
		url, _ := tokenURL(t, time.Hour)
		m := d.ask(url).Manifest
		if m.List != "Playlist" || len(m.Rows) != 0 || m.Further != "Ask for the first segment too" || m.FurtherHost != "cdn.example" || !m.CanFurther {
			t.Errorf("%+v", m)
		}
		d.p.Look.Follow()
		m = d.settle().Manifest
		if len(m.Rows) != 1 || m.Rows[0].Name != firstSegment || m.Rows[0].Token != "403" || m.Rows[0].Sign != Refused || m.Further != "Ask for the first segment again" {
			t.Errorf("%+v", m)
		}
		wants(t, "the note", rows(m.Notes), "The segment was refused with 403")
		if a.Manifest = (&probe.Manifest{}); d.ask(url).Manifest.Further != "" {
			t.Error("no segment is named")
		}
	})
}

// TestManyRenditions: the list is cut, and the one that was asked for is in it all the same.
func TestManyRenditions(t *testing.T) {
	atDesk(t, func(d *desk) {
		a := d.good()
		for range 100 {
			a.Manifest.Variants = slices.Insert(a.Manifest.Variants, 0, probe.Variant{Kind: "audio"})
		}
		a.Manifest.More = 5000
		d.asker.Answer = func(probe.Request) (*probe.Answer, *probe.Fault) { return a, nil }
		d.asker.Second = func(int) (*probe.Second, *probe.Fault) {
			return &probe.Second{Playlist: probe.Answer{Status: 200}}, nil
		}
		m := d.ask("https://a.example/x.m3u8").Manifest
		if len(m.Rows) != mostRenditions || m.More != "and 5,091 more" {
			t.Errorf("%d rows, %q", len(m.Rows), m.More)
		}
		d.p.Look.Follow()
		if m := d.settle().Manifest; m.Rows[len(m.Rows)-1].Name != "720p" || m.Rows[len(m.Rows)-1].Token != "200" {
			t.Errorf("%+v", m.Rows[len(m.Rows)-1])
		}
	})
}

func TestOtherContent(t *testing.T) {
	atDesk(t, func(d *desk) {
		for kind, want := range map[probe.Kind]string{probe.Image: "A picture came.", probe.DRM: "The licence server answered.", probe.Unknown: "What the URL asks for came."} {
			d.asker.Answer = func(probe.Request) (*probe.Answer, *probe.Fault) {
				return &probe.Answer{Host: "a.example", Status: 200, Kind: kind, Type: "image/jpeg; x=y", At: time.Now(), Bytes: 3}, nil
			}
			m := d.ask("https://a.example/x.m3u8").Manifest
			if m.Table || m.Further != "" || m.About != "image/jpeg, 3 bytes, asked 00:00:00 UTC" {
				t.Errorf("%s: %+v", kind, m)
			}
			wants(t, string(kind), rows(m.Notes), want)
			d.asker.Answer = func(probe.Request) (*probe.Answer, *probe.Fault) {
				return &probe.Answer{Host: "a.example", Status: 200, Kind: kind, At: time.Now(), Bytes: 3, Problem: "JSON came in place of it."}, nil
			}
			wants(t, string(kind), rows(d.ask("https://a.example/y.m3u8").Manifest.Notes), "This is not what was asked for.", "JSON came in place of it.")
		}
	})
}

// TestRenditionWithoutSegment: the segment may give no answer where its playlist did.
func TestRenditionWithoutSegment(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.asker.Second = func(int) (*probe.Second, *probe.Fault) {
			return &probe.Second{Playlist: probe.Answer{Status: 200}}, &probe.Fault{Code: platform.FaultUnreachable, Host: "cdn.example", Text: "It was cut."}
		}
		d.ask("https://a.example/x.m3u8")
		d.p.Look.Follow()
		m := d.settle().Manifest
		if r := m.Rows[2]; r.Token != "200" || len(m.Rows) != 3 {
			t.Errorf("%+v", m.Rows)
		}
		wants(t, "the notes", rows(m.Notes), "cdn.example cannot be reached. It was cut.")
	})
}

// TestLedElsewhere: a redirect that is not followed gives nothing to play.
func TestLedElsewhere(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.asker.Answer = func(probe.Request) (*probe.Answer, *probe.Fault) {
			return &probe.Answer{Host: "a.example", Status: 302, At: time.Now(), Hops: []probe.Hop{{Status: 302, Host: "b.example", Text: "The token would go there"}}}, nil
		}
		s := d.ask("https://a.example/x.m3u8")
		wants(t, "the evidence", rows(s.Verdict.Rows), "Redirect 302 to b.example, not followed: the token would go there")
		if s.Manifest.Shown || s.Verdict.Rows[0].Sign != Careful {
			t.Errorf("%+v", s.Manifest)
		}
	})
}

// TestKeysComeLater: after an unlock the token is read with them, and nobody is asked.
func TestKeysComeLater(t *testing.T) {
	atDesk(t, func(d *desk) {
		url, _ := tokenURL(t, time.Hour)
		wants(t, "before", rows(d.ask(url).Verdict.Rows), notChecked)
		d.keys = []verify.Key{keyNamed(t, "Shop production")}
		d.p.KeysChanged()
		wants(t, "afterwards", rows(d.settle().Verdict.Rows), "signed by Shop production")
		if got := d.asker.Asked(); len(got) != 1 {
			t.Errorf("asked %q", got)
		}
	})
}

func TestNamesOfPlatformsStay(t *testing.T) {
	for text, want := range map[string]string{"FastPix refused it.": "FastPix refused it.", "The token": "the token", "Mux says no": "Mux says no", "": ""} {
		if got := inSentence(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// TestNoTickBeforeWhatDoesNotPlay: a page in the place of a playlist is none, though it came
// with 200; and no token is called accepted where there is none, or the verdict does not stand
// for it.
func TestNoTickBeforeWhatDoesNotPlay(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.asker.Second = func(int) (*probe.Second, *probe.Fault) {
			return &probe.Second{Playlist: probe.Answer{Status: 200, Problem: "A page in HTML came."}}, nil
		}
		if m := d.ask("https://a.example/x.m3u8").Manifest; m.Master != "200" {
			t.Errorf("without a token: %q", m.Master)
		}
		d.p.Look.Follow()
		m := d.settle().Manifest
		if m.Rows[2].Sign != Careful {
			t.Errorf("%+v", m.Rows[2])
		}
		wants(t, "the notes", rows(m.Notes), nothingGoes, "A page in HTML came.")
		url, _ := tokenURL(t, time.Hour)
		if m := d.ask(url).Manifest; m.Master != accepted {
			t.Errorf("with a token: %q", m.Master)
		}
		d.verdict.State = diagnosis.MayFail
		d.p.Tick()
		if m := d.p.State().Manifest; m.Master != "200" {
			t.Errorf("with a doubt: %q", m.Master)
		}
	})
}

// TestRefusedBelow: what a player has to do is said where it is known alone.
func TestRefusedBelow(t *testing.T) {
	for _, one := range []struct {
		status           int
		segment, wanting bool
		want             string
	}{
		{403, true, true, "The segment was refused with 403, so that it does not play. It came without a token: the player has to add it to each request."},
		{401, false, false, "The playlist of the rendition was refused with 401, so that it does not play."},
		{404, true, true, "The segment was answered with 404, so that it does not play."},
	} {
		if got := refusedBelow(one.status, one.segment, one.wanting); got != one.want {
			t.Errorf("%+v: %q", one, got)
		}
	}
}

func TestTrials(t *testing.T) {
	atDesk(t, func(d *desk) {
		const url = "https://a.example/x.m3u8"
		d.trials = []Trial{{"With a browser's user agent", probe.Request{URL: url, UserAgent: "Mozilla/5.0"}}, {"With the page's Referer", probe.Request{URL: url, Referer: "https://shop.example/"}}}
		d.refuse(func(r probe.Request) bool { return r.UserAgent != "" })
		d.verdict = diagnosis.Verdict{State: diagnosis.Fails, Headline: "Playback fails", Detail: "Refused."}
		s := d.ask(url)
		if s.Manifest.Shown || !s.Trials.Shown || len(s.Trials.Rows) != 3 || s.Trials.Rows[1].Host != "a.example" || s.Trials.Rows[0].Host != "" {
			t.Fatalf("%+v", s.Trials)
		}
		d.p.Look.Try(0)
		d.settle()
		d.p.Look.Try(1)
		s = d.settle()
		if got := d.asker.Asked(); len(got) != 3 || got[1] != "GET "+url+" Mozilla/5.0" || got[2] != "GET "+url+" https://shop.example/" {
			t.Errorf("asked %q", got)
		}
		if r := s.Trials.Rows[1]; r.Sign != Fine || r.Answer != "200, 0 ms" || r.Text != "Now Played" {
			t.Errorf("%+v", r)
		}
		if r := s.Trials.Rows[2]; r.Sign != Refused {
			t.Errorf("%+v", r)
		}
		if s.Verdict.Title != "Playback fails" {
			t.Error("a trial takes the place of the answer")
		}
		d.p.Look.Try(7)
	})
}

func TestHostIsWholeWhereItSaysWhoseItIs(t *testing.T) {
	long := "login." + strings.Repeat("a", 60) + ".video.brand.example"
	if got := shortHost(long); !strings.HasSuffix(got, ".video.brand.example") || len(got) >= len(long) {
		t.Errorf("%q", got)
	}
	if shortHost(host) != host {
		t.Error("a short one is cut")
	}
}

// An answer is dated in whole seconds: clocks that are the same seem a second apart.
func TestClocks(t *testing.T) {
	for off, want := range map[time.Duration]string{
		0: "agree to the second", time.Second: "agree to the second", -time.Second: "agree to the second",
		-2 * time.Second: "2 s behind this computer", 31 * time.Second: "31 s ahead of this computer",
	} {
		e, said := clocks(&probe.Answer{Host: "cdn.example", Status: 200, Date: time.Unix(1e9, 0), Clock: off})
		if !said || !strings.HasSuffix(e.Text, want) {
			t.Errorf("%s: %q", off, e.Text)
		}
	}
}
