package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"playtoken/internal/fixtures"
)

const module = "playtoken/"

// listed is what go list says of one package.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string // named in the package's own files
	Deps       []string // and all that these need
}

// packages are those of this module by their path in it, as they are built here.
var packages = sync.OnceValues(func() (map[string]listed, error) {
	out, err := exec.Command("go", "list", "-tags", fixtures.Tags(), "-deps", "-json=ImportPath,Dir,GoFiles,Imports,Deps", "./...").Output()
	if err != nil {
		return nil, err
	}
	all := map[string]listed{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		if short, ok := strings.CutPrefix(p.ImportPath, module); ok {
			all[short] = p
		}
	}
})

// inside lists the packages in and below a folder, in a fixed order.
func inside(t *testing.T, folder string) []string {
	t.Helper()
	all, err := packages()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for name := range all {
		if name == folder || strings.HasPrefix(name, folder+"/") {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		t.Fatalf("no package in %s: the test looks in the wrong place", folder)
	}
	slices.Sort(names)
	return names
}

func get(name string) listed {
	all, _ := packages()
	return all[name]
}

func isFyne(path string) bool { return strings.HasPrefix(path, "fyne.io/") }

// sockets are the packages of core that may open one.
var sockets = []string{"core/account", "core/probe", "core/edge"}

func TestCoreKnowsNoWindowAndNoNetwork(t *testing.T) {
	for _, name := range inside(t, "core") {
		p := get(name)
		if i := slices.IndexFunc(p.Deps, isFyne); i >= 0 {
			t.Errorf("%s needs %s", name, p.Deps[i])
		}
		for _, dep := range p.Deps {
			if strings.HasPrefix(dep, module+"ui") || strings.HasPrefix(dep, module+"cmd") {
				t.Errorf("%s needs %s: arrows point from ui to core", name, dep)
			}
		}
		if slices.Contains(sockets, name) {
			continue
		}
		if slices.Contains(p.Deps, "net/http") {
			t.Errorf("%s needs net/http; only %s may", name, strings.Join(sockets, ", "))
		}
	}
}

// doors lead out of the program. The pure packages of core get values and return
// values; what they need of the system is handed in.
var doors = []string{"net", "net/http", "os", "os/exec", "syscall", "unsafe", "plugin"}

func TestCoreIsPure(t *testing.T) {
	for _, name := range inside(t, "core") {
		if slices.Contains(sockets, name) || name == "core/vault" {
			continue
		}
		for _, door := range doors {
			if slices.Contains(get(name).Imports, door) {
				t.Errorf("%s imports %s", name, door)
			}
		}
	}
}

// floors are the layers of core: a package uses those on lower floors only.
var floors = map[string]int{
	"core/secret": 0, "core/humantime": 0,
	"core/keys":  1,
	"core/token": 2,
	"core/vault": 2, "core/extract": 3, // and every format below core/token
	"core/platform": 4, "core/verify": 4,
	"core/diagnosis": 5, "core/reissue": 5, "core/batch": 6, "core/account": 5, "core/probe": 5, "core/edge": 5,
}

func floor(name string) (int, bool) {
	if path.Dir(name) == "core/token" {
		return 3, true
	}
	n, ok := floors[name]
	return n, ok
}

func TestCoreIsLayered(t *testing.T) {
	for _, name := range inside(t, "core") {
		own, ok := floor(name)
		if !ok {
			t.Errorf("%s has no floor: give it one in this test", name)
			continue
		}
		for _, imported := range get(name).Imports {
			short, ok := strings.CutPrefix(imported, module)
			if !ok {
				continue
			}
			if other, known := floor(short); !known || other >= own {
				t.Errorf("%s uses %s, which is not below it", name, short)
			}
		}
	}
}

// screens are the folders of ui with a presenter.
func screens(t *testing.T) []string {
	t.Helper()
	var list []string
	for _, name := range inside(t, "ui") {
		if slices.Contains(get(name).GoFiles, "presenter.go") {
			list = append(list, name)
		}
	}
	if len(list) < 2 {
		t.Fatalf("screens: %v; the test looks in the wrong place", list)
	}
	return list
}

func TestScreensDoNotKnowEachOther(t *testing.T) {
	list := screens(t)
	for _, screen := range list {
		for _, other := range list {
			if other != screen && slices.Contains(get(screen).Deps, module+other) {
				t.Errorf("%s needs %s", screen, other)
			}
		}
		if slices.Contains(get(screen).Deps, module+"ui") {
			t.Errorf("%s needs the window that holds it", screen)
		}
	}
}

// drawing are the files of a screen that may know the toolkit.
func drawing(file string) bool {
	return strings.HasPrefix(file, "view") || file == "form.go" || file == "urls.go"
}

// TestPresentersKnowNoToolkit: state, presenter and words of a screen import
// neither Fyne nor a package of ours that does.
func TestPresentersKnowNoToolkit(t *testing.T) {
	for _, screen := range screens(t) {
		drawn := false
		for _, file := range get(screen).GoFiles {
			for _, imported := range imports(t, filepath.Join(get(screen).Dir, file)) {
				short, ours := strings.CutPrefix(imported, module)
				toolkit := isFyne(imported) || ours && slices.ContainsFunc(get(short).Deps, isFyne)
				drawn = drawn || toolkit
				if toolkit && !drawing(file) {
					t.Errorf("%s/%s imports %s", screen, file, imported)
				}
			}
		}
		if !drawn {
			t.Errorf("no file of %s knows the toolkit: the test sees nothing", screen)
		}
	}
}

func imports(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, i := range f.Imports {
		name, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, name)
	}
	return list
}

func TestTerminalKnowsNoWindow(t *testing.T) {
	for _, name := range inside(t, "cmd") {
		for _, dep := range get(name).Deps {
			if isFyne(dep) || strings.HasPrefix(dep, module+"ui") {
				t.Errorf("%s needs %s", name, dep)
			}
		}
	}
}

func TestMainIsWiring(t *testing.T) {
	b, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(b, []byte("\n")); n >= 80 {
		t.Errorf("main.go has %d lines, fewer than 80 are to do", n)
	}
}
