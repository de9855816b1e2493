package rotation

import (
	"strings"

	"playtoken/core/platform"
	"playtoken/core/vault"
)

// Caveat is what has to stand beside every time from which a key is safe to delete.
const Caveat = "This program knows only what it signed itself. A token that another program signed with the old key " +
	"may live longer, and stops playing when the key is deleted."

// gone says that a key that was to be deleted is not there.
func gone(id string) string {
	return "The key " + platform.ShortID(id) + " was deleted at the platform before."
}

// Words says what a step does, with the IDs of a profile's keys cut in the middle.
func Words(s Step, of *platform.Platform, p vault.Profile) string {
	var old, next string
	if p.Rotation != nil {
		old, next = platform.ShortID(p.Rotation.OldKeyID), platform.ShortID(p.Rotation.NewKeyID)
	}
	text := map[platform.StepKind]string{
		platform.StepMakeRoom: "Make room for a new key at " + of.Label,
		platform.StepRead:     "Read and save the present secret of the project",
		platform.StepMake:     "Make a new key",
		platform.StepRotate:   "Have " + of.Label + " replace its secret",
		platform.StepSave:     "Save it",
		platform.StepSign:     "Sign with it from now on",
		platform.StepWait:     "Wait until the tokens of the old key have ended",
		platform.StepDelete:   "Delete the old key at " + of.Label,
		platform.StepGuide:    s.Text,
	}[s.Kind]
	switch {
	case s.Kind == platform.StepDelete && old != "":
		text = strings.Replace(text, "the old key", old, 1)
	case s.Kind == platform.StepSign && next != "":
		text = "Sign with " + next + " from now on"
	}
	return text
}
