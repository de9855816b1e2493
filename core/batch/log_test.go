package batch

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
)

// otherKey is another than hmacKey.
var otherKey = secretOf("aB3cD4eF5gH6iJ7kL8mN9oP0qR1sT2uV")

// logLine is a line of an access log.
func logLine(client, clock, target string, status int) string {
	return fmt.Sprintf(`%s - - [15/Jun/2025:%s +0000] "GET %s HTTP/1.1" %d 12 "-" "player"`, client, clock, target, status)
}

// judgedRows are the rows of a log, in short.
func judgedRows(t *testing.T, in io.Reader) (list []string, sum WhySummary) {
	t.Helper()
	var rows []WhyRow
	sum, err := Why(t.Context(), in, whyOptions(), func(some []WhyRow) error { rows = append(rows, some...); return nil }, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		list = append(list, fmt.Sprint(r.Line, " ", r.Verdict, " ", r.Code, " ", r.Time, " ", r.Status, " ", r.Client))
	}
	return list, sum
}

func equal(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Each line is judged as of its own time, also where the token was met before.
func TestWhyMoments(t *testing.T) {
	tok := plainToken(t, at.Unix()) // it ends at 15:06:40
	target := "https://h.example/x.m3u8?token=" + tok
	got, sum := judgedRows(t, strings.NewReader(strings.Join([]string{
		logLine("10.0.0.1", "15:00:00", target, 200), logLine("10.0.0.2", "15:06:39", target, 200),
		logLine("10.0.0.3", "15:06:40", target, 403), logLine("10.0.0.4", "15:05:00", target, 404),
		logLine("10.0.0.4", "15:30:00", target, 403), "https://h.example/x.m3u8?token=" + tok,
	}, "\n")))
	equal(t, got,
		"1 plays  2025-06-15T15:00:00Z 200 10.0.0.1", "2 plays  2025-06-15T15:06:39Z 200 10.0.0.2",
		"3 fails expired 2025-06-15T15:06:40Z 403 10.0.0.3", "4 may_fail not_the_token 2025-06-15T15:05:00Z 404 10.0.0.4",
		"5 fails expired 2025-06-15T15:30:00Z 403 10.0.0.4", "6 fails expired  0 ")
	s := sum.Spread["expired"]
	if s.Clients.Count != 2 || s.Clients.Only != "" || s.IDs.Count != 0 || s.First.Format(time.TimeOnly) != "15:06:40" || s.Last.Format(time.TimeOnly) != "15:30:00" {
		t.Errorf("%+v", s)
	}
	if w := s.Words(at); w != "from 15:06:40 to 15:30:00 UTC, 2 clients" {
		t.Error(w)
	}
}

func TestWhySegments(t *testing.T) {
	alive := plainToken(t, at.Unix()+60)
	got, _ := judgedRows(t, strings.NewReader(strings.Join([]string{
		logLine("10.0.0.1", "15:00:00", "/v/P.m3u8?token="+alive, 200),
		logLine("10.0.0.1", "15:00:01", "/v/P/1.ts", 403),
		logLine("10.0.0.1", "15:00:01", "/v/P/2.ts", 200),
		logLine("10.0.0.1", "15:00:02", "/robots.txt", 403),
	}, "\n")))
	equal(t, got, "1 plays  2025-06-15T15:00:00Z 200 10.0.0.1", "2 fails segments_without_token 2025-06-15T15:00:01Z 403 10.0.0.1")
}

// Tokens of other things in a log of everything are no rows; one that is missing is.
func TestWhyOpaque(t *testing.T) {
	alive := plainToken(t, at.Unix()+60)
	got, _ := judgedRows(t, strings.NewReader(strings.Join([]string{
		logLine("10.0.0.1", "15:00:00", "/reset?token=Xy12AbCd", 200),
		logLine("10.0.0.1", "15:00:00", "/api/x?access_token=ya29.abc", 200),
		logLine("10.0.0.1", "15:00:00", "/f.mp4?token=2b7f8c3a-1c2d-4e5f-8a9b-0c1d2e3f4a5b", 403),
		logLine("10.0.0.1", "15:00:00", "/v/P.m3u8?token=undefined", 200),
		logLine("10.0.0.1", "15:00:00", "/v/P.m3u8?token="+alive, 200),
	}, "\n")))
	equal(t, got, "4 fails token_absent 2025-06-15T15:00:00Z 200 10.0.0.1", "5 plays  2025-06-15T15:00:00Z 200 10.0.0.1")
}

// What is no text in UTF-8 costs no line.
func TestWhyForeignBytes(t *testing.T) {
	tok := plainToken(t, at.Unix())
	for name, agent := range map[string]string{"Latin-1": "Gar\xe7on", "cut": "\xf0\x9f", "NUL": "a\x00b"} {
		t.Run(name, func(t *testing.T) {
			got, sum := judgedRows(t, strings.NewReader(strings.Replace(logLine("10.0.0.1", "15:30:00", "/x.m3u8?token="+tok, 403), "player", agent, 1)))
			equal(t, got, "1 fails expired 2025-06-15T15:30:00Z 403 10.0.0.1")
			if sum.Unreadable != 0 {
				t.Errorf("%+v", sum)
			}
		})
	}
	got, sum := judgedRows(t, strings.NewReader(strings.Repeat("\xff\x00\x9c\x81a", 50)+"\n"+tok))
	equal(t, got, "1 unreadable   0 ", "2 fails expired  0 ")
	if sum.Unreadable != 1 || sum.Verdicts[Unreadable] != 1 || sum.Tokens != 1 {
		t.Errorf("%+v", sum)
	}
}

func TestWhyEncodings(t *testing.T) {
	tok := plainToken(t, at.Unix())
	text := "é " + logLine("10.0.0.1", "15:30:00", "/x.m3u8?token="+tok, 403) + "\r\n" + tok + "\r\n"
	wide := func(order binary.AppendByteOrder, mark bool) []byte {
		var b []byte
		if mark {
			b = order.AppendUint16(b, 0xfeff)
		}
		for _, c := range utf16.Encode([]rune(text)) {
			b = order.AppendUint16(b, c)
		}
		return b
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = io.WriteString(z, text)
	_ = z.Close()
	for name, in := range map[string][]byte{
		"little, marked": wide(binary.LittleEndian, true), "big, marked": wide(binary.BigEndian, true),
		"little": wide(binary.LittleEndian, false), "big": wide(binary.BigEndian, false), "gzip": packed.Bytes(),
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := judgedRows(t, &bits{in, 7})
			equal(t, got, "1 fails expired 2025-06-15T15:30:00Z 403 10.0.0.1", "2 fails expired  0 ")
			if line, err := Line(context.Background(), bytes.NewReader(in), 2); err != nil || line != tok {
				t.Errorf("%q, %v", line, err)
			}
		})
	}
}

