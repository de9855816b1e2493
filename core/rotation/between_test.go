package rotation

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"playtoken/core/account"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/vault"
)

// This file is about what happens between two steps: at the platform, in the store, by hand,
// or because the program ended there.

var platformsWithKeys = []string{"fastpix", "mux", "cloudflare", "bitmovin"}

// rotated is a profile whose new key signs, its old key and the new one.
func (b *bench) rotated() (id, old, next string) {
	b.t.Helper()
	id = b.create("Shop").Profile.ID
	old = b.profile(id).KeyID
	if err := b.keeper().Begin(context.Background(), id, false); err != nil {
		b.t.Fatal(err)
	}
	b.now = b.now.Add(time.Minute)
	if _, err := b.keeper().Make(context.Background(), id, false); err != nil {
		b.t.Fatal(err)
	}
	if err := Sign(b.store, id, b.platform().Rotation, b.now); err != nil {
		b.t.Fatal(err)
	}
	return id, old, b.profile(id).KeyID
}

// goneByHand deletes a key at the platform, in its own pages as it were.
func (b *bench) goneByHand(id string) {
	b.t.Helper()
	if _, err := b.keeper().Client.Delete(context.Background(), id); err != nil {
		b.t.Fatal(err)
	}
}

// The old key stays at the platform where the one that signs is not there, or is the old one.
func TestOldKeyStaysWhereNothingElseSigns(t *testing.T) {
	for _, name := range platformsWithKeys {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, name)
			id, old, next := b.rotated()
			if err := b.store.Promote(id, b.plan(id).Old.Name); err != nil { // back to the old one
				t.Fatal(err)
			}
			if _, err := b.keeper().DeleteOld(context.Background(), id, true); !errors.Is(err, ErrStillSigns) || len(b.server.Keys()) != 2 {
				t.Errorf("while it signs: %v, %d keys", err, len(b.server.Keys()))
			}
			for _, it := range b.profile(id).Items {
				if it.KeyID == next {
					_ = b.store.Promote(id, it.Name)
				}
			}
			b.goneByHand(next)
			if _, err := b.keeper().DeleteOld(context.Background(), id, true); !errors.Is(err, ErrNewNotThere) || len(b.server.Keys()) != 1 || b.server.Keys()[0].ID != old {
				t.Errorf("alone: %v, %d keys", err, len(b.server.Keys()))
			}
		})
	}
}

// An old key that is gone already, by hand or by a program that ended in between, ends the
// rotation with a remark.
func TestOldKeyIsGone(t *testing.T) {
	for _, name := range platformsWithKeys {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, name)
			id, old, _ := b.rotated()
			b.goneByHand(old)
			if remark, err := b.keeper().DeleteOld(context.Background(), id, true); err != nil || remark == "" || !b.plan(id).Over {
				t.Errorf("%q, %v", remark, err)
			}
		})
	}
}

// A key is made only where the platform lists the one that signs: the credentials may be those
// of another workspace.
func TestBeginAtAnotherWorkspace(t *testing.T) {
	for _, name := range platformsWithKeys {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, name)
			m := b.create("Shop")
			b.goneByHand(m.Key.ID)
			if err := b.keeper().Begin(context.Background(), m.Profile.ID, false); !errors.Is(err, ErrOldNotThere) || b.profile(m.Profile.ID).Rotation != nil {
				t.Errorf("%v", err)
			}
			if err := b.keeper().Begin(context.Background(), m.Profile.ID, true); err != nil {
				t.Errorf("a person who knows it: %v", err)
			}
			if err := b.keeper().Begin(context.Background(), m.Profile.ID, true); !errors.Is(err, ErrNotNow) {
				t.Errorf("begun twice: %v", err)
			}
		})
	}
}

