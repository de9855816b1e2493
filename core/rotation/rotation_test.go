package rotation

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"playtoken/core/account"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/internal/platformapi"
	"playtoken/internal/uitest"
)

// bench is a platform that answers, a store and a clock.
type bench struct {
	t       *testing.T
	server  *platformapi.Server
	path    string
	keyring *uitest.Keyring
	store   *vault.Store
	now     time.Time
}

func newBench(t *testing.T, platform string) *bench {
	t.Helper()
	b := &bench{
		t: t, server: platformapi.New(t, platform), path: filepath.Join(t.TempDir(), "profiles.json"),
		keyring: &uitest.Keyring{}, now: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC),
	}
	b.server.Now = func() time.Time { return b.now }
	b.reopen()
	t.Cleanup(func() { b.store.Close() })
	return b
}

// reopen ends the program and starts it again.
func (b *bench) reopen() {
	if b.store != nil {
		b.store.Close()
	}
	b.store = b.window()
}

// window is another program that has the same file open.
func (b *bench) window() *vault.Store {
	return vault.Open(b.path, b.keyring, func() time.Time { return b.now })
}

func (b *bench) keeper() Keeper { return b.keeperOf(b.store) }

func (b *bench) keeperOf(s *vault.Store) Keeper {
	b.t.Helper()
	of := b.platform()
	c, err := account.New(of, b.server.Credentials(), account.Options{Base: b.server.Base, Now: func() time.Time { return b.now }})
	if err != nil {
		b.t.Fatal(err)
	}
	return Keeper{Client: c, Store: s, Of: of, Now: func() time.Time { return b.now }}
}

func (b *bench) platform() *platform.Platform {
	for _, p := range all.Accounts() {
		if strings.HasSuffix(b.t.Name(), "/"+p.Name) {
			return p
		}
	}
	return all.AccountOf("fastpix")
}

func (b *bench) create(name string) Made {
	b.t.Helper()
	m, err := b.keeper().Create(context.Background(), Creation{Request: account.NewRequest(), Name: name})
	if err != nil {
		b.t.Fatal(err)
	}
	return m
}

func (b *bench) profile(id string) vault.Profile {
	b.t.Helper()
	p, err := b.store.Get(id)
	if err != nil {
		b.t.Fatal(err)
	}
	return p
}

func (b *bench) plan(id string) Plan {
	b.t.Helper()
	p, ok := Of(b.profile(id), b.platform().Rotation, b.now)
	if !ok {
		b.t.Fatal("no rotation is under way")
	}
	return p
}

// A key that is created is in the store, opens as the one that the platform made, and was
// tested against the public half that there is.
func TestCreate(t *testing.T) {
	for name, against := range map[string]Against{
		"fastpix": AgainstPlatform, "mux": AgainstOwn, "bitmovin": AgainstOwn, "cloudflare": AgainstOwn,
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, name)
			m := b.create("Shop")
			made := b.server.Keys()[0]
			if m.Key.ID != made.ID || m.Tested != against || m.Item != vault.SigningKey || !m.Unsaved.IsZero() {
				t.Errorf("%+v", m)
			}
			b.reopen()
			p := b.profile(m.Profile.ID)
			text, err := b.store.Secret(p.ID, vault.SigningKey)
			a := importer.Import(text.Reveal())
			if err != nil || !a.Taken() || !made.Private.Equal(a.Key.Signer()) || p.KeyID != made.ID || p.Platform != name || p.Name != "Shop" {
				t.Errorf("%+v, %v", p, err)
			}
			if left := Lefts(b.store); len(left) != 0 {
				t.Errorf("left: %+v", left)
			}
		})
	}
}

// Nothing is asked for that could not be saved.
func TestNothingIsAskedForWhileLocked(t *testing.T) {
	b := newBench(t, "fastpix")
	b.create("Shop")
	b.store.Lock()
	asked := len(b.server.Requests())
	_, err := b.keeper().Create(context.Background(), Creation{Request: account.NewRequest(), Name: "Next"})
	if !errors.Is(err, vault.ErrLocked) || len(b.server.Requests()) != asked {
		t.Errorf("%v, %q", err, b.server.Requests()[asked:])
	}
}

// cut ends the connection of a creation that was carried out, before its reply.
func (b *bench) cut() {
	b.server.After(func(r *http.Request) {
		if r.Method == http.MethodPost {
			panic(http.ErrAbortHandler)
		}
	})
}

