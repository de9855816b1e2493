package probe_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/platform/all"
	"playtoken/core/probe"
)

// One request, and what its answer says together with the token.
func Example() {
	edge := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=2800000,RESOLUTION=1280x720\n720p.m3u8\n")
	}))
	defer edge.Close()

	u := edge.URL + "/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8"
	a, f := probe.New(time.Now).Ask(context.Background(), probe.Request{URL: u, Platform: all.ByName("fastpix")})
	if f != nil {
		fmt.Println(f.Text)
		return
	}
	fmt.Println(a.Status, a.Kind, a.Manifest.Variants[0].Name, a.Manifest.Travels)
	o := diagnosis.Options{Now: time.Now(), Platform: a.Platform}
	v := a.Judge(diagnosis.Read(u, o), nil, o)
	fmt.Println(v.State, v.Headline)
	// Output:
	// 200 hls 720p nothing
	// plays Plays: 127.0.0.1 answered 200
}
