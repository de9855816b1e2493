package keys

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformapi"
	"playtoken/ui/viewmodel"
)

// An account is made, asked, renamed and deleted. Its credentials are in no state, and
// nobody is asked before the button is pressed.
func TestAccount(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		d.p.Accounts.Open("fastpix", "")
		if a := d.p.Accounts.State(); a.MadeAt != "FastPix makes them under Settings, Access Tokens." || a.Host != "api.fastpix.com" || len(a.Fields) != 2 || a.Fields[0].Secret || !a.Fields[1].Secret || a.Saved {
			t.Errorf("%+v", a)
		}
		d.p.Accounts.Save(Typed{Name: "Shop", Credentials: map[string]string{"token_id": "x"}}, false)
		if a := d.p.Accounts.State(); a.Status != "The access token secret is missing." || a.At != 1 {
			t.Errorf("%+v", a)
		}
		d.p.Accounts.Changed("token_id")
		if a := d.p.Accounts.State(); a.At != 1 {
			t.Errorf("another one is typed: %+v", a)
		}
		d.p.Accounts.Changed("token_secret")
		if a := d.p.Accounts.State(); a.Status != "" || a.At != -1 {
			t.Errorf("it is being typed: %+v", a)
		}
		d.p.Accounts.Save(Typed{Name: "Shop", Base: "http://api.example.com", Credentials: map[string]string{"token_id": "x", "token_secret": "y"}}, false)
		d.steady()
		if a := d.p.Accounts.State(); !strings.HasPrefix(a.Status, "Without TLS the credentials would be read on the way.") {
			t.Errorf("%+v", a)
		}
		acc := d.connect(s, "fastpix", "Shop workspace")
		st := d.p.State()
		if a := st.Account; a.Title != "At FastPix" || a.Account != "Shop workspace" || a.Asked != "not asked yet" || "http://"+a.Host != s.Base || st.Items[0].Name != "Shop workspace" {
			t.Errorf("%+v", st)
		}
		if len(s.Requests()) != 0 {
			t.Errorf("asked for %q before a button was pressed", s.Requests())
		}
		s.Add(t, d.now.AddDate(0, 0, -76))
		d.p.Account.Ask()
		if a := d.answered().Account; a.Asked != "asked today 12:00, 1 key" || len(a.Keys) != 1 || a.Keys[0].Age != "76 days" || a.Keys[0].Date != "14 Sep" || a.Keys[0].SavedAs != "not saved here" || a.AccountMood != viewmodel.Fine {
			t.Errorf("%+v", a)
		}
		// What is empty is kept, and what is not secret can be seen.
		d.p.Accounts.Open("fastpix", acc.ID)
		d.steady()
		if a := d.p.Accounts.State(); !a.Fields[1].Kept || a.Fields[1].Value != "" || a.Fields[0].Value == "" || a.Base != s.Base {
			t.Errorf("%+v", a)
		}
		d.p.Accounts.Save(Typed{Name: "Renamed", Base: s.Base}, true)
		d.steady()
		if a := d.answered().Account; a.Account != "Renamed" || a.Failed || len(s.Requests()) != 2 {
			t.Errorf("%+v, asked for %q", a, s.Requests())
		}
		for _, text := range s.Credentials() {
			fixtures.NoPiece(t, "a state", text, d.states)
			fixtures.NoPiece(t, "what was said", text, append(d.toasts, d.asked...))
		}
		d.answer(nil, true)
		d.p.Accounts.Open("fastpix", acc.ID)
		d.p.Accounts.Delete()
		d.p.Accounts.Open("fastpix", acc.ID)
		d.p.Accounts.Delete()
		d.until("the account to go", func() bool { return len(d.b.Accounts()) == 0 })
		if !strings.HasPrefix(d.asked[0], "Delete the account Renamed?/") {
			t.Errorf("asked %q", d.asked)
		}
	})
}

