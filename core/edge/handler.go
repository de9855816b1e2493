package edge

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

const (
	longestAddress = 16 << 10 // in bytes, of the request line
	mostBody       = 64 << 10 // of a request for a licence
)

// ServeHTTP answers one request and puts it into the log. Nothing that goes wrong in it
// reaches beyond it.
func (e *Edge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := &answer{w: w, r: r, entry: Entry{Time: e.config.Now(), Method: method(r), Client: clientOf(r), agent: r.UserAgent()}}
	defer func() {
		if recover() != nil {
			if !a.begun {
				w.Header().Del("Content-Length")
				a.own(http.StatusInternalServerError, brokeDown, "")
			}
			a.entry.Status, a.entry.Said = http.StatusInternalServerError, brokeDown
		}
		if a.entry.Path == logPath && a.entry.Host == "" { // whoever reads the log does not fill it
			return
		}
		entry := e.log.add(a.entry, a.tokenless)
		if e.config.Answered != nil {
			e.config.Answered(entry)
		}
	}()
	a.set("Date", e.now().UTC().Format(http.TimeFormat), "X-Content-Type-Options", "nosniff")
	e.answer(a)
}

// method is that of a request, as far as it can be shown.
func method(r *http.Request) string {
	if slices.Contains([]string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"}, r.Method) {
		return r.Method
	}
	return "other"
}

// answer guards the door, and tells the edge's own pages from the platforms' hosts.
func (e *Edge) answer(a *answer) {
	r := a.r
	path, _, _ := strings.Cut(r.RequestURI, "?")
	a.entry.Path = maskedPath(path, "", nil)
	switch {
	case !e.isOwnHost(r.Host): // a name of the outside that leads here (DNS rebinding)
		a.closing(http.StatusMisdirectedRequest, otherHost)
	case len(r.RequestURI) > longestAddress:
		a.closing(http.StatusRequestURITooLong, tooLong)
	case !strings.HasPrefix(r.RequestURI, "/"):
		a.entry.Path = ""
		a.closing(http.StatusBadRequest, notOurs)
	case e.isOwn(path):
		e.page(a, path)
	default:
		e.platform(a)
	}
}

// isOwnHost reports whether a request was meant for the edge.
func (e *Edge) isOwnHost(host string) bool {
	name, port, err := net.SplitHostPort(host)
	return err == nil && port == e.port && (name == loopback || strings.EqualFold(name, "localhost") || name == "::1")
}

// platform answers a request for a host of a platform.
func (e *Edge) platform(a *answer) {
	q, ok, why := asked(a.r)
	switch {
	case !ok:
		a.cors()
		a.closing(http.StatusNotFound, notOurs)
		return
	case why != "":
		a.cors()
		a.closing(http.StatusBadRequest, why)
		return
	}
	a.entry.Host, a.entry.Path = q.host, maskedPath(q.path, "", nil)
	if a.r.Method == http.MethodOptions {
		a.cors()
		a.set("Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS", "Access-Control-Allow-Headers", "*, Authorization", "Access-Control-Max-Age", "600")
		a.WriteHeader(http.StatusNoContent)
		return
	}
	folder, name := e.sample.find(q.path)
	if proof := proofOf(q.query); proof != "" {
		e.proven(a, &q, proof, folder, name)
		return
	}
	e.judged(a, &q, folder, name)
}

// proven answers a request that comes with a proof in place of a token.
func (e *Edge) proven(a *answer, q *request, proof, folder, name string) {
	o := origin{host: q.host, folder: folder}
	if name == "" {
		o.folder = q.path
	}
	of, holds := e.prover.holds(proof, o, e.config.Now())
	v := e.set.Load()
	p := all.ByName(of)
	if p == nil { // of which platform it should be is told as without a proof
		if p = v.decide(q, e.now()).platform; p == nil {
			a.unknown()
			return
		}
	}
	id := p.IDOf(nil, q.url)
	a.entry.Platform, a.entry.ID = p.Name, shownID(id, nil)
	a.entry.Path = maskedPath(q.path, id, nil)
	if !a.takesMethod(opened(p, q, name)) {
		return
	}
	switch holds {
	case goodProof:
		o.platform = p
		e.serve(a, q, o, name, false)
	case endedProof:
		a.refuse(p, ofProof, cause.Expired, proofEnded)
	default:
		a.refuse(p, ofProof, cause.SignatureWrong, proofOfOther)
	}
}

// ofProof is how a request without a good proof is refused: as a CDN does it.
var ofProof = platform.PlainRefusal(http.StatusForbidden, platform.Inferred)

