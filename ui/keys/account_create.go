package keys

import (
	"context"
	"errors"
	"slices"

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/ui/prompt"
)

// Create asks for a name and has the platform make a key, for a profile of its own.
func (a *Account) Create() {
	_, of, acc, ok := a.here()
	if !ok || of.Account.Create == nil || a.job != nil {
		return
	}
	a.p.Safe.whenOpen(func(err error) { // the key is saved before anything else is done with it
		if err != nil {
			a.p.failed(err)
			return
		}
		a.p.services.Ask.Name(prompt.Naming{
			Title: "Create a key at " + of.Label, Button: "Create", Host: hostOf(acc), Name: of.Label + " key", AlwaysSession: true,
			Note: of.Label + " makes the key. It is saved here before anything else is done with it, and tested by a token.",
		}, func(n prompt.Named) {
			a.create(acc, of, rotation.Creation{Request: account.NewRequest(), Name: n.Name}, nil)
		})
	})
}

// create asks for a key. behind is called when it is saved.
func (a *Account) create(acc vault.Account, of *platform.Platform, c rotation.Creation, behind func()) {
	known := a.of(acc.ID)
	var before []string
	for _, k := range known.keys {
		before = append(before, k.ID)
	}
	ask(a, acc, "Creating a key at "+hostOf(acc)+"…", func(ctx context.Context, k rotation.Keeper) (rotation.Made, error) {
		return k.Create(ctx, c)
	}, func(m rotation.Made, err error) {
		a.made(acc, of, m, err, before)
		if m.Item != "" && behind != nil {
			behind()
		}
	})
}

// made takes what came of a creation.
func (a *Account) made(acc vault.Account, of *platform.Platform, m rotation.Made, err error, before []string) {
	known := a.of(acc.ID)
	var f *account.Fault
	switch lost := errors.As(err, &f) && f.MayExist && m.Unsaved.IsZero(); {
	case !m.Unsaved.IsZero():
		a.p.Unsaved.open(of, m, err)
		known.failed = troubleOf("The key was made and is not saved", err)
	case lost:
		known.failed, known.lost, known.before = lostTrouble(f), true, before
	case m.Item == "":
		if !wasCancelled(err) {
			known.failed = troubleOf("No key was made", err)
		}
	default:
		known.note, known.lost = madeText(of, m, err), false
		if err != nil {
			known.failed, known.note = untested(known.note, err), ""
		}
		if !known.at.IsZero() && !slices.ContainsFunc(known.keys, func(k account.Key) bool { return k.ID == m.Key.ID }) {
			known.keys = append([]account.Key{m.Key}, known.keys...)
		}
		a.p.choose(place{m.Profile.ID, m.Item})
	}
	a.p.Left.Look()
}

// begin goes to the card of a platform, and asks for an account where there is none.
func (a *Account) begin(of *platform.Platform) {
	list := a.accountsOf(of.Name)
	if len(list) == 0 {
		a.p.Accounts.Open(of.Name, "")
		return
	}
	a.p.List.showAccount(list[0])
	a.p.update()
	if of.Account.Create != nil {
		a.Create()
	}
}
