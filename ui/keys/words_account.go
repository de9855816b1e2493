package keys

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/book"
	"playtoken/ui/viewmodel"
)

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

// hostOf is the host of an account as a button names it.
func hostOf(a vault.Account) string {
	base := a.Base
	if of := platformOf(a.Platform); base == "" && of != nil && of.Account != nil {
		base = of.Account.Base
	}
	return account.HostOf(base)
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

// untested says of a key that was made and saved what became of its test.
func untested(made string, err error) *trouble {
	t := troubleOf(viewmodel.Either(errors.Is(err, rotation.ErrTest), "The key is saved, and its test failed", "The key is saved, and was not tested"), err)
	t.text = made + " " + t.text
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
	return &trouble{title: "The key may have been made all the same", text: faultText(f), mood: viewmodel.Careful, lost: true}
}

// madeText says what was made, and what the test of it shows.
func madeText(of *platform.Platform, m rotation.Made, err error) string {
	name := m.Profile.Name
	if m.Item == vault.BackupKey {
		name = "the next key of " + name
	}
	text := "Made " + platform.ShortID(m.Key.ID) + " and saved it as " + name + ", " + homeSave[m.Profile.Home] + "."
	if err != nil {
		return text
	}
	return text + " " + tested(of, m.Tested)
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
