package platformtest

import (
	"bytes"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"playtoken/core/keys"
	"playtoken/internal/fixtures"
	"playtoken/internal/npm"
)

// Runners run a code sample by the name of its language and give what it printed.
// A test whose tool is not there is skipped.
var Runners = map[string]func(t *testing.T, text, keyFile string) string{
	"Node": runNode, "Go": runGo, "Python": runPython, "Shell": runShell,
}

// KeyFile writes a key as the samples expect it.
func KeyFile(t *testing.T, k *keys.Key) string {
	t.Helper()
	content := k.PrivatePEM().Reveal()
	if k.Kind() == keys.Secret {
		content = append(k.SecretText().Reveal(), '\n')
	}
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func output(t *testing.T, cmd *exec.Cmd, keyFile string) string {
	t.Helper()
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	cmd.Env = append(cmd.Environ(), "KEY_FILE="+keyFile)
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, problems.Bytes())
	}
	return strings.TrimSpace(out.String())
}

// installing lets one test install the packages, and the others wait for it.
var installing sync.Mutex

func runNode(t *testing.T, text, keyFile string) string {
	t.Helper()
	installing.Lock()
	program := func() *npm.Program {
		defer installing.Unlock()
		return npm.Script(t, fixtures.Path(t, "platform/samples/testdata/node"))
	}()
	in := map[string]string{"text": text, "kind": "commonjs", "keyFile": keyFile}
	if strings.Contains(text, "\nimport ") {
		in["kind"] = "module"
	}
	var printed string
	program.Run(t, in, &printed)
	return printed
}

func runGo(t *testing.T, text, keyFile string) string {
	t.Helper()
	if formatted, err := format.Source([]byte(text)); err != nil || string(formatted) != text+"\n" {
		t.Errorf("not as gofmt writes it: %v\n%s", err, formatted)
	}
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.sum":  string(fixtures.File(t, "../go.sum")),
		"go.mod":  "module sample\n\ngo 1.24\n\nrequire github.com/golang-jwt/jwt/v5 " + jwtVersion(t) + "\n",
		"main.go": text,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(fixtures.Tool(t, "go"), "run", "-mod=mod", ".")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOPROXY=off") // what this module uses is there
	return output(t, cmd, keyFile)
}

// jwtVersion is the one that this module uses, so that it is there already.
func jwtVersion(t *testing.T) string {
	t.Helper()
	m := regexp.MustCompile(`golang-jwt/jwt/v5 (v\S+)`).FindSubmatch(fixtures.File(t, "../go.mod"))
	if m == nil {
		t.Fatal("go.mod does not name golang-jwt")
	}
	return string(m[1])
}

func runPython(t *testing.T, text, keyFile string) string {
	t.Helper()
	return output(t, exec.Command(fixtures.Python(t), "-c", text), keyFile)
}

func runShell(t *testing.T, text, keyFile string) string {
	t.Helper()
	fixtures.Tool(t, "openssl")
	return output(t, exec.Command(fixtures.Tool(t, "sh"), "-c", text), keyFile)
}
