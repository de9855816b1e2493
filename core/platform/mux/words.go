package mux

import (
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
)

// Labels of what one click mends.
const (
	putKeyID    = "Put the key ID among the claims"
	useAskedID  = "Use the ID asked for"
	signOptions = "Put the options among the claims"
)

func writeAudience(r *resource) string { return "Make it one for " + r.is }

const countsOther = "The ID must be that of what is counted, not a playback ID."

const fixAudience = "Set aud to v for the video, t for thumbnails, s for storyboards, g for animated images or d for DRM licences."

var (
	kidMissing = platform.Words{
		Title:    "the key ID is missing",
		Evidence: "kid stands neither among the claims nor in the header: Mux finds the key by it.",
		Fix:      "Put the signing key ID into kid.",
	}
	subMissing = platform.Words{
		Title: "the token names no playback ID", Evidence: "The claim sub is missing or empty.", Fix: "Put the playback ID into sub.",
	}
	audMissing = platform.Words{
		Title: "the token does not say what it is for", Evidence: "The claim aud is missing.", Fix: fixAudience,
	}
)

func audIsList(aud token.Value) platform.Words {
	return platform.Words{
		Title: "the audience is a list", Evidence: "aud is " + token.Excerpt(aud.Raw, 60) + ". The tokens of Mux's own SDK have one text.", Fix: fixAudience,
	}
}

func audUnknown(aud token.Value) platform.Words {
	return platform.Words{
		Title: "the audience is not one that Mux has", Evidence: "aud is " + token.Excerpt(aud.Raw, 60) + ".", Fix: fixAudience,
	}
}

func opens(aud string) string {
	if r := resourceOf(aud); r != nil {
		return "aud is " + aud + ": the token opens " + r.is
	}
	return "aud is " + token.Excerpt(aud, 40) + ": the token is for viewer counts"
}

func isNoPlaybackID(id string) platform.Words {
	return platform.Words{
		Title:    "what stands in the place of the playback ID is none",
		Evidence: "The URL asks for " + token.Excerpt(token.Quote(id), 60) + ". Playback IDs have letters and digits alone, and Mux answers 400 to anything else.",
		Fix:      "Write the playback ID there.",
	}
}

func opensOther(aud string, want *resource) platform.Words {
	return platform.Words{
		Title:    "the token does not open " + want.is,
		Evidence: opens(aud) + ", and it is used for " + want.is + ".",
		Fix:      "Sign a token for " + want.is + ", with aud " + want.aud + ".",
	}
}

func opensNoCounts(aud string, is *resource) platform.Words {
	return platform.Words{
		Title:    "the token does not open viewer counts",
		Evidence: "aud is " + aud + ": the token opens " + is.is + ".",
		Fix:      "Sign a token for viewer counts: aud says what is counted, such as playback_id.",
	}
}

func besideToken(names []string) platform.Words {
	list := strings.Join(names, ", ")
	return platform.Words{
		Title:    "an option stands beside the token, not in it",
		Evidence: "The URL has " + token.Excerpt(list, 80) + " in its query. For a signed playback ID Mux wants options among the claims.",
		Fix:      "Put them among the claims, and sign again.",
	}
}
