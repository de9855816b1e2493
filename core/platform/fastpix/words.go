package fastpix

import (
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

// Labels of what one click mends.
const (
	putKeyID      = "Put the key ID among the claims"
	writeAudience = "Write the audience as FastPix wants it"
	signForDRM    = "Sign it for DRM"
)

// loadedOnce: only the master playlist wants the token; what it names carries signatures of
// the CDN. A licence, which is asked for later, is another matter.
const loadedOnce = "FastPix checks the token when a stream is loaded; a running video plays on."

const (
	fixKeyID    = "Put the signing key ID into the claim kid."
	fixAudience = "Set aud to media: or drm: with the playback ID behind it."
	fixDRM      = "Sign a token for DRM: one whose aud begins with drm:."

	noDRM         = "the token does not open DRM licences"
	malformed     = "the audience "
	theURLAsksFor = "The URL asks for "
	wantedIs      = "Wanted is "
)

var (
	kidInHeaderOnly = platform.Words{
		Title:    "the key ID is missing from the claims",
		Evidence: "kid stands in the header only. FastPix's own tokens have it among the claims.",
		Fix:      fixKeyID,
	}
	kidMissing = platform.Words{
		Title:    "the key ID is missing from the claims",
		Evidence: "FastPix looks for kid among the claims to find the key.",
		Fix:      fixKeyID,
	}
	audMissing = platform.Words{
		Title: "the token names no playback ID", Evidence: "The claim aud is missing.", Fix: fixAudience,
	}
	mediaForLicence = platform.Words{
		Title: noDRM, Evidence: "The URL is a DRM licence or certificate, the token's audience is media:.", Fix: fixDRM,
	}
	mediaAsDRMToken = platform.Words{
		Title: noDRM, Evidence: "It is given as drm-token, and its audience is media:.", Fix: fixDRM,
	}
)

func kidEmpty(kid token.Value) platform.Words {
	if kid.Type != token.Text {
		return platform.Words{Title: "the key ID is no text", Evidence: "kid is " + token.Excerpt(kid.Raw, 40) + ".", Fix: fixKeyID}
	}
	return platform.Words{Title: "the key ID is empty", Evidence: "kid is " + token.Excerpt(kid.Raw, 40) + ".", Fix: fixKeyID}
}

// kidNoUUID words a key ID of a form that the platform gives none.
func kidNoUUID(kid token.Value) platform.Words {
	return platform.Words{
		Title:    "the key ID is none of FastPix's",
		Evidence: "kid is " + token.Excerpt(kid.Raw, 40) + ". The IDs of FastPix's signing keys have the form of a UUID.",
		Fix:      fixKeyID,
	}
}

// ofAudience words an audience with something wrong in it.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func ofAudience(title string, aud token.Value, rest string) platform.Words {
	return platform.Words{Title: title, Evidence: "aud is " + token.Excerpt(aud.Raw, 80) + rest, Fix: fixAudience}
}

func audLostHyphens(aud token.Value) platform.Words {
	return ofAudience("the playback ID in the token has lost its hyphens", aud, ", which is the ID that is asked for, without them.")
}

func audIsList(aud token.Value) platform.Words {
	return ofAudience(malformed+"is a list", aud, ": a list. FastPix's own tokens have one text.")
}

func audIsNoText(aud token.Value) platform.Words {
	return ofAudience(malformed+"is not text", aud, ".")
}

func audIsPlatformName(aud token.Value) platform.Words {
	return ofAudience(malformed+"is the name of the platform", aud, ", where the playback ID belongs.")
}

func audIsBareID(aud token.Value) platform.Words {
	return ofAudience(malformed+"has no media: before the playback ID", aud, ".")
}

func audIsMediaID(aud token.Value) platform.Words {
	w := ofAudience("the token names a media ID", aud, ", which holds no playback ID: those have the form of a UUID.")
	w.Fix = "Use the playback ID of the media."
	return w
}

func audUnknown(aud token.Value) platform.Words {
	return ofAudience(malformed+"does not have the form that FastPix wants", aud, ", it must begin with media: or drm:.")
}

func audHasNoID(aud token.Value) platform.Words {
	return ofAudience(malformed+"names no playback ID", aud, ", a playback ID has the form of a UUID.")
}

func isNoPlaybackID(id string) platform.Words {
	return platform.Words{
		Title:    "what stands in the place of the playback ID is none",
		Evidence: theURLAsksFor + token.Excerpt(token.Quote(id), 60) + ". Playback IDs have the form of a UUID, and FastPix answers 422 to anything else.",
		Fix:      "Write the playback ID of the media there.",
	}
}

func optionUnknown(o urlOption, value string) platform.Words {
	return platform.Words{
		Title:    o.name + " has a value that FastPix does not know",
		Evidence: "It is " + token.Excerpt(token.Quote(value), 40) + ". FastPix has " + words.List(o.values) + ", and answers 422 to another one, whatever the token.",
		Fix:      "Write one of these, or leave " + o.name + " out.",
	}
}

func mediaIDAskedFor(where, id string) platform.Words {
	return platform.Words{
		Title:    "a media ID stands where the playback ID belongs",
		Evidence: where + platform.ShortID(id) + ", which has the form of a media or live stream ID. Playback IDs are UUIDs.",
		Fix:      "Use the playback ID of the media.",
	}
}

func otherIssuer(iss token.Value) platform.Words {
	return platform.Words{
		Title:    "the issuer is not one that FastPix is known to accept",
		Evidence: "iss is " + token.Excerpt(iss.Raw, 60) + ".",
		Fix:      "Write fastpix.com, or leave iss out.",
	}
}

func subNotEmpty(sub token.Value) platform.Words {
	return platform.Words{
		Title:    "the subject is not empty",
		Evidence: "sub is " + token.Excerpt(sub.Raw, 60) + ". In FastPix's own tokens it is empty.",
		Fix:      "Leave sub empty.",
	}
}
