package account

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/secret"
)

// fresh is how far two clocks of a platform may be apart: a key that is older than that when
// it is given out was not made just now.
const fresh = 5 * time.Minute

// Create has the platform make a key. request is a fresh [NewRequest] for each creation that
// a person asks for, and the same one only where that creation is asked for again by hand.
//
// Reply is filled in whenever a reply of success came, also beside an error. A key that
// cannot be read, and one that is no new one (Replayed), come whole beside a *Fault. Whoever
// asks once more by hand after a lost reply gets the lost key in this way: it is to be saved
// where it is not known yet.
func (c *Client) Create(ctx context.Context, request string) (Created, error) {
	if request == "" || strings.ContainsFunc(request, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return Created{}, invalid(noRequest)
	}
	r := creation(request)
	doc, a, f := c.ask(ctx, r)
	var made Created
	if a.status/100 == 2 && len(a.body) > 0 {
		made.Reply = secret.New(a.body)
	}
	if f != nil {
		return made, f
	}
	if f = c.readCreated(&made, r, a, doc); f != nil {
		return made, f
	}
	return made, nil
}

// MayHaveKey reports whether the reply may hold a private key, read or not: one that is whole
// and no refusal. It is to be kept, for most platforms give none out again. err is what came
// with it from [Client.Create].
func (c Created) MayHaveKey(err error) bool {
	var f *Fault
	if errors.As(err, &f) && !f.MayExist && !c.Replayed {
		return false
	}
	_, unread := parse(c.Reply.Reveal())
	return unread == nil
}

// ReadCreated reads the reply of a creation that was kept, as [Client.Create] reads one. It
// does not know how old a reply is.
func ReadCreated(of *platform.Platform, reply secret.Bytes) (Created, error) {
	made := Created{Reply: reply}
	base, f := readBase(of.Account.Base)
	if f != nil {
		return made, f
	}
	c := &Client{of: of, api: of.Account, base: base, own: credentials{api: of.Account}, known: func(string) bool { return false }}
	r := creation("")
	r.call = c.api.Create
	a := answer{status: http.StatusOK, body: reply.Reveal()}
	doc, f := c.read(r, a)
	if f == nil {
		f = c.readCreated(&made, r, a, doc)
	}
	if f != nil {
		return made, f
	}
	return made, nil
}

// readCreated takes the key out of a reply of success.
func (c *Client) readCreated(made *Created, r request, a answer, doc document) (f *Fault) {
	want := c.api.Create.Reply
	made.Key = c.keyOf(want, doc)
	why := c.readPrivate(made, doc, want.Private)
	made.Replayed = made.ID != "" && c.known(made.ID) || c.api.Create.RequestHeader != "" && isOld(made.CreatedAt, a)
	switch {
	case made.ID == "":
		f = c.unknownForm(r, a, want.ID[0])
	case made.Signer == nil:
		f = c.fault(r, a, NotJSON, c.keyUnreadable(made.ID, why))
	case made.Replayed:
		return c.fault(r, a, Replayed, c.replayed(made.Key))
	default:
		return nil
	}
	f.MayExist = true
	f.addHint(keepReply)
	return f
}

// creation is the call that makes a key.
func creation(id string) request { return request{action: platform.CreateKey, request: id} }

// readPrivate takes the private key from the first place that has one that can be read, or
// else from the first that has anything, and says why that cannot be read.
func (c *Client) readPrivate(made *Created, doc document, places []string) (why string) {
	why = notThere
	for _, place := range places {
		text := doc.text([]string{place})
		if text == "" {
			continue
		}
		a := importer.Import([]byte(text))
		if a.Taken() && a.Key.Private() && a.Key.Signer() != nil {
			made.Private, made.Signer = secret.New([]byte(text)), a.Key
			return ""
		}
		if made.Private.IsZero() {
			made.Private, why = secret.New([]byte(text)), cmp.Or(a.Message, notPrivate)
		}
	}
	return why
}

// isOld reports whether a key was made well before it was asked for, by the clock of the
// reply or, where that is not told, by ours.
func isOld(made time.Time, a answer) bool {
	return !made.IsZero() && made.Before(a.date(a.asked).Add(-fresh))
}
