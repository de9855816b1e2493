package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"

	"playtoken/internal/fixtures"
)

func batchForm(t *testing.T, more ...string) []string {
	t.Helper()
	return append([]string{
		"batch", "sign", "--platform", "fastpix", "--key", file(t, string(fixtures.PrivateKey(t))), "--key-id", goldenKeyID,
		"--issued-at", "1744780459", "--ttl", "24h",
	}, more...)
}

func TestBatchSign(t *testing.T) {
	const anotherID = "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44"
	tok := fixtures.Token(t)
	for _, c := range []struct {
		name   string
		stdin  string
		args   []string
		status int
		has    []string
		note   string
	}{
		{"standard input", goldenID + "\n", nil, fine, []string{"id,token,expires_at,", "\n" + goldenID + "," + tok + ",2025-04-17T05:14:19Z,https://stream.fastpix.com/"}, "note: 1 row, 1 token.\n"},
		{"-", goldenID, []string{"-"}, fine, []string{tok}, "note: 1 row, 1 token.\n"},
		{"a file", "", []string{file(t, goldenID+"\n"+anotherID+"\n")}, fine, []string{tok, "\n" + anotherID + ",ey"}, "note: 2 rows, 2 tokens.\n"},
		{"JSON", goldenID, []string{"--format", "json"}, fine, []string{`{"id":"` + goldenID + `","token":"` + tok + `","expires_at":"2025-04-17T05:14:19Z","urls":[{"name":"Stream",`}, ""},
		{"a column", "name,video\nx," + goldenID + "\n", []string{"--column", "video"}, fine, []string{"\n" + goldenID + "," + tok}, ""},
		{"a column that fills a field", "id,for\n" + goldenID + ",drm\n", nil, fine, []string{"widevine_licence_url"}, ""},
		{"a row that cannot be signed", goldenID + "\na b\n", nil, answerIsNo, []string{tok, "\na b,,,"}, "note: 2 rows, 1 token; 1 without one, see the column error.\n"},
		{"a remark", "1\n", nil, fine, []string{"\n1,ey"}, "note: 1 row, 1 token; 1 with a remark.\n"},
		{"nothing", "", nil, fine, []string{"id,token,expires_at,"}, "note: 0 rows, 0 tokens.\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{stdin: c.stdin}.run(batchForm(t, c.args...)...)
			if r.status != c.status || c.note != "" && r.err != c.note {
				t.Errorf("status %d, errors %q", r.status, r.err)
			}
			for _, s := range c.has {
				if !strings.Contains(r.out, s) {
					t.Errorf("%q is not in:\n%s", s, r.out)
				}
			}
		})
	}
}

func TestBatchWhy(t *testing.T) {
	tok := fixtures.Token(t)
	log := "10.0.0.1 \"GET https://stream.fastpix.com/" + goldenID + ".m3u8?token=" + tok + " HTTP/1.1\" 200\nnothing\n" + tok + "\n"
	public := file(t, fixtures.Key(t).PublicPEM())
	const plays, fails = ",plays,,\"Plays until Thu 17 Apr 2025, 05:14:19 UTC\",fastpix," + goldenID + ",", ",fails,expired,Playback fails: the token expired 1 year 219 days ago,fastpix," + goldenID + ","
	const head = "line,verdict,code,headline,platform,playback_id,url_host,time,status,client\n"
	for _, c := range []struct {
		name   string
		stage  stage
		args   []string
		status int
		out    string
		note   string
	}{
		{"standard input", stage{stdin: log, now: alive}, []string{"--key", public}, fine, head + "1" + plays + "stream.fastpix.com,,200,10.0.0.1\n3" + plays + ",,,\n", "note: 3 lines, 2 tokens: 2 play.\n"},
		{"a file", stage{}, []string{file(t, log)}, answerIsNo, head + "1" + fails + "stream.fastpix.com,,200,10.0.0.1\n3" + fails + ",,,\n", "note: 3 lines, 2 tokens: 2 fail.\nnote: 2 expired, 1 client\n"},
		{"as of", stage{stdin: log}, []string{"--now", "1744866858", "--key", public, "-"}, fine, head + "1" + plays + "stream.fastpix.com,,200,10.0.0.1\n3" + plays + ",,,\n", ""},
		{"key from standard input", stage{stdin: fixtures.Key(t).PublicPEM(), now: alive}, []string{"--key", "-", file(t, tok)}, fine, head + "1" + plays + ",,,\n", ""},
		{"JSON", stage{stdin: tok}, []string{"--format", "json"}, answerIsNo, `{"line":1,"verdict":"fails","code":"expired","headline":"Playback fails: the token expired 1 year 219 days ago","platform":"fastpix","playback_id":"` + goldenID + `","url_host":"","time":"","status":0,"client":""}` + "\n", ""},
		{"summary", stage{stdin: log}, []string{"--format", "summary"}, answerIsNo, "lines     3\ntokens    2\nfails     2\nmay_fail  0\nplays     0\nunknown   0\n\nCauses\n  expired  2, 1 client\n", ""},
		{"no token", stage{stdin: "hello\n"}, nil, notUnderstood, head, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := c.stage.run(append([]string{"batch", "why"}, c.args...)...)
			if r.status != c.status || r.out != c.out || c.note != "" && r.err != c.note {
				t.Errorf("status %d, errors %q\n got %q\nwant %q", r.status, r.err, r.out, c.out)
			}
		})
	}
}

