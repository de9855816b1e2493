package paseto

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// unreachable are the errors of npm that say the registry is not there.
var unreachable = regexp.MustCompile(`\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|E(NET|HOST)UNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|E50[234])\b`)

// TestAgainstPasetoTS exchanges tokens with paseto-ts, the usual v4.local library
// of npm, in one Node process. Its version is fixed in testdata/cross.
func TestAgainstPasetoTS(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/cross")); err != nil {
		t.Fatal(err)
	}
	install := node(t, dir, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1")
	if out, err := install.CombinedOutput(); err != nil {
		if code := unreachable.Find(out); code != nil {
			missing(t, "npm cannot reach its registry ("+string(code)+")")
		}
		t.Fatalf("npm ci: %v\n%s", err, out)
	}
	list := samples(t)
	for i, s := range list {
		list[i].Token = mustSeal(t, s.Payload, s.Footer, s.Implicit, s.key(t))
	}
	for i, theirs := range exchange(t, dir, list) {
		s := list[i]
		if !same(t, theirs.Payload, s.Payload) || !sameFooter(t, theirs.Footer, s.Footer) {
			t.Fatalf("%d: they read our token otherwise: %q and %q", i, theirs.Payload, theirs.Footer)
		}
		payload, footer, err := Open(theirs.Token, s.key(t), []byte(s.Implicit))
		if err != nil || !same(t, string(payload), s.Payload) || string(footer) != s.Footer {
			t.Fatalf("%d: we read their token otherwise: %q, %q, %v", i, payload, footer, err)
		}
	}
}

func sameFooter(t *testing.T, a, b string) bool {
	t.Helper()
	return a == b || a != "" && b != "" && same(t, a, b)
}

// exchange hands a list of tokens to the Node program and gives its answers.
func exchange(t *testing.T, dir string, list []sample) []sample {
	t.Helper()
	in, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	var problems bytes.Buffer
	cmd := node(t, dir, "node", "cross.mjs")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), &problems
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, problems.Bytes())
	}
	var answers []sample
	if err := json.Unmarshal(out, &answers); err != nil || len(answers) != len(list) {
		t.Fatalf("%d answers, %d tokens: %v", len(answers), len(list), err)
	}
	return answers
}

func node(t *testing.T, dir, name string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, name+" is not on the PATH")
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = dir
	return cmd
}

// missing skips the comparison, but never where the checks of a change are run.
func missing(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s, and with CI=true nothing is skipped", reason)
	}
	t.Skipf("%s, so tokens are not exchanged with paseto-ts", reason)
}
