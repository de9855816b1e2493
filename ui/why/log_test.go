package why

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"playtoken/core/batch/listing"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/token"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// accessLog is a log of refused and of answered requests.
func accessLog(t *testing.T) string {
	t.Helper()
	good, old := fixtures.Token(t), signed(t, token.IntMember("iat", issued-90000), token.IntMember("exp", issued-3600))
	var b strings.Builder
	for i, r := range []struct {
		id, token, client, agent string
		status                   int
	}{
		{playbackID, good, "198.51.100.1", "Safari", 200},
		{playbackID, good, "203.0.113.7", "Chrome", 403},
		{playbackID, good, "203.0.113.8", "Safari", 403},
		{playbackID, old, "203.0.113.7", "Safari", 401},
		{otherID, good, "203.0.113.9", "Firefox", 401},
	} {
		fmt.Fprintf(&b, "%s - - [%s] \"GET /%s.m3u8?token=%s HTTP/2.0\" %d 112 \"-\" \"%s\"\n", r.client,
			time.Unix(issued+int64(60*i), 0).UTC().Format("02/Jan/2006:15:04:05 -0700"), r.id, r.token, r.status, r.agent)
	}
	return b.String()
}

func lineNumbers(rows []LogRow) string {
	var list []string
	for _, r := range rows {
		list = append(list, r.Number)
	}
	return strings.Join(list, " ")
}

// What stands on top and the number of rows agree where some fail that were not refused.
func TestLogSaysWhatItCounts(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.p.Log.Read("access.log", content(accessLog(t)+otherURL(t)+"\n"))
		l := d.settle().Log
		if l.Headline != "4 of 6 requests were refused, 1 fails or may fail, from three causes" || l.Detail != "1 played." || l.Scopes[0] != "To look at 5" {
			t.Errorf("%q, %q, %q", l.Headline, l.Detail, l.Scopes)
		}
	})
}

// The table of causes has the signs of the rows below it, and its longest bar is full.
func TestLogSigns(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.SampleLog()
		l := d.settle().Log
		for i, c := range l.Table {
			d.p.Filter.ChooseCause(i + 1)
			for _, r := range d.settle().Log.Rows {
				if r.Mood != moods[c.State] {
					t.Fatalf("%s has the sign %d, line %s, %s, the sign %d", c.Title, moods[c.State], r.Number, r.Text, r.Mood)
				}
			}
		}
		if len(l.Table) != 5 || l.Table[0].Part != 1 || l.Table[0].Share != "59 %" || l.Table[1].Part >= 0.5 {
			t.Errorf("%+v", l.Table)
		}
	})
}

// A host, or a platform, is said whole; of an ID it is told that it is one.
func TestLogHosts(t *testing.T) {
	atDesk(t, func(d *desk) {
		line := func(u string) string { return "GET " + u + " 403\n" }
		d.p.Log.Read("access.log", content(line("https://"+"a-rather-long-host.of-a-customer.example/v/master.m3u8?token="+unsigned(`{"exp":1}`))+line(otherURL(t))))
		rows := d.settle().Log.Rows
		if len(rows) != 2 || rows[0].IsID || rows[0].Where != "a-rather-long-host.of-a-customer.example" || !rows[1].IsID || rows[1].Where != otherID {
			t.Errorf("%+v", rows)
		}
	})
}

// A log says on top how many were refused, why, since when and whom.
func TestLogCauses(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.p.Log.Read("access.log", content(accessLog(t)))
		l := d.settle().Log
		if l.Mood != viewmodel.Failed || l.Headline != "4 of 5 requests were refused, from three causes" ||
			l.Detail != "2 of them since 05:15:19 UTC, for one playback ID: refused, though the token had no fault. 1 played." {
			t.Errorf("%q, %q", l.Headline, l.Detail)
		}
		want := listing.CauseRow{
			Code: cause.NotTheToken, Title: "Refused, though the token had no fault", State: diagnosis.MayFail, Count: "2", Share: "50 %", Part: 1,
			Since: "05:15:19", Last: "05:16:19", Whom: "2 clients, playback ID 16af5b33…4455",
		}
		if len(l.Table) != 3 || l.Table[0] != want {
			t.Errorf("%+v", l.Table)
		}
		if r := l.Rows[0]; lineNumbers(l.Rows) != "2 3 4 5" || r.Text != "Refused, the token had no fault" || r.Asked != "05:15:19" || r.Answer != "403" || r.Client != "203.0.113.7" {
			t.Errorf("%s: %+v", lineNumbers(l.Rows), r)
		}
		if r := l.Rows[2]; r.Text != "Had expired 1 h 3 min before" {
			t.Errorf("%+v", r)
		}
		d.p.Log.OpenRow(0)
		s := d.settle()
		var facts []string
		for _, f := range s.Log.Facts {
			facts = append(facts, f.Label+" "+f.Value[0].Text)
		}
		if strings.Join(facts, "\n") != "Asked 2025-04-16 05:15:19\nStatus 403\nPlayback ID "+playbackID+"\nSigned by The key of the Sign screen\nToken 05:14 to Thu 05:14 UTC\nClient 203.0.113.7\nAgent Chrome" {
			t.Errorf("%q", facts)
		}
		d.p.Log.Copy(nil)
		d.p.Log.CopyAll(nil)
		if row := "2\t2025-04-16T05:15:19Z\t403\t"; !strings.HasPrefix(d.copied[0], row) || strings.Count(d.copied[0], "\n") != 1 || strings.Count(d.copied[1], "\n") != 4 || strings.Contains(d.copied[1], "eyJ") {
			t.Errorf("%q", d.copied)
		}
		d.p.Filter.OnlyThis()
		if l = d.settle().Log; l.Cause != 1 || lineNumbers(l.Rows) != "2 3" {
			t.Errorf("cause %d: %s", l.Cause, lineNumbers(l.Rows))
		}
	})
}

