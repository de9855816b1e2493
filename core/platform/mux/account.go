package mux

import "playtoken/core/platform"

// account is Mux's API for signing keys. That a delete answers 204 is inferred, so that any
// status of success is taken; where the list ends was seen in the vendor's SDK.
var account = &platform.Account{
	Base: "https://api.mux.com",
	Credentials: []platform.Credential{
		{Name: "token_id", Label: "Access token ID", Help: "Of a token with the System permission."},
		{Name: "token_secret", Label: "Access token secret", Help: "Mux shows it once, when the token is made.", Secret: true},
	},
	MadeAt:  "Settings, Access Tokens",
	Headers: []platform.Header{{Name: "Authorization", Text: "Basic ", From: []string{"token_id", "token_secret"}}},

	List: &platform.Call{
		Method: "GET", Path: "/system/v1/signing-keys",
		Paging: &platform.Paging{Limit: "limit", Page: "page", Size: 25},
		Reply:  platform.Reply{Keys: "data", ID: []string{"id"}, CreatedAt: []string{"created_at"}},
		Basis:  platform.Stated,
	},
	Get: &platform.Call{
		Method: "GET", Path: "/system/v1/signing-keys/{id}",
		Reply: platform.Reply{ID: []string{"data.id"}, CreatedAt: []string{"data.created_at"}},
		Basis: platform.Stated,
	},
	Create: &platform.Call{
		Method: "POST", Path: "/system/v1/signing-keys",
		Reply: platform.Reply{ID: []string{"data.id"}, CreatedAt: []string{"data.created_at"}, Private: []string{"data.private_key"}},
		Basis: platform.Stated,
	},
	Delete: &platform.Call{
		Method: "DELETE", Path: "/system/v1/signing-keys/{id}",
		Reply: platform.Reply{MayEmpty: true},
		Basis: platform.Stated,
	},

	Said: []string{"error.messages"},
	Refusals: []platform.Refusal{
		{Status: 401, Code: platform.FaultUnauthorized, Text: notAccepted, Basis: platform.Seen},
		{Status: 403, Code: platform.FaultUnauthorized, Text: notAccepted},
		{
			Status: 404, On: []platform.Action{platform.GetKey, platform.DeleteKey}, Code: platform.FaultNotFound,
			Text: "Mux has no key {id} in this environment.", Basis: platform.Seen,
		},
	},
}

const notAccepted = "Mux does not accept this access token for signing keys. It needs the System permission; " +
	"tokens made for Video alone do not have it."

// rotation is how a signing key of Mux is replaced. Several are possible; no number is named.
var rotation = &platform.Rotation{
	Old: platform.DieAtDelete, OldText: "Tokens signed with the old key stop being valid when it is deleted.", OldBasis: platform.Stated,
	Steps: platform.NewKeyBesideOld(),
}
