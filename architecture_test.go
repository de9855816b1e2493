package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
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

	"playtoken/core/cause"
	"playtoken/core/platform/all"
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
	list := map[string]listed{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, err
		}
		if short, ok := strings.CutPrefix(p.ImportPath, module); ok {
			list[short] = p
		}
	}
})

// inside lists the packages in and below a folder, in a fixed order.
func inside(t *testing.T, folder string) []string {
	t.Helper()
	list, err := packages()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for name := range list {
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
	list, _ := packages()
	return list[name]
}

func isFyne(path string) bool { return strings.HasPrefix(path, "fyne.io/") }

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
		byAnother := func(other string) bool { return slices.Contains(p.Deps, module+other) }
		if slices.Contains(p.Deps, "net/http") && !slices.Contains(dials, name) && !slices.ContainsFunc(dials, byAnother) {
			t.Errorf("%s needs net/http, and not by one of %s", name, dials)
		}
	}
}

// dials are the packages that open sockets: what platforms are asked, by which way, what a
// URL is asked, and the edge on this machine.
var dials = []string{"core/account", "core/transport", "core/probe", "core/edge"}

// TestOnePackageDials: whatever the program asks of a network, it asks in one of those.
func TestOnePackageDials(t *testing.T) {
	found := false
	for _, folder := range []string{"core", "cmd", "ui", "web", "internal/harden"} {
		for _, name := range inside(t, folder) {
			for _, door := range network {
				uses := slices.Contains(get(name).Imports, door)
				may := slices.Contains(dials, name)
				if found = found || uses && may; uses && !may {
					t.Errorf("%s imports %s, which is for %s", name, door, dials)
				}
			}
		}
	}
	for _, imported := range imports(t, "main.go") {
		if slices.Contains(network, imported) {
			t.Errorf("main.go imports %s", imported)
		}
	}
	if !found {
		t.Errorf("none of %s opens a socket: the test looks in the wrong place", dials)
	}
}

// network are the doors to a network.
var network = []string{"net", "net/http", "net/rpc", "net/smtp", "net/textproto", "crypto/tls", "log/syslog"}

// doors lead out of the program. The pure packages of core get values and return
// values; what they need of the system is handed in.
var doors = []string{"net", "net/http", "os", "os/exec", "syscall", "unsafe", "plugin"}

func TestCoreIsPure(t *testing.T) {
	for _, name := range inside(t, "core") {
		for _, door := range doors {
			// net's hooks and errors have types of syscall
			allowed := name == "core/vault" || name == "core/ownfile" || slices.Contains(dials, name) && (slices.Contains(network, door) || door == "syscall" && name != "core/edge")
			if !allowed && slices.Contains(get(name).Imports, door) {
				t.Errorf("%s imports %s", name, door)
			}
		}
	}
}

// floors are the layers of core, the lowest first: a package uses those on lower
// floors only. A star stands for those that have no floor of their own.
var floors = [][]string{
	{"core/secret", "core/humantime", "core/words", "core/once", "core/ownfile"},
	{"core/errortext", "core/keys", "core/logline"},
	{"core/keys/internal/der"},
	{"core/keys/internal/codec", "core/keys/internal/locks"},
	{"core/keys/internal/text", "core/keys/internal/doc", "core/keys/internal/dump"},
	{"core/keys/internal/known", "core/keys/internal/damage"},
	{"core/keys/internal/jwk"},
	{"core/keys/importer"},
	{"core/cause", "core/token", "core/vault"},
	{"core/token/rsasig", "core/foreign"},
	{"core/token/*"}, // the formats
	{"core/token/formats"},
	{"core/platform", "core/extract", "core/verify"},
	{"core/platform/check", "core/platform/samples", "core/transport"},
	{"core/platform/*"}, // the platforms
	{"core/platform/all"},
	{"core/diagnosis", "core/reissue", "core/profiles"},
	{"core/diagnosis/redact", "core/batch"},
	{"core/diagnosis/report", "core/diagnosis/reply", "core/diagnosis/compare", "core/batch/listing"},
	{"core/account", "core/probe"},
	{"core/rotation", "core/edge"},
}

