package why

import (
	"fmt"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

// manyClaims is a token with more claims than are shown unasked.
func manyClaims(last string) string {
	var claims strings.Builder
	for i := range 60 {
		fmt.Fprintf(&claims, `"claim%d":%d,`, i, i)
	}
	return unsigned(`{` + claims.String() + `"exp":1,"last":"` + last + `"}`)
}

// What one panel does is heard of by the others: what was opened for one token is closed
// for the next, however that one comes.
func TestNextTokenFindsPanelsClosed(t *testing.T) {
	first, second := manyClaims("first"), manyClaims("second")
	url := func(token string) string { return "https://stream.fastpix.com/" + otherID + ".m3u8?jwt=" + token }
	for _, c := range []struct {
		name string
		next func(p *Presenter)
	}{
		{"pasted", func(p *Presenter) { p.Paste.Take(url(second)) }},
		{"typed", func(p *Presenter) { p.Paste.Type(url(second)) }},
		{"the next of the text", func(p *Presenter) { p.Paste.Step(1) }},
		{"after a clear", func(p *Presenter) { p.Clear(); p.Paste.Take(url(second)) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.paste(url(first) + " " + url(second))
				d.p.Paste.Choose(0)
				d.settle()
				d.p.Structure.ToggleAll()
				d.p.Verdict.ToggleNotes()
				d.p.Verdict.Unfold("a")
				if s := d.settle(); !s.Parted.All || !d.p.Verdict.all || !d.p.Verdict.unfolded["a"] {
					d.t.Fatalf("claims opened %v, notes %v, %v", s.Parted.All, d.p.Verdict.all, d.p.Verdict.unfolded)
				}
				c.next(d.p)
				s := d.settle()
				if !strings.Contains(strings.Join(s.Parts, ""), strings.Split(second, ".")[1]) {
					d.t.Fatalf("another token is read: %q", s.Parts)
				}
				if s.Parted.All || s.Parted.More == 0 || d.p.Verdict.all || len(d.p.Verdict.unfolded) > 0 {
					t.Errorf("claims opened %v, notes %v, %v", s.Parted.All, d.p.Verdict.all, d.p.Verdict.unfolded)
				}
			})
		})
	}
}

// A cleared screen has nothing left of what was beside the text.
// A panel that is not seen is not closed first.
func TestPanelBehindALog(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(fixtures.Token(t))
		d.p.Compare.Toggle()
		d.p.SampleLog()
		if s := d.settle(); !s.Log.Open || d.p.closePanel() {
			t.Errorf("open %v", s.Log.Open)
		}
		d.p.Log.Alone(true)
		if !d.p.closePanel() || d.p.State().Compared.Open {
			t.Error("the panel that is seen again is not closed")
		}
	})
}

func TestClearClosesPanels(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(fixtures.Token(t))
		d.p.Compare.Toggle()
		d.p.Compare.Take(unsigned(`{"exp":1}`))
		d.p.Status.Toggle()
		d.p.Status.Type("403")
		if s := d.settle(); s.Compared.Headline == "" || s.Answered.Text != "403" {
			d.t.Fatalf("%+v, %+v", s.Compared, s.Answered)
		}
		d.p.Clear()
		if s := d.paste(fixtures.Token(t)); s.Compared.Open || s.Answered.Open || s.Answered.Text != "" {
			t.Errorf("%+v, %+v", s.Compared, s.Answered)
		}
	})
}
