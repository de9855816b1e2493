// Package npm runs programs that use npm packages, so that tests can compare
// what this module does with what others do. It is for tests alone.
//
// A program is a folder in the test's testdata with three files: package.json
// names the packages in exact versions, package-lock.json holds the hash of each
// and no "resolved" addresses, so that any registry will do, and script.mjs reads
// JSON from standard input and writes JSON to standard output:
//
//	program := npm.Script(t, "testdata/jose")
//	var answers []answer
//	program.Run(t, questions, &answers)
//
// A lock without addresses is made by
//
//	npm install --package-lock-only --omit-lockfile-registry-resolved
//
// The packages are installed once, without running any script of theirs, in the
// user's cache, outside the module. Where Node, npm or the registry cannot be had
// the test is skipped and says why; with CI=true it fails.
package npm

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

// minNode is the oldest major version of Node that the programs run with, unless their
// packages want a later one.
const minNode = 18

// Program is a script with its packages at hand.
type Program struct{ node, dir string }

// Script makes the program in a folder ready to run.
func Script(t testing.TB, folder string) *Program {
	t.Helper()
	node := fixtures.Tool(t, "node")
	version, err := exec.CommandContext(t.Context(), node, "--version").Output()
	if err != nil {
		t.Fatalf("node --version: %v", err)
	}
	wanted, err := wants(folder)
	if err != nil {
		t.Fatal(err)
	}
	if major(string(version)) < wanted {
		fixtures.Missing(t, "node is "+strings.TrimSpace(string(version))+", and "+strconv.Itoa(wanted)+" or later is needed")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		fixtures.Missing(t, "there is no folder for caches: "+err.Error())
	}
	dir, lacks, err := install(t.Context(), filepath.Join(cache, "playtoken-tools"), folder)
	if err != nil {
		t.Fatal(err)
	}
	if lacks != "" {
		fixtures.Missing(t, lacks)
	}
	return &Program{node, dir}
}

// Run hands the script one value as JSON and reads its answer into another.
func (p *Program) Run(t testing.TB, in, out any) {
	t.Helper()
	question, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var problems bytes.Buffer
	cmd := exec.CommandContext(t.Context(), p.node, "script.mjs")
	cmd.Dir, cmd.Stdin, cmd.Stderr = p.dir, bytes.NewReader(question), &problems
	answer, err := cmd.Output()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, problems.Bytes())
	}
	if err := json.Unmarshal(answer, out); err != nil {
		t.Fatalf("the script's answer: %v\n%s", err, problems.Bytes())
	}
}

// wants is the oldest major version of Node that a program runs with: [minNode], or what its
// package.json says, as in {"engines": {"node": ">=20"}}.
func wants(folder string) (int, error) {
	var file struct{ Engines struct{ Node string } }
	b, err := os.ReadFile(filepath.Join(folder, "package.json"))
	if err == nil {
		err = json.Unmarshal(b, &file)
	}
	return max(minNode, major("v"+strings.TrimPrefix(file.Engines.Node, ">="))), err
}

// major is 20 for "v20.20.2", and 0 for what is no version.
func major(version string) int {
	first, _, _ := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	n, _ := strconv.Atoi(first)
	return n
}
