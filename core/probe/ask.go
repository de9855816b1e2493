package probe

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/platform"
)

// Ask sends one request.
func (c *Client) Ask(ctx context.Context, r Request) (*Answer, *Fault) {
	u, why := readAsked(r.URL)
	if u == nil {
		return nil, invalid(why)
	}
	l := &look{Client: c, secrets: secretsOf(r, u), request: r, home: u}
	if f := checkHeaders(r); f != nil {
		return nil, f
	}
	of := platformOf(r, u)
	what := opens(of, u)
	ctx, stop := context.WithTimeout(ctx, c.limits.Whole)
	defer stop()
	x, hops, f := l.walk(ctx, l.wanted(u, what))
	if f != nil {
		return nil, f
	}
	return l.answer(of, what, x, hops), nil
}

// platformOf tells whose URL is asked.
func platformOf(r Request, u *url.URL) *platform.Platform {
	if r.Platform != nil {
		return r.Platform
	}
	return diagnosis.Recognise(extract.Read(r.URL), diagnosis.Options{}).AskedAs(u).Platform
}

const (
	firstBytes = "bytes=0-1023"
	mostFirst  = 1024
)

// wanted is how a resource is asked for. Of a whole movie the beginning is enough.
func (l *look) wanted(u *url.URL, what platform.Resource) wanted {
	w := wanted{url: u, method: http.MethodGet, most: l.limits.Body}
	switch what {
	case platform.Licence:
		w.method = http.MethodPost
	case platform.Movie:
		w.part, w.most = firstBytes, mostFirst
	}
	return w
}

// answer reads what came.
func (l *look) answer(of *platform.Platform, what platform.Resource, x *exchange, hops []Hop) *Answer {
	a := &Answer{
		Request: l.request, Platform: of, URL: l.shown(x.url), Host: l.host(x.url), Method: x.method, Status: x.status,
		At: x.asked, Took: x.came.Sub(x.asked), Type: l.clean(x.header.Get("Content-Type")), Bytes: len(x.body), Hops: hops,
	}
	a.home, a.of, a.sent = l.home, what, l.sent(x, len(hops))
	a.readDate(x)
	l.content(a, what, x)
	switch {
	case a.content == diagnosis.ContentTaken:
		a.Meaning = takenWithout
	case a.Good() && a.sent == diagnosis.SentNone && l.plain != "":
		a.Meaning = cameWithout
	case a.Good() && a.sent != diagnosis.SentToken: // no token was there to be taken, as far as is known
	case a.Good():
		a.Meaning = diagnosis.AnswerMeaning(of, diagnosis.Answer{Status: http.StatusOK})
	case a.Status >= 300:
		answer := diagnosis.Answer{Status: a.Status, Text: a.said, Of: what, Sent: a.sent}
		a.Meaning, a.told = diagnosis.AnswerMeaning(of, answer), answer.Tells(of)
	}
	return a
}

// sent tells whether the request that was answered had the token in it; hops is how many led
// there. What is long in a query may be a token that is not known as one.
func (l *look) sent(x *exchange, hops int) diagnosis.Sent {
	there := l.carried(x.url.String())
	switch {
	case there && l.signed, l.request.Cookies != "" && l.mayHaveToken(x.url):
		return diagnosis.SentToken
	case l.plain == "":
		return diagnosis.SentNone
	case there, hasProof(l.home, x.url):
		return diagnosis.SentUnknown
	case hops > 0 && l.signed:
		return diagnosis.SentLost
	case l.signed && x.url.String() != l.home.String():
		return diagnosis.SentNone
	}
	return diagnosis.SentUnknown
}

// readDate reads by how much the server's clock is ahead (RFC 9110 section 6.6.1). What comes
// out of a cache was dated when it was made, its Age ago (RFC 9111 section 5.1), unless the
// cache has dated it anew, as some do: of the two the one counts by which the clocks agree,
// else by which they differ less.
func (a *Answer) readDate(x *exchange) {
	if age, err := strconv.ParseUint(strings.TrimSpace(x.header.Get("Age")), 10, 31); err == nil {
		a.Age = time.Duration(age) * time.Second
	}
	date, err := http.ParseTime(x.header.Get("Date"))
	if err != nil || date.Year() < 1990 || date.Year() > 2200 { // before there were answers, or beyond what a clock is wrong by
		return
	}
	off := func(date time.Time) time.Duration { return date.Sub(x.came).Round(time.Second) }
	if aged := date.Add(a.Age); off(aged).Abs() < off(date).Abs() && off(date).Abs() > diagnosis.ClocksAgree {
		date = aged
	}
	a.Date, a.Clock = date.UTC(), off(date)
}
