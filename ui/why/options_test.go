package why

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// As of a moment the verdict is what it was or will be then, to the second, and
// the banner says so.
func TestAsOf(t *testing.T) {
	text := signed(t, token.IntMember("iat", issued), token.IntMember("nbf", issued+60), token.IntMember("exp", ends))
	unix := func(n int64) string { return time.Unix(n, 0).UTC().Format(time.RFC3339) }
	for _, c := range []struct {
		name, asOf string
		mood       viewmodel.Mood
		title      string
	}{
		{"a second before nbf", unix(issued + 59), viewmodel.Failed, "Playback fails: the token is not yet valid"},
		{"at nbf", unix(issued + 60), viewmodel.Fine, "Plays until"},
		{"a second before exp", unix(ends - 1), viewmodel.Fine, "Plays until"},
		{"at exp", unix(ends), viewmodel.Failed, "Playback fails: the token expired"},
		{"Unix seconds", "1744866859", viewmodel.Failed, "Playback fails: the token expired"},
		{"from now", "now+23h", viewmodel.Failed, "Playback fails: the token expired"},
		{"before now", "now-1h", viewmodel.Failed, "Playback fails: the token is not yet valid"},
		{"on the clock of the place", "2025-04-17 07:14:18", viewmodel.Fine, "Plays until"},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
				d.paste(text)
				d.p.Options.SetAsOf(c.asOf)
				s := d.p.State()
				if s.Mood != c.mood || !strings.HasPrefix(s.Title, c.title) || !strings.HasPrefix(s.Detail, "As of ") || s.Options.Live {
					t.Errorf("mood %d\n%s\n%s", s.Mood, s.Title, s.Detail)
				}
				if !strings.HasPrefix(s.Life.NowText, "as of ") {
					t.Errorf("life %q", s.Life.NowText)
				}
				// The clock goes on, the moment stays.
				d.now = d.now.AddDate(1, 0, 0)
				d.p.Tick()
				if again := d.p.State(); again.Title != s.Title {
					t.Errorf("later %q", again.Title)
				}
				d.p.Options.Reset()
				if s = d.p.State(); !s.Options.Live || strings.Contains(s.Detail, "As of") || !strings.HasPrefix(s.Life.NowText, "now ") || s.Mood != viewmodel.Failed {
					t.Errorf("after Reset: %q, %q", s.Detail, s.Life.NowText)
				}
			})
		})
	}
}

// A moment that cannot be read is said at its field, and changes nothing.
func TestOptionsThatCannotBeRead(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		before := d.paste(fixtures.Token(t))
		d.p.Options.SetAsOf("next week")
		d.p.Options.SetLength("long")
		s := d.p.State()
		if !s.Options.AsOfWrong || !strings.HasPrefix(s.Options.AsOfNote, "Write a date as") || !s.Options.Live ||
			!s.Options.LengthWrong || !strings.HasPrefix(s.Options.LengthNote, "Write a span as") {
			t.Errorf("%+v", s.Options)
		}
		if s.Title != before.Title || s.Detail != before.Detail || s.Options.Summary != "" {
			t.Errorf("%q, %q", s.Title, s.Options.Summary)
		}
	})
}

func TestWhatIsKnownBesideTheText(t *testing.T) {
	for _, c := range []struct {
		name         string
		set          func(*desk)
		title, notes string
		summary      string
	}{
		{"a long video", func(d *desk) { d.p.Options.SetLength("48h") }, "Playback may fail: ", "", "a video of 2 days"},
		{"a short video", func(d *desk) { d.p.Options.SetLength("45m") }, "Plays until", "", "a video of 45 min"},
		{"another ID is wanted", func(d *desk) { d.p.Options.SetID(otherID) }, "Playback fails: the token is for another playback ID", "", "an ID"},
		{"its ID is wanted", func(d *desk) { d.p.Options.SetID(" " + playbackID) }, "Plays until", "", "an ID"},
		{"clocks apart", func(d *desk) { d.skew = time.Minute; d.now = time.Unix(ends+30, 0); d.p.Tick() }, "Plays until", "", "clocks 1 min apart"},
		{"clocks not apart", func(d *desk) { d.now = time.Unix(ends+30, 0); d.p.Tick() }, "Playback fails: the token expired 30 s ago", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
				d.paste(fixtures.Token(t))
				c.set(d)
				s := d.settle()
				if !strings.HasPrefix(s.Title, c.title) || !strings.Contains(s.notes(), c.notes) || s.Options.Summary != c.summary {
					t.Errorf("%s\n%s\n%s", s.Title, s.notes(), s.Options.Summary)
				}
			})
		})
	}
}

