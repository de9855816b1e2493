package settings

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/internal/uitest"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
)

// memory keeps settings for a test.
type memory struct {
	token, lock, skew time.Duration
	text              int
}

func (m *memory) TokenFor() time.Duration      { return m.token }
func (m *memory) SetTokenFor(d time.Duration)  { m.token = d }
func (m *memory) LockAfter() time.Duration     { return m.lock }
func (m *memory) SetLockAfter(d time.Duration) { m.lock = d }
func (m *memory) Skew() time.Duration          { return m.skew }
func (m *memory) SetSkew(d time.Duration)      { m.skew = d }

func (m *memory) TextSize() int     { return m.text }
func (m *memory) SetTextSize(n int) { m.text = n }

// ring is a keyring in memory.
type ring map[string]string

func (r ring) Get(account string) (string, error) {
	if text, ok := r[account]; ok {
		return text, nil
	}
	return "", vault.ErrNoEntry
}
func (r ring) Set(account, text string) error { r[account] = text; return nil }
func (r ring) Delete(account string) error    { delete(r, account); return nil }

// desk is a presenter with all that stands around it. What it hands to the
// window's thread waits in a queue until the test drains it.
type desk struct {
	t       *testing.T
	p       *Presenter
	store   *vault.Store
	memory  memory
	look    int
	resized int // how often texts were asked to be of another size
	copied  []string
	toasts  []string
	failed  []string // what did not go

	words   []string // for the questions for a passphrase
	problem string   // with the last of them

	uitest.Thread
}

// word is the next answer, "" for none.
func (d *desk) word() (word string) {
	if len(d.words) > 0 {
		word, d.words = d.words[0], d.words[1:]
	}
	return word
}

func (d *desk) open(try func(string, func(string))) {
	if word := d.word(); word != "" {
		try(word, func(problem string) {
			if d.problem = problem; problem != "" {
				d.open(try)
			}
		})
	}
}

// atDesk runs a test with a fresh presenter in a bubble; keyring is nil for none.
func atDesk(t *testing.T, keyring vault.Keyring, test func(d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &desk{t: t, memory: memory{token: time.Minute, lock: 15 * time.Minute, text: 100}}
		path := filepath.Join(t.TempDir(), "profiles.json")
		var p *Presenter
		b := book.Open(d.Do, func() *vault.Store {
			d.store = vault.Open(path, keyring, nil)
			return d.store
		}, func() { p.Changed() })
		p = New(Services{
			Now: time.Now, Zone: time.FixedZone("CET", 3600), Book: b, Stored: &d.memory,
			TokenTimes: []time.Duration{30 * time.Second, time.Minute, 0},
			LockTimes:  []time.Duration{5 * time.Minute, 15 * time.Minute, 0},
			Skews:      []time.Duration{0, 30 * time.Second},
			TextSizes:  []int{90, 100, 150}, Resize: func() { d.resized++ },
			Look: func() int { return d.look }, SetLook: func(i int) { d.look = i },
			Version: "v1.2.3", Path: path,
			Copy: func(text string, done func(string)) {
				d.copied = append(d.copied, text)
				done("")
			},
			Toast: func(s string) { d.toasts = append(d.toasts, s) },
			Fail:  func(s string) { d.failed = append(d.failed, s) },
			Ask: prompt.Asks{
				Open: func(_ prompt.Opening, try func(string, func(string))) { d.open(try) },
				Passphrase: func(_ prompt.Sealing, done func(string)) {
					if word := d.word(); word != "" {
						done(word)
					}
				},
			},
		}, func(State) {})
		d.p = p
		d.settle()
		test(d)
		d.settle()
		d.store.Close()
	})
}

func (d *desk) settle() State {
	d.Settle()
	return d.p.State()
}

// said is the last thing that was said.
func (d *desk) said() string {
	if len(d.toasts) == 0 {
		return ""
	}
	return d.toasts[len(d.toasts)-1]
}

func (d *desk) save() {
	d.t.Helper()
	if _, err := d.store.Put(vault.Profile{Name: "Shop"}, vault.NewItem{Item: vault.Item{Name: vault.SigningKey}, Text: secret.New([]byte("a secret"))}); err != nil {
		d.t.Fatal(err)
	}
	d.settle()
}

func TestChoices(t *testing.T) {
	atDesk(t, ring{}, func(d *desk) {
		s := d.p.State()
		if got := strings.Join(s.Tokens.Options, " ") + "|" + strings.Join(s.Lock.Options, " ") + "|" + strings.Join(s.Skew.Options, " "); got != "30 s 60 s Never|5 min 15 min Never|None 30 s" {
			t.Errorf("offers %s", got)
		}
		if s.Tokens.Chosen != 1 || s.Lock.Chosen != 1 || s.Skew.Chosen != 0 || s.Look != 0 {
			t.Errorf("%+v", s)
		}
		d.p.ChooseTokens(2)
		d.p.ChooseLock(0)
		d.p.ChooseSkew(1)
		d.p.ChooseLook(2)
		if got := strings.Join(s.Text.Options, " "); got != "90 % 100 % 150 %" || s.Text.Chosen != 1 {
			t.Errorf("text size %+v", s.Text)
		}
		d.p.ChooseTextSize(2)
		s = d.settle()
		if s.Tokens.Chosen != 2 || s.Lock.Chosen != 0 || s.Skew.Chosen != 1 || s.Look != 2 {
			t.Errorf("%+v", s)
		}
		if want := (memory{0, 5 * time.Minute, 30 * time.Second, 150}); d.memory != want || d.look != 2 || d.resized != 1 {
			t.Errorf("stored %+v, look %d", d.memory, d.look)
		}
	})
}