func floor(name string) (int, bool) {
	for _, as := range []string{name, path.Dir(name) + "/*"} {
		for n, list := range floors {
			if slices.Contains(list, as) {
				return n, true
			}
		}
	}
	return 0, false
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

// TestArchitecturePage: the page tells the floors as they are, and all packages of the window.
func TestArchitecturePage(t *testing.T) {
	page, err := os.ReadFile("docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(page), "\n")
	for _, name := range slices.Concat(inside(t, "core"), inside(t, "ui")) {
		row := "| `" // of a screen
		if own, ok := floor(name); ok {
			row = "| " + strconv.Itoa(own+1) + " |"
		}
		told := func(line string) bool {
			short := strings.Contains(line, "`"+path.Dir(name)+"/") && strings.Contains(line, "`…/"+path.Base(name)+"`")
			return strings.HasPrefix(line, row) && (short || strings.Contains(line, "`"+name+"`"))
		}
		if !slices.ContainsFunc(lines, told) {
			t.Errorf("docs/architecture.md has no row %s that names %s", row, name)
		}
	}
}

// TestPlatformsAreWrittenDown: each platform has a page of its own, a row in both tables of
// platforms, and a test in the folder of its name.
func TestPlatformsAreWrittenDown(t *testing.T) {
	for _, p := range all.Platforms() {
		wants := func(file, what string, has func(text, what string) bool) {
			if text, err := os.ReadFile(file); err != nil || !has("\n"+string(text), "\n"+what) {
				t.Errorf("%s: there is no %q, %v", file, what, err)
			}
		}
		wants("docs/platforms/"+p.Name+".md", "# "+p.Label+"\n", strings.HasPrefix)
		wants("docs/platforms/README.md", "| ["+p.Label+"]("+p.Name+".md) |", strings.Contains)
		wants("README.md", "| "+p.Label+" |", strings.Contains)
		if tests, _ := filepath.Glob("core/platform/" + p.Name + "/*_test.go"); len(tests) == 0 {
			t.Errorf("core/platform/%s has no test", p.Name)
		}
	}
}

// sources parses the program's own files below some folders, by their path.
func sources(t *testing.T, folders ...string) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	for _, folder := range folders {
		for _, name := range inside(t, folder) {
			for _, file := range get(name).GoFiles {
				f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(get(name).Dir, file), nil, 0)
				if err != nil {
					t.Fatal(err)
				}
				files[name+"/"+file] = f
			}
		}
	}
	return files
}

// TestCausesStandInTheTable: a code is written once, in core/cause, and found by a
// rule.
func TestCausesStandInTheTable(t *testing.T) {
	codes, named := map[string]bool{}, map[string]cause.Code{}
	for _, c := range cause.All() {
		codes[strconv.Quote(string(c.Code))] = true
	}
	for _, f := range sources(t, "core/cause") {
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Names) == 1 && len(v.Values) == 1 {
				if lit, ok := v.Values[0].(*ast.BasicLit); ok && codes[lit.Value] {
					text, _ := strconv.Unquote(lit.Value)
					named[v.Names[0].Name] = cause.Code(text)
				}
			}
			return true
		})
	}
	if len(named) != len(codes) {
		t.Fatalf("%d causes have a name, of %d", len(named), len(codes))
	}
	found := map[cause.Code]bool{}
	note := func(list []ast.Expr) {
		if len(list) > 0 {
			if s, ok := list[0].(*ast.SelectorExpr); ok {
				found[named[s.Sel.Name]] = true
			}
		}
	}
	for file, f := range sources(t, "core", "cmd", "ui") {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if codes[n.Value] && !strings.HasPrefix(file, "core/cause/") {
					t.Errorf("%s writes the code %s, which stands in core/cause", file, n.Value)
				}
			case *ast.CallExpr: // a rule makes a finding of it
				note(n.Args)
			case *ast.ReturnStmt: // or a function tells a rule which one it is
				note(n.Results)
			}
			return true
		})
	}
	for _, c := range cause.All() {
		if !found[c.Code] && len(c.Keys) == 0 { // the importer's answers find those
			t.Errorf("no rule finds %s", c.Code)
		}
	}
}

// code gives the names and the texts in a file of ours, without its comments.
func code(f *ast.File) (list []string) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			list = append(list, n.Name)
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				list = append(list, n.Value)
			}
		}
		return true
	})
	return list
}

// isVendor reports whether a file of core is of one platform, or of the format of its
// tokens; core/keys has a test of its own, with its reasons.
func isVendor(file string) bool {
	for _, folder := range []string{"core/platform/*/*", "core/token/ectoken/*", "core/token/cloudfront/*", "core/keys/*", "core/keys/*/*", "core/keys/internal/*/*"} {
		if ok, _ := path.Match(folder, file); ok {
			return true
		}
	}
	return false
}

// TestPlatformsAreNamedByTheirPackages: what is true of one platform alone stands in its
// package, and nobody else needs its name.
func TestPlatformsAreNamedByTheirPackages(t *testing.T) {
	for file, f := range sources(t, "core") {
		if isVendor(file) || file == "core/token/formats/formats.go" { // the list of formats: one may be called like its platform
			continue
		}
		for _, text := range code(f) {
			for _, p := range all.Platforms() {
				if !p.Generic && strings.Contains(strings.ToLower(text), p.Name) {
					t.Errorf("%s names %s: %s", file, p.Label, text)
				}
			}
		}
	}
}

