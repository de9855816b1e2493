package keys

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"playtoken/core/account"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/book"
	"playtoken/ui/viewmodel"
)

// AccountState is the card with what a platform has.
type AccountState struct {
	Shown bool
	Title string // "At FastPix"
	Note  string // in the place of an account, for a platform that has no call

	Account     string // its name, "" for none yet
	AccountMood viewmodel.Mood
	AccountIcon string
	Asked       string // "asked today 15:01, 3 keys"
	Host        string // whom the buttons ask

	CanManage, CanAsk, CanCreate, CanRead, CanRotate bool
	HasPolicy                                        bool
	Policy                                           int    // one of Policies, -1 where it is not known or none of them
	PolicyNote                                       string // what it is said to be, where it is none of them
	Rotate                                           string // what is on the button

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

// Policies are the settings of the Engage Kit that are known.
var Policies = []string{"unsigned", "signed"}

var policyText = map[string]string{
	"unsigned": "The Engage Kit then serves everyone who has a URL, signed or not.",
	"signed":   "The Engage Kit then refuses every URL that is not signed with the secret of the project.",
}

func (a *Account) shown(r row) AccountState {
	of := platformOf(r.platform)
	if of == nil || of.Account == nil && of.Rotation == nil {
		return AccountState{}
	}
	s := AccountState{Shown: true, Title: "At " + of.Label, Policy: -1, CanRotate: of.Rotation != nil && r.signs(), Rotate: "Rotation…"}
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
		s.Empty = "No account yet. With the credentials of an API access, keys are listed, made, rotated and deleted from here."
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
	if known.failed != nil {
		s.Failed, s.Trouble, s.Text, s.Mood = true, known.failed.title, known.failed.text, known.failed.mood
	}
	s.Done = known.note
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
	if known.at.IsZero() {
		s.Asked = "not asked yet"
		return
	}
	s.Asked = "asked " + dayTime(known.at, now, zone)
}

// table words the keys that were listed.
func (a *Account) table(s *AccountState, of *platform.Platform, known *asked, locked bool) {
	now, zone := a.p.services.Now(), a.p.services.Zone
	switch {
	case of.Account.List == nil:
		return
	case locked:
		s.Empty = "The credentials are locked. Unlock the saved secrets to ask " + s.Host + "."
	case known.at.IsZero():
		s.Empty = "Nobody was asked yet. The button names the host that it asks."
	case len(known.keys) == 0:
		s.Empty = of.Label + " has no signing key in this account."
	}
	if known.at.IsZero() {
		return
	}
	s.Asked += ", " + words.Count(len(known.keys), "key")
	for _, k := range known.keys {
		one := RemoteKey{ID: short(k.ID), Age: "unknown", SavedAs: "not saved here", Ends: "none known"}
		if !k.CreatedAt.IsZero() {
			one.Age, one.Date = ageOf(now.Sub(k.CreatedAt)), shortDate(k.CreatedAt, now, zone)
		}
		if known.lost && !contains(known.before, k.ID) && now.Sub(k.CreatedAt).Abs() < time.Hour {
			one.SavedAs = "new, its answer was lost"
		}
		if r, ok := a.saved(of.Name, k.ID); ok {
			one.SavedAs, one.Saved = r.name(zone), true
			one.Ends, one.Signed = ends(rotation.SafeOf(r.item), now, zone)
		}
		s.Keys = append(s.Keys, one)
	}
}

func contains(list []string, text string) bool {
	for _, one := range list {
		if one == text {
			return true
		}
	}
	return false
}

// ends says in a cell when the last token ends that was signed with a key.
func ends(s rotation.Safe, now time.Time, zone *time.Location) (text string, signed bool) {
	switch {
	case s.Never:
		return "one without an end", true
	case s.From.IsZero():
		return "none known", false
	case s.Over(now):
		return "ended " + dayClock(s.From, now, zone), true
	}
	return "ends " + dayClock(s.From, now, zone), true
}

// dayClock writes a moment near now with its seconds: "Mon 15:00:05".
func dayClock(t, now time.Time, zone *time.Location) string {
	here := t.In(zone)
	switch day := dayWord(t, now, zone); {
	case here.Format(time.DateOnly) == now.In(zone).Format(time.DateOnly):
		return here.Format("15:04:05")
	case t.Sub(now).Abs() < 6*24*time.Hour:
		return day + here.Format(" 15:04:05")
	default:
		return day
	}
}

// dayTime writes when something was, for a person: "today 15:01", "14 Sep 15:01".
func dayTime(t, now time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	here := t.In(zone)
	if here.Format(time.DateOnly) == now.In(zone).Format(time.DateOnly) {
		return "today " + here.Format("15:04")
	}
	return dayWord(t, now, zone) + here.Format(" 15:04")
}

// shortDate is a day in a cell: "today 12:04", "14 Sep".
func shortDate(t, now time.Time, zone *time.Location) string {
	if t.In(zone).Format(time.DateOnly) == now.In(zone).Format(time.DateOnly) {
		return dayTime(t, now, zone)
	}
	return date(t, now, zone)
}

// ageOf writes how old a key is in one unit.
func ageOf(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "new"
	case d < time.Hour:
		return fmt.Sprintf("%d min", d/time.Minute)
	case d < 24*time.Hour:
		return fmt.Sprintf("%d h", d/time.Hour)
	}
	return words.Count(int(d/(24*time.Hour)), "day")
}