// bits reads a few bytes at a time.
type bits struct {
	text []byte
	size int
}

func (r *bits) Read(b []byte) (int, error) {
	if len(r.text) == 0 {
		return 0, io.EOF
	}
	n := copy(b, r.text[:min(r.size, len(r.text))])
	r.text = r.text[n:]
	return n, nil
}

// A HAR is read by its entries, on one line or on many, with bodies of any size in it.
func TestWhyHAR(t *testing.T) {
	entry := func(n int, exp int64) string {
		return fmt.Sprintf(`{"startedDateTime":"2025-06-15T15:30:%02dZ","request":{"method":"GET","url":"https://h.example/x.m3u8?token=%s"},`+
			`"response":{"status":403,"content":{"text":"%s"}}}`, n, plainToken(t, exp), strings.Repeat("{\\\"", 200_000))
	}
	for _, space := range []string{"", "\n\t"} {
		har := `{"log":{"version":"1.2","pages":[{"id":"p"}],"entries":[` + space + entry(1, at.Unix()) + "," + space + entry(2, at.Unix()+7200) + "]}}"
		got, sum := judgedRows(t, strings.NewReader(har))
		equal(t, got, "1 fails expired 2025-06-15T15:30:01Z 403 ", "2 may_fail not_the_token 2025-06-15T15:30:02Z 403 ")
		if sum.Lines != 2 {
			t.Errorf("%+v", sum)
		}
	}
}

