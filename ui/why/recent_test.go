package why

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"playtoken/core/extract"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// What was cleared, replaced or forgotten comes back, ten steps deep.
func TestUndo(t *testing.T) {
	url := otherURL(t)
	for _, c := range []struct {
		name, said string
		take       func(p *Presenter)
	}{
		{"cleared", "Paste cleared", func(p *Presenter) { p.Clear() }},
		{"replaced", "Paste replaced", func(p *Presenter) { p.Paste.Take("403 Forbidden") }},
		{"key forgotten", "Key forgotten", func(p *Presenter) { p.Keys.Forget() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.paste(url)
				d.p.Keys.Paste([]byte(fixtures.Key(t).PublicPEM()))
				d.settle()
				d.p.Options.SetLength("1h")
				d.p.Status.Toggle()
				d.p.Status.Type("401")
				before := d.settle()
				c.take(d.p)
				if s := d.settle(); s.Title == before.Title && s.Key.Title == before.Key.Title {
					d.t.Fatalf("nothing was taken away: %s", s.Title)
				}
				if len(d.undone) != 1 || d.undone[0] != c.said {
					t.Errorf("offered %q", d.undone)
				}
				d.p.Undo()
				s := d.settle()
				if s.Title != before.Title || s.Options.Length != "1h" || s.Answered.Text != "401" || s.Key.Title != before.Key.Title || !s.OwnKey || s.Before != before.Before {
					t.Errorf("%q, length %q, said %q, key %q", s.Title, s.Options.Length, s.Answered.Text, s.Key.Title)
				}
				d.p.Undo()
				if again := d.settle(); again.Title != s.Title {
					t.Errorf("one step too many: %s", again.Title)
				}
			})
		})
	}
	t.Run("ten deep", func(t *testing.T) {
		atDesk(t, func(d *desk) {
			for i := range 13 {
				d.paste(fmt.Sprintf("4%02d Forbidden", i))
			}
			for range 20 {
				d.p.Undo()
				d.settle()
			}
			if d.p.text != "402 Forbidden" {
				t.Errorf("back at %q", d.p.text)
			}
		})
	})
	t.Run("a log", func(t *testing.T) {
		atDesk(t, func(d *desk) {
			d.p.Log.Read("a.log", content(url+"\n"+url+"\n"))
			d.settle()
			d.p.Clear()
			d.settle()
			d.p.Undo()
			if s := d.settle(); !s.Log.Open || len(s.Log.Rows) != 2 {
				t.Errorf("%+v", s.Log)
			}
		})
	})
}

// The list of what was read has no signature in it, no key, each text once, and is gone
// when it is forgotten.
func TestRecent(t *testing.T) {
	g := fixtures.Token(t)
	atDesk(t, func(d *desk) {
		d.paste(string(fixtures.PrivateKey(t)))
		d.paste("nothing to see here")
		d.paste(g)
		d.paste("GET " + otherURL(t) + " 403")
		d.paste(g)
		for _, part := range []string{"4", "40", "403 For", "403 Forbidden"} { // one text, however often it is read
			d.p.Paste.Type(part)
			d.settle()
		}
		d.p.Clear()
		s := d.settle()
		if len(s.Recent) != 3 || !s.Blank {
			d.t.Fatalf("%+v", s.Recent)
		}
		if r := s.Recent[1]; r.Kind != "token" || r.Text != "eyJhbGci…UzI1NiJ9.eyJraWQi…"+strings.Split(g, ".")[1][len(strings.Split(g, ".")[1])-4:]+".•••" && !strings.HasSuffix(r.Text, ".•••") || r.When != "just now" {
			t.Errorf("%+v", r)
		}
		if r := s.Recent[2]; r.Mood != viewmodel.Failed || r.Title != "Is for another playback ID" || r.Text != "403 stream.fastpix.com/99c14bd2…3a44.m3u8" {
			t.Errorf("%+v", r)
		}
		signature := g[strings.LastIndexByte(g, '.')+1:]
		if strings.Contains(fmt.Sprint(s.Recent), signature[:8]) {
			t.Errorf("the signature is in %+v", s.Recent)
		}
		d.p.Recent.Choose(2)
		if s = d.settle(); !strings.Contains(s.Title, "another playback ID") {
			t.Errorf("chosen: %s", s.Title)
		}
		for i := range 30 {
			d.paste(fmt.Sprintf("%s and %d", g, i))
		}
		d.p.Clear()
		if s = d.settle(); len(s.Recent) != 20 {
			t.Errorf("%d are kept", len(s.Recent))
		}
		d.p.ForgetAll()
		d.p.Undo()
		if s = d.settle(); len(s.Recent) != 0 || !s.Blank {
			t.Errorf("after the lock: %d, %q", len(s.Recent), d.p.text)
		}
	})
}

