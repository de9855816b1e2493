//go:build web

package webtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

// TestAddress: what a link brings behind its # is read, and taken out of the address at once.
func TestAddress(t *testing.T) {
	expired := host + fixtures.PlaybackID + ".m3u8?token=" + diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749900000, "exp": 1749903600})
	cases := []struct{ name, hash, field, code string }{
		{"encoded", strings.ReplaceAll(url.QueryEscape(expired), "+", "%20"), expired, "expired"},
		{"as it is", expired, expired, "expired"},
		{"as it is, with an encoding of its own", strings.Replace(expired, "eyJ", "%2565yJ", 1), strings.Replace(expired, "eyJ", "%2565yJ", 1), ""},
		{"a percent sign alone", "100%", "100%", ""},
	}
	var visits []Visit
	for _, c := range cases {
		visits = append(visits, Visit{URL: Page(t) + "#" + c.hash, Clock: clock, Steps: []Step{do("see")}})
	}
	visits = append(visits, Visit{URL: Page(t), Clock: clock, Steps: []Step{do("hash", url.QueryEscape(expired)), do("wait", "#verdict"), do("see")}})
	cases = append(cases, struct{ name, hash, field, code string }{"into the page that is open", "", expired, "expired"})
	for i, seen := range Visits(t, visits) {
		t.Run(cases[i].name, func(t *testing.T) {
			s := seen[0]
			if s.Address != Page(t) || s.Field != cases[i].field {
				t.Errorf("at %s: %q", s.Address, s.Field)
			}
			if cases[i].code != "" && s.Code != cases[i].code {
				t.Errorf("%s: %s", s.Code, s.Headline)
			}
		})
	}
}

// TestPolicy: served as any host does, the page opens no connection, and cannot: whatever a
// script in it tries is refused by its policy.
func TestPolicy(t *testing.T) {
	var asked atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}))
	defer other.Close()
	served := httptest.NewServer(http.FileServer(http.Dir(Folder(t))))
	defer served.Close()
	seen := Visits(t, []Visit{{URL: served.URL + "/", Online: true, Steps: []Step{do("paste", "403"), do("see"), do("connect", other.URL), do("see")}}})[0]
	for _, r := range seen[0].Requests {
		if !strings.HasPrefix(r, served.URL) && !local(r) {
			t.Errorf("asked for %s", r)
		}
	}
	if seen[0].State == "" || len(seen[0].Errors) > 0 {
		t.Errorf("%s, %q", seen[0].State, seen[0].Errors)
	}
	if got := seen[1].Refused; got != allRefused {
		t.Errorf("the policy has refused by %q", got)
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("%d requests have left the page", n)
	}
	for _, e := range seen[1].Errors {
		t.Log("the browser says:", e)
	}
}

// looks are the sizes and colours in which the page is drawn.
var looks = []struct {
	name          string
	width, height int
	dark          bool
}{{"light", 1120, 740, false}, {"dark", 1120, 740, true}, {"phone", 360, 740, false}, {"phone-dark", 360, 740, true}}

// TestLooks: nothing is wider than the window, down to a phone; the pictures of it are left in
// the folder that PLAYTOKEN_PICTURES names.
func TestLooks(t *testing.T) {
	folder := os.Getenv("PLAYTOKEN_PICTURES")
	good := host + fixtures.PlaybackID + ".m3u8?token=" + diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749960000, "exp": 1750039200})
	wrong := strings.Replace(good, fixtures.PlaybackID, "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44", 1)
	line := `203.0.113.7 - - [15/Jun/2025:02:05:11 +0000] "GET ` + strings.TrimPrefix(good, "https://stream.fastpix.com") + ` HTTP/2.0" 403 112 "https://shop.example/watch/42" "Mozilla/5.0 (iPhone)"`
	log := strings.Repeat(strings.ReplaceAll(line, " 403 ", " 200 ")+"\n", 20) + strings.Repeat(line+"\n", 9) + strings.Repeat(strings.Replace(line, fixtures.PlaybackID, "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44", 1)+"\n", 5) +
		strings.Repeat(strings.Replace(line, "eyJ", "", 1)+"\n", 2)
	states := []struct {
		name  string
		steps []Step
	}{
		{"empty", nil},
		{"fails", []Step{do("paste", "curl -I '"+wrong+"'")}},
		{"plays", []Step{do("key", string(diagnosistest.KeyText(t, "rsa.public"))), do("paste", good)}},
		{"line", []Step{do("paste", line)}},
		{"secret", []Step{do("paste", string(diagnosistest.KeyText(t, "rsa")))}},
		{"answer", []Step{do("paste", "Stream details not found, 403")}},
		{"log", []Step{{Do: "choose", Name: "edge-2025-06-15.log", Text: log}, do("wait", "#feed .line")}},
		{"row", []Step{{Do: "choose", Name: "edge-2025-06-15.log", Text: log}, do("wait", "#feed .line"), do("tab", "[data-row]"), do("press", "End Enter"), do("wait", "#row")}},
	}
	var visits []Visit
	var names []string
	for _, look := range looks {
		for _, state := range states {
			v := Visit{URL: Page(t), Clock: clock, Width: look.width, Height: look.height, Dark: look.dark, Still: true, Steps: append(state.steps[:len(state.steps):len(state.steps)], do("see"))}
			if look.name == "phone-dark" && state.name != "fails" {
				continue
			}
			if folder != "" {
				v.Steps = append(v.Steps, do("shot", filepath.Join(folder, state.name+"-"+look.name+".png")))
			}
			visits, names = append(visits, v), append(names, state.name+", "+look.name)
		}
		if folder != "" {
			about := strings.Replace(Page(t), "index.html", "causes/expired.html", 1)
			visits, names = append(visits, Visit{URL: about, Width: look.width, Height: look.height, Dark: look.dark, Steps: []Step{do("shot", filepath.Join(folder, "cause-"+look.name+".png"))}}), append(names, "")
		}
	}
	for i, seen := range Visits(t, visits) {
		for _, s := range seen {
			if s.Overflows || len(s.Errors) > 0 {
				t.Errorf("%s: wider than the window %t, errors %q", names[i], s.Overflows, s.Errors)
			}
		}
	}
}

