package main

import (
	"path/filepath"
	"regexp"
	"testing"

	"golang.org/x/sys/windows"
)

// TestPrivateFileIsTheOwnersAlone: nobody else is in the list of who may do what, and nothing
// of the folder's own list is.
func TestPrivateFileIsTheOwnersAlone(t *testing.T) {
	name := filepath.Join(t.TempDir(), "key.pem")
	f, err := openPrivate(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	ownersAlone(t, name)
	if _, err := openPrivate(name); err == nil {
		t.Error("a file that was there was opened")
	}
}

// ownersAlone checks that nobody but its owner can read a file.
func ownersAlone(t *testing.T, name string) {
	t.Helper()
	descriptor, err := windows.GetNamedSecurityInfo(name, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		t.Fatal(err)
	}
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		t.Fatal(err)
	}
	own := `\(A;;FA;;;` + regexp.QuoteMeta(user.User.Sid.String()) + `\)`
	// Wine keeps no list but the mode of Unix, which it tells as one of owner and system.
	want := `^D:(P(AI)?|\(A;;FA;;;SY\))` + own + `$`
	if got := descriptor.String(); !regexp.MustCompile(want).MatchString(got) {
		t.Errorf("%s, not %s", got, want)
	}
}
