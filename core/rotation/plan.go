package rotation

import (
	"fmt"
	"time"

	"playtoken/core/platform"
	"playtoken/core/vault"
)

// State says how a step stands.
type State string

// The states. A step that is waited for is Now until its time has come.
const (
	Done   State = "done"
	Now    State = "now"
	ToCome State = "to_come"
)

// Step is one step of a rotation that is under way.
type Step struct {
	platform.Step
	Name  string // tells it from the others of its rotation: "make", "guide_2"
	State State
	// At is when it was done. Of the step whose turn it is, and of the deletion to come, it is
	// the time from which it can be done; the zero time for at once, or where that is not known.
	At time.Time
}

// Safe says from when a key can be deleted without ending a token that was signed here. It
// knows nothing of tokens that other programs signed.
type Safe struct {
	From  time.Time // the latest expiry; the zero time where no token is known
	Never bool      // a token without an expiry was signed: no time is safe
}

// SafeOf is what is known of the tokens of a key.
func SafeOf(it vault.Item) Safe { return Safe{From: it.LastExpiry, Never: it.NoExpiry} }

// Over reports whether the time has come.
func (s Safe) Over(now time.Time) bool { return !s.Never && !now.Before(s.From) }

// Plan is a rotation as it stands at a moment.
type Plan struct {
	Steps    []Step
	Old, New vault.Item // zero where there is none yet, or any more
	Safe     Safe       // of the old key
	Tested   Against    // what the new key was tested with
	Asked    time.Time  // when a key was asked for whose reply is not known; zero for none
	Over     bool       // every step is done
}

// Current is the step whose turn it is, the zero Step where all are done.
func (p Plan) Current() Step {
	for _, s := range p.Steps {
		if s.State == Now {
			return s
		}
	}
	return Step{}
}

// Due reports whether a person has something to do now: it is not the time that is waited
// for, and the rotation is not over.
func (p Plan) Due(now time.Time) bool {
	c := p.Current()
	return !p.Over && c.Kind != platform.StepWait && !now.Before(c.At)
}

// Of is the plan of a profile's rotation. ok is false where none is under way.
func Of(p vault.Profile, r *platform.Rotation, now time.Time) (plan Plan, ok bool) {
	if p.Rotation == nil || r == nil {
		return Plan{}, false
	}
	plan.Old, plan.New = items(p)
	plan.Safe, plan.Asked = SafeOf(plan.Old), p.Rotation.Times[timeAsked]
	plan.Tested = Against(p.Rotation.Notes[noteTested])
	state, ready := Done, p.Rotation.Times[timeBegun]
	for _, s := range named(r.Steps) {
		if state == Done && s.Name == p.Rotation.Step {
			state = Now
		}
		s.State = state
		switch {
		case state == Done:
			s.At = p.Rotation.Times[s.Name]
			ready = s.At.Add(s.Takes)
		case state == Now && s.Kind == platform.StepWait && plan.Safe.Over(now) && !now.Before(ready):
			s.State, s.At = Done, latest(ready, plan.Safe.From) // it passes by itself
			ready = s.At
		case state == Now:
			s.At = ready
			if s.Kind == platform.StepWait {
				s.At = plan.Safe.From
			}
			state = ToCome
		case s.Kind == platform.StepDelete && !plan.Safe.Never:
			s.At = plan.Safe.From
		}
		plan.Steps = append(plan.Steps, s)
	}
	plan.Over = state == Done
	return plan, true
}

// items finds the key that goes and the one that comes.
func items(p vault.Profile) (old, next vault.Item) {
	if name := p.Rotation.Notes[noteOld]; name != "" { // the new one signs
		old, _ = p.Item(name)
		return old, p.Signing()
	}
	if _, made := p.Rotation.Times[string(platform.StepMake)]; made {
		next, _ = p.Item(vault.BackupKey)
	}
	return p.Signing(), next
}

// named gives each step a name of its own: its kind, guided ones with their number.
func named(steps []platform.Step) (list []Step) {
	guided := 0
	for _, s := range steps {
		name := string(s.Kind)
		if s.Kind == platform.StepGuide {
			guided++
			name = fmt.Sprintf("%s_%d", name, guided)
		}
		list = append(list, Step{Step: s, Name: name})
	}
	return list
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
