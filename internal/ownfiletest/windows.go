//go:build windows

// Package ownfiletest checks who can read a file.
package ownfiletest

import (
	"regexp"
	"testing"

	"golang.org/x/sys/windows"
)

// OwnersAlone checks that nobody but its owner can read a file.
func OwnersAlone(t *testing.T, name string) {
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
