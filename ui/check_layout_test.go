//go:build !race

package ui

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/edge"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/probe"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/check"
	"playtoken/ui/desktop"
	"playtoken/ui/theme"
)

// checkDesk is the Check screen in a frame like the window's, with nothing that asks anybody.
type checkDesk struct {
	*desk
	v       *check.View
	asker   *uitest.Asker
	edge    *uitest.Edge
	port    int
	noStart error
	set     edge.Set
	verdict diagnosis.Verdict
}

func openCheck(t *testing.T, mode theme.Mode) *checkDesk {
	t.Helper()
	d := &checkDesk{desk: &desk{t: t, a: test.NewTempApp(t), now: time.Date(2026, 11, 29, 15, 2, 31, 0, time.UTC)}, asker: &uitest.Asker{}, port: edge.UsualPort}
	d.Outside = true
	d.a.Settings().SetTheme(theme.Theme{Mode: mode})
	d.w = test.NewTempWindow(t, canvas.NewRectangle(nil))
	d.w.SetPadded(false)
	after := func(time.Duration, func()) func() { return func() {} }
	d.v = check.NewView(check.Services{
		Now: func() time.Time { return d.now }, Zone: time.UTC, Do: d.Do, After: after,
		Copy:  func(text string, done func(string)) { done("") },
		Toast: func(string) {}, Fail: func(string) {}, Open: func(string) {}, Why: func(string) {},
		Asker: d.asker, Host: uitest.HostOf,
		Judge: func(*probe.Answer, diagnosis.Case, *probe.Second, diagnosis.Options) diagnosis.Verdict {
			return d.verdict
		},
		Trials: func(*probe.Answer) []check.Trial {
			return []check.Trial{
				{Name: "With a browser's user agent", Request: probe.Request{URL: goodURL, UserAgent: "Mozilla/5.0"}},
				{Name: "With the page's Referer", Request: probe.Request{URL: goodURL, Referer: "https://shop.example/"}},
			}
		},
		Compared: func(_, after *probe.Answer) string {
			if after.Status < 400 {
				return "refused without a browser's user agent, played with one: the restriction by user agent"
			}
			return ""
		},
		Keys: func() []verify.Key { return d.set.Keys },
		Start: func(c edge.Config, s edge.Set) (check.Server, error) {
			if d.noStart != nil {
				return nil, d.noStart
			}
			d.edge = &uitest.Edge{Port: d.port, Config: c, Set: s}
			return d.edge, nil
		},
		Set:        func(bool) edge.Set { return d.set },
		MasterOnly: func(p *platform.Platform) bool { return p.Name == "edgecast" },
		Sample:     func() (check.Sample, error) { return check.Sample{}, errors.New("no sample here") },
	}, after)
	above := newBar()
	above.add(d.v.Tools)
	d.w.SetContent(frame(canvas.NewRectangle(theme.Of(theme.Rail)), above, d.v.Page, func() {}))
	d.w.Resize(fyne.NewSize(desktop.DefaultWidth, desktop.DefaultHeight))
	return d
}

var goodURL = "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3OTYwNTA4MDUsImF1ZCI6Im1lZGlhOnh4In0." + strings.Repeat("mempVDKw", 12)

// answer has the next request answered.
func (d *checkDesk) answer(a *probe.Answer, f *probe.Fault) {
	d.asker.Answer = func(r probe.Request) (*probe.Answer, *probe.Fault) { return a, f }
	d.v.Presenter().Look.Ask()
	d.Until(d.t, "an answer", func() bool { return !d.v.Presenter().State().Field.Slow && d.v.Presenter().State().Field.CanAsk })
}

func (d *checkDesk) good(variants int) *probe.Answer {
	a := &probe.Answer{
		Platform: all.ByName("fastpix"), URL: "https://stream.fastpix.com/v.m3u8", Host: "stream.fastpix.com", Method: "GET", Status: 200, Meaning: "The token is for this playback ID",
		At: d.now, Took: 84 * time.Millisecond, Date: d.now.Add(time.Second), Clock: time.Second, Kind: probe.HLS, Bytes: 2130,
		Type: "application/vnd.apple.mpegurl",
		Manifest: &probe.Manifest{Version: 6, Master: true, Travels: probe.OtherProof, Variants: []probe.Variant{
			{Kind: "video", Name: "1080p", Resolution: "1920x1080", Bandwidth: 5_200_000, Codecs: "avc1.640028,mp4a.40.2", Travels: probe.OtherProof},
			{Kind: "video", Name: "720p", Resolution: "1280x720", Bandwidth: 2_800_000, Codecs: "avc1.64001f,mp4a.40.2", Travels: probe.OtherProof},
			{Kind: "video", Name: "480p", Resolution: "854x480", Bandwidth: 1_200_000, Codecs: "avc1.4d401e,mp4a.40.2", Travels: probe.OtherProof},
			{Kind: "audio", Name: "English", Language: "en", Bandwidth: 128_000, Codecs: "mp4a.40.2", Travels: probe.OtherProof},
			{Kind: "subtitles", Name: "English", Language: "en", Codecs: "wvtt", Travels: probe.OtherProof},
		}},
	}
	for i := len(a.Manifest.Variants); i < variants; i++ {
		a.Manifest.Variants = append(a.Manifest.Variants, probe.Variant{Kind: "video", Name: fmt.Sprintf("%dp", 10*i), Resolution: "64x36", Bandwidth: 1000 * i, Codecs: "avc1.4d401e", Travels: probe.InQuery})
	}
	return a
}

