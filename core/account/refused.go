package account

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"playtoken/core/platform"
	"playtoken/core/transport"
)

// read takes a reply for what it says: what it brings, or a fault. It looks at nothing but
// the reply.
func (c *Client) read(r request, a answer) (document, *Fault) {
	doc, err := parse(a.body)
	switch {
	case a.status/100 == 3:
		f := c.fault(r, a, Redirected, sentOn)
		if to, err := url.Parse(a.header.Get("Location")); err == nil && to.Host != "" {
			f.addHint(leadsTo(c.own.clean(to.Host)))
		}
		return doc, f
	case a.status == http.StatusProxyAuthRequired:
		return doc, c.fault(r, a, Proxy, transport.ProxyAsks)
	case a.status < 200:
		return doc, c.unknownForm(r, a, "")
	case a.status/100 != 2:
		return doc, c.refusal(r, a, doc)
	case c.needsNoBody(r, a):
		return doc, nil
	case err != nil:
		return doc, c.unknownForm(r, a, "")
	}
	if s := c.api.Success; s.Place != "" {
		value, there := doc.at(s.Place)
		text, _ := scalar(value)
		switch {
		case there && text != s.Is:
			return doc, c.refusal(r, a, doc)
		case !there && s.Decides:
			return doc, c.unknownForm(r, a, s.Place)
		}
	}
	return doc, nil
}

// needsNoBody reports whether a reply of success without a body is whole.
func (c *Client) needsNoBody(r request, a answer) bool {
	empty := len(strings.TrimSpace(string(a.body))) == 0
	return empty && (r.call.Reply.MayEmpty || a.status == http.StatusNoContent && r.action == platform.DeleteKey && !c.api.Success.Decides)
}

// refusal says what an answer means that is none of success. A row of the platform's goes
// before what the status means everywhere, its row for all others behind it.
func (c *Client) refusal(r request, a answer, doc document) *Fault {
	for _, row := range c.api.Refusals {
		if row.Status != 0 && fits(row, r, a, doc) {
			return c.fromRow(r, a, doc, row)
		}
	}
	switch {
	case a.status == http.StatusTooManyRequests:
		f := c.fault(r, a, RateLimited, tooMany)
		if f.Wait = retryAfter(a, c.now()); f.Wait > 0 {
			f.Message = c.fill(r, a, doc, tooManyFor(f.Wait))
		} else {
			f.Wait = time.Minute
		}
		return f
	case a.status == http.StatusRequestTimeout || a.status >= 500:
		f := c.fault(r, a, PlatformFault, ownFault)
		f.Wait = retryAfter(a, c.now())
		f.Request = c.requestID(doc)
		f.leaveOpen(r)
		return f
	}
	for _, row := range c.api.Refusals {
		if row.Status == 0 && fits(row, r, a, doc) {
			return c.fromRow(r, a, doc, row)
		}
	}
	return c.fromRow(r, a, doc, platform.Refusal{Code: usualCode(a.status), Text: answers})
}

// fits reports whether a row is about an answer. A reply that has a status of success and is
// none is known by what stands in it alone.
func fits(row platform.Refusal, r request, a answer, doc document) bool {
	if row.Status != 0 && row.Status != a.status && (a.status/100 != 2 || row.Place == "") {
		return false
	}
	if len(row.On) > 0 && !slices.Contains(row.On, r.action) {
		return false
	}
	return row.Place == "" || slices.ContainsFunc(doc.texts(row.Place), func(text string) bool {
		if _, err := strconv.Atoi(row.Holds); err == nil {
			return text == row.Holds
		}
		return strings.Contains(strings.ToLower(text), row.Holds)
	})
}

func (c *Client) fromRow(r request, a answer, doc document, row platform.Refusal) *Fault {
	f := c.fault(r, a, row.Code, "")
	f.Message, f.Request, f.done = c.sentence(r, a, doc, row.Text), c.requestID(doc), row.Done
	if row.Hint != "" || c.api.MadeAt != "" && strings.Contains(row.Text, c.api.MadeAt) {
		f.Hint = row.Hint
	}
	return f
}

// sentence fills in a row's text, once for each field that the reply lists where the text
// speaks of one.
func (c *Client) sentence(r request, a answer, doc document, text string) string {
	if !strings.Contains(text, "{field}") {
		return c.fill(r, a, doc, text)
	}
	fields, _ := doc.objects(c.api.Fields)
	var list []string
	for _, field := range fields[:min(len(fields), mostFields)] {
		list = append(list, strings.NewReplacer(
			"{field}", c.own.clean(field.text([]string{"field"})), "{message}", c.own.ending(field.text([]string{"message"}))).Replace(text))
	}
	if len(list) == 0 {
		return c.fill(r, a, doc, answers)
	}
	return strings.Join(list, " ")
}

// mostFields is how many fields a sentence lists.
const mostFields = 10

func (c *Client) requestID(doc document) string {
	if c.api.RequestID == "" {
		return ""
	}
	return c.own.clean(doc.text([]string{c.api.RequestID}))
}

// usualCode is what a status means where the platform says nothing of it.
func usualCode(status int) Code {
	switch status {
	case http.StatusUnauthorized:
		return Unauthorized
	case http.StatusForbidden:
		return Forbidden
	case http.StatusNotFound, http.StatusGone:
		return NotFound
	}
	return Invalid
}

// retryAfter reads the header of RFC 9110 section 10.2.3, seconds or a date; 0 for none, or
// none that is ahead.
func retryAfter(a answer, now time.Time) time.Duration {
	text := strings.TrimSpace(a.header.Get("Retry-After"))
	if s, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(s) * time.Second
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	return max(0, at.Sub(a.date(now)).Round(time.Second)) // by the clock that wrote the other one
}
