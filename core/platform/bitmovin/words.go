package bitmovin

import (
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
)

const (
	opensAll  = "A Bitmovin token names no stream: it opens every signed stream of the organization."
	fiveHours = "Without an expiry Bitmovin lets a token live 5 hours; from which moment on is not known."

	tellNothing = "This token tells neither when it ends nor when it was made. Put the issue time into it, or give it an expiry."

	signOneThatEnds = "Sign one that ends"
	fixNoExp        = "Set exp to the moment of the end."
)

var noExp = platform.Words{
	Title: "the token has no expiry", Evidence: "exp is missing: Bitmovin lets such a token live 5 hours.", Fix: fixNoExp,
}

func idNotInForm(id string) platform.Words {
	return platform.Words{
		Title:    "the stream ID does not look like one of Bitmovin",
		Evidence: "The URL asks for " + token.Excerpt(token.Quote(id), 60) + ". Those that are known have 20 characters, such as cgl9rh94uvs51rqc8jhg.",
		Fix:      "Compare the ID with that of the stream in the dashboard.",
	}
}

func fiveHoursOver(issued, now time.Time) platform.Words {
	return platform.Words{
		Title:    "the token has no expiry, and its 5 hours may be over",
		Evidence: "exp is missing, and it was issued " + humantime.Relative(issued, now) + ". Bitmovin lets such a token live 5 hours.",
		Fix:      fixNoExp,
	}
}
