package keys

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/internal/platformapi"
	"playtoken/ui/viewmodel"
)

// step is the step whose turn it is.
func (d *desk) step() StepState {
	for _, s := range d.p.State().Rotation.Steps {
		if s.State == rotation.Now {
			return s
		}
	}
	return StepState{}
}

// A rotation goes on step by step, through a restart, and reminds of itself when its time
// has come.
func TestRotationPage(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		d.connect(s, "fastpix", "Shop")
		d.made("Shop production")
		old := d.profile().KeyID
		if err := d.store.Signed(d.profile().ID, vault.SigningKey, d.now.Add(24*time.Hour)); err != nil {
			t.Fatal(err)
		}
		d.steady()
		d.p.Rotation.Open()
		if r := d.p.State().Rotation; r.Title != "Rotation of Shop production" || r.CanGiveUp || len(r.Steps) != 5 || r.Steps[0].Button != "Begin" || r.Steps[0].Host == "" || r.Caveat == "" {
			t.Errorf("%+v", r)
		}
		d.p.Rotation.Do()
		d.answered()
		if st := d.step(); st.Button != "Create at FastPix" || "http://"+st.Host != s.Base || st.Disabled {
			t.Errorf("%+v", st)
		}
		d.now = d.now.Add(time.Minute)
		d.p.Rotation.Do()
		d.answered()
		next := s.Keys()[0].ID
		if r := d.p.State().Rotation; d.step().Button != "Sign with the new key" || r.Steps[0].Time != "today 12:01" || r.Steps[1].Sub[0].Text != "a test token fits the public half that FastPix gave out" {
			t.Errorf("%+v", r)
		}
		if st := d.p.State(); st.KeyID != old || st.Items[1].Name != "Shop production, next" || st.Items[1].Role != "Next" {
			t.Errorf("%+v", st.Items)
		}
		d.p.Rotation.Do()
		d.steady()
		st := d.p.State()
		if r := st.Rotation; r.Banner != "Waiting for the old tokens to end" || r.Detail != "The old key is safe to delete from Mon 30 Nov, 12:00:00 UTC." || r.Clock != "23:59:00" || !r.HasNew || d.step().Button != "" || !d.step().Bar || d.step().Time != "Mon 12:00:00" {
			t.Errorf("%+v", r)
		}
		if last := st.Rotation.Steps[5]; last.Button != "Delete…" || !last.Disabled {
			t.Errorf("%+v", last)
		}
		if st.KeyID != next || st.Items[1].Role != "Ends Mon" || st.Items[1].Name != "Shop production, old" || d.p.Due() {
			t.Errorf("%+v", st.Items)
		}
		if st.RoleText != "signs for Shop production" || st.RoleMore != "replaces Shop production, old" {
			t.Errorf("role %q, %q", st.RoleText, st.RoleMore)
		}
		d.p.Rotation.CopyEnv(func() {})
		d.steady()
		if len(d.secrets) != 1 || !strings.HasPrefix(d.secrets[0], "FASTPIX_SIGNING_KEY_ID="+next+"\nFASTPIX_SIGNING_PRIVATE_KEY=LS0t") {
			t.Errorf("%d copied", len(d.secrets))
		}
		d.now = d.now.Add(12 * time.Hour)
		d.p.Tick()
		if r := d.p.State().Rotation; r.Clock != "11:59:00" || d.step().Over != "50 % over" {
			t.Errorf("%+v, %+v", r, d.step())
		}
		d.open() // a restart
		d.now = d.now.Add(12 * time.Hour)
		d.p.Tick()
		if due := d.p.State().Due; due.Title != "The old key of Shop production is safe to delete" || !d.p.Due() {
			t.Errorf("%+v", due)
		}
		d.p.Rotation.ShowDue()
		if st := d.step(); st.Button != "Delete…" || st.Disabled || !st.Filled {
			t.Errorf("%+v", st)
		}
		d.answer(true)
		d.p.Rotation.Do()
		if r := d.answered().Rotation; r.Banner != "The rotation is done" || r.CanGiveUp || len(s.Keys()) != 1 || s.Keys()[0].ID != next {
			t.Errorf("%+v", r)
		}
		if q := d.asked[len(d.asked)-1]; !strings.Contains(q, old) || !strings.Contains(q, "The latest token signed here with it has ended on Mon 30 Nov, 12:00:00 UTC.") {
			t.Errorf("asked %q", q)
		}
		d.p.Rotation.Do()
		d.steady()
		if r := d.p.State().Rotation; r.Open || d.profile().Rotation != nil {
			t.Errorf("%+v", r)
		}
		// The old key stays, and its deletion here is asked with what it explains.
		d.p.List.Choose(1)
		if st := d.p.State(); st.RoleText != "replaced on 29 Nov by "+platform.ShortID(next) || st.Signs || st.KeyID != old {
			t.Errorf("%+v", st)
		}
		d.answer(true)
		d.p.Detail.Delete()
		d.steady()
		if q := d.asked[len(d.asked)-1]; !strings.HasPrefix(q, "Delete Shop production, old?/RSA 2048, private, key ID "+platform.ShortID(old)) || !strings.Contains(q, "still explains the tokens that it signed") || len(d.profile().Items) != 1 {
			t.Errorf("asked %q", q)
		}
	})
}

