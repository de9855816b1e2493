package keys

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/vault"
	"playtoken/internal/platformapi"
	"playtoken/internal/uitest"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
)

// desk is a presenter with a vault of its own. What is handed to the window's
// thread waits in a queue until the test drains it.
type desk struct {
	choices []string // of the last choice
	t       *testing.T
	b       *book.Book
	p       *Presenter

	answers  []any    // to the questions, in their order; nil for Cancel
	asked    []string // titles and notes of the questions
	copied   []string
	secrets  []string // copied as secrets
	toasts   []string
	used     []string
	inUse    string
	saved    []byte // the file written last
	states   []State
	fail     error // of writing a file
	now      time.Time
	store    *vault.Store
	timers   []*timer // outside of a bubble they go off when the test says so
	unsaved  []UnsavedState
	naming   prompt.Naming // the last one
	trying   string        // the question for a password
	problem  string        // what was wrong with the one that was given last
	problems []string      // all that were wrong

	uitest.Thread
}

// timer is one that waits to go off.
type timer struct {
	after   time.Duration
	do      func()
	stopped bool
}

// goOff lets the timers of a time go off.
func (d *desk) goOff(after time.Duration) {
	for _, t := range d.timers {
		if t.after == after && !t.stopped {
			t.stopped = true
			t.do()
		}
	}
	d.Settle()
}

// before runs a test outside of a bubble, since it has real sockets: before a platform that
// answers on this machine.
func before(t *testing.T, platform string, test func(*desk, *platformapi.Server)) {
	t.Helper()
	s := platformapi.New(t, platform)
	d := &desk{t: t, now: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)}
	d.Outside = true
	s.Now = func() time.Time { return d.now }
	path := filepath.Join(t.TempDir(), "profiles.json")
	d.store = vault.Open(path, &uitest.Keyring{}, s.Now)
	t.Cleanup(func() { d.store.Close() })
	d.open()
	test(d, s)
	if len(d.answers) > 0 {
		t.Errorf("%d answers were not asked for; asked %q", len(d.answers), d.asked)
	}
}

// open opens the screen on the store, as a start of the program does.
func (d *desk) open() {
	d.b = book.Open(d.Do, func() *vault.Store { return d.store }, func() {
		if d.p != nil {
			d.p.Changed()
		}
	})
	d.p = New(d.services(), func(s State) { d.states = append(d.states, s) })
	d.p.Unsaved.Opened = func(s UnsavedState) { d.unsaved = append(d.unsaved, s) }
	d.until("an open store", d.b.Ready)
}

func (d *desk) until(what string, done func() bool) {
	d.t.Helper()
	d.Until(d.t, what, done)
}

// answered waits until the request that is under way has come to its end.
func (d *desk) answered() State {
	d.t.Helper()
	d.until("an answer", func() bool { return d.p.Account.job == nil })
	d.steady()
	return d.p.State()
}

// steady waits until the store has done what was asked of it.
func (d *desk) steady() {
	d.t.Helper()
	done := false
	d.b.Change(func(*vault.Store) error { return nil }, func(error) { done = true })
	d.until("the store", func() bool { return done })
}

// connect saves an account with the credentials of a platform, under a name.
func (d *desk) connect(s *platformapi.Server, platform, name string) vault.Account {
	d.t.Helper()
	typed := Typed{Name: name, Base: s.Base, Credentials: map[string]string{}}
	for name, text := range s.Credentials() {
		typed.Credentials[name] = string(text.Reveal())
	}
	d.p.Accounts.Open(platform, "")
	d.p.Accounts.Save(typed, false)
	d.until("the account", func() bool { return len(d.b.Accounts()) > 0 && d.p.Accounts.status == "" })
	d.steady()
	return d.b.Accounts()[0]
}

// made creates a key at the platform.
func (d *desk) made(name string) State {
	d.t.Helper()
	d.answer(name)
	d.p.Account.Create()
	return d.answered()
}

// atDesk runs a test with an empty vault that has a keyring, or none.
func atDesk(t *testing.T, keyring bool, test func(*desk)) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "profiles.json")
	synctest.Test(t, func(t *testing.T) {
		d := &desk{t: t}
		var k vault.Keyring
		if keyring {
			k = &uitest.Keyring{}
		}
		d.b = book.Open(d.Do, func() *vault.Store { return vault.Open(path, k, nil) }, func() {
			if d.p != nil {
				d.p.Changed()
			}
		})
		d.p = New(d.services(), func(s State) { d.states = append(d.states, s) })
		d.settle()
		test(d)
		d.settle()
		if len(d.answers) > 0 {
			t.Errorf("%d answers were not asked for; asked %q", len(d.answers), d.asked)
		}
	})
}

