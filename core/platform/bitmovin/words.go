package bitmovin

import (
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
)

const (
	opensAll  = "A Bitmovin token names no stream: it opens every signed stream of the organization."
	fiveHours = "Without an expiry Bitmovin lets a token live 5 hours; from which moment on is not established."

	signOneThatEnds = "Sign one that ends"
	fixNoExp        = "Set exp to the moment of the end."
)

var (
	noExp = platform.Words{
		Title: "the token has no expiry", Evidence: "exp is missing: Bitmovin lets such a token live 5 hours.", Fix: fixNoExp,
	}
	bindsNothing = platform.Words{
		Title:    "the token is not bound to a stream",
		Evidence: "It opens every signed stream of the organization, as Bitmovin's tokens do.",
		Fix:      "Keep its life short.",
	}
)

func fiveHoursOver(issued, now time.Time) platform.Words {
	return platform.Words{
		Title:    "the token has no expiry, and its 5 hours may be over",
		Evidence: "exp is missing, and it was issued " + humantime.Relative(issued, now) + ". Bitmovin lets such a token live 5 hours.",
		Fix:      fixNoExp,
	}
}
