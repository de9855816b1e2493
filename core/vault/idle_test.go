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

// TestClockSetBack: the time that nobody sets goes on, and a clock that runs
// backwards tells nothing.
func TestClockSetBack(t *testing.T) {
	for name, c := range map[string]struct {
		set, sleep time.Duration
		want       bool
	}{
		"not set":              {0, 9 * time.Minute, false},
		"not set, over":        {0, 10 * time.Minute, true},
		"back by an hour":      {-time.Hour, time.Minute, true},
		"back by 50 years":     {-50 * 365 * 24 * time.Hour, time.Minute, true},
		"back by a bit":        {-4 * time.Minute, 9 * time.Minute, false},
		"back by a bit, over":  {-4 * time.Minute, 10 * time.Minute, true},
		"ahead by a bit":       {4 * time.Minute, 5 * time.Minute, false},
		"ahead by a bit, over": {4 * time.Minute, 6 * time.Minute, true},
	} {
		for _, looks := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					var set atomic.Int64
					s := open(storePath(t), nil, func() time.Time { return time.Now().Round(0).Add(time.Duration(set.Load())) }, systemFS, known, cheap)
					defer s.Close()
					put(t, s, "a", "A", "1")
					if err := s.ChangeProtection(UnderPassphrase, sec(passphrase)); err != nil {
						t.Fatal(err)
					}
					s.LockAfter(10 * time.Minute)
					set.Store(int64(c.set))
					time.Sleep(c.sleep)
					synctest.Wait()
					if looks {
						if got := s.State().Locked; got != c.want {
							t.Errorf("locked %v", got)
						}
						return
					}
					s.keys.mu.Lock()
					defer s.keys.mu.Unlock()
					if c.sleep == 10*time.Minute && s.keys.key != nil {
						t.Error("the timer has left the key in memory")
					}
				})
			})
		}
	}
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
	_, err := s.Secret("a", SigningKey)
	wantErr(t, err, ErrLocked)
}
