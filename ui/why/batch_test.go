package why

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"playtoken/core/secret"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

func content(text string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

func TestReadLog(t *testing.T) {
	plain := "https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t)
	text := strings.Repeat("GET "+plain+" 200\nnothing\n", 600) + otherURL(t) + "\n" + otherURL(t) + "\n" + unsigned("hello") + "\n"
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.p.Log.Read("access\u202e.log", content(text))
		if s := d.p.State(); !s.Log.Working || !s.Log.Open || s.Log.About != "Reading: 0 lines so far" {
			t.Errorf("%+v", s.Log)
		}
		l := d.settle().Log
		if l.Working || l.Title != `access\u202E.log` || !strings.HasSuffix(l.About, " KB, 1,203 lines, 603 tokens") || len(l.Rows) != 3 || l.Problem != "" {
			t.Fatalf("%q %q %d rows, %q", l.Title, l.About, len(l.Rows), l.Problem)
		}
		if strings.Join(l.Scopes, ", ") != "Failing 3, All 603" || l.Headline != "3 of 1,203 requests fail or may fail, from two causes" {
			t.Errorf("%q, %q", l.Scopes, l.Headline)
		}
		d.p.Filter.ChooseScope(1)
		l = d.settle().Log
		if len(l.Causes) != 3 || l.Causes[0] != "All causes" || l.Causes[1] != "The token is for another playback ID" || len(l.Rows) != 603 || l.Rows[0].Number != "1" || l.Rows[0].Mood != viewmodel.Fine {
			t.Errorf("%q, %d rows", l.Causes, len(l.Rows))
		}
		d.p.Filter.ChooseCause(1)
		if l = d.settle().Log; len(l.Rows) != 2 || l.Rows[1].Number != "1,202" || l.Rows[1].Mood != viewmodel.Failed || !strings.Contains(l.Rows[1].Where, otherID) {
			t.Errorf("%+v", l.Rows)
		}
		d.p.Filter.ChooseCause(9)
		d.p.Log.Save()
		if saved := string(d.files["verdicts.csv"]); strings.Count(saved, "\n") != 604 || strings.Contains(saved, fixtures.Token(t)) {
			t.Errorf("saved %.300s", saved)
		}
		d.p.Log.Close()
		if s := d.settle(); s.Log.Open || len(s.Log.Rows) > 0 {
			t.Errorf("%+v", s.Log)
		}
	})
}

// A key in a log is shown nowhere.
func TestLogWithAKey(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Log.Read("key.log", content(string(fixtures.PrivateKey(t))+"\ntoken="+fixtures.Token(t)+"\n"))
		d.settle()
		for _, s := range d.states {
			fixtures.NoPiece(t, "a state", secret.New(fixtures.PrivateKey(t)), s)
		}
	})
}

func TestLogThatCannotBeRead(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Log.Read("a.log", func() (io.ReadCloser, error) { return nil, errors.New("permission denied") })
		if l := d.settle().Log; !strings.Contains(l.Problem, "permission denied") || l.Working || l.CanSave {
			t.Errorf("%+v", l)
		}
	})
}

// endless is a file without an end.
type endless struct {
	line  string
	begun func()
}

func (e *endless) Read(b []byte) (int, error) {
	e.begun()
	return copy(b, e.line), nil
}

func (e *endless) Close() error { return nil }

func TestCancelALog(t *testing.T) {
	for name, stop := range map[string]func(*Presenter){"cancelled": func(p *Presenter) { p.Log.Stop() }, "closed": func(p *Presenter) { p.Log.Close() }, "cleared": (*Presenter).Clear, "by Escape": (*Presenter).Escape} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				begun := make(chan struct{}, 1)
				line := "token=" + unsigned(`{"exp":1}`) + "\n"
				d.p.Log.Read("a.log", func() (io.ReadCloser, error) {
					return &endless{line, func() {
						select {
						case begun <- struct{}{}:
						default:
						}
					}}, nil
				})
				<-begun
				stop(d.p)
				l := d.settle().Log
				if l.Working || l.Open != (name == "cancelled" || name == "by Escape") || l.Open && !strings.HasPrefix(l.Problem, "Cancelled.") {
					t.Errorf("%+v", l)
				}
			})
		})
	}
}

// A row leads back to its token: the line in the file, and which one of the line.
func TestOpenRow(t *testing.T) {
	text := "nothing\n" + fixtures.Token(t) + "\n" + "a " + unsigned("hello") + " and " + otherURL(t) + "\n" + otherURL(t) + "\n"
	atDesk(t, func(d *desk) {
		d.p.Log.Read("access.log", content(text))
		d.settle()
		d.p.Filter.ChooseScope(1)
		l := d.settle().Log
		if l.Opened != -1 || len(l.Rows) != 4 || l.Alone {
			t.Fatalf("%d rows, %d open, %s", len(l.Rows), l.Opened, l.Count)
		}
		d.p.Log.OpenRow(0)
		s := d.settle()
		if whole := strings.Join(s.Parts, ""); s.Log.Opened != 0 || !strings.HasPrefix(whole, fixtures.Token(t)[:20]) || !s.Log.Open {
			t.Errorf("%d is open, %.60s", s.Log.Opened, whole)
		}
		d.p.Log.OpenRow(2) // the second of line 3
		if s = d.settle(); s.Token != 1 || s.Log.Opened != 2 || !strings.Contains(s.Title, "another playback ID") {
			t.Errorf("token %d, row %d: %s", s.Token, s.Log.Opened, s.Title)
		}
		for i, cause := range s.Log.Causes {
			if strings.Contains(cause, "another playback ID") {
				d.p.Filter.ChooseCause(i)
			}
		}
		if s = d.settle(); s.Log.Opened != -1 || len(s.Log.Rows) != 2 {
			t.Errorf("row %d of %d", s.Log.Opened, len(s.Log.Rows))
		}
		d.p.Log.OpenRow(1)
		if s = d.settle(); s.Token != 0 || !strings.Contains(s.Title, "another playback ID") {
			t.Errorf("token %d: %s", s.Token, s.Title)
		}
		d.p.Paste.Take(fixtures.Token(t))
		if s = d.settle(); s.Log.Opened != -1 || !s.Log.Open || !s.Log.Alone {
			t.Errorf("row %d is open behind a paste", s.Log.Opened)
		}
		d.p.Log.OpenRow(7)
		if s = d.settle(); s.Log.Opened != -1 || len(d.toasts) > 0 {
			t.Errorf("row %d, %q", s.Log.Opened, d.toasts)
		}
	})
}