func (d *desk) services() Services {
	return Services{
		Now: func() time.Time {
			if d.Outside {
				return d.now
			}
			return time.Now()
		},
		Zone: time.UTC, Book: d.b, Do: d.Do,
		After: func(after time.Duration, f func()) func() {
			if d.Outside {
				one := &timer{after: after, do: f}
				d.timers = append(d.timers, one)
				return func() { one.stopped = true }
			}
			stop := time.AfterFunc(after, func() { d.Do(f) })
			return func() { stop.Stop() }
		},
		Copy:       func(text string, done func(string)) { d.copied = append(d.copied, text); done("") },
		CopySecret: func(text string, done func(string)) { d.secrets = append(d.secrets, text); done("") },
		Toast:      func(text string) { d.toasts = append(d.toasts, text) },
		Fail:       func(text string) { d.toasts = append(d.toasts, text) },
		Use:        func(id string) { d.used = append(d.used, id) },
		InUse:      func() string { return d.inUse },
		Ask: prompt.Asks{
			Text: func(what prompt.Entering, done func(string)) {
				if a, ok := d.ask(what.Title + "/" + what.Label).(string); ok {
					done(a)
				}
			},
			Open: func(what prompt.Opening, try func(string, func(string))) {
				d.trying = what.Title + "/" + what.Label
				d.opening(try)
			},
			Passphrase: func(what prompt.Sealing, done func(string)) {
				if a, ok := d.ask(what.Title + "/" + what.Note).(string); ok {
					done(a)
				}
			},
			Name: func(n prompt.Naming, done func(prompt.Named)) {
				d.naming = n
				switch a := d.ask(n.Title + "/" + n.Name + "/" + n.Note).(type) {
				case string:
					done(prompt.Named{Name: a, Platform: n.Platform, KeyID: n.KeyID}) // as it is suggested
				case prompt.Named:
					done(a)
				}
			},
			Choice: func(title, text string, choices []string, done func(int)) {
				d.choices = choices
				want, ok := d.ask(title + "/" + text).(string)
				for i, label := range choices {
					if ok && strings.HasPrefix(label, want) {
						done(i)
						return
					}
				}
			},
			Sure: func(q prompt.Question, done func()) {
				if d.ask(q.Title+"/"+q.Text+"/"+q.Host) == true {
					done()
				}
			},
			File: func(done func(string, []byte)) {
				if a, ok := d.ask("file").([]byte); ok {
					done("opened", a)
				}
			},
			SaveFile: func(name string, content []byte, done func(error)) {
				d.saved = content
				done(d.fail)
			},
		},
	}
}

// opening answers a question for a password with one answer after the other, until one is
// right.
func (d *desk) opening(try func(string, func(string))) {
	if a, ok := d.ask(d.trying).(string); ok {
		try(a, func(problem string) {
			if d.problem = problem; problem != "" {
				d.problems = append(d.problems, problem)
				d.opening(try)
			}
		})
	}
}

func (d *desk) ask(what string) any {
	d.t.Helper()
	d.asked = append(d.asked, what)
	if len(d.answers) == 0 {
		d.t.Errorf("asked %q, and nothing was expected", what)
		return nil
	}
	a := d.answers[0]
	d.answers = d.answers[1:]
	return a
}

// answer sets what is answered to the questions that come.
func (d *desk) answer(answers ...any) { d.answers = append(d.answers, answers...) }

func (d *desk) settle() State {
	d.Settle()
	return d.p.State()
}

// take takes a text as a drop does.
func (d *desk) take(name, text string) State {
	d.p.Transfer.Take(name, []byte(text))
	return d.settle()
}

func (d *desk) said() string {
	if len(d.toasts) == 0 {
		return ""
	}
	return d.toasts[len(d.toasts)-1]
}

// profile is the profile that is chosen.
func (d *desk) profile() vault.Profile {
	d.t.Helper()
	p, ok := d.b.Find(d.p.chosen.profile)
	if !ok {
		d.t.Fatalf("nothing is chosen; said %q", d.toasts)
	}
	return p
}

func tokenBy(t testing.TB, k *keys.Key, alg string) string {
	t.Helper()
	text, err := jws.Sign(token.NewObject(token.StringMember("alg", alg)), token.NewObject(token.IntMember("exp", 1744866859)), k)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

var errFull = errors.New("no space left on device")
