// Package viewmodel holds the values that presenters word and widgets draw: moods,
// tones, runs of text, the state of a key card. It knows no toolkit, so that
// presenters need none.
package viewmodel

import (
	"fmt"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// Mood is the colour and the sign of a verdict; neither stands alone.
type Mood int

// The moods.
const (
	Neutral Mood = iota
	Fine
	Careful
	Failed
	Waiting // something is under way
	Ruled   // it is not this
)

// Tone says how a message at a field is meant.
type Tone int

// The tones.
const (
	Quiet Tone = iota
	Warning
	Wrong
)

// Run is a piece of text in one style.
type Run struct {
	Text  string
	Style Style
}

// Style is how a run is meant.
type Style int

// The styles.
const (
	Plain Style = iota
	Muted
	Bad
	Code // monospaced: something to be copied or compared
	QuietCode
)

// Row is a word and what it stands for.
type Row struct {
	Label string
	Value []Run
}

// ThisSession is where a key is that was given, and not saved.
const ThisSession = "this session"

// Key is what a key field shows.
type Key struct {
	// Title, Fingerprint, Source and Where describe a key that was taken: "RSA
	// 2048, private", the fingerprint, "Read from base64 of PEM", "this session".
	// Where without a title says that there is a key to go back to.
	Title, Fingerprint, Source, Where string
	// Problem and Hint say why a key was refused, or what is odd about one that
	// was taken.
	Problem, Hint string
	Refused       bool
	Asks          bool // of a refused one: it wants its password, which can be asked for again
	Working       bool
	Locked        bool // it is saved, and the saved secrets are locked
	Sealed        bool // of a locked one: a passphrase opens them
}

// Taken reports whether a key is there.
func (k Key) Taken() bool { return k.Title != "" }

// TakenKey words a key that was taken.
func TakenKey(a importer.Answer) Key {
	s := Key{
		Title: a.Key.Title(), Fingerprint: a.Key.ShortFingerprint(),
		Source: "Read from " + a.Form, Where: ThisSession,
	}
	for i, r := range a.Repairs {
		if i == 0 {
			s.Source += ". Repaired: " + r
		} else {
			s.Source += ", " + r
		}
	}
	switch {
	case a.Verdict != importer.AcceptWarn || len(a.Repairs) > 0:
	case a.Code == keys.TakenFromJSON && a.KeyID() != "": // a platform's own answer, as the form says
	default:
		s.Problem = a.Message
	}
	return s
}

// RefusedKey words a key that was refused whole.
func RefusedKey(a importer.Answer) Key {
	return Key{Refused: true, Problem: a.Message, Hint: a.Hint}
}

// Either is the first of two values, or the second.
func Either[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}

// Copy has a text copied, and says so under what it is called. done, nil for nothing, is
// called when the clipboard has it.
func Copy(clipboard func(text string, done func(note string)), text, what string, toast func(string), done func()) {
	clipboard(text, func(note string) {
		if done != nil {
			done()
		}
		toast(Copied(what, note))
	})
}

// Copied words that something is on the clipboard; note is what the clipboard had
// to say about it, if anything: "through …", or ", cleared in 60 s".
func Copied(what, note string) string {
	if note != "" && !strings.HasPrefix(note, ",") {
		note = " " + note
	}
	return what + " copied" + note
}

// Span words a round span as a choice among others: "60 s", "5 min", "1 h".
func Span(d time.Duration) string {
	switch {
	case d >= time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%d h", d/time.Hour)
	case d > time.Minute && d%time.Minute == 0:
		return fmt.Sprintf("%d min", d/time.Minute)
	}
	return fmt.Sprintf("%d s", d/time.Second)
}
