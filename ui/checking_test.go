package ui

import (
	"slices"
	"strings"
	"testing"

	"playtoken/core/edge"
	"playtoken/core/platform"
	"playtoken/core/platform/fastpix"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
)

// TestSampleIsPlayed: the first run ends with a stream in the browser, from the edge on this
// computer, and with the form filled so that one sees why.
func TestSampleIsPlayed(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		const good = "http://127.0.0.1:8470/stream.fastpix.com/a.m3u8?token=t"
		d.signs = []edge.Good{{Platform: fastpix.Platform, Name: "Stream", URL: good}}
		d.p.sign.Presenter().Key.Sample()
		d.settle()
		if !slices.Equal(d.opened, []string{"http://127.0.0.1:8470/?url=" + good}) {
			t.Fatalf("opened %q", d.opened)
		}
		if s := d.p.sign.Presenter().State(); !s.HasToken() {
			t.Error("the form has no token")
		}
		if n := len(d.edge.Set.Signers); n != 1 || d.edge.Set.Signers[0].Values[platform.ID] != playbackID {
			t.Errorf("it signs with %+v", d.edge.Set.Signers)
		}
		d.p.do(ShowCheck)
		if got := d.p.check.Presenter().State().Field.Text; got != good {
			t.Errorf("on Check stands %q", got)
		}
		d.p.Close()
		if !d.edge.Stopped {
			t.Error("the edge outlives the window")
		}
	})
}

// TestWhyNothingSigns: what signs for the edge is the form on Sign, not the saved keys. Why it
// has no key is said, with the way out of that.
func TestWhyNothingSigns(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		says := func(when, text, button string) {
			t.Helper()
			if s := d.p.check.Presenter().State().Local; !strings.HasPrefix(s.NoStream, text) || s.WayOut != button {
				t.Errorf("%s: %q, %q", when, s.NoStream, s.WayOut)
			}
		}
		d.p.do(ShowCheck)
		says("without a key", "The form on Sign has no key that can sign.", "Go to Sign")
		d.saveKey("Shop", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{Platform: "fastpix", KeyID: keyID})
		says("no profile is chosen", "The form on Sign has no key: no profile is chosen there.", "Choose a profile")
		d.p.check.Presenter().Local.WayOut()
		if d.p.current != atSign {
			t.Errorf("screen %d", d.p.current)
		}
		d.p.form.use(d.p.book.List()[0].ID)
		d.settle()
		if s := d.p.check.Presenter().State().Local; len(s.Streams) != 1 {
			t.Errorf("with the key on the form: %+v", s)
		}
		d.p.keys.Presenter().Safe.Lock()
		d.settle()
		says("locked", "The key of the form on Sign is locked.", "Unlock")
		d.p.check.Presenter().Local.WayOut()
		d.settle()
		if s := d.p.check.Presenter().State().Local; len(s.Streams) != 1 {
			t.Errorf("unlocked: %+v", s)
		}
	})
}

// TestStreamIsPlayed: what Sign has made is played on the page of the edge, which asks before
// it goes out; any other address is opened as it is.
func TestStreamIsPlayed(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		p := d.p.sign.Presenter()
		stream := p.URLs.Stream()
		if !strings.HasPrefix(stream, "https://stream.fastpix.com/"+playbackID+".m3u8?token=") {
			t.Fatalf("the stream is %q", stream)
		}
		if rows := p.State().URLs; rows[0].Play != "Play" || rows[1].Play != "Open" {
			t.Errorf("the buttons say %q and %q", rows[0].Play, rows[1].Play)
		}
		p.URLs.Open(0)
		d.settle()
		p.URLs.Open(1)
		if len(d.opened) != 2 || d.opened[0] != "http://127.0.0.1:8470/?url="+stream || !strings.HasPrefix(d.opened[1], "https://images.fastpix.com/") {
			t.Errorf("opened %q", d.opened)
		}
	})
}

