//go:build e2e && linux

// Package e2e opens the built program in a real window, uses it as a person
// would, and looks at what comes out: on the screen and on the clipboard.
//
// Nothing of the developer's desktop is touched. Each [Screen] is an Xvfb on a
// display number of its own with a private session bus and an empty home, and
// goes away with the test. Nothing sleeps for a guessed time: every step waits
// for the state that it needs and fails with what it waited for.
//
// The journeys are behind the build tag e2e and run under Linux:
//
//	scripts/journey.sh build/e2e MainJourney
//
// Screenshots land in build/e2e, or in $PLAYTOKEN_E2E_OUT.
package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"playtoken/internal/fixtures"
)

// The packages that journeys and measurements open.
const (
	Playtoken = "playtoken"
	Minimal   = "playtoken/internal/bench/minimal"
)

const (
	poll = 20 * time.Millisecond
	// Long limits cost nothing when all is well, and slow machines get through.
	startLimit = 60 * time.Second
	stepLimit  = 15 * time.Second
)

// WaitFor polls until done says so, and fails the test with what when it does
// not within the limit.
func WaitFor(tb testing.TB, what string, limit time.Duration, done func() bool) {
	tb.Helper()
	deadline := time.Now().Add(limit)
	for !done() {
		if time.Now().After(deadline) {
			tb.Fatalf("waited %v for %s", limit, what)
		}
		time.Sleep(poll)
	}
}

var (
	builds   = map[string]func() (string, error){}
	buildsMu sync.Mutex
	buildDir string
)

// Run is what TestMain calls: it keeps the programs built for this run in one
// temporary folder and removes it at the end.
func Run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "playtoken-build-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	buildDir = dir
	return m.Run()
}

// build compiles a main package once a run and returns where the program is.
func build(tb testing.TB, pkg string) string {
	tb.Helper()
	buildsMu.Lock()
	once, ok := builds[pkg]
	if !ok {
		once = sync.OnceValues(func() (string, error) {
			out := filepath.Join(buildDir, filepath.Base(pkg))
			cmd := exec.Command("go", "build", "-tags", fixtures.Tags(), "-o", out, pkg)
			if msg, err := cmd.CombinedOutput(); err != nil {
				return "", fmt.Errorf("go build %s: %w\n%s", pkg, err, msg)
			}
			return out, nil
		})
		builds[pkg] = once
	}
	buildsMu.Unlock()
	path, err := once()
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

// outDir is the folder for screenshots and what else a journey leaves.
func outDir(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("PLAYTOKEN_E2E_OUT")
	if dir == "" {
		root, err := moduleRoot()
		if err != nil {
			tb.Fatal(err)
		}
		dir = filepath.Join(root, "build", "e2e")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		tb.Fatal(err)
	}
	return dir
}

func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod above the working directory")
		}
		dir = parent
	}
}

// command runs a tool on the screen to its end and returns what it printed.
func (s *Screen) command(name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), stepLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = s.env
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) && len(exit.Stderr) > 0 {
			err = fmt.Errorf("%w: %s", err, exit.Stderr)
		}
		return "", fmt.Errorf("%s %v: %w", name, args, err)
	}
	return string(out), nil
}
