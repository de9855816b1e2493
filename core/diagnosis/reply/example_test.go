package reply_test

import (
	"fmt"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/reply"
)

// A customer is told what to do, without jargon.
func Example() {
	now := time.Unix(1744866859, 0)
	c := diagnosis.Read("https://stream.mux.com/DS00Spx1CV902MCtPj5WknGlR102V5HFkDe.m3u8", diagnosis.Options{Now: now})
	fmt.Println(reply.Text(c, now))
	// Output:
	// This may be why your video does not play. Your link lacks the part that lets you watch the video. Please copy the whole link again, or ask for a new one.
}
