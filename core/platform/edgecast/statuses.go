package edgecast

import (
	"playtoken/core/cause"
	"playtoken/core/platform"
)

// statuses: a refusal never says which parameter it was.
var statuses = []platform.Status{
	platform.Answer(403, "", "The edge refused the token, or there was none.", refusals, platform.Stated),
	platform.Answer(401, "", "A refusal, where the rule sets this code.", refusals, platform.Stated),
	platform.Answer(404, "", "A refusal, where the rule sets this code; else the file is not there.", refusals, platform.Stated),
	platform.Answer(410, "", "A refusal, where the rule sets this code.", refusals, platform.Stated),
	platform.Answer(301, "", "A refusal, where the rule leads elsewhere.", refusals, platform.Stated),
	platform.Answer(302, "", "A refusal, where the rule leads elsewhere.", refusals, platform.Stated),
	platform.Answer(307, "", "A refusal, where the rule leads elsewhere.", refusals, platform.Stated),
	platform.Answer(0, "NONE", "The cache status of a refused request.", refusals, platform.Stated),
}

var refusals = []cause.Code{
	cause.Expired, cause.OtherPlaybackID, cause.AudOtherResource, cause.UnknownKey, cause.TokenAbsent, cause.TokenMisplaced,
	cause.TokenDamagedInURL, cause.OptionNotSigned, cause.AlgUnexpected, cause.NotTheToken,
}
