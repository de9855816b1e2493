//go:build !race

package report_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis/report"
	"playtoken/core/token"
	"playtoken/internal/diagnosistest"
)

// TestReportOfCases: of every case there is a report, and none of them shows a
// whole signature, a whole token or anything of a key.
func TestReportOfCases(t *testing.T) {
	for _, c := range diagnosistest.Cases(t) {
		t.Run(c.Group+"/"+c.Name, func(t *testing.T) {
			found := c.Read(t)
			for _, mask := range []bool{false, true} {
				r := report.New(found, report.Options{Zone: time.FixedZone("CET", 3600), Now: c.At(t), Mask: mask})
				object, text := string(r.JSON()), r.Markdown()
				if got := members(t, object); got != reportMembers {
					t.Errorf("members %s", got)
				}
				for _, s := range []string{object, text} {
					cutEverywhere(t, s, found)
					for _, ref := range c.Keys {
						noKey(t, s, diagnosistest.KeyText(t, ref))
					}
					for _, saved := range c.Saved {
						_, ref, _ := strings.Cut(saved, "=")
						noKey(t, s, diagnosistest.KeyText(t, ref))
					}
					for line := range strings.SplitSeq(s, "\n") {
						if token.Inert(line) != line {
							t.Errorf("acts: %q", line)
						}
					}
				}
			}
		})
	}
}
