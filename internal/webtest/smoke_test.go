//go:build !race

package webtest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

// TestSmoke: the page as it is built loads from a host, says of some cases what the core says,
// lists a log, and opens no connection. "make web-test" goes through all of it.
func TestSmoke(t *testing.T) {
	if testing.Short() {
		t.Skip("opens a browser")
	}
	served := httptest.NewServer(http.FileServer(http.Dir(Folder(t))))
	defer served.Close()
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Error("asked for", r.URL) }))
	defer other.Close()
	now, err := time.Parse(time.RFC3339, clock)
	if err != nil {
		t.Fatal(err)
	}
	cases := chosen(t, 20)
	visit := Visit{URL: served.URL + "/", Clock: clock, Online: true}
	for _, c := range cases {
		visit.Steps = append(visit.Steps, Step{Do: "key", Text: c.key}, Step{Do: "fill", Text: c.text}, do("see"))
	}
	line := host + fixtures.PlaybackID + ".m3u8?token=" + diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749900000, "exp": 1749903600}) + "\n"
	visit.Steps = append(visit.Steps, Step{Do: "key"}, Step{Do: "choose", Name: "edge.log", Text: strings.Repeat(line, 50)}, do("wait", "#feed .line"), do("see"), do("connect", other.URL), do("see"))
	seen := Visits(t, []Visit{visit})[0]
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			same(t, seen[i], wordsOf(diagnosis.Read(c.text, diagnosis.Options{Now: now, Keys: keysOf(c.key)})))
			for _, r := range seen[i].Requests {
				if !strings.HasPrefix(r, served.URL) && !local(r) {
					t.Error("asked for", r)
				}
			}
		})
	}
	log, refused := seen[len(cases)], seen[len(cases)+1]
	if log.Log != "50 of 50 tokens fail or may fail, from one cause" || log.Count != "50 rows" || len(log.Errors) > 0 {
		t.Errorf("%q, %q, %q", log.Log, log.Count, log.Errors)
	}
	if refused.Refused != allRefused {
		t.Errorf("the policy has refused by %q", refused.Refused)
	}
}
