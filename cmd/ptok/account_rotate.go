package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
)

// rotating is "ptok account rotate".
type rotating struct {
	making
	profile, room, deleteOld single
	early, gone              bool
}

func accountRotateCommand(p *program) *cobra.Command {
	r := &rotating{making: making{accountUse: &accountUse{saved: saved{program: p}}}}
	c := r.command("rotate", "replace a signing key by a new one, step by step", accountRotateHelp, func(ctx context.Context) error {
		switch {
		case r.out.given && r.profile.given:
			return usage("--out and --profile are two places for the new key.", "Give one of them.")
		case r.out.given:
			return r.outside(ctx)
		case !r.profile.given:
			return usage("No profile was named whose key is to be replaced.", "--profile NAME, or --out FILE for a key that is in no profile.")
		}
		return r.inProfile(ctx)
	})
	r.out.flag(c, "out", "FILE", "file to write the new key to, where the old one is in no profile")
	r.profile.flag(c, "profile", "NAME", "the saved profile whose key is replaced")
	r.room.flag(c, "delete-first", "KEYID", "the key that goes first, where the platform has as many as it may have")
	r.deleteOld.flag(c, "delete-old", "KEYID", "delete the old key, once its tokens have ended; its ID says that it is\nmeant")
	c.Flags().BoolVar(&r.early, "now", false, "do not wait until the tokens of the old key have ended: with\n--delete-old, or where a project has one secret")
	c.Flags().BoolVar(&r.gone, "old-gone", false, "make a new key though the platform does not list the old one")
	r.againFlag(c)
	return c
}

// outside makes the new key, or replaces the secret, into a file. What comes next is up to
// whoever has the old one.
func (r *rotating) outside(ctx context.Context) error {
	if !r.client.Has(platform.ReplaceSecret) {
		if err := r.has(platform.CreateKey); err != nil {
			return err
		}
		return r.toFile(ctx)
	}
	return r.secretToFile(ctx, r.client.RotateSecret, r.out)
}

// inProfile goes on with the rotation of a profile as far as it goes now.
func (r *rotating) inProfile(ctx context.Context) error {
	profile, err := r.find(r.profile.value)
	if err != nil {
		return err
	}
	if profile.Platform != r.of.Name {
		return usage("The profile is for another platform.", "Name a profile for "+r.of.Label+".")
	}
	if err := r.canSave(); err != nil {
		return err
	}
	if profile, err = r.store.Get(profile.ID); err != nil { // an answer that was kept may be in it now
		return r.rotationFault(err)
	}
	switch plan, under := rotation.Of(profile, r.of.Rotation, r.Now()); {
	case under && !plan.Over:
	case under && r.deleteOld.given && r.deleteOld.value == profile.Rotation.OldKeyID:
		r.answerPlan(profile, rotation.Made{}) // it was done before
		return nil
	case r.deleteOld.given:
		return usage("No rotation of this profile is under way, so that there is no old key.", "Run it without --delete-old first. ptok account delete deletes any key.")
	default:
		if err := r.keeper().Begin(ctx, profile.ID, r.gone); err != nil {
			return r.answer(rotation.Made{}, err)
		}
	}
	made, err := r.steps(ctx, profile.ID)
	if err != nil {
		return r.answer(made, err)
	}
	profile, err = r.store.Get(profile.ID)
	if err != nil {
		return r.rotationFault(err)
	}
	r.answerPlan(profile, made)
	return nil
}

// steps does what can be done now.
func (r *rotating) steps(ctx context.Context, id string) (made rotation.Made, err error) {
	for {
		p, err := r.store.Get(id)
		if err != nil {
			return made, err
		}
		plan, _ := rotation.Of(p, r.of.Rotation, r.Now())
		current := plan.Current()
		switch current.Kind {
		case platform.StepMakeRoom:
			if !r.room.given {
				return made, usage(r.of.Label+" has as many keys as it may have.", "--delete-first KEYID names the one that goes; ptok account list shows them. Its tokens stop playing.")
			}
			_, err = r.keeper().MakeRoom(ctx, id, r.room.value)
		case platform.StepMake:
			made, err = r.make(ctx, id)
		case platform.StepRead:
			_, err = r.keeper().Read(ctx, id)
		case platform.StepRotate:
			if safe := rotation.SafeOf(p.Signing()); !r.early && !safe.Over(r.Now()) {
				return made, r.tokensLive(safe, "the present secret")
			}
			made, err = r.keeper().Replace(ctx, id)
		case platform.StepSign:
			if err = rotation.Sign(r.store, id, r.of.Rotation, r.Now()); errors.Is(err, rotation.ErrTest) && r.again {
				r.again, err = false, rotation.Anew(r.store, id)
			}
		case platform.StepWait, platform.StepDelete:
			if !r.deleteOld.given {
				return made, nil
			}
			return made, r.deleteIt(ctx, p, plan)
		default:
			return made, nil
		}
		if err != nil {
			return made, err
		}
	}
}

// make makes the next key. One that was asked for before is asked for again where a person
// says so: with the same request where the platform knows it, else as another one.
func (r *rotating) make(ctx context.Context, id string) (rotation.Made, error) {
	made, err := r.keeper().Make(ctx, id, false)
	if !errors.Is(err, rotation.ErrAsked) || !r.again {
		return made, err
	}
	if r.of.Account.Create.RequestHeader != "" {
		return r.keeper().Make(ctx, id, true)
	}
	if err := rotation.Anew(r.store, id); err != nil {
		return made, err
	}
	return r.keeper().Make(ctx, id, false)
}

// deleteIt deletes the old key, where it is the one that was named and its time has come.
func (r *rotating) deleteIt(ctx context.Context, p vault.Profile, plan rotation.Plan) error {
	switch {
	case r.deleteOld.value != p.Rotation.OldKeyID:
		return usage("--delete-old names another key than the old one.", "The old key is "+p.Rotation.OldKeyID+".")
	case plan.Current().Kind == platform.StepWait && !r.early:
		return r.tokensLive(plan.Safe, "the old key")
	}
	remark, err := r.keeper().DeleteOld(ctx, p.ID, r.early)
	if remark != "" {
		r.note(remark)
	}
	return err
}

// tokensLive refuses what would end tokens that were signed here.
func (r *rotating) tokensLive(safe rotation.Safe, key string) error {
	hint := "Wait until then, or add --now. "
	text := "Tokens of " + key + " play until " + clocks(safe.From, r.Now(), r.Zone) + "."
	if safe.Never {
		text, hint = "A token without an end was signed with "+key+" here: no time is safe.", "Add --now to do it all the same. "
	}
	return refused(text, hint+r.of.Rotation.OldText)
}