func TestWhyColumns(t *testing.T) {
	tok := plainToken(t, at.Unix())
	got, _ := judgedRows(t, strings.NewReader("#Version: 1.0\n#Fields: date time c-ip cs-method cs-host cs-uri-stem cs-uri-query sc-status\n"+
		"2025-06-15 15:30:00 10.0.0.1 GET h.example /x.m3u8 token="+tok+" 403\n2025-06-15 15:00:00 10.0.0.1 GET h.example /x.m3u8 token="+tok+" 500\n"))
	equal(t, got, "3 fails expired 2025-06-15T15:30:00Z 403 10.0.0.1", "4 may_fail not_the_token 2025-06-15T15:00:00Z 500 10.0.0.1")
}

// A moment given by hand goes before those of the lines.
func TestWhyAsOf(t *testing.T) {
	o := whyOptions()
	o.Options.AsOf = at.Add(-time.Hour)
	var got diagnosis.State
	_, err := Why(t.Context(), strings.NewReader(logLine("10.0.0.1", "15:30:00", "/x.m3u8?token="+plainToken(t, at.Unix()), 200)), o,
		func(rows []WhyRow) error { got = rows[0].Verdict; return nil }, nil)
	if err != nil || got != diagnosis.Plays {
		t.Error(got, err)
	}
}

// In a list that ends too early, the row that was read last is whole, and the error told.
func TestWhyPackedAndCut(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = io.WriteString(z, strings.Repeat(plainToken(t, at.Unix())+"\n", 100))
	_ = z.Close()
	_, err := Why(t.Context(), bytes.NewReader(packed.Bytes()[:packed.Len()-9]), whyOptions(), func([]WhyRow) error { return nil }, nil)
	var unread *ReadError
	if !errors.As(err, &unread) {
		t.Error(err)
	}
}

// Clients and IDs of a cause are told apart, and a single one is named.
func TestAmong(t *testing.T) {
	var a Among
	for _, c := range []struct{ text, only, words string }{
		{"", "", "0 clients"}, {"x", "x", "1 client"}, {"x", "x", "1 client"}, {"y", "", "2 clients"}, {"x", "", "2 clients"},
	} {
		if a.add(c.text); a.Only != c.only || a.Words("client") != c.words {
			t.Errorf("behind %q: %q, %q", c.text, a.Only, a.Words("client"))
		}
	}
	for i := range mostAmong - 2 {
		a.add(fmt.Sprint("c", i))
	}
	if a.add("x"); a.More || a.Words("client") != "100,000 clients" {
		t.Errorf("%q", a.Words("client"))
	}
	if a.add("one more"); a.Words("client") != "more than 100,000 clients" {
		t.Errorf("%q", a.Words("client"))
	}
}

