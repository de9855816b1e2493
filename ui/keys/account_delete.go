package keys

import (
	"context"
	"errors"
	"slices"
	"strings"

	"playtoken/core/account"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

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
		Title: "Delete " + platform.ShortID(k.ID) + " at " + of.Label + "?", Text: a.deletion(of, k), Button: "Delete", Host: hostOf(acc),
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
			known.failed = deletionGivenUp()
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

func deletionGivenUp() *trouble {
	return &trouble{title: "Given up while the key was being deleted", text: "Whether it is gone is not known. Ask for the list.", mood: viewmodel.Careful}
}

func deletedText(id, remark string) string {
	text := "Deleted " + platform.ShortID(id) + ". What is saved of it here stays, to explain its tokens."
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
	if of.Rotation != nil && of.Rotation.Old == platform.DieAtDelete {
		list = append(list, "What was signed with it stops playing when it is deleted.")
	}
	if ok {
		list = append(list, latest(rotation.SafeOf(r.item), now, zone))
	}
	return strings.Join(append(list, "What other programs signed with it is not known here."), " ")
}
