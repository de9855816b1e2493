package sign

import (
	"slices"
	"strings"
	"testing"

	"playtoken/ui/viewmodel"
)

const byOwn = "through this window's own clipboard."

func TestCopy(t *testing.T) {
	for _, c := range []struct {
		name  string
		copy  func(*Presenter, func())
		text  func(State) string
		toast string
	}{
		{"token", func(p *Presenter, done func()) { p.Result.Copy(done) }, State.whole, "Token copied"},
		{"first URL", func(p *Presenter, done func()) { p.URLs.Copy(0, done) }, func(s State) string { return s.URLs[0].URL }, "Stream URL copied"},
		{"hidden URL", func(p *Presenter, done func()) { p.URLs.Copy(6, done) }, func(s State) string {
			return "https://stream.fastpix.com/" + playbackID + "/audio.m4a?token=" + s.whole()
		}, "Audio URL copied"},
		{"snippet", func(p *Presenter, done func()) { p.Snippets.Copy(done) }, func(s State) string {
			return "<fastpix-player playback-id=\"" + playbackID + "\"\n  token=\"" + s.whole() + "\"></fastpix-player>"
		}, "Player tag copied"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, note := range []string{"", byOwn} {
				atDesk(t, func(d *desk) {
					d.note = note
					done := 0
					c.copy(d.p, func() { done++ }) // nothing there yet
					s := d.fill()
					if done != 0 || len(d.copied) != 0 || len(d.toasts) != 0 {
						t.Errorf("copied %q without a token", d.copied)
					}
					c.copy(d.p, func() { done++ })
					c.copy(d.p, nil)
					if done != 1 || len(d.copied) != 2 || d.copied[0] != c.text(s) {
						t.Errorf("%d times done, copied %q", done, d.copied)
					}
					want := c.toast
					if note != "" {
						want += " " + note
					}
					if len(d.toasts) != 2 || d.toasts[0] != want {
						t.Errorf("said %q, want %q", d.toasts, want)
					}
				})
			}
		})
	}
}

func TestNothingToCopyOrOpen(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.URLs.Open(0)
		d.fill()
		d.p.URLs.Copy(99, nil)
		d.p.URLs.Open(99)
		d.p.Key.Forget()
		d.settle()
		d.toasts = nil
		d.p.Result.Copy(nil)
		d.p.Snippets.Copy(nil)
		d.p.URLs.Open(0)
		if len(d.copied)+len(d.opened)+len(d.toasts) > 0 {
			t.Errorf("copied %q, opened %q, said %q", d.copied, d.opened, d.toasts)
		}
	})
}

func TestURLs(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.fill()
		var names []string
		for _, u := range s.URLs {
			names = append(names, u.Name)
		}
		if got := strings.Join(names, ", "); got != "Stream, Thumbnail, Clip, Spritesheet" || s.Hidden != 3 || s.AllURLs {
			t.Errorf("%s, %d hidden", got, s.Hidden)
		}
		d.p.URLs.Toggle()
		s = d.settle()
		if len(s.URLs) != 7 || s.Hidden != 0 || !s.AllURLs || s.URLs[5].Note != "may differ" || s.URLs[0].Note != "" {
			t.Errorf("%d URLs, %d hidden, %+v", len(s.URLs), s.Hidden, s.URLs)
		}
		d.p.URLs.Open(5)
		if len(d.opened) != 1 || d.opened[0] != s.URLs[5].URL {
			t.Errorf("opened %q", d.opened)
		}
		d.p.Form.SetField("for", "drm")
		s = d.settle()
		names = nil
		for _, u := range s.URLs {
			names = append(names, u.Name)
		}
		const want = "Stream, Thumbnail, Clip, Spritesheet, Spritesheet map, Widevine licence, FairPlay licence, FairPlay certificate"
		if got := strings.Join(names, ", "); got != want {
			t.Errorf("%s", got)
		}
	})
}

func TestSnippets(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.fill()
		if s.Snippets[0] != "Player tag" || s.Snippet != 0 {
			t.Errorf("%q, chosen %d", s.Snippets, s.Snippet)
		}
		for name, begin := range map[string]string{"Player tag": "<fastpix-player ", "cURL": "curl -i '", "ffplay": "ffplay '"} {
			d.p.Snippets.Choose(slices.Index(s.Snippets, name))
			s = d.settle()
			if !strings.HasPrefix(s.Code, begin) || strings.Contains(s.Code, s.Token[1].Text) || !strings.Contains(s.Code, s.Token[0].Text+"…") {
				t.Errorf("shown: %s", s.Code)
			}
			d.p.Snippets.Copy(nil)
			if got := d.copied[len(d.copied)-1]; !strings.HasPrefix(got, begin) || !strings.Contains(got, s.whole()) {
				t.Errorf("copied: %s", got)
			}
		}
		if s.Mood != viewmodel.Fine {
			t.Errorf("mood %d", s.Mood)
		}
	})
}
