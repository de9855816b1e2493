package diagnosis

import (
	"playtoken/core/cause"
	"playtoken/core/platform"
)

const orElse = " Or: "

var refusedFor = []cause.Code{
	cause.TokenAbsent, cause.Expired, cause.SignatureWrong, cause.UnknownKey, cause.AlgUnexpected, cause.OtherPlaybackID, cause.NotYetValid, cause.TokenDamagedInURL, cause.NotTheToken,
}

// anyPlatform is what the answers mean everywhere (RFC 9110 section 15).
var anyPlatform = []platform.Status{
	platform.Answer(400, "", "The server cannot make sense of the request.", []cause.Code{cause.TokenDamagedInURL, cause.MediaIDUsed, cause.NotTheToken}, platform.Inferred),
	platform.Answer(401, "", "The request was refused for want of a good token.", refusedFor, platform.Inferred),
	platform.Answer(403, "", "The request was refused, by the token or by another rule.", refusedFor, platform.Inferred),
	platform.Answer(404, "", "There is nothing under this address.", []cause.Code{cause.MediaIDUsed, cause.OtherPlaybackID, cause.NotTheToken}, platform.Inferred),
	platform.Answer(410, "", "What was there is gone.", []cause.Code{cause.NotTheToken}, platform.Inferred),
	platform.Answer(414, "", "The URL is too long.", []cause.Code{cause.TokenDamagedInURL}, platform.Inferred),
	platform.Answer(429, "", "There were too many requests.", []cause.Code{cause.NotTheToken}, platform.Inferred),
	platform.Answer(451, "", "It may not be shown in this country.", []cause.Code{cause.NotTheToken}, platform.Inferred),
	platform.Answer(500, "", "The server failed.", []cause.Code{cause.NotTheToken}, platform.Inferred),
	platform.Answer(502, "", "The server behind gave no good answer.", []cause.Code{cause.NotTheToken}, platform.Inferred),
	platform.Answer(503, "", "The server is not available now.", []cause.Code{cause.NotTheToken}, platform.Inferred),
	platform.Answer(504, "", "The server behind did not answer in time.", []cause.Code{cause.NotTheToken}, platform.Inferred),
}

// proofs word what rules out a cause.
var proofs = map[cause.Proof]string{
	cause.TokenIsThere:     "There is a token.",
	cause.SignatureIsValid: "The signature is valid with the key given.",
	cause.ExpIsAhead:       "The token has not expired.",
	cause.HasBegun:         "The token is valid already.",
	cause.IssuedInPast:     "The token does not begin in the future.",
	cause.HasExp:           "The token has an expiry.",
	cause.StandsWholeInURL: "The token stands whole in the URL.",
	cause.AlgorithmFits:    "The algorithm is the platform's.",
	cause.ClaimsFit:        "The claims are as the platform wants them.",
	cause.IDsAgree:         "The ID in the token is that of the URL.",
	cause.ResourcesAgree:   "The token is for what the URL asks for.",
}
