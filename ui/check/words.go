package check

import (
	"fmt"
	"strings"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/probe"
	"playtoken/core/verify"
	"playtoken/core/words"
)

// What stands under the field.
const (
	keyPasted = "That is a key, not a URL. It was not taken, and is not shown."
	gaveUp    = "Given up. Nothing that came is kept."
	tooLong   = "It is too long to be changed here. What is typed or pasted takes its place."
	ofOther   = "What is shown below is of the URL that was asked before."
)

// comesFrom says which screen has put the URL in, "" for none.
func comesFrom(screen string) string {
	if screen == "" {
		return ""
	}
	return "From " + screen + "."
}

// A host that is longer than longHost is cut where it says least of whom it is: its end is
// whole, and all of it stands in the sentence below.
const longHost, hostBegin, hostEnd = 46, 12, 32

func shortHost(host string) string {
	if len(host) <= longHost {
		return host
	}
	return host[:hostBegin] + "…" + host[len(host)-hostEnd:]
}

func asking(host string) string { return "Asking " + host + "…" }

// What stands in the banner before there is an answer.
const (
	emptyTitle  = "Does a URL really play?"
	emptyDetail = "Paste a playable URL. Nothing is asked before the button is pressed, and it names the host."
	beforeTitle = "Not asked yet"
	atMost      = "At most half a minute is waited."
)

// taught is what will be read out of an answer.
var taught = []Evidence{
	{Sign: About, Name: "Answer", Text: "the status, in the terms of the platform"},
	{Sign: About, Name: "Token", Text: "which saved key signed it, and until when it holds"},
	{Sign: About, Name: "Clocks", Text: "how far the server's clock is from this computer's"},
	{Sign: About, Name: "Manifest", Text: "renditions, codecs, DRM, and whether the token goes on to them"},
}

// willBeSent says what one press of the button does; beside is what goes along with the URL.
func willBeSent(host string, token bool, beside probe.Request) string {
	with := ""
	if token {
		with = ", with its token"
	}
	page := beside.Referer + beside.Origin
	switch {
	case beside.Cookies != "" && page == "":
		return fmt.Sprintf("One GET of this URL goes to %s%s and the cookies that sign it. No key and no page address goes along.", host, with)
	case beside.Cookies != "":
		return fmt.Sprintf("One GET of this URL goes to %s%s, the cookies that sign it and the page that the text names. No key goes along.", host, with)
	case page != "":
		return fmt.Sprintf("One GET of this URL goes to %s%s and the page that the text names. No key and no cookie goes along.", host, with)
	}
	return fmt.Sprintf("One GET of this URL goes to %s%s. No key, no cookie, no page address goes along.", host, with)
}

// What is said of an answer to a token that has ended since.
const expiredSince = "The token has expired since."

func played(status int, at, now time.Time) string {
	return fmt.Sprintf("The answer was %d on %s; the token has ended since", status, moment(at, now))
}

func endedAfter(by time.Duration) string {
	return "It was good when it was asked for, and ended " + humantime.Span(by) + " later. Sign a fresh one, and ask with that."
}

// faultTitle names what kept an answer away.
func faultTitle(f *probe.Fault) string {
	switch f.Code {
	case platform.FaultTLS:
		return "The connection to " + f.Host + " cannot be trusted"
	case platform.FaultTimeout:
		return f.Host + " did not answer in time"
	case platform.FaultUnreachable:
		return f.Host + " cannot be reached"
	case platform.FaultProxy:
		return "A proxy on the way to " + f.Host + " refuses"
	case platform.FaultTooLarge:
		return f.Host + " answers more than can be read"
	case platform.FaultRedirected:
		return f.Host + " sends on, which was not followed"
	}
	return "No answer from " + f.Host
}

// hint is what to do about a fault, as a line.
func hint(text string) []Evidence {
	if text == "" {
		return nil
	}
	return []Evidence{{Sign: About, Name: "What helps", Text: inSentence(text)}}
}

// inSentence is a text as it goes on behind a word. The name of a platform stays as it is.
func inSentence(text string) string {
	for _, p := range all.Platforms() {
		if strings.HasPrefix(text, p.Label) {
			return text
		}
	}
	return words.LowerFirst(text)
}

func hop(h probe.Hop) Evidence {
	e := Evidence{Sign: About, Name: fmt.Sprintf("Redirect %d", h.Status), Text: "to " + h.Host}
	if h.Followed {
		e.Text += ", followed"
		return e
	}
	e.Sign, e.Text = Careful, e.Text+", not followed"
	if h.Text != "" {
		e.Text += ": " + inSentence(h.Text)
	}
	return e
}

// What is said of the token.
const (
	noToken    = "none was found in this URL"
	notTheKey  = "its signature does not fit the key"
	notChecked = "no saved key tells who signed it"
)

func signedBy(k *verify.Key) string {
	if k.Unproven {
		return "fits the public half saved as " + keyName(k)
	}
	return "signed by " + keyName(k)
}

func openedBy(k *verify.Key) string {
	if k == nil {
		return "opened"
	}
	return "opened by " + keyName(k)
}

// moment is a time with its day, in UTC as those of claims are.
func moment(at, now time.Time) string {
	format := "Mon 15:04:05"
	if at.Sub(now).Abs() > 6*24*time.Hour {
		format = "2 Jan 2006, 15:04"
	}
	return at.UTC().Format(format) + " UTC"
}

// ends says until when a token holds.
func ends(at, now time.Time, over bool) string {
	verb := "ends "
	if over {
		verb = "ended "
	}
	return verb + moment(at, now)
}

// named is the difference of clocks from which it is said to matter.
const named = 30 * time.Second

// rounding is within what clocks count as the same: an answer is dated in whole seconds, and
// was under way.
const rounding = time.Second

// clocks words the difference of the clocks; false where the answer has no date.
func clocks(a *probe.Answer) (Evidence, bool) {
	e := Evidence{Sign: About, Name: "Clocks"}
	if a.Date.IsZero() {
		if a.Status == 0 {
			return e, false
		}
		e.Text = "the answer has no date to compare"
		return e, true
	}
	off := a.Clock.Abs().Truncate(time.Second)
	switch {
	case off <= rounding:
		e.Text = "this computer and " + who(a) + " agree to the second"
	case a.Clock > 0:
		e.Text = fmt.Sprintf("%s is %s ahead of this computer", who(a), diagnosis.ClockSpan(off))
	default:
		e.Text = fmt.Sprintf("%s is %s behind this computer", who(a), diagnosis.ClockSpan(off))
	}
	if off >= named {
		e.Sign, e.Right = Careful, "more than 30 s"
	} else if off > rounding {
		e.Right = "no matter below 30 s"
	}
	return e, true
}

// millis words a short time: "84 ms", "2.1 s".
func millis(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// bytesOf words a size: "812 bytes", "2.1 KB".
func bytesOf(n int) string {
	switch {
	case n < 1000:
		return words.Count(n, "byte")
	case n < 1_000_000:
		return fmt.Sprintf("%.1f KB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1_000_000)
}

const notSaved = "The report could not be saved: "