// An account is saved, and a key made, while the secrets are locked: they are unlocked in
// place, and what was typed stays where that is given up.
func TestAccountWhileLocked(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		d.answer("correct horse")
		d.p.Safe.Protect()
		d.until("a passphrase", func() bool { return d.b.State().Home == vault.UnderPassphrase })
		d.p.Safe.Lock()
		d.steady()
		closed := 0
		d.p.Accounts.Closed = func() { closed++ }
		typed := Typed{Name: "Shop", Base: s.Base, Credentials: map[string]string{}}
		for name, text := range s.Credentials() {
			typed.Credentials[name] = string(text.Reveal())
		}
		d.p.Accounts.Open("fastpix", "")
		d.answer(nil, "correct horse")
		d.p.Accounts.Save(typed, false)
		if d.steady(); closed != 0 || len(d.b.Accounts()) > 0 {
			t.Errorf("given up: closed %d times, %d accounts", closed, len(d.b.Accounts()))
		}
		d.p.Accounts.Save(typed, false)
		d.until("the account", func() bool { return closed == 1 })
		if len(d.b.Accounts()) != 1 || d.b.State().Locked {
			t.Errorf("%d accounts, said %q", len(d.b.Accounts()), d.toasts)
		}
		d.p.Safe.Lock()
		d.steady()
		d.answer("correct horse", "New key")
		d.p.Account.Create()
		d.until("a key", func() bool { return len(d.b.List()) == 1 })
		d.answered()
	})
}

// A refusal says what to do in the platform's terms, and no connection that there is none.
func TestAccountFails(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		d.connect(s, "fastpix", "Shop")
		s.Before(func(w http.ResponseWriter, r *http.Request) bool {
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = w.Write([]byte(`{"success":false,"error":{"code":401,"message":"no"}}`))
			return true
		})
		d.p.Account.Ask()
		if a := d.p.State().Account; strings.Contains(a.Asked, "not asked") || a.Empty != "" {
			t.Errorf("while it is asked: %+v", a)
		}
		if a := d.answered().Account; a.Asked != "asked today 12:00" || a.Empty != "" {
			t.Errorf("it was asked: %+v", a)
		}
		if a := d.p.State().Account; !a.Failed || a.Trouble != "The keys were not listed" || !strings.HasPrefix(a.Text, "FastPix does not accept this access token. Token ID and secret must be of one token") || a.AccountMood != viewmodel.Failed {
			t.Errorf("%+v", a)
		}
		typed := Typed{Name: "Shop", Base: "http://127.0.0.1:1", Credentials: map[string]string{}}
		d.p.Accounts.Open("fastpix", d.b.Accounts()[0].ID)
		d.p.Accounts.Save(typed, false)
		d.steady()
		if a := d.p.State().Account; a.Asked != "not asked yet" || a.Failed {
			t.Errorf("another address: %+v", a)
		}
		d.p.Account.Ask()
		if a := d.answered().Account; a.Trouble != "Offline, or out of reach. The keys were not listed" || !strings.HasPrefix(a.Text, "127.0.0.1:1 does not take the connection.") {
			t.Errorf("%+v", a)
		}
		d.p.Safe.Lock()
		d.steady()
		if a := d.p.State().Account; !a.Busy || a.AccountIcon != "lock" {
			t.Errorf("locked: %+v", a)
		}
	})
}

// A request that takes long is told after half a second, and can be given up.
func TestAccountWaits(t *testing.T) {
	before(t, "mux", func(d *desk, s *platformapi.Server) {
		d.connect(s, "mux", "Mux")
		come, go1 := make(chan struct{}), make(chan struct{})
		s.Before(func(w http.ResponseWriter, r *http.Request) bool {
			close(come)
			<-go1
			return false
		})
		d.p.Account.Ask()
		<-come
		if a := d.p.State().Account; a.Working != "" || !a.Busy {
			t.Errorf("%+v", a)
		}
		d.p.Account.Ask() // one request a button
		if len(d.timers) != 1 {
			t.Errorf("asked %d times", len(d.timers))
		}
		d.goOff(slowAfter)
		if a := d.p.State().Account; !strings.HasPrefix(a.Working, "Asking 127.0.0.1:") || !a.CanCancel {
			t.Errorf("%+v", a)
		}
		d.p.Account.Cancel()
		if a := d.answered().Account; a.Working != "" || a.Failed || a.Busy || !strings.HasPrefix(a.Empty, "It was asked,") {
			t.Errorf("%+v", a)
		}
		close(go1)
		if len(s.Requests()) != 1 {
			t.Errorf("asked for %q", s.Requests())
		}
	})
}