var (
	plays = diagnosis.Verdict{State: diagnosis.Plays, Headline: "Plays: FastPix answered 200", Detail: "Good for 23 h 57 min more. The signature is valid, and nothing in the token stands against it."}
	fails = diagnosis.Verdict{State: diagnosis.Fails, Headline: "Playback fails: the token expired 2 h 14 min ago", Detail: "FastPix answered 401, and the token explains it.", Fix: "Sign a fresh one."}
)

// signers makes the edge able to sign for some platforms.
func (d *checkDesk) signers(names ...string) {
	d.set = edge.Set{Keys: make([]verify.Key, 7)}
	for _, name := range names {
		d.set.Signers = append(d.set.Signers, edge.Signer{Platform: all.ByName(name)})
	}
	d.v.Presenter().KeysChanged()
}

// requests has the edge be asked for what the picture of the screen shows.
func (d *checkDesk) requests(more int) {
	at := func(clock string) time.Time {
		t, _ := time.Parse("2006-01-02 15:04:05", "2026-11-29 "+clock)
		return t
	}
	for i := range more {
		d.edge.Request(edge.Entry{Time: at("15:01:40"), Method: "GET", Host: "stream.fastpix.com", Path: fmt.Sprintf("/v360p/seg-%05d.ts", i), Status: 200})
	}
	const id, other = "16af5b33-cf4d-4717-9b90-ce429a124455", "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44"
	for _, e := range []edge.Entry{
		{Time: at("15:01:52"), Path: "/" + id + ".m3u8", ID: id, Status: 200},
		{Time: at("15:01:53"), Path: "/" + id + "/360p/seg-00001.ts", ID: id, Status: 200},
		{Time: at("15:02:08"), Path: "/" + id + ".m3u8", ID: id, Status: 401, Cause: cause.UnknownKey, Said: "it names 77aa10c4, not saved"},
		{Time: at("15:02:21"), Path: "/" + other + ".m3u8", ID: other, Status: 401, Cause: cause.OtherPlaybackID, Said: "it is for 16af5b33…4455"},
		{Time: at("15:02:40"), Path: "/" + id + ".m3u8", ID: id, Status: 401, Cause: cause.Expired, Said: "it ended 1 h 02 min before"},
		{Time: at("15:02:41"), Path: "/" + id + ".m3u8", ID: id, Status: 401, Cause: cause.TokenAbsent, Again: more + 5},
	} {
		e.Method, e.Host = "GET", "stream.fastpix.com"
		d.edge.Request(e)
	}
	d.settled()
}

// settled draws what has come, however short the time since the last drawing is.
func (d *checkDesk) settled() {
	d.now = d.now.Add(time.Second)
	d.Settle()
	d.now = d.now.Add(-time.Second)
}

func (d *checkDesk) start() {
	d.v.Presenter().Local.Start()
	d.Until(d.t, "a start", func() bool { return !d.v.Presenter().State().Local.Busy })
}

