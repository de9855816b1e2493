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
	// The names of its player's errors.
	platform.Answer(0, "SOURCE_COULD_NOT_LOAD_MANIFEST", "The player could not load the manifest: the status of that request says why.", []cause.Code{cause.Expired, cause.SignatureWrong, cause.UnknownKey, cause.TokenAbsent, cause.NotTheToken}, platform.Stated),
	platform.Answer(0, "NETWORK_MANIFEST_DOWNLOAD_TIMEOUT", "The manifest did not come in time; the token is not the cause.", []cause.Code{cause.NotTheToken}, platform.Stated),
	platform.Answer(0, "NETWORK_SEGMENT_DOWNLOAD_TIMEOUT", "A segment did not come in time; the token is not the cause.", []cause.Code{cause.NotTheToken}, platform.Stated),
	platform.Answer(0, "SOURCE_NO_SUPPORTED_TECHNOLOGY", "The browser can play none of the sources; the token is not the cause.", []cause.Code{cause.NotTheToken}, platform.Stated),
	platform.Answer(0, "DRM_FAILED_LICENSE_REQUEST", "The licence was refused, or the request for it failed.", []cause.Code{cause.Expired, cause.NotTheToken}, platform.Stated),
	platform.Answer(0, "DRM_NO_LICENSE_SERVER_URL_PROVIDED", "The player was told no licence server; the token is not the cause.", []cause.Code{cause.NotTheToken}, platform.Stated),
	platform.Answer(0, "SETUP_MISSING_DOMAIN_LICENSE_", "The player itself has no licence for this domain; the token of the stream is not the cause.", []cause.Code{cause.NotTheToken}, platform.Stated),
	platform.Answer(0, "No internet connection", "The player did not reach the platform; the token is not the cause.", nil, platform.Seen),
}
