package desktop

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"time"

	"playtoken/core/ownfile"
)

// Home gives the toolkit a folder for what it remembers where the system names none: it
// would write into the working folder. What is there goes with the program, by clean.
func Home() (clean func()) {
	if _, err := os.UserConfigDir(); err == nil {
		return func() {}
	}
	dir, err := os.MkdirTemp("", "playtoken-")
	if err != nil {
		return func() {}
	}
	names := []string{"XDG_CONFIG_HOME", "XDG_CACHE_HOME"}
	switch runtime.GOOS {
	case "windows":
		names = []string{"USERPROFILE", "AppData", "LocalAppData"}
	case "darwin":
		names = []string{"HOME"}
	}
	for _, name := range names {
		_ = os.Setenv(name, dir)
	}
	return func() { _ = os.RemoveAll(dir) }
}

// preferences is where the toolkit keeps those of a program.
func preferences(id string) (string, error) {
	if runtime.GOOS == "windows" {
		home, err := os.UserHomeDir()
		return filepath.Join(home, "AppData", "Roaming", "fyne", id, "preferences.json"), err
	}
	dir, err := os.UserConfigDir()
	if runtime.GOOS == "darwin" {
		home, err := os.UserHomeDir()
		return filepath.Join(home, "Library", "Preferences", "fyne", id, "preferences.json"), err
	}
	return filepath.Join(dir, "fyne", id, "preferences.json"), err
}

// SetAside moves preferences that cannot be read to another name beside them, for the
// toolkit would begin anew and write over them, or wait for ever. It is called before the
// toolkit looks, and answers with the new name, "" where nothing had to be moved.
//
// The toolkit writes the file in place, so that a program that is ended in between leaves
// half of one. A good one is kept as a copy, and the copy taken where the file is not.
func SetAside(id string) string {
	path, err := preferences(id)
	if err != nil {
		return ""
	}
	text, err := readPreferences(path)
	for look := 1; errors.Is(err, errHalf) && look < mostLooks; look++ { // another window may be writing it
		time.Sleep(betweenLooks)
		text, err = readPreferences(path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ""
	case err == nil:
		keep(path+".last", text)
		return ""
	}
	aside := free(path + ".unreadable")
	if os.Rename(path, aside) != nil {
		return ""
	}
	if last, err := readPreferences(path + ".last"); err == nil {
		keep(path, last)
	}
	return aside
}

// How often preferences that are not whole are looked at, and how long it takes to the next
// time: far longer than they take to be written.
const (
	mostLooks    = 5
	betweenLooks = 50 * time.Millisecond
)

// mostPreferences is how large they may be, in bytes: many times what is kept in them.
const mostPreferences = 1 << 20

// errHalf is of preferences that are not whole.
var errHalf = errors.New("not whole")

// readPreferences reads preferences that the toolkit can read.
func readPreferences(path string) ([]byte, error) {
	f, err := ownfile.OpenRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	text, err := io.ReadAll(io.LimitReader(f, mostPreferences+1))
	var values map[string]any
	switch {
	case err != nil:
		return nil, err
	case len(text) > mostPreferences:
		return nil, errors.New("too large")
	case json.Unmarshal(text, &values) != nil || slices.ContainsFunc(slices.Collect(maps.Values(values)), mixed):
		return nil, errHalf
	}
	return text, nil
}

// mixed reports whether a value is a list of different kinds, at which the toolkit ends the
// program.
func mixed(value any) bool {
	list, _ := value.([]any)
	return slices.ContainsFunc(list, func(one any) bool { return reflect.TypeOf(one) != reflect.TypeOf(list[0]) })
}

// keep writes a file whole or not at all.
func keep(path string, text []byte) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return
	}
	_, err = f.Write(text)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
}

// free is a name that no file has.
func free(path string) string {
	name := path
	for n := 2; ; n++ {
		if _, err := os.Lstat(name); err != nil {
			return name
		}
		name = path + "-" + strconv.Itoa(n)
	}
}