// TestMedia: what is printed is dark on white, with nothing to press, and in forced colours the
// chosen row of a log can be read.
func TestMedia(t *testing.T) {
	steps := []Step{do("paste", "403"), do("see")}
	line := "203.0.113.7 - - [15/Jun/2025:02:05:11 +0000] \"GET /a.m3u8?token=" + diagnosistest.FastPix(t, "rsa", nil) + " HTTP/2.0\" 403 112 \"-\" \"x\"\n"
	seen := Visits(t, []Visit{
		{URL: Page(t), Steps: steps},
		{URL: Page(t), Dark: true, Steps: steps},
		{URL: Page(t), Dark: true, Print: true, Steps: steps},
		{URL: Page(t), Forced: true, Steps: []Step{{Do: "drop", Name: "a.log", Text: strings.Repeat(line, 9)}, do("wait", "#feed .line"), do("tab", "[data-row]"), do("press", "Enter"), do("wait", "#row"), do("see")}},
	})
	light, dark, printed, forced := seen[0][0], seen[1][0], seen[2][0], seen[3][0]
	if printed.Inks[0] != light.Inks[0] || printed.Inks[0] == dark.Inks[0] || printed.Buttons > 0 || light.Buttons == 0 || printed.Headline != light.Headline {
		t.Errorf("printed in %q with %d buttons, light %q, dark %q", printed.Inks, printed.Buttons, light.Inks, dark.Inks)
	}
	if len(forced.Inks) != 1 || len(forced.Rows) != 9 {
		t.Errorf("in forced colours a row has %q", forced.Inks)
	}
}

// large is a log of some megabytes, each line of which has a token of its own.
func large(tb testing.TB, lines int) string {
	token := diagnosistest.FastPix(&testing.T{}, "rsa", nil)
	token = token[:len(token)-8]
	var b strings.Builder
	for i := range lines {
		b.WriteString(time.Unix(1749999000+int64(i)/10, 0).UTC().Format("203.0.113.7 - - [02/Jan/2006:15:04:05 +0000]") + ` "GET /` + fixtures.PlaybackID + `.m3u8?token=` + token + fmt.Sprintf(`%08d HTTP/2.0" 403 112 "-" "x"`, i) + "\n")
	}
	path := filepath.Join(tb.TempDir(), "edge.log")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// TestLarge: a log of some megabytes is read by a thread beside the page, or by turns with it
// where there can be none; Escape ends that, and lists what was read until then.
func TestLarge(t *testing.T) {
	path := large(t, 6000)
	files := http.FileServer(http.Dir(Folder(t)))
	strict := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "worker-src 'none'")
		files.ServeHTTP(w, r)
	}))
	defer strict.Close()
	for _, c := range []struct {
		name    string
		visit   Visit
		threads int
	}{
		{"from a folder", Visit{URL: Page(t)}, 1},
		{"by turns", Visit{URL: strict.URL + "/", Online: true}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.visit.Steps = []Step{
				{Do: "choose", Name: path},
				do("wait", "#causes tbody tr"), do("see"),
				{Do: "choose", Name: path},
				do("wait", "#log-about:has-text('so far')"), do("press", "Escape"), do("gone", "#stop"), do("see"),
				do("press", "Escape"), do("see"),
			}
			s := Visits(t, []Visit{c.visit})[0]
			whole, cancelled, left := s[0], s[1], s[2]
			if !strings.Contains(whole.LogAbout, "6,000 lines, 6,000 tokens") || len(whole.Causes) == 0 || whole.Threads != c.threads {
				t.Errorf("%s %s %q, threads: %d", whole.Log, whole.LogAbout, whole.Causes, whole.Threads)
			}
			if !strings.HasPrefix(cancelled.LogAbout, "edge.log: ") || strings.Contains(cancelled.LogAbout, "6,000 lines") || !strings.Contains(cancelled.Status, "Cancelled.") || len(cancelled.Rows) == 0 {
				t.Errorf("%s %s, told %q, rows %q", cancelled.Log, cancelled.LogAbout, cancelled.Status, cancelled.Rows)
			}
			if left.Log != "" || left.Focus != "text" {
				t.Errorf("%+v", left)
			}
		})
	}
}
