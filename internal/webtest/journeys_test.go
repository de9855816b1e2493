//go:build web

package webtest

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

// journey is one way of a person through the page, by keyboard alone.
type journey struct {
	name  string
	visit Visit
	check func(t *testing.T, seen []Seen)
}

// journeys begin with the keyboard in the field: it is there when the page is opened.
func journeys(t *testing.T) []journey {
	at := func(key string, change map[string]any) string { return diagnosistest.FastPix(t, key, change) }
	good := host + fixtures.PlaybackID + ".m3u8?token=" + at("rsa", nil)
	expired := host + fixtures.PlaybackID + ".m3u8?token=" + at("rsa", map[string]any{"iat": 1749900000, "exp": 1749903600})
	key := func(ref string) string { return string(diagnosistest.KeyText(t, ref)) }
	line := func(text string, status int) string {
		return fmt.Sprintf("203.0.113.7 - - [15/Jun/2025:15:06:30 +0000] \"GET %s HTTP/2.0\" %d 112 \"-\" \"Mozilla/5.0 (iPhone)\"\n", strings.TrimPrefix(text, strings.TrimSuffix(host, "/")), status)
	}
	log := strings.Repeat(line(good, 200)+line(expired, 401)+line(host+fixtures.PlaybackID+".m3u8", 401), 40)

	see := do("see")
	return []journey{
		{
			"paste an expired URL, copy the reply",
			Visit{Steps: []Step{do("paste", expired), see, do("tab", "#copy-reply"), do("press", "Enter"), do("wait", "#toast"), do("see", "clipboard")}},
			func(t *testing.T, s []Seen) {
				if s[0].State != "fails" || s[0].Code != "expired" || s[0].Focus != "text" || !strings.Contains(s[0].Life, "late") {
					t.Errorf("%+v", s[0])
				}
				if s[1].Toast != "Reply copied" || s[1].Copied != s[0].Reply || !strings.HasPrefix(s[1].Copied, "Your link has ended") {
					t.Errorf("%q, copied %q", s[1].Toast, s[1].Copied)
				}
			},
		},
		{
			"copy the report, with and without who watches",
			Visit{Steps: []Step{
				do("paste", good), do("tab", "#copy-report"), do("press", "Enter"), do("wait", "#toast"), do("see", "clipboard"),
				do("tab", "#mask"), do("press", "Space"), do("press", "Shift+Tab Enter"), do("see", "clipboard"),
			}},
			func(t *testing.T, s []Seen) {
				signature := good[strings.LastIndex(good, ".")+1:]
				for i, whole := range []bool{false, true} {
					if got := s[i].Copied; !strings.HasPrefix(got, "## ") || strings.Contains(got, signature) || strings.Contains(got, fixtures.KeyID) != whole {
						t.Errorf("%d: %s", i, got)
					}
				}
			},
		},
		{
			"check the signature with a public key, then forget it",
			Visit{Steps: []Step{
				do("paste", good), see, do("tab", "summary"), do("press", "Enter"), do("tab", "#key"), do("paste", key("rsa.public")), do("wait", "#key-taken"), see,
				do("press", "Enter"), see,
			}},
			func(t *testing.T, s []Seen) {
				if s[0].State != "unknown" || s[1].State != "plays" || s[1].Key == "" || s[1].KeyField != "" || s[1].Focus != "forget" {
					t.Errorf("%+v\n%+v", s[0], s[1])
				}
				if s[2].State != "unknown" || s[2].Key != "" || s[2].Focus != "key" {
					t.Errorf("%+v", s[2])
				}
			},
		},
		{
			"another key does not fit",
			Visit{Steps: []Step{do("paste", good), do("key", key("rsa2.public")), see}},
			func(t *testing.T, s []Seen) {
				if s[0].State != "fails" || s[0].Code != "unknown_key" {
					t.Errorf("%+v", s[0])
				}
			},
		},
		{
			"a private key is refused, wherever it is pasted",
			Visit{Steps: []Step{
				do("paste", key("rsa")), see, do("paste", good), do("tab", "summary"), do("press", "Enter"), do("tab", "#key"), do("paste", key("rsa.b64")), see,
				do("paste", key("ec.privatejwk")), see, do("paste", "a shared secret of ours"), see, do("press", "Escape"), do("paste", key("text:3f7a0c5e9b1d2f4860a1b3c5d7e9f0123f7a0c5e9b1d2f4860a1b3c5d7e9f012")), see,
			}},
			func(t *testing.T, s []Seen) {
				if s[0].State != "refused" || s[0].Field != "" || s[0].Headline != "This is a private key, or a part of one" {
					t.Errorf("%+v", s[0])
				}
				for _, one := range s[1:4] {
					if one.State != "unknown" || one.KeyField != "" || !strings.Contains(one.KeyProblem, "not kept") || one.Key != "" {
						t.Errorf("%s: %q %q %q", one.State, one.KeyField, one.KeyProblem, one.Key)
					}
				}
			},
		},
		{
			"a shared secret is refused",
			Visit{Steps: []Step{do("paste", "3f7a0c5e9b1d2f4860a1b3c5d7e9f0123f7a0c5e9b1d2f4860a1b3c5d7e9f012"), see}},
			func(t *testing.T, s []Seen) {
				if s[0].State != "refused" || s[0].Field != "" || strings.Contains(fmt.Sprint(s[0]), "3f7a0c") {
					t.Errorf("%+v", s[0])
				}
			},
		},
		{
			"a key beside a token is taken out",
			Visit{Steps: []Step{do("paste", expired+"\n\n"+key("rsa")), see}},
			func(t *testing.T, s []Seen) {
				if s[0].State != "fails" || strings.Contains(s[0].Field, "PRIVATE") || !strings.Contains(s[0].Field, "token=eyJ") || !strings.Contains(fmt.Sprint(s[0].Lines), "A key stood beside it") {
					t.Errorf("%+v", s[0])
				}
			},
		},
		{
			"clear with Esc, and paste the next",
			Visit{Steps: []Step{do("paste", expired), do("press", "Escape"), see, do("paste", "403"), see}},
			func(t *testing.T, s []Seen) {
				if s[0].State != "" || s[0].Field != "" || s[0].Focus != "text" {
					t.Errorf("%+v", s[0])
				}
				if !strings.HasPrefix(s[1].Said, "The answer was 403") {
					t.Errorf("%+v", s[1])
				}
			},
		},
		{
			"a sample, and the page of its cause",
			Visit{Clock: "2026-11-29T15:00:00Z", Steps: []Step{do("tab", "[data-sample]"), do("press", "Enter"), see, do("press", "Shift+Tab"), do("tab", "#code"), see}},
			func(t *testing.T, s []Seen) {
				if s[0].State != "fails" || s[0].Code != "expired" || s[1].Focus != "code" {
					t.Errorf("%+v", s[1])
				}
				for _, link := range s[1].Links {
					if _, err := os.Stat(filepath.Join(Folder(t), filepath.FromSlash(link))); err != nil {
						t.Error(err)
					}
				}
			},
		},
		{
			"type a URL piece by piece",
			Visit{Steps: []Step{do("type", "https://stream.fast"), see, do("type", "pix.com/"+fixtures.PlaybackID), do("type", ".m3u8"), see, do("type", "?token="+expired[strings.Index(expired, "eyJ"):]), see}},
			func(t *testing.T, s []Seen) {
				if s[1].Code != "token_absent" || s[2].Code != "expired" {
					t.Errorf("%s, then %s", s[1].Code, s[2].Code)
				}
			},
		},
		{
			"a log file",
			Visit{Steps: []Step{{Do: "choose", Name: "edge.log", Text: log}, do("wait", "#causes tbody tr"), see, do("press", "Escape"), see}},
			func(t *testing.T, s []Seen) {
				if !strings.Contains(s[0].LogAbout, "edge.log: ") || !strings.Contains(s[0].LogAbout, "120 lines") || len(s[0].Causes) != 2 || s[0].Focus == "" {
					t.Errorf("%+v", s[0])
				}
				if !strings.Contains(strings.Join(s[0].Causes, "\n"), "expired") || !strings.Contains(s[0].Causes[0], "40") {
					t.Errorf("%q", s[0].Causes)
				}
				if s[1].Log != "" || s[1].Focus != "text" {
					t.Errorf("%+v", s[1])
				}
			},
		},
		{
			"a log by keyboard: its causes, its rows, one of them, and back",
			Visit{Steps: []Step{
				{Do: "choose", Name: "edge.log", Text: log},
				do("wait", "#feed .line"), see,
				do("tab", "#causes tbody tr:nth-child(2) button"), do("press", "Enter"), see,
				do("press", "Enter"), do("tab", "#search"), do("type", "10.9.9.9"), do("wait", "#no-rows"), see, do("press", "Escape"), see,
				do("tab", ".sorts"), do("press", "Tab Tab Tab Enter Enter"), see,
				do("tab", "[data-row]"), do("press", "ArrowDown ArrowDown End Home ArrowDown"), do("press", "Control+c"), do("wait", "#toast"), do("see", "clipboard"),
				do("press", "Enter"), do("wait", "#row"), see, do("tab", "#copy-row"), do("press", "Enter"), do("see", "clipboard"),
				do("press", "Tab Enter"), do("wait", "#verdict"), see, do("press", "Escape"), do("wait", "#feed .line"), see,
				do("press", "Enter"), do("wait", "#row"), do("tab", "#copy-row"), do("press", "Tab Tab Enter"), see,
				do("tab", "#copy-log"), do("press", "Enter"), do("see", "clipboard"),
				do("tab", "[data-row]"), do("press", "Enter"), do("wait", "#row"), do("press", "Escape"), see, do("press", "Escape"), see,
			}},
			func(t *testing.T, s []Seen) {
				all, filtered, none, again, sorted, copied, row, rowCopied, alone, back, only, report, left, gone := s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9], s[10], s[11], s[12], s[13]
				if all.Log != "80 of 120 requests were refused, from two causes" || all.Count != "80 rows" || len(all.Rows) == 0 || len(all.Rows) > 40 || !strings.HasPrefix(all.Rows[0], "2 | 15:06:30 | 401 | Had expired") || !strings.Contains(all.Status, all.Log) {
					t.Errorf("%q, %q, %q, told %q", all.Log, all.Count, all.Rows, all.Status)
				}
				if filtered.Count != "40 rows" || !strings.Contains(filtered.Rows[0], "| No token in the URL |") {
					t.Errorf("by cause: %s %q", filtered.Count, filtered.Rows)
				}
				if none.Count != "0 rows" || len(none.Rows) > 0 || again.Count != "80 rows" || again.Log == "" {
					t.Errorf("searched: %s, then %s", none.Count, again.Count)
				}
				if sorted.Sorted != "Cause ↑ descending" || !strings.Contains(sorted.Rows[0], "No token in the URL") {
					t.Errorf("sorted by %q: %q", sorted.Sorted, sorted.Rows)
				}
				if copied.Focus != "1" || copied.Toast != "1 row copied" || strings.Count(copied.Copied, "\n") != 1 || !strings.Contains(copied.Copied, "\t401\t") || strings.Contains(copied.Copied, "eyJ") {
					t.Errorf("%q, %q, at %s", copied.Toast, copied.Copied, copied.Focus)
				}
				if !strings.HasPrefix(row.Row, "Line 6") || !strings.Contains(row.Row, "there is no token") || !strings.Contains(row.Row, "203.0.113.7") || row.Focus != "1" || !strings.HasPrefix(row.Status, "Line 6. ") || rowCopied.Copied != copied.Copied {
					t.Errorf("%q, told %q, copied %q", row.Row, row.Status, rowCopied.Copied)
				}
				if alone.Log != "" || alone.Code != "token_absent" || !strings.Contains(alone.Field, "15/Jun/2025:15:06:30") || len(alone.Rows) > 0 {
					t.Errorf("%+v", alone)
				}
				if back.State != "" || back.Field != "" || back.Count != "80 rows" || back.Focus != "1" {
					t.Errorf("back: %+v", back)
				}
				if only.Count != "40 rows" {
					t.Errorf("only this cause: %s", only.Count)
				}
				if left.Row != "" || left.Focus != "0" || left.Count != "40 rows" || gone.Log != "" || gone.Focus != "text" {
					t.Errorf("left %+v\n%+v", left, gone)
				}
				if !strings.HasPrefix(report.Copied, "## 80 of 120 requests were refused") || strings.Contains(report.Copied, "203.0.113") {
					t.Errorf("%s", report.Copied)
				}
			},
		},
		{
			"Escape in the search: its words, the row, then the log",
			Visit{Steps: []Step{
				{Do: "choose", Name: "edge.log", Text: log},
				do("wait", "#feed .line"), do("tab", "[data-row]"), do("press", "Enter"), do("wait", "#row"), do("press", "Shift+Tab"), do("tab", "#search"), do("type", "203"), see,
				do("press", "Escape"), see, do("tab", "[data-row]"), do("press", "Enter"), do("wait", "#row"), do("tab", "#search"), do("press", "Escape"), see,
				do("tab", "#search"), do("press", "Escape"), see,
			}},
			func(t *testing.T, s []Seen) {
				if s[0].Focus != "search" || s[1].Focus != "search" || s[1].Log == "" || s[1].Count != "80 rows" {
					t.Errorf("%+v\n%+v", s[0], s[1])
				}
				if s[2].Row != "" || s[2].Focus != "0" || s[2].Log == "" || s[3].Log != "" || s[3].Focus != "text" {
					t.Errorf("%+v\n%+v", s[2], s[3])
				}
			},
		},
		{
			"a list is pasted, and a row of it opened",
			Visit{Steps: []Step{
				do("paste", strings.Repeat(expired+"\n", 5)+good+"&x\n"), do("wait", "#feed .line"), see, do("tab", "[data-row]"), do("press", "End Enter"), do("wait", "#row"), see,
				do("tab", "#copy-row"), do("press", "Tab Enter"), do("wait", "#verdict"), see, do("tab", "#back"), do("press", "Enter"), see, do("press", "Escape Escape"), see,
			}},
			func(t *testing.T, s []Seen) {
				if !strings.HasPrefix(s[0].LogAbout, "Pasted lines: ") || s[0].Field != "" || s[0].Count != "6 rows" && s[0].Count != "5 rows" || s[0].State != "" {
					t.Errorf("%+v", s[0])
				}
				if !strings.HasPrefix(s[1].Row, "Line ") || s[2].Field == "" || s[2].State == "" || s[3].Log == "" || s[4].Log != "" || s[4].Focus != "text" {
					t.Errorf("%+v\n%+v\n%+v", s[1], s[2], s[3])
				}
			},
		},
		{
			"files with nothing in them to read",
			Visit{Steps: []Step{
				{Do: "choose", Name: "empty.log", Text: " \n"},
				do("wait", "#toast"), see,
				{Do: "choose", Name: "picture.png", Text: "\x89PNG\r\n\x00\x00"},
				do("wait", "#toast:has-text('no text')"), see,
				{Do: "choose", Name: "quiet.log", Text: strings.Repeat("nothing to see in this line\n", 45_000)},
				do("wait", "#log"), do("gone", "#stop"), see,
			}},
			func(t *testing.T, s []Seen) {
				if s[0].Toast != "The file is empty" || s[0].State != "" || s[1].Toast != "The file is no text" || s[1].Field != "" {
					t.Errorf("%q, %q", s[0].Toast, s[1].Toast)
				}
				if s[2].Log != "No token found in any line" || !strings.Contains(s[2].LogAbout, "1.2 MB, 45,000 lines, 0 tokens") || len(s[2].Rows) > 0 {
					t.Errorf("%q, %q", s[2].Log, s[2].LogAbout)
				}
			},
		},
		{
			"a log is dropped, then a mail",
			Visit{Steps: []Step{
				{Do: "drop", Name: "edge.log", Text: log},
				do("wait", "#causes tbody tr"), see,
				{Do: "drop", Name: "ticket.eml", Text: "Content-Transfer-Encoding: quoted-printable\r\n\r\nIt does not play:\r\n" + strings.ReplaceAll(strings.ReplaceAll(expired, "=", "=3D"), "eyJhbG", "eyJh=\r\nbG")},
				do("wait", "#verdict"), see,
			}},
			func(t *testing.T, s []Seen) {
				if len(s[0].Causes) != 2 || s[1].Log != "" || s[1].Code != "expired" {
					t.Errorf("%+v\n%+v", s[0], s[1])
				}
			},
		},
		{
			"what is pasted next replaces what was pasted whole, and not what was typed",
			Visit{Steps: []Step{do("paste", expired), do("paste", good), see, do("press", "Control+z"), see, do("paste", "https://a.example/?token="), do("paste", good[strings.Index(good, "eyJ"):]), see, do("type", "x"), do("paste", "y"), see}},
			func(t *testing.T, s []Seen) {
				if s[0].Field != good || s[1].Field != expired || !strings.HasPrefix(s[2].Field, "https://a.example/?token=eyJ") || s[3].Field != s[2].Field+"xy" {
					t.Errorf("%q\n%q\n%q\n%q", s[0].Field, s[1].Field, s[2].Field, s[3].Field)
				}
			},
		},
		{
			"a key first",
			Visit{Steps: []Step{do("tab", "summary"), do("press", "Enter"), do("tab", "#key"), do("paste", key("rsa.public")), do("wait", "#key-taken"), {Do: "choose", Name: "edge.log", Text: log}, do("wait", "#feed .line"), do("tab", "#scopes button:last-child"), do("press", "Enter"), see}},
			func(t *testing.T, s []Seen) {
				if len(s[0].Rows) == 0 || !strings.Contains(s[0].Rows[0], "The token was good") {
					t.Errorf("%q", s[0].Rows)
				}
			},
		},
		{
			"several files, and what is no text",
			Visit{Early: log, Steps: []Step{
				do("wait", "#feed .line"), see,
				{Do: "drop", Name: "a.log|b.log", Text: log},
				do("wait", "#log-about:has-text('240')"), see,
				{Do: "drop", Name: "a.log.gz", Text: "PK\x03\x04rest"},
				do("wait", "#toast"), see,
				do("paste", strings.Repeat(expired+"\n", 1<<20/len(expired)+1)), do("wait", "#log-about:has-text('Pasted lines: ')"), see,
				do("press", "Escape"), do("paste", strings.Repeat("x", 1<<20+1)), see,
			}},
			func(t *testing.T, s []Seen) {
				if !strings.Contains(s[0].LogAbout, "early.log: ") || !strings.Contains(s[1].LogAbout, "a.log and b.log: ") || !strings.Contains(s[1].LogAbout, "240 lines") {
					t.Errorf("%q, %q", s[0].LogAbout, s[1].LogAbout)
				}
				if s[2].Toast != "The file is compressed: unpack it first" || !strings.Contains(s[3].LogAbout, "1.0 MB, ") || s[4].Headline != "Nothing of it was read" {
					t.Errorf("%q, %q, %q", s[2].Toast, s[3].LogAbout, s[4].Headline)
				}
			},
		},
		{
			"a file in UTF-16",
			Visit{Steps: []Step{{Do: "choose", Name: "url.txt", Text: "\ufeff" + expired, Encoding: "utf16le"}, do("wait", "#verdict"), see}},
			func(t *testing.T, s []Seen) {
				if s[0].Code != "expired" {
					t.Errorf("%+v", s[0])
				}
			},
		},
		{
			"several tokens are judged",
			Visit{Steps: []Step{do("paste", expired+"\n"+good+"\n"), see, do("tab", "#what button"), do("press", "Enter"), do("wait", "#causes tbody tr"), see}},
			func(t *testing.T, s []Seen) {
				if !strings.Contains(s[0].What, "Judge all 2") || s[1].Log == "" || len(s[1].Causes) != 1 {
					t.Errorf("%+v", s[1])
				}
			},
		},
	}
}

func TestJourneys(t *testing.T) {
	list := journeys(t)
	visits := make([]Visit, len(list))
	for i, j := range list {
		visits[i] = j.visit
		visits[i].URL, visits[i].Clock = Page(t), cmp.Or(j.visit.Clock, clock)
	}
	for i, seen := range Visits(t, visits) {
		t.Run(list[i].name, func(t *testing.T) {
			list[i].check(t, seen)
			for _, s := range seen {
				for _, e := range s.Errors {
					t.Error("in the console:", e)
				}
				for _, r := range s.Requests {
					if !strings.HasPrefix(r, "file://") && !local(r) {
						t.Error("asked for", r)
					}
				}
			}
		})
	}
}
