package why

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/platform/all"
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

// What the text says of the answer is looked at without being asked for, until that is
// closed.
func TestAnswerInTheText(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste("GET https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t) + " HTTP/1.1\nHTTP/1.1 401 Unauthorized")
		if s := d.settle(); !s.Answered.Open || s.Answered.Text != "401" || s.Answered.Title != "What a 401 means" || s.Answered.Means == "" || len(s.Answered.Left) == 0 {
			t.Errorf("%+v", s.Answered)
		}
		d.p.Status.Toggle()
		if s := d.settle(); s.Answered.Open {
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
		if s := d.settle(); !strings.Contains(s.Answered.Means, "three parts") || len(s.Answered.Left) == 0 {
			t.Errorf("%+v", s.Answered)
		}
		d.p.Status.Type("FP_DRM_UNSUPPORTED_PLATFORM")
		if s := d.settle(); !strings.Contains(s.Answered.Means, "DRM") || strings.Contains(s.Answered.Means, "was taken") {
			t.Errorf("%+v", s.Answered)
		}
	})
}

// A line of a log that was refused with a good token: how it was then and is now, what is
// left to look at with one thing to do each, what it was not, and a reply to send.
func TestRefusedWithAGoodToken(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.now = time.Unix(ends+7200, 0)
		s := d.paste(`203.0.113.7 - - [` + time.Unix(issued+3600, 0).UTC().Format("02/Jan/2006:15:04:05 -0700") + `] "GET /` + playbackID + `.m3u8?token=` + fixtures.Token(t) +
			` HTTP/2.0" 403 112 "https://shop.example/watch/42" "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1"`)
		if s.Mood != viewmodel.Careful || s.Title != "Refused with 403, though the token had no fault" ||
			s.Detail != "At 06:14:19 UTC on 16 Apr 2025, when it was asked for, it had 23 h left. Now it has expired: it ended at 05:14:19 UTC." {
			t.Errorf("%q\n%q", s.Title, s.Detail)
		}
		if s.Options.Moment != "16 Apr 06:14:19 UTC" || s.Options.Source != "the log" || s.TimeRead == "" || s.StatusRead != "403" {
			t.Errorf("%q, %q, %q", s.Options.Moment, s.TimeRead, s.StatusRead)
		}
		if l := s.Life; l.AskedText != "asked 06:14:19, 23 h left" || l.AskedOver || l.Asked >= l.End || !l.Over || !strings.HasPrefix(l.NowText, "now ") {
			t.Errorf("%+v", l)
		}
		var left, ruled []string
		for _, r := range s.Answered.Left {
			left = append(left, r.Title+"|"+r.Text+"|"+r.Action)
		}
		for _, n := range s.Answered.Ruled {
			ruled = append(ruled, n.Title)
		}
		for _, want := range []string{
			"A limit on sites or players|Asked from shop.example, with Safari on an iPhone.|Copy site and player",
			"A signing key deleted at FastPix|A deleted key leaves no trace in the token.|Look under Keys",
			"A block of the address or the country|From 203.0.113.7. The whole log shows whether it was alone.|",
		} {
			if !slices.Contains(left, want) {
				t.Errorf("%q is not in %q", want, left)
			}
		}
		if len(left) != 3 || !strings.HasPrefix(left[2], "A block ") {
			t.Errorf("left to look at: %q", left)
		}
		for _, want := range []string{
			"It had not expired. 23 h were left.", "It was not for another playback ID. Both say 16af5b33…4455.",
			"It was not changed or cut short. The key of the Sign screen signed it.", "It was not in the wrong place. token is where FastPix looks.",
		} {
			if !slices.Contains(ruled, want) {
				t.Errorf("%q is not in %q", want, ruled)
			}
		}
		if d.p.Status.Do(CopyID, nil); d.copied[0] != playbackID {
			t.Errorf("copied %q", d.copied)
		}
		d.copied = nil
		d.p.Status.Do(CopyWho, nil)
		if got := d.copied[0]; !strings.HasPrefix(got, "shop.example\nMozilla/5.0 (iPhone") {
			t.Errorf("copied %q", got)
		}
		const begins = "Hello,\n\nyour player asked for the video on Wednesday 16 April at 06:14 UTC and was refused with the answer 403.\n\n"
		if !s.Reply.Open || !strings.HasPrefix(s.Reply.Text, begins) || strings.Contains(s.Reply.Text, "oken") || strings.Contains(s.Reply.Text, "203.0") || strings.Count(s.Reply.Text, "\n") > 9 {
			t.Errorf("%q", s.Reply.Text)
		}
		d.p.Reply.ToggleDetail()
		if s = d.settle(); !strings.Contains(s.Reply.Text, playbackID) || !strings.Contains(s.Reply.Text, "203.0.113.7") {
			t.Errorf("%q", s.Reply.Text)
		}
		d.p.Reply.Type("Dear Ann,")
		d.p.Reply.Copy(nil)
		if s = d.settle(); s.Reply.Text != "Dear Ann," || d.copied[1] != "Dear Ann," {
			t.Errorf("%q, %q", s.Reply.Text, d.copied)
		}
		if s = d.paste("GET " + otherURL(t) + " 503"); !strings.Contains(s.Reply.Text, "your player asked for the video and got the answer 503.") {
			t.Errorf("%q", s.Reply.Text)
		}
		if s = d.paste("GET " + otherURL(t) + " 403"); strings.Contains(s.Reply.Text, "Ann") { // it was for the other one
			t.Errorf("%q", s.Reply.Text)
		}
	})
}

