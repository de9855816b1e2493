package batch

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
)

const streamID = "16af5b33-cf4d-4717-9b90-ce429a124455"

// at is the moment that the tests ask about.
var at = time.Unix(1750000000, 0)

// hmacKey signs quickly; where RS256 is wanted that is a finding of its own.
var hmacKey = secretOf("kX9dQ2mZ7rT4vB1nH6wY3pL8sF5gJ0cA")

func secretOf(text string) *keys.Key {
	a := importer.ImportWith([]byte(text), importer.Options{Want: importer.HMACSecret})
	if !a.Taken() {
		panic(a.Message)
	}
	return a.Key
}

// plainToken is one of no platform.
func plainToken(t testing.TB, exp int64) string {
	t.Helper()
	text, err := jws.Sign(token.NewObject(token.StringMember("alg", "HS256")), token.NewObject(token.IntMember("exp", exp)), hmacKey)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func whyOptions() WhyOptions {
	key := verify.Read("the key given here", hmacKey.SecretText().Reveal(), importer.Options{Want: importer.HMACSecret})
	return WhyOptions{Options: diagnosis.Options{Now: at, Keys: []verify.Key{key}}}
}

func why(t *testing.T, in string, f Format) (string, WhySummary) {
	t.Helper()
	var out bytes.Buffer
	table := NewTable(&out, f)
	sum, err := Why(t.Context(), strings.NewReader(in), whyOptions(), table.Write, nil)
	if err := errors.Join(err, table.Close()); err != nil {
		t.Fatal(err)
	}
	return out.String(), sum
}

func TestWhy(t *testing.T) {
	alive, dead := plainToken(t, at.Unix()+60), plainToken(t, at.Unix())
	forged := alive[:len(alive)-6] + "AAAAAA"
	url := "https://stream.fastpix.com/" + streamID + ".m3u8?token="
	in := strings.Join([]string{
		alive, "", "nothing here", `10.0.0.1 - - [15/Jun/2025] "GET ` + url + dead + ` HTTP/1.1" 403 12`,
		url, alive + " " + dead, forged, "\u202e " + alive, url + "undefined",
	}, "\r\n")
	out, sum := why(t, in, CSV)
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		if len(r) != 10 || token.Inert(r[3]) != r[3] {
			t.Errorf("%q", r)
		}
		got = append(got, strings.Join([]string{r[0], r[1], r[2], r[4], r[5], r[6]}, " "))
	}
	want := []string{
		"line verdict code platform playback_id url_host",
		"1 plays   ", "4 fails alg_unexpected fastpix " + streamID + " stream.fastpix.com",
		"5 fails token_absent fastpix " + streamID + " stream.fastpix.com",
		"6 plays   ", "6 fails expired   ", "7 fails signature_wrong   ", "8 plays   ",
		"9 fails token_absent fastpix " + streamID + " stream.fastpix.com",
	}
	for i := range want {
		if i >= len(got) || strings.TrimSpace(got[i]) != strings.TrimSpace(want[i]) {
			t.Errorf("row %d of %d: %q, want %q", i, len(got), got[min(i, len(got)-1)], want[i])
		}
	}
	if sum.Lines != 9 || sum.Tokens != 6 || sum.Verdicts["plays"] != 3 || sum.Verdicts["fails"] != 5 || sum.Causes["token_absent"] != 2 || sum.Causes["expired"] != 1 {
		t.Errorf("%+v", sum)
	}
}

func TestWhyJSON(t *testing.T) {
	out, _ := why(t, "x\n"+plainToken(t, at.Unix()), JSONLines)
	const want = `{"line":2,"verdict":"fails","code":"expired","headline":"Playback fails: the token expired just now","platform":"","playback_id":"","url_host":"","time":"","status":0,"client":""}` + "\n"
	if out != want {
		t.Errorf("%s", out)
	}
	if out, sum := why(t, "", JSONLines); out != "" || sum.Lines != 0 {
		t.Errorf("%q %+v", out, sum)
	}
	if out, _ := why(t, "", CSV); out != "line,verdict,code,headline,platform,playback_id,url_host,time,status,client\n" {
		t.Errorf("%q", out)
	}
}

