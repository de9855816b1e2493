package probe

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"playtoken/core/platform"
	"playtoken/core/transport"
)

// look is one request of a person, with all that it leads to.
type look struct {
	*Client
	secrets
	request Request
	home    *url.URL // what the person has asked for: the token may go there
}

// wanted is what is sent.
type wanted struct {
	url    *url.URL
	method string
	part   string // a Range, "" for all
	most   int64  // bytes that are read
}

// exchange is a request and what came back: all of it, or as much as there was.
type exchange struct {
	url    *url.URL
	method string
	status int
	header http.Header
	body   []byte
	broken string    // why it did not come whole, "" for nothing
	asked  time.Time // by the local clock
	came   time.Time // when the head of the answer was there
}

// exchange sends a request and reads the answer. Once its head is there it is an answer,
// whatever becomes of the body.
func (l *look) exchange(ctx context.Context, w wanted) (*exchange, *Fault) {
	req, err := http.NewRequestWithContext(ctx, w.method, w.url.String(), nil)
	if err != nil {
		return nil, invalid(notURL)
	}
	l.headers(req, w)
	l.asking(l.host(w.url))
	x := &exchange{url: w.url, method: w.method, asked: l.now()}
	reply, sent, err := transport.Send(transport.New(w.url, l.limits, l.roots), req)
	if err != nil {
		return nil, l.lost(ctx, w.url, err, sent)
	}
	defer reply.Body.Close()
	x.came, x.status, x.header = l.now(), reply.StatusCode, reply.Header
	if x.status < 200 {
		return nil, l.lost(ctx, w.url, errors.New("another protocol"), true)
	}
	x.body, err = transport.ReadBody(reply, w.most)
	switch {
	case err == nil:
	case errors.Is(ctx.Err(), context.Canceled):
		return nil, l.lost(ctx, w.url, err, true)
	case errors.Is(err, transport.ErrTooLarge) && w.part != "": // more than the part that was asked for
	case errors.Is(err, transport.ErrTooLarge):
		x.broken = tooLarge(w.most)
	case errors.Is(err, transport.ErrEncoding):
		x.broken = packed
	default:
		f := l.lost(ctx, w.url, err, true)
		if x.broken = f.Text; f.Code == platform.FaultTimeout {
			x.broken = bodyLate(f.Host)
		}
	}
	return x, nil
}

// headers are those of a player. Cookies sign as a token does, and go no further; of the
// page another host is told no more than its own.
func (l *look) headers(req *http.Request, w wanted) {
	set := func(name, value string) {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	set("Accept", "*/*")
	set("User-Agent", l.agent)
	set("User-Agent", l.request.UserAgent)
	set("Range", w.part)
	set("Accept-Encoding", "gzip") // net/http would unpack by itself, without a limit
	if w.part != "" {
		set("Accept-Encoding", "identity")
	}
	set("Origin", l.request.Origin)
	if l.mayHaveToken(w.url) {
		set("Referer", l.request.Referer)
		set("Cookie", l.request.Cookies)
	} else {
		set("Referer", pageOf(l.request.Referer))
	}
}

// pageOf is an address without what stands behind its host.
func pageOf(referer string) string {
	u, err := url.Parse(referer)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host + "/"
}

// mayHaveToken reports whether the token may go to the host of a URL: it is the one that the
// person has asked for, or is named beside it.
func (l *look) mayHaveToken(u *url.URL) bool {
	host := transport.Named(u)
	if u.Scheme == l.home.Scheme && host == transport.Named(l.home) {
		return true
	}
	for _, allowed := range l.request.AllowHosts {
		if strings.EqualFold(strings.TrimSpace(allowed), host) {
			return true
		}
	}
	return false
}

// checkHeaders refuses what a header cannot carry.
func checkHeaders(r Request) *Fault {
	for _, h := range []struct{ name, value string }{
		{"Referer", r.Referer}, {"Origin", r.Origin}, {"User-Agent", r.UserAgent}, {"Cookie", r.Cookies},
	} {
		if strings.ContainsFunc(h.value, func(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }) {
			return invalid(notForHeader(h.name))
		}
	}
	return nil
}
