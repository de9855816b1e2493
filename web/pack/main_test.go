package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
)

// TestScript: what a browser gets out of the script is byte for byte the module. Node reads
// it as a browser does.
func TestScript(t *testing.T) {
	module := make([]byte, 0, 256*256*2)
	for a := range 256 {
		for b := range 256 {
			module = append(module, byte(a), byte(b))
		}
	}
	var b bytes.Buffer
	if err := script(&b, module); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(fixtures.Tool(t, "node"), "-e", `
		const text = require("fs").readFileSync(0, "utf8");
		const playtoken = { load: (s) => process.stdout.write(Buffer.from(Uint8Array.from(s, (c) => c.charCodeAt(0)))) };
		new Function("playtoken", text)(playtoken);`)
	cmd.Stdin = &b
	out, err := cmd.Output()
	if err != nil || !bytes.Equal(out, module) {
		t.Errorf("%d bytes come out, of %d: %v", len(out), len(module), err)
	}
}

func TestPage(t *testing.T) {
	got := page("# A & B\n\n<!-- made -->\n\nA `<code>` and [more](other.md), [all](README.md) of [it](https://example.com/x.md).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 \\| 2 | &lt;x |\n\n```\n<raw> | text\n```\n")
	for _, want := range []string{
		"<title>A &amp; B – Playtoken</title>", "<h1>A &amp; B</h1>",
		`<p>A <code>&lt;code&gt;</code> and <a href="other.html">more</a>, <a href="index.html">all</a> of <a href="https://example.com/x.md">it</a>.</p>`,
		"<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "<thead><tr><th>a</th><th>b</th></tr></thead>", "<td>1 | 2</td><td>&lt;x</td>", "<pre>&lt;raw&gt; | text\n</pre>",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if strings.Contains(got, "made") || strings.Contains(got, "&amp;lt;") {
		t.Error(got)
	}
}

// TestPageByHand: what stands twice is the same: the sample of the window, and the policy that a
// host is asked to send.
func TestPageByHand(t *testing.T) {
	read := func(path string) string {
		b, err := os.ReadFile(fixtures.Path(t, "../"+path))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	page, sample := read("web/page/index.html"), strings.TrimSpace(read("assets/sample-token.txt"))
	if got := strings.Count(page, "?token="+sample+`"`); got != 2 {
		t.Errorf("%d samples have the token of assets/sample-token.txt", got)
	}
	_, policy, _ := strings.Cut(page, `http-equiv="Content-Security-Policy" content="`)
	policy, _, _ = strings.Cut(policy, `"`)
	if !strings.Contains(policy, "connect-src 'none'") || !strings.Contains(read("web/README.md"), "Content-Security-Policy: "+policy+";") {
		t.Errorf("web/README.md tells another policy than the page has: %s", policy)
	}
}
