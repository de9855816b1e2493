package sign

import (
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/core/token/urlsig"
	"playtoken/ui/viewmodel"
)

// A window with room for more addresses shows more of them, and hides none that fits.
func TestURLsByRoom(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		all := len(d.p.signed.URLs())
		for _, c := range []struct{ room, shown, hidden int }{
			{0, 4, all - 4}, {3, 4, all - 4}, {all - 2, all - 2, 2}, {all - 1, all, 0}, {all, all, 0}, {all + 3, all, 0},
		} {
			d.p.URLs.Room(c.room)
			if s := d.p.State(); len(s.URLs) != c.shown || s.Hidden != c.hidden || s.AllURLs {
				t.Errorf("room for %d: %d shown, %d hidden", c.room, len(s.URLs), s.Hidden)
			}
		}
		d.p.URLs.Room(4)
		d.p.URLs.Toggle()
		if s := d.p.State(); len(s.URLs) != all || !s.AllURLs {
			t.Errorf("%d shown", len(s.URLs))
		}
	})
}

// The form says in words what a value comes to.
func TestWordsOfValues(t *testing.T) {
	for _, c := range []struct{ platform, field, value, want string }{
		{"cloudfront", platform.ID, "https://d111111abcdef8.cloudfront.net/hls/movie/*", "It opens all that begins with https://d111111abcdef8.cloudfront.net/hls/movie/, in folders below it too."},
		{"cloudfront", platform.ID, "https://d111111abcdef8.cloudfront.net/*/a.m3u8", "It opens all that fits: * stands for any characters, / among them."},
		{"cloudfront", platform.ID, "https://d111111abcdef8.cloudfront.net/a.mp4", ""},
		{"fastevo", "recipe", urlsig.Default().String(), urlsig.Default().Words() + "."},
		{"fastevo", "recipe", "no recipe", ""},
	} {
		atDesk(t, func(d *desk) {
			d.choosePlatform(c.platform)
			d.p.Form.SetField("make", "engage")
			d.p.Form.SetField(c.field, c.value)
			d.settle()
			if f := d.field(c.field); f.Tone == viewmodel.Quiet && f.Say != c.want {
				t.Errorf("%s: %q", c.value, f.Say)
			}
		})
	}
}

// CloudFront's form asks for the URL first, and shows the policy a member a line.
func TestSignedURLForm(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.choosePlatform("cloudfront")
		if first := d.p.State().Fields[0]; first.Name != platform.ID {
			t.Errorf("first is %q", first.Label)
		}
		d.p.Form.SetField(platform.ID, "https://d111111abcdef8.cloudfront.net/hls/movie/*")
		d.p.Key.Sample() // it gives the URL that a folder asks for
		s := d.settle()
		if !s.HasToken() || s.Mood != viewmodel.Fine || !strings.Contains(s.Policy, "\n  \"Statement\": [\n") {
			t.Errorf("%s, policy %q", s.Title, s.Policy)
		}
	})
}

// What is only guessed is said to be where it is copied from.
func TestGuessIsSaid(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.choosePlatform("fastevo")
		d.p.Form.SetField("make", "engage")
		d.p.Key.Sample()
		if s := d.settle(); !strings.HasPrefix(s.Code, "# A guess: ") {
			t.Errorf("%q", s.Code)
		}
		d.p.Form.SetField("recipe_confirmed", "yes")
		if s := d.settle(); !strings.HasPrefix(s.Code, "curl ") {
			t.Errorf("%q", s.Code)
		}
	})
}

// What is begun letter by letter is no alarm until the field is left; what is pasted is whole.
func TestNoAlarmWhileTyping(t *testing.T) {
	for _, c := range []struct {
		name  string
		enter func(*desk, string)
		field string
		tone  func(*desk) viewmodel.Tone
	}{
		{"field", func(d *desk, text string) { d.p.Form.Type("play", text) }, "play", func(d *desk) viewmodel.Tone { return d.field("play").Tone }},
		{"lifetime", func(d *desk, text string) { d.p.Form.TypeDate(text) }, platform.ExpiresField, func(d *desk) viewmodel.Tone { return d.p.State().DateTone }},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.choosePlatform("cloudfront")
				d.p.Key.Sample()
				d.settle()
				c.enter(d, "")
				for _, text := range []string{"h", "ht", "h"} {
					c.enter(d, text)
					if s := d.settle(); c.tone(d) != viewmodel.Quiet || s.Mood != viewmodel.Neutral || !strings.HasSuffix(s.Title, "is not complete yet") {
						t.Errorf("%q: tone %d, mood %d, %q", text, c.tone(d), s.Mood, s.Title)
					}
				}
				d.p.Form.Left(c.field)
				if s := d.settle(); c.tone(d) != viewmodel.Wrong || s.Mood != viewmodel.Failed || s.Title != "No token yet" {
					t.Errorf("left: tone %d, mood %d, %q", c.tone(d), s.Mood, s.Title)
				}
				c.enter(d, "")
				c.enter(d, "no such thing")
				if s := d.settle(); c.tone(d) != viewmodel.Wrong || s.Mood != viewmodel.Failed {
					t.Errorf("pasted: tone %d, mood %d, %q", c.tone(d), s.Mood, s.Title)
				}
			})
		})
	}
}

// A careful banner says why, or where that is said.
func TestCarefulBannerSaysWhy(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.choosePlatform("edgecast")
		d.p.Key.Sample()
		d.settle()
		d.p.Form.SetField("host", "https://host.example/a")
		s := d.settle()
		if s.Mood != viewmodel.Careful || len(s.Remarks) != 1 || !strings.Contains(s.Remarks[0], "“Host”") {
			t.Errorf("mood %d, remarks %q", s.Mood, s.Remarks)
		}
	})
}

// Of a field with a warning and an error the error is said.
func TestErrorGoesBeforeAWarning(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.cloudfront("url")
		d.p.Form.SetField(platform.ID, "https://d111111abcdef8.cloudfront.net/hls/")
		s := d.settle()
		if f := d.field(platform.ID); f.Tone != viewmodel.Wrong || !strings.HasPrefix(f.Say, "End the folder with *") || s.Detail != "Put “URL, or folder with *” right and the token appears." {
			t.Errorf("%q, %q", f.Say, s.Detail)
		}
	})
}
