package desktop

import (
	"bytes"
	"io"
	"os"
	"strings"
)

// NoWindow says that no window could be opened, why, and what helps, and ends the program
// with status 1.
func NoWindow(cause string) {
	say(noWindow(cause))
	os.Exit(1)
}

func noWindow(cause string) string {
	return "Playtoken cannot open a window: " + strings.TrimSuffix(cause, ".") + `.

A window needs a screen with OpenGL.
- Over ssh: connect with "ssh -X", or start it on the computer itself.
- In a virtual machine: switch on 3D acceleration and install the guest's drivers.
- On a remote desktop or without a graphics driver: start it with a software renderer,
  on Linux LIBGL_ALWAYS_SOFTWARE=1.

ptok does the same in a terminal, without a window.
`
}

// toolkitLog is what the toolkit logs. That it has no window is said there alone.
type toolkitLog struct {
	out      io.Writer
	noWindow func(cause string)
	failing  bool
	dropping bool // what was logged last is nothing that anybody can act on
}

// ToolkitLog passes on what the toolkit logs, and hears what it says when it cannot open a
// window: the cause comes on the line behind.
func ToolkitLog(out io.Writer, noWindow func(cause string)) io.Writer {
	return &toolkitLog{out: out, noWindow: noWindow}
}

// Write implements io.Writer; the log package writes one line at a time.
func (l *toolkitLog) Write(line []byte) (int, error) {
	for _, text := range []string{"failed to initialise GLFW", "window creation error"} {
		if bytes.Contains(line, []byte(text)) {
			l.failing, l.dropping = true, false
			return len(line), nil
		}
	}
	detail := bytes.Contains(line, []byte("  Cause: ")) || bytes.Contains(line, []byte("  At: "))
	if l.dropping = detail && l.dropping || bytes.Contains(line, []byte("failed to watch theme settings")) || bytes.Contains(line, []byte("failed to stop watching")) ||
		bytes.Contains(line, []byte("Preferences load error")); l.dropping {
		return len(line), nil
	}
	if _, cause, ok := bytes.Cut(line, []byte("Cause: ")); ok && l.failing {
		l.noWindow(strings.TrimSpace(string(cause)))
		return len(line), nil
	}
	return l.out.Write(line)
}
