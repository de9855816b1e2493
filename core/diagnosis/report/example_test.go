package report_test

import (
	"fmt"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/report"
)

// A report is for a ticket, as Markdown or as JSON.
func Example() {
	c := diagnosis.Read("https://stream.mux.com/DS00Spx1CV902MCtPj5WknGlR102V5HFkDe.m3u8", diagnosis.Options{Now: time.Unix(1744866859, 0)})
	r := report.New(c, report.Options{Now: time.Unix(1744866859, 0)})
	fmt.Println(r.Verdict, "-", r.Headline)
	fmt.Println(r.At, r.Platform, r.URL)
	// Output:
	// may_fail - Playback may fail: there is no token
	// 2025-04-17T05:14:19Z mux https://stream.mux.com/DS00Spx1CV902MCtPj5WknGlR102V5HFkDe.m3u8
}
