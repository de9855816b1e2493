package batch

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/internal/fixtures"
)

var epoch = time.Unix(1744780459, 0)

// stubFormat is tokens that are the texts of their claims, without a key. It yields
// before it makes one, as often as its claims are worth.
type stubFormat struct{ slow bool }

func (stubFormat) Name(*token.Token) string          { return "a stub" }
func (stubFormat) Decode(string) *token.Token        { return nil }
func (stubFormat) Times() token.Times                { return token.Seconds }
func (stubFormat) Sealed() bool                      { return false }
func (stubFormat) Guessed(*token.Token) bool         { return false }
func (stubFormat) KeyKinds(token.Object) []keys.Kind { return nil }

func (f stubFormat) Make(d token.Draft, _ *keys.Key, _ ...token.Setting) (string, error) {
	var texts []string
	for _, m := range d.Claims.Members {
		texts = append(texts, m.Value.Text)
	}
	for range len(texts[0]) % 3 * 50 {
		if f.slow {
			runtime.Gosched()
		}
	}
	return strings.Join(texts, "."), nil
}

// drafts makes one token of some fields of a form.
func drafts(format token.Format, fields ...string) func(platform.Filled) []platform.Draft {
	return func(f platform.Filled) []platform.Draft {
		claims := token.NewObject()
		for _, name := range fields {
			claims = claims.With(token.StringMember(name, f.Get(name)))
		}
		return []platform.Draft{{Name: "token", Draft: token.Draft{Format: format, Claims: claims}}}
	}
}

// stub is a platform whose tokens say what they were made of, without a key.
var stub = &platform.Platform{
	Name: "stub", Label: "Stub",
	Form: platform.Form{
		Life: time.Hour, KeyLabel: "Key",
		Fields: []platform.Field{
			{Name: platform.ID, Label: "Stream ID", Required: true, Check: func(text string) *platform.Problem {
				switch {
				case strings.Contains(text, " "):
					return &platform.Problem{Text: "An ID has no spaces."}
				case strings.HasPrefix(text, "odd"):
					return &platform.Problem{Text: "This looks odd.", Warning: true}
				}
				return nil
			}},
			{Name: "viewer", Label: "Viewer"},
			{Name: "kind", Label: "Kind", Default: "video", Choices: []platform.Choice{{Value: "video"}, {Value: "drm"}}},
		},
	},
	Signing: platform.Signing{
		KeyFits: func(platform.Filled, *keys.Key) string { return "" },
		Compose: drafts(stubFormat{}, platform.ID, "viewer", "kind"),
		URLs: func(f platform.Filled, t platform.NamedToken) []platform.URL {
			list := []platform.URL{{Name: "Stream", URL: "https://stub.example/" + t.Text, Basis: platform.Stated}}
			if f.Get("kind") == "drm" {
				list = append(list, platform.URL{Name: "Widevine licence", URL: "https://drm.example/" + t.Text})
			}
			return list
		},
	},
	Reading: platform.Reading{Formats: []token.Format{stubFormat{}}},
}

var anyKey = func() *keys.Key {
	k, err := keys.Generate(context.Background(), keys.NewHMAC256)
	if err != nil {
		panic(err)
	}
	return k
}()

func options() SignOptions {
	return SignOptions{
		Platform: stub,
		Request:  platform.Request{Values: map[string]string{"viewer": "anybody"}, Key: anyKey, IssuedAt: epoch},
	}
}

func sign(t *testing.T, in string, o SignOptions, f Format) (string, Summary) {
	t.Helper()
	var out bytes.Buffer
	sheet := NewSheet(&out, f)
	sum, err := Sign(t.Context(), strings.NewReader(in), o, sheet.Write, nil)
	if err := errors.Join(err, sheet.Close()); err != nil {
		t.Fatal(err)
	}
	return out.String(), sum
}

// nowhere takes the rows of a list and keeps none.
func nowhere() func([]SignRow) error { return NewSheet(io.Discard, JSONLines).Write }

