package cloudflare

import "playtoken/core/platform"

const keysPath = "/accounts/{account_id}/stream/keys"

// account is Cloudflare's API for the signing keys of Stream. A reply's success decides, not
// its status alone. The ID of a key is called id, in newer descriptions key_id.
var account = &platform.Account{
	Base: "https://api.cloudflare.com/client/v4",
	Credentials: []platform.Credential{
		{Name: "account_id", Label: "Account ID", Help: "32 hexadecimal digits; not the ID of a zone.", Check: checkAccount},
		{Name: "api_token", Label: "API token", Help: "With Stream, Edit on this account; not the global API key.", Secret: true},
	},
	MadeAt: "My Profile, API Tokens",
	// Stated: the ID of the key stands in the payload as well as in the header.
	PlainClaims: `{"kid":{id}}`,

	Headers: []platform.Header{{Name: "Authorization", Text: "Bearer ", From: []string{"api_token"}}},

	List: &platform.Call{
		Method: "GET", Path: keysPath,
		Reply: platform.Reply{Keys: "result", ID: []string{"id", "key_id"}, CreatedAt: []string{"created"}},
		Basis: platform.Stated,
	},
	Create: &platform.Call{
		Method: "POST", Path: keysPath,
		Reply: platform.Reply{
			ID: []string{"result.id", "result.key_id"}, CreatedAt: []string{"result.created"},
			Private: []string{"result.pem", "result.jwk"},
		},
		Basis: platform.Stated,
	},
	Delete: &platform.Call{Method: "DELETE", Path: keysPath + "/{id}", Basis: platform.Stated},

	Success: platform.Success{Place: "success", Is: "true", Decides: true},
	Said:    []string{"errors.message"},
	Refusals: []platform.Refusal{
		{Status: 403, Place: "errors.code", Holds: "10000", Code: platform.FaultForbidden, Text: notAllowed, Basis: platform.Seen},
		{Status: 401, Place: "errors.code", Holds: "10000", Code: platform.FaultUnauthorized, Text: notAllowed, Basis: platform.Inferred},
		{
			Status: 400, Place: "errors.code", Holds: "6003", Code: platform.FaultUnauthorized,
			Text: "This is not a Cloudflare API token.",
			Hint: "It may be cut, have a space in it, or be the global API key, which is not taken here.", Basis: platform.Seen,
		},
		{Status: 403, Code: platform.FaultForbidden, Text: notAllowed, Basis: platform.Inferred},
		{Status: 401, Code: platform.FaultUnauthorized, Text: notAllowed, Basis: platform.Inferred},
		{
			Status: 404, On: []platform.Action{platform.DeleteKey}, Code: platform.FaultNotFound,
			Text: "Cloudflare has no key {id} in this account.", Basis: platform.Inferred,
		},
	},
}

const notAllowed = "Cloudflare does not let this API token manage Stream keys of account {account_id}. It needs Stream, Edit on that account."

// rotation is how a signing key of Cloudflare Stream is replaced: every key signs every video.
var rotation = &platform.Rotation{
	Most: 1000, MostBasis: platform.Stated,
	Old: platform.DieAtDelete, OldText: "All URLs signed with the old key are revoked when it is deleted.", OldBasis: platform.Stated,
	Steps: platform.NewKeyBesideOld(),
}
