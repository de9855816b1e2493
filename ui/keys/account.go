package keys

import (
	"context"
	"errors"
	"slices"
	"time"

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/viewmodel"
)

// Account is the card with the keys that a platform has: it asks the host that its buttons
// name, one request a button, and nobody before one of them is pressed.
type Account struct {
	p      *Presenter
	asked  map[string]*asked // by the ID of the account
	picked map[string]string // the account chosen for a platform where a profile names none
	job    *job              // what is waited for, nil for nothing
}

// asked is what is known of an account.
type asked struct {
	keys   []account.Key
	at     time.Time // of the list, the zero time where there is none
	tried  time.Time // of the last request, the zero time where nobody was asked
	whole  bool      // the list was read to its end
	policy string    // "" where nobody was asked
	of     string    // the ID of the profile whose rotation the last request was a step of, "" for none
	failed *trouble  // of the last request, nil where it was answered
	note   string    // what came of the last request
	before []string  // IDs of the keys that were there before a creation whose reply was lost
	lost   bool      // there was such a creation
}

// job is one request that is under way.
type job struct {
	text   string
	slow   bool // it takes long enough to be told
	cancel context.CancelFunc
	stop   func() // ends the timer
}

// slowAfter is how long a request may take until it is told that it is waited for.
const slowAfter = 500 * time.Millisecond

func newAccount(p *Presenter) *Account {
	return &Account{p: p, asked: map[string]*asked{}, picked: map[string]string{}}
}

// of is what is known of an account.
func (a *Account) of(id string) *asked {
	if a.asked[id] == nil {
		a.asked[id] = &asked{}
	}
	return a.asked[id]
}

// toldTo reports whether what came of the last request is told where a profile is shown: that of
// a step on the page and the card of its profile, and any other on the cards of its account.
func (a *Account) toldTo(known *asked, profile string) bool {
	page := a.p.Rotation.of()
	return known.of == page || page == "" && known.of == profile
}

// accountsOf lists the accounts at a platform, by name.
func (a *Account) accountsOf(platform string) (list []vault.Account) {
	for _, one := range a.p.services.Book.Accounts() {
		if one.Platform == platform {
			list = append(list, one)
		}
	}
	return list
}

// current is the account of what is chosen in the list: that of the profile, or the one that
// was chosen for its platform, or the first one there is.
func (a *Account) current(r row) (vault.Account, bool) {
	if !r.isKey() {
		return r.account, true
	}
	list := a.accountsOf(r.platform)
	for _, id := range []string{r.profile.Account, a.picked[r.platform]} {
		if i := slices.IndexFunc(list, func(one vault.Account) bool { return one.ID == id }); i >= 0 {
			return list[i], true
		}
	}
	if len(list) == 0 {
		return vault.Account{}, false
	}
	return list[0], true
}

// here is the platform that is looked at, with the account where there is one.
func (a *Account) here() (r row, of *platform.Platform, acc vault.Account, ok bool) {
	r, ok = a.p.row()
	if of = platformOf(r.platform); !ok || of == nil || of.Account == nil {
		return r, of, acc, false
	}
	acc, ok = a.current(r)
	return r, of, acc, ok
}

// ask makes a request off the window's thread. done gets what came of it, and is called
// for a request that was given up too.
func ask[T any](a *Account, acc vault.Account, text string, work func(context.Context, rotation.Keeper) (T, error), done func(T, error)) {
	if a.job != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	j := &job{text: text, cancel: cancel}
	a.job = j
	known := a.of(acc.ID)
	known.failed, known.note, known.tried, known.of = nil, "", a.p.services.Now(), a.p.Rotation.of()
	j.stop = a.p.services.After(slowAfter, func() {
		if a.job == j {
			j.slow = true
			a.p.update()
		}
	})
	now := a.p.services.Now
	book.Beside(a.p.services.Book, func(s *vault.Store) (v T, err error) {
		defer cancel()
		k, err := rotation.Connect(s, acc.ID, now)
		if err != nil {
			return v, err
		}
		return work(ctx, k)
	}, func(v T, err error) {
		j.stop()
		a.job = nil
		done(v, err)
		a.p.update()
	})
	a.p.update()
}

// Cancel gives up what is waited for. A creation may have been carried out all the same.
func (a *Account) Cancel() {
	if a.job != nil {
		a.job.cancel()
	}
}

// wasCancelled reports whether a request came to nothing because a person gave it up.
func wasCancelled(err error) bool { return errors.Is(err, context.Canceled) }

// Ask lists the keys of the account.
func (a *Account) Ask() {
	if r, of, acc, ok := a.here(); ok && of.Account.List != nil {
		a.list(acc, r.platform, func() {})
	}
}

func (a *Account) list(acc vault.Account, platform string, done func()) {
	ask(a, acc, "Asking "+hostOf(acc)+" for its keys…", func(ctx context.Context, k rotation.Keeper) ([]account.Key, error) {
		return k.Client.List(ctx)
	}, func(list []account.Key, err error) {
		known := a.of(acc.ID)
		switch {
		case wasCancelled(err):
			return
		case err != nil && len(list) == 0:
			known.failed = troubleOf("The keys were not listed", err)
			return
		case err != nil:
			known.failed = troubleOf("Not all keys were listed", err)
		}
		known.keys, known.at, known.whole = list, a.p.services.Now(), err == nil
		done()
	})
}

// Manage opens the dialog in which accounts are made and chosen.
func (a *Account) Manage() {
	if r, ok := a.p.row(); ok {
		acc, _ := a.current(r)
		a.p.Accounts.Open(r.platform, acc.ID)
	}
}

// trouble is what went wrong, worded.
type trouble struct {
	title, text string
	mood        viewmodel.Mood
	lost        bool // a creation whose answer did not come
}

// Test asks the platform of an account for its keys, or for a setting where it has no list.
func (a *Account) Test(acc vault.Account) {
	of := platformOf(acc.Platform)
	switch {
	case of == nil || of.Account == nil:
	case of.Account.List != nil:
		a.list(acc, acc.Platform, func() {})
	case of.Account.Policy != nil:
		a.p.Project.ask(acc)
	}
}