// tokens are those of JSON lines, with "!" and the complaint for a row without.
func tokens(t *testing.T, out string) []string {
	t.Helper()
	var list []string
	for text := range strings.Lines(out) {
		var o object
		if err := json.Unmarshal([]byte(text), &o); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		if o.Token == "" {
			o.Token = fmt.Sprintf("%d!%s", o.Line, o.Error)
		}
		list = append(list, o.Token)
	}
	return list
}

func TestLists(t *testing.T) {
	long := strings.Repeat("x", MaxRow+1)
	for name, c := range map[string]struct {
		in, column string
		want       []string
	}{
		"lines":                   {"a\nb\n", "", []string{"a.anybody.video", "b.anybody.video"}},
		"without a last line end": {"a\r\n\r\n  b ", "", []string{"a.anybody.video", "b.anybody.video"}},
		"byte order mark":         {"\ufeffa\n", "", []string{"a.anybody.video"}},
		"head on its own":         {"ID\na\n", "", []string{"a.anybody.video"}},
		"head by the label":       {"name,stream id\nA,a\n", "", []string{"a.anybody.video"}},
		"first column":            {"a,whatever\nb,whatever\n", "", []string{"a.anybody.video", "b.anybody.video"}},
		"commas behind lines":     {"a\nb,c\n", "", []string{"a.anybody.video", "b,c.anybody.video"}},
		"column by name":          {"id,asset\n1,a\n2,b\n", "Asset", []string{"a.anybody.video", "b.anybody.video"}},
		"semicolons":              {"id;viewer\na;ann\n", "", []string{"a.ann.video"}},
		"tabs":                    {"viewer\tid\nann\ta\n", "", []string{"a.ann.video"}},
		"fields of the platform":  {"id,viewer,kind,other\na,ann,drm,x\nb,,,\n", "", []string{"a.ann.drm", "b.anybody.video"}},
		"quotes":                  {"id,viewer\na,\"ann, or \"\"bob\"\"\"\n", "", []string{`a.ann, or "bob".video`}},
		"a quoted line break":     {"id,viewer\na,\"ann\nbob\"\nc,d\n", "", []string{"a.ann\nbob.video", "c.d.video"}},
		"a quote never closed": {
			"id,viewer\na,\"ann\nb,bob\nc,cy\n", "",
			[]string{"2!The quotes in this row do not match.", "b.bob.video", "c.cy.video"},
		},
		"bad rows": {
			"id,kind\na b,video\n,drm\nc,none\nd,drm\n", "",
			[]string{"2!An ID has no spaces.", "3!Stream ID is missing.", "4!Kind must be one of video, drm.", "d.anybody.drm"},
		},
		"too few columns": {"viewer,id\nann\nbob,b\n", "", []string{"2!This row has 1 columns; the ID is in column 2.", "b.bob.video"}},
		"too long":        {"a\n" + long + "\nb\n", "", []string{"a.anybody.video", "2!This row is longer than 64 KiB and was not read.", "b.anybody.video"}},
		"empty":           {"", "", nil},
		"white space":     {"\n \n", "", nil},
		"head alone":      {"id,viewer\n", "", nil},
		"words of a head": {"stream_id,title\na,b\n", "", []string{"a.anybody.video"}},
		"one word":        {"title,streamId\na,b\n", "", []string{"b.anybody.video"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := options()
			o.Column = c.column
			out, sum := sign(t, c.in, o, JSONLines)
			got := tokens(t, out)
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if sum.Rows != len(c.want) || sum.Failed != strings.Count(strings.Join(c.want, "|"), "!") {
				t.Errorf("%+v", sum)
			}
		})
	}
}