// A long list keeps its order however many work on it, and every line is counted.
func TestWhyOrder(t *testing.T) {
	alive, dead := plainToken(t, at.Unix()+60), plainToken(t, at.Unix())
	n := 20_000
	if raced {
		n = 2_000
	}
	var in strings.Builder
	for i := range n {
		switch i % 3 {
		case 0:
			in.WriteString("https://h/x.m3u8?token=" + alive + "\n")
		case 1:
			in.WriteString("line " + fmt.Sprint(i) + "\n")
		default:
			in.WriteString(dead + "\n")
		}
	}
	for _, workers := range []int{1, 3, 8} {
		o := whyOptions()
		o.Workers = workers
		var out bytes.Buffer
		var told []int
		table := NewTable(&out, JSONLines)
		sum, err := Why(t.Context(), strings.NewReader(in.String()), o, table.Write, func(lines int) { told = append(told, lines) })
		if err := errors.Join(err, table.Close()); err != nil || sum.Lines != n || told[len(told)-1] != n {
			t.Fatalf("%v %+v, %d", err, sum, told[len(told)-1])
		}
		last := 0
		for d := json.NewDecoder(&out); d.More(); {
			var r WhyRow
			if err := d.Decode(&r); err != nil {
				t.Fatal(err)
			}
			if r.Line <= last || (r.Line-1)%3 == 0 && r.Verdict != diagnosis.Plays || (r.Line-1)%3 == 2 && r.Code != "expired" {
				t.Fatalf("%+v behind line %d", r, last)
			}
			last = r.Line
		}
		if sum.Tokens != sum.Verdicts["plays"]+sum.Verdicts["fails"] || sum.Tokens < n/2 {
			t.Errorf("%+v", sum)
		}
	}
}

func TestWhyLongLine(t *testing.T) {
	out, sum := why(t, strings.Repeat("a", MaxRow+1)+"\n"+plainToken(t, at.Unix()+60)+"\n", CSV)
	if !strings.Contains(out, "1,unreadable,,This line could not be read: it is longer than 64 KiB,") || !strings.Contains(out, "2,plays,") || sum.Lines != 2 || sum.Tokens != 1 {
		t.Errorf("%s %+v", out, sum)
	}
}

// What a log holds is not run by a spreadsheet.
func TestWhyNoFormula(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "+a": "'+a", "-a": "'-a", "@a": "'@a", "a=1": "a=1", "": ""} {
		if got := noFormula(in); got != want {
			t.Errorf("%q is %q", in, got)
		}
	}
}

// hanging gives one line and then waits.
type hanging struct {
	text string
	wait chan struct{}
}

func (h *hanging) Read(b []byte) (int, error) {
	if h.text != "" {
		n := copy(b, h.text)
		h.text = h.text[n:]
		return n, nil
	}
	<-h.wait
	return 0, io.EOF
}

func TestWhyEnds(t *testing.T) {
	t.Run("cancelled while the list hangs", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		list := &hanging{strings.Repeat(plainToken(t, at.Unix()+60)+"\n", 2*someCount), make(chan struct{})}
		defer close(list.wait)
		var out bytes.Buffer
		table := NewTable(&out, CSV)
		sum, err := Why(ctx, list, whyOptions(), table.Write, func(int) { cancel() })
		if !errors.Is(err, context.Canceled) || sum.Lines < someCount {
			t.Errorf("%v %+v", err, sum)
		}
		if err := table.Close(); err != nil {
			t.Error(err)
		}
		if rows, err := csv.NewReader(&out).ReadAll(); err != nil || len(rows) != 1+sum.Lines {
			t.Errorf("%d rows, %v", len(rows), err)
		}
	})
	t.Run("list that breaks", func(t *testing.T) {
		half := io.MultiReader(strings.NewReader("a\n"), broken{})
		if _, err := Why(t.Context(), half, whyOptions(), NewTable(io.Discard, CSV).Write, nil); !errors.Is(err, errBroken) || !unread(err) {
			t.Errorf("%v", err)
		}
	})
	t.Run("output that breaks", func(t *testing.T) {
		list := strings.Repeat(plainToken(t, at.Unix()+60)+"\n", 5000)
		if _, err := Why(t.Context(), strings.NewReader(list), whyOptions(), NewTable(broken{}, CSV).Write, nil); !errors.Is(err, errBroken) || unread(err) {
			t.Errorf("%v", err)
		}
	})
}

