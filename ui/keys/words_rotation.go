package keys

import (
	"strings"

	"playtoken/core/humantime"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/ui/viewmodel"
)

// RotationState is the page of a rotation; Open says whether it is shown.
type RotationState struct {
	Open      bool
	Title     string // "Rotation of Shop production"
	Tag       string // the platform
	CanGiveUp bool

	Banner, Detail string
	Mood           viewmodel.Mood
	Icon           string
	Clock          string // counts down

	Steps  []StepState
	Caveat string

	Asked bool // a key was asked for whose answer did not come
	Again bool // and it can be asked for once more
	Lost  string
	Told  bool // Lost has what went wrong at the platform

	NeedsNew string // what the back end needs

	HasNew bool // the rows of what else hangs on the old key
}

// DueState is the reminder of a rotation that waits for a person.
type DueState struct {
	Title, Text string
	profile     string
}

func dueState(r row, plan rotation.Plan) DueState {
	d := DueState{profile: r.profile.ID, Title: "The rotation of " + r.profile.Name + " goes on", Text: "The time that was waited for has come."}
	if plan.Current().Kind == platform.StepDelete {
		d.Title = "The old key of " + r.profile.Name + " is safe to delete"
		d.Text = "The last token that was signed with it here has ended. What other programs signed is not known here."
	}
	return d
}

func (t *Rotation) shown(row) RotationState {
	s, ok := t.subject()
	if !ok {
		return RotationState{}
	}
	r := RotationState{Open: true, Title: "Rotation of " + s.row.profile.Name, Tag: s.of.Label, CanGiveUp: s.under && !s.plan.Over}
	r.Caveat = rotation.Caveat
	switch s.of.Rotation.Old {
	case platform.DieAtRotate:
		r.Caveat = "What a rotation does to tokens that are out is not known. This program knows only what it signed itself: the back end needs the new secret at once."
	case platform.DieAtDeploy:
		r.Caveat = "This program knows only what it signed itself. A token that another program signed with the old key may live longer, and stops playing when the key is taken out."
	}
	s.banner(&r)
	s.steps(&r)
	if s.under && !s.plan.Asked.IsZero() && s.plan.Current().Kind == platform.StepMake {
		r.Asked, r.Again = true, s.of.Account != nil && s.of.Account.Create.RequestHeader != ""
		r.Lost = "A key was asked for " + dayTime(s.plan.Asked, s.now, s.zone) + ", and its answer did not come. It may have been made: look at the list under At " + s.of.Label + "."
		if known := t.p.Account.of(s.account.ID); known.failed != nil && known.failed.lost && t.p.Account.toldTo(known, t.profile) {
			f := known.failed
			r.Lost, r.Told = "A key was asked for "+dayTime(s.plan.Asked, s.now, s.zone)+". "+f.text, true
		}
	}
	r.NeedsNew = "it needs the new key ID and the new private key"
	if s.plan.New.Key.Kind == keys.Secret {
		r.NeedsNew = "it needs the new secret"
	}
	r.HasNew = s.under && s.plan.New.Name != ""
	return r
}

// banner is the one thing that is waited for, or that is to be done.
func (s subject) banner(r *RotationState) {
	now, zone := s.now, s.zone
	step := s.plan.Current()
	r.Mood = viewmodel.Waiting
	switch {
	case !s.under:
		r.Icon, r.Banner, r.Detail = "refresh", "Change the key for a new one", "The old key goes on signing until the new one is saved and tested. Each step says when it was done, and the rotation goes on after a restart."
		if s.of.Rotation.Old == platform.DieAtRotate {
			r.Detail = s.of.Rotation.OldText
		}
		if s.of.Account != nil && !s.has {
			r.Detail = "An account at " + s.of.Label + " is needed: it is connected on the card At " + s.of.Label + "."
		}
	case s.plan.Over:
		r.Mood, r.Icon, r.Banner, r.Detail = viewmodel.Fine, "done", "The rotation is done", "The old key stays here as replaced, to explain its tokens."
	case step.Kind == platform.StepWait && s.plan.Safe.Never:
		r.Mood, r.Icon, r.Banner = viewmodel.Careful, "warn", "No time is safe"
		r.Detail = "A token without an expiry was signed here with the old key: it plays until the key is deleted. Whoever cannot leave it deletes the key under At " + s.of.Label + "."
	case step.Kind == platform.StepWait:
		r.Icon, r.Banner = "clock", "Waiting for the old tokens to end"
		r.Detail, r.Clock = "The old key is safe to delete from "+moment(step.At, zone)+".", humantime.Countdown(step.At.Sub(now))
		if s.of.Rotation.Old == platform.DieAtDeploy {
			r.Detail = "The last token signed here with the old key ends on " + moment(step.At, zone) + "."
		}
	case s.of.Account != nil && !s.has && step.Kind != platform.StepSign:
		r.Mood, r.Icon, r.Banner, r.Detail = viewmodel.Careful, "warn", "The account is gone", "The next step asks "+s.of.Label+". Connect an account there on the card At "+s.of.Label+", under Keys; the rotation goes on from here."
	case now.Before(step.At):
		r.Icon, r.Banner = "clock", "Waiting for the change to take effect"
		r.Detail, r.Clock = "The next step can be done from "+moment(step.At, zone)+".", humantime.Countdown(step.At.Sub(now))
	case step.Kind == platform.StepDelete:
		r.Mood, r.Icon, r.Banner, r.Detail = viewmodel.Fine, "done", "The old key is safe to delete", "The last token that was signed with it here has ended."
	case !s.plan.Asked.IsZero() && step.Kind == platform.StepMake:
		r.Icon, r.Banner, r.Detail = "now", "Was the new key made?", "Its answer did not come. Once that is settled the rotation goes on. The old key goes on signing."
	default:
		r.Icon, r.Banner, r.Detail = "now", "The next step is yours", stepNow[step.Kind]
	}
}

// envText is a key as lines of a .env file. A private key stands in it as base64 of PEM.
func envText(of *platform.Platform, id string, k *keys.Key) string {
	name := strings.ToUpper(of.Name)
	if k.Kind() == keys.Secret {
		return name + "_SIGNING_SECRET=" + string(k.SecretText().Reveal()) + "\n"
	}
	return name + "_SIGNING_KEY_ID=" + id + "\n" + name + "_SIGNING_PRIVATE_KEY=" + string(k.PrivateBase64().Reveal()) + "\n"
}
