package account

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/words"
)

// What is wrong before anything is sent.
const (
	noAPI            = "Nothing is known of an API for the signing keys of this platform."
	baseUnreadable   = "The address of the API is not one that begins with https://."
	baseHasMore      = "The address of the API has a name, a password or a query in it. Leave the address alone: credentials go into headers."
	baseNotASCII     = "The name of the host has letters beyond ASCII. Write it as the name server has it, beginning with xn--."
	baseNotSafe      = "Without TLS the credentials would be read on the way. Only https:// is taken, but for addresses of this machine."
	noID             = "The ID of the key is missing. Nothing was asked."
	noRequest        = "A creation needs a request ID that a header can carry. Nothing was asked."
	noValue          = "The value is missing. Nothing was asked."
	copyAgain        = "Copy it again, without what stands around it."
	theDefault       = "the default one"
	thatIsTheDefault = "that is the default of the key's user"
)

func noCall(p *platform.Platform) string { return p.Label + " has no such call." }

func idTooLong(most int) string {
	return "The ID of the key is longer than " + words.Count(most, "character") + ". Nothing was asked."
}

func missing(label string) string { return "The " + words.LowerFirst(label) + " is missing." }

func notForHeader(label string) string {
	return "The " + words.LowerFirst(label) + " has a line end, a space around it or another character that a header cannot carry."
}

func hasColon(label string) string {
	return "The " + words.LowerFirst(label) + " has a colon in it: it may be ID and secret together."
}

func unknownCredential(p *platform.Platform) string {
	var names []string
	for _, c := range p.Account.Credentials {
		names = append(names, c.Name)
	}
	return "There is a credential that " + p.Label + " does not know. It takes " + words.List(names) + "."
}

// where says where a credential is made.
func where(p *platform.Platform) []string {
	if p.Account.MadeAt == "" {
		return nil
	}
	return []string{"At " + p.Label + " it is made under " + p.Account.MadeAt + "."}
}

// What is wrong with a reply. {host} is the host that the button names.
const (
	sentOn       = "{host} sent us on to another address; that is not followed, because it would carry your credentials there."
	ownFault     = "{host} has a fault of its own ({status}). Try again later."
	tooMany      = "Too many requests. Wait a minute."
	formUnknown  = "{host} answered in a form that is not known. It may be a login page of a network, or the API has changed."
	tooLarge     = "The answer of {host} is too large."
	tooManyPages = "{host} lists more than 1,000 pages of keys. Those of the first 1,000 were read."
	answers      = "{host} answers {status}: {said}."
	nothingSaid  = "nothing that can be read"
	withoutID    = "without an ID"
	setUnread    = "The value was taken; what it is now could not be read back."
)

func tooManyFor(wait time.Duration) string {
	return fmt.Sprintf("Too many requests. {host} asks to wait %d s.", int64(wait/time.Second))
}

func leadsTo(host string) string { return "It leads to " + host + "." }

func answersStatus(status int) string { return "It answered " + strconv.Itoa(status) + "." }

func answersWithout(status int, place string) string {
	return "It answered " + strconv.Itoa(status) + ", without " + place + "."
}

func begins(status int, text string) string {
	if text == "" {
		return "It answered " + strconv.Itoa(status) + ", with nothing in it."
	}
	return "It answered " + strconv.Itoa(status) + ", and begins with “" + text + "”."
}

// openQuestion is what a change may have done though its reply is lost.
var openQuestion = map[platform.Action]string{
	platform.CreateKey:     "The key may have been made all the same; look at the list.",
	platform.ReplaceSecret: "The secret may have been replaced all the same; read it again.",
	platform.DeleteKey:     "The key may have been deleted all the same; look at the list.",
	platform.PutPolicy:     "The value may have been set all the same; read it again.",
}

// hint is what to do about a fault.
func (c *Client) hint(r request, code Code) string {
	switch code {
	case Unauthorized, Forbidden:
		return strings.Join(where(c.of), "")
	case NotFound:
		if r.id != "" {
			return "List the keys to see which there are."
		}
	}
	return ""
}

// fill puts into a text what stands in braces.
func (c *Client) fill(r request, a answer, doc document, text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	said := ""
	for _, place := range c.api.Said {
		if said = c.own.ending(strings.Join(doc.texts(place), "; ")); said != "" {
			break
		}
	}
	if said == "" && doc.members == nil {
		said = c.own.ending(string(a.body))
	}
	id := c.requestID(doc)
	pairs := []string{
		"{host}", c.Host(), "{status}", strconv.Itoa(a.status), "{id}", cut(printable(r.id), longest),
		"{said}", cmp.Or(said, nothingSaid), "{request}", cmp.Or(id, withoutID),
	}
	for _, credential := range c.api.Credentials {
		if !credential.Secret {
			pairs = append(pairs, "{"+credential.Name+"}", cmp.Or(c.own.shown(credential.Name), thatIsTheDefault))
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// keyUnreadable says that a key was made that nobody can use as it came.
func (c *Client) keyUnreadable(id, why string) string {
	return c.of.Label + " made the key " + cut(printable(id), longest) + ", and its private key cannot be read: " + why
}

const (
	keepReply  = "Keep the whole reply: the private key is not given out again. Without it delete that key and make another one."
	notPrivate = "It is not a private key."
	notThere   = "It is not in the reply."
)

// replayed says that a key is an earlier one.
func (c *Client) replayed(k Key) string {
	at := "earlier"
	if !k.CreatedAt.IsZero() {
		at = "at " + humantime.UTC(k.CreatedAt)
	}
	return c.of.Label + " gave back a key made " + at + " instead of a new one; its ID is " + cut(printable(k.ID), longest) + ". Nothing was saved twice."
}
