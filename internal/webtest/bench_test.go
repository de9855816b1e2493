//go:build web

package webtest

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

// limit is how large the page may be as it is sent, in brotli at its best, in bytes.
const limit = 2_600_000

// brotli prints the sizes of files in brotli.
const brotli = `const z = require("zlib"), fs = require("fs"), c = z.constants;
console.log(JSON.stringify(process.argv.slice(1).map((f) => {
	const b = fs.readFileSync(f);
	return z.brotliCompressSync(b, { params: { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24, [c.BROTLI_PARAM_SIZE_HINT]: b.length } }).length;
})));`

// BenchmarkSize tells how many bytes the page is, in all that is loaded with it.
func BenchmarkSize(b *testing.B) {
	node := fixtures.Tool(b, "node")
	args := []string{"-e", brotli}
	for _, name := range []string{"why.wasm.js", "wasm_exec.js", "page.js", "beside.js", "log.js", "dom.js", "colours.css", "page.css", "log.css", "index.html"} {
		args = append(args, filepath.Join(Folder(b), name))
	}
	out, err := exec.Command(node, args...).Output()
	if err != nil {
		b.Fatal(err)
	}
	var sizes []int
	if err := json.Unmarshal(out, &sizes); err != nil {
		b.Fatal(err)
	}
	sum := 0
	for _, n := range sizes {
		sum += n
	}
	b.ReportMetric(float64(sizes[0]), "module-bytes")
	b.ReportMetric(float64(sum), "page-bytes")
	b.ReportMetric(0, "ns/op")
	if sum > limit {
		b.Errorf("the page has %d bytes in brotli, more than %d", sum, limit)
	}
}

// BenchmarkFirstVerdict tells how long after the page is loaded the verdict on the text of its
// address stands there: the middle of some visits, and the least, which others on the machine
// have disturbed least.
func BenchmarkFirstVerdict(b *testing.B) {
	var t testing.T
	token := diagnosistest.FastPix(&t, "rsa", nil)
	visits := make([]Visit, 7)
	for i := range visits {
		visits[i] = Visit{URL: Page(b) + "#" + host + fixtures.PlaybackID + ".m3u8?token=" + token, Steps: []Step{do("see")}}
	}
	var after, whole []float64
	for _, seen := range made(b, visits, 1) {
		if seen[0].State == "" {
			b.Fatal("there is no verdict")
		}
		after = append(after, seen[0].Ready-seen[0].Loaded)
		whole = append(whole, seen[0].Ready)
	}
	slices.Sort(after)
	slices.Sort(whole)
	b.ReportMetric(after[len(after)/2], "ms-after-load")
	b.ReportMetric(after[0], "ms-least")
	b.ReportMetric(whole[len(whole)/2], "ms-in-all")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkLog tells how long a log of 10 MB takes, and the longest task of the page meanwhile,
// during which it hears no key: in milliseconds of the processor.
func BenchmarkLog(b *testing.B) {
	visit := Visit{URL: Page(b), Steps: []Step{do("trace"), {Do: "choose", Name: large(b, 14_800)}, do("wait", "#log"), do("gone", "#stop"), do("wait", "#feed .line"), do("see", "trace")}}
	begun := time.Now()
	seen := made(b, []Visit{visit}, 1)[0][0]
	b.ReportMetric(float64(time.Since(begun).Milliseconds()), "ms-in-all")
	b.ReportMetric(seen.Worked, "ms-longest-task")
	b.ReportMetric(0, "ns/op")
}
