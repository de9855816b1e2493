package once_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestExpressionsCompile compiles what would otherwise be compiled before a user.
func TestExpressionsCompile(t *testing.T) {
	seen := map[string]int{}
	err := filepath.WalkDir("..", func(folder string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || d.Name() == "testdata" {
			return err
		}
		files := parse(t, folder)
		constants := constantsOf(files)
		for _, file := range files {
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				f, ok := call.Fun.(*ast.SelectorExpr)
				if !ok || f.Sel.Name != "Regexp" {
					return true
				}
				if of, ok := f.X.(*ast.Ident); !ok || of.Name != "once" {
					return true
				}
				seen[filepath.Base(folder)]++
				if _, err := regexp.Compile(literal(t, call.Args[0], constants)); err != nil {
					t.Errorf("%s: %v", folder, err)
				}
				return true
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen["text"] < 30 || seen["importer"] < 20 || seen["foreign"] < 20 || seen["extract"] < 30 || seen["diagnosis"] < 10 {
		t.Errorf("%v expressions: the test looks in the wrong place", seen)
	}
}

func parse(t *testing.T, folder string) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// constantsOf are the constants of a package by name.
func constantsOf(files []*ast.File) map[string]ast.Expr {
	list := map[string]ast.Expr{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if d, ok := n.(*ast.GenDecl); ok && d.Tok == token.CONST {
				for _, s := range d.Specs {
					v := s.(*ast.ValueSpec)
					for i, value := range v.Values {
						list[v.Names[i].Name] = value
					}
				}
			}
			return true
		})
	}
	return list
}

// literal is the text of string constants put together.
func literal(t *testing.T, e ast.Expr, constants map[string]ast.Expr) string {
	t.Helper()
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		if err != nil {
			t.Fatal(err)
		}
		return text
	case *ast.BinaryExpr:
		return literal(t, e.X, constants) + literal(t, e.Y, constants)
	case *ast.Ident:
		if value, ok := constants[e.Name]; ok {
			return literal(t, value, constants)
		}
	}
	t.Fatalf("not a constant: %T", e)
	return ""
}
