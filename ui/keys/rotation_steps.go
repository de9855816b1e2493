package keys

import (
	"context"
	"errors"

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// Do does what the button of the step whose turn it is says.
func (t *Rotation) Do() {
	s, ok := t.subject()
	if !ok || t.p.Account.job != nil {
		return
	}
	switch {
	case !s.under:
		t.begin(s)
	case s.plan.Over:
		t.finish(s)
	default:
		t.step(s, s.plan.Current())
	}
}

func (t *Rotation) step(s subject, step rotation.Step) {
	now := t.p.services.Now()
	id := s.row.profile.ID
	switch step.Kind {
	case platform.StepMakeRoom:
		t.makeRoom(s)
	case platform.StepRead:
		t.request(s, "Reading the secret from "+hostOf(s.account)+"…", "The secret was not read", func(ctx context.Context, k rotation.Keeper) (rotation.Made, error) {
			return k.Read(ctx, id)
		})
	case platform.StepMake:
		t.make(s, false)
	case platform.StepRotate:
		text := s.of.Rotation.OldText + " " + latest(rotation.SafeOf(s.row.profile.Signing()), now, t.p.services.Zone)
		t.p.services.Ask.Sure(prompt.Question{Title: "Rotate the secret at " + s.of.Label + "?", Text: text, Button: "Rotate", Host: hostOf(s.account)}, func() {
			t.request(s, "Rotating the secret at "+hostOf(s.account)+"…", "The secret was not rotated", func(ctx context.Context, k rotation.Keeper) (rotation.Made, error) {
				return k.Replace(ctx, id)
			})
		})
	case platform.StepSign:
		t.change(func(store *vault.Store) error { return rotation.Sign(store, id, s.of.Rotation, now) }, "The new key signs now")
	case platform.StepGuide:
		t.change(func(store *vault.Store) error { return rotation.Did(store, id, s.of.Rotation, step.Name, now) }, "")
	case platform.StepDelete:
		t.deleteOld(s)
	}
}

// begin begins the rotation. The platform is asked first which keys it has: with an account
// of another workspace the new key would be made where nobody plays.
func (t *Rotation) begin(s subject) {
	now, id := t.p.services.Now(), s.row.profile.ID
	if s.of.Account == nil || s.of.Account.List == nil {
		t.change(func(store *vault.Store) error { return rotation.Begin(store, id, s.of.Rotation, true, now) }, "")
		return
	}
	t.beginAt(s, false)
}

func (t *Rotation) beginAt(s subject, gone bool) {
	ask(t.p.Account, s.account, "Asking "+hostOf(s.account)+" for its keys…", func(ctx context.Context, k rotation.Keeper) (struct{}, error) {
		return struct{}{}, k.Begin(ctx, s.row.profile.ID, gone)
	}, func(_ struct{}, err error) {
		if errors.Is(err, rotation.ErrOldNotThere) {
			t.p.services.Ask.Sure(prompt.Question{
				Title: "Begin all the same?", Host: hostOf(s.account), Button: "Begin",
				Text: s.of.Label + " does not list the key " + platform.ShortID(s.row.profile.KeyID) + " in this account. It may be of another workspace: then the new key " +
					"would be made where your videos are not. If it was deleted, begin.",
			}, func() { t.beginAt(s, true) })
			return
		}
		t.answered(s, "The rotation was not begun", err)
		if err == nil && s.of.Rotation.Steps[0].Kind == platform.StepMakeRoom { // which one goes is chosen from the list
			t.p.Account.list(s.account, s.of.Name, func() {})
		}
	})
}

// makeRoom has a person say which key goes, of those that were listed. The one that the
// profile signs with is none of them: it goes on signing until the new one takes over.
func (t *Rotation) makeRoom(s subject) {
	known := t.p.Account.of(s.account.ID)
	if known.at.IsZero() {
		t.p.Account.list(s.account, s.of.Name, func() {})
		return
	}
	var labels []string
	var may []account.Key
	for _, k := range known.keys {
		if k.ID == s.row.profile.KeyID {
			continue
		}
		label := platform.ShortID(k.ID) + ", " + ageOf(t.p.services.Now().Sub(k.CreatedAt))
		if r, ok := t.p.Account.saved(s.of.Name, k.ID); ok {
			label += map[bool]string{true: ", signs now for ", false: ", saved as "}[r.signs()] + r.name(t.p.services.Zone)
		}
		may, labels = append(may, k), append(labels, label)
	}
	if len(may) == 0 {
		t.p.Account.list(s.account, s.of.Name, func() {})
		return
	}
	t.p.services.Ask.Choice("Which key goes?", s.of.Label+" has as many keys as it may have. The key that "+s.row.profile.Name+" signs with stays, and is not in this list.", labels, func(i int) {
		k := may[i]
		t.p.services.Ask.Sure(prompt.Question{
			Title: "Delete " + platform.ShortID(k.ID) + " at " + s.of.Label + "?", Text: t.p.Account.deletion(s.of, k), Button: "Delete", Host: hostOf(s.account),
		}, func() {
			ask(t.p.Account, s.account, "Deleting a key at "+hostOf(s.account)+"…", func(ctx context.Context, keeper rotation.Keeper) (string, error) {
				return keeper.MakeRoom(ctx, s.row.profile.ID, k.ID)
			}, func(remark string, err error) { t.deleted(s, err) })
		})
	})
}

// make has the next key made: at the platform, or here where it has no call.
func (t *Rotation) make(s subject, again bool) {
	id, now := s.row.profile.ID, t.p.services.Now()
	t.p.Safe.whenOpen(func(err error) { // the key is saved before anything else is done with it
		if err != nil {
			t.p.failed(err)
			return
		}
		if s.of.Account == nil {
			book.Do(t.p.services.Book, func(store *vault.Store) (struct{}, error) {
				return struct{}{}, rotation.MakeHere(context.Background(), store, id, s.of, now)
			}, func(_ struct{}, err error) { t.p.failed(err) })
			return
		}
		ask(t.p.Account, s.account, "Creating a key at "+hostOf(s.account)+"…", func(ctx context.Context, k rotation.Keeper) (rotation.Made, error) {
			return k.Make(ctx, id, again)
		}, func(m rotation.Made, err error) {
			at := t.p.chosen
			t.p.Account.made(s.account, s.of, m, err, nil)
			t.p.choose(at)
		})
	})
}

// deleteOld deletes the old key at the platform, once that is confirmed.
func (t *Rotation) deleteOld(s subject) {
	old := s.row.profile.Rotation.OldKeyID
	k := account.Key{ID: old, CreatedAt: s.plan.Old.Created}
	t.p.services.Ask.Sure(prompt.Question{
		Title: "Delete " + platform.ShortID(old) + " at " + s.of.Label + "?", Text: t.p.Account.deletion(s.of, k), Button: "Delete", Host: hostOf(s.account),
	}, func() {
		ask(t.p.Account, s.account, "Deleting a key at "+hostOf(s.account)+"…", func(ctx context.Context, keeper rotation.Keeper) (string, error) {
			return keeper.DeleteOld(ctx, s.row.profile.ID, false)
		}, func(remark string, err error) {
			t.deleted(s, err)
			if err == nil && remark != "" {
				t.p.Account.of(s.account.ID).note = remark
			}
		})
	})
}

func (t *Rotation) request(s subject, waiting, failed string, work func(context.Context, rotation.Keeper) (rotation.Made, error)) {
	ask(t.p.Account, s.account, waiting, work, func(m rotation.Made, err error) {
		if !m.Unsaved.IsZero() && err != nil {
			t.p.Unsaved.open(s.of, m, err)
		}
		t.answered(s, failed, err)
		t.p.Left.Look()
	})
}

// deleted takes what became of a deletion. One that was given up may have been carried out.
func (t *Rotation) deleted(s subject, err error) {
	if wasCancelled(err) {
		t.p.Account.of(s.account.ID).failed = deletionGivenUp()
		return
	}
	t.answered(s, "The key was not deleted", err)
}

// answered takes what became of a request of the page.
func (t *Rotation) answered(s subject, failed string, err error) {
	known := t.p.Account.of(s.account.ID)
	switch {
	case wasCancelled(err):
	case errors.Is(err, rotation.ErrNotNow):
		known.failed = &trouble{title: "This was done before", text: "The step was done in another window. What is shown is where the rotation stands now.", mood: viewmodel.Careful}
	case err != nil:
		known.failed = troubleOf(failed, err)
	}
}
