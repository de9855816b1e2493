package edgecast

import (
	"time"

	"playtoken/core/platform"
)

// takesEffect is how long a deployment took to have its effect in the legacy portal. In the
// later one the key changes with the deployment.
const takesEffect = time.Hour

// rotation is how the token key is replaced, by the vendor's guides: primary and backup key
// are equal, and tokens of any other are refused. There is no call that answers any more, so
// that a person does it.
var rotation = &platform.Rotation{
	Most: 2, MostBasis: platform.Stated,
	Old: platform.DieAtDeploy, OldBasis: platform.Stated,
	OldText: "Tokens of the old key are taken as long as it is the primary or the backup key. " +
		"They stop being valid when a configuration without it takes effect.",
	Steps: []platform.Step{
		{Kind: platform.StepMake},
		{Kind: platform.StepSave},
		guided("Copy the primary key into the backup key. Later portals have a button for the saved primary.", 0),
		guided("Put the new key into the primary key.", 0),
		guided("Save and deploy. Do not go on before the new key has taken effect.", takesEffect),
		{Kind: platform.StepSign, Basis: platform.Stated},
		guided("Make all links anew with the new key.", 0),
		guided("Purge cached pages that hold tokens of the old key.", 0),
		{Kind: platform.StepWait, Basis: platform.Inferred},
		guided("Empty the backup key.", 0),
		guided("Deploy again. Tokens of the old key stop being valid then.", takesEffect),
	},
}

// guided makes a step that a person does; it may take that long to have its effect.
func guided(text string, takes time.Duration) platform.Step {
	return platform.Step{Kind: platform.StepGuide, Text: text, Takes: takes, Basis: platform.Stated}
}