func TestLine(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	broken := errors.New("broken")
	text := "\ufefffirst\r\n\nthird\n" + strings.Repeat("x", MaxRow+1) + "\nlast"
	for _, c := range []struct {
		name string
		ctx  context.Context
		in   io.Reader
		n    int
		text string
		err  error
	}{
		{"first, behind a mark", context.Background(), strings.NewReader(text), 1, "first", nil},
		{"an empty one", context.Background(), strings.NewReader(text), 2, "", nil},
		{"behind an empty one", context.Background(), strings.NewReader(text), 3, "third", nil},
		{"too long", context.Background(), strings.NewReader(text), 4, "", ErrLongLine},
		{"last, without an end", context.Background(), strings.NewReader(text), 5, "last", nil},
		{"none", context.Background(), strings.NewReader(text), 6, "", ErrNoLine},
		{"not to be read", context.Background(), io.MultiReader(strings.NewReader("a\n"), errReader{broken}), 2, "", broken},
		{"stopped", stopped, strings.NewReader(text), 1, "", context.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := Line(c.ctx, c.in, c.n); got != c.text || !errors.Is(err, c.err) {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

// Of a text with several tokens each has a row with its number, also where a line
// holds several or one goes over several lines.
func TestWhyTokens(t *testing.T) {
	var all []string
	for i := range 150 {
		all = append(all, plainToken(t, at.Unix()+int64(i-50)))
	}
	first := all[0][:20] + "\n" + all[0][20:]
	p := extract.Read(first + "\n\nand " + strings.Join(all[1:], " "))
	if len(p.All) != len(all) {
		t.Fatalf("%d tokens", len(p.All))
	}
	var out bytes.Buffer
	told := 0
	table := NewTable(&out, CSV)
	sum, err := WhyTokens(t.Context(), p, whyOptions(), table.Write, func(n int) { told = n })
	if err := errors.Join(err, table.Close()); err != nil || sum.Tokens != 150 || told != 150 || sum.Causes["expired"] != 51 {
		t.Fatalf("%+v, told of %d, %v", sum, told, err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) != 151 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, r := range rows[1:] {
		if r[0] != fmt.Sprint(i+1) || (r[2] == "expired") != (i <= 50) {
			t.Errorf("row %d: %q", i, r)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := WhyTokens(stopped, p, whyOptions(), NewTable(io.Discard, CSV).Write, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// A line whose URL is signed itself, and one with cookies that sign it, have rows as
// those with a token have.
func TestWhySignedURLs(t *testing.T) {
	const url = "https://d1.cloudfront.net/a.m3u8"
	signed := func(end int64) string {
		return fmt.Sprintf("%s?Expires=%d&Key-Pair-Id=K2JCJMDEHXQW5F&Signature=AAAA", url, end)
	}
	in := []string{
		"GET " + signed(at.Unix()-1) + " 403",
		"nothing",
		url + "\tCloudFront-Expires=" + fmt.Sprint(at.Unix()-1) + "; CloudFront-Key-Pair-Id=K2JCJMDEHXQW5F; CloudFront-Signature=AAAA",
		signed(at.Unix()+60) + " " + signed(at.Unix()-60),
	}
	out, sum := why(t, strings.Join(in, "\n")+"\n", JSONLines)
	var got []string
	for d := json.NewDecoder(strings.NewReader(out)); d.More(); {
		var r WhyRow
		if err := d.Decode(&r); err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(r.Line, " ", r.Verdict, " ", r.Platform, " ", r.URLHost))
	}
	want := []string{"1 fails cloudfront d1.cloudfront.net", "3 fails cloudfront d1.cloudfront.net", "4 fails cloudfront d1.cloudfront.net", "4 fails cloudfront d1.cloudfront.net"}
	if !slices.Equal(got, want) || sum.Tokens != 4 || sum.Lines != 4 {
		t.Errorf("%q, %+v", got, sum)
	}
}

// A line that is a token without a mark has a row where a key opens it, and any other
// word has none.
func TestWhyUnsureWords(t *testing.T) {
	o := whyOptions()
	o.Options.Keys = []verify.Key{verify.Read("the key given here", []byte("Tq3nV8sLx0Jm2Rw7Yd5Pc9Hb4Gf6Zk1a"), importer.Options{Want: importer.HMACSecret})}
	const in = "HLaDckbrhIdhz_uSylxcZ-yEMtRmSxYQQ-HYfTZUikaGxdheeeuCpQLxJvIiCdVE\nHLaDckbrhIdhzXuSylxcZXyEMtRmSxYQQXHYfTZUikaGxdheeeuCpQLxJvIiCdVE\nAVeryLongWordThatIsNoTokenAtAllAndOnlyLetters\n"
	var out bytes.Buffer
	table := NewTable(&out, JSONLines)
	sum, err := Why(t.Context(), strings.NewReader(in), o, table.Write, nil)
	if err := errors.Join(err, table.Close()); err != nil || sum.Tokens != 1 || sum.Lines != 3 || strings.Count(out.String(), "\n") != 1 {
		t.Errorf("%+v, %v: %s", sum, err, &out)
	}
}