func TestClock(t *testing.T) {
	at := time.Date(2026, 11, 22, 14, 30, 5, 0, time.UTC)
	for _, c := range []struct {
		name      string
		zone      *time.Location
		text, now string
	}{
		{"ahead", time.FixedZone("CET", 3600), "CET, UTC+01:00", "14:30 UTC, 15:30 here"},
		{"on another day", time.FixedZone("NZDT", 13*3600), "NZDT, UTC+13:00", "14:30 UTC, Mon 03:30 here"},
		{"without a name", time.FixedZone("-03", -3*3600), "UTC-03:00", "14:30 UTC, 11:30 here"},
		{"UTC", time.UTC, "UTC", "14:30 UTC"},
	} {
		rows := clock(at, c.zone)
		if got := rows[0].Value[0].Text; got != c.text {
			t.Errorf("%s: zone %q", c.name, got)
		}
		if got := rows[1].Value[0].Text; got != c.now {
			t.Errorf("%s: now %q", c.name, got)
		}
	}
}

// The saved secrets go from the keyring to a passphrase, under lock, and back.
func TestProtection(t *testing.T) {
	atDesk(t, ring{}, func(d *desk) {
		d.save()
		s := d.p.State()
		if !strings.Contains(s.Home, "keyring") || s.Reason != "" || !s.CanLock || s.CanUnlock || s.CanUseKeyring || s.Passphrase != "Use a passphrase" {
			t.Errorf("in the keyring: %+v", s)
		}
		d.p.UsePassphrase() // and none is given
		if d.settle(); d.store.State().Home != vault.InKeyring || len(d.toasts) > 0 {
			t.Errorf("said %q", d.said())
		}
		d.words = []string{"correct horse"}
		d.p.UsePassphrase()
		if s := d.p.State(); s.Working == "" || s.Passphrase != "" || s.CanLock {
			t.Errorf("at work: %+v", s)
		}
		s = d.settle()
		if !strings.Contains(s.Home, "under your passphrase") || s.Working != "" || !s.CanUseKeyring || s.Passphrase != "Change the passphrase" {
			t.Errorf("under a passphrase: %+v, said %q", s, d.said())
		}
		d.p.Lock()
		if s = d.settle(); !strings.HasPrefix(s.Home, "Locked. ") || !s.CanUnlock || s.CanLock || s.CanUseKeyring || s.Passphrase != "" {
			t.Errorf("locked: %+v", s)
		}
		d.words = []string{"wrong"}
		d.p.Unlock()
		if s = d.settle(); !s.CanUnlock || !strings.HasPrefix(d.problem, "This is not the passphrase.") {
			t.Errorf("answered %q", d.problem)
		}
		d.words = []string{"wrong", "correct horse"} // the question stays
		d.p.Unlock()
		if s = d.settle(); s.CanUnlock || d.said() != "Unlocked" || d.problem != "" {
			t.Errorf("said %q, answered %q", d.said(), d.problem)
		}
		d.p.UseKeyring()
		if d.settle(); d.store.State().Home != vault.InKeyring {
			t.Errorf("said %q", d.said())
		}
	})
}

func TestWithoutAKeyring(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		s := d.p.State()
		if s.Home != "In memory, for this session only." || !strings.HasPrefix(s.Reason, "There is no keyring") || s.CanLock || s.Passphrase != "Use a passphrase" {
			t.Errorf("%+v", s)
		}
		d.p.UseKeyring()
		if d.settle(); len(d.failed) != 1 || !strings.HasPrefix(d.failed[0], "There is no keyring") || len(d.toasts) > 0 {
			t.Errorf("said %q, failed %q", d.toasts, d.failed)
		}
	})
}

// The secrets lock as it is set, from the start on and when it is changed.
func TestIdleLock(t *testing.T) {
	for _, c := range []struct {
		name string
		set  int // -1 for as it is
		at   time.Duration
	}{
		{"from the start", -1, 15 * time.Minute},
		{"changed", 0, 5 * time.Minute},
		{"never", 2, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, ring{}, func(d *desk) {
				d.save()
				if c.set >= 0 {
					d.p.ChooseLock(c.set)
					d.settle()
				}
				d.store.Touch()
				if c.at == 0 {
					time.Sleep(24 * time.Hour)
					if s := d.settle(); s.CanUnlock {
						t.Error("locked after a day")
					}
					return
				}
				time.Sleep(c.at - time.Second)
				if s := d.settle(); s.CanUnlock {
					t.Error("locked too early")
				}
				time.Sleep(time.Second)
				if s := d.settle(); !s.CanUnlock {
					t.Error("still open")
				}
			})
		})
	}
}

func TestCopyPath(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		done := false
		d.p.CopyPath(func() { done = true })
		if !done || len(d.copied) != 1 || d.copied[0] != d.p.State().Path || d.said() != "Path copied" {
			t.Errorf("copied %q, said %q", d.copied, d.said())
		}
	})
}
