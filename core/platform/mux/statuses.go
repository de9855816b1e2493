package mux

import (
	"playtoken/core/cause"
	"playtoken/core/platform"
)

// refused are the causes of a 403, the likeliest first.
var refused = []cause.Code{
	cause.TokenAbsent, cause.Expired, cause.AudOtherResource, cause.OtherPlaybackID, cause.SignatureWrong, cause.UnknownKey,
	cause.AudMalformed, cause.TokenDamagedInURL, cause.MediaIDUsed, cause.NotTheToken,
}

// ofLicences are the answers to a request for a licence.
var ofLicences = []platform.Status{
	platform.Answer(400, "", "Mux found no token in the request for the licence, or cannot read what stands there.", []cause.Code{cause.TokenAbsent, cause.TokenDamagedInURL}, platform.Seen),
	platform.Answer(404, "", "There is no licence at this address.", []cause.Code{cause.NotTheToken}, platform.Inferred),
}

// statuses are what the code of the player makes of an answer, and the texts that
// people quote of it. What stands in the body of an answer is not established.
var statuses = []platform.Status{
	// The numbers of the player, which prints them as a member of its error.
	platform.Answer(403, "muxCode: 2403210", "The token has expired.", []cause.Code{cause.Expired, cause.TimeInMilliseconds}, platform.Seen),
	platform.Answer(403, "muxCode: 2403201", "The playback ID wants a token, and none came.", []cause.Code{cause.TokenAbsent, cause.TokenMisplaced}, platform.Seen),
	platform.Answer(403, "muxCode: 240322", "The token is for another kind of thing, or does not say for which.", []cause.Code{cause.AudOtherResource, cause.AudMissing, cause.AudMalformed}, platform.Seen),
	platform.Answer(403, "muxCode: 2403232", "The token is for another playback ID.", []cause.Code{cause.OtherPlaybackID, cause.MediaIDUsed}, platform.Seen),
	platform.Answer(0, "muxCode: 2412202", "The token cannot be read.", []cause.Code{cause.TokenDamagedInURL, cause.SignatureWrong}, platform.Seen),
	platform.Answer(404, "muxCode: 2404000", "There is no such playback ID. It may be the ID of an asset.", []cause.Code{cause.MediaIDUsed, cause.OtherPlaybackID}, platform.Seen),
	platform.Answer(412, "muxCode: 2412000", "The live stream is idle, or the asset is not ready; the token is not the cause.", []cause.Code{cause.NotTheToken}, platform.Seen),
	platform.Answer(200, "", "The token was taken.", nil, platform.Seen),
	platform.Answer(400, "The URL or playback-id was invalid", "The playback ID does not have the form of one.", []cause.Code{cause.MediaIDUsed, cause.TokenDamagedInURL}, platform.Seen),
	platform.Answer(400, "", "The playback ID does not have the form of one; from a licence URL also that no token came.", []cause.Code{cause.MediaIDUsed, cause.TokenDamagedInURL, cause.TokenAbsent}, platform.Seen),
	platform.Answer(403, "token has expired", "The token has expired. The date that the player shows lies in January 1970: it takes the seconds for milliseconds.", []cause.Code{cause.Expired, cause.TimeInMilliseconds}, platform.Seen),
	platform.Answer(403, "secured playback-token has expired", "The token has expired.", []cause.Code{cause.Expired, cause.TimeInMilliseconds}, platform.Seen),
	platform.Answer(403, "Video URL has expired", "The token has expired.", []cause.Code{cause.Expired, cause.TimeInMilliseconds}, platform.Seen),
	platform.Answer(403, "Video URL is formatted incorrectly", "The token is for another playback ID or another kind of thing, or does not say for which.", []cause.Code{cause.OtherPlaybackID, cause.AudOtherResource, cause.AudMissing}, platform.Seen),
	platform.Answer(403, "does not match the one encoded in the", "The token is for another playback ID.", []cause.Code{cause.OtherPlaybackID, cause.MediaIDUsed}, platform.Seen),
	platform.Answer(403, "is formatted with incorrect information", "The token is for another kind of thing, or does not say for which.", []cause.Code{cause.AudOtherResource, cause.AudMissing, cause.AudMalformed}, platform.Seen),
	platform.Answer(403, "token provided is invalid or malformed", "The token cannot be read.", []cause.Code{cause.TokenDamagedInURL, cause.SignatureWrong}, platform.Seen),
	platform.Answer(403, "Authorization error trying to access this", "The playback ID wants a token, and none came.", []cause.Code{cause.TokenAbsent, cause.TokenMisplaced}, platform.Seen),
	platform.Answer(403, "", "No token came, or it was refused: expired, for another ID or kind of thing, or of a key that Mux does not know.", refused, platform.Seen),
	platform.Answer(404, "Video does not exist", "There is no such playback ID. It may be the ID of an asset.", []cause.Code{cause.MediaIDUsed, cause.OtherPlaybackID}, platform.Seen),
	platform.Answer(404, "This URL or playback-id does not exist", "There is no such playback ID. It may be the ID of an asset.", []cause.Code{cause.MediaIDUsed, cause.OtherPlaybackID}, platform.Seen),
	platform.Answer(404, "", "There is no such playback ID. It may be the ID of an asset.", []cause.Code{cause.MediaIDUsed, cause.OtherPlaybackID}, platform.Seen),
	platform.Answer(412, "This playback-id may belong to a live stream that is not currently active", "The live stream is idle, or the asset is not ready; the token is not the cause.", []cause.Code{cause.NotTheToken}, platform.Seen),
	platform.Answer(412, "", "The live stream is idle, or the asset is not ready; the token is not the cause.", []cause.Code{cause.NotTheToken}, platform.Seen),
}
