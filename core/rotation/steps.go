package rotation

import (
	"context"
	"errors"
	"maps"
	"time"

	"playtoken/core/account"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/vault"
)

// What a rotation's Times and Notes hold beside the names of its steps.
const (
	timeBegun  = "begun"
	timeAsked  = "asked"   // when a key was asked for whose reply is not known
	noteAsked  = "request" // the ID of that request
	noteOld    = "old"     // the name of the item that was replaced
	noteBeside = "beside"  // the ID of the next key that was there before, when one was asked for
	noteTested = "tested"  // what the new key was tested against
	unfit      = "failed"  // in the place of that: a test token does not fit
	over       = "over"    // in the place of a step: all are done
)

// Begin begins a rotation of a profile's signing key. room says that the platform is known to
// have room for another key.
func Begin(s *vault.Store, id string, r *platform.Rotation, room bool, now time.Time) error {
	return edit(s, id, func(p *vault.Profile) error {
		if p.Rotation != nil && p.Rotation.Step != over {
			return ErrNotNow
		}
		steps := named(r.Steps)
		p.Rotation = &vault.Rotation{Step: steps[0].Name, OldKeyID: p.KeyID, Times: map[string]time.Time{timeBegun: now}, Notes: map[string]string{}}
		if room && steps[0].Kind == platform.StepMakeRoom {
			pass(p.Rotation, r, now, platform.StepMakeRoom)
		}
		return nil
	})
}

// GiveUp ends a rotation where it stands. All its keys stay as they are.
func GiveUp(s *vault.Store, id string) error {
	return edit(s, id, func(p *vault.Profile) error {
		p.Rotation = nil
		return nil
	})
}

// MakeRoom deletes a key at the platform, where it has as many as it may have.
func (k Keeper) MakeRoom(ctx context.Context, id, goes string) (remark string, err error) {
	if err := k.turn(id, platform.StepMakeRoom); err != nil {
		return "", err
	}
	if err := k.notSigning(id, goes); err != nil {
		return "", err
	}
	if remark, err = k.Client.Delete(ctx, goes); err != nil {
		// A program that ended in between has deleted it already.
		most := k.Of.Rotation.Most
		if !isNotFound(err) || most == 0 {
			return "", err
		}
		list, unread := k.Client.List(ctx)
		if unread != nil || len(list) >= most {
			return "", err
		}
		remark = gone(goes)
	}
	return remark, k.passed(id, platform.StepMakeRoom)
}

// notSigning refuses the key that a profile signs with.
func (k Keeper) notSigning(id, keyID string) error {
	p, err := k.Store.Get(id)
	if err == nil && p.KeyID == keyID {
		err = ErrStillSigns
	}
	return err
}

// Make has the platform make the next key of a profile, which is saved beside the one that
// signs. Where the reply is lost nothing more is asked for: [Plan.Asked] is set, and either
// the same creation is asked for again, where the platform knows its request, or Unask says
// that the list was looked at. A key that was saved by a program which ended then is taken
// and not asked for again.
func (k Keeper) Make(ctx context.Context, id string, again bool) (Made, error) {
	c := Creation{Request: account.NewRequest(), Profile: id, Again: again}
	var saved vault.Item
	err := goOn(k.Store, id, func(p *vault.Profile) error {
		beside, _ := p.Item(vault.BackupKey)
		saved = vault.Item{}
		switch asked := p.Rotation.Notes[noteAsked]; {
		case asked != "" && beside.KeyID != "" && beside.KeyID != p.Rotation.Notes[noteBeside]:
			saved = beside
			return nil
		case again && asked != "":
			c.Request = asked
		case again || p.Rotation.Step != string(platform.StepMake):
			return ErrNotNow
		case asked != "":
			return ErrAsked
		}
		p.Rotation.Times[timeAsked], p.Rotation.Notes[noteAsked], p.Rotation.Notes[noteBeside] = k.now(), c.Request, beside.KeyID
		return nil
	})
	if err != nil {
		return Made{}, err
	}
	made, err := k.savedOr(ctx, id, saved, c)
	var f *account.Fault
	switch {
	case made.Item != "":
		err = errors.Join(err, goOn(k.Store, id, func(p *vault.Profile) error {
			if saved.Name == "" && p.Rotation.Notes[noteAsked] != c.Request { // given up meanwhile, and begun anew
				return ErrNotNow
			}
			p.Rotation.NewKeyID = made.Key.ID
			p.Rotation.Notes[noteTested] = string(made.Tested)
			if errors.Is(err, ErrTest) {
				p.Rotation.Notes[noteTested] = unfit
			}
			unask(p)
			pass(p.Rotation, k.Of.Rotation, k.now(), platform.StepMake, platform.StepSave)
			return nil
		}))
	case errors.As(err, &f) && f.MayExist, !made.Unsaved.IsZero():
	default:
		err = errors.Join(err, Unask(k.Store, id))
	}
	return made, err
}