func TestNoSuchColumn(t *testing.T) {
	for _, in := range []string{"id,name\na,b\n", "a\nb\n"} {
		o := options()
		o.Column = "asset"
		if _, err := Sign(t.Context(), strings.NewReader(in), o, nowhere(), nil); !errors.Is(err, ErrColumn) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

// A list that is a key, as where the two files were mixed up, is neither signed nor written.
func TestListIsAKey(t *testing.T) {
	for _, name := range []string{"A01_rsa2048_pkcs8.pem", "C01_b64pem.txt", "A26_ec_P-521.jwk", "A16_rsa2048_openssh.pub", "C04_b64pem_wrapped64.txt"} {
		in := string(fixtures.File(t, "keys/importer/testdata/"+name))
		for _, in := range []string{in, "\n\n" + in} {
			var rows []SignRow
			sum, err := Sign(t.Context(), strings.NewReader(in), options(), func(r []SignRow) error { rows = append(rows, r...); return nil }, nil)
			if !errors.Is(err, ErrKey) || len(rows) > 0 || sum.Rows > 0 {
				t.Errorf("%s: %v, %d rows", name, err, len(rows))
			}
		}
	}
	in := "16af5b33-cf4d-4717-9b90-ce429a124455\nkey-of-the-shop\nMIIshort\n"
	if sum, err := Sign(t.Context(), strings.NewReader(in), options(), nowhere(), nil); err != nil || sum.Rows != 3 {
		t.Errorf("%+v, %v", sum, err)
	}
}

func TestHead(t *testing.T) {
	for in, want := range map[string]string{"id,name\na,b": "id|name", "a,b\nc,d": "", "a": "", "": "", "Stream ID\na": "Stream ID"} {
		if got := strings.Join(Head([]byte(in), stub), "|"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestDoubtfulHead: a first line that is no ID above lines that are is not signed.
func TestDoubtfulHead(t *testing.T) {
	const id, other = "16af5b33-cf4d-4717-9b90-ce429a124455", "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44"
	for name, c := range map[string]struct {
		in     string
		failed int
	}{
		"names of columns": {"Video,Title\n" + id + ",One\n", 1},
		"one name":         {"videos\n\n" + id + "\n" + other + "\n", 1},
		"with digits":      {"video-1\n" + id + "\n", 0},
		"no IDs below":     {"my-video\nyour-video\n", 0},
		"alone":            {"my-video\n", 0},
		"behind an ID":     {id + "\nmy-video\n" + other + "\n", 0},
		"IDs alone":        {id + "\n" + other + "\n", 0},
		"named":            {"PLAYBACK ID;title\n" + id + ";One\n", 0},
	} {
		t.Run(name, func(t *testing.T) {
			pl := all.ByName("fastpix")
			o := SignOptions{Platform: pl, Request: platform.Request{Values: map[string]string{platform.KeyID: other}, Key: fixtures.Key(t), IssuedAt: time.Unix(1744780459, 0)}}
			var first SignRow
			sum, err := Sign(t.Context(), strings.NewReader(c.in), o, func(rows []SignRow) error { first = rows[0]; return nil }, nil)
			if err != nil || sum.Failed != c.failed || (c.failed > 0) != strings.Contains(first.Wrong, "names of columns") {
				t.Errorf("%+v, %v, %q", sum, err, first.Wrong)
			}
		})
	}
}

// TestUnusedColumns: what a list has beside its IDs is named where nothing is made of it.
func TestUnusedColumns(t *testing.T) {
	_, sum := sign(t, "id,viewer,title,Lifetime\na,b,c,1h\n", options(), JSONLines)
	if got := sum.NotUsed(); got != "Not used: title and Lifetime." {
		t.Error(got)
	}
	sum.Unused = strings.Split(strings.Repeat("x ", 20), " ")
	if got := sum.NotUsed(); !strings.HasSuffix(got, "and 13 further columns.") {
		t.Error(got)
	}
}

func TestCSV(t *testing.T) {
	o := options()
	for name, c := range map[string]struct {
		in   string
		want [][]string
	}{
		"lines": {"a\nb c\nodd\n", [][]string{
			{"id", "token", "expires_at", "stream_url", "remark", "error"},
			{"a", "a.anybody.video", "2025-04-16T06:14:19Z", "https://stub.example/a.anybody.video", "", ""},
			{"b c", "", "", "", "", "An ID has no spaces."},
			{"odd", "odd.anybody.video", "2025-04-16T06:14:19Z", "https://stub.example/odd.anybody.video", "This looks odd.", ""},
		}},
		"other URLs later": {"id,kind\n" + strings.Repeat("a,video\n", chunkRows) + "b,drm\n", append(
			[][]string{{"id", "token", "expires_at", "stream_url", "other_urls", "remark", "error"}},
			append(slicesOf(chunkRows, []string{"a", "a.anybody.video", "2025-04-16T06:14:19Z", "https://stub.example/a.anybody.video", "", "", ""}),
				[]string{"b", "b.anybody.drm", "2025-04-16T06:14:19Z", "https://stub.example/b.anybody.drm", "https://drm.example/b.anybody.drm", "", ""})...)},
		"nothing": {"", [][]string{{"id", "token", "expires_at", "other_urls", "remark", "error"}}},
	} {
		t.Run(name, func(t *testing.T) {
			out, _ := sign(t, c.in, o, CSV)
			got, err := csv.NewReader(strings.NewReader(out)).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestSeveralTokens: a further token has a place of its own where it is not the same
// text as the first.
func TestSeveralTokens(t *testing.T) {
	two := *stub
	two.Compose = func(f platform.Filled) []platform.Draft {
		list := drafts(stubFormat{}, platform.ID)(f)
		further := drafts(stubFormat{}, platform.ID, "viewer")(f)[0]
		if further.Name = "licence-token"; f.Get("kind") == "drm" {
			further.Claims = list[0].Claims
		}
		return append(list, further)
	}
	two.URLs = func(_ platform.Filled, t platform.NamedToken) []platform.URL {
		if t.Name != "token" {
			return []platform.URL{{Name: "Licence", URL: "https://drm.example/" + t.Text}}
		}
		return stub.URLs(platform.Filled{}, t)
	}
	o := options()
	o.Platform = &two
	out, _ := sign(t, "a\n", o, CSV)
	const want = "id,token,expires_at,licence_token,stream_url,licence_url,remark,error\n" +
		"a,a,2025-04-16T06:14:19Z,a.anybody,https://stub.example/a,https://drm.example/a.anybody,,\n"
	if out != want {
		t.Errorf("%s", out)
	}
	out, _ = sign(t, "id,kind\na,video\nb,drm\n", o, JSONLines)
	first, second, _ := strings.Cut(out, "\n")
	if !strings.Contains(first, `"tokens":[{"name":"token","token":"a"},{"name":"licence-token","token":"a.anybody"}]`) || strings.Contains(second, "tokens") {
		t.Errorf("%s", out)
	}
}

func slicesOf(n int, row []string) [][]string {
	list := make([][]string, n)
	for i := range list {
		list[i] = row
	}
	return list
}

func TestEndless(t *testing.T) {
	o := options()
	o.Request.Endless = true
	out, _ := sign(t, "a\n", o, JSONLines)
	if strings.Contains(out, "expires_at") {
		t.Error(out)
	}
}

func TestSummaryAndProgress(t *testing.T) {
	var seen []int
	in := strings.Repeat("a\n", 200) + "b c\nodd\n"
	sum, err := Sign(t.Context(), strings.NewReader(in), options(), nowhere(), func(n int) { seen = append(seen, n) })
	if err != nil || !reflect.DeepEqual(sum, Summary{Rows: 202, Failed: 1, Warned: 1}) {
		t.Errorf("%+v, %v", sum, err)
	}
	if fmt.Sprint(seen) != "[64 128 192 202]" {
		t.Errorf("progress %v", seen)
	}
}

// Rows that take longer come out where they stand in the list all the same.
func TestOrder(t *testing.T) {
	slow := *stub
	slow.Compose = drafts(stubFormat{slow: true}, platform.ID)
	o := options()
	o.Platform, o.Workers = &slow, 7
	var in strings.Builder
	const n = 5000
	for i := range n {
		fmt.Fprintf(&in, "%d\n", i*i)
	}
	out, sum := sign(t, in.String(), o, JSONLines)
	for i, got := range tokens(t, out) {
		if got != fmt.Sprint(i*i) {
			t.Fatalf("row %d is %s", i, got)
		}
	}
	if sum.Rows != n {
		t.Errorf("%+v", sum)
	}
}

// endless is a list without an end, and one that hangs where wait is set.
type endless struct{ wait <-chan struct{} }

func (e endless) Read(b []byte) (int, error) {
	if e.wait != nil {
		<-e.wait
		return 0, io.EOF
	}
	for i := range b {
		b[i] = "abc\n"[i%4]
	}
	return len(b) / 4 * 4, nil
}

func TestCancel(t *testing.T) {
	t.Run("in the middle", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		sum, err := Sign(ctx, endless{}, options(), nowhere(), func(n int) {
			if n >= 1000 {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) || sum.Rows < 1000 {
			t.Errorf("%+v, %v", sum, err)
		}
	})
	t.Run("while the list hangs", func(t *testing.T) {
		wait := make(chan struct{})
		defer close(wait)
		ctx, cancel := context.WithCancel(t.Context())
		r := io.MultiReader(strings.NewReader(strings.Repeat("a\n", 2*chunkRows)), endless{wait})
		_, err := Sign(ctx, r, options(), nowhere(), func(int) { cancel() })
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

type broken struct{}

var errBroken = errors.New("the disk is full")

func (broken) Write([]byte) (int, error) { return 0, errBroken }
func (broken) Read([]byte) (int, error)  { return 0, errBroken }

// unread reports whether it was the list that could not be read.
func unread(err error) bool {
	var e *ReadError
	return errors.As(err, &e)
}

func TestErrorsOfReaderAndWriter(t *testing.T) {
	many := strings.Repeat("abc\n", 10_000)
	if _, err := Sign(t.Context(), strings.NewReader(many), options(), NewSheet(broken{}, JSONLines).Write, nil); !errors.Is(err, errBroken) || unread(err) {
		t.Errorf("write: %v", err)
	}
	if _, err := Sign(t.Context(), io.MultiReader(strings.NewReader(many), broken{}), options(), nowhere(), nil); !errors.Is(err, errBroken) || !unread(err) {
		t.Errorf("read: %v", err)
	}
	if _, err := Sign(t.Context(), broken{}, options(), nowhere(), nil); !errors.Is(err, errBroken) || !unread(err) {
		t.Errorf("read at once: %v", err)
	}
}

// numbers is a list of n IDs, made as it is read.
type numbers struct{ at, n int }

func (l *numbers) Read(b []byte) (int, error) {
	const row = 37
	var read int
	for ; l.at < l.n && read+row <= len(b); l.at++ {
		read += copy(b[read:], fmt.Sprintf("%036d\n", l.at))
	}
	if read == 0 && l.at == l.n {
		return 0, io.EOF
	}
	return read, nil
}

// TestMemoryDoesNotGrow measures the memory in use after a collection, at the
// same number of places of a short list and of one a hundred times as long.
func TestMemoryDoesNotGrow(t *testing.T) {
	if raced {
		t.Skip("the race detector keeps memory of its own")
	}
	most := func(n int) (most uint64) {
		rows := 0
		sum, err := Sign(t.Context(), &numbers{n: n}, options(), nowhere(), func(done int) {
			if done-rows < n/8 {
				return
			}
			rows = done
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
		})
		if err != nil || sum.Rows != n || sum.Failed > 0 {
			t.Fatalf("%+v, %v", sum, err)
		}
		return most
	}
	short, long := most(2_000), most(200_000)
	if long > short+2<<20 {
		t.Errorf("2,000 rows take %d KiB, 200,000 take %d KiB", short>>10, long>>10)
	}
}
