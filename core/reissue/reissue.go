// Package reissue changes a token and signs it again.
//
// What was diagnosed is put right in the token itself: its header, its claims and
// its footer stay as they were, in their order and spelling, but for what a
// remedy or a person changes.
//
// A draft is a value: Apply gives another one, and [Differences] says what has
// changed between the two. The old signature says nothing of a draft.
package reissue

import (
	"errors"
	"fmt"

	"playtoken/core/platform"
	"playtoken/core/token"
)

// Why a token cannot be changed.
var (
	ErrClosed     = errors.New("the token is encrypted, and no key has opened it")
	ErrUnreadable = errors.New("header and claims cannot be read")
)

// Draft is a token before it is signed again. Its Make signs it.
type Draft struct {
	token.Draft
	Platform *platform.Platform // nil where it is not known
}

// From takes a token apart. p is its platform, nil where that is not known. It
// returns ErrClosed for an encrypted token that no key has opened, ErrUnreadable
// for one whose header or claims are not whole, and [token.ErrNotMade] for one that
// cannot be made here.
func From(t *token.Token, p *platform.Platform) (Draft, error) {
	if t == nil {
		return Draft{}, ErrUnreadable
	}
	_, made := t.Format.(token.Maker)
	switch {
	case t.Checkable() && t.Closed():
		return Draft{}, ErrClosed
	case t.Recognised() && (!made || t.Guessed()): // of a URL that is told by its looks the recipe is not known
		return Draft{}, fmt.Errorf("%w: %s", token.ErrNotMade, t.Kind)
	case !t.Readable():
		return Draft{}, ErrUnreadable
	}
	d := token.Draft{
		Format: t.Format, Header: t.Header, Claims: t.Claims, Footer: append([]byte(nil), t.Footer...), Settings: t.Settings,
	}
	if t.IsURL() {
		d.URL = t.Text
	}
	return Draft{d, p}, nil
}
