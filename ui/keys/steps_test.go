package keys

import (
	"testing"

	"playtoken/ui/theme"
)

// The ID of the key that is deleted is monospaced, as wherever an ID stands.
func TestStepSpans(t *testing.T) {
	for _, tc := range []struct {
		name string
		step StepState
		mono string
	}{
		{"to come", StepState{Text: "Delete b7158b65…dd25 at FastPix", ID: "b7158b65…dd25"}, "b7158b65…dd25"},
		{"done", StepState{Bold: "Deleted", Text: " b7158b65…dd25 at FastPix", ID: "b7158b65…dd25"}, "b7158b65…dd25"},
		{"without an ID", StepState{Bold: "Saved", Text: " in the keyring"}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			all, mono := "", ""
			for _, s := range stepSpans(tc.step, theme.Ink) {
				all += s.Text
				if s.Mono {
					mono += s.Text
				}
			}
			if all != tc.step.Bold+tc.step.Text || mono != tc.mono {
				t.Errorf("%q, monospaced %q", all, mono)
			}
		})
	}
}