// A file is read as what it is: a text, a list, one line that is too long for a text.
func TestOpenFiles(t *testing.T) {
	url := otherURL(t)
	entry := `{"startedDateTime":"2025-04-16T06:00:00.000Z","request":{"method":"GET","url":"` + url + `"},"response":{"status":403}}`
	har := `{"log":{"entries":[` + strings.Repeat(entry+",", 1<<21/len(entry)) + entry + `]}}`
	mail := "Subject: it does not play\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nLook: " + strings.ReplaceAll(url, "=", "=3D") + "\r\n"
	for _, c := range []struct {
		name  string
		files []string
		check func(t *testing.T, s State)
	}{
		{"text", []string{url}, func(t *testing.T, s State) {
			if !s.Read || s.Log.Open {
				t.Errorf("%s", s.Title)
			}
		}},
		{"mail", []string{mail}, func(t *testing.T, s State) {
			if !s.Read || s.Log.Open || !strings.Contains(s.Title, "another playback ID") {
				t.Errorf("%s, %s", s.Title, s.Detail)
			}
		}},
		{"HAR of 2 MB on one line", []string{har}, func(t *testing.T, s State) {
			if len(har) < extract.MaxSize*2 || !s.Log.Open || len(s.Log.Rows) < 100 || s.Log.Rows[0].Answer != "403" || !strings.Contains(s.Log.Rows[0].Where, otherID) {
				t.Errorf("%d bytes, %d rows, %+v", len(har), len(s.Log.Rows), s.Log)
			}
		}},
		{"several", []string{url + "\n" + url, "nothing\n" + url}, func(t *testing.T, s State) {
			if !s.Log.Open || len(s.Log.Rows) != 3 || s.Log.Title != "0.txt and 1.txt" {
				t.Errorf("%q, %d rows", s.Log.Title, len(s.Log.Rows))
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				var files []File
				for i, text := range c.files {
					files = append(files, File{fmt.Sprint(i, ".txt"), content(text)})
				}
				d.p.Log.Open(files)
				c.check(t, d.settle())
			})
		})
	}
	t.Run("one that cannot be read", func(t *testing.T) {
		atDesk(t, func(d *desk) {
			d.p.Log.Open([]File{{"a", func() (io.ReadCloser, error) { return nil, io.ErrUnexpectedEOF }}})
			if d.settle(); len(d.failed) != 1 {
				t.Errorf("%q", d.failed)
			}
		})
	})
}

// The samples are what they say.
func TestSamples(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.now = d.now.AddDate(9, 0, 0)
		d.p.SampleExpired()
		if s := d.settle(); !strings.Contains(s.Title, "expired") {
			t.Error(s.Title)
		}
		d.p.SampleOtherID()
		if s := d.settle(); !strings.Contains(s.Title, "another playback ID") {
			t.Error(s.Title)
		}
		d.p.SampleLog()
		if s := d.settle(); !strings.Contains(s.Log.About, " 3,000 lines, ") || len(s.Log.Causes) != 6 {
			t.Errorf("%s: %q", s.Log.About, s.Log.Causes)
		}
	})
}