// kinds are the constants that name what a token is.
var kinds = []string{"JWT", "JWS", "JWE", "PasetoLocal", "PasetoPublic", "EctokenV3", "EctokenV2", "SignedURL"}

// TestKindsAreAskedOfTheFormat: what differs between kinds of tokens is asked of their
// format. The few files that look at a kind themselves are these.
func TestKindsAreAskedOfTheFormat(t *testing.T) {
	looks := map[string]string{
		"core/diagnosis/jwt.go":     "the rules that hold for a JWS alone",
		"core/diagnosis/case.go":    "a URL that is signed has a kind before it is read",
		"cmd/ptok/decode_output.go": "a JWT is what everybody expects, so that its kind is not said",
	}
	used := map[string]bool{}
	for file, f := range sources(t, "core", "cmd", "ui") {
		if strings.HasPrefix(file, "core/token/") {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok || !slices.Contains(kinds, s.Sel.Name) {
				return true
			}
			if x, ok := s.X.(*ast.Ident); ok && x.Name == "token" {
				used[file] = true
				if looks[file] == "" {
					t.Errorf("%s looks at the kind %s: ask the format", file, s.Sel.Name)
				}
			}
			return true
		})
	}
	for file := range looks {
		if !used[file] {
			t.Errorf("%s does not look at a kind any more: take it off the list", file)
		}
	}
}

// TestNoTypeDoesEverything: a type with more than forty methods is several; in core/keys,
// where functions do the work, one with more than twenty.
func TestNoTypeDoesEverything(t *testing.T) {
	most := func(name string) int {
		if strings.HasPrefix(name, "core/keys") {
			return 20
		}
		return 40
	}
	methods := map[string]int{}
	for file, f := range sources(t, "core", "cmd") {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv == nil {
				continue
			}
			of := fn.Recv.List[0].Type
			if star, ok := of.(*ast.StarExpr); ok {
				of = star.X
			}
			if index, ok := of.(*ast.IndexExpr); ok {
				of = index.X
			}
			if name, ok := of.(*ast.Ident); ok {
				methods[path.Dir(file)+" "+name.Name]++
			}
		}
	}
	for name, n := range methods {
		if n > most(name) {
			t.Errorf("%s has %d methods", name, n)
		}
	}
}

// TestWordsAreMadeLast: in these packages facts stay facts until files called words make
// sentences of them.
func TestWordsAreMadeLast(t *testing.T) {
	for file, f := range sources(t, "core/account", "core/transport", "core/probe", "core/edge", "core/diagnosis", "core/token", "core/verify", "core/reissue", "core/platform") {
		name := path.Base(file)
		rules := strings.HasPrefix(file, "core/platform/") && !strings.HasPrefix(name, "rules")
		formats := strings.HasPrefix(file, "core/token/") && strings.Count(file, "/") > 2
		if strings.HasPrefix(name, "words") || rules || formats {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok { // an error is worded where it is made
				if s, ok := call.Fun.(*ast.SelectorExpr); ok && (s.Sel.Name == "New" || s.Sel.Name == "Errorf") {
					return false
				}
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && isSentence(lit.Value) {
				t.Errorf("%s words a sentence: %s", file, lit.Value)
			}
			return true
		})
	}
}

// isSentence reports whether a text has three words of small letters in a row.
func isSentence(text string) bool {
	row := 0
	for _, word := range strings.Fields(strings.Trim(text, "\"`")) {
		if strings.Trim(word, "abcdefghijklmnopqrstuvwxyz,;:.'") != "" {
			row = 0
			continue
		}
		if row++; row == 3 {
			return true
		}
	}
	return false
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
func drawing(file string) bool { return strings.HasPrefix(file, "view") }

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

// TestEachPackageHasAnExample: what go doc shows of a package of core is a manual, with code
// that compiles and an output that is compared.
func TestEachPackageHasAnExample(t *testing.T) {
	for _, name := range inside(t, "core") {
		files, err := filepath.Glob(filepath.Join(get(name).Dir, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(files, func(file string) bool {
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			return slices.ContainsFunc(parsed.Decls, func(d ast.Decl) bool {
				f, ok := d.(*ast.FuncDecl)
				return ok && strings.HasPrefix(f.Name.Name, "Example")
			})
		}) {
			t.Errorf("%s has no Example", name)
		}
	}
}