// A next key that was taken out of the profile does not leave the old one as the new one.
func TestNextKeyWasTakenOut(t *testing.T) {
	b := newBench(t, "fastpix")
	id := b.create("Shop").Profile.ID
	if err := b.keeper().Begin(context.Background(), id, false); err != nil {
		t.Fatal(err)
	}
	if _, err := b.keeper().Make(context.Background(), id, false); err != nil {
		t.Fatal(err)
	}
	if err := b.store.Remove(id, vault.BackupKey); err != nil {
		t.Fatal(err)
	}
	if err := Sign(b.store, id, b.platform().Rotation, b.now); !errors.Is(err, ErrNoNext) || b.plan(id).Current().Kind != platform.StepSign {
		t.Errorf("%v, %+v", err, b.plan(id).Current())
	}
	if _, err := b.keeper().DeleteOld(context.Background(), id, true); err == nil || len(b.server.Keys()) != 2 {
		t.Errorf("%v, %d keys", err, len(b.server.Keys()))
	}
}

// A program that ended when the next key signed, and before that was noted, goes on.
func TestEndedAfterPromotion(t *testing.T) {
	b := newBench(t, "fastpix")
	id := b.create("Shop").Profile.ID
	old := b.profile(id).KeyID
	if err := b.keeper().Begin(context.Background(), id, false); err != nil {
		t.Fatal(err)
	}
	if _, err := b.keeper().Make(context.Background(), id, false); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(b.store.Promote(id, vault.BackupKey), Sign(b.store, id, b.platform().Rotation, b.now)); err != nil {
		t.Fatal(err)
	}
	if plan := b.plan(id); plan.Old.KeyID != old || b.profile(id).KeyID == old {
		t.Errorf("%+v", plan.Old)
	}
}