func TestBatchUsage(t *testing.T) {
	key := file(t, string(fixtures.PrivateKey(t)))
	for _, c := range []struct {
		name string
		args []string
		says string
	}{
		{"no command", []string{"batch"}, "ptok batch sign or ptok batch why"},
		{"no such command", []string{"batch", "read"}, "No such command"},
		{"two lists", []string{"batch", "why", "a", "b"}, "One list"},
		{"no such list", []string{"batch", "why", "no-such-file"}, "cannot be opened"},
		{"no such format", []string{"batch", "why", "--format", "xml"}, "csv|json|summary"},
		{"no such format to sign", batchForm(t, "--format", "summary"), "csv|json."},
		{"list and key from one input", []string{"batch", "why", "--key", "-"}, "cannot both"},
		{"list and key from one input, to sign", []string{"batch", "sign", "--platform", "fastpix", "--key", "-", "--key-id", goldenKeyID}, "cannot both"},
		{"no platform", []string{"batch", "sign"}, "No platform"},
		{"no key", []string{"batch", "sign", "--platform", "fastpix", "--key-id", goldenKeyID}, "private key is missing"},
		{"a value that is wrong in every row", batchForm(t, "--set", "for=thumbnail"), "one of media, drm"},
		{"an ID", batchForm(t, "--id", goldenID), "There is no flag --id"},
		{"no such column", batchForm(t, "--column", "video", file(t, "id,name\na,b\n")), "no such column"},
		{"bad moment", []string{"batch", "why", "--now", "soon"}, "--now is not a date"},
		{"no such key", []string{"batch", "why", "--key", "no-such-file"}, "does not exist"},
		{"end before begin", batchForm(t, "--expires-at", "1744780459"), "two ways"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{}.run(c.args...)
			if r.status != wrongUsage || r.out != "" || !strings.Contains(r.err, c.says) {
				t.Errorf("status %d, output %q, errors %q", r.status, r.out, r.err)
			}
			complaint(t, r)
		})
	}
	t.Run("a public key", func(t *testing.T) {
		r := stage{stdin: goldenID}.run("batch", "sign", "--platform", "fastpix", "--key", file(t, fixtures.Key(t).PublicPEM()), "--key-id", goldenKeyID)
		if r.status != answerIsNo || r.out != "" || !strings.Contains(r.err, "Signing needs the private one") {
			t.Errorf("%+v", r)
		}
		complaint(t, r)
	})
	t.Run("no list in a terminal", func(t *testing.T) {
		r := stage{terminal: true}.run("batch", "why", "--key", key)
		if r.status != wrongUsage || !strings.Contains(r.err, "No list was given") {
			t.Errorf("%+v", r)
		}
	})
}

// forever is a list without an end.
type forever struct{ text string }

func (f forever) Read(b []byte) (int, error) { return copy(b, f.text), nil }

// At Ctrl+C the rows that were written are whole, and a person is told.
func TestBatchStops(t *testing.T) {
	line := fixtures.Token(t) + "\n"
	var out, errs bytes.Buffer
	var stop context.CancelFunc
	clock := now
	status := run([]string{"batch", "why"}, env{
		Stdin: io.MultiReader(strings.NewReader(strings.Repeat(line, 400)), stopper{func() { stop() }}, forever{line}), Stdout: &out, Stderr: &errs,
		InTerminal: func() bool { return false }, OutTerminal: func() bool { return false }, ErrTerminal: func() bool { return true },
		Interrupt: func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, stop = context.WithCancel(ctx)
			return ctx, stop
		},
		Now: func() time.Time { clock = clock.Add(time.Second); return clock }, Zone: time.UTC,
	})
	if status != answerIsNo || !strings.Contains(errs.String(), "ptok: Stopped before the end of the list.\nhint: ") {
		t.Errorf("status %d, errors %q", status, errs.String())
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) < 1 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	for _, r := range rows {
		if len(r) != 10 {
			t.Errorf("a row of %d columns", len(r))
		}
	}
	if len(rows) > 64 && !strings.Contains(errs.String(), " lines") {
		t.Errorf("no progress: %q", errs.String())
	}
}

