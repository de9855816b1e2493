package why

import (
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// TestAnswerTold: an answer that a person tells is judged as one that the text tells: banner, reply
// and report are the same.
func TestAnswerTold(t *testing.T) {
	url := "https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t)
	choose := func(code int) func(s *Status) {
		return func(s *Status) {
			s.Choose(slices.IndexFunc(s.choices(), func(c platform.Status) bool { return c.Code == code && c.Text == "" }))
		}
	}
	typed := func(text string) func(s *Status) { return func(s *Status) { s.Type(text) } }
	for _, c := range []struct {
		name   string
		tell   func(s *Status)
		pasted string // the same in a text
		late   time.Duration
	}{
		{"typed", typed("403"), url + " 403", 0},
		{"typed with its words", typed("403 Forbidden"), "403 Forbidden " + url, 0},
		{"chosen", choose(401), url + " 401", 0},
		{"of a token that has ended", typed("403"), url + " 403", 25 * time.Hour},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.now = d.now.Add(c.late)
				d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
				report := func() string {
					d.copied = nil
					d.p.Report.Copy(nil)
					return d.copied[0]
				}
				want := d.paste(c.pasted)
				wantReport := report()
				plain := d.paste(url)
				d.p.Status.Toggle()
				c.tell(d.p.Status)
				got := d.settle()
				if plain.Title == want.Title && c.late == 0 || got.Mood != want.Mood || got.Title != want.Title || got.Detail != want.Detail {
					t.Errorf("the banner: %v %q %q\nwant %v %q %q", got.Mood, got.Title, got.Detail, want.Mood, want.Title, want.Detail)
				}
				if got.Reply.Text != want.Reply.Text || !strings.Contains(got.Reply.Text, "refused with the answer 40") {
					t.Errorf("the reply: %q\nwant %q", got.Reply.Text, want.Reply.Text)
				}
				if now := report(); now != wantReport {
					t.Errorf("the report: %s\nwant %s", now, wantReport)
				}
				if got.StatusRead != "" {
					t.Errorf("%q stands in no text", got.StatusRead)
				}
				d.p.Status.Toggle()
				if s := d.settle(); s.Title != want.Title {
					t.Errorf("closed: %q", s.Title)
				}
				d.p.Status.Type("")
				if s := d.settle(); s.Title != plain.Title || s.Reply.Text != plain.Reply.Text {
					t.Errorf("taken back: %q", s.Title)
				}
			})
		})
	}
}

// TestAnswerHidesNoOther: an answer that a person tells of one token says nothing of the others.
func TestAnswerHidesNoOther(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		at := "https://stream.fastpix.com/" + playbackID + ".m3u8?token="
		d.paste(at + d.until(3600) + "\n" + at + d.until(-5))
		for _, answer := range []string{"", "200", "403"} {
			d.p.Status.Type(answer)
			if s := d.settle(); !strings.HasSuffix(s.Title, "; 1 of 2 tokens here fails") || !strings.HasSuffix(s.What, "1 fails") {
				t.Errorf("%q: %q, %q", answer, s.Title, s.What)
			}
		}
		d.p.Status.Type("")
		d.p.Clear()
		if s := d.settle(); s.Recent[0].Title != "Plays; 1 of 2 tokens here fails" {
			t.Errorf("%+v", s.Recent)
		}
	})
}

// TestAnswerIsOfOne: the answer was to the token that is shown: one beside it that is compared with
// it, or made in its place, was not refused.
func TestAnswerIsOfOne(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.now = time.Unix(ends+60, 0)
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.paste(fixtures.Token(t))
		d.p.Status.Type("403")
		d.p.Reissue.Fix(0)
		if s := d.settle(); s.Mended.Mood != viewmodel.Fine || !strings.HasPrefix(s.Mended.Verdict, "Plays until ") {
			t.Errorf("%q", s.Mended.Verdict)
		}
	})
}