// judged answers a request by its token.
func (e *Edge) judged(a *answer, q *request, folder, name string) {
	v := e.set.Load()
	d := v.decide(q, e.now())
	a.entry.Path = maskedPath(q.path, d.id, d.secrets)
	if d.platform == nil {
		a.unknown()
		return
	}
	p := d.platform
	a.entry.Platform, a.entry.ID = p.Name, shownID(d.id, d.secrets)
	resource := opened(p, q, name)
	if resource == platform.Licence && p.Edge.OpenLicence && (a.r.Method == http.MethodGet || a.r.Method == http.MethodHead) {
		a.cors()
		a.standing(p.Edge.BasisOf(resource))
		a.note(noteUnseen)
		a.entry.Said = noteUnseen
		a.send(http.StatusOK, bytesType, "")
		return
	}
	if !a.takesMethod(resource) {
		return
	}
	a.tokenless = d.tokenless
	each := v.everyRequest(p)
	switch {
	case name != "" && !each && d.tokenless:
		a.refuse(p, ofProof, cause.SegmentsWithoutToken, noProof)
	case name != "" && !each:
		a.refuse(p, ofProof, cause.SegmentsWithoutToken, tokenForProof)
	case d.cause != "":
		a.refuse(p, p.Edge.Refusal(resource, d.seen, q.url), d.cause, without(d.said, d.secrets))
	default:
		v.plays(p, q.url)
		a.entry.Said = without(d.said, d.secrets)
		for _, note := range d.notes {
			a.note(note)
		}
		e.serve(a, q, origin{platform: p, host: q.host, folder: folder}, name, each)
	}
}

// opened is what a request is for: a file of the sample, by its name, belongs to the playlist.
func opened(p *platform.Platform, q *request, name string) platform.Resource {
	if name != "" {
		return platform.Playlist
	}
	return p.Edge.Opens(q.url)
}

// shownID is the ID of what is asked for as it can be shown, without a query.
func shownID(id string, secrets []string) string {
	id, _, _ = strings.Cut(id, "?")
	return maskedPath(id, id, secrets)
}

// takesMethod answers a request whose method is not for what it asks for, and one that
// brings more than that wants. A licence is asked for by POST.
func (a *answer) takesMethod(resource platform.Resource) bool {
	allowed := []string{http.MethodGet, http.MethodHead, http.MethodOptions}
	if resource == platform.Licence {
		allowed = []string{http.MethodPost, http.MethodOptions}
	}
	if !slices.Contains(allowed, a.r.Method) {
		a.cors()
		a.set("Allow", strings.Join(allowed, ", "))
		a.own(http.StatusMethodNotAllowed, noSuchMethod, "")
		return false
	}
	most := int64(0)
	if a.r.Method == http.MethodPost {
		most = mostBody
	}
	_, err := io.Copy(io.Discard, http.MaxBytesReader(a.w, a.r.Body, most))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		a.cors()
		a.closing(http.StatusRequestEntityTooLarge, tooMuch)
		return false
	}
	return err == nil
}

// Local is the address at which the edge plays a URL of a platform, ErrNoHost for what is
// none. One of this edge stays as it is.
func (e *Edge) Local(text string) (string, error) {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "#")
	if rest, ok := strings.CutPrefix(text, e.address); ok && (rest == "" || rest[0] == '/') {
		return text, nil
	}
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return "", ErrNoHost
	}
	i := strings.IndexAny(rest, "/?")
	if i < 0 {
		i = len(rest)
	}
	host, behind := rest[:i], rest[i:]
	if !isHost(host) {
		return "", ErrNoHost
	}
	if !strings.HasPrefix(behind, "/") {
		behind = "/" + behind
	}
	return e.address + "/" + host + behind, nil
}

// Page is the address of the page that plays a URL: one of this edge, or of the outside.
func (e *Edge) Page(playable string) string {
	local, shown := playable, playable
	if rest, ok := strings.CutPrefix(playable, e.address); ok && strings.HasPrefix(rest, "/") {
		shown = rest
	} else if local, _ = e.Local(playable); local == "" {
		local = e.address
	}
	if playable == "" {
		return e.address + "/"
	}
	page := e.address + "/?url=" + url.QueryEscape(shown)
	v := e.set.Load()
	if d, _, why := e.would(v, local); why == "" && v.everyRequest(d.platform) {
		page += "&query=on"
	}
	return page
}

// ErrNoHost says that a URL has no host that could be the first piece of a path.
var ErrNoHost = errors.New("this is no URL with a host")