// A creation whose reply was lost is left with its request, and the same key comes when it is
// asked for again; nothing is saved twice.
func TestLostReply(t *testing.T) {
	b := newBench(t, "fastpix")
	b.cut()
	request := account.NewRequest()
	_, err := b.keeper().Create(context.Background(), Creation{Request: request, Name: "Shop"})
	var f *account.Fault
	if !errors.As(err, &f) || !f.MayExist || len(b.server.Keys()) != 1 || len(b.store.List()) != 0 {
		t.Fatalf("%v, %d keys there, %d here", err, len(b.server.Keys()), len(b.store.List()))
	}
	if posts := strings.Count(strings.Join(b.server.Requests(), "\n"), "POST"); posts != 1 {
		t.Errorf("asked for %d times", posts)
	}
	b.server.After(nil)
	b.reopen()
	left := Lefts(b.store)
	if len(left) != 1 || left[0].Kept || left[0].Request != request || left[0].Platform != "fastpix" {
		t.Fatalf("%+v", left)
	}
	b.now = b.now.Add(3 * time.Hour)
	for range 2 {
		m, err := b.keeper().Create(context.Background(), left[0].Creation)
		if err != nil || m.Key.ID != b.server.Keys()[0].ID || len(b.server.Keys()) != 1 || len(b.store.List()) != 1 {
			t.Fatalf("%+v, %v: %d keys there, %d here", m, err, len(b.server.Keys()), len(b.store.List()))
		}
	}
	if left := Lefts(b.store); len(left) != 0 {
		t.Errorf("left: %+v", left)
	}
}

// A platform that gives back an old key in place of a new one is told, and nothing is saved.
func TestReplay(t *testing.T) {
	b := newBench(t, "fastpix")
	request := account.NewRequest()
	for i := range 2 {
		m, err := b.keeper().Create(context.Background(), Creation{Request: request, Name: "Shop"})
		var f *account.Fault
		if i == 0 && err != nil || i == 1 && (!errors.As(err, &f) || f.Code != account.Replayed || !strings.Contains(f.Message, m.Key.ID)) {
			t.Errorf("%+v, %v", m, err)
		}
		b.now = b.now.Add(time.Hour)
	}
	if len(b.store.List()) != 1 || len(Lefts(b.store)) != 0 {
		t.Errorf("%d saved, left: %+v", len(b.store.List()), Lefts(b.store))
	}
}

// A rotation goes on over weeks, through restarts and beside another window, and no key of it
// is lost.
func TestRotation(t *testing.T) {
	for _, name := range []string{"fastpix", "mux", "cloudflare", "bitmovin"} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, name)
			first := b.create("Shop")
			id, r := first.Profile.ID, b.platform().Rotation
			ends := b.now.Add(72 * time.Hour)
			if err := b.store.Signed(id, vault.SigningKey, ends); err != nil {
				t.Fatal(err)
			}
			other := b.window()
			defer other.Close()
			if err := Begin(b.store, id, r, true, b.now); err != nil {
				t.Fatal(err)
			}
			if err := Begin(other, id, r, true, b.now); !errors.Is(err, ErrNotNow) {
				t.Errorf("begun twice: %v", err)
			}
			if c := b.plan(id).Current(); c.Kind != platform.StepMake {
				t.Fatalf("%+v", c)
			}
			b.now = b.now.Add(time.Hour)
			second, err := b.keeper().Make(context.Background(), id, false)
			if err != nil || second.Item != vault.BackupKey {
				t.Fatalf("%+v, %v", second, err)
			}
			if _, err := b.keeperOf(other).Make(context.Background(), id, false); !errors.Is(err, ErrNotNow) {
				t.Errorf("made twice: %v", err)
			}
			b.reopen()
			if p := b.profile(id); p.KeyID != first.Key.ID {
				t.Errorf("it signs with %s already", p.KeyID)
			}
			if err := Sign(b.store, id, r, b.now); err != nil {
				t.Fatal(err)
			}
			if p := b.profile(id); p.KeyID != second.Key.ID {
				t.Errorf("it signs with %s", p.KeyID)
			}
			plan := b.plan(id)
			if plan.Current().Kind != platform.StepWait || !plan.Current().At.Equal(ends) || plan.Due(b.now) || plan.Old.KeyID != first.Key.ID {
				t.Errorf("%+v", plan)
			}
			if _, err := b.keeper().DeleteOld(context.Background(), id, false); !errors.Is(err, ErrNotNow) || len(b.server.Keys()) != 2 {
				t.Errorf("deleted early: %v", err)
			}
			b.now = ends
			b.reopen()
			if plan = b.plan(id); plan.Current().Kind != platform.StepDelete || !plan.Due(b.now) {
				t.Errorf("%+v", plan)
			}
			if _, err := b.keeper().DeleteOld(context.Background(), id, false); err != nil {
				t.Fatal(err)
			}
			there := b.server.Keys()
			if plan = b.plan(id); !plan.Over || len(there) != 1 || there[0].ID != second.Key.ID {
				t.Errorf("%+v", plan)
			}
			// The old key is here still, and opens.
			old, err := b.store.Secret(id, plan.Old.Name)
			if err != nil || !importer.Import(old.Reveal()).Key.Private() || plan.Old.Replaced.IsZero() {
				t.Errorf("%+v, %v", plan.Old, err)
			}
			if err := GiveUp(b.store, id); err != nil || len(b.profile(id).Items) != 2 {
				t.Errorf("%v, %+v", err, b.profile(id).Items)
			}
		})
	}
}