func TestPlayerName(t *testing.T) {
	for agent, want := range map[string]string{
		"":           "",
		"player/1.4": "player/1.4",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0": "Edge on Windows",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/537.36 Chrome/120.0 Safari/537.36":       "Chrome on a Mac",
		"Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0":                            "Firefox on Linux",
		"Mozilla/5.0 (iPad)": "a browser on an iPad",
	} {
		if got := playerName(agent); got != want {
			t.Errorf("%q: %q", agent, got)
		}
	}
}

// TestChoicesOfAnswers: the answers to choose from are grouped by their status, which has
// words beside its number, and the one that is chosen is the one that is meant.
func TestChoicesOfAnswers(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(fixtures.Token(t))
		d.p.Status.Toggle()
		s := d.settle().Answered
		last := ""
		for i, c := range s.Choices {
			code, _, _ := strings.Cut(c, " ")
			if _, err := strconv.Atoi(c); err == nil {
				t.Errorf("%q is a bare number", c)
			}
			if _, err := strconv.Atoi(code); err != nil {
				code = "none"
			}
			if i > 0 && slices.Contains(s.Apart, i) != (code != last) {
				t.Errorf("%d: %q follows %q", i, c, last)
			}
			last = code
		}
		if len(s.Choices) < 20 || s.Choices[0] != "200 OK" || !slices.Contains(s.Choices, "401 Unauthorized") {
			t.Errorf("%q", s.Choices)
		}
		d.p.Status.Choose(slices.Index(s.Choices, "403 Forbidden"))
		if s = d.settle().Answered; s.Title != "What a 403 means" || s.Choices[s.Chosen] != "403 Forbidden" {
			t.Errorf("%+v", s)
		}
	})
}

// TestMediaID: what a token is for may be the ID of a media where nobody knows it, and not
// where it has the form of a playback ID and the request was refused.
func TestMediaID(t *testing.T) {
	const row = "A media ID in place of the playback ID|The token is for 16af5b33…4455. Look whether FastPix lists that as a playback ID.|Copy the ID"
	for status, there := range map[string]bool{"401": false, "403": false, "404": true} {
		atDesk(t, func(d *desk) {
			d.paste("https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t))
			d.p.Status.Type(status)
			var left []string
			for _, r := range d.settle().Answered.Left {
				left = append(left, r.Title+"|"+r.Text+"|"+r.Action)
			}
			if slices.Contains(left, row) != there || slices.ContainsFunc(left, func(l string) bool { return strings.HasPrefix(l, "A media ID") }) != there {
				t.Errorf("%s: %q", status, left)
			}
		})
	}
}

// TestLeftToLookAt: each row says why it is there, and what was not given can be.
func TestLeftToLookAt(t *testing.T) {
	url := "https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t)
	for _, c := range []struct {
		name, text, status string
		want, not          []string
	}{
		{"no key", url, "403", []string{"A wrong signature|No key at hand confirms it.|Give the key"}, []string{"Another playback ID", "Damage in the URL"}},
		{"no URL", fixtures.Token(t), "401", []string{"Another playback ID|Which one the URL asks for is not told.|Give the URL", "The place of the token|Where it stood in the URL is not told.|Give the URL", "Damage in the URL|Only the token is there, not the URL that it was sent in.|Give the URL"}, nil},
	} {
		atDesk(t, func(d *desk) {
			d.paste(c.text)
			d.p.Status.Type(c.status)
			var left []string
			for _, r := range d.settle().Answered.Left {
				if r.Text == "" {
					t.Errorf("%s: %q says nothing", c.name, r.Title)
				}
				left = append(left, r.Title+"|"+r.Text+"|"+r.Action)
			}
			for _, want := range c.want {
				if !slices.Contains(left, want) {
					t.Errorf("%s: %q is not in %q", c.name, want, left)
				}
			}
			for _, not := range c.not {
				if slices.ContainsFunc(left, func(l string) bool { return strings.HasPrefix(l, not) }) {
					t.Errorf("%s: %q is in %q", c.name, not, left)
				}
			}
		})
	}
}

// TestAnotherAnswer: what the text tells is not asked for, and still can be said otherwise.
func TestAnotherAnswer(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste("GET https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t) + " 403 (Forbidden)")
		if !s.Answered.Open || !s.Answered.Read || s.Answered.Title != "What a 403 means" {
			t.Fatalf("%+v", s.Answered)
		}
		d.p.Status.Ask()
		if s = d.settle(); !s.Answered.Open || s.Answered.Read || s.Answered.Text != "" {
			t.Errorf("asked: %+v", s.Answered)
		}
		d.p.Status.Type("404")
		if s = d.settle(); s.Answered.Read || s.Answered.Title != "What a 404 means" {
			t.Errorf("typed: %+v", s.Answered)
		}
		d.p.Status.Type("")
		if s = d.settle(); !s.Answered.Open {
			t.Errorf("emptied: %+v", s.Answered)
		}
	})
}

// TestEveryStatusHasWords: no answer of any platform is offered as a bare number.
func TestEveryStatusHasWords(t *testing.T) {
	for _, p := range append(all.Platforms(), nil) {
		for _, c := range diagnosis.StatusChoices(p) {
			if _, err := strconv.Atoi(choice(c)); err == nil {
				t.Errorf("%d has no words", c.Code)
			}
		}
	}
}
