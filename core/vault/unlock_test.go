package vault

import (
	"testing"
	"testing/synctest"
	"time"

	"playtoken/core/secret"
)

const passphrase = "four words and more"

// withPassphrase is a store with one profile under a passphrase.
func withPassphrase(t testing.TB, path string) *Store {
	t.Helper()
	s := openAt(t, path, nil)
	put(t, s, "a", "A", "1")
	if err := s.ChangeProtection(UnderPassphrase, sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPassphrase(t *testing.T) {
	path := storePath(t)
	withPassphrase(t, path)
	s := openAt(t, path, nil)
	wantHome(t, s, UnderPassphrase)
	if st := s.State(); !st.Locked || names(s) != "a=A" {
		t.Fatalf("after the start %+v, %s", st, names(s))
	}
	_, err := s.Secret("a", SigningKey)
	wantErr(t, err, ErrLocked)
	_, err = s.Put(Profile{ID: "b", Name: "B"}, signing("2"))
	wantErr(t, err, ErrLocked)
	if names(s) != "a=A" {
		t.Errorf("a profile that was refused is listed: %s", names(s))
	}
	if err := rename(s, "a", "Aleph"); err != nil {
		t.Errorf("a name needs no key: %v", err)
	}
	wantErr(t, s.Unlock(sec("four words and less")), ErrWrongPassphrase)
	wantErr(t, s.Unlock(secret.Bytes{}), ErrNoPassphrase)
	if !s.State().Locked {
		t.Fatal("open after a wrong passphrase")
	}
	if err := s.Unlock(sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	wantSecret(t, s, "a", "1")
	put(t, s, "b", "B", "2")
	s.Lock()
	_, err = s.Secret("b", SigningKey)
	wantErr(t, err, ErrLocked)
}

// TestOwnCost: the cost that is written in earnest is the documented one, and one
// that a file may ask for.
func TestOwnCost(t *testing.T) {
	path := storePath(t)
	s := Open(path, nil, nil)
	defer s.Close()
	if err := s.ChangeProtection(UnderPassphrase, sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	got := *s.file.snapshot().Key.Cost
	if len(got.Salt) != 16 || got.Name != "argon2id" || got.Time != 3 || got.MemoryKiB != 64<<10 || got.Threads != 4 || !got.allowed() {
		t.Errorf("cost %+v", got)
	}
	if err := Open(path, nil, nil).Unlock(sec(passphrase)); err != nil {
		t.Error(err)
	}
}

// TestCostHasALimit: a file that asks for all memory is refused before any is
// taken, and left as it is.
func TestCostHasALimit(t *testing.T) {
	path := storePath(t)
	withPassphrase(t, path)
	for name, change := range map[string]func(*cost){
		"memory":    func(c *cost) { c.MemoryKiB = 1 << 32 },
		"passes":    func(c *cost) { c.Time = 1 << 32 },
		"lanes":     func(c *cost) { c.Threads = 256 },
		"algorithm": func(c *cost) { c.Name = "argon2i" },
	} {
		s := openAt(t, path, nil)
		doc := s.file.snapshot()
		record, c := *doc.Key, *doc.Key.Cost
		change(&c)
		record.Cost, doc.Key = &c, &record
		file, err := doc.encode()
		if err != nil {
			t.Fatal(err)
		}
		hostile := storePath(t)
		writeFile(t, hostile, file)
		s = openAt(t, hostile, nil)
		if err := s.Unlock(sec(passphrase)); err == nil {
			t.Errorf("%s: unlocked", name)
		} else {
			wantErr(t, err, ErrCostTooHigh)
		}
		if string(readFile(t, hostile)) != string(file) {
			t.Errorf("%s: the file was changed", name)
		}
	}
}

// TestLockWipes looks at the key's own bytes after each way to lock.
func TestLockWipes(t *testing.T) {
	for name, lock := range map[string]func(*Store){
		"Lock":  (*Store).Lock,
		"Close": (*Store).Close,
		"idle": func(s *Store) {
			s.LockAfter(time.Minute)
			time.Sleep(time.Minute)
			synctest.Wait()
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := withPassphrase(t, storePath(t))
			key := s.keys.key.open()
			if string(key) == string(make([]byte, 32)) {
				t.Fatal("there is no key to wipe")
			}
			lock(s)
			if string(key) != string(make([]byte, 32)) || s.keys.key != nil {
				t.Errorf("%s leaves the key in memory", name)
			}
		})
	}
}

// TestLockWhileTheKeyringThinks: who locks meanwhile wins.
func TestLockWhileTheKeyringThinks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path, r := storePath(t), newRing()
		put(t, openAt(t, path, r), "a", "A", "1")
		s := openAt(t, path, slow{r, time.Second})
		s.Lock()
		done := make(chan error, 1)
		go func() { done <- s.Unlock(secret.Bytes{}) }()
		time.Sleep(time.Second / 2)
		s.Lock()
		<-done
		if !s.State().Locked {
			t.Error("a lock was lost")
		}
		_, err := s.Secret("a", SigningKey)
		wantErr(t, err, ErrLocked)
	})
}

// TestKeyringLock: a store in the keyring locks as well, and stays locked until
// asked.
func TestKeyringLock(t *testing.T) {
	s := openAt(t, storePath(t), newRing())
	put(t, s, "a", "A", "1")
	s.Lock()
	_, err := s.Secret("a", SigningKey)
	wantErr(t, err, ErrLocked)
	_, err = s.Put(Profile{ID: "b", Name: "B"}, signing("2"))
	wantErr(t, err, ErrLocked)
	if err := s.Unlock(secret.Bytes{}); err != nil {
		t.Fatal(err)
	}
	wantSecret(t, s, "a", "1")
}