// savedOr tests a key that is saved already, or creates one.
func (k Keeper) savedOr(ctx context.Context, id string, saved vault.Item, c Creation) (made Made, err error) {
	if saved.Name == "" {
		return k.Create(ctx, c)
	}
	made = Made{Key: account.Key{ID: saved.KeyID, CreatedAt: saved.Created}}
	if made.Profile, err = k.Store.Get(id); err != nil {
		return made, err
	}
	if made.Signer, err = profiles.OpenItem(k.Store, made.Profile, saved); err != nil {
		return Made{Key: made.Key, Unsaved: made.Unsaved}, err
	}
	made.Item = saved.Name
	made.Tested, err = k.Test(ctx, made)
	return made, err
}

// Anew says that the next key is to be made once more: what came of the first one is not
// known, or it does not fit. That one stays where it is.
func Anew(s *vault.Store, id string) error {
	return goOn(s, id, func(p *vault.Profile) error {
		switch {
		case p.Rotation.Notes[noteAsked] != "":
		case p.Rotation.Step == string(platform.StepSign) && p.Rotation.Notes[noteTested] == unfit:
			p.Rotation.Step = string(platform.StepMake)
			delete(p.Rotation.Times, string(platform.StepMake))
			delete(p.Rotation.Times, string(platform.StepSave))
			delete(p.Rotation.Notes, noteTested)
		default:
			return ErrNotNow
		}
		unask(p)
		return nil
	})
}

// MakeHere makes the next key of a profile on this machine, for a platform that takes keys
// made elsewhere.
func MakeHere(ctx context.Context, s *vault.Store, id string, of *platform.Platform, now time.Time) error {
	p, err := s.Get(id)
	if err != nil {
		return err
	}
	if !isTurn(p, platform.StepMake) {
		return ErrNotNow
	}
	key, err := keys.Generate(ctx, of.NewKey)
	if err != nil {
		return err
	}
	item, err := profiles.NewItem(p, key)
	if err != nil {
		return err
	}
	item.Name, item.Created = vault.BackupKey, now
	if _, err := s.Put(p, item); err != nil {
		return err
	}
	return goOn(s, id, func(p *vault.Profile) error {
		pass(p.Rotation, of.Rotation, now, platform.StepMake, platform.StepSave)
		return nil
	})
}

// Unask says that nothing came, or that it was dealt with, of a creation whose reply was lost.
func Unask(s *vault.Store, id string) error {
	return goOn(s, id, func(p *vault.Profile) error {
		unask(p)
		return nil
	})
}

func unask(p *vault.Profile) {
	delete(p.Rotation.Times, timeAsked)
	delete(p.Rotation.Notes, noteAsked)
	delete(p.Rotation.Notes, noteBeside)
}

// Sign makes the next key the one that signs. One that a test token does not fit is refused
// with ErrTest.
func Sign(s *vault.Store, id string, r *platform.Rotation, now time.Time) error {
	p, err := s.Get(id)
	if err != nil {
		return err
	}
	if !isTurn(p, platform.StepSign) {
		return ErrNotNow
	}
	if p.Rotation.Notes[noteTested] == unfit {
		return ErrTest
	}
	_, waits := p.Item(vault.BackupKey)
	if waits {
		if err := s.Promote(id, vault.BackupKey); err != nil {
			return err
		}
	}
	return goOn(s, id, func(p *vault.Profile) error {
		old := replacedIn(*p)
		it, _ := p.Item(old)
		switch oldID := p.Rotation.OldKeyID; { // where nothing waited it was done before, or the new key is gone
		case old == "", oldID != "" && p.KeyID == oldID, oldID == "" && !waits && it.Replaced.Before(p.Rotation.Times[timeBegun]):
			return ErrNoNext
		}
		p.Rotation.Notes[noteOld] = old
		pass(p.Rotation, r, now, platform.StepSign)
		return nil
	})
}