// A creation that is given up may have been carried out all the same.
func TestCreateGivenUp(t *testing.T) {
	before(t, "mux", func(d *desk, s *platformapi.Server) {
		d.connect(s, "mux", "Mux")
		made, end := make(chan struct{}), make(chan struct{})
		defer close(end)
		s.After(func(*http.Request) {
			close(made)
			<-end
		})
		d.answer("Shop")
		d.p.Account.Create()
		<-made
		d.goOff(slowAfter)
		if a := d.p.State().Account; !strings.HasPrefix(a.Working, "Creating a key at 127.0.0.1:") || !a.CanCancel {
			t.Errorf("%+v", a)
		}
		d.p.Account.Cancel()
		if st := d.answered(); st.Account.Trouble != "The key may have been made all the same" || !st.Left.Look || len(s.Keys()) != 1 {
			t.Errorf("%+v, %+v", st.Account, st.Left)
		}
	})
}

// A key that is made is saved and tested before it is told.
func TestCreateAtPlatform(t *testing.T) {
	for name, want := range map[string]string{
		"fastpix":    "A test token fits the public half that FastPix gave out.",
		"mux":        "A test token fits the key's own public half; Mux gives none out to compare with.",
		"bitmovin":   "A test token fits the key's own public half; Bitmovin Streams gives none out to compare with.",
		"cloudflare": "A test token fits the key's own public half; Cloudflare Stream gives none out to compare with.",
	} {
		t.Run(name, func(t *testing.T) {
			before(t, name, func(d *desk, s *platformapi.Server) {
				d.connect(s, name, "Shop")
				d.p.Account.Ask()
				d.answered()
				st := d.made("Shop production")
				id := s.Keys()[0].ID
				if a := st.Account; a.Failed || a.Done != "Made "+platform.ShortID(id)+" and saved it as Shop production, in the keyring. "+want || len(a.Keys) != 1 || a.Keys[0].SavedAs != "Shop production" {
					t.Errorf("%+v", a)
				}
				if st.Name != "Shop production" || st.KeyID != id || !st.Private || st.Items[0].Platform != label(name) || len(st.Left.Title) > 0 {
					t.Errorf("%+v", st)
				}
				if p := d.profile(); p.Account != d.b.Accounts()[0].ID {
					t.Errorf("%+v", p)
				}
				if h := d.asked[0]; !strings.HasPrefix(h, "Create a key at "+label(name)) {
					t.Errorf("asked %q", h)
				}
				// Deleting names the key and what dies; here it stays.
				if err := d.store.Signed(d.profile().ID, vault.SigningKey, d.now.Add(time.Hour)); err != nil {
					t.Fatal(err)
				}
				d.steady()
				d.answer(nil, true)
				d.p.Account.Delete(0)
				d.p.Account.Delete(0)
				a := d.answered().Account
				q := d.asked[1]
				for _, piece := range []string{"Delete " + platform.ShortID(id) + " at ", id, "signs with now", "The latest token signed here with it ends on Sun 29 Nov, 13:00:00 UTC", strings.TrimPrefix(s.Base, "http://")} {
					if !strings.Contains(q, piece) {
						t.Errorf("%q does not say %q", q, piece)
					}
				}
				if len(a.Keys) != 0 || len(s.Keys()) != 0 || len(d.b.List()) != 1 || !strings.HasPrefix(a.Done, "Deleted ") {
					t.Errorf("%+v", a)
				}
			})
		})
	}
}

// cut lets the platform make a key and cuts the connection before it has answered.
func cutReply(s *platformapi.Server) {
	s.After(func(r *http.Request) {
		if r.Method == http.MethodPost {
			panic(http.ErrAbortHandler)
		}
	})
}

// A creation whose reply was lost leads to the list, and is asked for again where the
// platform knows its request.
func TestCreateLost(t *testing.T) {
	for _, platform := range []string{"fastpix", "mux"} {
		t.Run(platform, func(t *testing.T) {
			before(t, platform, func(d *desk, s *platformapi.Server) {
				d.connect(s, platform, "Shop")
				s.Add(t, d.now.AddDate(0, -1, 0))
				d.p.Account.Ask()
				d.answered()
				cutReply(s)
				st := d.made("Shop production")
				if a := st.Account; a.Trouble != "The key may have been made all the same" || a.Mood != viewmodel.Careful || len(d.b.List()) != 0 || len(s.Keys()) != 2 {
					t.Errorf("%+v", a)
				}
				if l := st.Left; !strings.HasPrefix(l.Title, "A key was asked for at "+l.Host+", today 12:00") || l.Restore || !l.Look || l.Again != (platform == "fastpix") {
					t.Errorf("%+v", l)
				}
				s.After(nil)
				// After a restart it is offered as well.
				d.store.Lock()
				d.open()
				d.p.Safe.Unlock()
				d.steady()
				d.steady()
				if l := d.p.State().Left; l.Title == "" || l.Again != (platform == "fastpix") {
					t.Errorf("after a restart: %+v", l)
				}
				d.p.Left.ShowList()
				d.p.Account.Ask()
				if a := d.answered().Account; len(a.Keys) != 2 {
					t.Errorf("%+v", a)
				}
				if platform == "fastpix" {
					d.p.Left.Again()
					if st = d.answered(); st.Left.Title != "" || st.Name != "Shop production" || len(s.Keys()) != 2 || st.KeyID != s.Keys()[0].ID {
						t.Errorf("%+v", st)
					}
					return
				}
				d.answer(true)
				d.p.Left.Forget()
				d.steady()
				if l := d.steadyState().Left; l.Title != "" || !strings.Contains(d.asked[1], "Forget this creation?/If the key was made, it stays") {
					t.Errorf("%+v, asked %q", l, d.asked)
				}
			})
		})
	}
}

