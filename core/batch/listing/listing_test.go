package listing_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/batch"
	"playtoken/core/batch/listing"
	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

var now = time.Unix(1750000000, 0) // 15:06:40

// issued is long enough before.
var issued = map[string]any{"iat": 1749990000}

func url(t *testing.T, change map[string]any) string {
	return "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + diagnosistest.FastPix(t, "rsa", change)
}

// line is a line of a log, a second behind 15:00:00.
func line(client string, second int, url string, status int) string {
	return fmt.Sprintf("%s - - [15/Jun/2025:15:00:%02d +0000] \"GET %s HTTP/2.0\" %d 112 \"-\" \"player/%d\"\n", client, second, url, status, second%2)
}

func read(t *testing.T, text string) *listing.List {
	t.Helper()
	l := new(listing.List)
	sum, err := batch.Why(context.Background(), strings.NewReader(text), batch.WhyOptions{Options: diagnosis.Options{Now: now}, About: listing.About}, l.Take, nil)
	if err != nil {
		t.Fatal(err)
	}
	l.End(sum)
	return l
}

// TestHead: what stands on top says how many of what did what.
func TestHead(t *testing.T) {
	good, over := url(t, issued), url(t, map[string]any{"iat": 1749900000, "exp": 1749903600})
	other := strings.Replace(good, fixtures.PlaybackID, "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44", 1)
	for _, c := range []struct {
		name, text       string
		state            diagnosis.State
		headline, detail string
		scopes           []string
	}{
		{"nothing", "", diagnosis.Unknown, "", "", nil},
		{"none was refused", line("a", 1, good, 200) + line("b", 2, good, 200), diagnosis.Plays, "None of 2 requests was refused", "", nil},
		{"no answers, and nothing to see", good + "\n" + good + "&a\n", diagnosis.Unknown, "Nothing stands against any of the 2 tokens", "", nil},
		{"one token", over, diagnosis.Fails, "1 of 1 token fails or may fail, from one cause", "For one playback ID: the token had expired.", []string{"Failing 1", "All 1"}},
		{"one good token", good, diagnosis.Unknown, "Nothing stands against the token", "", nil},
		{"no answers, one fault", over + "\n" + good + "\n", diagnosis.Fails, "1 of 2 tokens fails or may fail, from one cause", "For one playback ID: the token had expired.", []string{"Failing 1", "All 2"}},
		{"some were refused", line("a", 1, good, 200) + line("b", 2, over, 401), diagnosis.Fails, "1 of 2 requests was refused, from one cause", "Since 15:00:02 UTC, for one playback ID: the token had expired. 1 played.", []string{"Refused 1", "All 2"}},
		{"some answered that should not", line("a", 1, over, 200) + line("b", 2, over, 401), diagnosis.Fails, "1 of 2 requests was refused, from one cause", "Since 15:00:02 UTC, for one playback ID: the token had expired. 1 played, 1 with a token that had expired.", []string{"To look at 2", "All 2"}},
		{
			"each by its answer", line("a", 1, good, 200) + line("b", 2, over, 200) + line("b", 3, over, 200) + line("b", 4, over, 206) + line("a", 5, good, 200) + line("a", 6, good, 304) + line("c", 7, other, 200) + line("c", 8, other, 403) + line("d", 9, good, 500) + line("d", 10, good, 429), diagnosis.Fails,
			"1 of 10 requests was refused, 2 were answered with another error, from two causes",
			"Most since 15:00:09 UTC, for one playback ID: answered with an error, no fault seen in the token. 7 played, 3 with a token that had expired and 1 with another fault: the token is for another playback ID.",
			[]string{"To look at 7", "All 10"},
		},
		{"all played, some that should not", line("a", 1, over, 200) + line("a", 2, good, 200), diagnosis.MayFail, "None of 2 requests was refused", "2 played, 1 with a token that had expired.", []string{"To look at 1", "All 2"}},
		{"a tie has no most", line("a", 1, over, 401) + line("b", 2, good, 403), diagnosis.Fails, "2 of 2 requests were refused, from two causes", "", []string{"Refused 2", "All 2"}},
		{
			"the largest part is not most", line("a", 1, over, 401) + line("b", 2, over, 401) + line("b", 3, good, 403) + line("b", 4, other, 403) + line("b", 5, good[:len(good)-90], 403), diagnosis.Fails,
			"5 of 5 requests were refused, from four causes", "2 of them since 15:00:01 UTC, for one playback ID: the token had expired.",
			[]string{"Refused 5", "All 5"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := read(t, c.text)
			headline, detail := l.Head()
			if l.State() != c.state || headline != c.headline || detail != c.detail || !slices.Equal(l.Scopes(), c.scopes) {
				t.Errorf("%s: %q, %q, %q", l.State(), headline, detail, l.Scopes())
			}
			n := 0
			for _, r := range l.Table() { // each row of a cause is counted in it, and no other
				f := listing.Filter{Cause: n + 1}
				if l.Choose(f); words(len(l.Places)) != r.Count || l.Filter() != f {
					t.Errorf("%d rows, %s are counted of %s", len(l.Places), r.Count, r.Code)
				}
				n++
			}
			if l.Choose(listing.Filter{Cause: n + 1}) {
				t.Error("a cause that is not there was chosen")
			}
		})
	}
}

