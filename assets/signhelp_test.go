package assets

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"go/format"
	"html"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// code is a block of code in a page.
var code = regexp.MustCompile(`(?s)<pre[^>]*><code>(.*?)</code></pre>`)

// TestBackEnds runs the back ends of the page, but for the one in PHP: each makes a token
// that plays.
func TestBackEnds(t *testing.T) {
	var blocks []string
	for _, m := range code.FindAllSubmatch(files(t, Player())["sign-help.html"], -1) {
		blocks = append(blocks, html.UnescapeString(string(m[1])))
	}
	if len(blocks) != 4 {
		t.Fatalf("%d blocks of code", len(blocks))
	}
	dir := t.TempDir()
	key := fixtures.Key(t)
	keyFile := write(t, dir, "key.pem", string(key.PrivatePEM().Reveal()))
	for _, c := range []struct {
		name    string
		program func(*testing.T) *exec.Cmd
	}{
		{"Node.js", func(t *testing.T) *exec.Cmd {
			return exec.Command(fixtures.Tool(t, "node"), write(t, dir, "sign.mjs", blocks[0]))
		}},
		{"Python", func(t *testing.T) *exec.Cmd {
			return exec.Command(fixtures.Python(t), write(t, dir, "sign.py", blocks[1]))
		}},
		{"Go", func(t *testing.T) *exec.Cmd {
			if formatted, err := format.Source([]byte(blocks[2])); err != nil || string(formatted) != blocks[2] {
				t.Errorf("not as gofmt writes it: %v", err)
			}
			binary := filepath.Join(dir, "sign.exe")
			build := exec.Command(fixtures.Tool(t, "go"), "build", "-o", binary, write(t, dir, "sign.go", blocks[2]))
			build.Env = append(os.Environ(), "CGO_ENABLED=0")
			if out, err := build.CombinedOutput(); err != nil { // with the packages of this module
				t.Fatalf("%v: %s", err, out)
			}
			return exec.Command(binary)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer := ask(t, c.program(t), keyFile)
			pasted := "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8?token=" + answer
			known := verify.Read("the key", []byte(key.PublicPEM()), importer.Options{})
			v := diagnosis.Read(pasted, diagnosis.Options{Keys: []verify.Key{known}, Now: time.Now()}).Verdict
			if v.State != diagnosis.Plays {
				t.Errorf("%s: %s", v.State, v.Headline)
			}
		})
	}
}

// ask starts a back end and asks it for a token.
func ask(t *testing.T, program *exec.Cmd, keyFile string) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	cmd := exec.CommandContext(ctx, program.Path, program.Args[1:]...)
	cmd.Env = append(os.Environ(), "KEY_FILE="+keyFile, "KEY_ID="+fixtures.KeyID, "PORT=0")
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		stop()
		_ = cmd.Wait()
	}()
	line, _ := bufio.NewReader(out).ReadString('\n')
	var port int
	if _, err := fmt.Sscanf(line, "port %d", &port); err != nil {
		t.Fatalf("it says %q", line)
	}
	r, err := http.Get(fmt.Sprintf("http://127.0.0.1:%d/sign?id=%s", port, fixtures.PlaybackID))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var answer struct{ Token string }
	if err := json.NewDecoder(r.Body).Decode(&answer); err != nil || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") || r.Header.Get("Cache-Control") != "no-store" {
		t.Fatal(err, r.Header)
	}
	return answer.Token
}

func write(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
