package check

import (
	"fmt"
	"strings"

	"playtoken/core/edge"
	"playtoken/core/humantime"
	"playtoken/core/words"
)

// What the edge does, on its chip.
const (
	running    = "running"
	stopped    = "stopped"
	starting   = "starting…"
	stopping   = "stopping…"
	makingKey  = "making a key…"
	notStarted = "not started"
)

// What the edge is.
const (
	localRuns = "Refuses tokens as the platforms do, and says why."
	localIdle = "An edge of your own on this computer plays a sample stream to whoever comes with a good token. " +
		"It refuses others as the platforms do, and says why; nobody outside can reach it."
	startHelp = "Another program may hold its ports, or a guard forbids it to listen. Try it again."
	setBack   = "Its clock is ahead because it was put ahead here: choose now beside “Its clock”."
	noGood    = "None of the keys at hand could sign a URL."
	signNote  = "Programs here get fresh tokens from it."
)

// wanting says why nothing can be signed for the edge, and what the button is called that
// leads out.
func wanting(w Wanting) (text, button string) {
	const sample = " A sample key is made for this run alone."
	switch {
	case w.Locked:
		return "The key of the form on Sign is locked." + sample, "Unlock"
	case w.Profiles:
		return "The form on Sign has no key: no profile is chosen there." + sample, "Choose a profile"
	}
	return "The form on Sign has no key that can sign." + sample, "Go to Sign"
}

func otherPort(wanted, got int) string {
	return fmt.Sprintf("Port %d was taken, so it listens at %d.", wanted, got)
}

// streamName is the sample stream as a platform plays it.
func streamName(platform string) string { return platform + ", 10 s" }

// Requests.
const (
	noRequests     = "Nothing was asked for yet."
	playSample     = "Open in browser plays the sample."
	noRequestsIdle = "While it runs, each request is listed here, and why it was refused."
)

// counted words how many requests there were: all of them, though the last ones alone are
// kept.
func counted(kept, all, refused int) string {
	if kept == 0 {
		return ""
	}
	text := words.Thousands(kept)
	if all > kept {
		text = "the last " + words.Thousands(kept) + " of " + words.Thousands(all)
	}
	switch refused {
	case 0:
		return text + ", none refused"
	case kept:
		return text + ", all refused"
	}
	return text + ", of them " + words.Thousands(refused) + " refused"
}

// askedAgain words the second request of a player.
func askedAgain(status int) string {
	return fmt.Sprintf("asked again by the player, without a token: %d", status)
}

// shortPath is what was asked for, in a narrow column: the ID cut, and what stands behind it.
func shortPath(e edge.Entry) string {
	path := strings.TrimPrefix(e.Path, "/")
	if e.Host != "" {
		path = strings.TrimPrefix(strings.TrimPrefix(path, e.Host), "/")
	}
	if id := e.ID; len(id) > 16 {
		path = strings.ReplaceAll(path, id, id[:8]+"…"+id[len(id)-4:])
	}
	if pieces := strings.Split(path, "/"); len(pieces) > 2 {
		path = strings.Join(pieces[len(pieces)-2:], "/")
	}
	if path == "" {
		return "/"
	}
	return path
}

// line is a request as it is copied.
func (r Row) line() string {
	parts := []string{humantime.UTC(r.entry.Time), r.entry.Method, r.Status, r.entry.Host + " " + r.entry.Path}
	if r.Code != "" {
		parts = append(parts, r.Code)
	}
	if r.Said != "" {
		parts = append(parts, r.Said)
	}
	if r.Again != "" {
		parts = append(parts, r.Again)
	}
	return strings.Join(parts, "\t")
}

// briefly is why a request was refused, behind its code.
func briefly(said string) string {
	if rest, ok := strings.CutPrefix(said, "the token "); ok {
		return "it " + rest
	}
	return said
}
