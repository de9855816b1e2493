package uitest

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"playtoken/core/edge"
	"playtoken/core/probe"
)

// Asker answers requests as it was told to, and asks nobody.
type Asker struct {
	// Hold keeps answers back until it is closed, or the request is given up; nil for none.
	Hold chan struct{}
	// Answer and Second are what comes, or the Fault in their place.
	Answer func(probe.Request) (*probe.Answer, *probe.Fault)
	Second func(variant int) (*probe.Second, *probe.Fault)

	mu    sync.Mutex
	asked []string
}

// Asked are the requests so far, as far as they tell one from another.
func (a *Asker) Asked() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.asked)
}

func (a *Asker) note(ctx context.Context, text string) *probe.Fault {
	a.mu.Lock()
	a.asked = append(a.asked, text)
	a.mu.Unlock()
	if a.Hold == nil {
		return nil
	}
	select {
	case <-a.Hold:
		return nil
	case <-ctx.Done():
		return &probe.Fault{Text: "Given up.", Err: ctx.Err()}
	}
}

// Ask implements check.Asker.
func (a *Asker) Ask(ctx context.Context, r probe.Request) (*probe.Answer, *probe.Fault) {
	if f := a.note(ctx, strings.Join(slices.DeleteFunc([]string{"GET", r.URL, r.Referer, r.Origin, r.UserAgent, r.Cookies}, func(s string) bool { return s == "" }), " ")); f != nil {
		return nil, f
	}
	answer, fault := a.Answer(r)
	if answer != nil {
		answer.Request = r
	}
	return answer, fault
}

// Follow implements check.Asker.
func (a *Asker) Follow(ctx context.Context, _ *probe.Answer, variant int) (*probe.Second, *probe.Fault) {
	if f := a.note(ctx, fmt.Sprint("follow ", variant)); f != nil {
		return nil, f
	}
	return a.Second(variant)
}

// HostOf is whom a URL is asked of, as probe.Host answers.
func HostOf(text string) (host, why string) {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "":
		return "", "This is no URL with a host that could be asked."
	case u.Scheme != "https" && u.Hostname() != "127.0.0.1":
		return "", "Only https is asked, but for this computer."
	}
	return u.Host, ""
}

// Edge is an edge without a socket.
type Edge struct {
	Port    int
	Signs   []edge.Good // what it says are good URLs
	Shifted time.Duration
	Set     edge.Set
	Stopped bool
	Config  edge.Config

	mu  sync.Mutex
	log []edge.Entry
	n   int
}

// Address implements check.Server.
func (e *Edge) Address() string { return fmt.Sprintf("http://127.0.0.1:%d", e.Port) }

// Local implements check.Server.
func (e *Edge) Local(text string) (string, error) {
	rest, ok := strings.CutPrefix(text, "https://")
	if !ok {
		return "", edge.ErrNoHost
	}
	return e.Address() + "/" + rest, nil
}

// Page implements check.Server.
func (e *Edge) Page(playable string) string { return e.Address() + "/?url=" + playable }

// Use implements check.Server.
func (e *Edge) Use(s edge.Set) { e.Set = s }

// Shift implements check.Server.
func (e *Edge) Shift(d time.Duration) { e.Shifted = d }

// Good implements check.Server.
func (e *Edge) Good() ([]edge.Good, error) { return e.Signs, nil }

// Log implements check.Server.
func (e *Edge) Log() []edge.Entry {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.log)
}

// Clear implements check.Server.
func (e *Edge) Clear() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.log = nil
}

// Stop implements check.Server.
func (e *Edge) Stop(context.Context) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.Stopped = true
	return nil
}

// Request has the edge be asked for something. It can be called on any goroutine.
func (e *Edge) Request(one edge.Entry) {
	e.mu.Lock()
	e.n++
	one.N = e.n
	e.log = slices.Insert(e.log, 0, one)
	e.log = e.log[:min(len(e.log), 1000)]
	e.mu.Unlock()
	e.Config.Answered(one)
}
