package account

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"playtoken/core/platform"
	"playtoken/core/transport"
)

// request is one call with what is particular to it.
type request struct {
	action  platform.Action
	call    *platform.Call
	id      string     // of the key
	query   url.Values // of a page
	value   string     // of a setting
	request string     // the ID of the request, for the platforms that take one
}

// answer is what came back: all of it, or as much as there was.
type answer struct {
	status   int
	header   http.Header
	body     []byte
	asked    time.Time // when the request was sent, by our clock
	repeated bool      // it is the answer to the second try
}

// date is when the reply was written, by its own clock; otherwise where it does not say.
func (a answer) date(otherwise time.Time) time.Time {
	if date, err := http.ParseTime(a.header.Get("Date")); err == nil {
		return date
	}
	return otherwise
}

// makes reports whether the call makes a key or a secret that may exist without our knowing.
func (r request) makes() bool {
	return r.action == platform.CreateKey || r.action == platform.ReplaceSecret
}

// send makes a call. One that was cut is made a second time where it only reads or deletes.
// Where the fault came after a part of the reply, that part comes with it.
func (c *Client) send(ctx context.Context, r request) (answer, *Fault) {
	ctx, stop := context.WithTimeout(ctx, c.limits.Whole)
	defer stop()
	a, cut, f := c.once(ctx, r)
	if cut && (r.call.Method == http.MethodGet || r.call.Method == http.MethodDelete) && ctx.Err() == nil {
		a, _, f = c.once(ctx, r)
		a.repeated = true
	}
	return a, f
}

// once sends a request and reads the reply; cut reports that the connection ended early.
func (c *Client) once(ctx context.Context, r request) (a answer, cut bool, f *Fault) {
	u, err := c.address(r)
	if err != nil {
		return a, false, invalid(baseUnreadable)
	}
	text := strings.ReplaceAll(r.call.Body, "{value}", jsonString(r.value))
	var body io.Reader
	if text != "" {
		body = struct{ io.Reader }{strings.NewReader(text)} // of a type that net/http cannot rewind and send again
	}
	req, err := http.NewRequestWithContext(ctx, r.call.Method, u.String(), body)
	if err != nil {
		return a, false, invalid(baseUnreadable)
	}
	req.ContentLength = int64(len(text))
	req.Header = c.headers(r)
	a.asked = c.now()
	reply, sent, err := transport.Send(c.transport, req)
	if err != nil {
		return a, sent && transport.WasCut(err), c.lost(ctx, r, err, sent)
	}
	defer reply.Body.Close()
	a.status, a.header = reply.StatusCode, reply.Header
	a.body, err = transport.ReadBody(reply, c.limits.Body)
	switch {
	case errors.Is(err, transport.ErrTooLarge):
		f := c.fault(r, a, TooLarge, tooLarge)
		f.leaveOpen(r)
		return a, false, f
	case errors.Is(err, transport.ErrEncoding):
		return a, false, c.unknownForm(r, a, "")
	case err != nil && !json.Valid(a.body): // what is whole counts, whatever length was announced
		f := c.lost(ctx, r, err, true)
		f.Status = a.status
		return a, transport.WasCut(err), f
	}
	return a, false, nil
}

// jsonString writes a text as JSON does.
func jsonString(text string) string {
	b, _ := json.Marshal(text) // every string has a form
	return string(b)
}
