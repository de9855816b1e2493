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

// Where the first row of a log's list stands in the default window, below three causes.
var firstRow = [2]int{400, 417}

// TestLogJourney drops a log file on the window, and goes from the list of its
// verdicts to the tokens behind them, by mouse and by keyboard.
func TestLogJourney(t *testing.T) {
	t.Parallel()
	j := whyJourney{t: t, key: newKey(t), look: "light"}
	now := time.Now().Truncate(time.Second)
	lines := []string{"# viewer requests"}
	yesterday := j.sign(playbackID, now.Add(-26*time.Hour)) // ended two hours ago
	request := func(status int, of, token string, at time.Time) {
		lines = append(lines, fmt.Sprintf(`203.0.113.7 - - [%s] "GET /%s.m3u8?token=%s HTTP/2" %d 162 "-" "player/1.4"`,
			at.UTC().Format("02/Jan/2006:15:04:05 -0700"), of, token, status))
	}
	today := j.sign(playbackID, now.Add(-time.Hour))
	request(200, playbackID, today, now)
	request(403, playbackID, yesterday, now)
	request(403, playbackID, yesterday, now.Add(-10*time.Hour))
	request(403, otherID, today, now)
	file := filepath.Join(t.TempDir(), "access.log")
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}

	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	w.WaitFor("the window to be still", stepLimit, func() bool { return same(w.Picture(), w.Picture()) })
	w.Drop(file, 600, 400)
	w.Screenshot("why-log-light")
	w.Click(firstRow[0], firstRow[1]) // those that were refused are listed
	copied(w, "the verdict of line 3", func(s string) bool { return strings.Contains(s, "the token expired") })
	w.Screenshot("why-log-row-light")
	w.Key("Down")
	copied(w, "the verdict of line 4, as of its time", func(s string) bool {
		return strings.Contains(s, "when it was asked for") && strings.Contains(s, "Refused with 403")
	})
	w.Key("Down")
	copied(w, "the verdict of line 5", func(s string) bool { return strings.Contains(s, "another playback ID") })
	w.Resize(860, 560)
	w.Screenshot("why-log-row-low-light")
}

// TestPasteJourney pastes a line of a log whose token was good when it was asked for, takes
// the reply for the customer away, and drops the mail of another one.
func TestPasteJourney(t *testing.T) {
	t.Parallel()
	j := whyJourney{t: t, key: newKey(t), look: "light"}
	now := time.Now().Truncate(time.Second)
	tok := j.sign(playbackID, now.Add(-26*time.Hour))
	w := Open(t, Playtoken, "Playtoken", Options{Theme: "light"})
	j.w = w
	w.Key("ctrl+2")
	w.Paste(fmt.Sprintf(`203.0.113.7 - - [%s] "GET /%s.m3u8?token=%s HTTP/2" 403 162 "-" "player/1.4"`,
		now.Add(-10*time.Hour).UTC().Format("02/Jan/2006:15:04:05 -0700"), playbackID, tok))
	copied(w, "the verdict without a key", func(s string) bool {
		return strings.Contains(s, "Refused with 403, though nothing in the token explains it")
	})
	w.Key("x") // by accident: the field for a text has gone
	w.Paste(j.key.base64PEM)
	verdict := copied(w, "the verdict with the key pasted behind it", func(s string) bool { return strings.Contains(s, "Refused with 403, though the token had no fault") })
	if !strings.Contains(verdict, "when it was asked for") || !strings.Contains(verdict, "Now it has expired: it ended at ") {
		t.Errorf("verdict = %s", verdict)
	}
	w.Screenshot("why-403-light")
	w.SetClipboard("")
	press(w, stopReport)
	w.Key("Down", "Down", "Return")
	reply := w.WaitClipboard("the reply", func(s string) bool { return strings.Contains(s, "Your link was complete") })
	if strings.Contains(reply, "oken") || !strings.Contains(reply, "By now your link has ended, too.") {
		t.Errorf("reply = %s", reply)
	}

	url := "https://stream.fastpix.com/" + otherID + ".m3u8?token=" + j.sign(playbackID, now)
	var body strings.Builder
	for quoted := strings.ReplaceAll(url, "=", "=3D"); quoted != ""; {
		n := min(70, len(quoted))
		for n < len(quoted) && strings.Contains(quoted[n-2:n], "=") { // a code is not cut
			n--
		}
		body.WriteString(quoted[:n])
		if quoted = quoted[n:]; quoted != "" {
			body.WriteString("=\r\n")
		}
	}
	mail := filepath.Join(t.TempDir(), "it does not play.eml")
	if err := os.WriteFile(mail, []byte("From: ann@shop.example\r\nSubject: it does not play\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nHi,\r\n"+body.String()+"\r\nAnn\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Drop(mail, 600, 400)
	copied(w, "the verdict of the mail", func(s string) bool { return strings.Contains(s, "another playback ID") })
	w.Screenshot("why-mail-light")
}
