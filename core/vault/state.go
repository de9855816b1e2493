package vault

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"
)

// State is how a store stands. It holds no secret.
type State struct {
	// Home is where a secret saved now would live.
	Home Home
	// Locked says that the secrets are there and that [Store.Unlock] opens them.
	Locked bool
	// Reason says why secrets live for this session only; nil when they do not.
	Reason error
	// Damage is what was found broken since the store was opened, oldest first.
	Damage []Damage
}

// NoFile reports whether nothing at all can be kept, so that neither a passphrase nor a
// keyring is of use.
func (s State) NoFile() bool { return s.Reason != nil && !isKeyringTrouble(s.Reason) }

// Mark is the sentence that has to stay visible while secrets are not kept, or "".
func (s State) Mark() string {
	if s.Home != ThisSession {
		return ""
	}
	reason := "there is nowhere to keep them"
	if s.Reason != nil {
		reason = s.Reason.Error()
	}
	return "Secrets are kept for this session only: " + reason + "."
}

// Damage is one file that could not be used, or not all of it, and what was done about it.
type Damage struct {
	Err      error     // ErrDamaged or ErrMissing, with what is wrong
	Kept     string    // the name under which the file is kept now, "" when it is gone or in use
	Previous bool      // whether the previous generation is in use instead
	Saved    time.Time // when the last change in use was made; zero when nothing could be used
}

// Text is the damage in words, without the place of the folder.
func (d Damage) Text() string {
	text := d.Err.Error()
	text = strings.ToUpper(text[:1]) + text[1:] + "."
	if d.Kept != "" {
		text += " It is kept as " + d.Kept + "."
	}
	switch {
	case !d.Saved.IsZero() && d.Previous:
		text += fmt.Sprintf(" The state before it is in use, last changed %s.", d.Saved.UTC().Format("2006-01-02 15:04:05 UTC"))
	case !errors.Is(d.Err, ErrDamaged):
	case d.Kept == "":
		text += " That stays as it is; all others are in use."
	default:
		text += " Nothing else could be used."
	}
	return text
}

// State tells how the store stands now.
func (s *Store) State() State {
	keys := s.keys.status()
	damage, reason := s.file.condition()
	st := State{Home: InKeyring, Reason: cmp.Or(reason, keys.trouble), Damage: damage}
	switch {
	case st.Reason != nil:
		st.Home = ThisSession
	case keys.record != nil:
		st.Home, st.Locked = keys.record.Home, !keys.open
	}
	return st
}
