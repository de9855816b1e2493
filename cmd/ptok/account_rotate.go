package main

import (
	"context"

	"github.com/spf13/cobra"

	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
)

// rotating is "ptok account rotate".
type rotating struct {
	making
	room, deleteOld single
	early           bool
}

func (p *program) accountRotateCommand() *cobra.Command {
	r := &rotating{making: making{accountUse: &accountUse{program: p}}}
	c := r.command("rotate", "replace a signing key by a new one, step by step", accountRotateHelp, func(ctx context.Context, _ []string) error {
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
	c.Flags().BoolVar(&r.early, "now", false, "with --delete-old: do not wait until its tokens have ended")
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
	file, err := createPrivate(r.out)
	if err != nil {
		return err
	}
	text, err := r.client.RotateSecret(ctx)
	if err != nil {
		file.remove()
		return err
	}
	if err := file.write(string(text.Reveal())); err != nil {
		return saveFailed("", err)
	}
	r.answerMade(madeJSON{Platform: r.of.Name, Host: r.client.Host(), Saved: "file", File: r.out.value})
	return nil
}

// inProfile goes on with the rotation of a profile as far as it goes now.
func (r *rotating) inProfile(ctx context.Context) error {
	profile, err := (&saved{r.program, r.store, r.passphrase}).find(r.profile.value)
	if err != nil {
		return err
	}
	if profile.Platform != r.of.Name {
		return usage("The profile is for another platform.", "Name a profile for "+r.of.Label+".")
	}
	if err := r.canSave(); err != nil {
		return err
	}
	if plan, under := rotation.Of(profile, r.of.Rotation, r.Now()); !under || plan.Over {
		if err := r.begin(ctx, profile.ID); err != nil {
			return err
		}
	}
	made, err := r.steps(ctx, profile.ID)
	if err != nil {
		return r.answer(made, err)
	}
	profile, err = r.store.Get(profile.ID)
	if err != nil {
		return vaultFault(err)
	}
	r.answerPlan(profile, made)
	return nil
}

// begin begins a rotation. Whether there is room for another key is asked of the platform.
func (r *rotating) begin(ctx context.Context, id string) error {
	room := true
	if most := r.of.Rotation.Most; most > 1 && r.client.Has(platform.ListKeys) {
		list, err := r.client.List(ctx)
		if err != nil {
			return err
		}
		room = len(list) < most
	}
	if err := rotation.Begin(r.store, id, r.of.Rotation, room, r.Now()); err != nil {
		return r.rotationFault(err)
	}
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
			made, err = r.keeper().Make(ctx, id, false)
		case platform.StepRead:
			_, err = r.keeper().Read(ctx, id)
		case platform.StepRotate:
			made, err = r.keeper().Replace(ctx, id)
		case platform.StepSign:
			err = rotation.Sign(r.store, id, r.of.Rotation, r.Now())
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

// deleteIt deletes the old key, where it is the one that was named and its time has come.
func (r *rotating) deleteIt(ctx context.Context, p vault.Profile, plan rotation.Plan) error {
	switch {
	case r.deleteOld.value != p.Rotation.OldKeyID:
		return usage("--delete-old names another key than the old one.", "The old key is "+p.Rotation.OldKeyID+".")
	case plan.Current().Kind == platform.StepWait && !r.early && plan.Safe.Never:
		return fail(answerIsNo, "A token without an end was signed with the old key here: no time is safe.", "Add --now to delete it all the same. "+r.of.Rotation.OldText)
	case plan.Current().Kind == platform.StepWait && !r.early:
		return fail(answerIsNo, "Tokens of the old key play until "+clocks(plan.Safe.From, r.Now(), r.Zone)+".", "Wait until then, or add --now. "+r.of.Rotation.OldText)
	}
	_, err := r.keeper().DeleteOld(ctx, p.ID, r.early)
	return err
}