// The time from which the old key is safe to delete is that of its own tokens, also where an
// earlier key was replaced under a clock that was years ahead.
func TestOldKeyUnderAWrongClock(t *testing.T) {
	b := newBench(t, "fastpix")
	right := b.now
	b.now = right.AddDate(6, 0, 0)
	id, _, second := b.rotated()
	if _, err := b.keeper().DeleteOld(context.Background(), id, true); err != nil {
		t.Fatal(err)
	}
	b.now = right
	ends := right.Add(time.Hour)
	if err := errors.Join(b.store.Signed(id, vault.SigningKey, ends), b.keeper().Begin(context.Background(), id, false)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.keeper().Make(context.Background(), id, false); err != nil {
		t.Fatal(err)
	}
	if err := Sign(b.store, id, b.platform().Rotation, b.now); err != nil {
		t.Fatal(err)
	}
	if plan := b.plan(id); plan.Old.KeyID != second || !plan.Safe.From.Equal(ends) || plan.Current().Kind != platform.StepWait {
		t.Errorf("%+v, safe from %s, %s", plan.Old, plan.Safe.From, plan.Current().Kind)
	}
}

// A rotation that was given up has no turn for anything; a key that came meanwhile is saved.
func TestGivenUpMeanwhile(t *testing.T) {
	b := newBench(t, "fastpix")
	id, r := b.create("Shop").Profile.ID, b.platform().Rotation
	step := map[string]func() error{
		"make":   func() error { _, err := b.keeper().Make(context.Background(), id, false); return err },
		"again":  func() error { _, err := b.keeper().Make(context.Background(), id, true); return err },
		"room":   func() error { _, err := b.keeper().MakeRoom(context.Background(), id, "other"); return err },
		"delete": func() error { _, err := b.keeper().DeleteOld(context.Background(), id, true); return err },
		"sign":   func() error { return Sign(b.store, id, r, b.now) },
		"unask":  func() error { return Unask(b.store, id) },
		"guide":  func() error { return Did(b.store, id, r, "guide_1", b.now) },
	}
	for name, do := range step {
		if err := do(); !errors.Is(err, ErrNotNow) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Begin(b.store, id, r, true, b.now); err != nil {
		t.Fatal(err)
	}
	b.server.After(func(req *http.Request) {
		if req.Method == http.MethodPost {
			_ = GiveUp(b.store, id)
		}
	})
	m, err := b.keeper().Make(context.Background(), id, false)
	if next, ok := b.profile(id).Item(vault.BackupKey); !errors.Is(err, ErrNotNow) || !ok || next.KeyID != m.Key.ID || len(Lefts(b.store)) != 0 {
		t.Errorf("%v, %+v", err, b.profile(id).Items)
	}
}

// The key of a profile that was deleted while it was made is kept, and gets a profile of its own.
func TestProfileDeletedMeanwhile(t *testing.T) {
	b := newBench(t, "fastpix")
	id := b.create("Shop").Profile.ID
	if err := Begin(b.store, id, b.platform().Rotation, true, b.now); err != nil {
		t.Fatal(err)
	}
	b.server.After(func(req *http.Request) {
		if req.Method == http.MethodPost {
			_ = b.store.Delete(id)
		}
	})
	m, err := b.keeper().Make(context.Background(), id, false)
	left := Lefts(b.store)
	if !errors.Is(err, ErrNotSaved) || m.Unsaved.IsZero() || len(left) != 1 || !left[0].Kept {
		t.Fatalf("%+v, %v, left %+v", m, err, left)
	}
	left[0].Name = "Shop again"
	restored, err := left[0].Restore(b.store)
	if err != nil || restored.Profile.KeyID != m.Key.ID || len(Lefts(b.store)) != 0 {
		t.Errorf("%+v, %v", restored, err)
	}
}

// A program that ended after the key was deleted that made room goes on.
func TestRoomWasMade(t *testing.T) {
	t.Run("bitmovin", func(t *testing.T) {
		b := newBench(t, "bitmovin")
		stranger := b.server.Add(t, b.now.AddDate(-1, 0, 0))
		m := b.create("Shop")
		if err := b.keeper().Begin(context.Background(), m.Profile.ID, false); err != nil {
			t.Fatal(err)
		}
		if _, err := b.keeper().MakeRoom(context.Background(), m.Profile.ID, m.Key.ID); !errors.Is(err, ErrStillSigns) || len(b.server.Keys()) != 2 {
			t.Errorf("with the key that signs: %v", err)
		}
		if _, err := b.keeper().MakeRoom(context.Background(), m.Profile.ID, "another"); !isNotFound(err) {
			t.Errorf("with a key that is not there: %v", err)
		}
		b.goneByHand(stranger)
		if remark, err := b.keeper().MakeRoom(context.Background(), m.Profile.ID, stranger); err != nil || remark == "" || b.plan(m.Profile.ID).Current().Kind != platform.StepMake {
			t.Errorf("%q, %v", remark, err)
		}
	})
}

// A platform that gives back an old key which is not saved here gives what nobody else has: it
// is kept, and not taken for the new one.
func TestReplayOfAKeyThatIsNotSaved(t *testing.T) {
	b := newBench(t, "fastpix")
	request := account.NewRequest()
	if _, err := b.keeper().Client.Create(context.Background(), request); err != nil {
		t.Fatal(err)
	}
	b.now = b.now.Add(time.Hour)
	m, err := b.keeper().Create(context.Background(), Creation{Request: request, Name: "Shop"})
	var f *account.Fault
	left := Lefts(b.store)
	if !errors.As(err, &f) || f.Code != account.Replayed || m.Unsaved.IsZero() || m.Item != "" || len(left) != 1 || !left[0].Kept {
		t.Fatalf("%+v, %v, left %+v", m, err, left)
	}
	if m, err := left[0].Restore(b.store); err != nil || m.Profile.KeyID != b.server.Keys()[0].ID {
		t.Errorf("%+v, %v", m, err)
	}
}

// A reply of success is kept whole wherever its key stands; a refusal is none.
func TestReplyInAnotherForm(t *testing.T) {
	text := strings.Repeat("A", 40)
	for name, c := range map[string]struct {
		body string
		kept bool
	}{
		"another member":    {`{"success":true,"data":{"id":"a","private_key":"` + text + `"}}`, true},
		"no ID":             {`{"success":true,"data":{"privateKey":"` + text + `"}}`, true},
		"ID with an escape": {`{"success":true,"data":{"id":"\u001b[2J","privateKey":"` + text + `"}}`, true},
		"a list":            {`{"success":true,"data":[{"id":"a","privateKey":"` + text + `"}]}`, true},
		"a refusal":         {`{"success":false,"error":{"code":1,"message":"no"}}`, false},
		"a login page":      {`<html>` + text, false},
		"cut":               {`{"success":true,"data":{"id":"a"`, false},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, "fastpix")
			b.server.Before(func(w http.ResponseWriter, _ *http.Request) bool {
				w.WriteHeader(http.StatusCreated)
				_, _ = w.Write([]byte(c.body))
				return true
			})
			m, err := b.keeper().Create(context.Background(), Creation{Request: account.NewRequest(), Name: "Shop"})
			if err == nil || (string(m.Unsaved.Reveal()) == c.body) != c.kept || strings.Contains(err.Error(), text) {
				t.Errorf("%+v, %v", m, err)
			}
			left := Lefts(b.store)
			if kept := len(left) == 1 && left[0].Kept; kept != c.kept {
				t.Fatalf("left %+v", left)
			}
			if !c.kept {
				return
			}
			if m, err := left[0].Restore(b.store); err == nil || string(m.Unsaved.Reveal()) != c.body {
				t.Errorf("%+v, %v", m, err)
			}
			if err := left[0].Forget(); err != nil { // which gives its file back, too
				t.Error(err)
			}
		})
	}
}

