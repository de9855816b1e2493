package desktop

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// system is the clipboard of a machine.
type system struct {
	mu   sync.Mutex
	text string
	err  error         // what its program answers
	slow time.Duration // how long that takes
}

func (s *system) write(text string) error {
	time.Sleep(s.slow)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.text = text
	}
	return s.err
}

func (s *system) read() (string, error) {
	time.Sleep(s.slow)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text, s.err
}

func (s *system) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = err
}

// bench is a clipboard with all that stands around it.
type bench struct {
	system
	thread
	*Clipboard
	toolkit fyne.Clipboard
	notes   []string
}

func newBench(stay time.Duration) *bench {
	b := &bench{toolkit: test.NewClipboard()}
	b.Clipboard = &Clipboard{
		Do: b.do, Toolkit: b.toolkit, Deadline: 3 * time.Second, TokenFor: func() time.Duration { return stay },
		Write: b.system.write, Read: b.system.read,
	}
	return b
}

func (b *bench) told(note string) { b.notes = append(b.notes, note) }

// holds checks what is on the clipboard of the system.
func (b *bench) holds(t *testing.T, when, want string) {
	t.Helper()
	b.run()
	b.system.mu.Lock()
	defer b.system.mu.Unlock()
	if b.text != want {
		t.Errorf("%s it holds %q, want %q", when, b.text, want)
	}
}

// inBubble runs a test with a fake clock.
func inBubble(t *testing.T, stay time.Duration, test func(t *testing.T, b *bench)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, newBench(stay)) })
}

func TestClearedWhenItsTimeIsOver(t *testing.T) {
	for _, c := range []struct {
		name string
		copy func(*bench)
		stay time.Duration // what is set for tokens
		time time.Duration // after which it is gone, 0 for never
		note string
	}{
		{"token", func(b *bench) { b.CopyToken("text", b.told) }, time.Minute, time.Minute, ", cleared in 60 s"},
		{"token, 5 minutes", func(b *bench) { b.CopyToken("text", b.told) }, 5 * time.Minute, 5 * time.Minute, ", cleared in 5 min"},
		{"token, never", func(b *bench) { b.CopyToken("text", b.told) }, 0, 0, ""},
		{"token, nothing set", func(b *bench) { b.TokenFor = nil; b.CopyToken("text", b.told) }, 0, 0, ""},
		{"secret", func(b *bench) { b.CopySecret("text", b.told) }, 0, 10 * time.Second, ", cleared in 10 s"},
		{"public", func(b *bench) { b.Copy("text", b.told) }, time.Minute, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, c.stay, func(t *testing.T, b *bench) {
				c.copy(b)
				b.holds(t, "at first", "text")
				if len(b.notes) != 1 || b.notes[0] != c.note {
					t.Errorf("notes %q", b.notes)
				}
				if c.time == 0 {
					time.Sleep(24 * time.Hour)
					b.holds(t, "a day later", "text")
					return
				}
				time.Sleep(c.time - 1)
				b.holds(t, "just before", "text")
				time.Sleep(time.Nanosecond)
				b.holds(t, "then", "")
			})
		})
	}
}

// Only what is still there is cleared: nothing of another program, and nothing of
// ours that came later.
func TestOnlyOurTextIsCleared(t *testing.T) {
	inBubble(t, time.Minute, func(t *testing.T, b *bench) {
		b.CopyToken("token", b.told)
		b.holds(t, "at first", "token")
		_ = b.system.write("foreign")
		time.Sleep(time.Hour)
		b.holds(t, "an hour later", "foreign")
	})
	for _, c := range []struct {
		name   string
		second func(*bench)
		after  time.Duration // the first copy
		want   string
	}{
		{"a public text stays", func(b *bench) { b.Copy("public", b.told) }, time.Hour, "public"},
		{"the same as a public text stays", func(b *bench) { b.Copy("token", b.told) }, time.Hour, "token"},
		{"a second token has its own time", func(b *bench) { b.CopyToken("second", b.told) }, 109 * time.Second, "second"},
		{"the same token begins anew", func(b *bench) { b.CopyToken("token", b.told) }, 109 * time.Second, "token"},
		{"and ends", func(b *bench) { b.CopyToken("token", b.told) }, 110 * time.Second, ""},
		{"a secret has less", func(b *bench) { b.CopySecret("secret", b.told) }, time.Minute, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, time.Minute, func(t *testing.T, b *bench) {
				b.CopyToken("token", b.told)
				time.Sleep(50 * time.Second)
				c.second(b)
				time.Sleep(c.after - 50*time.Second)
				b.holds(t, "then", c.want)
			})
		})
	}
}