func (d *desk) steadyState() State {
	d.steady()
	return d.p.State()
}

// What another program has left while this one was running is offered when the secrets are
// unlocked.
func TestLeftByAnother(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		acc := d.connect(s, "fastpix", "Shop")
		entry, err := d.store.Journal(map[string]string{"platform": "fastpix", "host": "api.fastpix.com", "account": acc.ID, "name": "Shop", "request": "r"})
		if err != nil {
			t.Fatal(err)
		}
		entry.Close()
		d.steady()
		if l := d.p.State().Left; l.Title != "" {
			t.Errorf("%+v", l)
		}
		d.p.Safe.Lock()
		d.steady()
		d.p.Safe.Unlock()
		d.steady()
		if l := d.steadyState().Left; l.Title != "A key was asked for at api.fastpix.com, today 12:00, and the answer did not come" || !l.Again {
			t.Errorf("%+v", l)
		}
	})
}

// In the session in which a reply was lost, the list marks the key that was not there
// before.
func TestCreateLostIsMarked(t *testing.T) {
	before(t, "mux", func(d *desk, s *platformapi.Server) {
		d.connect(s, "mux", "Shop")
		s.Add(t, d.now.AddDate(0, -1, 0))
		d.p.Account.Ask()
		d.answered()
		cutReply(s)
		d.made("Shop production")
		s.After(nil)
		d.p.Account.Ask()
		if a := d.answered().Account; len(a.Keys) != 2 || a.Keys[0].SavedAs != "new, its answer was lost" || a.Keys[1].SavedAs != "not saved here" {
			t.Errorf("%+v", a.Keys)
		}
	})
}

// A key that cannot be saved is shown once, and kept sealed for the next start.
func TestCreateUnsaved(t *testing.T) {
	before(t, "mux", func(d *desk, s *platformapi.Server) {
		d.connect(s, "mux", "Shop")
		s.After(func(r *http.Request) { d.store.Lock() })
		d.made("Shop production")
		if len(d.unsaved) != 1 || d.unsaved[0].ID != s.Keys()[0].ID || d.unsaved[0].Whole || !strings.Contains(d.unsaved[0].Text, "locked") || len(d.b.List()) != 0 {
			t.Fatalf("%+v", d.unsaved)
		}
		closed := 0
		d.answer(nil)
		d.p.Unsaved.Close(func() { closed++ })
		if closed != 0 {
			t.Error("it closes by accident")
		}
		d.p.Unsaved.Copy(func() {})
		if len(d.secrets) != 1 || !keyOf(t, d.secrets[0]).Private() {
			t.Errorf("%d copied", len(d.secrets))
		}
		fixtures.NoPiece(t, "a state", secret.New([]byte(d.secrets[0])), d.states)
		d.p.Unsaved.Save()
		if string(d.saved) != d.secrets[0] {
			t.Error("the file has something else")
		}
		d.p.Unsaved.Close(func() { closed++ })
		if closed != 1 || d.p.Unsaved.Reveal() != "" {
			t.Error("it is still there")
		}
		s.After(nil)
		d.p.Safe.Unlock()
		d.steady()
		if l := d.steadyState().Left; !l.Restore || l.Again || l.Look {
			t.Fatalf("%+v", l)
		}
		d.p.Left.Restore()
		d.steady()
		if st := d.steadyState(); st.Left.Title != "" || st.Name != "Shop production" || st.KeyID != s.Keys()[0].ID || d.said() != "Saved: Shop production" {
			t.Errorf("%+v, said %q", st, d.toasts)
		}
	})
}