// stopper is reached by whoever has read what stands before it.
type stopper struct{ stop func() }

func (s stopper) Read([]byte) (int, error) {
	s.stop()
	return 0, io.EOF
}

// Rows that do not reach the disk are no success.
func TestBatchCannotBeWritten(t *testing.T) {
	var errs bytes.Buffer
	status := run([]string{"batch", "why"}, env{
		Stdin: strings.NewReader(strings.Repeat(fixtures.Token(t)+"\n", 3)), Stdout: brokenPipe{}, Stderr: &errs,
		InTerminal: func() bool { return false }, OutTerminal: func() bool { return false },
		Now: func() time.Time { return now }, Zone: time.UTC,
	})
	if status != wrongUsage || !strings.Contains(errs.String(), "could not be written") {
		t.Errorf("status %d, %q", status, errs.String())
	}
}

// A signal ends a batch as it ends other programs, with whole rows.
func TestBatchEndsBySignal(t *testing.T) {
	line := fixtures.Token(t) + "\n"
	var out, errs bytes.Buffer
	var stop context.CancelCauseFunc
	status := run([]string{"batch", "why"}, env{
		Stdin: io.MultiReader(strings.NewReader(strings.Repeat(line, 400)), stopper{func() { stop(stoppedBy{syscall.SIGTERM}) }}, forever{line}), Stdout: &out, Stderr: &errs,
		InTerminal: func() bool { return false }, OutTerminal: func() bool { return false },
		Interrupt: func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, stop = context.WithCancelCause(ctx)
			return ctx, func() { stop(nil) }
		},
		Now: func() time.Time { return now }, Zone: time.UTC,
	})
	if status != 128+15 || !strings.HasSuffix(out.String(), "\n") {
		t.Errorf("status %d, errors %q", status, errs.String())
	}
}

// The list says another ID than could be signed: that row has an error, and no token.
func TestBatchSignForeignBytes(t *testing.T) {
	r := stage{stdin: "\xe9t\xe9\n=1+1\n"}.run("batch", "sign", "--platform", "jwt", "--key", file(t, string(fixtures.PrivateKey(t))))
	if r.status != answerIsNo || !strings.Contains(r.out, "not text in UTF-8") || strings.Contains(r.out, "\n=1+1") || !strings.Contains(r.out, "\n'=1+1,ey") {
		t.Errorf("%+v", r)
	}
}

// Why names the moment of a line, what it is now, and goes by the flag where one is given.
func TestWhyMoment(t *testing.T) {
	line := `203.0.113.9 - - [16/Apr/2025:06:00:00 +0000] "GET https://stream.fastpix.com/` + goldenID + `.m3u8?token=` + fixtures.Token(t) + ` HTTP/1.1" 200 12`
	public := file(t, fixtures.Key(t).PublicPEM())
	r := stage{stdin: line}.run("why", "-", "--key", public)
	for _, words := range []string{"At 06:00:00 UTC on 16 Apr 2025, when it was asked for, the token was good", "\nNow playback fails: the token expired 1 year 219 days ago\n"} {
		if r.status != fine || !strings.Contains(r.out, words) {
			t.Errorf("%d, no %q in %s", r.status, words, r.out)
		}
	}
	r = stage{stdin: line}.run("why", "-", "--key", public, "--json")
	for _, member := range []string{`"verdict":"plays"`, `"as_of":"2025-04-16T06:00:00Z","as_of_from":"paste","status":200,"now_verdict":"fails"`} {
		if !strings.Contains(r.out, member) {
			t.Errorf("no %s in %s", member, r.out)
		}
	}
	r = stage{stdin: line}.run("why", "-", "--key", public, "--now", "2025-04-18T00:00:00Z", "--json")
	if r.status != answerIsNo || !strings.Contains(r.out, `"as_of_from":"flag"`) || strings.Contains(r.out, "now_verdict") {
		t.Errorf("%s", r.out)
	}
}