// A program that ended when the secret was replaced, and before it was saved, replaces it no
// second time; a project without a secret gets one.
func TestSecretWasReplaced(t *testing.T) {
	t.Run("fastevo", func(t *testing.T) {
		b := newBench(t, "fastevo")
		p, err := b.store.Put(vault.Profile{Name: "Courses", Platform: "fastevo"})
		if err == nil {
			err = b.keeper().Begin(context.Background(), p.ID, false)
		}
		if err == nil {
			_, err = b.keeper().Read(context.Background(), p.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		b.now = b.now.Add(time.Minute)
		b.server.After(func(r *http.Request) {
			if r.Method == http.MethodPost {
				panic(http.ErrAbortHandler)
			}
		})
		if _, err := b.keeper().Replace(context.Background(), p.ID); err == nil || len(Lefts(b.store)) != 1 {
			t.Fatalf("%v", err)
		}
		m, err := b.keeper().Replace(context.Background(), p.ID)
		now, _ := b.store.Secret(p.ID, vault.SigningKey)
		posts := strings.Count(strings.Join(b.server.Requests(), "\n"), "POST")
		if err != nil || m.Item == "" || posts != 1 || string(now.Reveal()) != b.server.Secret() || !b.plan(p.ID).Over || len(Lefts(b.store)) != 0 {
			t.Errorf("%+v, %v, %d replaced, left %+v", m, err, posts, Lefts(b.store))
		}
	})
	t.Run("none/fastevo", func(t *testing.T) {
		b := newBench(t, "fastevo")
		p, _ := b.store.Put(vault.Profile{Name: "Courses", Platform: "fastevo"})
		made := false
		b.server.Before(func(w http.ResponseWriter, r *http.Request) bool {
			made = made || r.Method == http.MethodPost
			if !made {
				_, _ = w.Write([]byte(`{"tokenSigningKeySecret":null}`))
			}
			return !made
		})
		if err := Begin(b.store, p.ID, b.platform().Rotation, true, b.now); err != nil {
			t.Fatal(err)
		}
		_, err := b.keeper().Read(context.Background(), p.ID)
		if err == nil {
			_, err = b.keeper().Replace(context.Background(), p.ID)
		}
		if err != nil || !b.plan(p.ID).Over || b.profile(p.ID).Signing().Key.Kind != keys.Secret {
			t.Errorf("%v, %+v", err, b.plan(p.ID))
		}
	})
}

// A program that ended after the next key was saved and before that was noted asks for no
// second one.
func TestEndedAfterSaving(t *testing.T) {
	b := newBench(t, "fastpix")
	id := b.create("Shop").Profile.ID
	if err := b.keeper().Begin(context.Background(), id, false); err != nil {
		t.Fatal(err)
	}
	// As Make leaves it where the program ends while the key is tested.
	err := goOn(b.store, id, func(p *vault.Profile) error {
		p.Rotation.Times[timeAsked], p.Rotation.Notes[noteAsked] = b.now, "a-request"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	saved, err := b.keeper().Create(context.Background(), Creation{Request: "a-request", Profile: id})
	if err != nil {
		t.Fatal(err)
	}
	b.reopen()
	m, err := b.keeper().Make(context.Background(), id, false)
	if err != nil || m.Key.ID != saved.Key.ID || m.Tested == NotTested || len(b.server.Keys()) != 2 || b.plan(id).Current().Kind != platform.StepSign {
		t.Errorf("%+v, %v, %+v", m, err, b.plan(id).Current())
	}
}

// A key that does not fit what the platform says of it never signs; another one can be made.
func TestNextKeyDoesNotFit(t *testing.T) {
	b := newBench(t, "fastpix")
	id, r := b.create("Shop").Profile.ID, b.platform().Rotation
	first := b.profile(id).KeyID
	if err := b.keeper().Begin(context.Background(), id, false); err != nil {
		t.Fatal(err)
	}
	public := b.profile(id).Signing().Key.PublicPEM // of another key than the new one
	b.server.Before(func(w http.ResponseWriter, req *http.Request) bool {
		at, ok := strings.CutPrefix(req.URL.Path, "/iam/signing-keys/")
		if ok {
			text, _ := json.Marshal(map[string]any{"success": true, "data": map[string]string{"signingKeyId": at, "publicKey": public}})
			_, _ = w.Write(text)
		}
		return ok
	})
	if _, err := b.keeper().Make(context.Background(), id, false); !errors.Is(err, ErrTest) {
		t.Fatal(err)
	}
	if err := Sign(b.store, id, r, b.now); !errors.Is(err, ErrTest) || b.profile(id).KeyID != first {
		t.Errorf("%v, it signs with %s", err, b.profile(id).KeyID)
	}
	b.server.Before(nil)
	if err := Anew(b.store, id); err != nil {
		t.Fatal(err)
	}
	m, err := b.keeper().Make(context.Background(), id, false)
	if err == nil {
		err = Sign(b.store, id, r, b.now)
	}
	if err != nil || b.profile(id).KeyID != m.Key.ID || len(b.profile(id).Items) != 3 {
		t.Errorf("%v, %+v", err, b.profile(id).Items)
	}
	if err := Anew(b.store, id); !errors.Is(err, ErrNotNow) {
		t.Errorf("once it signs: %v", err)
	}
}

// A next key whose reply was kept and which the store could not take is saved by the next
// start, and the rotation goes on with it.
func TestNextKeyIsRestored(t *testing.T) {
	b := newBench(t, "fastpix")
	id := b.create("Shop").Profile.ID
	if err := b.keeper().Begin(context.Background(), id, false); err != nil {
		t.Fatal(err)
	}
	k, c := b.keeper(), Creation{Request: account.NewRequest(), Profile: id}
	err := goOn(b.store, id, func(p *vault.Profile) error {
		p.Rotation.Times[timeAsked], p.Rotation.Notes[noteAsked] = b.now, c.Request
		return nil
	})
	entry, err2 := b.store.Journal(k.note(c))
	if err = errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	created, err := k.Client.Create(context.Background(), c.Request)
	if err = errors.Join(err, entry.Keep(created.Reply)); err != nil {
		t.Fatal(err)
	}
	entry.Close()
	b.reopen()
	left := Lefts(b.store)
	if len(left) != 1 || !left[0].Kept {
		t.Fatalf("%+v", left)
	}
	m, err := left[0].Restore(b.store)
	if plan := b.plan(id); err != nil || plan.Current().Kind != platform.StepSign || plan.New.KeyID != m.Key.ID || !plan.Asked.IsZero() {
		t.Errorf("%v, %+v", err, plan)
	}
}
