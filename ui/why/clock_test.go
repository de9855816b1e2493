package why

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/token"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// until is a token of the golden key that ends after so many seconds of the desk's clock.
func (d *desk) until(seconds int64) string {
	return signed(d.t, token.IntMember("iat", d.now.Unix()-10), token.IntMember("exp", d.now.Unix()+seconds))
}

// later moves the clock on, and lets the screen hear of it.
func (d *desk) later(by time.Duration) State {
	d.now = d.now.Add(by)
	d.p.Tick()
	return d.settle()
}

// TestClockOfThePanels: what stands beside the banner follows the clock as the banner does.
func TestClockOfThePanels(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.paste(d.until(22))
		d.p.Edit.Open()
		if s := d.settle(); s.Mended.Mood != viewmodel.Fine {
			t.Fatalf("%q", s.Mended.Verdict)
		}
		if s := d.later(30 * time.Second); s.Mood != viewmodel.Failed || s.Mended.Mood != viewmodel.Failed || s.Mended.Verdict != s.Title || s.Mended.Next == "" {
			t.Errorf("the fixed token: %q, banner %q", s.Mended.Verdict, s.Title)
		}
		d.p.Clear()

		d.paste(d.until(3600))
		d.p.Compare.Toggle()
		d.p.Compare.Take(d.until(12))
		if s := d.settle(); s.Compared.Headline != "No difference that matters to the platform" {
			t.Fatalf("%q", s.Compared.Headline)
		}
		if s := d.later(30 * time.Second); !strings.HasPrefix(s.Compared.Headline, "What sets the second one apart: the token expired") {
			t.Errorf("compared: %q", s.Compared.Headline)
		}
		d.p.Clear()

		for i, want := range []string{"2 play", "1 plays, 1 fails", "2 fail"} {
			if i == 0 {
				d.paste("one " + d.until(30) + "\nand\n" + d.until(12))
			}
			if s := d.settle(); !strings.HasSuffix(s.What, "2 tokens: "+want) {
				t.Errorf("tally %d: %q", i, s.What)
			}
			d.later(20 * time.Second)
		}
	})
}

// TestClockOfRecent: a row says what the banner would say now, of what was told beside its text.
func TestClockOfRecent(t *testing.T) {
	row := func(s State) string {
		if len(s.Recent) == 0 {
			return ""
		}
		return s.Recent[0].Title
	}
	atDesk(t, func(d *desk) {
		d.now = time.Date(2026, 11, 30, 17, 6, 50, 0, time.UTC)
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.paste(d.until(15))
		d.p.Clear()
		if s := d.settle(); row(s) != "Plays until 17:07 UTC" || s.Recent[0].Mood != viewmodel.Fine {
			t.Errorf("%q", row(s))
		}
		if s := d.later(time.Minute); row(s) != "Expired 17:07 UTC" || s.Recent[0].Mood != viewmodel.Failed || s.Recent[0].When != "1 min ago" {
			t.Errorf("%+v", s.Recent)
		}
		if s := d.later(24 * time.Hour); row(s) != "Expired Mon 17:07 UTC" {
			t.Errorf("%q", row(s))
		}
		d.paste(signed(t, token.IntMember("nbf", d.now.Unix()+300), token.IntMember("exp", d.now.Unix()+600)))
		d.p.Clear()
		if s := d.settle(); row(s) != "Is not yet valid" {
			t.Errorf("%q", row(s))
		}
		if s := d.later(301 * time.Second); s.Recent[0].Mood != viewmodel.Fine {
			t.Errorf("%+v", s.Recent[0])
		}
		d.paste(d.until(3600))
		d.p.Status.Type("403")
		d.settle()
		d.p.Clear()
		if s := d.settle(); row(s) != "Refused, the token had no fault" || !strings.HasPrefix(s.Recent[0].Text, "403 ") || s.Recent[0].Mood != viewmodel.Careful {
			t.Errorf("%+v", s.Recent[0])
		}
		d.paste(d.until(7200))
		d.p.Clear()
		if s := d.settle(); row(s) != "Plays until 19:12 UTC" {
			t.Errorf("of the next one: %+v", s.Recent[0])
		}
	})
}