// A platform with one secret gives it out, and has a policy.
func TestProjectSecret(t *testing.T) {
	before(t, "fastevo", func(d *desk, s *platformapi.Server) {
		d.connect(s, "fastevo", "Courses")
		if a := d.p.State().Account; !a.CanRead || a.CanCreate || a.CanAsk || !a.HasPolicy || a.Policy != -1 {
			t.Errorf("%+v", a)
		}
		d.answer("Courses")
		d.p.Project.Read()
		d.steady()
		if st := d.answered(); st.Name != "Courses" || !st.Shared || st.Account.Done != "The secret that Fastevo MP2 has now is saved as Courses." {
			t.Errorf("%+v", st)
		}
		d.p.Project.AskPolicy()
		if a := d.answered().Account; a.Policy != 0 || a.Asked != "asked today 12:00" {
			t.Errorf("%+v", a)
		}
		d.answer(nil, true)
		d.p.Project.SetPolicy(1)
		d.p.Project.SetPolicy(1)
		if a := d.answered().Account; a.Policy != 1 || !strings.HasPrefix(d.asked[1], "Set the policy to signed?/The Engage Kit then refuses") {
			t.Errorf("%+v, asked %q", a, d.asked)
		}
		s.Before(func(w http.ResponseWriter, r *http.Request) bool {
			_, _ = w.Write([]byte(`{"engageKitAccessPolicy":"restricted"}`))
			return true
		})
		d.p.Project.AskPolicy()
		if a := d.answered().Account; a.Policy != -1 || a.PolicyNote != "Fastevo MP2 says: restricted" {
			t.Errorf("%+v", a)
		}
		s.Before(nil)
		// Rotated: the old secret stays as replaced.
		d.p.Rotation.Open()
		if r := d.p.State().Rotation; !strings.HasPrefix(r.Detail, "Rotate makes a new secret for the whole project.") {
			t.Errorf("%+v", r)
		}
		for _, step := range []string{"read", "rotate"} {
			if r := d.p.State().Rotation; !r.Open {
				t.Fatalf("%s: %+v", step, r)
			}
			d.p.Rotation.Do()
			d.steady()
		}
		d.answered()
		d.answer(true)
		d.p.Rotation.Do()
		st := d.answered()
		if p := d.profile(); len(p.Items) != 2 || !strings.Contains(d.asked[len(d.asked)-1], "may stop working at once") || st.Rotation.Banner != "The rotation is done" {
			t.Errorf("%+v, %+v, asked %q", st.Rotation, p, d.asked)
		}
		text, err := d.store.Secret(d.profile().ID, vault.SigningKey)
		if err != nil || !strings.Contains(string(text.Reveal()), s.Secret()) {
			t.Errorf("another secret is saved, %v", err)
		}
	})
}

// A key that signs here and that the platform does not list is told, and one that was saved
// after the list was asked for is not.
func TestKeyNotListed(t *testing.T) {
	before(t, "fastpix", func(d *desk, s *platformapi.Server) {
		d.connect(s, "fastpix", "Shop")
		d.p.Account.Ask()
		d.answered()
		d.made("Shop production")
		if a := d.p.State().Account; a.Failed {
			t.Errorf("just made: %+v", a)
		}
		s.Forget(s.Keys()[0].ID)
		d.now = d.now.Add(time.Minute)
		if a := d.p.State().Account; a.Failed {
			t.Errorf("nobody was asked: %+v", a)
		}
		d.p.Account.Ask()
		if a := d.answered().Account; a.Trouble != "FastPix does not list this key" || a.Mood != viewmodel.Careful || a.AccountMood != viewmodel.Fine {
			t.Errorf("%+v", a)
		}
	})
}

// A setting that was given up while it was being changed is not known any more.
func TestPolicyGivenUp(t *testing.T) {
	before(t, "fastevo", func(d *desk, s *platformapi.Server) {
		acc := d.connect(s, "fastevo", "Courses")
		d.p.Project.ask(acc)
		if a := d.answered().Account; a.Policy != 0 {
			t.Errorf("%+v", a)
		}
		set, end := make(chan struct{}), make(chan struct{})
		s.Before(func(http.ResponseWriter, *http.Request) bool {
			close(set)
			<-end
			return false
		})
		d.answer(true)
		d.p.Project.SetPolicy(1)
		<-set
		d.p.Account.Cancel()
		if a := d.answered().Account; a.Policy != -1 || a.Trouble != "Given up while the policy was being set" {
			t.Errorf("%+v", a)
		}
		close(end)
	})
}