// A token that may be of several platforms can be judged by each.
func TestChoosePlatform(t *testing.T) {
	text := unsigned(`{"exp":1744866859,"iat":1744780459}`)
	atDesk(t, func(d *desk) {
		s := d.paste(text)
		if s.Platform != "" || len(s.Likely) < 2 || s.Likely[0] != "FastPix" {
			t.Fatalf("platform %q, likely %v", s.Platform, s.Likely)
		}
		d.p.Options.ChooseLikely(0)
		s = d.settle()
		if s.Platform != "FastPix" || len(s.Likely) > 0 || s.Mood != viewmodel.Failed || s.Options.Platforms[s.Options.Platform] != "FastPix" {
			t.Errorf("platform %q, %q", s.Platform, s.Title)
		}
		d.p.Options.ChoosePlatform(0)
		if s = d.settle(); s.Platform != "" || s.Mood == viewmodel.Failed {
			t.Errorf("platform %q, %q", s.Platform, s.Title)
		}
		d.p.Options.ChoosePlatform(99)
		d.p.Options.ChooseLikely(99)
		d.p.Options.ChoosePlatform(1)
		if s = d.settle(); s.Platform != "FastPix" {
			t.Errorf("platform %q", s.Platform)
		}
		// Clear forgets what was chosen.
		d.p.Clear()
		if s = d.paste(text); s.Platform != "" {
			t.Errorf("platform %q", s.Platform)
		}
	})
}

// What follows from a finding is quiet, and more than two are folded.
func TestFindingsThatFollow(t *testing.T) {
	root := platform.Finding{Code: "a", Severity: platform.Error, Words: platform.Words{Title: "a is wrong"}}
	child := func(code cause.Code) platform.Finding {
		return platform.Finding{Code: code, Severity: platform.Error, BecauseOf: "a", Words: platform.Words{Title: string(code) + " too", Fix: "do it"}}
	}
	grandchild := platform.Finding{Code: "d", Severity: platform.Info, BecauseOf: "b", Words: platform.Words{Title: "d too"}}
	last := platform.Finding{Code: "z", Severity: platform.Warning, Basis: platform.Inferred, Words: platform.Words{Title: "z is odd", Evidence: "Seen.", Fix: "Mend it."}}
	for _, c := range []struct {
		name     string
		findings []platform.Finding
		notes    string
		unfolded string
	}{
		{"two", []platform.Finding{root, child("b"), child("c"), last}, "> B too.  |> C too.  |Z is odd. Seen. Mend it. ", ""},
		{"three", []platform.Finding{root, child("b"), grandchild, child("c"), last}, ">   [Show 3 that follow from it]|Z is odd. Seen. Mend it. ", "> B too.  |> D too.  |> C too.  |Z is odd. Seen. Mend it. "},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.paste(fixtures.Token(t))
				d.p.found.Verdict = diagnosis.Verdict{State: diagnosis.Fails, Findings: c.findings}
				notes := func() string {
					var s VerdictState
					d.p.Verdict.notes(&s)
					var list []string
					for _, n := range s.Notes {
						line := n.Title + " " + n.Text + " "
						if n.Follows {
							line = "> " + line
						}
						if n.Fold != "" {
							line += "[" + n.Fix + "]"
						}
						list = append(list, line)
					}
					return strings.Join(list, "|")
				}
				if got := notes(); got != c.notes {
					t.Errorf("got  %q\nwant %q", got, c.notes)
				}
				if c.unfolded != "" {
					d.p.Verdict.unfolded["a"] = true
					if got := notes(); got != c.unfolded {
						t.Errorf("got  %q\nwant %q", got, c.unfolded)
					}
				}
			})
		})
	}
}

// More than eight findings are not cut off without a word.
func TestManyFindings(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(fixtures.Token(t))
		s := VerdictState{Notes: make([]Note, 11)}
		d.p.Verdict.foldNotes(&s)
		if len(s.Notes) != 8 || s.MoreNotes != 3 || s.AllNotes {
			t.Errorf("%d notes, %d more", len(s.Notes), s.MoreNotes)
		}
		d.p.Verdict.ToggleNotes()
		s = VerdictState{Notes: make([]Note, 11)}
		d.p.Verdict.foldNotes(&s)
		if len(s.Notes) != 11 || s.MoreNotes != 0 || !s.AllNotes {
			t.Errorf("%d notes, %d more", len(s.Notes), s.MoreNotes)
		}
	})
}