// TestCheckOffersTheStream: the URL of the form stands on Check already, but not in the place
// of what a person has put there.
func TestCheckOffersTheStream(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.p.do(ShowCheck)
		field := func() string { return d.p.check.Presenter().State().Field.Text }
		if got := field(); got != d.p.sign.Presenter().URLs.Stream() {
			t.Errorf("there stands %q", got)
		}
		d.p.do(ShowSign)
		d.p.sign.Presenter().Form.SetField(platform.ID, otherID)
		d.settle()
		d.p.do(ShowCheck)
		if got := field(); !strings.Contains(got, otherID) {
			t.Errorf("after a change there stands %q", got)
		}
		own := "https://stream.example/" + playbackID + ".m3u8?token=" + fixtures.Token(t)
		d.p.Take([]byte("curl -I '" + own + "'"))
		d.p.do(ShowSign)
		d.p.do(ShowCheck)
		if got := field(); got != own {
			t.Errorf("what was pasted is gone: %q", got)
		}
		d.p.checkServices().Why(own)
		d.settle()
		if d.p.current != atWhy || !strings.Contains(d.p.why.Presenter().State().Text, "stream.example") {
			t.Errorf("screen %d", d.p.current)
		}
	})
}

// TestCheckTakesWhatOneComesFrom: the URL is that of the screen before, and it is said which
// that was. What is not there any more is taken away, but not what a person has put in.
func TestCheckTakesWhatOneComesFrom(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		const customer = "https://stream.fastpix.com/" + otherID + ".m3u8?token="
		theirs := customer + fixtures.Token(t)
		shows := func(when, want, from string) {
			t.Helper()
			d.p.do(ShowCheck)
			d.settle()
			note := ""
			if from != "" {
				note = "From the " + from + " screen."
			}
			if s := d.p.check.Presenter().State().Field; s.Text != want || s.Note != note {
				t.Errorf("%s: %q, %q", when, s.Text, s.Note)
			}
		}
		d.fill()
		own := d.p.sign.Presenter().URLs.Stream()
		d.p.do(ShowWhy)
		shows("nothing is read under Why?", own, "Sign")
		d.p.do(ShowWhy)
		d.take("Hello, it does not play:\n" + theirs + "\nJo")
		shows("from Why?", theirs, "Why?")
		d.p.do(ShowSettings)
		shows("by way of Settings", theirs, "Why?")
		d.p.do(ShowSign)
		shows("from Sign", own, "Sign")
		d.p.do(ShowSign)
		d.press("New")
		d.answer("Begin anew")
		shows("the form is empty", "", "")
		d.p.do(ShowWhy)
		shows("from Why? again", theirs, "Why?")
		d.p.do(ShowWhy)
		d.take(fixtures.Token(t))
		shows("a token without a URL", "", "")
		d.p.do(ShowWhy)
		d.take("curl -H 'Authorization: Bearer " + fixtures.Token(t) + "' https://stream.fastpix.com/" + playbackID + ".m3u8")
		shows("the token is in a header", "", "")

		d.p.do(ShowSign)
		d.fill()
		shows("filled again", own, "Sign")
		d.p.sign.Presenter().Form.SetField(platform.ID, otherID) // as another profile does, from the bar
		d.settle()
		d.p.Tick()
		if got := d.p.check.Presenter().State().Field.Text; got != d.p.sign.Presenter().URLs.Stream() || got == own {
			t.Errorf("the form changed meanwhile: %q", got)
		}
		d.p.check.Presenter().Field.Type(theirs)
		d.p.do(ShowSign)
		d.fill()
		shows("a person's own", theirs, "")
	})
}

// TestEdgeKnowsTheKeyOfTheForm: whoever changes the key changes what the edge takes.
func TestEdgeKnowsTheKeyOfTheForm(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.check.Presenter().Local.Start()
		d.settle()
		if n := len(d.edge.Set.Signers); n != 0 {
			t.Errorf("%d signers without a key", n)
		}
		d.fill()
		if n := len(d.edge.Set.Signers); n != 1 {
			t.Errorf("%d signers with one", n)
		}
		d.p.sign.Presenter().Key.Forget()
		d.settle()
		if n := len(d.edge.Set.Signers); n != 0 {
			t.Errorf("%d signers after it went", n)
		}
	})
}