// A token without an end leaves no time from which the old key is safe to delete.
func TestNoTimeIsSafe(t *testing.T) {
	b := newBench(t, "fastpix")
	id, r := b.create("Shop").Profile.ID, b.platform().Rotation
	if err := errors.Join(b.store.Signed(id, vault.SigningKey, time.Time{}), Begin(b.store, id, r, true, b.now)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.keeper().Make(context.Background(), id, false); err != nil {
		t.Fatal(err)
	}
	if err := Sign(b.store, id, r, b.now); err != nil {
		t.Fatal(err)
	}
	b.now = b.now.AddDate(10, 0, 0)
	if plan := b.plan(id); !plan.Safe.Never || plan.Current().Kind != platform.StepWait || !plan.Current().At.IsZero() {
		t.Errorf("%+v", plan)
	}
	if _, err := b.keeper().DeleteOld(context.Background(), id, true); err != nil || len(b.server.Keys()) != 1 {
		t.Errorf("a person who does not wait: %v", err)
	}
}

// With as many keys as may be, one has to go first, and a person says which.
func TestMakeRoom(t *testing.T) {
	t.Run("bitmovin", func(t *testing.T) {
		b := newBench(t, "bitmovin")
		stranger := b.server.Add(t, b.now.AddDate(-1, 0, 0))
		id, r := b.create("Shop").Profile.ID, b.platform().Rotation
		if err := Begin(b.store, id, r, false, b.now); err != nil {
			t.Fatal(err)
		}
		if _, err := b.keeper().Make(context.Background(), id, false); !errors.Is(err, ErrNotNow) {
			t.Errorf("made without room: %v", err)
		}
		if _, err := b.keeper().MakeRoom(context.Background(), id, stranger); err != nil {
			t.Fatal(err)
		}
		if _, err := b.keeper().Make(context.Background(), id, false); err != nil || len(b.server.Keys()) != 2 {
			t.Errorf("%v, %d keys", err, len(b.server.Keys()))
		}
	})
}

// The reply of a rotation's key is lost: nothing else is asked for until a person has looked.
func TestLostReplyInARotation(t *testing.T) {
	b := newBench(t, "fastpix")
	id, r := b.create("Shop").Profile.ID, b.platform().Rotation
	if err := Begin(b.store, id, r, true, b.now); err != nil {
		t.Fatal(err)
	}
	b.cut()
	if _, err := b.keeper().Make(context.Background(), id, false); err == nil {
		t.Fatal("no fault")
	}
	b.server.After(nil)
	b.reopen()
	if plan := b.plan(id); plan.Asked.IsZero() || plan.Current().Kind != platform.StepMake {
		t.Errorf("%+v", plan)
	}
	if _, err := b.keeper().Make(context.Background(), id, false); !errors.Is(err, ErrAsked) {
		t.Errorf("asked for another one: %v", err)
	}
	m, err := b.keeper().Make(context.Background(), id, true)
	if err != nil || m.Key.ID != b.server.Keys()[0].ID || len(b.server.Keys()) != 2 || !b.plan(id).Asked.IsZero() {
		t.Errorf("%+v, %v", m, err)
	}
	if len(Lefts(b.store)) != 0 {
		t.Errorf("left: %+v", Lefts(b.store))
	}
}

// One secret for a project: the present one is saved before it is replaced.
func TestReplaceSecret(t *testing.T) {
	t.Run("fastevo", func(t *testing.T) {
		b := newBench(t, "fastevo")
		p, err := b.store.Put(vault.Profile{Name: "Courses", Platform: "fastevo"})
		if err != nil {
			t.Fatal(err)
		}
		r := b.platform().Rotation
		if err := Begin(b.store, p.ID, r, true, b.now); err != nil {
			t.Fatal(err)
		}
		before := b.server.Secret()
		if _, err := b.keeper().Read(context.Background(), p.ID); err != nil {
			t.Fatal(err)
		}
		b.now = b.now.Add(time.Minute)
		if _, err := b.keeper().Replace(context.Background(), p.ID); err != nil {
			t.Fatal(err)
		}
		plan := b.plan(p.ID)
		now, err := b.store.Secret(p.ID, vault.SigningKey)
		old, err2 := b.store.Secret(p.ID, plan.Old.Name)
		if err != nil || err2 != nil || string(now.Reveal()) != b.server.Secret() || string(old.Reveal()) != before || !plan.Over {
			t.Errorf("%v, %v, %+v", err, err2, plan)
		}
		if _, err := b.keeper().Read(context.Background(), p.ID); err != nil || len(b.profile(p.ID).Items) != 2 {
			t.Errorf("read again: %v, %d secrets", err, len(b.profile(p.ID).Items))
		}
	})
}

// Where no call is left, a person is guided, and the waits between are kept.
func TestGuided(t *testing.T) {
	b := newBench(t, "fastpix")
	of := all.ByName("edgecast")
	key, err := keys.Generate(context.Background(), of.NewKey)
	if err != nil {
		t.Fatal(err)
	}
	p, err := b.store.Put(vault.Profile{Name: "Archive", Platform: of.Name}, vault.NewItem{
		Item: vault.Item{Name: vault.SigningKey, Key: vault.Key{Description: key.Describe()}}, Text: key.SecretText(),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := Begin(b.store, p.ID, of.Rotation, true, b.now); err != nil {
		t.Fatal(err)
	}
	if err := MakeHere(context.Background(), b.store, p.ID, of, b.now); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		plan, _ := Of(b.profile(p.ID), of.Rotation, b.now)
		c := plan.Current()
		if plan.Over {
			break
		}
		if b.now.Before(c.At) {
			if c.Kind == platform.StepGuide && Did(b.store, p.ID, of.Rotation, c.Name, b.now) == nil {
				t.Errorf("%s was done before its time", c.Name)
			}
			b.now = c.At
		}
		b.reopen()
		switch c.Kind {
		case platform.StepGuide:
			err = Did(b.store, p.ID, of.Rotation, c.Name, b.now)
		case platform.StepSign:
			err = Sign(b.store, p.ID, of.Rotation, b.now)
		default:
			t.Fatalf("%+v", c)
		}
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
	}
	plan, _ := Of(b.profile(p.ID), of.Rotation, b.now)
	if !plan.Over || b.now.Sub(time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)) < time.Hour {
		t.Errorf("over at %s: %+v", b.now, plan)
	}
}

// The next key of a profile that was deleted meanwhile gets a profile of its own.
func TestRestoreWithoutItsProfile(t *testing.T) {
	b := newBench(t, "fastpix")
	first := b.create("Shop")
	b.server.After(func(*http.Request) { b.store.Lock() })
	_, err := b.keeper().Create(context.Background(), Creation{Request: account.NewRequest(), Profile: first.Profile.ID})
	if !errors.Is(err, ErrNotSaved) {
		t.Fatal(err)
	}
	if err := errors.Join(b.store.Unlock(secret.Bytes{}), b.store.Delete(first.Profile.ID)); err != nil {
		t.Fatal(err)
	}
	left := Lefts(b.store)
	if len(left) != 1 || !left[0].Kept {
		t.Fatalf("%+v", left)
	}
	m, err := left[0].Restore(b.store)
	if err != nil || m.Profile.Name != "FastPix" || m.Key.ID != b.server.Keys()[0].ID || m.Item != vault.SigningKey {
		t.Errorf("%+v, %v", m, err)
	}
}

// The secrets lock while a platform answers: the key is sealed in the journal, shown once, and
// saved by the next start.
func TestLockedMeanwhile(t *testing.T) {
	b := newBench(t, "fastpix")
	b.create("First")
	b.server.After(func(*http.Request) { b.store.Lock() })
	m, err := b.keeper().Create(context.Background(), Creation{Request: account.NewRequest(), Name: "Next"})
	made := b.server.Keys()[0]
	if a := importer.Import(m.Unsaved.Reveal()); !errors.Is(err, ErrNotSaved) || !errors.Is(err, vault.ErrLocked) || !a.Taken() || !made.Private.Equal(a.Key.Signer()) {
		t.Fatalf("%+v, %v", m, err)
	}
	b.server.After(nil)
	b.reopen()
	left := Lefts(b.store)
	if len(left) != 1 || !left[0].Kept {
		t.Fatalf("%+v", left)
	}
	restored, err := left[0].Restore(b.store)
	if err != nil || restored.Profile.KeyID != made.ID || restored.Profile.Name != "Next" || len(b.store.List()) != 2 || len(Lefts(b.store)) != 0 {
		t.Errorf("%+v, %v", restored, err)
	}
}