// checkStory goes through what the screen can look like, and has each state looked at.
func checkStory(t *testing.T, mode theme.Mode, look func(d *checkDesk, name string)) {
	t.Helper()
	d := openCheck(t, mode)
	p := d.v.Presenter()
	look(d, "01 empty")
	d.w.Canvas().Focus(d.v.First())
	p.Field.Type("htp://stream.fastpix.com/x.m3u8")
	look(d, "02 typing, wrong")
	d.w.Canvas().Unfocus()
	look(d, "03 wrong")
	p.Field.Paste("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC\n-----END PRIVATE KEY-----")
	look(d, "04 a key")
	p.Take(goodURL)
	look(d, "05 not asked")
	slow := p.State()
	slow.Field.Slow, slow.Field.CanAsk, slow.Field.Note = true, false, "Asking stream.fastpix.com…"
	d.v.Render(slow)
	look(d, "06 asking")
	d.verdict = plays
	d.answer(d.good(0), nil)
	look(d, "07 plays, stopped")
	d.signers("fastpix", "mux", "edgecast")
	d.start()
	look(d, "08 running, no requests")
	p.Local.SetClock(2)
	d.requests(20)
	look(d, "09 as drawn")
	slow = p.State()
	slow.Field.Slow, slow.Field.CanAsk, slow.Field.Note = true, false, "Asking stream.fastpix.com…"
	slow.Verdict.Stale, slow.Manifest.Stale, slow.Verdict.Mood = true, true, 0
	d.v.Render(slow)
	look(d, "10 asked again")
	p.Requests.Choose(1)
	p.Look.Fold()
	look(d, "11 folded, a row chosen")
	p.Look.Fold()
	d.asker.Second = func(int) (*probe.Second, *probe.Fault) {
		return &probe.Second{Playlist: probe.Answer{Status: 200, Bytes: 900}, Segment: &probe.Answer{Status: 403, Bytes: 212}}, nil
	}
	d.verdict = diagnosis.Verdict{State: diagnosis.Fails, Headline: "Playback fails: the segments want the token, and do not get it", Detail: "The manifest came with 200, its first segment was refused with 403."}
	p.Look.Follow()
	d.Until(t, "the second look", func() bool { return p.State().Manifest.CanFurther })
	look(d, "12 segment refused")
	d.asker.Second = func(int) (*probe.Second, *probe.Fault) {
		return nil, &probe.Fault{Code: platform.FaultTimeout, Host: "cdn.fastpix.example", Text: "Nothing came within 10 seconds.", Hint: "Ask again, or look at the network."}
	}
	d.verdict = plays
	d.answer(d.good(106), nil)
	p.Look.Follow()
	d.Until(t, "the second look", func() bool { return p.State().Manifest.CanFurther })
	look(d, "13 many renditions, no second answer")
	p.Take(goodURL + "&x=1")
	look(d, "14 another URL")
	p.Take(goodURL)
	d.verdict = fails
	d.answer(&probe.Answer{
		Platform: all.ByName("fastpix"), Host: "stream.fastpix.com", Status: 401, Meaning: "The token was refused: it is missing, expired, foreign or for another ID.",
		At: d.now, Took: 91 * time.Millisecond, Date: d.now.Add(-130 * time.Second), Clock: -130 * time.Second, Kind: probe.Unknown, Bytes: 88, Type: "application/json",
		Hops: []probe.Hop{{Status: 302, Host: "login.shop.example", Text: "it is another host, and the token would go there"}},
	}, nil)
	look(d, "15 refused")
	d.asker.Answer = func(r probe.Request) (*probe.Answer, *probe.Fault) {
		return &probe.Answer{Status: 200, Took: 77 * time.Millisecond}, nil
	}
	p.Look.Try(0)
	d.Until(t, "an answer", func() bool { return p.State().Field.CanAsk })
	look(d, "16 refused, compared")
	d.answer(nil, &probe.Fault{Code: platform.FaultTLS, Host: "stream.fastpix.com", Text: "The certificate of stream.fastpix.com is signed by nobody that this computer trusts.", Hint: "Look whether a proxy or a virus guard stands in between."})
	look(d, "17 no answer")
	d.verdict = plays
	d.answer(&probe.Answer{Platform: all.ByName("fastpix"), URL: "https://images.fastpix.com/v.jpg", Host: "images.fastpix.com", Status: 200, Meaning: "The token opens it", At: d.now, Took: 2100 * time.Millisecond, Kind: probe.Image, Type: "image/jpeg", Bytes: 14_000}, nil)
	look(d, "18 a picture")
	d.answer(&probe.Answer{Host: "video.brand.example", Status: 200, Meaning: "", At: d.now, Took: 84 * time.Millisecond, Kind: probe.Unknown, Type: "text/html; charset=utf-8", Bytes: 14_000, Problem: "A page in HTML came in place of a manifest"}, nil)
	look(d, "19 a page")
	p.Local.ChooseStream(2)
	p.Local.SetSign(true)
	d.Until(t, "a start", func() bool { return !p.State().Local.Busy })
	look(d, "20 edgecast, sign")
	p.Local.Stop()
	d.Until(t, "a stop", func() bool { return !p.State().Local.Busy })
	d.port = edge.UsualPort + 2
	d.start()
	look(d, "21 another port")
	p.Requests.Clear()
	p.Local.Stop()
	d.Until(t, "a stop", func() bool { return !p.State().Local.Busy })
	d.noStart = errors.New("listen on 127.0.0.1: permission denied")
	d.start()
	look(d, "22 not started")
	d.noStart, d.set = nil, edge.Set{}
	d.start()
	look(d, "23 no signer")
	u, _ := url.Parse(goodURL)
	p.Take("https://a-rather-long-host-name-of-a-customer.video.brand.example/" + strings.Repeat("folder/", 30) + u.RawQuery)
	look(d, "24 a long URL")
}
