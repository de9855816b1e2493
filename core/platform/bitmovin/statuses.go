package bitmovin

import (
	"playtoken/core/cause"
	"playtoken/core/platform"
)

// statuses are what the platform's Android SDK makes of an answer.
var statuses = []platform.Status{
	platform.Answer(401, "Unauthorized access to stream. This stream may require a token.", "The request came without a token.", []cause.Code{cause.TokenAbsent, cause.TokenMisplaced}, platform.Seen),
	platform.Answer(403, "Forbidden access to stream. The token may be invalid or expired.", "The token was refused, or the page is not allowed to play the stream.", []cause.Code{cause.Expired, cause.SignatureWrong, cause.UnknownKey, cause.AlgUnexpected, cause.NotTheToken}, platform.Seen),
	platform.Answer(404, "Stream not found. Please check that the streamId is correct.", "There is no stream of that ID.", nil, platform.Seen),
	platform.Answer(500, "Internal server error.", "The platform failed; the token is not the cause.", nil, platform.Seen),
	platform.Answer(503, "Service unavailable. Please try again later.", "The platform cannot answer now; the token is not the cause.", nil, platform.Seen),
	platform.Answer(0, "No internet connection", "The player did not reach the platform; the token is not the cause.", nil, platform.Seen),
}
