package diagnosis

import (
	"fmt"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/extract"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

// All the English of a verdict stands in words.go, which has the verdict itself and
// what its parts share, and in the words_*.go, which have what the findings say.

// What one click does.
const (
	signFreshOne    = "Sign a fresh one"
	signOneThatEnds = "Sign one that ends"
	writeInSeconds  = "Write it in seconds"
	beginNow        = "Begin now"
	shortenLife     = "Shorten its life"
	lengthenLife    = "Let it last longer"
	signForID       = "Sign for this ID"
	signItAgain     = "Sign it again"
	copyURL         = "Copy the URL put right"
	useIDOfClaims   = "Use the ID of the claims"
	useIDOfURL      = "Sign for this URL's ID"
	useIDAskedFor   = "Use the ID asked for"
)

func nameIt(claim string) string { return "Name it " + claim }

func use(algorithm string) string { return "Use " + algorithm }

// Fixes that several findings share.
const (
	copyWhole = "Copy the whole token again, or sign a fresh one."
	signAgain = "Sign a fresh token."
	leaveOne  = "Leave one of them out."
)

func quoted(s string) string { return token.Excerpt(token.Quote(s), 42) }

func excerptAlg(t *token.Token) string { return token.Excerpt(t.Algorithm(), 20) }

func shortID(id string) string { return token.Inert(platform.ShortID(id)) }

const (
	fails             = "Playback fails: "
	mayFail           = "Playback may fail: "
	playsWithoutEnd   = "Plays; the token has no expiry"
	wasGoodWithoutEnd = "The token was good; it has no expiry"
	endless           = "It has no expiry."
	// IfRightKey is put behind what rests on a saved key that nothing vouches for now.
	IfRightKey    = ", if the saved key is the right one"
	giveTheSecret = "Give the secret that it was made with, and it can be read. "
	signedItself  = "This URL is signed itself; its signature was not checked"
	nothingThere  = "There is nothing to read"
	noTokenHere   = "This is no token that can be read here"
)

func playsUntil(exp token.TimeClaim) string { return "Plays until " + humantime.UTC(exp.At) }

func (v *Verdict) staysValid(e *evidence, exp token.TimeClaim) string {
	if exp.Reached(e.Now) {
		return "That was " + humantime.Relative(exp.At, e.Now) + ": it plays by the difference of clocks alone that is allowed for. " + v.nothingAgainst(e)
	}
	return "That is " + humantime.Relative(exp.At, e.Now) + ". " + v.nothingAgainst(e)
}

// nothingAgainst says why it plays. Of a claim that is not as it is known from the platform it says
// no more than that.
func (v *Verdict) nothingAgainst(e *evidence) string {
	for _, f := range v.Findings {
		if f.Code != cause.NotTheToken && f.Code != cause.ClocksDiffer && !aboutKeyAtHand[f.Code] {
			return vouched(e) + ". What else was found is not known to stop it."
		}
	}
	return vouched(e) + ", and nothing in the token stands against it."
}

// alsoFails is put behind the headline on one of several tokens, and othersFail is the
// sentence on those.
func alsoFails(n int, tokens string) string {
	if n == 1 {
		return "; 1 of " + tokens + " here fails"
	}
	return fmt.Sprintf("; %d of %s here fail", n, tokens)
}

func othersFail(n int, tokens string, which int, why string) string {
	fail := "fail, the first of them"
	if n == 1 {
		fail = "fails,"
	}
	return fmt.Sprintf("%d of %s in this text %s number %d: %s.", n, tokens, fail, which, why)
}

// ofLog is put behind the headline on one request of a log, and ofRequests is the sentence on
// one of a few.
func ofLog(requests int) string { return fmt.Sprintf("; this is 1 of %d requests here", requests) }

func ofRequests(n int) string {
	return fmt.Sprintf("This is about 1 of the %d requests in the text.", n)
}

// wasGood is the headline as of a moment that has passed.
func wasGood(exp token.TimeClaim) string {
	return "The token was good; it runs until " + humantime.UTC(exp.At)
}

// Moment names the moment of the text: "At 02:05:11 UTC, when it was asked for".
func (v *Verdict) Moment() string {
	at := v.AsOf.At.UTC()
	text := "At " + at.Format("15:04:05")
	if v.AsOf.Zoned {
		text += " UTC"
	}
	if now := v.AsOf.Clock.UTC(); now.YearDay() != at.YearDay() || now.Year() != at.Year() {
		text += " on " + at.Format("2 Jan 2006")
	}
	if !v.AsOf.Zoned {
		text += ", taken for UTC"
	}
	return text + ", when it was asked for"
}

// ofUnclearTime is put behind the headline then.
const ofUnclearTime = "; the time of the line is unclear"

// timeUnclear says that the moment of the text could not be told.
func timeUnclear(at AsOf) string {
	why := ", in which day and month cannot be told apart"
	if at.Ahead {
		why = ", which read as UTC lies ahead of now, so that it is on another clock or of something else than the request"
	}
	return "The line has the time " + token.Excerpt(at.Unclear, 40) + why + ": it is judged as of now, unless you say which moment it was."
}

// Since is what it is now, in a line: "Now playback fails: the token expired 2 days ago"; ""
// where the verdict speaks of now, or is the same now.
func (v *Verdict) Since() string {
	if v.Now == nil || v.Now.Headline == v.Headline {
		return ""
	}
	switch said := words.LowerFirst(v.Now.Headline); {
	case strings.HasPrefix(said, "playback"):
		return "Now " + said
	case strings.HasPrefix(said, "plays"):
		return "Now it " + said
	default:
		return "Now: " + said
	}
}

// end says when a token ends; known tells that exp is one.
func end(e *evidence, exp token.TimeClaim, known bool) string {
	switch {
	case !known:
		return endless
	case e.pasted(): // how far off that is would be read as from now
		return "It runs until " + humantime.UTC(exp.At) + "."
	}
	now := e.Now
	return "It runs until " + humantime.UTC(exp.At) + ", that is " + humantime.Relative(exp.At, now) + "."
}

func vouched(e *evidence) string {
	switch {
	case e.Token.Opened:
		return "The token is authentic"
	case isUnproven(e.verified):
		return "The signature fits the saved key"
	}
	return "The signature is valid"
}

// unconfirmed words the verdict on a token that can be read, and that no key has
// confirmed.
func unconfirmed(e *evidence, end string) (headline, detail string) {
	switch reason := e.Check.Reason; {
	case e.Token.SignsURL():
		return "This is " + e.Token.Format.Name(e.Token) + ", whose signature was not confirmed", end + " " + reason.String()
	case e.Token.Opened:
		return "Nothing wrong in the token itself; nothing vouches for it", end + " " + reason.String()
	case reason.Code == token.NoReason, reason.Code == token.NoKeyGiven:
		return "Nothing wrong in the token itself; the signature was not checked, no key given", end
	case reason.Code == token.NoneSigned:
		return "Nothing wrong in the token itself; no key at hand confirms its signature", end
	default:
		return "Nothing wrong in the token itself; the signature was not checked",
			end + " The signature was not checked: " + words.LowerFirst(reason.String())
	}
}

// closed is the headline of a token that no key has opened.
func closed(e *evidence) string {
	is := "This is "
	if e.Token.Guessed() && e.platform == nil {
		is = "This may be "
	}
	return is + e.Token.Format.Name(e.Token) + ", which says nothing without its key"
}

func noKeyOpens(t *token.Token) string {
	return "This is " + t.Format.Name(t) + ", which no key here can open"
}

func notReadHere(t *token.Token) string {
	return "This is " + t.Format.Name(t) + ", which is not read here"
}

// ofUse says which URL's token is meant.
var ofUse = [...]string{ofPicture: " (in the URL of the picture)", ofLicence: " (in the URL of the licence)"}

// ofToken says which of the player's tokens is spoken of.
func ofToken(name string) string {
	if name == drmName {
		return " (the DRM token)"
	}
	return " (" + token.Excerpt(name, 40) + ")"
}

// What is said of claims without their token.
const (
	claimsProveNothing = "The token itself is not there, and nothing proves what the claims say."
)

// byWhatIsShown begins a verdict on what a text shows of a token that is not there.
func byWhatIsShown(code bool) string {
	if code {
		return "By this code "
	}
	return "By these claims "
}

func codeInMillis(names []string) platform.Words {
	if names[0] == extract.ExpiresIn {
		return platform.Words{
			Title:    "the life of the token is a text without a unit, which is read as milliseconds",
			Evidence: "expiresIn is in quotes. jsonwebtoken takes a number for seconds, and a text without a unit for milliseconds.",
			Fix:      "Take the quotes away, or add the unit: '1h'.",
		}
	}
	which := strings.Join(names, " and ")
	return platform.Words{
		Title:    "the code counts " + which + " in milliseconds, not in seconds",
		Evidence: "The expression for " + which + " is in milliseconds and is not divided by 1000.",
		Fix:      "Divide it by 1000: in JavaScript Math.floor(Date.now() / 1000). What is added to it is in seconds then.",
	}
}

// nothingInClaims is said of claims without their token that have no fault.
func nothingInClaims(exp token.TimeClaim, hasEnd bool, now time.Time) string {
	text := "Nothing in them speaks against playback."
	if hasEnd {
		text += " They end " + humantime.Relative(exp.At, now) + "."
	}
	return text + " Paste the token, or the URL with it, for the rest."
}
