package keys

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/vault"
)

// List is the list of all keys, those of a platform together.
type List struct{ p *Presenter }

// ListState is the list.
type ListState struct {
	Items  []Item
	Chosen int // -1 for none
}

// Item is one row of the list.
type Item struct {
	ID, Name, Line string
	Platform       string // the heading that it stands under
	Role           string // on its chip, "" for none
	Accent         bool   // whether the chip is that of a key in use
	Home           string // where the secret lives, in a word
	Session        bool   // whether that is for this session only
	Sealed         bool   // whether it is sealed
}

// row is one row: a key, or an account that no key here belongs to.
type row struct {
	profile  vault.Profile
	item     vault.Item
	platform string // its name
	account  vault.Account
	olds     int // how many replaced keys the profile has
}

func (r row) isKey() bool { return r.item.Name != "" }

func (r row) place() place {
	if !r.isKey() {
		return place{item: r.account.ID}
	}
	return place{r.profile.ID, r.item.Name}
}

// signs reports whether it is the key that its profile signs with.
func (r row) signs() bool { return r.item.Name == vault.SigningKey }

// keyID is the ID of the key at its platform.
func (r row) keyID() string { return r.profile.KeyIDOf(r.item) }

func (r row) shared() bool { return r.item.Key.Kind == keys.Secret }

func find(rows []row, at place) (row, bool) {
	if i := slices.IndexFunc(rows, func(r row) bool { return r.place() == at }); i >= 0 {
		return rows[i], true
	}
	return row{}, false
}

// sameKey names the other rows that have the key of one, where that can be told: a shared
// secret is not shown to be the same while it is sealed.
func (l *List) sameKey(one row) (names []string) {
	for _, r := range l.rows() {
		if r.isKey() && r.place() != one.place() && r.item.Key.Fingerprint != "" && r.item.Key.Fingerprint == one.item.Key.Fingerprint {
			names = append(names, r.name(l.p.services.Zone))
		}
	}
	return names
}

// rows lists the keys, and the accounts without one: by platform, then by name, with the
// other keys of a profile behind the one that signs.
func (l *List) rows() (rows []row) {
	has := map[string]bool{}
	for _, p := range l.p.services.Book.List() {
		items := slices.Clone(p.Items)
		items = slices.DeleteFunc(items, func(it vault.Item) bool { return it.Key.Kind == "" })
		slices.SortStableFunc(items, func(a, b vault.Item) int {
			return cmp.Or(cmp.Compare(rank(a), rank(b)), b.Replaced.Compare(a.Replaced))
		})
		olds := 0
		for _, it := range items {
			if !it.Replaced.IsZero() {
				olds++
			}
		}
		for _, it := range items {
			rows, has[p.Platform] = append(rows, row{profile: p, item: it, platform: p.Platform, olds: olds}), true
		}
	}
	for _, a := range l.p.services.Book.Accounts() {
		if !has[a.Platform] {
			rows = append(rows, row{platform: a.Platform, account: a})
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(order(a.platform), order(b.platform)) })
	return rows
}

// rank is the place of a key among those of its profile.
func rank(it vault.Item) int {
	switch {
	case it.Name == vault.SigningKey:
		return 0
	case it.Replaced.IsZero():
		return 1
	}
	return 2
}

// known are the platforms in their order, those with an account alone among them.
var known = func() []*platform.Platform {
	list := all.Platforms()
	for _, p := range all.Accounts() {
		if !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}()

// platformOf is the platform of a name, nil for none.
func platformOf(name string) *platform.Platform {
	if i := order(name); i < len(known) {
		return known[i]
	}
	return nil
}

// order is the place of a platform in the list; what is of none comes last.
func order(name string) int {
	if i := slices.IndexFunc(known, func(p *platform.Platform) bool { return p.Name == name }); i >= 0 {
		return i
	}
	return len(known)
}

// label is the heading of a platform, "" for none.
func label(name string) string {
	if p := platformOf(name); p != nil {
		return p.Label
	}
	return ""
}

func (l *List) shown(rows []row) ListState {
	s := ListState{Chosen: -1}
	now := l.p.services.Now()
	for i, r := range rows {
		s.Items = append(s.Items, l.item(r, now))
		if r.place() == l.p.chosen {
			s.Chosen = i
		}
	}
	return s
}

func (l *List) item(r row, now time.Time) Item {
	item := Item{ID: r.profile.ID, Name: r.name(l.p.services.Zone), Platform: label(r.platform)}
	if !r.isKey() {
		item.Line, item.Home = "no key saved here", "account"
		return item
	}
	item.Line = keyLine(r.item.Key)
	item.Home, item.Session = homeWords[r.item.Home], r.item.Home == vault.ThisSession
	item.Sealed = r.item.Home == vault.InKeyring || r.item.Home == vault.UnderPassphrase
	item.Role, item.Accent = l.role(r, now)
	return item
}

// role words the chip of a key.
func (l *List) role(r row, now time.Time) (text string, accent bool) {
	ends, waits := r.ends(now)
	switch {
	case waits:
		return "Ends " + dayWord(ends, now, l.p.services.Zone), true
	case !r.item.Replaced.IsZero():
		return "Replaced", false
	case r.item.Role == vault.Primary:
		return "Primary", true
	case r.item.Name == vault.BackupKey && r.profile.Rotation != nil: // "backup" is another one in a platform's own pages
		return "Next", false
	case r.item.Role == vault.Backup, r.item.Name == vault.BackupKey:
		return "Backup", false
	case r.signs() && r.profile.ID == l.p.services.InUse():
		return "Default", true
	}
	return "", false
}

// old is the name of the key of a profile that was replaced.
func (l *List) old(p vault.Profile) string {
	for _, r := range l.rows() {
		if r.profile.ID == p.ID && !r.item.Replaced.IsZero() {
			return r.name(l.p.services.Zone)
		}
	}
	return ""
}

// taken says that another key has a name already, "" where none has.
func (l *List) taken(name string, own place) string {
	for _, r := range l.rows() {
		if r.place() != own && strings.EqualFold(r.name(l.p.services.Zone), name) {
			return "Another key has this name already."
		}
	}
	return ""
}

// Choose shows the key at a place of the list.
func (l *List) Choose(i int) {
	if rows := l.rows(); i >= 0 && i < len(rows) {
		l.p.goTo(rows[i].place())
		l.p.update()
	}
}

// showAccount goes to the platform of an account where something else is chosen.
func (l *List) showAccount(acc vault.Account) {
	if r, ok := l.p.row(); ok && r.platform == acc.Platform {
		return
	}
	for _, r := range l.rows() {
		if r.platform == acc.Platform {
			l.p.choose(r.place())
			return
		}
	}
	l.p.choose(place{item: acc.ID}) // its row comes with the news of it
}
