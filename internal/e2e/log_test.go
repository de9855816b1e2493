//go:build e2e && linux

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Where the first row of a log's list stands in the default window, and how high
// a row is.
var firstRow, rowHeight = [2]int{400, 292}, 26

// TestLogJourney drops a log file on the window, and goes from the list of its
// verdicts to the tokens behind them, by mouse and by keyboard.
func TestLogJourney(t *testing.T) {
	t.Parallel()
	j := whyJourney{t: t, key: newKey(t), look: "light"}
	now := time.Now().Truncate(time.Second)
	lines := []string{"# viewer requests"}
	request := func(status int, of, in string, issued time.Time) {
		lines = append(lines, fmt.Sprintf(`203.0.113.7 - - [22/Nov/2026:02:05:11 +0000] "GET /%s.m3u8?token=%s HTTP/2" %d 162 "-" "player/1.4"`,
			of, j.sign(in, issued), status))
	}
	request(200, playbackID, playbackID, now)
	request(403, playbackID, playbackID, now.Add(-26*time.Hour))
	request(403, otherID, playbackID, now)
	file := filepath.Join(t.TempDir(), "access.log")
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}

	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	w.WaitFor("the window to be still", stepLimit, func() bool { return same(w.Picture(), w.Picture()) })
	w.Drop(file, 600, 400)
	w.Screenshot("why-log-light")
	w.Click(firstRow[0], firstRow[1]+rowHeight)
	copied(w, "the verdict of line 3", func(s string) bool { return strings.Contains(s, "the token expired") })
	w.Screenshot("why-log-row-light")
	w.Key("Down")
	w.Key("space")
	copied(w, "the verdict of line 4", func(s string) bool { return strings.Contains(s, "another playback ID") })
	w.Resize(860, 560)
	w.Screenshot("why-log-row-low-light")
}
