package npm

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
)

// unreachable are the errors of npm that say the registry is not there.
var unreachable = regexp.MustCompile(`\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|E(NET|HOST)UNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|E50[234])\b`)

// install copies a program into the cache, installs its packages and gives the
// folder, or else says what it lacks. The folder is named by the hash of the
// program, so it is never changed. It appears whole: of two that install at once,
// one throws its own away.
func install(ctx context.Context, cache, folder string) (dir, lacks string, err error) {
	hash, err := fingerprint(folder)
	if err != nil {
		return "", "", err
	}
	dir = filepath.Join(cache, "npm-"+hash)
	if present(dir) {
		return dir, "", nil
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		return "", "npm is not on the PATH", nil
	}
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return "", "", err
	}
	temp, err := os.MkdirTemp(cache, "npm-*.part")
	if err != nil {
		return "", "", err
	}
	defer func() { _ = os.RemoveAll(temp) }()
	if err := os.CopyFS(temp, os.DirFS(folder)); err != nil {
		return "", "", err
	}
	cmd := exec.CommandContext(ctx, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline",
		"--fetch-retries=1", "--fetch-timeout=30000")
	cmd.Dir = temp
	if out, err := cmd.CombinedOutput(); err != nil {
		if code := unreachable.Find(out); code != nil {
			return "", "npm cannot reach its registry (" + string(code) + ")", nil
		}
		return "", "", fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	if err := os.Rename(temp, dir); err != nil && !present(dir) {
		return "", "", err
	}
	return dir, "", nil
}

func present(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "script.mjs"))
	return err == nil
}

// fingerprint is the hash of a program: of the names and contents of its files.
func fingerprint(folder string) (string, error) {
	h := sha256.New()
	files := os.DirFS(folder)
	for _, name := range []string{"package.json", "package-lock.json", "script.mjs"} {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return "", err
		}
		if name == "package-lock.json" && bytes.Contains(b, []byte(`"resolved"`)) {
			return "", fmt.Errorf("%s in %s names a registry: take its \"resolved\" lines out", name, folder)
		}
		fmt.Fprintf(h, "%s %d\n%s", name, len(b), b)
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}
