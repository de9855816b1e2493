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
		d.p.Status.Toggle()
		if s := d.settle(); s.Answered.Text != "401" || s.Answered.Means == "" || len(s.Answered.Causes) == 0 {
			t.Errorf("%+v", s.Answered)
		}
		d.p.Clear()
		d.paste(fixtures.Token(t))
		d.p.Status.Toggle()
		if s := d.settle(); s.Answered.Text != "" || s.Answered.Means != "" {
			t.Errorf("%+v", s.Answered)
		}
	})
}

// The error of a program alone is answered like a status: what it means and what to do.
func TestErrorAlone(t *testing.T) {
	for text, says := range map[string][2]string{
		"Error: error:1E08010C:DECODER routines::unsupported": {"PEM", "BEGIN and END lines"},
		"JsonWebTokenError: jwt malformed":                    {"three parts", "Bearer"},
		"Shaka Error 6007 (https://x.example)":                {"licence", "token for DRM"},
	} {
		atDesk(t, func(d *desk) {
			s := d.paste(text)
			if s.Mood != viewmodel.Neutral || !strings.Contains(s.Title, says[0]) || !strings.Contains(s.Detail, says[1]) || len(s.Notes) == 0 {
				t.Errorf("%v %q %q %+v", s.Mood, s.Title, s.Detail, s.Notes)
			}
		})
	}
}

// A URL that another CDN signs is named, and is red only where its end has passed.
func TestForeignSignature(t *testing.T) {
	const url = "https://x.example.net/a.m3u8?hdnts=exp=END~acl=/*~hmac=3f3ce0ef3fa884a79c665f10aed6247634ad17d0ae54584afbd131601fff16ae"
	for end, mood := range map[string]viewmodel.Mood{"4000000000": viewmodel.Neutral, "1500000000": viewmodel.Failed} {
		atDesk(t, func(d *desk) {
			s := d.paste(strings.Replace(url, "END", end, 1))
			if s.Mood != mood || !strings.Contains(s.Title, "Akamai") || s.Read {
				t.Errorf("%v %q %q", s.Mood, s.Title, s.Detail)
			}
		})
	}
}

// A text of a library is explained where it is asked what the player said; one whose
// causes are not known is not taken for success.
func TestTypedError(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(fixtures.Token(t))
		d.p.Status.Type("token contains an invalid number of segments")
		if s := d.settle(); !strings.Contains(s.Answered.Means, "three parts") || len(s.Answered.Causes) == 0 {
			t.Errorf("%+v", s.Answered)
		}
		d.p.Status.Type("FP_DRM_UNSUPPORTED_PLATFORM")
		if s := d.settle(); !strings.Contains(s.Answered.Means, "DRM") || strings.Contains(s.Answered.Means, "was taken") {
			t.Errorf("%+v", s.Answered)
		}
	})
}
