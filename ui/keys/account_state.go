package keys

import (
	"slices"
	"time"

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// AccountState is the card with what a platform has.
type AccountState struct {
	Shown bool
	Title string // "At FastPix"
	Note  string // for a platform that has no call, or which organization was asked

	Account     string // its name, "" for none yet
	AccountMood viewmodel.Mood
	AccountIcon string
	Asked       string // "asked today 15:01, 3 keys"
	Host        string // whom the buttons ask

	CanManage, CanAsk, CanCreate, CanRead, CanRotate bool
	HasPolicy                                        bool
	Policy                                           int    // one of Policies, -1 where it is not known or none of them
	PolicyNote                                       string // what it is said to be, where it is none of them

	Keys  []RemoteKey
	Empty string // in the place of the keys

	Working   string
	CanCancel bool
	Busy      bool // nothing else can be asked for
	Failed    bool // there is Trouble to show
	Trouble   string
	Text      string
	Mood      viewmodel.Mood
	Done      string // what came of the last request
}

// RemoteKey is a key that a platform has.
type RemoteKey struct {
	ID        string // cut in the middle
	Age, Date string
	SavedAs   string
	Saved     bool
	Ends      string // of the last token that was signed here
	Signed    bool
}

func (a *Account) shown(r row) AccountState {
	of := platformOf(r.platform)
	if of == nil || of.Account == nil && of.Rotation == nil {
		return AccountState{}
	}
	s := AccountState{Shown: true, Title: "At " + of.Label, Policy: -1, CanRotate: of.Rotation != nil && r.signs()}
	if _, under := r.plan(a.p.services.Now()); under {
		s.CanRotate = true
	}
	if of.Account == nil {
		s.Note = of.Label + " has no call for its keys any more: a rotation is done by hand, and guided here."
		return s
	}
	s.CanManage = true
	acc, ok := a.current(r)
	if !ok {
		s.Empty = "No account yet. Once one is connected, keys are listed, made, rotated and deleted from here."
		s.Host = hostOf(vault.Account{Platform: of.Name})
		return s
	}
	known := a.of(acc.ID)
	s.Account, s.Host = cut(acc.Name, 22), hostOf(acc)
	locked := a.p.services.Book.State().Locked && acc.Home != vault.ThisSession
	a.mood(&s, known, locked)
	idle := a.job == nil && !locked
	s.Busy = !idle
	s.CanAsk, s.CanCreate = of.Account.List != nil, of.Account.Create != nil
	s.CanRead, s.HasPolicy = of.Account.Secret != nil, of.Account.Policy != nil
	if a.job != nil && a.job.slow {
		s.Working, s.CanCancel = a.job.text, true
	}
	told := a.toldTo(known, r.profile.ID)
	if known.failed != nil && told {
		s.Failed, s.Trouble, s.Text, s.Mood = true, known.failed.title, known.failed.text, known.failed.mood
	}
	if known.misses(r) && !s.Failed {
		s.Failed, s.Mood, s.Trouble = true, viewmodel.Careful, of.Label+" does not list this key"
		s.Text = platform.ShortID(r.keyID()) + " is not among the keys of this account. It was deleted there, and what is signed with it is refused, or it is of another account."
	}
	if told {
		s.Done = known.note
	}
	a.table(&s, of, known, locked)
	for i, value := range Policies {
		if value == known.policy {
			s.Policy = i
		}
	}
	if known.policy != "" && s.Policy < 0 {
		s.PolicyNote = of.Label + " says: " + known.policy
	}
	return s
}

// misses reports whether a key that signs was saved before the list was asked for, and is not in it.
func (k *asked) misses(r row) bool {
	return k.whole && r.signs() && r.keyID() != "" && r.item.Created.Before(k.at) &&
		!slices.ContainsFunc(k.keys, func(one account.Key) bool { return one.ID == r.keyID() })
}

// mood is the account on its chip, and when it was asked.
func (a *Account) mood(s *AccountState, known *asked, locked bool) {
	now, zone := a.p.services.Now(), a.p.services.Zone
	switch {
	case locked:
		s.AccountMood, s.AccountIcon = viewmodel.Careful, "lock"
	case known.failed != nil && known.failed.mood == viewmodel.Failed:
		s.AccountMood, s.AccountIcon = viewmodel.Failed, "bad"
	case !known.at.IsZero() || known.policy != "":
		s.AccountMood, s.AccountIcon = viewmodel.Fine, "good"
	default:
		s.AccountMood = viewmodel.Neutral
	}
	switch {
	case !known.at.IsZero():
		s.Asked = "asked " + dayTime(known.at, now, zone)
	case !known.tried.IsZero():
		s.Asked = "asked " + dayTime(known.tried, now, zone)
	default:
		s.Asked = "not asked yet"
	}
}

// table words the keys that were listed.
func (a *Account) table(s *AccountState, of *platform.Platform, known *asked, locked bool) {
	now, zone := a.p.services.Now(), a.p.services.Zone
	switch {
	case of.Account.List == nil:
		return
	case locked:
		s.Empty = "The credentials are locked. Unlock the saved secrets to ask " + s.Host + "."
	case known.at.IsZero() && !known.tried.IsZero():
		if known.failed == nil && a.job == nil { // the banners say it otherwise
			s.Empty = "It was asked, and gave no list before that was given up."
		}
	case known.at.IsZero():
		s.Empty = "Nobody was asked yet. The button names the host that it asks."
	case len(known.keys) == 0:
		s.Empty = of.Label + " has no signing key in this account."
	}
	if known.at.IsZero() {
		return
	}
	s.Asked += ", " + words.Count(len(known.keys), "key")
	if len(known.keys) > 0 && known.keys[0].Organization != "" {
		s.Note = "Organization: " + known.keys[0].Organization + "."
	}
	for _, k := range known.keys {
		one := RemoteKey{ID: platform.ShortID(k.ID), Age: "unknown", SavedAs: "not saved here", Ends: "none known"}
		if !k.CreatedAt.IsZero() {
			one.Age, one.Date = ageOf(now.Sub(k.CreatedAt)), shortDate(k.CreatedAt, now, zone)
		}
		if known.lost && !slices.Contains(known.before, k.ID) && now.Sub(k.CreatedAt).Abs() < time.Hour {
			one.SavedAs = "new, its answer was lost"
		}
		if r, ok := a.saved(of.Name, k.ID); ok {
			one.SavedAs, one.Saved = r.name(zone), true
			one.Ends, one.Signed = ends(rotation.SafeOf(r.item), now, zone)
		}
		s.Keys = append(s.Keys, one)
	}
}
