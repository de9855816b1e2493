package platform_test

import (
	"bytes"
	"context"
	"go/format"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/internal/npm"
)

// exact tells which samples make the same token byte for byte: where the
// algorithm has one signature only, and the library keeps header and claims.
func exact(lang, alg string, header string) bool {
	if !slices.Contains([]string{"HS", "RS", "Ed"}, alg[:2]) {
		return false
	}
	// Go and Python sort the header, PHP begins it with typ.
	return lang != "PHP" && (lang != "Go" && lang != "Python" || !strings.Contains(header, "kid"))
}

type sampleCase struct {
	name string
	p    *platform.Platform
	r    platform.Request
}

func sampleCases(t *testing.T) []sampleCase {
	t.Helper()
	cases := []sampleCase{
		{"FastPix", fastpix(), request(t)},
		{"FastPix as the plugin signs", fastpix(), request(t, "header", "plugin", "issuer", `it's "mine" \ & <so> ü`)},
		{"Bitmovin", bitmovin(), complete(t, bitmovin())},
		{"Bitmovin without an expiry", bitmovin(), endless(complete(t, bitmovin()))},
	}
	odd := complete(t, jwtPlatform())
	odd.Values["claims"] = `{"https://example.com/roles":["a"],"sub":"s"}`
	cases = append(cases, sampleCase{"JWT with a name that is a URL", jwtPlatform(), odd})
	for alg, kind := range map[string]string{
		"HS256": "hmac256", "HS512": "hmac256", "RS256": "rsa2048", "RS512": "rsa2048", "PS256": "rsa2048", "PS384": "rsa2048",
		"ES256": "p256", "ES384": "p384", "EdDSA": "ed25519",
	} {
		r := complete(t, jwtPlatform())
		key, err := keys.Generate(context.Background(), keys.Type(kind))
		if err != nil {
			t.Fatal(err)
		}
		r.Key = key
		r.Values = map[string]string{"alg": alg, platform.ID: "user-1", "claims": `{"aud":["a","b"],"admin":true,"none":null,"n":12,"rate":1.5,"nested":{"k":"v"},"text":"$HOME ` + "`id`" + ` 'x'"}`}
		cases = append(cases, sampleCase{"JWT " + alg, jwtPlatform(), r})
	}
	return cases
}

func endless(r platform.Request) platform.Request {
	r.Endless = true
	return r
}

// TestSamples runs each code sample and compares its token with ours.
func TestSamples(t *testing.T) {
	for _, tc := range sampleCases(t) {
		s, problems := tc.p.Make(tc.r)
		if s == nil {
			t.Fatal(tc.name, problems)
		}
		for _, sn := range s.Snippets() {
			run, ok := runners[sn.Name]
			if !ok {
				continue
			}
			t.Run(tc.name+" "+sn.Name, func(t *testing.T) {
				t.Parallel()
				got := run(t, sn.Text, keyFile(t, tc.r.Key))
				compareJWT(t, sn.Name, got, s, tc.r.Key)
			})
		}
	}
}

func compareJWT(t *testing.T, lang, got string, s *platform.Signed, key *keys.Key) {
	t.Helper()
	alg, header := s.Header.Text("alg"), string(s.Header.JSON())
	if exact(lang, alg, header) && plainClaims(lang, s) {
		if got != s.Token {
			t.Errorf("%s\nwant\n%s", got, s.Token)
		}
		return
	}
	theirs := token.Decode(got)
	if c := jws.Verify(theirs, key); c.State != token.Valid {
		t.Fatalf("%s: %s", got, c.Reason)
	}
	if !sameMembers(theirs.Claims, s.Claims) || lang != "PHP" && !sameMembers(theirs.Header, s.Header) {
		t.Errorf("it says\n%s %s\nwant\n%s %s", theirs.Header.JSON(), theirs.Claims.JSON(), header, s.Claims.JSON())
	}
}

// plainClaims reports whether a library writes the text of the claims as ours:
// Go and Python escape some characters, and Go sorts names that can be no fields.
func plainClaims(lang string, s *platform.Signed) bool {
	text := string(s.Claims.JSON())
	odd := strings.ContainsAny(text, "<>&ü") || lang == "Go" && strings.Contains(text, `"https://`)
	return lang == "Node" || lang == "Shell" || !odd
}

func sameMembers(a, b token.Object) bool {
	list := func(o token.Object) map[string]string {
		m := map[string]string{}
		for _, c := range o.Members {
			m[c.Name] = c.Value.Raw
			if c.Value.Type == token.Text {
				m[c.Name] = c.Value.Text
			}
		}
		return m
	}
	return maps.Equal(list(a), list(b))
}

// keyFile writes a key as the samples expect it.
func keyFile(t *testing.T, k *keys.Key) string {
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

var runners = map[string]func(t *testing.T, text, keyFile string) string{
	"Node": runNode, "Go": runGo, "Python": runPython, "Shell": runShell,
}

// missing skips a test whose tool is not there; with CI=true tools are.
func missing(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s, and with CI=true nothing is skipped", why)
	}
	t.Skipf("%s, so the sample is not run", why)
}

func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, name+" is not on the PATH")
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
		return npm.Script(t, "testdata/samples")
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
	sums, err := os.ReadFile("../../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"go.sum":  string(sums),
		"go.mod":  "module sample\n\ngo 1.24\n\nrequire github.com/golang-jwt/jwt/v5 " + jwtVersion(t) + "\n",
		"main.go": text,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(tool(t, "go"), "run", "-mod=mod", ".")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOPROXY=off") // what this module uses is there
	return output(t, cmd, keyFile)
}

// jwtVersion is the one that this module uses, so that it is there already.
func jwtVersion(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`golang-jwt/jwt/v5 (v\S+)`).FindSubmatch(b)
	if m == nil {
		t.Fatal("go.mod does not name golang-jwt")
	}
	return string(m[1])
}

func runPython(t *testing.T, text, keyFile string) string {
	t.Helper()
	return output(t, exec.Command(pythonWithLibraries(t), "-c", text), keyFile)
}

// pythonWithLibraries is a Python that has the libraries of the samples: the one
// on the PATH may be another than the one that the system's packages are for.
func pythonWithLibraries(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import cryptography, jwt").Run() == nil {
			return name
		}
	}
	missing(t, "no Python with PyJWT and cryptography was found")
	return ""
}

func runShell(t *testing.T, text, keyFile string) string {
	t.Helper()
	tool(t, "openssl")
	return output(t, exec.Command(tool(t, "sh"), "-c", text), keyFile)
}
