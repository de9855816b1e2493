package why

import (
	stdjson "encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"playtoken/core/secret"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

func TestCompare(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.paste(otherURL(t))
		d.p.Compare.Toggle()
		if s := d.settle(); !s.Compared.Open || s.Compared.Headline != "" {
			t.Errorf("%+v", s.Compared)
		}
		d.p.Compare.Take("https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t))
		s := d.settle()
		c := s.Compared
		if c.Headline != "What sets the first one apart: the token is for another playback ID" || c.Heads[1] != "The first one, above" || c.Same == 0 || len(c.Rows) == 0 || c.Note != "" {
			t.Fatalf("%+v", c)
		}
		if c.Rows[0][1][0].Style != viewmodel.Code {
			t.Errorf("what matters is not marked: %+v", c.Rows[0])
		}
		for _, row := range c.Rows { // what is asked for above stands in the first column
			if row[0][len(row[0])-1].Text == "path" && !strings.Contains(row[1][0].Text, otherID) {
				t.Errorf("%+v", row)
			}
		}
		n := len(c.Rows)
		d.p.Compare.ToggleSame()
		if s = d.settle(); len(s.Compared.Rows) != n+c.Same {
			t.Errorf("%d rows, %d same", len(s.Compared.Rows), c.Same)
		}
		for text, note := range map[string]string{"hello": "There is no token in this text.", string(fixtures.PrivateKey(t)): "This is a key, not a token. It is not shown."} {
			d.p.Compare.Take(text)
			d.p.Tick()
			if s = d.settle(); s.Compared.Note != note || s.Compared.Headline != "" {
				t.Errorf("%.20q: %+v", text, s.Compared)
			}
		}
		for _, state := range d.states {
			fixtures.NoPiece(t, "a state", secret.New(fixtures.PrivateKey(t)), state)
		}
		d.p.Compare.Toggle()
		if s = d.settle(); s.Compared.Open || s.Compared.Text != "" {
			t.Errorf("%+v", s.Compared)
		}
	})
}

func TestReport(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Report.Copy(nil) // nothing there yet
		d.p.Report.Save(true)
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.paste(otherURL(t))
		d.p.Report.Copy(nil)
		if len(d.copied) != 1 || !strings.Contains(d.copied[0], "another playback ID") || !strings.Contains(d.copied[0], keyID) || strings.Contains(d.copied[0], fixtures.Token(t)) {
			t.Fatalf("copied %q", d.copied)
		}
		d.p.Report.ToggleMask()
		d.p.Report.Copy(nil)
		if !d.p.State().Mask || strings.Contains(d.copied[1], keyID) {
			t.Errorf("copied %s", d.copied[1])
		}
		d.p.Reply.Copy(nil)
		if said := d.copied[2]; said != "Hello,\n\nYour link was made for another video.\n\nPlease ask for a link to the video that you want to see." {
			t.Errorf("replied %q", said)
		}
		d.p.Report.Save(false)
		d.p.Report.Save(true)
		if len(d.files) != 2 || string(d.files["playback-report.md"]) != d.copied[1] || !stdjson.Valid(d.files["playback-report.json"]) {
			t.Errorf("saved %v", d.files)
		}
		d.saveErr = errors.New("the disk is full")
		d.p.Report.Save(true)
		if said := d.failed[len(d.failed)-1]; said != "The report could not be saved: the disk is full" {
			t.Errorf("said %q", said)
		}
	})
}

func TestWhatThePlayerSaid(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.paste(fixtures.Token(t))
		d.p.Status.Toggle()
		s := d.settle()
		if !s.Answered.Open || len(s.Answered.Choices) == 0 || s.Answered.Chosen != -1 || len(s.Answered.Causes) > 0 {
			t.Fatalf("%+v", s.Answered)
		}
		d.p.Status.Type("HTTP/1.1 401 Unauthorized")
		s = d.settle()
		if len(s.Answered.Left) == 0 || s.Answered.Means == "" || s.Answered.Text != "HTTP/1.1 401 Unauthorized" {
			t.Errorf("%+v", s.Answered)
		}
		refuted := false
		for _, c := range s.Answered.Ruled { // in the negative, and not with a tick
			refuted = refuted || c.Title == "It is not signed with another algorithm. RS256 is that of FastPix." && c.Mood == viewmodel.Ruled
		}
		if !refuted {
			t.Errorf("nothing is ruled out: %+v", s.Answered.Ruled)
		}
		d.p.Status.Choose(0)
		if s = d.settle(); s.Answered.Chosen != 0 || s.Answered.Text != "" {
			t.Errorf("%+v", s.Answered)
		}
		d.p.Status.Type("zzz")
		if s = d.settle(); s.Answered.Means != "Nothing is known of this answer." {
			t.Errorf("%+v", s.Answered)
		}
		d.p.Status.Toggle()
		if s = d.settle(); s.Answered.Open || len(s.Answered.Left) > 0 {
			t.Errorf("%+v", s.Answered)
		}
	})
}

// Rows are named as a person reads them, not by the names of the fields.
func TestNamesOfDifferences(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.paste(fixtures.Token(t))
		d.p.Compare.Toggle()
		d.p.Compare.Take("https://stream.fastpix.com/" + otherID + ".m3u8?token=" + unsigned(fastpix(`"iat":1,"exp":2`)))
		var names []string
		for _, row := range d.settle().Compared.Rows {
			name := ""
			for _, run := range row[0] {
				name += run.Text
			}
			names = append(names, name)
		}
		for _, want := range []string{"Issued", "Expires", "Lifetime", "URL ID"} {
			if !slices.Contains(names, want) {
				t.Errorf("there is no row %q in %q", want, names)
			}
		}
	})
}
