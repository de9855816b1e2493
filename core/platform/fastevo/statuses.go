package fastevo

import "playtoken/core/platform"

// statuses: the codes of Fastevo's errors are not published.
var statuses = []platform.Status{
	platform.Answer(0, "processing", "The content is not ready yet; a token may be made before it is.", nil, platform.Stated),
}
