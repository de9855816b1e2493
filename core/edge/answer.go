package edge

import (
	"bytes"
	"net/http"
	"strconv"
	"time"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/words"
)

// Headers of the edge's own, in its answers.
const (
	causeHeader    = "Playtoken-Cause"
	standingHeader = "Playtoken-Standing"
	noteHeader     = "Playtoken-Note"
)

// answer is one request that is being answered, with the entry it will be in the log.
type answer struct {
	w         http.ResponseWriter
	r         *http.Request
	entry     Entry
	tokenless bool // it came without a token
	begun     bool
}

// Header, WriteHeader and Write note the status.
func (a *answer) Header() http.Header { return a.w.Header() }

func (a *answer) WriteHeader(status int) {
	if !a.begun {
		a.begun, a.entry.Status = true, status
	}
	a.w.WriteHeader(status)
}

func (a *answer) Write(b []byte) (int, error) {
	if !a.begun {
		a.WriteHeader(http.StatusOK)
	}
	return a.w.Write(b)
}

func (a *answer) set(names ...string) {
	for i := 0; i+1 < len(names); i += 2 {
		a.w.Header().Set(names[i], names[i+1])
	}
}

// cors lets pages of other origins read what is answered.
func (a *answer) cors() {
	a.set("Access-Control-Allow-Origin", "*",
		"Access-Control-Expose-Headers", causeHeader+", "+standingHeader+", "+noteHeader+", Date, Content-Length, Content-Range")
}

// note adds to what the answer says of itself.
func (a *answer) note(text string) {
	if before := a.w.Header().Get(noteHeader); before != "" {
		text = before + "; " + text
	}
	a.set(noteHeader, text)
}

func (a *answer) standing(b platform.Basis) {
	a.entry.Standing = b
	a.set(standingHeader, string(b))
}

// send answers with a body that is no file.
func (a *answer) send(status int, contentType, body string) {
	a.set("Cache-Control", "no-store", "Content-Length", strconv.Itoa(len(body)))
	if contentType != "" {
		a.set("Content-Type", contentType)
	}
	a.WriteHeader(status)
	if a.r.Method != http.MethodHead {
		_, _ = a.Write([]byte(body)) // whoever asked may be gone
	}
}

const plainText = "text/plain; charset=utf-8"

// own answers in the name of the edge, not of a platform.
func (a *answer) own(status int, said, sentence string) {
	a.entry.Said = said
	if sentence == "" {
		sentence = words.UpperFirst(said) + "."
	}
	a.send(status, plainText, sentence+"\n")
}

// closing is own for a request of which more may come than is read.
func (a *answer) closing(status int, said string) {
	a.set("Connection", "close")
	a.own(status, said, "")
}

// unknown answers a request for a host that is none of a platform which is imitated.
func (a *answer) unknown() {
	a.cors()
	a.closing(http.StatusNotFound, notImitated)
}

// refuse answers as the platform does.
func (a *answer) refuse(p *platform.Platform, row platform.EdgeRefusal, c cause.Code, said string) {
	a.entry.Cause, a.entry.Said = c, said
	if !p.Edge.NoCORS {
		a.cors()
	}
	a.standing(row.Basis)
	a.set(causeHeader, string(c))
	a.set(row.Headers...)
	a.send(row.Status, row.Type, row.Body)
}

// file answers with bytes of which a part may be asked for.
func (a *answer) file(contentType string, b []byte) {
	a.set("Content-Type", contentType, "Cache-Control", "no-cache")
	http.ServeContent(a, a.r, "", time.Time{}, bytes.NewReader(b))
}
