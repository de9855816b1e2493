package vault

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestLockAfterIdling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := withPassphrase(t, storePath(t))
		var told atomic.Int32
		s.OnChange(func() { told.Add(1) })
		s.LockAfter(10 * time.Minute)
		for range 5 {
			time.Sleep(9 * time.Minute)
			s.Touch()
		}
		synctest.Wait()
		if s.State().Locked || told.Load() != 0 {
			t.Fatalf("locked in spite of touches, told %d times", told.Load())
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if !s.State().Locked || told.Load() != 1 {
			t.Fatalf("locked %v, told %d times", s.State().Locked, told.Load())
		}
		if err := s.Unlock(sec(passphrase)); err != nil {
			t.Fatal(err)
		}
		s.LockAfter(0)
		time.Sleep(24 * time.Hour)
		synctest.Wait()
		if s.State().Locked {
			t.Error("locked with the time switched off")
		}
	})
}

// TestSleepingMachine: the timer stands still while a laptop sleeps; the first
// look at the store locks it all the same.
func TestSleepingMachine(t *testing.T) {
	now := time.Now()
	s := open(storePath(t), nil, func() time.Time { return now }, systemFS, known, cheap)
	defer s.Close()
	put(t, s, "a", "A", "1")
	if err := s.ChangeProtection(UnderPassphrase, sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	s.LockAfter(10 * time.Minute)
	now = now.Add(time.Hour)
	s.Touch()
	_, err := s.Secret("a")
	wantErr(t, err, ErrLocked)
}
