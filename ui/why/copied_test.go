package why

import (
	"strings"
	"testing"

	"playtoken/core/token"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// TestCopyOneValue: each claim is copied alone, a text without its quotes, and a time in both
// forms with plain blanks.
func TestCopyOneValue(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste(fixtures.Token(t))
		for i, l := range s.Parted.Claims {
			if l.Name == "" {
				continue
			}
			d.p.Structure.CopyClaim(i-1, nil)
			want := strings.TrimSuffix(strings.TrimPrefix(l.Rest, ": "), ",")
			if got := d.copied[len(d.copied)-1]; got != strings.Trim(want, `"`) {
				t.Errorf("%s: %q, want %q", l.Name, got, want)
			}
		}
		n := len(d.copied)
		d.p.Structure.CopyClaim(-1, nil)
		d.p.Structure.CopyClaim(99, nil)
		if len(d.copied) != n || n != 6 {
			t.Errorf("copied %q", d.copied)
		}
		for _, r := range s.Rows {
			if r.Label != "Expires" {
				continue
			}
			var whole string
			for _, run := range r.Value {
				whole += run.Text
			}
			d.p.Structure.Copy(whole, nil)
		}
		if got := d.copied[n]; got != "Thu 17 Apr 2025, 05:14:19 UTC 07:14:19 here in 23 h" {
			t.Errorf("%q", got)
		}
	})
}

// TestNoLineBeginsWithABlank: the blanks between two forms of a time are ones that a line may
// be broken at.
func TestNoLineBeginsWithABlank(t *testing.T) {
	atDesk(t, func(d *desk) {
		for _, r := range d.paste(fixtures.Token(t)).Rows {
			for _, run := range r.Value {
				if strings.HasPrefix(strings.TrimLeft(run.Text, " "), "\u00a0") {
					t.Errorf("%s: %q", r.Label, run.Text)
				}
			}
		}
	})
}

// TestCopyFromThePaste: a part of the paste is copied as it is; where the middle of the token
// is left out, the whole text is.
func TestCopyFromThePaste(t *testing.T) {
	atDesk(t, func(d *desk) {
		text := `1.2.3.4 - - [16/Apr/2025:06:05:11 +0000] "GET /` + playbackID + `.m3u8?token=` + fixtures.Token(t) + ` HTTP/2.0" 403 112`
		d.paste(text)
		d.p.Paste.CopyShown("403")
		d.p.Paste.CopyShown("token=eyJhbGci…UzI1NiJ9")
		if len(d.copied) != 2 || d.copied[0] != "403" || d.copied[1] != text {
			t.Errorf("%q", d.copied)
		}
	})
}

// TestUnlockInPlace: where a shared secret is wanted and the saved ones are locked, the field
// offers to open them, and still takes a key.
func TestUnlockInPlace(t *testing.T) {
	atDesk(t, func(d *desk) {
		locked, asked := true, 0
		d.p.services.Locked = func() bool { return locked }
		d.p.services.Unlock = func(string, func(string)) { asked++ }
		if s := d.paste(fixtures.Token(t)); s.Key.Locked { // public halves are tried all the same
			t.Errorf("%+v", s.Key)
		}
		hs := strings.Join([]string{"eyJhbGciOiJIUzI1NiJ9", "eyJleHAiOjE3NDQ4NjY4NTl9", "dGhpcyBpcyBubyBzaWduYXR1cmUgYXQgYWxsLCBpdCBpcw"}, ".")
		s := d.paste(hs)
		if !s.Key.Locked || !s.Shut.Locked || s.Key.Problem == "" {
			t.Fatalf("%+v, %s", s.Key, token.Excerpt(s.Title, 80))
		}
		d.p.Keys.Unlock("", nil)
		d.p.Keys.Ask()
		if s = d.settle(); asked != 1 || s.Key.Locked || s.Shut.Locked {
			t.Errorf("asked %d times, %+v", asked, s.Key)
		}
		d.p.Clear()
		d.paste(hs)
		locked = false
		d.p.Keys.Changed()
		if s = d.settle(); s.Key != (viewmodel.Key{}) || s.Shut.Locked {
			t.Errorf("opened: %+v", s.Key)
		}
	})
}

// TestRecentTitlesFit: what is said of a paste has room in its row.
func TestRecentTitlesFit(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(fixtures.Token(t))
		d.p.Clear()
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.settle()
		d.paste("Look: " + fixtures.Token(t))
		d.p.Clear()
		s := d.settle()
		if len(s.Recent) != 2 || s.Recent[0].Title != "Plays until Thu 05:14 UTC" || s.Recent[1].Title != "Nothing wrong in the token itself" {
			t.Errorf("%+v", s.Recent)
		}
	})
}
