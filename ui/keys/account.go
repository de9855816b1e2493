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
	"playtoken/ui/prompt"
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
	at     time.Time // of the list, the zero time where nobody was asked
	policy string    // "" where nobody was asked
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
	known.failed, known.note = nil, ""
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
		known.keys, known.at = list, a.p.services.Now()
		done()
	})
}

// Create asks for a name and has the platform make a key, for a profile of its own.
func (a *Account) Create() {
	_, of, acc, ok := a.here()
	if !ok || of.Account.Create == nil || a.job != nil {
		return
	}
	if a.p.state.Locked {
		a.p.services.Fail("The saved secrets are locked. Unlock them first: the key is saved before anything else is done with it.")
		return
	}
	a.p.services.Ask.Name(prompt.Naming{
		Title: "Create a key at " + of.Label, Button: "Create", Host: hostOf(acc), Name: of.Label + " key", AlwaysSession: true,
		Note: of.Label + " makes the key. It is saved here before anything else is done with it, and tested by a token.",
	}, func(n prompt.Named) {
		a.create(acc, of, rotation.Creation{Request: account.NewRequest(), Name: n.Name}, nil)
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
			known.failed, known.note = troubleOf(known.note, err), ""
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

// Delete deletes one of the keys that were listed, once that is confirmed.
func (a *Account) Delete(i int) {
	r, of, acc, ok := a.here()
	if !ok || of.Account.Delete == nil || a.job != nil {
		return
	}
	known := a.of(acc.ID)
	if i < 0 || i >= len(known.keys) {
		return
	}
	k := known.keys[i]
	a.p.services.Ask.Sure(prompt.Question{
		Title: "Delete " + short(k.ID) + " at " + of.Label + "?", Text: a.deletion(of, k), Button: "Delete", Host: hostOf(acc),
	}, func() { a.delete(acc, r.platform, k.ID) })
}

func (a *Account) delete(acc vault.Account, platform, id string) {
	saved, isSaved := a.saved(platform, id)
	// The old key of a rotation that waits: the rotation goes on with its deletion.
	rotating := isSaved && saved.profile.Rotation != nil && saved.profile.Rotation.OldKeyID == id && !saved.signs()
	ask(a, acc, "Deleting a key at "+hostOf(acc)+"…", func(ctx context.Context, k rotation.Keeper) (string, error) {
		if rotating {
			remark, err := k.DeleteOld(ctx, saved.profile.ID, true)
			if !errors.Is(err, rotation.ErrNotNow) {
				return remark, err
			}
		}
		return k.Client.Delete(ctx, id)
	}, func(remark string, err error) {
		known := a.of(acc.ID)
		switch {
		case wasCancelled(err):
			known.failed = &trouble{title: "Given up while the key was being deleted", text: "Whether it is gone is not known. Ask for the list."}
		case err != nil:
			known.failed = troubleOf("The key was not deleted", err)
		default:
			known.keys = slices.DeleteFunc(slices.Clone(known.keys), func(k account.Key) bool { return k.ID == id })
			known.note = deletedText(id, remark)
		}
	})
}

// saved is the row of a key that a platform lists.
func (a *Account) saved(platform, id string) (row, bool) {
	for _, r := range a.p.List.rows() {
		if r.isKey() && r.platform == platform && r.keyID() == id {
			return r, true
		}
	}
	return row{}, false
}

// Read takes the one secret of a project into the chosen profile, or into a new one.
func (a *Account) Read() {
	r, of, acc, ok := a.here()
	if !ok || of.Account.Secret == nil {
		return
	}
	if r.isKey() {
		a.read(acc, of, r.profile.ID, false)
		return
	}
	a.p.services.Ask.Name(prompt.Naming{
		Title: "Read the secret of " + of.Label, Button: "Read", Host: hostOf(acc), Name: of.Label, AlwaysSession: true,
		Note: "It is saved under this name.",
	}, func(n prompt.Named) {
		book.Do(a.p.services.Book, func(s *vault.Store) (vault.Profile, error) {
			return s.Put(vault.Profile{Name: n.Name, Platform: of.Name, Account: acc.ID})
		}, func(p vault.Profile, err error) {
			if err != nil {
				a.p.failed(err)
				return
			}
			a.read(acc, of, p.ID, true)
		})
	})
}

// read takes the secret into a profile; one that is made for it goes where there is none.
func (a *Account) read(acc vault.Account, of *platform.Platform, id string, made bool) {
	ask(a, acc, "Reading the secret from "+hostOf(acc)+"…", func(ctx context.Context, k rotation.Keeper) (rotation.Made, error) {
		m, err := k.Read(ctx, id)
		if err != nil && made {
			err = errors.Join(err, k.Store.Delete(id))
		}
		return m, err
	}, func(m rotation.Made, err error) {
		known := a.of(acc.ID)
		switch {
		case wasCancelled(err):
		case err != nil:
			known.failed = troubleOf("The secret was not read", err)
		default:
			known.note, known.at = "The secret that "+of.Label+" has now is saved as "+m.Profile.Name+".", a.p.services.Now()
			a.p.choose(place{m.Profile.ID, m.Item})
		}
	})
}

// AskPolicy asks for the setting that says whether URLs must be signed.
func (a *Account) AskPolicy() {
	if _, of, acc, ok := a.here(); ok && of.Account.Policy != nil {
		ask(a, acc, "Asking "+hostOf(acc)+"…", func(ctx context.Context, k rotation.Keeper) (string, error) {
			return k.Client.Policy(ctx)
		}, func(value string, err error) { a.policyIs(acc, value, err) })
	}
}

// SetPolicy changes it to one of Policies, once that is confirmed.
func (a *Account) SetPolicy(i int) {
	_, of, acc, ok := a.here()
	if !ok || of.Account.SetPolicy == nil || i < 0 || i >= len(Policies) || Policies[i] == a.of(acc.ID).policy {
		return
	}
	value := Policies[i]
	a.p.services.Ask.Sure(prompt.Question{
		Title: "Set the policy to " + value + "?", Text: policyText[value], Button: "Set it", Host: hostOf(acc),
	}, func() {
		ask(a, acc, "Setting the policy at "+hostOf(acc)+"…", func(ctx context.Context, k rotation.Keeper) (string, error) {
			return k.Client.SetPolicy(ctx, value)
		}, func(value string, err error) { a.policyIs(acc, value, err) })
	})
	a.p.update() // the choice goes back to what is
}

func (a *Account) policyIs(acc vault.Account, value string, err error) {
	known := a.of(acc.ID)
	switch {
	case wasCancelled(err):
	case err != nil:
		known.failed = troubleOf("The policy is not known", err)
	default:
		known.policy = value
	}
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
}

// Test asks the platform of an account for its keys, or for a setting where it has no list.
func (a *Account) Test(acc vault.Account) {
	of := platformOf(acc.Platform)
	switch {
	case of == nil || of.Account == nil:
	case of.Account.List != nil:
		a.list(acc, acc.Platform, func() {})
	case of.Account.Policy != nil:
		ask(a, acc, "Asking "+hostOf(acc)+"…", func(ctx context.Context, k rotation.Keeper) (string, error) {
			return k.Client.Policy(ctx)
		}, func(value string, err error) { a.policyIs(acc, value, err) })
	}
}
