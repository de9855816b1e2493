package vault

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Keyring keeps short texts for the user, each under the name of an account. It
// may block for ever, it may panic: the store waits 3 seconds and no longer.
type Keyring interface {
	// Get returns the text, or ErrNoEntry when the keyring works and has none.
	Get(account string) (string, error)
	// Set keeps a text in place of the one before.
	Set(account, text string) error
	// Delete takes the text away.
	Delete(account string) error
}

// ErrNoEntry is what a [Keyring] answers that has nothing under the name of an account.
// A store never returns it.
var ErrNoEntry = errors.New("the keyring has no such entry")

// keyringLimit is how long one step of the window waits for the keyring, however
// many questions the step has.
const keyringLimit = 3 * time.Second

// patient asks a keyring in a goroutine of its own. While an answer is overdue
// there is no second question: it would wait behind the first.
type patient struct {
	inner Keyring
	turn  chan struct{} // holds one token while nobody asks
}

func newPatient(inner Keyring) *patient {
	p := &patient{inner: inner, turn: make(chan struct{}, 1)}
	p.turn <- struct{}{}
	return p
}

// visit is one step's time with the keyring.
type visit struct {
	*patient
	until time.Time
}

func (p *patient) visit() visit { return visit{p, time.Now().Add(keyringLimit)} }

// probe asks for an entry that does not exist, to see whether anyone answers.
func (v visit) probe() error {
	_, err := v.get("probe")
	if errors.Is(err, ErrKeyMissing) {
		return nil
	}
	return err
}

func (v visit) get(account string) (string, error) {
	return v.ask(func(<-chan struct{}) (string, error) { return v.inner.Get(account) })
}

// keep stores a text and reads it back. When the keyring does so too late, the
// entry is taken out again: nothing was sealed with it.
func (v visit) keep(account, text string) error {
	back, err := v.ask(func(late <-chan struct{}) (string, error) {
		if err := v.inner.Set(account, text); err != nil {
			return "", conceal(err, text)
		}
		select {
		case <-late:
			return "", v.inner.Delete(account)
		default:
			return v.inner.Get(account)
		}
	})
	if err == nil && back != text {
		return fmt.Errorf("%w: it gives back another text than it was given", ErrKeyringFailed)
	}
	return err
}

// remove takes an entry out. Nobody misses one that is left: it opens nothing.
func (v visit) remove(account string) {
	_, _ = v.ask(func(<-chan struct{}) (string, error) { return "", v.inner.Delete(account) })
}

// ask runs one conversation. late is closed when nobody waits any more.
func (v visit) ask(talk func(late <-chan struct{}) (string, error)) (string, error) {
	if v.inner == nil {
		return "", ErrNoKeyring
	}
	timer := time.NewTimer(time.Until(v.until))
	defer timer.Stop()
	select {
	case <-v.turn:
	default:
		return "", ErrKeyringSilent // still at an earlier question
	}
	type answer struct {
		text string
		err  error
	}
	answers, late := make(chan answer, 1), make(chan struct{})
	go func() {
		var a answer
		defer func() {
			if recover() != nil {
				a = answer{err: fmt.Errorf("%w: its answer makes no sense", ErrKeyringFailed)}
			}
			v.turn <- struct{}{}
			answers <- a
		}()
		a.text, a.err = talk(late)
	}()
	select {
	case a := <-answers:
		return a.text, classify(a.err)
	case <-timer.C:
		close(late)
		return "", ErrKeyringSilent
	}
}

// classify gives every error of a keyring one of ours as its cause.
func classify(err error) error {
	switch {
	case err == nil || isKeyringTrouble(err):
		return err
	case errors.Is(err, ErrNoEntry):
		return ErrKeyMissing
	default:
		return fmt.Errorf("%w: %w", ErrKeyringFailed, err)
	}
}

// conceal keeps a keyring's error from repeating the key.
func conceal(err error, text string) error {
	if strings.Contains(err.Error(), text) {
		return ErrKeyringFailed
	}
	return err
}
