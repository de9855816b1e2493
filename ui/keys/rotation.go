package keys

import (
	"time"

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
	busy    bool // whether a request is under way
	listed  bool // whether the keys at the platform were asked for
	now     time.Time
	zone    *time.Location
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
		if s.account, s.has = t.p.Account.current(s.row); !s.has { // its host can be named all the same
			s.account.Platform = s.of.Name
		}
	}
	s.now, s.zone, s.busy = t.p.services.Now(), t.p.services.Zone, t.p.Account.job != nil
	s.listed = !t.p.Account.of(s.account.ID).at.IsZero()
	s.plan, s.under = s.row.plan(s.now)
	return s, true
}

// of is the ID of the profile whose page is open, "" for none.
func (t *Rotation) of() string {
	if !t.open {
		return ""
	}
	return t.profile
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
				t.p.goTo(r.place())
				break
			}
		}
		t.profile, t.open = id, true
		t.p.update()
	}
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
		viewmodel.Copy(t.p.services.CopySecret, envText(s.of, r.keyID(), k), "Key as .env", t.p.services.Toast, done)
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
