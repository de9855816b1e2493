package probe

import (
	"fmt"

	"playtoken/core/platform"
	"playtoken/core/words"
)

// What is wrong with a URL before anything is sent.
const (
	noURL        = "There is no URL yet."
	notURL       = "This is no URL that can be asked: one begins with https:// and has a host."
	urlTooLong   = "The URL is longer than any server takes."
	hasPassword  = "The URL has a name or a password in front of its host. Take that out."
	hostNotASCII = "The name of the host has letters beyond ASCII. Write it as the name server has it, beginning with xn--."
	notSafe      = "Without TLS the token would be read on the way. Only https:// is asked, but for addresses of this machine."
)

// What a text is in which there is no URL that can be asked.
const (
	isBlob     = "A blob: address is one that a page has made for itself, and nobody else can ask for it. Look into the network log of the browser for the address that ends in .m3u8 or .mpd."
	tokenAlone = "That is a token, and no URL. What can be told of it without asking anybody, ptok why and the Why? screen tell."
	noHost     = "The text names no host. Write https:// and the host in front of the path."
	tagAlone   = "The player's element has no playback ID and token of which its URL could be made. What can be told of it without asking anybody, ptok why and the Why? screen tell."
)

// What was done with a text.
const (
	hadNoScheme   = "The URL had no scheme."
	madeOfTag     = "The URL was made of the player's element."
	notAuthorized = "The Authorization header is not sent: players send none for what they play."
)

func insideLink(host string) string {
	return "The URL stands in a link of " + host + ", which is not asked."
}

func firstOf(n int) string {
	return "There are " + words.Count(n, "URL") + " in the text; the first one is asked."
}

func sentAsWell(headers []string) string {
	return "Sent as well, as the text has it: " + words.List(headers) + "."
}

func notForHeader(name string) string {
	return "The value of " + name + " has a line end or another character that a header cannot carry."
}

// What stands in place of what is not shown.
const (
	hidden      = "…"
	anotherHost = "another host"
)

// What is wrong with an answer.
const (
	packed      = "It came packed in a way that is not known, or that is damaged."
	nothingCame = "Nothing came with it: the body is empty."
	unreadable  = "It begins as a manifest does, and cannot be read as one."
	notUTF8     = "It has bytes in it that are no UTF-8; players may refuse such a manifest."
	notAtBegin  = "Something stands in front of #EXTM3U, with which a manifest has to begin; players may refuse such a one."
	noTarget    = "It has no EXT-X-TARGETDURATION, which a list of segments has to have; players may refuse such a one."
	noMedia     = "What came as a segment begins as none does: neither as MPEG-2 or MP4, nor as sound or subtitles."
	noRendition = "The manifest names no rendition."
	noSegment   = "The manifest names no segment."
	// takenWithout is the meaning of a refusal that is none.
	takenWithout    = "The token was taken. The request had no challenge of a player in it, and was to have none."
	cameWithout     = "It came without the token: none went there."
	namesRenditions = "What the manifest names as a rendition names renditions again. Players do not follow that."
)

func notHTTP(host string) string {
	return host + " answered in a form that is not known. It may be a login page of a network, or no server for videos."
}

func tooLarge(most int64) string {
	return "It is larger than " + words.Thousands(int(most>>10)) + " KiB; what is behind that was not read."
}

func bodyLate(host string) string { return host + " began to answer, and had not sent all in time." }

// cameInstead says what came in place of what was asked for.
func cameInstead(is form, what platform.Resource, says string) string {
	of := wantedForms[what]
	if of == "" {
		of = "the video"
	}
	switch {
	case is == playlistForm && what == platform.Playlist:
		return "A playlist of HLS came in place of a manifest of DASH."
	case is == dashForm && what == platform.Playlist:
		return "A manifest of DASH came in place of a playlist of HLS. A player that asks for the one makes nothing of the other."
	}
	if says != "" {
		says = " " + says
	}
	switch is {
	case htmlForm:
		if says != "" {
			return "A page of HTML came in place of " + of + "." + says
		}
		return "A page of HTML came in place of " + of + ": the login page of a network, or of an error."
	case jsonForm:
		return "JSON came in place of " + of + "." + says
	case xmlForm:
		return "XML came in place of " + of + "." + says
	case imageForm:
		return "A picture came in place of " + of + "."
	case playlistForm, dashForm:
		return "A manifest came in place of " + of + "."
	case movieForm:
		return "Sound or pictures that move came in place of " + of + "."
	case textForm:
		return "Plain text came in place of " + of + "." + says
	}
	return "Something else came in place of " + of + "."
}

var wantedForms = map[platform.Resource]string{
	platform.Playlist: "a manifest",
	platform.Picture:  "a picture",
	platform.Sheet:    "a sheet of pictures",
	platform.Settings: "the settings of a player",
	platform.Licence:  "a licence",
}

const otherKeys = "a key format that is not known here"

// What is asked for behind a manifest, and cannot be.
const (
	noManifest = "There is no manifest whose renditions could be asked for."
	noVariant  = "The manifest does not name such a rendition."
	notNamed   = "The manifest names an address that is none."
	notOutward = "It is one without TLS, or one of this machine."
)

// manifestTakes: a manifest would take the token to a host that nobody has named.
func manifestTakes(host string) string {
	return "The manifest names an address at " + host + " with the token in it. That host is asked only where a person names it: --allow-host " + host + "."
}

func manifestNames(why string) string {
	return "The manifest names an address that is not asked for. " + why
}

// Where a redirect leads.
const (
	leadsNowhere = "It does not say where it leads."
	noWebAddress = "It leads to what is no web address."
	leadsOnAndOn = "It leads on and on: more than 5 redirects are not followed."
	otherHost    = "Another host is asked only where a person names it."
	ofPOST       = "A request for a licence is not sent on."
)

func leadsInCircle(host string) string { return "It leads in a circle at " + host + "." }

// leadsTo says where a redirect leads that is not followed.
func leadsTo(host string, token bool, why string) string {
	text := "It leads to " + host + ". "
	if token {
		text = "It leads to " + host + ", with the token in the address. "
	}
	return text + why
}

// nameOfLook is the button of a further request.
func nameOfLook(header string, with bool) string {
	switch {
	case header == userAgent && with:
		return "With a browser's user agent"
	case header == userAgent:
		return "Without that user agent"
	case with:
		return "With the page's " + header
	}
	return "Without the " + header
}

var restrictions = map[string]string{
	referer:   "a restriction by domain or page",
	origin:    "a restriction by domain or origin",
	userAgent: "a restriction by user agent",
}

// noun is a header in a sentence; with says that it was put in for the second look.
func noun(header string, with bool) string {
	switch {
	case header == referer:
		return "a Referer"
	case header == origin:
		return "an Origin"
	case with:
		return "a browser's user agent"
	}
	return "that user agent"
}

func onlyWith(noun, restriction string, refused, good int) string {
	return fmt.Sprintf("Refused without %s (%d), played with it (%d): %s.", noun, refused, good, restriction)
}

func onlyWithout(noun, restriction string, refused, good int) string {
	return fmt.Sprintf("Refused with %s (%d), played without it (%d): %s.", noun, refused, good, restriction)
}

func notByIt(noun string, status int) string {
	return fmt.Sprintf("Answered %d with %s and without: that is not what refuses.", status, noun)
}

func differs(noun string, without, with int) string {
	return fmt.Sprintf("Answered %d without %s, and %d with it.", without, noun, with)
}