// hostOf is the host of an account as a button names it. An address that cannot be read is
// named as it is; asking it is refused.
func hostOf(a vault.Account) string {
	base := a.Base
	if of := platformOf(a.Platform); base == "" && of != nil && of.Account != nil {
		base = of.Account.Base
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return base
	}
	if port := u.Port(); port == "443" && u.Scheme == "https" || port == "80" && u.Scheme == "http" {
		return strings.TrimSuffix(u.Host, ":"+port)
	}
	return u.Host
}

// troubleOf words why a request came to nothing.
func troubleOf(title string, err error) *trouble {
	t := &trouble{title: title, mood: viewmodel.Failed}
	var f *account.Fault
	switch {
	case errors.As(err, &f):
		t.text = faultText(f)
		if f.Code == account.Unreachable {
			t.title = "Offline, or out of reach. " + title
		}
	case errors.Is(err, vault.ErrLocked):
		t.text, t.mood = book.Sentence(cause(err)), viewmodel.Careful
	default:
		t.text = book.Sentence(cause(err))
	}
	return t
}

// cause is why a key could not be saved, where that is what err says.
func cause(err error) error {
	if all, ok := err.(interface{ Unwrap() []error }); ok && errors.Is(err, rotation.ErrNotSaved) {
		if list := all.Unwrap(); len(list) > 1 {
			return list[1]
		}
	}
	return err
}

// faultText is a fault with what to do about it, and what its platform's support asks for.
func faultText(f *account.Fault) string {
	text := f.Message
	if f.Hint != "" {
		text += " " + f.Hint
	}
	if f.Request != "" && !strings.Contains(text, f.Request) {
		text += " Request ID for its support: " + f.Request + "."
	}
	return text
}

// lostTrouble is that of a creation whose reply did not come.
func lostTrouble(f *account.Fault) *trouble {
	return &trouble{title: "The key may have been made all the same", text: faultText(f), mood: viewmodel.Careful}
}

// madeText says what was made, and what the test of it shows.
func madeText(of *platform.Platform, m rotation.Made, err error) string {
	name := m.Profile.Name
	if m.Item == vault.BackupKey {
		name = "the next key of " + name
	}
	text := "Made " + short(m.Key.ID) + " and saved it as " + name + ", " + savedIn(m.Profile) + "."
	if err != nil {
		return text
	}
	return text + " " + tested(of, m.Tested)
}

func savedIn(p vault.Profile) string {
	return map[vault.Home]string{
		vault.InKeyring: "in the keyring", vault.UnderPassphrase: "under the passphrase", vault.ThisSession: "for this session only",
	}[p.Home]
}

// tested says which public half a test token fits.
func tested(of *platform.Platform, by rotation.Against) string {
	switch by {
	case rotation.AgainstPlatform:
		return "A test token fits the public half that " + of.Label + " gave out."
	case rotation.AgainstOwn:
		return "A test token fits the key's own public half; " + of.Label + " gives none out to compare with."
	}
	return "It was not tested."
}

func deletedText(id, remark string) string {
	text := "Deleted " + short(id) + ". What is saved of it here stays, to explain its tokens."
	if remark != "" {
		text = remark
	}
	return text
}

// deletion says what a deletion at a platform takes away.
func (a *Account) deletion(of *platform.Platform, k account.Key) string {
	now, zone := a.p.services.Now(), a.p.services.Zone
	list := []string{"Key ID " + k.ID + "."}
	if !k.CreatedAt.IsZero() {
		list = append(list, "Made on "+date(k.CreatedAt, now, zone)+", "+humantime.Relative(k.CreatedAt, now)+".")
	}
	r, ok := a.saved(of.Name, k.ID)
	switch {
	case !ok:
		list = append(list, "It is not saved here, so nothing is known of what it signed.")
	case r.signs():
		list = append(list, "It is the key that "+r.profile.Name+" signs with now: what is signed here from then on is refused.")
	default:
		list = append(list, "It is saved here as "+r.name(zone)+", and stays here to explain its tokens.")
	}
	if of.Rotation != nil {
		list = append(list, of.Rotation.OldText)
	}
	if ok {
		list = append(list, latest(rotation.SafeOf(r.item), now, zone))
	}
	return strings.Join(append(list, "What other programs signed with it is not known here."), " ")
}