func TestLogSearchAndSort(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Log.Read("access.log", content(accessLog(t)))
		d.settle()
		d.p.Filter.ChooseScope(1)
		for _, c := range []struct{ search, lines string }{
			{"safari", "1 3 4"}, {"203.0.113.7", "2 4"}, {"99C14BD2", "5"}, {".m3u8", "1 2 3 4 5"}, {"expired", "4"}, {"401", "4 5"}, {"nobody", ""}, {" ", "1 2 3 4 5"},
		} {
			d.p.Filter.Search(c.search)
			if l := d.settle().Log; lineNumbers(l.Rows) != c.lines {
				t.Errorf("%q: %s", c.search, lineNumbers(l.Rows))
			} else if said := l.Nothing == "No row has “nobody” in it."; said != (c.search == "nobody") || !said && l.Nothing != "" {
				t.Errorf("%q: says %q", c.search, l.Nothing)
			}
		}
		for _, c := range []struct {
			by    listing.Column
			lines string
		}{
			{listing.ByStatus, "1 4 5 2 3"}, {listing.ByStatus, "2 3 4 5 1"}, {listing.ByClient, "1 2 4 3 5"}, {listing.ByID, "1 2 3 4 5"}, {listing.ByID, "5 1 2 3 4"}, {listing.ByAsked, "1 2 3 4 5"}, {listing.ByAsked, "5 4 3 2 1"}, {listing.ByLine, "1 2 3 4 5"},
		} {
			d.p.Filter.Sort(c.by)
			if l := d.settle().Log; lineNumbers(l.Rows) != c.lines {
				t.Errorf("by %d, %v: %s, want %s", c.by, l.Descending, lineNumbers(l.Rows), c.lines)
			}
		}
	})
}

// The report of a whole log names causes, since when and whom, and no token; with the mask
// no client.
func TestReportOfALog(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.p.Log.Read("access|x.log", content(accessLog(t)))
		d.settle()
		d.p.Report.Copy(nil)
		for _, want := range []string{
			"## 4 of 5 requests were refused, from three causes\n", `access\|x.log: `,
			"| Refused, though the token had no fault | 2 | 50 % | 05:15:19 | 05:16:19 | 2 clients, playback ID 16af5b33…4455 |\n",
			"| 1 client 203.0.113.9, playback ID 99c14bd2…3a44 |",
		} {
			if !strings.Contains(d.copied[0], want) {
				t.Errorf("%q is not in\n%s", want, d.copied[0])
			}
		}
		d.p.Report.ToggleMask()
		d.p.Report.Copy(nil)
		if strings.Contains(d.copied[1], "203.0.113") || strings.Contains(d.copied[0]+d.copied[1], "eyJ") {
			t.Errorf("%s", d.copied[1])
		}
		d.p.Report.Save(false)
		if string(d.files["log-report.md"]) != d.copied[1] {
			t.Errorf("%q", d.files)
		}
		d.p.Log.OpenRow(0)
		d.settle()
		d.p.Log.Alone(true)
		d.p.Report.Copy(nil)
		if !strings.HasPrefix(d.copied[2], "## At 05:15:19") {
			t.Errorf("%.80q", d.copied[2])
		}
	})
}

