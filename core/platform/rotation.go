package platform

import "time"

// Rotation is how a signing key of the platform is replaced, as data.
type Rotation struct {
	// Most is how many keys may exist at once, 0 where no number is known.
	Most      int
	MostBasis Basis // "" where it is not established
	// Old is when tokens of the old key stop being valid; OldText says so in a sentence.
	Old      OldTokens
	OldText  string
	OldBasis Basis // "" where it is not established
	Steps    []Step
}

// OldTokens says when tokens of a replaced key stop being valid.
type OldTokens string

// The moments.
const (
	DieAtDelete OldTokens = "delete" // when the old key is deleted
	DieAtRotate OldTokens = "rotate" // at once, when the secret is replaced
	DieAtDeploy OldTokens = "deploy" // when a configuration without the old key takes effect
)

// StepKind says what a step of a rotation does.
type StepKind string

// The kinds of steps. All but the guided ones the program does itself.
const (
	StepMakeRoom StepKind = "make_room" // where Most keys exist: a person says which one goes, and it is deleted
	StepRead     StepKind = "read"      // the present secret is read from the platform and saved
	StepMake     StepKind = "make"      // the platform makes the new key; without an account it is made here
	StepRotate   StepKind = "rotate"    // the platform replaces its secret
	StepSave     StepKind = "save"      // the new key is saved
	StepSign     StepKind = "sign"      // new tokens are signed with it
	StepWait     StepKind = "wait"      // until the last token of the old key has expired
	StepDelete   StepKind = "delete"    // the old key is deleted at the platform
	StepGuide    StepKind = "guide"     // a person does it in the platform's own pages
)

// Step is one step of a rotation.
type Step struct {
	Kind StepKind
	Text string // of a guided one: what to do, in a sentence or two
	// Takes is how long it may take to have its effect, 0 for at once or not known.
	Takes time.Duration
	Basis Basis
}

// NewKeyBesideOld are the steps where the platform keeps several keys and makes them itself.
func NewKeyBesideOld() []Step {
	return []Step{
		{Kind: StepMake, Basis: Stated},
		{Kind: StepSave},
		{Kind: StepSign},
		{Kind: StepWait},
		{Kind: StepDelete, Basis: Stated},
	}
}
