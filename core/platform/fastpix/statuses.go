package fastpix

import (
	"playtoken/core/cause"
	"playtoken/core/platform"
)

// Causes in the order of likelihood.
var (
	refused = []cause.Code{
		cause.Expired, cause.SignatureWrong, cause.UnknownKey, cause.AlgUnexpected, cause.KidMissing, cause.AudMissing,
		cause.AudMalformed, cause.AudOtherResource, cause.OtherPlaybackID, cause.MediaIDUsed, cause.TokenDamagedInURL,
	}
	noToken = []cause.Code{cause.TokenAbsent, cause.TokenMisplaced, cause.NotTheToken}
)

// unreadable is a refusal that names the field of the URL that FastPix cannot read.
func unreadable(field, means string, causes ...cause.Code) platform.Status {
	if causes == nil {
		causes = []cause.Code{cause.NotTheToken}
	}
	return platform.Answer(422, `"field":"`+field+`"`, means, causes, platform.Seen)
}

// ofLicences are the answers of the licence host, which wants a token for DRM.
var ofLicences = []platform.Status{
	platform.Answer(404, "", "What the playback ID opens has no DRM, so that there is no licence to give.", []cause.Code{cause.NotTheToken}, platform.Seen),
	platform.Answer(405, "", "This address takes no POST, with which a player asks for a licence: it is none for licences, or something on the way takes no POST.", []cause.Code{cause.NotTheToken}, platform.Inferred),
}

// statuses are the answers of the stream host, of the licence host, and
// the texts of the players. The web player has no text of its own for a token
// that has expired.
var statuses = []platform.Status{
	platform.Answer(200, "", "The token was taken.", nil, platform.Seen),
	platform.Answer(400, "The media is currently unavailable. Please wait until it's ready and then refresh the page.", "The media is still being processed; the token is not the cause.", nil, platform.Seen),
	platform.Answer(400, "Invalid Playback URL. The provided playback URL is invalid or incorrectly formatted.", "The URL does not have the form that FastPix wants. From a licence URL 400 says that the token was taken.", []cause.Code{cause.TokenDamagedInURL, cause.MediaIDUsed}, platform.Seen),
	platform.Answer(401, "Invalid playback URL. Please check the playback URL or verify if the token is invalid.", "FastPix refused the token in the URL.", refused, platform.Seen),
	platform.Answer(401, "Error loading the video. Incorrect playback ID or token.", "The playback ID wants a token, and none came.", noToken, platform.Seen),
	platform.Answer(401, "", "The token is missing, refused, for another audience, or of a key that FastPix does not know.", refused, platform.Seen),
	platform.Answer(403, "Invalid token. Please check your access rights.", "FastPix refused the token of a live stream.", append([]cause.Code{cause.NotTheToken}, refused...), platform.Seen),
	platform.Answer(403, "Stream details not found. Playback ID is missing or invalid.", "The token was refused, or a restriction of the playback ID refuses the request. Whether an expired token gives 401 or 403 is not settled.", []cause.Code{cause.Expired, cause.UnknownKey, cause.NotTheToken}, platform.Seen),
	platform.Answer(403, "", "The token was refused, or a restriction of the playback ID refuses the request.", []cause.Code{cause.Expired, cause.UnknownKey, cause.NotTheToken}, platform.Seen),
	platform.Answer(404, "Stream details not found. Playback ID is missing or invalid.", "There is no such playback ID, it was deleted, or the media is not ready.", []cause.Code{cause.MediaIDUsed, cause.OtherPlaybackID}, platform.Seen),
	platform.Answer(404, "No live stream is currently active on this channel.", "The live stream is not running; the token is not the cause.", nil, platform.Seen),
	platform.Answer(405, "", "A licence URL wants POST; this answer says nothing of the token.", nil, platform.Seen),
	platform.Answer(400, "is not ready", "The media is still being processed; the token is not the cause.", nil, platform.Seen),
	platform.Answer(422, "Error loading the media. This can happen due to invalid Playback ID.", "The playback ID or an option of the URL is malformed.", []cause.Code{cause.AudMalformed, cause.MediaIDUsed, cause.TokenDamagedInURL}, platform.Seen),
	unreadable("playbackId", "The playback ID in the URL is malformed.", cause.AudMalformed, cause.MediaIDUsed, cause.TokenDamagedInURL),
	unreadable("minResolution", "The option minResolution of the URL is malformed."),
	unreadable("maxResolution", "The option maxResolution of the URL is malformed."),
	unreadable("resolution", "The option resolution of the URL is malformed."),
	unreadable("order", "The option order of the URL is malformed."),
	platform.Answer(0, "Video stream couldn't be fetched. Please check your playback ID or internet connection.", "The stream host gave another answer than the player knows.", nil, platform.Seen),
	platform.Answer(0, "Network Error. Please check your internet connection and try refreshing the page.", "The player did not reach FastPix; the token is not the cause.", nil, platform.Seen),
	platform.Answer(0, "A DRM (Digital Rights Management) error occurred. Please check your drm-token or token for the stream.", "The licence was refused.", []cause.Code{cause.AudOtherResource, cause.Expired, cause.SignatureWrong, cause.UnknownKey}, platform.Seen),
	platform.Answer(0, "FP_DRM_LICENSE_UNAUTHORIZED", "The licence host refused the token; on Apple's devices also as -42800 or -42656.", []cause.Code{cause.AudOtherResource, cause.Expired, cause.SignatureWrong, cause.UnknownKey}, platform.Seen),
	platform.Answer(0, "FP_DRM_MISSING_DRM_TOKEN", "The player was given no DRM token.", []cause.Code{cause.TokenAbsent}, platform.Seen),
	platform.Answer(0, "FP_DRM_MISSING_PLAYBACK_TOKEN", "The player was given no token.", []cause.Code{cause.TokenAbsent}, platform.Seen),
	platform.Answer(0, "FP_DRM_CONFIGURATION_MISSING", "The player was not told that the media has DRM.", nil, platform.Seen),
	platform.Answer(0, "FP_DRM_LICENSE_REQUEST_FAILED", "The request for the licence failed.", []cause.Code{cause.AudOtherResource, cause.Expired}, platform.Seen),
	platform.Answer(0, "FP_DRM_CERTIFICATE_REQUEST_FAILED", "The request for the FairPlay certificate failed.", []cause.Code{cause.AudOtherResource, cause.Expired}, platform.Seen),
	platform.Answer(0, "FP_DRM_UNSUPPORTED_PLATFORM", "The device plays no DRM; the token is not the cause.", nil, platform.Seen),
	platform.Answer(0, "FP_DRM_PROVISIONING_FAILED", "The device could not get ready for DRM; the token is not the cause.", nil, platform.Seen),
	platform.Answer(0, "FP_DRM_DEVICE_NOT_SUPPORTED", "The device plays no DRM; the token is not the cause.", nil, platform.Seen),
	platform.Answer(0, "FP_DRM_UNKNOWN", "DRM failed for a reason that the player does not know.", nil, platform.Seen),
}