func TestOpenRowOfAFileThatChanged(t *testing.T) {
	for name, c := range map[string]struct {
		again func() (io.ReadCloser, error)
		toast string
	}{
		"shorter":  {content("one\n"), "it has no line 2 now"},
		"gone":     {func() (io.ReadCloser, error) { return nil, errors.New("no such\u202e file") }, `Line 2 could not be read again: no such\u202E file`},
		"too long": {content("one\n" + strings.Repeat("x", 1<<20)), "Line 2 is too long"},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				open := content("one\n" + fixtures.Token(t) + "\n")
				d.p.Log.Read("access.log", func() (io.ReadCloser, error) { return open() })
				d.settle()
				open = c.again
				d.p.Log.OpenRow(0)
				if s := d.settle(); s.Log.Opened != -1 || s.Read || len(d.failed) != 1 || !strings.Contains(d.failed[0], c.toast) {
					t.Errorf("row %d, %q", s.Log.Opened, d.failed)
				}
			})
		})
	}
}

// severalTokens are tokens in one text, each for an ID of its own.
func severalTokens(n int) (text string) {
	for i := range n {
		text += unsigned(fastpix(fmt.Sprintf(`"iat":%d,"exp":%d,"n":%d`, issued, issued+60*(i+1), i))) + "\n"
	}
	return text
}

// The tokens of a text are judged together; a row leads to its token, and the text
// stays.
func TestJudgeTokens(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Log.JudgeTokens()
		d.paste(fixtures.Token(t))
		d.p.Log.JudgeTokens()
		if s := d.settle(); s.Log.Open {
			t.Fatalf("%+v", s.Log)
		}
		s := d.paste(severalTokens(100)) // it is an hour after the first begins: 59 or 60 have ended
		if s.Of != 100 || s.Tokens != nil || s.Token != 0 {
			t.Fatalf("%d tokens, %q", s.Of, s.Tokens)
		}
		d.p.Log.JudgeTokens()
		l := d.settle().Log
		if l.Working || l.Title != "All tokens of the text" || l.About != "100 tokens" || !strings.HasPrefix(l.Headline, "59 of 100 tokens fail or may fail") && !strings.HasPrefix(l.Headline, "60 of") || len(l.Rows) != 100 || !l.CanSave {
			t.Fatalf("%q %q %q, %d rows", l.Title, l.About, l.Headline, len(l.Rows))
		}
		d.p.Log.OpenRow(70)
		if s = d.settle(); s.Token != 70 || s.Log.Opened != 70 || s.Of != 100 || !strings.Contains(s.claims(), `"n": 70`) {
			t.Errorf("token %d of %d, row %d", s.Token, s.Of, s.Log.Opened)
		}
		d.p.Paste.Step(1)
		if s = d.settle(); s.Token != 71 || s.Log.Opened != 71 || len(s.Log.Rows) != 100 {
			t.Errorf("token %d, row %d", s.Token, s.Log.Opened)
		}
		d.paste(fixtures.Token(t))
		if s = d.settle(); s.Log.Open || s.Of != 0 {
			t.Errorf("the list of the text before is still there: %+v", s.Log)
		}
	})
}

func TestStepToken(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(severalTokens(30))
		for _, c := range []struct{ by, at int }{{-1, 0}, {1, 1}, {1, 2}, {-1, 1}} {
			d.p.Paste.Step(c.by)
			if s := d.settle(); s.Token != c.at {
				t.Errorf("by %d: token %d, want %d", c.by, s.Token, c.at)
			}
		}
		d.p.Paste.Choose(29)
		d.settle()
		d.p.Paste.Step(1)
		if s := d.settle(); s.Token != 29 {
			t.Errorf("behind the last: %d", s.Token)
		}
	})
}

// Tokens that stand in the same way are told apart by what they open and when they
// end.
func TestNamesOfTokens(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste(severalTokens(3))
		if len(s.Tokens) != 3 || s.Tokens[0] != "1  in the text  16af5b33…4455  to 05:15 UTC" || s.Tokens[1] == s.Tokens[0] {
			t.Errorf("%q", s.Tokens)
		}
		g := fixtures.Token(t)
		s = d.paste(`<fastpix-player playback-id="` + playbackID + `" token="` + g + `" drm-token="` + unsigned(fastpix(`"exp":1`)) + `">`)
		if strings.Join(s.Tokens, ", ") != "1  attribute token, 2  attribute drm-token" {
			t.Errorf("%q", s.Tokens)
		}
	})
}
