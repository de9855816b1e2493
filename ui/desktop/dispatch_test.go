package desktop

import (
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"
)

func TestThread(t *testing.T) {
	test.NewTempApp(t)
	synctest.Test(t, func(t *testing.T) {
		thread := NewThread()
		ran := ""
		add := func(s string) func() { return func() { ran += s } }
		thread.Do(add("a"))
		stop := thread.After(time.Second, add("b"))
		stop()
		thread.After(2*time.Second, add("c"))
		time.Sleep(3 * time.Second)
		synctest.Wait()
		thread.After(time.Second, add("d"))
		thread.Close()
		thread.Do(add("e"))
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if ran != "ac" {
			t.Errorf("%q ran, want %q", ran, "ac")
		}
	})
}
