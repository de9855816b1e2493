//go:build e2e && linux

package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Window is a running program with its window up, painted and focused.
type Window struct {
	*Screen
	// FirstPicture is how long the program took from its start until something
	// of it was to be seen.
	FirstPicture time.Duration

	program *process
	id      string
}

// Open opens a program on a screen of its own.
func Open(tb testing.TB, pkg, title string, o Options) *Window {
	tb.Helper()
	return NewScreen(tb, o).Open(pkg, title)
}

// Open builds the program once a run, starts it, waits for the window whose
// title begins with title, and focuses it.
func (s *Screen) Open(pkg, title string, args ...string) *Window {
	s.tb.Helper()
	path := build(s.tb, pkg)
	WaitFor(s.tb, "an empty screen", stepLimit, s.Empty)
	w := &Window{Screen: s}
	began := time.Now()
	var err error
	if w.program, err = s.start(exec.Command(path, args...)); err != nil {
		s.tb.Fatal(err)
	}
	s.tb.Cleanup(func() {
		s.tb.Helper()
		if s.tb.Failed() {
			w.explain()
		}
		w.Close()
	})
	for s.Empty() {
		if w.program.ended() || time.Since(began) > startLimit {
			s.tb.Fatalf("no window after %v", time.Since(began))
		}
		time.Sleep(time.Millisecond)
	}
	w.FirstPicture = time.Since(began)
	w.WaitFor("a window titled "+title, stepLimit, func() bool {
		out, err := s.command("xdotool", "search", "--onlyvisible", "--name", "^"+regexp.QuoteMeta(title))
		w.id, _, _ = strings.Cut(out, "\n")
		return err == nil && w.id != ""
	})
	// There is no window manager to hand out the focus.
	w.WaitFor("the focus", stepLimit, func() bool {
		if _, err := s.command("xdotool", "windowfocus", w.id); err != nil {
			return false
		}
		out, err := s.command("xdotool", "getwindowfocus")
		return err == nil && strings.TrimSpace(out) == w.id
	})
	return w
}

// For is the window in the hands of a subtest, which fails instead of the test
// that opened it.
func (w *Window) For(tb testing.TB) *Window {
	screen, window := *w.Screen, *w
	screen.tb, window.Screen = tb, &screen
	tb.Cleanup(func() {
		if tb.Failed() {
			window.explain()
		}
	})
	return &window
}

// WaitFor is the package's WaitFor that also fails when the program has ended.
func (w *Window) WaitFor(what string, limit time.Duration, done func() bool) {
	w.tb.Helper()
	WaitFor(w.tb, what, limit, func() bool {
		if w.program.ended() {
			w.tb.Helper()
			w.tb.Fatalf("the program ended while waiting for %s", what)
		}
		return done()
	})
}

// explain leaves what is needed to understand a failure.
func (w *Window) explain() {
	w.tb.Helper()
	name := "failed-" + strings.ReplaceAll(w.tb.Name(), "/", "-")
	w.tb.Logf("screen: %s", w.save(name, w.Image()))
	w.tb.Logf("the program printed:\n%s", w.Stderr())
}

// Close ends the program as the session's end would.
func (w *Window) Close() { w.program.stop() }

// PID is the program's process ID.
func (w *Window) PID() int { return w.program.cmd.Process.Pid }

// Stderr is what the program has printed until now.
func (w *Window) Stderr() string { return w.program.said() }

func (w *Window) xdotool(args ...string) string {
	w.tb.Helper()
	out, err := w.command("xdotool", args...)
	if err != nil {
		w.tb.Fatal(err)
	}
	return strings.TrimSpace(out)
}

// Title is the window's title.
func (w *Window) Title() string {
	w.tb.Helper()
	return w.xdotool("getwindowname", w.id)
}

// Key presses a key or a chord, in xdotool's words: "ctrl+l", "Tab", "Return".
func (w *Window) Key(chords ...string) {
	w.tb.Helper()
	w.xdotool(append([]string{"key", "--clearmodifiers"}, chords...)...)
}

