package desktop

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Without a folder of the system nothing is written where the program is run.
func TestHomeWhereThereIsNone(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the names are those of Linux")
	}
	t.Setenv("HOME", "")
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("XDG_CACHE_HOME", "")
	clean := Home()
	dir, err := os.UserConfigDir()
	if err != nil || !filepath.IsAbs(dir) {
		t.Fatalf("the toolkit writes to %q, %v", dir, err)
	}
	if clean(); exists(dir) {
		t.Error("it is there still")
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Preferences that cannot be read are kept, and those of the last good start taken.
func TestPreferencesAreSetAside(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the folder is that of Linux")
	}
	huge := `{"a":"` + strings.Repeat("a", mostPreferences) + `"}`
	const good, half = `{"theme":"dark","screen":1}`, `{"theme":"da`
	for name, c := range map[string]struct {
		before map[string]string // by their names
		after  map[string]string
	}{
		"none":                         {nil, nil},
		"good ones":                    {map[string]string{"": good}, map[string]string{"": good, ".last": good}},
		"half a file":                  {map[string]string{"": half, ".last": good}, map[string]string{"": good, ".last": good, ".unreadable": half}},
		"empty, the first time":        {map[string]string{"": ""}, map[string]string{".unreadable": ""}},
		"a list that ends the toolkit": {map[string]string{"": `{"a":[true,1]}`}, map[string]string{".unreadable": `{"a":[true,1]}`}},
		"huge":                         {map[string]string{"": huge}, map[string]string{".unreadable": huge}},
		"twice": {
			map[string]string{"": half, ".unreadable": "an older one"},
			map[string]string{".unreadable": "an older one", ".unreadable-2": half},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("XDG_CONFIG_HOME", t.TempDir())
			path, err := preferences("an.app")
			if err != nil || os.MkdirAll(filepath.Dir(path), 0o700) != nil {
				t.Fatal(path, err)
			}
			for end, text := range c.before {
				if err := os.WriteFile(path+end, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			aside := SetAside("an.app")
			if _, moved := c.after[".unreadable"]; moved != (aside != "") {
				t.Errorf("set aside as %q", aside)
			}
			list, _ := os.ReadDir(filepath.Dir(path))
			if len(list) != len(c.after) {
				t.Errorf("there are %v", list)
			}
			for end, want := range c.after {
				if got, err := os.ReadFile(path + end); err != nil || string(got) != want {
					t.Errorf("%s: %q, %v", end, got, err)
				}
			}
		})
	}
}
