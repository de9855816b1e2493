package keys

import (
	"errors"
	"fmt"
	"strings"

	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/viewmodel"
)

// Safe is what the bar says of where secrets live, and what locks and opens them.
type Safe struct{ p *Presenter }

// SafeState is what is said of the secrets as a whole.
type SafeState struct {
	Summary string // "4 saved, sealed in the system keyring"
	Session string // "1 for this session only", where the others are kept
	// Why secrets are not kept, or what was found damaged; empty for nothing.
	WarningTitle, Warning string
	Locked                bool
	CanProtect            bool // whether a passphrase can be set because there is no keyring
	InSession             bool // whether nothing that is secret is kept
	CanLock               bool
	CanExport             bool
}

func (safe *Safe) shown(rows []row) SafeState {
	v := safe.p.services.Book.State()
	n, session := 0, 0
	for _, r := range rows {
		switch {
		case !r.isKey():
		case r.item.Home == vault.ThisSession && v.Home != vault.ThisSession:
			session++
		default:
			n++
		}
	}
	s := SafeState{
		Summary:    summary(n, v, safe.p.services.Book.Ready()),
		Locked:     v.Locked,
		CanProtect: v.Home == vault.ThisSession && !errors.Is(v.Reason, vault.ErrNoPlace),
		InSession:  v.Home == vault.ThisSession,
		CanLock:    n+session > 0 && !v.Locked && v.Home != vault.ThisSession,
		CanExport:  len(safe.p.services.Book.List()) > 0,
	}
	if session > 0 {
		s.Session = fmt.Sprintf("%d for this session only", session)
	}
	if v.Reason != nil {
		s.WarningTitle, s.Warning = viewmodel.Either(v.NoFile(), "Profiles", "Secrets")+" are kept for this session only", book.Sentence(v.Reason)
	}
	var damage []string
	for _, d := range v.Damage {
		damage = append(damage, d.Text())
	}
	if len(damage) > 0 {
		s.WarningTitle, s.Warning = "The saved profiles were damaged", strings.Join(damage, " ")
	}
	return s
}

// Lock wipes what opens the secrets from memory.
func (safe *Safe) Lock() {
	safe.p.Detail.disarm()
	safe.p.change(func(s *vault.Store) error { s.Lock(); return nil }, safe.p.sayDone("Locked"))
}

// Unlock opens the secrets.
func (safe *Safe) Unlock() {
	safe.p.services.Book.Unlock(safe.p.services.Ask, safe.p.sayDone("Unlocked"))
}

// whenOpen calls do once the secrets are open. Where they are locked it asks for what opens
// them first, and do gets what hinders that; it is not called where no passphrase is given.
func (safe *Safe) whenOpen(do func(error)) {
	if b := safe.p.services.Book; b.State().Locked {
		b.Unlock(safe.p.services.Ask, do)
		return
	}
	do(nil)
}

// UnlockBy opens them by a passphrase that stands on the screen; answer says what is wrong with
// it, "" for nothing.
func (safe *Safe) UnlockBy(passphrase string, answer func(problem string)) {
	safe.p.services.Book.UnlockBy(passphrase, answer, safe.p.sayDone("Unlocked"))
}

// Protect asks for a passphrase and puts the secrets under it.
func (safe *Safe) Protect() {
	safe.p.services.Book.Protect(safe.p.services.Ask, func() {}, safe.p.sayDone("Secrets are sealed under the passphrase"))
}
