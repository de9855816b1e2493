package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

const root = "../.."

func TestNoticesAreUpToDate(t *testing.T) {
	for _, f := range files {
		t.Run(f.path, func(t *testing.T) {
			want, err := notices(root, f.programs)
			if errors.Is(err, errList) {
				fixtures.Missing(t, "what is linked on other systems cannot be told: "+err.Error())
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join(root, f.path))
			if err != nil || string(got) != want {
				t.Errorf("%s is not what go.mod asks for (%v): run scripts/notices.sh", f.path, err)
			}
		})
	}
}

// What the test above cannot tell, since both sides come from the same program.
func TestNotices(t *testing.T) {
	for path, want := range map[string][]string{
		"assets/THIRD_PARTY_NOTICES": {
			"\nGo 1.", "\nfyne.io/fyne/v2 v", "Copyright (C) 2018 Fyne.io developers", "\ngithub.com/danieljoos/wincred v",
			"\ngithub.com/spf13/cobra v", "Camilla", "Noto Sans, Copyright", "Bitstream Vera", "SIL OPEN FONT LICENSE",
			"EmojiOne", "Material Icons", "Apache License", "harfbuzz/LICENSE",
			"\nhls.js 1.", "Dailymotion", "Brightcove",
		},
		"cmd/ptok/THIRD_PARTY_NOTICES": {"\nGo 1.", "\ngithub.com/spf13/cobra v", "\ngithub.com/inconshreveable/mousetrap v", "Apache License"},
	} {
		b, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(string(b), w) {
				t.Errorf("%q is not in %s", w, path)
			}
		}
		if strings.Contains(path, "ptok") && strings.Contains(string(b), "fyne") {
			t.Error("ptok has the notices of the window")
		}
		if strings.ContainsAny(string(b), "\r\f\x00") {
			t.Errorf("%s is no plain text", path)
		}
	}
}

func TestIsNotice(t *testing.T) {
	for name, want := range map[string]bool{
		"LICENSE": true, "Licence.md": true, "LICENSE.txt": true, "LICENSE-reader": true, "COPYING": true, "NOTICE": true, "UNLICENSE": true,
		"LICENSE_Inter.txt": true, "licenses": false, "noticed.go": false, "PATENTS": false, "README.md": false,
	} {
		if isNotice(name) != want {
			t.Errorf("%s: %t", name, !want)
		}
	}
}
