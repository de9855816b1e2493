package cloudfront

import (
	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
)

// edge is how CloudFront answers, as many have seen it: XML with a code, and no header for
// other origins. A signature covers each request, and nothing carries it on.
var edge = &platform.Edge{
	Opens: platform.ResourceOf,
	Refusals: []platform.EdgeRefusal{
		refusal("MissingKey", "Missing Key-Pair-Id query parameter or cookie value", cause.TokenAbsent, cause.SegmentsWithoutToken),
		refusal("InvalidKey", "Unknown Key", cause.UnknownKey),
		refusal("MalformedSignature", "Could not unencode Signature", cause.TokenDamagedInURL),
		refusal("MalformedPolicy", "Malformed Policy", cause.ClaimsMalformed),
		refusal("AccessDenied", "Access denied"),
	},
	EveryRequest: true, NoCORS: true,
	Basis: platform.Stated,
	Fill: func(values map[string]string, _ *keys.Key) {
		if values[platform.ID] == "" {
			platform.Missing(values, platform.ID, sample+"*", "play", sample+"master.m3u8")
		}
		platform.Missing(values, platform.KeyID, "K2JCJMDEHXQW5F")
	},
}

const sample = "https://d111111abcdef8.cloudfront.net/hls/movie/"

func refusal(code, message string, causes ...cause.Code) platform.EdgeRefusal {
	return platform.EdgeRefusal{
		Causes: causes, Status: 403, Type: "text/xml", Basis: platform.Seen,
		Body:    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>` + code + `</Code><Message>` + message + `</Message></Error>`,
		Headers: []string{"X-Cache", "Error from cloudfront"},
	}
}
