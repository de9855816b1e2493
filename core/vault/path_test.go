package vault

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/secret"
)

func link(t *testing.T, target, path string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, path); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
}

func wantLink(t *testing.T, path string) {
	t.Helper()
	if info, err := os.Lstat(path); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("%s is no link any more (%v)", path, err)
	}
}

// TestBehindALink: the files are where a link leads, under the name that they have
// there.
func TestBehindALink(t *testing.T) {
	for _, name := range []string{"real.json", "profiles.dat", "profiles", ".json"} {
		t.Run(name, func(t *testing.T) {
			folder, r := t.TempDir(), newRing()
			real, path := filepath.Join(folder, "usb", name), filepath.Join(folder, "home", "link.json")
			put(t, openAt(t, real, r), "a", "A", "1")
			link(t, real, path)
			put(t, openAt(t, path, r), "b", "B", "2")
			wantLink(t, path)
			s := openAt(t, real, r)
			if names(s) != "a=A b=B" || len(inFolder(t, path)) != 1 {
				t.Errorf("behind the link: %s; beside it: %v", names(s), inFolder(t, path))
			}
			stem := name
			if name != ".json" {
				stem = strings.TrimSuffix(name, ".json")
			}
			if got := inFolder(t, real); len(got) != 2 || !strings.Contains(strings.Join(got, " "), stem+previous) {
				t.Errorf("in the folder: %v", got)
			}
			writeFile(t, real, readFile(t, real)[:50])
			s = openAt(t, path, r)
			if d := s.State().Damage; len(d) != 1 || !strings.HasPrefix(d[0].Kept, stem+".damaged-") || names(s) != "a=A" {
				t.Errorf("damaged: %+v, %s", d, names(s))
			}
			wantLink(t, path)
		})
	}
}

// TestLinkThatLeadsNowhere: the disk is not there. Nothing takes the place of the
// link, and when the disk comes all is saved there.
func TestLinkThatLeadsNowhere(t *testing.T) {
	for name, at := range map[string]string{"the file": "playtoken/profiles.json", "its folder": "playtoken", "a folder above": ""} {
		t.Run(name, func(t *testing.T) {
			folder, r := t.TempDir(), newRing()
			usb, home := filepath.Join(folder, "usb"), filepath.Join(folder, "home")
			path := filepath.Join(home, "playtoken", "profiles.json")
			link(t, filepath.Join(usb, at), filepath.Join(home, at))
			s := openAt(t, path, r)
			wantHome(t, s, ThisSession)
			wantErr(t, s.State().Reason, ErrNotReadable)
			if p := put(t, s, "a", "A", "1"); p.Home != ThisSession {
				t.Errorf("home %q", p.Home)
			}
			wantSecret(t, s, "a", "1")
			wantErr(t, s.Reload(), ErrNotReadable)
			wantErr(t, s.Delete("b"), ErrNotReadable)
			wantLink(t, filepath.Join(home, at))
			if _, err := os.Stat(usb); !os.IsNotExist(err) || r.size() != 0 {
				t.Errorf("there is something where the disk belongs (%v), or a key in the keyring", err)
			}

			real := filepath.Join(usb, "playtoken", "profiles.json")
			put(t, openAt(t, real, r), "b", "B", "2")
			if err := s.Unlock(secret.Bytes{}); err != nil {
				t.Fatal(err)
			}
			wantHome(t, s, InKeyring)
			if got := names(openAt(t, real, r)); got != "a=A b=B" {
				t.Errorf("on the disk: %s", got)
			}
			wantLink(t, filepath.Join(home, at))
		})
	}
}

// TestDiskTakenAway: what a link leads to goes while the store is open. Nothing is
// put where the disk was, and all is saved when it is back.
func TestDiskTakenAway(t *testing.T) {
	folder, r := t.TempDir(), newRing()
	usb, path := filepath.Join(folder, "usb"), filepath.Join(folder, "home", "profiles.json")
	real := filepath.Join(usb, "profiles.dat")
	put(t, openAt(t, real, r), "a", "A", "1")
	link(t, real, path)
	s := openAt(t, path, r)
	if err := os.Rename(usb, usb+" elsewhere"); err != nil {
		t.Fatal(err)
	}
	if p := put(t, s, "b", "B", "2"); p.Home != ThisSession {
		t.Errorf("home %q", p.Home)
	}
	wantErr(t, s.State().Reason, ErrNotReadable)
	wantErr(t, rename(s, "a", "A2"), ErrNotSaved)
	if _, err := os.Stat(usb); !os.IsNotExist(err) {
		t.Error("there is something where the disk was")
	}
	if err := os.Rename(usb+" elsewhere", usb); err != nil {
		t.Fatal(err)
	}
	put(t, s, "c", "C", "3")
	if err := s.Reload(); err != nil {
		t.Fatal(err)
	}
	if got := names(openAt(t, real, r)); got != "a=A b=B c=C" {
		t.Errorf("on the disk: %s", got)
	}
	wantLink(t, path)
}

// TestNoPlace: without a path no file is touched, wherever the program runs, and
// no keyring asked.
func TestNoPlace(t *testing.T) {
	folder, r := t.TempDir(), newRing()
	t.Chdir(folder)
	s := openAt(t, "", r)
	wantHome(t, s, ThisSession)
	wantErr(t, s.State().Reason, ErrNoPlace)
	put(t, s, "a", "A", "1")
	if _, err := s.Put(Profile{ID: "b", Name: "B", SessionOnly: true}, credential("api-user", "2")); err != nil {
		t.Fatal(err)
	}
	wantSecret(t, s, "a", "1")
	wantErr(t, s.Reload(), ErrNoPlace)
	wantErr(t, s.Unlock(sec("x")), ErrNoPlace)
	wantErr(t, s.ChangeProtection(UnderPassphrase, sec("x")), ErrNoPlace)
	if err := rename(s, "a", "A2"); err != nil {
		t.Error(err)
	}
	if err := s.Delete("b"); err != nil || names(s) != "a=A2" {
		t.Errorf("%v, %s", err, names(s))
	}
	file := exportOf(t, s)
	if kept, _, err := s.Import(strings.NewReader(string(file)), sec(passphrase)); err != nil || len(kept) != 0 {
		t.Errorf("%v, %v", kept, err)
	}
	if all, err := os.ReadDir(folder); err != nil || len(all) != 0 || r.calls != 0 {
		t.Errorf("in the folder: %v, %v; %d questions to the keyring", all, err, r.calls)
	}
}