// The time of a token is over while the next one is still on its way.
func TestNextCopyIsOnItsWay(t *testing.T) {
	inBubble(t, time.Minute, func(t *testing.T, b *bench) {
		b.CopyToken("token", b.told)
		time.Sleep(59 * time.Second)
		synctest.Wait()
		b.slow = 2 * time.Second
		b.CopyToken("second", b.told)
		time.Sleep(10 * time.Second)
		b.holds(t, "10 s later", "second")
		time.Sleep(time.Minute)
		b.holds(t, "a minute later", "")
	})
}

// Where no clipboard program exists the window's own clipboard is cleared.
func TestOwnClipboardIsCleared(t *testing.T) {
	for name, other := range map[string]string{"ours": "", "foreign": "foreign"} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, time.Minute, func(t *testing.T, b *bench) {
				b.err = errors.New("no clipboard program")
				b.CopyToken("token", b.told)
				b.run()
				if b.toolkit.Content() != "token" || !strings.HasPrefix(b.notes[0], "through this window's own clipboard, cleared in 60 s. ") {
					t.Errorf("it holds %q, notes %q", b.toolkit.Content(), b.notes)
				}
				if other != "" {
					b.toolkit.SetContent(other)
				}
				time.Sleep(time.Minute)
				if b.run(); b.toolkit.Content() != other {
					t.Errorf("it holds %q, want %q", b.toolkit.Content(), other)
				}
			})
		})
	}
}

func TestClose(t *testing.T) {
	for _, c := range []struct {
		name    string
		prepare func(*bench)
		slow    time.Duration // of the clipboard program at the end
		want    string
		most    time.Duration
	}{
		{"a token", func(b *bench) { b.CopyToken("token", b.told) }, 0, "", 0},
		{"a secret", func(b *bench) { b.CopySecret("secret", b.told) }, 0, "", 0},
		{"a public text", func(b *bench) { b.Copy("public", b.told) }, 0, "public", 0},
		{"a foreign text", func(b *bench) { b.CopyToken("token", b.told); b.holdsOther("foreign") }, 0, "foreign", 0},
		{"nothing", func(*bench) {}, 0, "", 0},
		{"a slow program", func(b *bench) { b.CopyToken("token", b.told) }, 400 * time.Millisecond, "", 800 * time.Millisecond},
		{"a program that hangs", func(b *bench) { b.CopyToken("token", b.told) }, time.Hour, "token", time.Second},
		{"while a copy hangs", func(b *bench) { b.slow = time.Hour; b.CopyToken("token", b.told) }, time.Hour, "", time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, time.Minute, func(t *testing.T, b *bench) {
				c.prepare(b)
				synctest.Wait()
				b.slow = c.slow
				begin := time.Now()
				b.Close()
				if took := time.Since(begin); took != c.most {
					t.Errorf("it took %v, want %v", took, c.most)
				}
				b.holds(t, "at the end", c.want)
				time.Sleep(3 * time.Hour) // until all programs have answered
			})
		})
	}
}

// holdsOther has another program copy.
func (b *bench) holdsOther(text string) {
	synctest.Wait()
	_ = b.system.write(text)
}

// What could not be asked about at its time is cleared at the end.
func TestClearedLaterWhereTheProgramFailed(t *testing.T) {
	inBubble(t, time.Minute, func(t *testing.T, b *bench) {
		b.CopyToken("token", b.told)
		b.holds(t, "at first", "token")
		b.fail(errors.New("it does not answer"))
		time.Sleep(time.Minute)
		b.holds(t, "after its time", "token")
		b.fail(nil)
		b.Close()
		b.holds(t, "at the end", "")
	})
}

// Of a secret nothing is kept but its sum.
func TestSecretIsNotKept(t *testing.T) {
	inBubble(t, 0, func(t *testing.T, b *bench) {
		b.CopySecret("correct horse", b.told)
		b.run()
		if kept := fmt.Sprintf("%+v", *b.due); strings.Contains(kept, "correct") {
			t.Errorf("kept %s", kept)
		}
	})
}