// replacedIn is the name of the key that the rotation of a profile has replaced, "" for none.
// It is known by its ID: the times that it and others were replaced at may be those of a
// clock that was wrong. Keys without an ID have no better mark than the latest time.
func replacedIn(p vault.Profile) (name string) {
	var when time.Time
	for _, it := range p.Items {
		if it.Replaced.After(when) && it.KeyID == p.Rotation.OldKeyID {
			name, when = it.Name, it.Replaced
		}
	}
	return name
}

// DeleteOld deletes the old key at the platform; here it stays as replaced. early says that a
// person does not want to wait until its tokens have ended. The platform is asked first whether
// it has the key that signs now: without it nothing would play (ErrNewNotThere).
func (k Keeper) DeleteOld(ctx context.Context, id string, early bool) (remark string, err error) {
	p, err := k.Store.Get(id)
	if err != nil {
		return "", err
	}
	plan, ok := Of(p, k.Of.Rotation, k.now())
	kind := plan.Current().Kind
	if !ok || kind != platform.StepDelete && (kind != platform.StepWait || !early) {
		return "", ErrNotNow
	}
	if remark, err = k.deleteBeside(ctx, p.Rotation.OldKeyID, p.KeyID); err != nil {
		return "", err
	}
	return remark, k.passed(id, platform.StepWait, platform.StepDelete)
}

// Did says that a person has done a guided step.
func Did(s *vault.Store, id string, r *platform.Rotation, name string, now time.Time) error {
	return goOn(s, id, func(p *vault.Profile) error {
		plan, _ := Of(*p, r, now)
		if c := plan.Current(); c.Name != name || c.Kind != platform.StepGuide {
			return ErrNotNow
		}
		settle(p, plan)
		p.Rotation.Step = name
		advance(p.Rotation, r, name, now)
		return nil
	})
}

// settle writes down the waits that have passed by themselves.
func settle(p *vault.Profile, plan Plan) {
	for _, s := range plan.Steps {
		if s.Kind == platform.StepWait && s.State == Done && p.Rotation.Times[s.Name].IsZero() {
			p.Rotation.Times[s.Name] = s.At
		}
	}
}

// turn reports with ErrNotNow that a step's turn has not come, or has passed.
func (k Keeper) turn(id string, kind platform.StepKind) error {
	p, err := k.Store.Get(id)
	if err == nil && !isTurn(p, kind) {
		err = ErrNotNow
	}
	return err
}

func isTurn(p vault.Profile, kind platform.StepKind) bool {
	return p.Rotation != nil && p.Rotation.Step == string(kind)
}

func (k Keeper) passed(id string, kinds ...platform.StepKind) error {
	return goOn(k.Store, id, func(p *vault.Profile) error {
		pass(p.Rotation, k.Of.Rotation, k.now(), kinds...)
		return nil
	})
}

// pass goes on behind steps that were done together, as far as it is their turn.
func pass(r *vault.Rotation, of *platform.Rotation, now time.Time, kinds ...platform.StepKind) {
	for _, kind := range kinds {
		if r.Step == string(kind) {
			advance(r, of, r.Step, now)
		}
	}
}

// advance notes when a step was done and goes to the next one.
func advance(r *vault.Rotation, of *platform.Rotation, name string, now time.Time) {
	r.Times[name] = now.UTC().Round(0)
	r.Step = over
	steps := named(of.Steps)
	for i, s := range steps[:len(steps)-1] {
		if s.Name == name {
			r.Step = steps[i+1].Name
		}
	}
}

// goOn changes a profile whose rotation is under way. One that was given up meanwhile has no
// turn for any step: ErrNotNow.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func goOn(s *vault.Store, id string, change func(*vault.Profile) error) error {
	return edit(s, id, func(p *vault.Profile) error {
		if p.Rotation == nil {
			return ErrNotNow
		}
		return change(p)
	})
}

// edit changes a profile that has a rotation, or gets one. The maps are its own.
func edit(s *vault.Store, id string, change func(*vault.Profile) error) error {
	var refused error
	err := s.Edit(id, func(p *vault.Profile) {
		next := *p
		if p.Rotation != nil {
			r := *p.Rotation
			r.Times, r.Notes = maps.Clone(r.Times), maps.Clone(r.Notes)
			if r.Times == nil {
				r.Times = map[string]time.Time{}
			}
			if r.Notes == nil {
				r.Notes = map[string]string{}
			}
			next.Rotation = &r
		}
		if refused = change(&next); refused == nil {
			*p = next
		}
	})
	return errors.Join(refused, err)
}
