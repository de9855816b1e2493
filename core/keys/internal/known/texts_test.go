package known

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestTexts looks at each entry of texts.txt, which is read without a look back.
func TestTexts(t *testing.T) {
	codes, err := os.ReadFile("../../code.go")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, list := range []string{"references", "members", "errors", "others"} {
		if len(entries()[list]) == 0 {
			t.Errorf("the list %s is empty", list)
		}
		for _, e := range entries()[list] {
			total++
			if !strings.Contains(string(codes), "Code = "+strconv.Quote(string(e.code))) {
				t.Errorf("%q is no code", e.code)
			}
			if e.most <= 0 || !strings.HasSuffix(e.message, ".") || e.hint == "" || strings.HasPrefix(e.hint, " ") {
				t.Errorf("an entry is not whole: %+v", e)
			}
			for _, nothing := range []string{"", "correct horse battery staple"} {
				if e.expr().MatchString(nothing) {
					t.Errorf("%q is %q", nothing, e.message)
				}
			}
		}
	}
	if exprs := strings.Count(texts, "\n  "); total < 40 || exprs < 2*total {
		t.Errorf("%d entries with %d expressions", total, exprs)
	}
}
