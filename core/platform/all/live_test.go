package all_test

import (
	"strings"
	"testing"

	"playtoken/core/platform/all"
	"playtoken/internal/platformtest"
)

// What is pasted into a program works tomorrow as well: each sample that makes a token takes
// the time when it runs, where the token has an end.
func TestSamplesTakeTheTime(t *testing.T) {
	for _, pl := range all.Platforms() {
		s, problems := pl.Make(platformtest.Complete(t, pl))
		if s == nil {
			t.Fatal(pl.Name, problems)
		}
		code := 0
		for _, sn := range s.Snippets() {
			if platformtest.Runners[sn.Name] == nil && sn.Name != "PHP" {
				continue
			}
			if code++; strings.Count(sn.Live, "the time when it runs") != 1 {
				t.Errorf("%s, %s:\n%s", pl.Label, sn.Name, sn.Live)
			}
		}
		if code == 0 {
			t.Errorf("%s has no sample in code", pl.Label)
		}
	}
}
