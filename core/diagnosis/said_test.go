package diagnosis

import (
	"slices"
	"testing"

	"playtoken/core/errortext"
)

// Each error that is known points to causes, or is known to point to none.
func TestErrorsPointToCauses(t *testing.T) {
	none := []errortext.Fault{errortext.KeyMissing, errortext.KeyDisposed, errortext.OtherRelease}
	for f := range errortext.Faults {
		if causes := pointsTo[errortext.Fault(f)]; len(causes) == 0 && !slices.Contains(none, errortext.Fault(f)) {
			t.Errorf("nothing is said of fault %d", f)
		}
	}
	if len(pointsTo) != errortext.Faults {
		t.Errorf("%d of %d", len(pointsTo), errortext.Faults)
	}
}
