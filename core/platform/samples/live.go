package samples

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"playtoken/core/platform"
	"playtoken/core/token"
)

// lives gives the samples a second text, in which the times are those of when it runs:
// what is pasted into a program works tomorrow as well. Where the claims hold no time that
// could be taken so there is none.
func lives(list []platform.Snippet, alg string, t platform.NamedToken, issued time.Time) {
	claims, ok := liveTimes(t.Claims, issued)
	if !ok {
		return
	}
	t.Claims = claims
	for i, s := range of(alg, t) {
		list[i].Live = s.Text
	}
}

// now is the time when a sample runs: what stands in the place of a number.
const now = "now"

// runs says what the line above the claims takes.
const runs = "the time when it runs"

// The lines by which a sample takes the time when it runs, as now in seconds since 1970.
const (
	NodeNow   = "const now = Math.floor(Date.now() / 1000); // " + runs + "\n"
	GoNow     = "now := time.Now().Unix() // " + runs + "\n"
	PythonNow = "now = int(time.time())  # " + runs + "\n"
	ShellNow  = "now=$(date +%s) # " + runs + "\n"
)

// FromNow is a moment by its distance from when a token was issued: now + 3600.
func FromNow(at, issued time.Time) string {
	switch off := at.Unix() - issued.Unix(); {
	case off > 0:
		return fmt.Sprintf("%s + %d", now, off)
	case off < 0:
		return fmt.Sprintf("%s - %d", now, -off)
	}
	return now
}

// liveTimes writes the times of claims by their distance from now: now + 3600.
func liveTimes(claims token.Object, issued time.Time) (live token.Object, ok bool) {
	live = token.NewObject()
	for _, m := range claims.Members {
		at, err := strconv.ParseInt(m.Value.Raw, 10, 64)
		isTime := m.Name == "iat" || m.Name == "nbf" || m.Name == "exp"
		if isTime && m.Value.Type == token.Number && err == nil {
			ok = true
			m.Value.Raw = FromNow(time.Unix(at, 0), issued)
		}
		live = live.With(m)
	}
	return live, ok
}

// isLive reports whether a number is one by its distance from now.
func isLive(v token.Value) bool { return v.Type == token.Number && strings.HasPrefix(v.Raw, now) }

// takesNow is the line that a sample takes the time by, where it has one.
func takesNow(claims token.Object, line string) string {
	for _, m := range claims.Members {
		if isLive(m.Value) {
			return line
		}
	}
	return ""
}

// shellClaims are claims as one word for a POSIX shell.
func shellClaims(claims token.Object) string {
	const mark = "\x00"
	marked := token.NewObject()
	for _, m := range claims.Members {
		if isLive(m.Value) {
			m.Value.Raw = mark + m.Value.Raw + mark
		}
		marked = marked.With(m)
	}
	var b strings.Builder
	for i, piece := range strings.Split(ShellText(string(marked.JSON())), mark) {
		if i%2 == 0 {
			b.WriteString(piece)
		} else {
			b.WriteString(`'"$((` + piece + `))"'`)
		}
	}
	return b.String()
}
