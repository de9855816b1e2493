package diagnosis

import (
	"fmt"
	"time"

	"playtoken/core/foreign"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// foreignIs is the headline: whose it is, and that it is not judged.
func foreignIs(f *foreign.Found) string {
	switch {
	case f.Host:
		return "This is asked of " + f.Name + ", whose tokens are not judged here"
	case f.Signs && f.Name == "":
		return "This URL is signed itself, in a way that is not known here"
	case f.Signs:
		return "This is " + foreignName(f) + ", which is not judged here"
	}
	return "This is " + foreignName(f) + ", which no platform here takes"
}

func foreignName(f *foreign.Found) string {
	switch {
	case f.Host:
		return "a token for " + f.Name
	case f.Signs && f.Name == "":
		return "signed in a way that is not known here"
	case f.Signs:
		return probably(f) + "signed in the way of " + f.Name
	}
	return probably(f) + f.Name
}

func probably(f *foreign.Found) string {
	if f.Likely {
		return "probably "
	}
	return ""
}

func foreignEnd(end, now time.Time) string {
	if end.IsZero() {
		return "No end stands in it in clear."
	}
	return "Its end stands in clear: " + humantime.UTC(end) + ", that is " + humantime.Relative(end, now) + "."
}

// foreignAnswer says what was answered, where the text tells.
func foreignAnswer(status int, means string) string {
	if status == 0 {
		return means
	}
	return fmt.Sprintf("The answer was %d: %s", status, means)
}

func foreignFix(f *foreign.Found, jwt bool) string {
	switch {
	case f.Hint != "":
		return f.Hint
	case f.Secret:
		return "Whoever has it can use the account that it belongs to: if it was sent around, take it back there. A player needs a playback token in its place."
	case f.Signs:
		return "Whether it plays is said by who signs it. Paste what the server answered to read what that means."
	case f.Host:
		return "Whether it plays is said by " + f.Name + ". Choose the plain JWT as the platform to judge its signature and its times alone."
	}
	if jwt {
		return "Give the player a token of the video platform. Choose the plain JWT as the platform to judge this one as such."
	}
	return "Give the player a token of the video platform."
}

func foreignEnded(f *foreign.Found, end, now time.Time) platform.Words {
	fix := "Ask for a fresh one from whoever makes it."
	if f.Signs {
		fix = "Ask for a fresh URL from whoever signs it."
	}
	return platform.Words{
		Title:    "this is " + foreignName(f) + ", and its end, " + humantime.UTC(end) + ", has passed",
		Evidence: "That was " + humantime.Relative(end, now) + ". More than its end is not judged here.",
		Fix:      fix,
	}
}

func foreignInQuery(f *foreign.Found) platform.Words {
	return platform.Words{
		Title:    "the token is a parameter of the URL",
		Evidence: f.Name + " looks for it in the path, in the place of the ID of the video.",
		Fix:      "Put the token where the ID stands in the URL, as in /TOKEN/manifest/video.m3u8, and leave the parameter out.",
	}
}

func foreignMillis(f *foreign.Found) platform.Words {
	return platform.Words{
		Title:    "this is " + foreignName(f) + ", and its end is in milliseconds, not in seconds",
		Evidence: "It has 13 digits; a date of these years has 10 in seconds.",
		Fix:      "Divide it by 1000 where the URL is signed: in JavaScript Date.now() is in milliseconds.",
	}
}

func foreignInPlace(p *platform.Platform, f *foreign.Found) platform.Words {
	is := probably(f) + "a signature in the way of " + f.Name
	switch {
	case f.Signs && f.Name == "":
		is = "a signature of another kind"
	case !f.Signs:
		is = probably(f) + f.Name
	}
	w := platform.Words{
		Title:    "in the place of a token of " + p.Label + " stands " + is,
		Evidence: p.Label + " takes its own tokens alone.",
		Fix:      "Sign a token of " + p.Label + " and put it there.",
	}
	if f.Secret {
		w.Fix += " Take back what stands there now: whoever has it can use the account."
	}
	return w
}

func opaqueOfOthers(name string) string {
	return fmt.Sprintf("What stands under %s is an opaque token of somebody else, of no platform that is known here.", token.Excerpt(name, 40))
}