// Who cannot wait deletes at the platform, and the rotation goes on with that.
func TestRotationEarly(t *testing.T) {
	before(t, "mux", func(d *desk, s *platformapi.Server) {
		d.connect(s, "mux", "Shop")
		d.made("Shop")
		if err := d.store.Signed(d.profile().ID, vault.SigningKey, time.Time{}); err != nil {
			t.Fatal(err)
		}
		d.steady()
		d.p.Rotation.Open()
		for range 3 {
			d.p.Rotation.Do()
			d.answered()
		}
		if r := d.p.State().Rotation; r.Banner != "No time is safe" || r.Mood != viewmodel.Careful || d.step().Time != "never" {
			t.Errorf("%+v", r)
		}
		d.p.Rotation.Back()
		d.p.Account.Ask()
		a := d.answered().Account
		if len(a.Keys) != 2 || a.Keys[1].Ends != "one without an end" {
			t.Fatalf("%+v", a.Keys)
		}
		d.answer(true)
		d.p.Account.Delete(1)
		d.answered()
		d.p.Rotation.Open()
		if r := d.p.State().Rotation; r.Banner != "The rotation is done" || len(s.Keys()) != 1 {
			t.Errorf("%+v", r)
		}
	})
}

// Of an account that does not list the key it is asked before a rotation begins there.
func TestRotationElsewhere(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		d.connect(s, "fastpix", "Shop")
		d.made("Shop production")
		s.Forget(d.profile().KeyID)
		d.p.Rotation.Open()
		d.answer(false)
		d.p.Rotation.Do()
		d.answered()
		if d.profile().Rotation != nil || !strings.Contains(d.asked[len(d.asked)-1], "may be of another workspace") || len(s.Keys()) != 0 {
			t.Errorf("%+v, asked %q", d.profile().Rotation, d.asked)
		}
		d.answer(true)
		d.p.Rotation.Do()
		d.answered()
		d.answered()
		if r := d.profile().Rotation; r == nil || r.Step != string(platform.StepMake) {
			t.Errorf("%+v", r)
		}
	})
}

// Two windows do not do one step twice.
func TestRotationTwice(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		d.connect(s, "fastpix", "Shop")
		d.made("Shop")
		d.p.Rotation.Open()
		d.p.Rotation.Do()
		d.answered()
		sub, _ := d.p.Rotation.subject()
		d.p.Rotation.Do()
		d.answered()
		d.p.Rotation.make(sub, false) // the other window still shows the step
		if a := d.answered().Account; a.Trouble != "No key was made" || len(s.Keys()) != 2 {
			t.Errorf("%+v, %d keys", a, len(s.Keys()))
		}
	})
}

