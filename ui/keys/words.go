package keys

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/core/words"
)

func summary(n int, s vault.State, ready bool) string {
	switch {
	case !ready:
		return "opening…"
	case n == 0:
		return "none saved"
	case s.Locked:
		return fmt.Sprintf("%d saved, locked", n)
	}
	return fmt.Sprintf("%d saved, %s", n, map[vault.Home]string{
		vault.InKeyring: "sealed in the system keyring", vault.UnderPassphrase: "sealed under a passphrase",
		vault.ThisSession: "this session only",
	}[s.Home])
}

// homeWords say in a word where a secret lives, homes in a sentence.
var (
	homeWords = map[vault.Home]string{
		vault.NoSecret: "public", vault.InKeyring: "keyring", vault.UnderPassphrase: "passphrase", vault.ThisSession: "this session",
	}
	homes = map[vault.Home]string{
		vault.NoSecret: "not here: this is the public half alone", vault.InKeyring: "sealed, opened by the system keyring",
		vault.UnderPassphrase: "sealed under the passphrase", vault.ThisSession: "in memory, for this session only",
	}
)

// shortPrint is how many characters of a fingerprint the list shows.
const shortPrint = 16

// keyLine is a key in a line: what it is, and what tells it from others.
func keyLine(k vault.Key) string {
	if k.Fingerprint == "" {
		return "secret · " + k.Half()
	}
	return k.Name() + " · " + k.Fingerprint[:min(shortPrint, len(k.Fingerprint))]
}

// name is what a row is called. The keys of a profile that do not sign are called by it
// and what they are to it.
func (r row) name(zone *time.Location) string {
	switch {
	case !r.isKey():
		return r.account.Name
	case r.item.Label != "" && !r.signs():
		return r.item.Label
	case r.item.Name == vault.BackupKey:
		return r.profile.Name + ", next"
	case r.item.Replaced.IsZero():
		return r.profile.Name
	case r.olds > 1:
		return r.profile.Name + ", until " + r.item.Replaced.In(zone).Format("2 Jan 2006")
	}
	return r.profile.Name + ", old"
}

// plan is the rotation of the row's profile, as it stands.
func (r row) plan(now time.Time) (rotation.Plan, bool) {
	of := platformOf(r.platform)
	if of == nil || !r.isKey() {
		return rotation.Plan{}, false
	}
	return rotation.Of(r.profile, of.Rotation, now)
}

// ends says when the tokens of a key end that is being replaced and waits for that.
func (r row) ends(now time.Time) (time.Time, bool) {
	plan, ok := r.plan(now)
	if !ok || plan.Current().Kind != platform.StepWait || plan.Old.Name != r.item.Name || plan.Safe.Never {
		return time.Time{}, false
	}
	return plan.Safe.From, true
}

// dayWord is the day of a moment as briefly as its distance from now allows.
func dayWord(t, now time.Time, zone *time.Location) string {
	here, today := t.In(zone), now.In(zone)
	switch {
	case here.Format(time.DateOnly) == today.Format(time.DateOnly):
		return here.Format("15:04")
	case t.Sub(now).Abs() < 6*24*time.Hour:
		return here.Format("Mon")
	case here.Year() == today.Year():
		return here.Format("2 Jan")
	}
	return here.Format("2 Jan 2006")
}

// repaired words what was put right when a key was read.
func repaired(list []string) string {
	switch n := len(list); {
	case n == 0:
		return ""
	case n == 1 && !strings.HasSuffix(list[0], "s"):
		return list[0] + " was repaired"
	case n == 1:
		return list[0] + " were repaired"
	default:
		return words.List(list) + " were repaired"
	}
}

// cut is a text cut in its middle to a number of characters.
func cut(text string, most int) string {
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	return string(r[:most-9]) + "…" + string(r[len(r)-8:])
}

// labelsOfOwn lists the platforms that are given a key.
func labelsOfOwn() string {
	var labels []string
	for _, pl := range known {
		if !slices.Contains(all.Accounts(), pl) && !pl.Generic {
			labels = append(labels, pl.Label)
		}
	}
	return words.List(labels)
}