// A log that is pasted is the log that is dropped: the same rows, counts and words.
func TestPastedLog(t *testing.T) {
	har := func(id string, at, status int) string {
		return fmt.Sprintf(`{"startedDateTime":"%s","request":{"method":"GET","url":"https://stream.fastpix.com/%s.m3u8?token=%s"},"response":{"status":%d}}`,
			time.Unix(issued+int64(at), 0).UTC().Format(time.RFC3339), id, fixtures.Token(t), status)
	}
	for name, c := range map[string]struct{ text, headline, kind string }{
		"lines": {accessLog(t) + accessLog(t), "8 of 10 requests were refused, from three causes", "log of 10 requests"},
		"a HAR": {`{"log":{"entries":[` + har(playbackID, 60, 403) + "," + har(otherID, 63, 403) + "," + har(playbackID, 90, 200) + "]}}", "2 of 3 requests were refused, from two causes", "HAR of 3 requests"},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
				d.p.Log.Open([]File{{"dropped.log", content(c.text)}})
				dropped := d.settle().Log
				d.p.Clear()
				d.paste(otherURL(t))
				s := d.paste(c.text)
				l := s.Log
				if l.Headline != c.headline || l.Title != "Pasted log" || s.Read || s.What != "" || l.Alone {
					t.Fatalf("%q, %q, %q", l.Headline, l.Title, s.What)
				}
				if l.Headline != dropped.Headline || l.Detail != dropped.Detail || l.About != dropped.About || len(l.Rows) != len(dropped.Rows) || strings.Join(l.Scopes, " ") != strings.Join(dropped.Scopes, " ") {
					t.Errorf("%q, %q, %q, dropped %q, %q, %q", l.Headline, l.Detail, l.About, dropped.Headline, dropped.Detail, dropped.About)
				}
				for i := range l.Rows {
					if l.Rows[i].WhyRow != dropped.Rows[i].WhyRow || l.Rows[i].Text != dropped.Rows[i].Text {
						t.Errorf("row %d: %+v, dropped %+v", i, l.Rows[i].WhyRow, dropped.Rows[i].WhyRow)
					}
				}
				d.p.Log.OpenRow(1)
				if s = d.settle(); !s.Read || s.Log.Opened != 1 || !s.Log.Open {
					t.Errorf("row %d: %s", s.Log.Opened, s.Title)
				}
				d.p.Undo() // to the paste before
				if s = d.settle(); !strings.Contains(s.Title, "another playback ID") || s.Log.Open {
					t.Errorf("back at %q, log %v", s.Title, s.Log.Open)
				}
				d.p.Clear()
				if s = d.settle(); len(s.Recent) != 3 {
					t.Fatalf("%+v", s.Recent)
				}
				for i, r := range s.Recent {
					if r.Title == "Pasted log" {
						if r.Text != c.kind || r.Kind != strings.Fields(c.kind)[0] {
							t.Errorf("%+v", r)
						}
						d.p.Recent.Choose(i)
						break
					}
				}
				if l = d.settle().Log; l.Headline != c.headline {
					t.Errorf("again: %q", l.Headline)
				}
			})
		})
	}
}

// A log that is typed is a text until all of it is asked for.
func TestTypedLog(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Paste.Type(accessLog(t) + accessLog(t))
		s := d.settle()
		if s.Log.Open || !s.Editing || s.Every != 10 || s.What != "log of 10 requests, 2 tokens" || !strings.HasSuffix(s.Title, "; this is 1 of 10 requests here") {
			t.Errorf("%q, %q, all %d", s.Title, s.What, s.Every)
		}
		d.p.Log.JudgeTokens()
		if l := d.settle().Log; !strings.HasPrefix(l.Headline, "8 of 10 requests were refused") {
			t.Errorf("%q", l.Headline)
		}
		s = d.paste(accessLog(t)[:strings.Index(accessLog(t), "\n")+1] + strings.Split(accessLog(t), "\n")[4])
		if s.Log.Open || s.Every != 0 || s.What != "log of 2 requests, 1 token" {
			t.Errorf("%q, all %d, log %v", s.What, s.Every, s.Log.Alone)
		}
	})
}

// The log of a text is gone with the next text, which may be of another customer; Undo brings
// it back. A file that was opened stays to go back to.
func TestLogOfTheTextBefore(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(accessLog(t) + accessLog(t))
		d.p.Log.OpenRow(1)
		d.settle()
		d.p.Log.Alone(true)
		if s := d.paste(otherURL(t)); s.Log.Open || s.Log.Alone {
			t.Errorf("still there: %q", s.Log.Title)
		}
		d.p.Undo()
		if l := d.settle().Log; l.Title != "Pasted log" || !strings.HasPrefix(l.Headline, "8 of 10 requests were refused") {
			t.Errorf("%q, %q", l.Title, l.Headline)
		}
		d.p.Log.Read("access.log", content(accessLog(t)))
		d.settle()
		if s := d.paste(otherURL(t)); !s.Log.Open || !s.Log.Alone || s.Log.Title != "access.log" {
			t.Errorf("%+v", s.Log.Title)
		}
	})
}

// What is pasted into the search and is no word to look for is the next text.
func TestPasteIntoTheSearch(t *testing.T) {
	for text, own := range map[string]bool{
		otherURL(t): true, " " + fixtures.Token(t) + "\n": true, "two\nlines": true, "https://stream.fastpix.com/x.m3u8": true, string(fixtures.PrivateKey(t)): true,
		playbackID: false, "203.0.113.7": false, "203.0.113.7\n": false, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)": false, "/v/index.m3u8": false, "403": false, "": false,
	} {
		if got := isPasteOfItsOwn(text); got != own {
			t.Errorf("%.40q: %v", text, got)
		}
	}
}
