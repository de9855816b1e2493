package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLicence(t *testing.T) {
	own, err := os.ReadFile(filepath.Join(root, "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, want string }{
		"our own":            {string(own), "MIT"},
		"in other lines":     {strings.ReplaceAll(string(own), " ", "\n"), "MIT"},
		"copyleft":           {"GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007", ""},
		"for nothing for it": {"All rights reserved. Not for commercial use.", ""},
		"empty":              {"", ""},
	} {
		if got, err := licence("a/module v1", c.text); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// TestUnknownLicence: nothing is written where a part has a licence that nobody has read.
func TestUnknownLicence(t *testing.T) {
	if _, err := write(map[string]string{"a/module v1": "All rights reserved."}); err == nil || !strings.Contains(err.Error(), "a/module v1") {
		t.Errorf("%v", err)
	}
}
