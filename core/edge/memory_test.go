//go:build !race

package edge_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"playtoken/core/edge"
)

// TestRefusedFillNoMemory: any page on this machine may send requests, and what is found out of
// tokens that no key here made is kept by nobody.
func TestRefusedFillNoMemory(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	var b strings.Builder
	for i := range 700 {
		fmt.Fprintf(&b, `,"claim%d":"%d"`, i, i)
	}
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	for i := range 1200 {
		tok := "eyJhbGciOiJSUzI1NiJ9." + base64.RawURLEncoding.EncodeToString([]byte(fmt.Sprintf(`{"n":%d%s}`, i, b.String()))) + ".c2ln"
		r := httptest.NewRequest(http.MethodGet, fmt.Sprintf("/stream.fastpix.com/%d.m3u8?token=%s", i, tok), nil)
		r.Host = strings.TrimPrefix(e.Address(), "http://")
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		if w.Code == http.StatusOK {
			t.Fatal("it plays")
		}
	}
	if grown := int64(heap()-before) >> 20; grown > 20 {
		t.Errorf("%d MiB are kept", grown)
	}
}

// TestTokenIsNoHost: a token in the place of the host is in no log.
func TestTokenIsNoHost(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	const tok = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3OTYwMjg1Nzd9.5CDx0fodP7R3vCnJsCpefRKdd75YvfQaux3xrrXWUVw"
	if r := get(t, e.Address()+"/"+tok+"/manifest/video.m3u8"); r.status != http.StatusNotFound {
		t.Errorf("%d", r.status)
	}
	for _, entry := range e.Log() {
		if s := fmt.Sprintf("%+v", entry); strings.Contains(s, tok[24:40]) {
			t.Errorf("the log has it: %s", s)
		}
	}
}