// A key at hand that made no token of a log, and not those that were answered well, is another than
// the platform's, and tells no cause. One that made a token that was is the platform's.
func TestWhyOtherKey(t *testing.T) {
	good, ended := plainToken(t, at.Unix()+60), plainToken(t, at.Unix()-7200)
	played := logLine("10.0.0.1", "15:00:00", "/x.m3u8?token="+good, 200)
	refused := logLine("10.0.0.2", "15:00:00", "/x.m3u8?token="+ended, 403)
	blocked := logLine("10.0.0.3", "15:00:00", "/y.m3u8?token="+good, 403)
	byOther, err := jws.Sign(token.NewObject(token.StringMember("alg", "HS256")), token.NewObject(token.IntMember("exp", at.Unix()+60)), otherKey)
	if err != nil {
		t.Fatal(err)
	}
	fits := logLine("10.0.0.4", "15:00:00", "/x.m3u8?token="+byOther, 200)
	for name, c := range map[string]struct {
		lines   []string
		want    []string
		misfits int
	}{
		"played":               {[]string{refused, played, blocked, played}, []string{"fails expired", "unknown ", "may_fail not_the_token", "unknown "}, 2},
		"refused alone":        {[]string{refused, blocked}, []string{"fails signature_wrong", "fails signature_wrong"}, 0},
		"played with the key":  {[]string{refused, played, blocked, fits}, []string{"fails signature_wrong", "may_fail unknown_key", "fails signature_wrong", "plays "}, 0},
		"it comes to the play": {append(slices.Repeat([]string{"GET /a.css 200"}, 1000), played, refused), []string{"unknown ", "fails expired"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			o := whyOptions()
			o.Options.Keys = []verify.Key{verify.Read("the key given here", otherKey.SecretText().Reveal(), importer.Options{Want: importer.HMACSecret})}
			var got []string
			sum, err := Why(t.Context(), strings.NewReader(strings.Join(c.lines, "\n")+"\n"), o, func(some []WhyRow) error {
				for _, r := range some {
					got = append(got, fmt.Sprint(r.Verdict, " ", r.Code))
				}
				return nil
			}, nil)
			if err != nil || sum.Misfits != c.misfits || sum.OtherKeys() != "" != (c.misfits > 0) {
				t.Errorf("%v, %d: %s", err, sum.Misfits, sum.OtherKeys())
			}
			equal(t, got, c.want...)
		})
	}
}

// A line that the text ends in is no cause: neither that of a token whose end is missing, nor
// that of a line which is being written. One that is whole is judged.
func TestWhyCutOff(t *testing.T) {
	tok := plainToken(t, at.Unix()+60)
	first := logLine("10.0.0.1", "15:00:00", "/x.m3u8?token="+tok, 200)
	for name, c := range map[string]struct{ last, want string }{
		"in the signature":      {"https://h.example/x.m3u8?token=" + tok[:len(tok)-20], "2 unreadable   0 "},
		"in the payload":        {"https://h.example/x.m3u8?token=" + tok[:len(tok)-60], "2 unreadable   0 "},
		"in the line of a log":  {first[:strings.Index(first, " HTTP")-5], "2 unreadable  2025-06-15T15:00:00Z 0 10.0.0.1"},
		"before the token":      {first[:strings.Index(first, "token=")+6], "2 unreadable  2025-06-15T15:00:00Z 0 10.0.0.1"},
		"in JSON":               {`{"time":"2025-06-15T15:00:00Z","url":"https://h.example/x.m3u8?token=` + tok[:len(tok)-20], "2 unreadable   0 "},
		"with its end":          {"https://h.example/x.m3u8?token=" + tok[:len(tok)-20] + "\n", "2 fails signature_wrong  0 "},
		"whole, without an end": {"https://h.example/x.m3u8?token=" + tok, "2 plays   0 "},
		"forged, and whole":     {"https://h.example/x.m3u8?token=" + tok[:len(tok)-6] + "AAAAAA", "2 fails signature_wrong  0 "},
		"behind the status":     {logLine("10.0.0.1", "15:10:00", "/x.m3u8?token="+tok, 403)[:len(logLine("10.0.0.1", "15:10:00", "/x.m3u8?token="+tok, 403))-3], "2 fails expired 2025-06-15T15:10:00Z 403 10.0.0.1"},
	} {
		t.Run(name, func(t *testing.T) {
			got, sum := judgedRows(t, strings.NewReader(first+"\n"+c.last))
			equal(t, got, "1 plays  2025-06-15T15:00:00Z 200 10.0.0.1", c.want)
			if cut := strings.Contains(c.want, "unreadable"); sum.Unreadable != 0 != cut {
				t.Errorf("%+v", sum)
			}
		})
	}
}