// Where there are as many keys as there may be, one goes first.
func TestRotationMakesRoom(t *testing.T) {
	before(t, "bitmovin", func(d *desk, s *platformapi.Server) {
		d.connect(s, "bitmovin", "Live")
		other := s.Add(t, d.now.AddDate(0, -2, 0))
		d.made("Live events")
		d.p.Rotation.Open()
		if one := d.p.State().Rotation.Steps[0]; one.Button != "Begin" || one.Host == "" {
			t.Errorf("%+v", one)
		}
		d.p.Rotation.Do()
		d.answered()
		if note := d.p.State().Account.Note; note != "Organization: the default one." {
			t.Errorf("asked of %q", note)
		}
		if st := d.step(); st.Button != "Choose which goes…" || st.Sub[0].Text != "Bitmovin Streams has 2 at most" {
			t.Fatalf("%+v", d.p.State().Rotation)
		}
		signs := d.profile().KeyID
		d.answer(platform.ShortID(other), true)
		d.p.Rotation.Do()
		d.answered()
		if len(d.choices) != 1 || !strings.HasPrefix(d.choices[0], platform.ShortID(other)) {
			t.Errorf("offered to go: %q, where %s signs", d.choices, platform.ShortID(signs))
		}
		if st := d.step(); st.Button != "Create at Bitmovin Streams" || len(s.Keys()) != 1 {
			t.Errorf("%+v", st)
		}
		d.p.Rotation.Do()
		d.answered()
		if d.step().Button != "Sign with the new key" {
			t.Errorf("%+v", d.p.State().Rotation)
		}
		d.answer(nil, true)
		d.p.Rotation.GiveUp()
		d.p.Rotation.GiveUp()
		d.steady()
		if d.profile().Rotation != nil || len(d.profile().Items) != 2 {
			t.Errorf("%+v", d.profile())
		}
	})
}

// A limit that is reached says what to do.
func TestLimitReached(t *testing.T) {
	before(t, "bitmovin", func(d *desk, s *platformapi.Server) {
		d.connect(s, "bitmovin", "Live")
		s.Add(t, d.now)
		s.Add(t, d.now)
		if a := d.made("Third").Account; a.Trouble != "No key was made" || !strings.HasPrefix(a.Text, "This organization has two signing keys already") || d.p.State().Left.Title != "" {
			t.Errorf("%+v, %+v", a, d.p.State().Left)
		}
	})
}

// A reply that is lost in a rotation is asked for again there.
func TestRotationLost(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		d.connect(s, "fastpix", "Shop")
		d.made("Shop")
		d.p.Rotation.Open()
		d.p.Rotation.Do()
		d.answered()
		cutReply(s)
		d.p.Rotation.Do()
		d.answered()
		if r := d.p.State().Rotation; !r.Asked || !r.Again || !r.Told || !strings.Contains(r.Lost, "cut the connection") || d.p.State().Left.Title != "" || d.step().Button != "" {
			t.Errorf("%+v", r)
		}
		s.After(nil)
		d.p.Rotation.Again()
		d.answered()
		if r := d.p.State().Rotation; r.Asked || d.step().Button != "Sign with the new key" || len(s.Keys()) != 2 || d.p.State().Left.Title != "" {
			t.Errorf("%+v, left %+v", r, d.p.State().Left)
		}
	})
}