// TestKeysOfThePanels: what stands beside the banner follows the keys at hand as the banner does.
func TestKeysOfThePanels(t *testing.T) {
	atDesk(t, func(d *desk) {
		url := func(seconds int64) string {
			return "https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + d.until(seconds)
		}
		other := d.until(7200)
		d.paste(url(3600) + "\n" + url(3700))
		d.p.Compare.Toggle()
		d.p.Compare.Take(other)
		d.settle()
		half := saved(t, "Shop", fixtures.Key(t))
		for _, c := range []struct {
			name        string
			keys        func()
			mood        viewmodel.Mood
			tally, made string // of the compared ones
			row         string // of Recent
		}{
			{"none", func() {}, viewmodel.Neutral, "2 tokens", "state unchecked unchecked", "Nothing wrong in the token itself"},
			{"a public half that nothing vouches for", func() { half.Unproven = true; d.saved = append(d.saved, half) }, viewmodel.Careful, "2 tokens: 2 play, if the saved key is the right one", "state valid valid", "Not proven: until 07:14 UTC"},
			{"the key", func() { d.saved = nil; d.p.Keys.SetSignKey(fixtures.Key(t), keyID) }, viewmodel.Fine, "2 tokens: 2 play", "state valid valid", "Plays until 07:14 UTC"},
		} {
			c.keys()
			d.p.Keys.Changed()
			s := d.settle()
			if s.Mood != c.mood || !strings.HasSuffix(s.What, c.tally) {
				t.Errorf("%s: %v %q, %q", c.name, s.Mood, s.Title, s.What)
			}
			if rows := d.p.Recent.Rows(); len(rows) != 1 || rows[0].Title != c.row || rows[0].Mood != c.mood {
				t.Errorf("%s: recent: %+v", c.name, rows)
			}
			var now strings.Builder
			d.p.Compare.all = true
			for _, row := range d.p.Compare.shown().Rows {
				for _, cell := range row {
					for _, run := range cell {
						now.WriteString(run.Text + " ")
					}
				}
			}
			if !strings.Contains(now.String(), c.made) {
				t.Errorf("%s: compared: %q", c.name, now.String())
			}
		}
	})
}

// TestAsOfNow: now goes on, also where the text tells a time of its own; what is counted from now
// stands.
func TestAsOfNow(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		text := d.until(16)
		url := "https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + text
		line := "[" + d.now.UTC().Format("02/Jan/2006:15:04:05 -0700") + `] "GET ` + url + ` HTTP/2.0" 200 112`
		began := d.now
		for _, c := range []struct {
			name, text, asOf, hint string
			live                   bool
			before, after          viewmodel.Mood
		}{
			{"now", text, "now", "now, or fri 18:00", true, viewmodel.Fine, viewmodel.Failed},
			{"nothing", text, "", "now, or fri 18:00", true, viewmodel.Fine, viewmodel.Failed},
			{"counted from now", text, "now+1s", "now, or fri 18:00", false, viewmodel.Fine, viewmodel.Fine},
			{"the line's own", line, "", "its own, or now", false, viewmodel.Fine, viewmodel.Fine},
			{"now, of a line", line, " Now ", "its own, or now", true, viewmodel.Fine, viewmodel.Failed},
		} {
			d.now = began
			d.paste(c.text)
			d.p.Options.SetAsOf(c.asOf)
			if s := d.settle(); s.Mood != c.before || s.Options.Live != c.live || s.Options.AsOfHint != c.hint || s.Options.AsOf != c.asOf {
				t.Errorf("%s: %v %q, %+v", c.name, s.Mood, s.Title, s.Options)
			}
			s := d.later(20 * time.Second)
			if s.Mood != c.after || s.Options.Live != c.live || c.live && (s.Clock != "" || strings.Contains(s.Detail, "not now")) {
				t.Errorf("%s, later: %v %q %q, live %v, clock %q", c.name, s.Mood, s.Title, s.Detail, s.Options.Live, s.Clock)
			}
		}
	})
}

// TestReplyThatIsWritten: what is being written stays when the verdict changes; what is proposed by
// then is offered, and what was written comes back.
func TestReplyThatIsWritten(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.paste(d.until(15))
		d.p.Status.Toggle()
		d.settle()
		d.p.Reply.Type("Dear Ann, your")
		for _, c := range []struct {
			name   string
			change func()
		}{
			{"it ends", func() { d.now = d.now.Add(time.Minute) }},
			{"the details", d.p.Reply.ToggleDetail},
			{"an answer", func() { d.p.Status.Type("403") }},
			{"no key at all", func() { d.p.Keys.SetSignKey(nil, "") }},
		} {
			c.change()
			d.p.Tick()
			if s := d.settle(); s.Reply.Text != "Dear Ann, your" || !s.Reply.Changed {
				t.Errorf("%s: %+v", c.name, s.Reply)
			}
		}
		d.p.Reply.TakeProposed()
		if s := d.settle(); !strings.HasPrefix(s.Reply.Text, "Hello,") || s.Reply.Changed || len(d.undone) != 1 || d.undone[0] != "Reply replaced" {
			t.Errorf("%+v, offered %q", s.Reply, d.undone)
		}
		d.p.Undo()
		if s := d.settle(); s.Reply.Text != "Dear Ann, your" {
			t.Errorf("brought back: %+v", s.Reply)
		}
		d.p.Reply.TakeProposed()
		d.paste(d.until(3600))
		d.p.Undo()
		d.settle()
		d.p.Undo()
		if s := d.settle(); s.Reply.Text != "Dear Ann, your" {
			t.Errorf("brought back after the next customer: %+v", s.Reply)
		}
	})
}
