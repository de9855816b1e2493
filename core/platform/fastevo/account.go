package fastevo

import "playtoken/core/platform"

// general is the path of all that is configured here.
const general = "/api/v1/projects/mediaProtection/configurations/general"

// policyMember is the member that tells the policy and sets it, and the end of its path.
const policyMember = "engageKitAccessPolicy"

// account is Fastevo's API for the one secret of a project. That these calls take the API key
// as others do is inferred, and so is the reply about the policy; the form of an error is not
// documented.
var account = &platform.Account{
	Base:        "https://api.fastevo.net",
	Credentials: []platform.Credential{{Name: "api_key", Label: "Project API key", Secret: true}},
	Headers:     []platform.Header{{Name: "Authorization", Text: "Bearer ", From: []string{"api_key"}}},

	Secret: &platform.Call{
		Method: "GET", Path: general + "/tokenSigningKeySecret",
		Reply: platform.Reply{Value: []string{"tokenSigningKeySecret"}},
		Basis: platform.Stated,
	},
	RotateSecret: &platform.Call{
		Method: "POST", Path: general + "/rotateTokenSigningKeySecret",
		Reply: platform.Reply{Value: []string{"tokenSigningKeySecret"}},
		Basis: platform.Stated,
	},
	Policy: &platform.Call{
		Method: "GET", Path: general + "/" + policyMember,
		Reply: platform.Reply{Value: []string{policyMember}},
		Basis: platform.Inferred,
	},
	SetPolicy: &platform.Call{
		Method: "PUT", Path: general + "/" + policyMember,
		Headers: []platform.Header{{Name: "Content-Type", Text: "application/json"}},
		Body:    `{"` + policyMember + `":{value}}`,
		Reply:   platform.Reply{MayEmpty: true},
		Basis:   platform.Stated,
	},
	NoSecret: "The project has no token signing key yet. Rotate once to make one.",

	Said: []string{"message", "error.message", "error"},
	Refusals: []platform.Refusal{
		{Status: 401, Code: platform.FaultUnauthorized, Text: notAccepted},
		{Status: 403, Code: platform.FaultForbidden, Text: notAccepted},
		{Status: 400, Code: platform.FaultInvalid, Text: refused},
		{Status: 422, Code: platform.FaultInvalid, Text: refused},
		{Status: 404, Code: platform.FaultNotFound, Text: "Fastevo does not know this address. The project may not have media protection."},
	},
}

const (
	notAccepted = "Fastevo does not accept this API key for this project. (The form of its errors is not documented; it said: {said}.)"
	refused     = "Fastevo refuses the value: {said}."
)

// rotation is how the secret of a project is replaced. What that does to tokens that exist is
// not established: the worst is assumed.
var rotation = &platform.Rotation{
	Most: 1, MostBasis: platform.Inferred,
	Old: platform.DieAtRotate,
	OldText: "Rotate makes a new secret for the whole project. Tokens and Engage Kit URLs signed with the old one " +
		"may stop working at once.",
	Steps: []platform.Step{
		{Kind: platform.StepRead, Basis: platform.Stated},
		{Kind: platform.StepRotate, Basis: platform.Stated},
		{Kind: platform.StepSave},
		{Kind: platform.StepSign},
	},
}
