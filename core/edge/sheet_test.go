package edge_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"playtoken/core/edge"
	"playtoken/core/platform/all"
)

// TestNamesOfSheets: the picture of a sheet is found from where its list lies, whatever the
// list is called.
func TestNamesOfSheets(t *testing.T) {
	p := all.ByName("jwt")
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	u := made(t, p, now).URLs()[0].URL
	folder, token := u[:strings.LastIndexByte(u, '/')+1], u[strings.IndexByte(u, '?'):]
	for name, want := range map[string]string{"a.vtt": "a.jpg", "a:b.vtt": "./a:b.jpg", ".vtt": ".jpg"} {
		r := get(t, at(t, e, folder+name+token))
		_, picture, _ := strings.Cut(r.body, "00:00:02.000\n")
		picture, _, _ = strings.Cut(picture, "#")
		if !strings.HasPrefix(picture, want+"?edge-proof=") || get(t, at(t, e, folder+strings.TrimPrefix(picture, "./"))).status != 200 {
			t.Errorf("%s: %d, %s", name, r.status, r.body)
		}
	}
}

// TestEndingOfASheet: some letters that a client sends as they are have small ones of more bytes.
func TestEndingOfASheet(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	for _, u := range urlsOf(all.ByName("fastpix"), made(t, all.ByName("fastpix"), now)) {
		if u.Name != "Spritesheet" {
			continue
		}
		address := strings.Replace(at(t, e, u.URL), "spritesheet.jpg", "spritesheet."+strings.Repeat("Ⱥ", 100), 1)
		r := httptest.NewRequest(http.MethodGet, strings.TrimPrefix(address, e.Address()), nil)
		r.Host = strings.TrimPrefix(e.Address(), "http://")
		w := httptest.NewRecorder()
		if e.ServeHTTP(w, r); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"spritesheet.jpg?edge-proof=`) {
			t.Errorf("%d, %s", w.Code, w.Body)
		}
		return
	}
	t.Error("there is no sheet")
}
