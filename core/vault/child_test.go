package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// The tests start their own binary again as another copy of the program. What it
// is to do stands in the environment.
const (
	childDoes = "VAULT_TEST_DOES" // and arguments, between spaces
	childPath = "VAULT_TEST_PATH"
	childRing = "VAULT_TEST_RING" // entries of its keyring, as JSON
)

// childTasks are those of files that are not built everywhere, by name.
var childTasks = map[string]func(path string, args []string) error{}

func TestMain(m *testing.M) {
	does := strings.Fields(os.Getenv(childDoes))
	if len(does) == 0 {
		os.Exit(m.Run())
	}
	path := os.Getenv(childPath)
	var err error
	switch does[0] {
	case "save":
		err = saveForEver(path, does[1])
	case "write":
		err = writeMany(path, does[1])
	case "service":
		err = json.NewEncoder(os.Stdout).Encode(useService(path, does[1]))
	default:
		err = childTasks[does[0]](path, does[1:])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// child makes the command of another copy.
func child(t testing.TB, does, path string, r *ring) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childDoes+"="+does, childPath+"="+path, "GORACE=atexit_sleep_ms=0")
	if r != nil {
		entries, err := json.Marshal(r.entries)
		if err != nil {
			t.Fatal(err)
		}
		cmd.Env = append(cmd.Env, childRing+"="+string(entries))
	}
	cmd.Stderr = os.Stderr
	return cmd
}

// childsStore opens the store with the keyring that was handed over.
func childsStore(path string) (*Store, error) {
	r := newRing()
	if err := json.Unmarshal([]byte(os.Getenv(childRing)), &r.entries); err != nil {
		return nil, err
	}
	s := Open(path, r, nil)
	if st := s.State(); st.Home != InKeyring || len(st.Damage) > 0 {
		return nil, fmt.Errorf("the child's store is %+v", st)
	}
	return s, nil
}

// slots is how many profiles the child writes to in turn.
const slots = 3

// secretOf is the secret of the nth save: its length changes with it.
func secretOf(n int) string { return strings.Repeat(fmt.Sprintf("%d,", n), 1+n%40) }

// saveNumber is what the child saves: a key, a credential and a backup key, all of
// the same number. The step of a rotation is a change of its own, made before.
func saveNumber(n int) (Profile, []NewItem) {
	p := Profile{ID: fmt.Sprintf("slot-%d", n%slots), Name: fmt.Sprint(n), Rotation: &Rotation{Step: fmt.Sprint(n)}}
	return p, []NewItem{signing(secretOf(n)), credential("api-user", "user "+secretOf(n)), keyOf(BackupKey, secretOf(n), true)}
}

// saveForEver saves and reports each save, from number first on.
func saveForEver(path, first string) error {
	s, err := childsStore(path)
	if err != nil {
		return err
	}
	var n int
	if _, err := fmt.Sscan(first, &n); err != nil {
		return err
	}
	for ; ; n++ {
		p, items := saveNumber(n)
		err := s.Edit(p.ID, func(now *Profile) { now.Rotation = p.Rotation })
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		p, err = s.Put(p, items...)
		if err != nil || p.Home != InKeyring {
			return fmt.Errorf("save %d: home %q, %w", n, p.Home, err)
		}
		if _, err := fmt.Printf("%d\n", n); err != nil {
			return err
		}
	}
}

// writeMany saves profiles of its own, and one that the others save as well.
func writeMany(path, name string) error {
	s, err := childsStore(path)
	if err != nil {
		return err
	}
	for i := range writes {
		for _, p := range []Profile{{ID: fmt.Sprintf("%s-%d", name, i), Name: name}, {ID: "shared", Name: name}} {
			if p, err := s.Put(p, signing(name)); err != nil || p.Home != InKeyring {
				return fmt.Errorf("save %d: home %q, %w", i, p.Home, err)
			}
		}
		if i%5 == 4 {
			if err := s.Delete(fmt.Sprintf("%s-%d", name, i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// serviceAnswer is what a child says of a keyring of the system.
type serviceAnswer struct {
	Home, Found    Home
	Reason, Mark   string
	Opens, Locked  bool
	Open, Put, Ask time.Duration
	Err            string
}

// useService opens the store with the system's keyring, and saves, loads or
// deletes one profile.
func useService(path, what string) (a serviceAnswer) {
	started := time.Now()
	lap := func() time.Duration {
		took := time.Since(started)
		started = time.Now()
		return took
	}
	s := Open(path, SystemKeyring(), nil)
	a.Open = lap()
	var err error
	switch what {
	case "save":
		_, err = s.Put(Profile{ID: "a", Name: "A"}, signing("kept by the service"))
	case "delete":
		err = s.Delete("a")
		if err == nil {
			s.keys.ring.visit().remove(s.file.snapshot().Key.ID)
		}
	case "protect":
		err = s.ChangeProtection(UnderPassphrase, sec(passphrase))
	}
	a.Put = lap()
	if err != nil {
		a.Err = err.Error()
	}
	text, err := s.Secret("a", SigningKey)
	a.Opens = err == nil && string(text.Reveal()) == "kept by the service"
	if err != nil && a.Err == "" {
		a.Err = err.Error()
	}
	a.Ask = lap()
	st := s.State()
	a.Home, a.Mark, a.Locked = st.Home, st.Mark(), st.Locked
	if st.Reason != nil {
		a.Reason = st.Reason.Error()
	}
	if p, err := s.Get("a"); err == nil {
		a.Found = p.Home
	}
	return a
}

// askChild runs a child to its end and reads its answer.
func askChild(t *testing.T, cmd *exec.Cmd) (a serviceAnswer) {
	t.Helper()
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		t.Fatalf("the child: %v", err)
	}
	if err := json.NewDecoder(io.Reader(&out)).Decode(&a); err != nil {
		t.Fatalf("the child's answer: %v", err)
	}
	return a
}
