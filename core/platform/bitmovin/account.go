package bitmovin

import "playtoken/core/platform"

// organization names the credential that chooses where a call goes.
const organization = "organization_id"

// account is Bitmovin's API for the signing keys of Streams. The platform also takes its API
// key in the query of a URL; it is never put there.
var account = &platform.Account{
	Base: "https://api.bitmovin.com/v1",
	Credentials: []platform.Credential{
		{Name: "api_key", Label: "API key", Secret: true},
		{Name: organization, Label: "Organization ID", Help: "Without it your default organization is meant.", Optional: true},
	},
	MadeAt: "Account Settings",
	Headers: []platform.Header{
		{Name: "X-Api-Key", From: []string{"api_key"}},
		{Name: "X-Tenant-Org-Id", From: []string{organization}},
		{Name: "Content-Type", Text: "application/json"},
	},
	Organization: organization,

	List: &platform.Call{
		Method: "GET", Path: "/streams/signing-keys",
		Reply: platform.Reply{Keys: "data.result.publicKeys", MayLack: true, ID: []string{"keyId"}, CreatedAt: []string{"createdAt"}},
		Basis: platform.Stated,
	},
	Create: &platform.Call{
		Method: "POST", Path: "/streams/signing-keys",
		Reply: platform.Reply{ID: []string{"data.result.keyId"}, Private: []string{"data.result.privateKey"}},
		Basis: platform.Stated,
	},
	Delete: &platform.Call{
		Method: "DELETE", Path: "/streams/signing-keys/{id}",
		Reply: platform.Reply{MayEmpty: true},
		Basis: platform.Stated,
	},

	Success:   platform.Success{Place: "status", Is: "SUCCESS"},
	Said:      []string{"data.developerMessage", "data.message"},
	RequestID: "requestId",
	Refusals: []platform.Refusal{
		{
			Status: 409, On: []platform.Action{platform.CreateKey}, Code: platform.FaultLimitReached,
			Text: "This organization has two signing keys already, the most that Bitmovin allows. " +
				"Delete the one no longer used; tokens signed with it then stop playing.",
			Basis: platform.Stated,
		},
		{Status: 401, Code: platform.FaultUnauthorized, Text: "Bitmovin does not accept this API key.", Basis: platform.Seen},
		{
			Status: 403, Code: platform.FaultForbidden,
			Text:  "This API key may not act for the organization {organization_id}. Check the organization ID, or ask for the right.",
			Basis: platform.Seen,
		},
		{
			Status: 404, On: []platform.Action{platform.DeleteKey}, Code: platform.FaultNotFound,
			Text:  "Bitmovin has no key {id} in this organization. It may have been deleted already.",
			Basis: platform.Inferred,
		},
		{Code: platform.FaultInvalid, Text: "Bitmovin answers {status}: {said} (request {request}).", Basis: platform.Stated},
	},
}

// rotation is how a signing key of Bitmovin is replaced: an organization has two at the most,
// so that one of two has to go first.
var rotation = &platform.Rotation{
	Most: 2, MostBasis: platform.Stated,
	Old: platform.DieAtDelete, OldText: "Tokens signed with the old key stop playing when it is deleted.", OldBasis: platform.Inferred,
	Steps: append([]platform.Step{{Kind: platform.StepMakeRoom, Basis: platform.Stated}}, platform.NewKeyBesideOld()...),
}