// A rotation without a call is guided, and waits until a change has taken effect.
func TestRotationByHand(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		d.b.SaveKey(vault.Profile{Name: "Archive CDN", Platform: "edgecast"}, generated(t, keys.NewHex256), nil, func(vault.Profile, error) {})
		d.steady()
		st := d.p.State()
		if a := st.Account; !a.Shown || a.CanManage || a.CanCreate || !a.CanRotate || a.Note == "" || !st.CanRole {
			t.Errorf("%+v", a)
		}
		d.p.Rotation.Open()
		d.p.Rotation.Do() // begin
		d.steady()
		d.p.Rotation.Do() // make
		d.steady()
		if st := d.p.State(); st.Items[1].Name != "Archive CDN, next" || st.Items[1].Role != "Next" || st.Rotation.NeedsNew != "it needs the new secret" || d.step().Button != "Done" {
			t.Fatalf("%+v, %+v", st.Items, st.Rotation)
		}
		for range 3 { // copy, put, deploy
			d.p.Rotation.Do()
			d.steady()
		}
		if r := d.p.State().Rotation; r.Banner != "Waiting for the change to take effect" || r.Clock != "01:00:00" || !d.step().Disabled {
			t.Errorf("%+v, %+v", r, d.step())
		}
		d.now = d.now.Add(time.Hour)
		d.p.Rotation.Back()
		d.p.Tick()
		if due := d.p.State().Due; due.Title != "The rotation of Archive CDN goes on" {
			t.Errorf("%+v", due)
		}
		d.p.Rotation.ShowDue()
		for i, want := range []string{"Sign with the new key", "Done", "Done"} {
			if st := d.step(); st.Button != want || st.Disabled {
				t.Errorf("%d: %+v", i, st)
			}
			d.p.Rotation.Do()
			d.steady()
		}
		for range 2 { // empty, deploy
			d.p.Rotation.Do()
			d.steady()
		}
		if r := d.p.State().Rotation; r.Banner != "The rotation is done" || len(s.Requests()) != 0 {
			t.Errorf("%+v", r)
		}
	})
}

// Where the account goes in the middle of a rotation, no step asks a host without a name.
func TestRotationAccountGone(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		acc := d.connect(s, "fastpix", "Shop")
		d.made("Shop")
		d.p.Rotation.Open()
		d.p.Rotation.Do()
		d.answered()
		d.p.change(func(s *vault.Store) error { return s.DeleteAccount(acc.ID) }, d.p.failed)
		d.steady()
		if st := d.step(); !st.Disabled || st.Host != "api.fastpix.com" || d.p.State().Rotation.Banner != "The account is gone" {
			t.Errorf("%+v, %+v", st, d.p.State().Rotation)
		}
	})
}

// What came of a request is told where it belongs: a creation on the account's card, a step on
// the page and the card of its profile. What failed of a creation is named.
func TestTroubleStaysWhereItBelongs(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		trouble := func(when, want string) {
			t.Helper()
			if a := d.p.State().Account; a.Trouble != want || a.Failed != (want != "") {
				t.Errorf("%s: %q", when, a.Trouble)
			}
		}
		choose := func(name string) {
			t.Helper()
			for i, item := range d.p.State().Items {
				if item.Name == name {
					d.p.List.Choose(i)
				}
			}
			if d.p.State().Name != name {
				t.Fatalf("there is no %s", name)
			}
		}
		d.connect(s, "fastpix", "Account")
		d.made("Shop")
		s.Before(func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method == http.MethodGet {
				_, _ = w.Write([]byte("<html>"))
				return true
			}
			return false
		})
		const untested = "The key is saved, and was not tested"
		if a := d.made("Late").Account; !strings.HasPrefix(a.Text, "Made ") || !strings.Contains(a.Text, "saved it as Late") {
			t.Errorf("%q: %q", a.Trouble, a.Text)
		}
		trouble("made", untested)
		choose("Shop")
		d.p.Rotation.Open()
		trouble("on the page of another", "")
		d.p.Rotation.Back()
		trouble("on the account's card", untested)

		d.p.Rotation.Open()
		d.p.Rotation.Do()
		d.answered()
		trouble("its own step", "The rotation was not begun")
		d.p.Rotation.Back()
		trouble("the card of that profile", "The rotation was not begun")
		choose("Late")
		trouble("the card of another", "")
		d.p.Rotation.Open()
		trouble("the page of another", "")
	})
}
