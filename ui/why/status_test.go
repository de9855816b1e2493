package why

import (
	"strings"
	"testing"

	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// What the server said is read without a token too: never a dead end.
func TestAnswerAlone(t *testing.T) {
	for text, code := range map[string]string{
		"HTTP/1.1 403 Forbidden": "403",
		"403":                    "403",
		"it says 401":            "401",
		"Failed to load resource: the server responded with a status of 403 ()":                                                         "403",
		`{"success":false,"error":{"code":401,"message":"Invalid token"}}`:                                                              "401",
		"<html><head><title>403 Forbidden</title></head><body>Forbidden</body></html>":                                                  "403",
		"Since last night the page of our shop says:\n\n  Error 404: not found\n\nPlease help, " + strings.Repeat("it is urgent, ", 20): "404",
	} {
		t.Run(text[:min(len(text), 24)], func(t *testing.T) {
			atDesk(t, func(d *desk) {
				s := d.paste(text)
				if s.Mood != viewmodel.Neutral || !strings.Contains(s.Title, code) || !strings.Contains(s.Detail, "Paste the URL") || len(s.Notes) == 0 {
					t.Fatalf("%v %q %q %+v", s.Mood, s.Title, s.Detail, s.Notes)
				}
				for _, n := range s.Notes {
					if n.Fix != "" || n.Mood == viewmodel.Failed || n.Title == "" {
						t.Errorf("%+v", n)
					}
				}
			})
		})
	}
}

// A text that tells nothing gets a hint what to paste, and a number in it is no status.
func TestNoAnswerInTheText(t *testing.T) {
	for name, text := range map[string]string{
		"words":         "sorry, I will send it tomorrow",
		"a good answer": "HTTP/1.1 200 OK",
		"an odd number": "call 555 now",
		"a long letter": "we sold 403 tickets " + strings.Repeat("and then some more ", 10),
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				s := d.paste(text)
				if s.Title != "No token found" || !strings.HasSuffix(s.Detail, wanted) || len(s.Notes) > 0 {
					t.Errorf("%q %q %+v", s.Title, s.Detail, s.Notes)
				}
			})
		})
	}
}

// What the text says of the answer is filled in where it is asked for.
func TestAnswerInTheText(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste("GET https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t) + " HTTP/1.1\nHTTP/1.1 401 Unauthorized")
		d.p.ToggleAnswer()
		if s := d.settle(); s.Answered.Text != "401" || s.Answered.Means == "" || len(s.Answered.Causes) == 0 {
			t.Errorf("%+v", s.Answered)
		}
		d.p.Clear()
		d.paste(fixtures.Token(t))
		d.p.ToggleAnswer()
		if s := d.settle(); s.Answered.Text != "" || s.Answered.Means != "" {
			t.Errorf("%+v", s.Answered)
		}
	})
}
