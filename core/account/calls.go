package account

import (
	"cmp"
	"context"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/secret"
)

// longestID is how many bytes an ID may have that a platform gives.
const longestID = 1024

// mostPages is how many pages of a list are asked for.
const mostPages = 1000

// ask makes a call and takes its reply.
func (c *Client) ask(ctx context.Context, r request) (document, answer, *Fault) {
	if r.call = c.api.Call(r.action); r.call == nil {
		return document{}, answer{}, invalid(noCall(c.of))
	}
	a, f := c.send(ctx, r)
	if f != nil {
		return document{}, a, f
	}
	doc, f := c.read(r, a)
	return doc, a, f
}

// checkID refuses an ID with which a call would be another one.
func (c *Client) checkID(id string) *Fault {
	switch most := c.api.LongestID; {
	case id == "":
		return invalid(noID)
	case most > 0 && len(id) > most:
		return invalid(idTooLong(most))
	}
	return nil
}

// List gives the keys of the account in the platform's order, all pages of it. Where it
// fails on a later page the keys so far come with the fault.
func (c *Client) List(ctx context.Context) ([]Key, error) {
	r := request{action: platform.ListKeys}
	var paging *platform.Paging
	if call := c.api.List; call != nil {
		paging = call.Paging
	}
	var list []Key
	seen := map[string]bool{}
	for page := 1; page <= mostPages; page++ {
		if paging != nil {
			r.query = url.Values{paging.Limit: {strconv.Itoa(paging.Size)}, paging.Page: {strconv.Itoa(page)}}
		}
		doc, a, f := c.ask(ctx, r)
		if f != nil {
			return list, f
		}
		found, f := c.keysOf(r, a, doc)
		if f != nil {
			return list, f
		}
		before := len(list)
		for _, k := range found {
			if !seen[k.ID] { // a key made meanwhile moves others to the next page
				seen[k.ID] = true
				list = append(list, k)
			}
		}
		if paging == nil || len(list) == before || isLast(*paging, doc, page, len(found)) {
			return list, nil
		}
	}
	return list, c.fault(r, answer{}, TooLarge, tooManyPages)
}

// isLast reports whether no page follows. Where the reply has the number of pages it counts:
// a platform may give fewer keys a page than it was asked for.
func isLast(p platform.Paging, doc document, page, found int) bool {
	if p.Pages == "" {
		return false // the list ends with an empty page
	}
	if pages, err := strconv.Atoi(doc.text([]string{p.Pages})); err == nil && pages > 0 {
		return page >= pages
	}
	return found < p.Size
}

// keysOf takes the keys out of a page.
func (c *Client) keysOf(r request, a answer, doc document) ([]Key, *Fault) {
	want := c.api.List.Reply
	objects, there := doc.objects(want.Keys)
	if _, named := doc.at(want.Keys); !there && (named || !want.MayLack) {
		return nil, c.unknownForm(r, a, want.Keys)
	}
	var list []Key
	for _, o := range objects {
		k := c.keyOf(want, o)
		if k.ID == "" {
			return nil, c.unknownForm(r, a, want.Keys+"."+want.ID[0])
		}
		list = append(list, k)
	}
	return list, nil
}

// keyOf reads what a reply says of a key.
func (c *Client) keyOf(at platform.Reply, doc document) Key {
	k := Key{ID: doc.text(at.ID), CreatedAt: moment(doc.text(at.CreatedAt))}
	switch {
	case len(k.ID) > longestID, strings.ContainsFunc(k.ID, func(r rune) bool { return !unicode.IsPrint(r) }):
		k.ID = "" // a terminal would obey it
	case c.own.repeated(k.ID):
		k.ID = "" // it would be shown
	}
	if name := c.api.Organization; name != "" {
		k.Organization = cmp.Or(c.own.shown(name), theDefault)
	}
	// What is shown as a public key must be one.
	if text := doc.text(at.Public); text != "" {
		if a := importer.Import([]byte(text)); a.Taken() && !a.Key.Private() {
			k.PublicPEM = a.Key.PublicPEM()
		}
	}
	return k
}

// Get gives one key. Platforms that answer with its public half are few.
func (c *Client) Get(ctx context.Context, id string) (Key, error) {
	r := request{action: platform.GetKey, id: id}
	if f := c.checkID(id); f != nil {
		return Key{}, f
	}
	doc, a, f := c.ask(ctx, r)
	if f != nil {
		return Key{}, f
	}
	want := c.api.Get.Reply
	k := c.keyOf(want, doc)
	switch {
	case k.ID != id:
		return Key{}, c.unknownForm(r, a, want.ID[0])
	case len(want.Public) > 0 && k.PublicPEM == "":
		return Key{}, c.unknownForm(r, a, want.Public[0])
	}
	return k, nil
}

// Delete takes a key away at the platform. remark is what has to be said though it is gone.
func (c *Client) Delete(ctx context.Context, id string) (remark string, err error) {
	if f := c.checkID(id); f != nil {
		return "", f
	}
	_, a, f := c.ask(ctx, request{action: platform.DeleteKey, id: id})
	switch {
	case f == nil:
		return "", nil
	case f.done, f.Code == NotFound && a.repeated: // the first try has deleted it
		return f.Message, nil
	}
	return "", f
}

// Secret gives the one secret of a project.
func (c *Client) Secret(ctx context.Context) (secret.Bytes, error) {
	return c.secretOf(ctx, request{action: platform.GetSecret})
}

// RotateSecret has the platform replace that secret, and gives the new one.
func (c *Client) RotateSecret(ctx context.Context) (secret.Bytes, error) {
	return c.secretOf(ctx, request{action: platform.ReplaceSecret})
}

func (c *Client) secretOf(ctx context.Context, r request) (secret.Bytes, error) {
	doc, a, f := c.ask(ctx, r)
	if f != nil {
		return secret.Bytes{}, f
	}
	place := c.api.Call(r.action).Reply.Value[0]
	value, there := doc.at(place)
	text, isText := value.(string)
	switch {
	case text != "":
		return secret.New([]byte(text)), nil
	case there && (isText || value == nil) && r.action == platform.GetSecret:
		return secret.Bytes{}, c.fault(r, a, NotFound, c.api.NoSecret)
	}
	return secret.Bytes{}, c.unknownForm(r, a, place)
}

// Policy gives the setting that says whether URLs must be signed.
func (c *Client) Policy(ctx context.Context) (string, error) {
	r := request{action: platform.GetPolicy}
	doc, a, f := c.ask(ctx, r)
	if f != nil {
		return "", f
	}
	place := c.api.Policy.Reply.Value
	if text := doc.text(place); text != "" {
		return c.own.clean(text), nil
	}
	return "", c.unknownForm(r, a, place[0])
}

// SetPolicy changes it, and gives what the platform then says it is.
func (c *Client) SetPolicy(ctx context.Context, value string) (string, error) {
	if value == "" {
		return "", invalid(noValue)
	}
	if _, _, f := c.ask(ctx, request{action: platform.PutPolicy, value: value}); f != nil {
		return "", f
	}
	now, err := c.Policy(ctx)
	if f, ok := err.(*Fault); ok {
		f.addHint(setUnread)
	}
	return now, err
}