func words(n int) string { return fmt.Sprint(n) }

// TestTokensOfAText: of the tokens of a text no lines are told, and all are listed.
func TestTokensOfAText(t *testing.T) {
	l := &listing.List{Pasted: true}
	p := extract.Read(url(t, issued) + " " + url(t, map[string]any{"iat": 1749900000, "exp": 1749903600}))
	sum, err := batch.WhyTokens(context.Background(), p, batch.WhyOptions{Options: diagnosis.Options{Now: now}}, l.Take, nil)
	l.End(sum)
	if headline, _ := l.Head(); err != nil || headline != "1 of 2 tokens fails or may fail, from one cause" || l.About(0, now) != "2 tokens" || l.Count() != "2 rows" || l.Progress(3) != "Reading: 3 tokens so far" {
		t.Errorf("%v, %q, %q, %q", err, headline, l.About(0, now), l.Count())
	}
}

// TestOrder: rows that are equal in a column stay in the order of their lines.
func TestOrder(t *testing.T) {
	good := url(t, issued)
	l := read(t, line("10.0.0.3", 3, good, 403)+line("10.0.0.1", 1, good, 401)+line("10.0.0.2", 2, good, 403))
	for _, c := range []struct {
		by    listing.Column
		lines string
	}{
		{listing.ByAsked, "2 3 1"},
		{listing.ByAsked, "1 3 2"},
		{listing.ByStatus, "2 1 3"},
		{listing.ByStatus, "1 3 2"},
		{listing.ByClient, "2 3 1"},
		{listing.ByCause, "1 2 3"},
		{listing.ByID, "1 2 3"},
		{listing.ByLine, "1 2 3"},
		{listing.ByLine, "3 2 1"},
	} {
		l.Choose(l.Filter().By(c.by))
		var got []string
		for _, at := range l.Places {
			got = append(got, l.Rows[at].Number)
		}
		if strings.Join(got, " ") != c.lines {
			t.Errorf("by %s: %q, want %s", listing.Heads[c.by], got, c.lines)
		}
	}
	for search, want := range map[string]int{"PLAYER/1": 2, "player/0": 1, fixtures.PlaybackID[:8]: 3, "403": 2, "nobody": 0} {
		l.Choose(listing.Filter{Search: search})
		if n := len(l.Places); n != want {
			t.Errorf("%q: %d rows, want %d", search, n, want)
		}
	}
}

// TestAbout: the day is said where it is not today's, and how much was read.
func TestAbout(t *testing.T) {
	l := read(t, line("a", 1, url(t, issued), 403)+line("a", 9, url(t, issued), 403))
	if got := l.About(1536, now); got != "1 KB, 2 lines, 2 tokens, 15:00:01 to 15:00:09 UTC" {
		t.Errorf("%q", got)
	}
	if got := l.About(3<<20, now.Add(48*time.Hour)); got != "3.0 MB, 2 lines, 2 tokens, 15 Jun 15:00:01 to 15 Jun 15:00:09 UTC" {
		t.Errorf("%q", got)
	}
	if got := l.About(3<<20, now.AddDate(1, 0, 0)); got != "3.0 MB, 2 lines, 2 tokens, 15 Jun 2025 15:00:01 to 15 Jun 2025 15:00:09 UTC" {
		t.Errorf("%q", got)
	}
}

// TestNoFault: that a token has no fault is said only of one whose signature was verified.
func TestNoFault(t *testing.T) {
	log := line("a", 1, url(t, issued), 403) + line("b", 2, url(t, issued), 403) // the second is judged quickly
	for key, want := range map[string][2]string{
		"":           {"Refused, no fault seen in the token", "Refused, no fault seen in the token"},
		"rsa.public": {"Refused, the token had no fault", "Refused, though the token had no fault"},
	} {
		o := diagnosis.Options{Now: now}
		if key != "" {
			o.Keys = verify.ReadAll("the key", diagnosistest.KeyText(t, key), importer.Options{})
		}
		l := new(listing.List)
		sum, err := batch.Why(context.Background(), strings.NewReader(log), batch.WhyOptions{Options: o}, l.Take, nil)
		l.End(sum)
		_, detail := l.Head()
		if err != nil || len(l.Rows) != 2 || l.Rows[0].Text != want[0] || l.Rows[1].Text != want[0] || l.Table()[0].Title != want[1] || !strings.Contains(detail, want[1][1:]) {
			t.Errorf("%q: %q, %q, %q", key, l.Rows[0].Text, l.Table()[0].Title, detail)
		}
	}
}

