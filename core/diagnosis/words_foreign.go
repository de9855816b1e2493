package diagnosis

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"playtoken/core/foreign"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

// foreignIs is the headline: whose it is, and that it is not judged.
func foreignIs(f *foreign.Found) string {
	switch {
	case f.Hides:
		return "This is a link of " + f.Name + ", and where it leads does not stand in it"
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

//go:noinline // it is called in so many places that its copies would make ptok larger
func thisIs(f *foreign.Found) string { return "this is " + foreignName(f) + ", and " }

func probably(f *foreign.Found) string {
	if f.Likely {
		return "probably "
	}
	return ""
}

func foreignEnd(f *foreign.Found, end, now time.Time) string {
	if f.Hides {
		return "The token and the address that it is for are behind it."
	}
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
	case f.Hides:
		return "Open it, and paste the address that the browser shows then; or ask for the link as it was sent."
	case f.Secret:
		return "Whoever has it can use the account that it belongs to: if it was sent around, take it back there. A player needs a playback token in its place."
	case f.Signs:
		return "Whether it plays is said by who signs it. Paste what the server answered to read what that means. " + foreignCheck(f.Name)
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
		Title:    thisIs(f) + "its end, " + humantime.UTC(end) + ", has passed",
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
		Title:    thisIs(f) + "its end is in milliseconds, not in seconds",
		Evidence: "It has 13 digits; a date of these years has 10 in seconds.",
		Fix:      "Divide it by 1000 where the URL is signed: in JavaScript Date.now() is in milliseconds.",
	}
}

func foreignOdd(f *foreign.Found) platform.Words {
	return platform.Words{
		Title:    thisIs(f) + "its end is no count of seconds",
		Evidence: "In its place stands " + quoted(f.Odd) + ".",
		Fix:      "Write it as whole seconds since 1970 where the URL is signed.",
	}
}

func foreignBegins(f *foreign.Found, now time.Time, zone time.Duration) platform.Words {
	w := platform.Words{
		Title:    thisIs(f) + "its beginning, " + humantime.UTC(f.Begin) + ", is ahead",
		Evidence: "That is " + humantime.Relative(f.Begin, now) + ". Before it the URL is refused.",
		Fix:      "Set the clock of the machine that signs, and let the URL begin a minute earlier.",
	}
	if zone != 0 {
		w.Evidence += " " + localForUTC
		w.Fix = "Take the time in UTC where the URL is signed."
	}
	return w
}

const localForUTC = "A whole offset of a time zone speaks for a local time that was taken for UTC."

func foreignCovers(f *foreign.Found, u *url.URL) platform.Words {
	return platform.Words{
		Title:    thisIs(f) + "it is for other paths than what is asked for",
		Evidence: "It is for " + token.Excerpt(token.Inert(f.Covers), 120) + ", asked for is " + token.Excerpt(token.Inert(u.Path), 120) + ".",
		Fix:      "Sign a URL that covers this path, or ask for one that it covers.",
	}
}

func foreignShort(f *foreign.Found) platform.Words {
	return platform.Words{
		Title:    thisIs(f) + "its signature is cut short",
		Evidence: "It has fewer characters than any of its kind.",
		Fix:      "Copy the whole URL again: chats and logs shorten long ones.",
	}
}

func foreignTwice(f *foreign.Found) platform.Words {
	return platform.Words{
		Title:    thisIs(f) + "its signature is percent-encoded once too often",
		Evidence: "Decoded once, it still has a percent sign in it, as in %253D for =.",
		Fix:      "Hand the URL on as it was signed: it is encoded already.",
	}
}

// foreignShows is what can be read of it: its end, and for whom it is.
func foreignShows(f *foreign.Found, end, now time.Time) string {
	if f.Viewer == "" {
		return foreignEnd(f, end, now)
	}
	return foreignEnd(f, end, now) + " It is for a viewer at " + token.Inert(f.Viewer) + " alone."
}

// closedIs says what it is whose refusal is told, what of it can be read all the same, and what
// to do.
func closedIs(e *evidence) (is, shows, fix string) {
	f := e.foreign
	if f != nil {
		is, shows, fix = thisIs(f)+"that is not judged here", foreignShows(f, e.foreignEnd(), e.Now)+" ", foreignFix(f, e.Token.IsJWT())
	}
	switch {
	case f != nil && f.Signs:
		fix = foreignCheck(f.Name)
	case f != nil:
	case e.opaque != "":
		is, fix = strings.TrimSuffix(opaqueOfOthers(e.opaque), "."), foreignCheck("")
	case e.Token.Readable():
		is, _ = unconfirmed(e, "")
	default:
		is, fix = closed(e), strings.TrimSpace(giveTheSecret)
	}
	return words.LowerFirst(is), shows, fix
}

func refusedClosed(e *evidence) platform.Words {
	answer := "it failed"
	if e.said.Status > 0 {
		answer = fmt.Sprintf("the answer was %d", e.said.Status)
	}
	is, shows, fix := closedIs(e)
	return platform.Words{Title: answer + ", and " + is, Evidence: shows + StatusMeaning(e.platform, e.said.Status, e.said.Text), Fix: fix}
}

// namedByAnswer words a cause that the answer names.
func namedByAnswer(e *evidence) platform.Words {
	is, shows, fix := closedIs(e)
	return platform.Words{
		Title:    e.said.known.Means + ", says " + e.said.known.Whose,
		Evidence: words.UpperFirst(is) + ". " + shows + "The answer alone tells of it.",
		Fix:      strings.TrimSpace(e.said.known.Look + " " + fix),
	}
}

// foreignChecks say what is compared, by the names of core/foreign: where to look when the
// end is ahead and the URL is refused all the same.
var foreignChecks = [...][2]string{
	{"Akamai", "Akamai compares an HMAC over the fields as they stand, by its key in hexadecimal digits, decoded; the path with acl; the address with ip. See that key, salt and algorithm are those of the property."},
	{"nginx (secure_link)", "nginx compares the MD5 of what secure_link_md5 names, in its order and with its blanks: often the end, the URI as it is asked for, the address of the viewer and the secret. $secure_link is empty where it does not fit, 0 where it has ended."},
	{"bunny.net", "bunny.net hashes the key of the zone, the path, the end and, where it is set, the address of the viewer. Segments need token_path with the folder. The key of a Stream library signs its embedded player alone."},
	{"Wowza", "Wowza hashes application and stream without the name of the playlist, with the secret, the address where it is wanted, and the parameters in the order of the alphabet."},
	{"Amazon S3", "S3 signs method, host, path, query and the signed headers: see that the URL was not decoded or added to, and that the credentials that signed it are still good: temporary ones end earlier."},
	{"Azure Storage (SAS)", "See AuthenticationErrorDetail in the answer, that sig is percent-encoded once, and that sp, sr and sip allow the request."},
	{"KeyCDN", "KeyCDN answers 403 where the MD5 of path, secret and end does not fit, 410 where it has ended."},
	{"Fastly", "The VCL of the service decides: often it is an HMAC of the path and the end, with a key in base64."},
	{"Alibaba Cloud", "X-Tengine-Error in the answer names the fault. The MD5 is of the path, the moment, the two numbers behind it and the key; the life is added at the edge."},
	{"Tencent Cloud", "The MD5 is of key, stream or path, and the moment, in the order of the type that the domain is set to."},
	{"YouTube", "YouTube gives such a URL to one address and one client: ask for it from the machine that got it."},
	{"Google's Media CDN", "See that the key is one in the keyset of the route, and that the signature is base64 for URLs without its = signs."},
	{"Nimble Streamer (WMSAuth)", "The MD5 is of the address of the viewer, the key, server_time, in UTC, and validminutes."},
}

func foreignCheck(name string) string {
	for i := range foreignChecks {
		if foreignChecks[i][0] == name {
			return foreignChecks[i][1]
		}
	}
	return "Ask who signs it what the signature is made of: mostly the path, the end, the address of the viewer and a secret."
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
