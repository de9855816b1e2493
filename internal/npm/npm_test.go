package npm

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"playtoken/internal/fixtures"
)

func TestScript(t *testing.T) {
	in := map[string]any{"text": "für 🎬 \u2028", "list": []any{1.5, nil, true}}
	var out map[string]any
	Script(t, "testdata/echo").Run(t, in, &out)
	if fmt.Sprint(in) != fmt.Sprint(out) {
		t.Errorf("%v became %v", in, out)
	}
}

// TestAtOnce installs one program several times at once.
func TestAtOnce(t *testing.T) {
	fixtures.Tool(t, "npm")
	cache := filepath.Join(t.TempDir(), "cache")
	var wg sync.WaitGroup
	dirs := make([]string, 3)
	for i := range dirs {
		wg.Go(func() {
			dir, lacks, err := install(t.Context(), cache, "testdata/echo")
			if err != nil || lacks != "" {
				t.Error(lacks, err)
			}
			dirs[i] = dir
		})
	}
	wg.Wait()
	entries, err := os.ReadDir(cache)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || len(slices.Compact(dirs)) != 1 || filepath.Join(cache, entries[0].Name()) != dirs[0] {
		t.Errorf("%v in the cache, told %v", entries, dirs)
	}
	// What is installed needs npm no more.
	t.Setenv("PATH", "")
	if dir, lacks, err := install(t.Context(), cache, "testdata/echo"); dir != dirs[0] || lacks != "" || err != nil {
		t.Errorf("%q %q %v", dir, lacks, err)
	}
}

func TestResolvedIsRefused(t *testing.T) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("testdata/echo")); err != nil {
		t.Fatal(err)
	}
	lock := []byte(`{"packages":{"node_modules/a":{"version":"1.0.0","resolved":"https://registry.example/a.tgz"}}}`)
	if err := os.WriteFile(filepath.Join(folder, "package-lock.json"), lock, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := install(t.Context(), t.TempDir(), folder); err == nil || !strings.Contains(err.Error(), "registry") {
		t.Errorf("error %v", err)
	}
}

// outcome keeps how a test ended, instead of ending it so.
type outcome struct {
	testing.TB
	ended string
}

func (o *outcome) Fatalf(format string, args ...any) { o.end("failed: "+format, args...) }
func (o *outcome) Skipf(format string, args ...any)  { o.end("skipped: "+format, args...) }
func (o *outcome) end(format string, args ...any) {
	o.ended = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

// ending is how a test with this body ends.
func ending(t *testing.T, body func(testing.TB)) string {
	t.Helper()
	o := &outcome{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		body(o)
	}()
	<-done
	return o.ended
}

func TestMissing(t *testing.T) {
	noNode := func(t testing.TB) { Script(t, "testdata/echo") }
	t.Setenv("PATH", "")
	t.Setenv("CI", "")
	if got := ending(t, noNode); got != "skipped: node is not on the PATH, so there is nothing to compare with" {
		t.Error(got)
	}
	t.Setenv("CI", "true")
	if got := ending(t, noNode); got != "failed: node is not on the PATH, and with CI=true nothing is skipped" {
		t.Error(got)
	}
	if _, lacks, err := install(t.Context(), t.TempDir(), "testdata/echo"); lacks != "npm is not on the PATH" || err != nil {
		t.Errorf("%q %v", lacks, err)
	}
}

// TestRegistryOutOfReach asks for a package where no registry listens.
func TestRegistryOutOfReach(t *testing.T) {
	fixtures.Tool(t, "npm")
	folder := t.TempDir()
	for name, content := range map[string]string{
		"package.json":      `{"name":"x","dependencies":{"jose":"6.2.17"}}`,
		"package-lock.json": `{"name":"x","lockfileVersion":3,"packages":{"":{"name":"x","dependencies":{"jose":"6.2.17"}},"node_modules/jose":{"version":"6.2.17"}}}`,
		"script.mjs":        "",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("npm_config_registry", "http://127.0.0.1:1")
	t.Setenv("npm_config_cache", t.TempDir())
	t.Setenv("npm_config_fetch_retry_mintimeout", "1")
	cache := t.TempDir()
	_, lacks, err := install(t.Context(), cache, folder)
	if err != nil || !strings.HasPrefix(lacks, "npm cannot reach its registry (ECONN") {
		t.Errorf("%q %v", lacks, err)
	}
	if left, err := os.ReadDir(cache); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestScriptFails(t *testing.T) {
	p := Script(t, "testdata/echo")
	got := ending(t, func(t testing.TB) { p.Run(t, "fail", new(any)) })
	if !strings.HasPrefix(got, "failed: node: exit status 1") || !strings.Contains(got, "asked to fail") {
		t.Error(got)
	}
	// An answer of another type than expected.
	if got := ending(t, func(t testing.TB) { p.Run(t, "a text", new(int)) }); !strings.HasPrefix(got, "failed: the script's answer") {
		t.Error(got)
	}
}

func TestWants(t *testing.T) {
	for content, want := range map[string]int{`{}`: minNode, `{"engines":{"node":">=20"}}`: 20, `{"engines":{"node":">=8"}}`: minNode} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "package.json"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if n, err := wants(folder); n != want || err != nil {
			t.Errorf("%s: %d, %v", content, n, err)
		}
	}
}

func TestMajor(t *testing.T) {
	for version, want := range map[string]int{"v20.20.2\n": 20, "v9.0.0": 9, "v18": 18, "": 0, "io.js": 0} {
		if got := major(version); got != want {
			t.Errorf("%q: %d, want %d", version, got, want)
		}
	}
}
