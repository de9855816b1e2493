package diagnosis

import (
	"playtoken/core/cause"
	"playtoken/core/platform"
)

const orElse = " Or: "

var refusedFor = []cause.Code{
	cause.TokenAbsent, cause.Expired, cause.SignatureWrong, cause.UnknownKey, cause.AlgUnexpected, cause.OtherPlaybackID, cause.NotYetValid, cause.TokenDamagedInURL, cause.NotTheToken,
}

// elsewhereAlone is the cause of an answer that says nothing of a token.
var elsewhereAlone = []cause.Code{cause.NotTheToken}

// anyPlatform is what the answers mean everywhere (RFC 9110 section 15, RFC 6585, RFC 7725).
var anyPlatform = []platform.Status{
	platform.Answer(400, "", "The server cannot make sense of the request.", []cause.Code{cause.TokenDamagedInURL, cause.MediaIDUsed, cause.NotTheToken}, platform.Inferred),
	platform.Answer(401, "", "The request was refused for want of a good token.", refusedFor, platform.Inferred),
	platform.Answer(403, "", "The request was refused, by the token or by another rule.", refusedFor, platform.Inferred),
	platform.Answer(404, "", "There is nothing under this address.", []cause.Code{cause.MediaIDUsed, cause.OtherPlaybackID, cause.NotTheToken}, platform.Inferred),
	platform.Answer(405, "", "This address takes no request of that kind.", elsewhereAlone, platform.Inferred),
	platform.Answer(408, "", "The request did not come whole in time.", elsewhereAlone, platform.Inferred),
	platform.Answer(410, "", "What was there is gone.", elsewhereAlone, platform.Inferred),
	platform.Answer(412, "", "A condition of the request is not met.", elsewhereAlone, platform.Inferred),
	platform.Answer(414, "", "The URL is too long.", []cause.Code{cause.TokenDamagedInURL}, platform.Inferred),
	platform.Answer(416, "", "The file does not have the part that was asked for.", elsewhereAlone, platform.Inferred),
	platform.Answer(429, "", "There were too many requests.", elsewhereAlone, platform.Inferred),
	platform.Answer(451, "", "It may not be shown in this country.", elsewhereAlone, platform.Inferred),
	platform.Answer(499, "", "The player gave up before the answer came.", elsewhereAlone, platform.Inferred),
	platform.Answer(500, "", "The server failed.", elsewhereAlone, platform.Inferred),
	platform.Answer(502, "", "The server behind the edge gave no good answer, or was not reached.", elsewhereAlone, platform.Inferred),
	platform.Answer(503, "", "The server is overloaded, or being worked on.", elsewhereAlone, platform.Inferred),
	platform.Answer(511, "", "The network wants a login first: the page is its own, and the server was not reached.", elsewhereAlone, platform.Inferred),
	platform.Answer(504, "", "The server behind the edge did not answer in time.", elsewhereAlone, platform.Inferred),
}

// fixOfStatus is what to do where the answer speaks of something else than a refusal.
func fixOfStatus(status int) string {
	switch {
	case status == 404 || status == 410:
		return "Check the address and the ID in it, and that the video is there and ready."
	case status == 400 || status == 422:
		return "Check the ID and the options in the URL, and that the video is ready."
	case status == 412:
		return "Start the live stream, or wait until the video is ready, and ask again."
	case status == 511:
		return "Log in to the network with a browser, and ask again."
	case status == 429:
		return "Ask less often, or have the limit raised."
	case status == 451:
		return "Check in which countries it may be shown."
	case status >= 500:
		return "Ask again later. Where it goes on, tell whoever runs the server."
	}
	return ""
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