// Lines may end with LF, CR or both, one like this and the next like that.
func TestWhyLineEnds(t *testing.T) {
	tok := plainToken(t, at.Unix()+60)
	var want []string
	for i := range 5 {
		want = append(want, fmt.Sprintf("%d plays  2025-06-15T15:00:0%dZ 200 10.0.0.1", i+1+i/3, i))
	}
	for name, ends := range map[string][]string{"CR": {"\r"}, "LF": {"\n"}, "CRLF": {"\r\n"}, "mixed": {"\n", "\r", "\r\n"}} {
		t.Run(name, func(t *testing.T) {
			var text strings.Builder
			for i := range 5 {
				end := ends[i%len(ends)]
				text.WriteString(logLine("10.0.0.1", fmt.Sprintf("15:00:0%d", i), "/x.m3u8?token="+tok, 200) + end)
				if i == 2 { // an empty line
					text.WriteString(end)
				}
			}
			for _, size := range []int{1, 7, 100_000} {
				got, sum := judgedRows(t, &bits{[]byte(text.String()), size})
				equal(t, got, want...)
				if sum.Lines != 6 {
					t.Errorf("%d bytes at a time: %d lines", size, sum.Lines)
				}
			}
			if l, err := Line(t.Context(), strings.NewReader(text.String()), 5); err != nil || !strings.Contains(l, "15:00:03") {
				t.Errorf("line 5 is %q, %v", l, err)
			}
			if !extract.IsLog([]byte(text.String())) || !extract.Read(strings.Repeat(text.String(), 2)).IsLog() {
				t.Error("it is not taken for a log")
			}
		})
	}
}

// What was read before a list could not be read on is handed over, all of it.
func TestWhyRowsBeforeAnError(t *testing.T) {
	tok := plainToken(t, at.Unix()+60)
	for range 20 {
		n := 0
		_, err := Why(t.Context(), io.MultiReader(strings.NewReader(strings.Repeat(tok+"\n", 500)), broken{}), whyOptions(), func(rows []WhyRow) error { n += len(rows); return nil }, nil)
		if n != 500 || !errors.Is(err, errBroken) {
			t.Fatalf("%d rows, %v", n, err)
		}
	}
}

// A line without a token that comes again is read once, as one with a token is, and says the same.
func TestWhyKeepsWhatHasNoToken(t *testing.T) {
	const lines = 200
	each := func(line func(i int) string) string {
		var b strings.Builder
		for i := range lines {
			b.WriteString(line(i) + "\n")
		}
		return b.String()
	}
	for name, line := range map[string]func(i int) string{
		"an empty token in a log": func(i int) string { return logLine("10.0.0.1", "15:00:00", fmt.Sprintf("/v/%d.m3u8?token=", i), 403) },
		"a placeholder in a list": func(i int) string { return fmt.Sprintf("https://cdn.example.com/%d.m3u8?token=undefined", i) },
		"an opaque token":         func(i int) string { return logLine("10.0.0.1", "15:00:00", fmt.Sprintf("/v/%d.m3u8?token=ab", i), 403) },
	} {
		t.Run(name, func(t *testing.T) {
			work := func(text string) (rows []string, allocations float64) {
				rows, _ = judgedRows(t, strings.NewReader(text))
				return rows, testing.AllocsPerRun(2, func() { judgedRows(t, strings.NewReader(text)) })
			}
			alike, few := work(each(func(int) string { return line(7) }))
			apart, many := work(each(line))
			equal(t, alike, apart...)
			if few*3 > many {
				t.Errorf("%.0f allocations for the same line over and over, %.0f for others", few, many)
			}
		})
	}
}
