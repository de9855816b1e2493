//go:build e2e && linux

package e2e

import (
	"os/exec"
	"strings"
	"time"
)

// SetClipboard puts text on the clipboard, as another program would.
func (s *Screen) SetClipboard(text string) {
	s.tb.Helper()
	// xclip leaves a child behind that serves the text. It keeps whatever it
	// inherits open, so it gets no pipe to write to; it ends with the screen.
	cmd := exec.Command("xclip", "-selection", "clipboard", "-in")
	cmd.Env = s.env
	cmd.Stdin = strings.NewReader(text)
	if err := cmd.Run(); err != nil {
		s.tb.Fatalf("xclip: %v", err)
	}
	s.WaitClipboard("the text just put there", func(now string) bool { return now == text })
}

// Clipboard is the text on the clipboard, empty when there is none.
func (s *Screen) Clipboard() string {
	s.tb.Helper()
	out, err := s.command("xclip", "-selection", "clipboard", "-out")
	if err != nil {
		return "" // nobody owns the clipboard, or it holds no text
	}
	return out
}

// WaitClipboard waits for text that is right on the clipboard and returns it.
func (s *Screen) WaitClipboard(what string, right func(string) bool) string {
	s.tb.Helper()
	var text string
	WaitFor(s.tb, "the clipboard to hold "+what, 10*time.Second, func() bool {
		text = s.Clipboard()
		return right(text)
	})
	return text
}