// Type types ASCII. Anything else goes through the clipboard: see Paste.
func (w *Window) Type(text string) {
	w.tb.Helper()
	for _, r := range text {
		if r > '~' {
			w.tb.Fatalf("Type: %q cannot be typed, use Paste", r)
		}
	}
	w.xdotool("type", "--clearmodifiers", "--delay", "8", "--", text)
}

// Paste puts the text on the clipboard and presses Ctrl+V.
func (w *Window) Paste(text string) {
	w.tb.Helper()
	w.SetClipboard(text)
	w.Key("ctrl+v")
}

// Click clicks at a point of the window.
func (w *Window) Click(x, y int) {
	w.tb.Helper()
	w.MoveTo(x, y)
	w.xdotool("click", "1")
}

// Scroll turns the wheel at a point of the window, down when clicks is positive.
func (w *Window) Scroll(x, y, clicks int) {
	w.tb.Helper()
	button := "5"
	if clicks < 0 {
		button, clicks = "4", -clicks
	}
	w.MoveTo(x, y)
	w.xdotool("click", "--repeat", strconv.Itoa(clicks), "--delay", "10", button)
}

// MoveTo moves the pointer to a point of the window.
func (w *Window) MoveTo(x, y int) {
	w.tb.Helper()
	at := w.Bounds().Min.Add(image.Pt(x, y))
	w.xdotool("mousemove", strconv.Itoa(at.X), strconv.Itoa(at.Y))
}

// Park moves the pointer off the window, so that it hovers over nothing.
func (w *Window) Park() {
	w.tb.Helper()
	corner := w.Image().Rect.Max
	w.xdotool("mousemove", strconv.Itoa(corner.X-1), strconv.Itoa(corner.Y-1))
}

// Resize gives the window a new size.
func (w *Window) Resize(width, height int) {
	w.tb.Helper()
	w.WaitFor(fmt.Sprintf("a window of %d x %d", width, height), stepLimit, func() bool {
		if w.Bounds().Size() == image.Pt(width, height) {
			return true
		}
		// Asked again, because a window that has just opened asks for its own size.
		w.xdotool("windowsize", w.id, strconv.Itoa(width), strconv.Itoa(height))
		return false
	})
}

// Bounds is where the window stands on the screen.
func (w *Window) Bounds() image.Rectangle {
	w.tb.Helper()
	n := map[string]int{}
	for line := range strings.Lines(w.xdotool("getwindowgeometry", "--shell", w.id)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		n[name], _ = strconv.Atoi(value)
	}
	return image.Rect(n["X"], n["Y"], n["X"]+n["WIDTH"], n["Y"]+n["HEIGHT"])
}

// Now is the window's picture at this moment, its corner at 0, 0.
func (w *Window) Now() *image.RGBA {
	w.tb.Helper()
	screen, bounds := w.Image(), w.Bounds()
	img := image.NewRGBA(image.Rectangle{Max: bounds.Size()})
	draw.Draw(img, img.Rect, screen, bounds.Min, draw.Src)
	return img
}

// Picture waits until the window has stopped changing and returns its picture.
func (w *Window) Picture() *image.RGBA {
	w.tb.Helper()
	const still = 5 // looks in a row: a repaint takes less than their time
	last, same := w.Now(), 0
	w.WaitFor("a still window", stepLimit, func() bool {
		next := w.Now()
		if bytes.Equal(last.Pix, next.Pix) {
			same++
		} else {
			same = 0
		}
		last = next
		return same >= still
	})
	return last
}

// PixelAt is the colour at a point of the window at this moment.
func (w *Window) PixelAt(x, y int) color.RGBA {
	w.tb.Helper()
	return w.Now().RGBAAt(x, y)
}

// Screenshot saves the still window as NAME.png and returns where.
func (w *Window) Screenshot(name string) string {
	w.tb.Helper()
	return w.save(name, w.Picture())
}

func (s *Screen) save(name string, img image.Image) string {
	s.tb.Helper()
	path := filepath.Join(outDir(s.tb), name+".png")
	var buf bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&buf, img); err != nil {
		s.tb.Fatal(err)
	}
	if err := os.WriteFile(path, buf.Bytes(), 0o644); err != nil {
		s.tb.Fatal(err)
	}
	return path
}
