package keys

import (
	"context"
	"errors"

	"playtoken/core/account"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// Rotation is the page on which a key is changed for the next one, step by step.
type Rotation struct {
	p       *Presenter
	open    bool
	profile string // the ID of the profile whose rotation is shown
}

// subject is what a rotation is about.
type subject struct {
	row     row
	of      *platform.Platform
	account vault.Account
	has     bool // whether there is an account
	plan    rotation.Plan
	under   bool // whether it is under way
}

// subject is what the page is about, where it is open.
func (t *Rotation) subject() (s subject, ok bool) {
	if !t.open {
		return s, false
	}
	for _, r := range t.p.List.rows() {
		if r.isKey() && r.profile.ID == t.profile && (r.signs() || s.row.profile.ID == "") {
			s.row = r
		}
	}
	s.of = platformOf(s.row.platform)
	if s.row.profile.ID == "" || s.of == nil || s.of.Rotation == nil {
		return s, false
	}
	if s.of.Account != nil {
		s.account, s.has = t.p.Account.current(s.row)
	}
	s.plan, s.under = s.row.plan(t.p.services.Now())
	return s, true
}

// Open shows the page for the profile that is chosen.
func (t *Rotation) Open() {
	if r, ok := t.p.row(); ok && r.isKey() {
		t.profile, t.open = r.profile.ID, true
		t.p.update()
	}
}

// Back goes back to the keys. The rotation stays where it is.
func (t *Rotation) Back() {
	t.open = false
	t.p.update()
}

// ShowDue opens the page of the rotation that waits for a person.
func (t *Rotation) ShowDue() {
	if id := t.p.state.Due.profile; id != "" {
		for _, r := range t.p.List.rows() {
			if r.profile.ID == id {
				t.p.choose(r.place())
				break
			}
		}
		t.profile, t.open = id, true
		t.p.update()
	}
}

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

// begin begins the rotation. Where a platform has a limit it is asked first how many keys
// there are.
func (t *Rotation) begin(s subject) {
	now, id := t.p.services.Now(), s.row.profile.ID
	begin := func(room bool) {
		t.change(func(store *vault.Store) error { return rotation.Begin(store, id, s.of.Rotation, room, now) }, "")
	}
	if s.of.Rotation.Steps[0].Kind != platform.StepMakeRoom {
		begin(true)
		return
	}
	t.p.Account.list(s.account, s.of.Name, func() {
		begin(len(t.p.Account.of(s.account.ID).keys) < s.of.Rotation.Most)
	})
}

// makeRoom has a person say which key goes, of those that were listed.
func (t *Rotation) makeRoom(s subject) {
	known := t.p.Account.of(s.account.ID)
	if known.at.IsZero() {
		t.p.Account.list(s.account, s.of.Name, func() {})
		return
	}
	var labels []string
	for _, k := range known.keys {
		label := short(k.ID) + ", " + ageOf(t.p.services.Now().Sub(k.CreatedAt))
		if r, ok := t.p.Account.saved(s.of.Name, k.ID); ok {
			label += ", saved as " + r.name(t.p.services.Zone)
		}
		labels = append(labels, label)
	}
	t.p.services.Ask.Choice("Which key goes?", s.of.Label+" has as many keys as it may have.", labels, func(i int) {
		k := known.keys[i]
		t.p.services.Ask.Sure(prompt.Question{
			Title: "Delete " + short(k.ID) + " at " + s.of.Label + "?", Text: t.p.Account.deletion(s.of, k), Button: "Delete", Host: hostOf(s.account),
		}, func() {
			ask(t.p.Account, s.account, "Deleting a key at "+hostOf(s.account)+"…", func(ctx context.Context, keeper rotation.Keeper) (string, error) {
				return keeper.MakeRoom(ctx, s.row.profile.ID, k.ID)
			}, func(remark string, err error) { t.answered(s, "The key was not deleted", err) })
		})
	})
}

// make has the next key made: at the platform, or here where it has no call.
func (t *Rotation) make(s subject, again bool) {
	id, now := s.row.profile.ID, t.p.services.Now()
	if s.of.Account == nil {
		book.Do(t.p.services.Book, func(store *vault.Store) (struct{}, error) {
			return struct{}{}, rotation.MakeHere(context.Background(), store, id, s.of, now)
		}, func(_ struct{}, err error) { t.p.failed(err) })
		return
	}
	if t.p.state.Locked {
		t.p.services.Fail("The saved secrets are locked. Unlock them first: the key is saved before anything else is done with it.")
		return
	}
	ask(t.p.Account, s.account, "Creating a key at "+hostOf(s.account)+"…", func(ctx context.Context, k rotation.Keeper) (rotation.Made, error) {
		return k.Make(ctx, id, again)
	}, func(m rotation.Made, err error) {
		at := t.p.chosen
		t.p.Account.made(s.account, s.of, m, err, nil)
		t.p.choose(at)
	})
}

// Again asks for the same key once more, after a reply that was lost.
func (t *Rotation) Again() {
	if s, ok := t.subject(); ok && !s.plan.Asked.IsZero() {
		t.make(s, true)
	}
}

// Unask goes on without the key whose reply was lost.
func (t *Rotation) Unask() {
	s, ok := t.subject()
	if !ok {
		return
	}
	t.p.services.Ask.Sure(prompt.Question{
		Title: "Go on without that key?", Button: "Go on",
		Text: "If " + s.of.Label + " made it, it stays there until it is deleted, and nobody can sign with it. Another one can be asked for then.",
	}, func() {
		t.change(func(store *vault.Store) error { return rotation.Unask(store, s.row.profile.ID) }, "")
	})
}

// deleteOld deletes the old key at the platform, once that is confirmed.
func (t *Rotation) deleteOld(s subject) {
	old := s.row.profile.Rotation.OldKeyID
	k := account.Key{ID: old, CreatedAt: s.plan.Old.Created}
	t.p.services.Ask.Sure(prompt.Question{
		Title: "Delete " + short(old) + " at " + s.of.Label + "?", Text: t.p.Account.deletion(s.of, k), Button: "Delete", Host: hostOf(s.account),
	}, func() {
		ask(t.p.Account, s.account, "Deleting a key at "+hostOf(s.account)+"…", func(ctx context.Context, keeper rotation.Keeper) (string, error) {
			return keeper.DeleteOld(ctx, s.row.profile.ID, false)
		}, func(remark string, err error) {
			t.answered(s, "The key was not deleted", err)
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

// change does a step that asks no platform.
func (t *Rotation) change(work func(*vault.Store) error, done string) {
	t.p.change(work, func(err error) {
		if err == nil && done != "" {
			t.p.services.Toast(done)
		}
		t.p.failed(err)
	})
}

// GiveUp ends the rotation where it stands, once that is confirmed.
func (t *Rotation) GiveUp() {
	s, ok := t.subject()
	if !ok || !s.under {
		return
	}
	t.p.services.Ask.Sure(prompt.Question{
		Title: "Give up the rotation of " + s.row.profile.Name + "?", Button: "Give up",
		Text: "It ends where it stands. All its keys stay as they are, here and at " + s.of.Label + ".",
	}, func() { t.finish(s) })
}

func (t *Rotation) finish(s subject) {
	t.change(func(store *vault.Store) error { return rotation.GiveUp(store, s.row.profile.ID) }, "")
	t.open = false
}

// CopyEnv copies ID and private half of the new key as lines of a .env file.
func (t *Rotation) CopyEnv(done func()) {
	s, ok := t.subject()
	if !ok || s.plan.New.Name == "" {
		return
	}
	r := row{profile: s.row.profile, item: s.plan.New, platform: s.row.platform}
	book.Do(t.p.services.Book, func(store *vault.Store) (*keys.Key, error) { return profiles.OpenItem(store, r.profile, r.item) }, func(k *keys.Key, err error) {
		if err != nil {
			t.p.failed(err)
			return
		}
		t.p.services.CopySecret(envText(s.of, r.keyID(), k), func(note string) {
			done()
			t.p.services.Toast(viewmodel.Copied("Key as .env", note))
		})
	})
}

// Export writes the profile with its keys to a file.
func (t *Rotation) Export() {
	if s, ok := t.subject(); ok {
		t.p.Transfer.export("Export this key", exportName, s.row.profile.ID)
	}
}

// Why goes to the Why? screen, where a link that is out can be read.
func (t *Rotation) Why() { t.p.services.Why() }

// due is the first rotation that waits for a person, with the time that is over.
func (t *Rotation) due(rows []row) DueState {
	now := t.p.services.Now()
	for _, r := range rows {
		if !r.signs() || r.profile.Rotation == nil {
			continue
		}
		if plan, ok := r.plan(now); ok && plan.Due(now) && awaited(plan) {
			return dueState(r, plan)
		}
	}
	return DueState{}
}

// awaited reports whether the step whose turn it is had to be waited for.
func awaited(plan rotation.Plan) bool {
	waited := false
	for _, s := range plan.Steps {
		if s.State == rotation.Now {
			return waited || s.Kind == platform.StepDelete
		}
		waited = s.Takes > 0 || s.Kind == platform.StepWait
	}
	return false
}
