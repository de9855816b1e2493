package fastpix

import "playtoken/core/platform"

// account is FastPix's API for signing keys. Its description has no Idempotency-Key; that
// header, the numbers of the pages, their order and the reply to a single key were seen in
// the vendor's plugin and in recorded replies.
var account = &platform.Account{
	Base: "https://api.fastpix.com/v1",
	Credentials: []platform.Credential{
		{Name: "token_id", Label: "Access token ID", Help: "The ID of an access token, not of a signing key."},
		{Name: "token_secret", Label: "Access token secret", Help: "FastPix shows it once, when the token is made.", Secret: true},
	},
	MadeAt:    "Settings, Access Tokens",
	Headers:   []platform.Header{{Name: "Authorization", Text: "Basic ", From: []string{"token_id", "token_secret"}}},
	LongestID: 255,

	List: &platform.Call{
		Method: "GET", Path: "/iam/signing-keys",
		Paging: &platform.Paging{Limit: "limit", Page: "offset", Size: 50, Pages: "pagination.offsetCount"},
		Reply:  platform.Reply{Keys: "data", ID: []string{"id"}, CreatedAt: []string{"createdAt"}},
		Basis:  platform.Stated,
	},
	Get: &platform.Call{
		Method: "GET", Path: "/iam/signing-keys/{id}",
		Reply: platform.Reply{ID: []string{"data.signingKeyId"}, Public: []string{"data.publicKey"}},
		Basis: platform.Seen,
	},
	Create: &platform.Call{
		Method: "POST", Path: "/iam/signing-keys", RequestHeader: "Idempotency-Key",
		Reply: platform.Reply{ID: []string{"data.id"}, CreatedAt: []string{"data.createdAt"}, Private: []string{"data.privateKey"}},
		Basis: platform.Stated,
	},
	Delete: &platform.Call{Method: "DELETE", Path: "/iam/signing-keys/{id}", Basis: platform.Stated},

	Success: platform.Success{Place: "success", Is: "true"},
	Said:    []string{"error.description", "error.message"},
	Fields:  "error.fields",
	Refusals: []platform.Refusal{
		{Status: 401, Code: platform.FaultUnauthorized, Text: notAccepted, Basis: platform.Stated},
		{
			Status: 403, Place: "error.description", Holds: "permission", Code: platform.FaultForbidden,
			Text: "This access token may not do that. It needs read and write permission (and System, where FastPix offers it). " +
				"Make one under Settings, Access Tokens.",
			Basis: platform.Stated,
		},
		{Status: 403, Code: platform.FaultUnauthorized, Text: notAccepted, Basis: platform.Seen},
		{Status: 404, On: []platform.Action{platform.DeleteKey}, Code: platform.FaultNotFound, Text: noKey, Done: true, Basis: platform.Stated},
		{Status: 404, On: []platform.Action{platform.GetKey}, Code: platform.FaultNotFound, Text: noKey, Basis: platform.Stated},
		{Status: 409, Code: platform.FaultInvalid, Text: "FastPix reports a conflict: {said}.", Basis: platform.Stated},
		{Status: 422, Code: platform.FaultInvalid, Text: "FastPix refuses {field}: {message}.", Basis: platform.Seen},
	},
}

const (
	notAccepted = "FastPix does not accept this access token. Token ID and secret must be of one token, and of the workspace you mean."
	noKey       = "FastPix has no key {id} in this workspace. It may have been deleted already, or the access token is of another workspace."
)

// rotation is how a signing key of FastPix is replaced.
var rotation = &platform.Rotation{
	Old: platform.DieAtDelete, OldText: "Tokens signed with the old key stop being valid when it is deleted.", OldBasis: platform.Stated,
	Steps: platform.NewKeyBesideOld(),
}