// TestRowsSayTheirCause: a row of no token, or of a wrong signature, begins with what its cause
// is called, so that one is found by the other; what is more to say stands behind.
func TestRowsSayTheirCause(t *testing.T) {
	good := url(t, issued)
	for name, c := range map[string]struct{ url, text string }{
		"no token":      {good[:strings.Index(good, "?")], "No token in the URL"},
		"a word for it": {good[:strings.Index(good, "=")] + "=undefined", "No token in the URL"},
		"a short one":   {good[:len(good)-90], "The signature is wrong: cut short"},
	} {
		t.Run(name, func(t *testing.T) {
			l := read(t, line("a", 1, c.url, 403))
			if len(l.Rows) != 1 || len(l.Causes) != 1 || l.Rows[0].Text != c.text || !strings.HasPrefix(c.text, l.Table()[0].Title) {
				t.Errorf("%+v, causes %q", l.Rows, l.Causes)
			}
		})
	}
}

// TestRequestsOfAHAR: what is no line is called none.
func TestRequestsOfAHAR(t *testing.T) {
	entry := func(url string) string {
		return `{"startedDateTime":"2025-06-15T15:00:00Z","request":{"method":"GET","url":"` + url + `"},"response":{"status":403}}`
	}
	l := read(t, `{"log":{"entries":[`+entry(url(t, issued))+","+entry(url(t, issued))+"]}}")
	if about := l.About(1536, now); about != "1 KB, 2 requests, 2 tokens, 15:00:00 to 15:00:00 UTC" || l.Name(&l.Rows[1]) != "Request 2" || l.Heads()[listing.ByLine] != "No." {
		t.Errorf("%q, %q, %q", about, l.Name(&l.Rows[1]), l.Heads())
	}
	if said := l.RowProblem(&l.Rows[1], batch.ErrNoLine); said != "The file has changed: it has no request 2 now" {
		t.Errorf("%q", said)
	}
	if l = read(t, line("a", 1, url(t, issued), 403)); l.Name(&l.Rows[0]) != "Line 1" || l.Heads()[listing.ByLine] != "Line" {
		t.Errorf("%q, %q", l.Name(&l.Rows[0]), l.Heads())
	}
}

// TestSavedKeyIsAnother: where requests were answered well whose tokens name a saved key and that
// it did not sign, the saved key is another one than the platform's. That is said once; it is no
// cause of those that were refused, whose own is told.
func TestSavedKeyIsAnother(t *testing.T) {
	o := diagnosis.Options{Now: now, Keys: verify.ReadAll("Live", diagnosistest.KeyText(t, "rsa2.public"), importer.Options{})}
	for i := range o.Keys {
		o.Keys[i].Held, o.Keys[i].Profile, o.Keys[i].ID = true, "p1", fixtures.KeyID
	}
	log := line("a", 1, url(t, issued), 200) + line("b", 2, url(t, issued), 200) + line("c", 3, url(t, issued), 403) +
		line("d", 4, url(t, map[string]any{"iat": 1749900000, "exp": 1749903600}), 401) + line("e", 5, url(t, map[string]any{"iat": 1749900001, "exp": 1749903600}), 401)
	l := new(listing.List)
	sum, err := batch.Why(context.Background(), strings.NewReader(log), batch.WhyOptions{Options: o}, l.Take, nil)
	l.End(sum)
	headline, detail := l.Head()
	if err != nil || headline != "3 of 5 requests were refused, from two causes" ||
		detail != "Most since 15:00:04 UTC, for one playback ID: the token had expired. 2 played. A key at hand is not the platform's: 2 requests played whose token it did not sign." {
		t.Errorf("%v, %q, %q", err, headline, detail)
	}
	if l.Table()[0].Title != "The token had expired" || l.Rows[0].Text != batch.KeyIsAnother || l.Rows[0].Verdict != diagnosis.Unknown || l.Rows[2].Text != "Refused, no fault seen in the token" {
		t.Errorf("%+v, %+v", l.Table(), l.Rows)
	}
}
