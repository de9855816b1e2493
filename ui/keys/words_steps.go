package keys

import (
	"fmt"
	"strings"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// StepState is one step.
type StepState struct {
	State      rotation.State
	Bold, Text string // what it is: the first words stand out
	ID         string // what in Text is an ID, "" for nothing
	Sub        []viewmodel.Run
	Time       string
	Bar        bool
	Part       float32
	Left, Over string // below the bar

	Button   string // "" for none
	Host     string
	Disabled bool
	Filled   bool
}

// stepNow says what the step whose turn it is does.
var stepNow = map[platform.StepKind]string{
	platform.StepMakeRoom: "There are as many keys as there may be: one of them goes first.",
	platform.StepRead:     "Read the secret that the project has now. It is saved here before it is changed.",
	platform.StepMake:     "Have the new key made. It is saved and tested then, and the old one goes on signing.",
	platform.StepRotate:   "Have the platform make a new secret. It is saved then, and signs from then on.",
	platform.StepSign:     "Let the new key sign. The old one stays as replaced.",
	platform.StepGuide:    "Do it in the platform's own pages, and say here when it is done.",
}

func (s subject) steps(r *RotationState) {
	if !s.under {
		first := true
		for _, step := range s.of.Rotation.Steps {
			one := s.words(rotation.Step{Step: step, State: rotation.ToCome})
			if first {
				one.Button, one.Filled = "Begin", true
				if s.of.Account != nil && s.of.Account.List != nil { // it is asked which keys it has
					one.Host = hostOf(s.account)
				}
				one.Disabled = s.busy || s.of.Account != nil && !s.has
				first = false
			}
			r.Steps = append(r.Steps, one)
		}
		return
	}
	for _, step := range s.plan.Steps {
		if step.Kind == platform.StepDelete && s.of.Rotation.Old == platform.DieAtDelete {
			r.Steps = append(r.Steps, s.safe(step))
		}
		r.Steps = append(r.Steps, s.words(step))
	}
	if s.plan.Over {
		r.Steps[len(r.Steps)-1].Button, r.Steps[len(r.Steps)-1].Filled = "Close the rotation", true
	}
}

// safe is the row of the moment from which the old key can be deleted.
func (s subject) safe(deletion rotation.Step) StepState {
	now, zone := s.now, s.zone
	one := StepState{State: rotation.ToCome, Text: "Old key safe to delete"}
	switch {
	case deletion.State != rotation.ToCome:
		one.State, one.Bold, one.Text = rotation.Done, "Old key safe to delete", ""
		if !s.plan.Safe.From.IsZero() {
			one.Time = "since " + dayClock(s.plan.Safe.From, now, zone)
		}
	case s.plan.Safe.Never:
		one.Time = "at no time"
	case !s.plan.Safe.From.IsZero():
		one.Time = "from " + dayClock(s.plan.Safe.From, now, zone)
	}
	return one
}

// words words a step.
func (s subject) words(step rotation.Step) StepState {
	now, zone := s.now, s.zone
	one := StepState{State: step.State}
	done := step.State == rotation.Done
	if done {
		one.Time = dayTime(step.At, now, zone)
	}
	host, profile := hostOf(s.account), s.row.profile
	oldID, newID := profile.KeyID, ""
	if profile.Rotation != nil {
		oldID, newID = profile.Rotation.OldKeyID, profile.Rotation.NewKeyID
	}
	code := func(id string) viewmodel.Run {
		return viewmodel.Run{Text: platform.ShortID(id), Style: viewmodel.QuietCode}
	}
	quiet := func(text string) viewmodel.Run { return viewmodel.Run{Text: text, Style: viewmodel.Muted} }
	sub := func(runs ...viewmodel.Run) { one.Sub = runs }
	button := func(text, host string) {
		if step.State == rotation.Now {
			one.Button, one.Host, one.Filled = text, host, true
			one.Disabled = s.busy || now.Before(step.At) || host != "" && !s.has
		}
	}
	switch step.Kind {
	case platform.StepMakeRoom:
		one.Bold = "Room for another key"
		sub(quiet(fmt.Sprintf("%s has %d at most", s.of.Label, s.of.Rotation.Most)))
		if button("Ask for the keys", host); s.listed && one.Button != "" { // nobody is asked before one is confirmed
			one.Button, one.Host = "Choose which goes…", ""
		}
	case platform.StepRead:
		one.Bold, one.Text = "Present secret read", " from "+host
		button("Read the secret", host)
	case platform.StepMake:
		one.Bold, one.Text = "New key made", " at "+host
		if s.of.Account == nil {
			one.Text = " on this machine"
			button("Make it", "")
		} else {
			button("Create at "+s.of.Label, host)
		}
		switch {
		case newID != "":
			sub(code(newID))
		case done && s.plan.New.Key.Kind != "":
			sub(quiet(s.plan.New.Key.Title()))
		}
		if !s.plan.Asked.IsZero() {
			one.Button = ""
		}
	case platform.StepRotate:
		one.Bold, one.Text = "Secret rotated", " at "+host
		button("Rotate…", host)
	case platform.StepSave:
		one.Bold, one.Text = "Saved", " "+homeSave[s.plan.New.Home]
		if done && s.plan.Tested != rotation.NotTested {
			one.Text += " and tested"
			sub(quiet(words.LowerFirst(strings.TrimSuffix(tested(s.of, s.plan.Tested), "."))))
		}
	case platform.StepSign:
		one.Bold, one.Text = "Signs by default", " for "+profile.Name
		if done && newID != "" {
			sub(quiet("every token since then carries "), code(newID))
		}
		button("Sign with the new key", "")
	case platform.StepWait:
		s.waiting(&one, step, oldID)
	case platform.StepDelete:
		one.ID = platform.ShortID(oldID)
		one.Text = "Delete " + one.ID + " at " + s.of.Label
		if done {
			one.Bold, one.Text = "Deleted", " "+one.ID+" at "+s.of.Label
		}
		sub(quiet("here it stays as replaced, to explain its tokens"))
		if !done {
			one.Button, one.Host, one.Filled = "Delete…", host, step.State == rotation.Now
			one.Disabled = step.State != rotation.Now || s.busy || !s.has
		}
	case platform.StepGuide:
		one.Bold, one.Text = firstSentence(step.Text)
		if step.Takes > 0 {
			sub(quiet("may take " + humantime.InWords(step.Takes) + " to take effect"))
		}
		button("Done", "")
	}
	if step.State == rotation.ToCome {
		one.Text, one.Bold = one.Bold+one.Text, ""
	}
	if step.State == rotation.Now && one.Time == "" && now.Before(step.At) {
		one.Time = "from " + dayClock(step.At, now, zone)
	}
	return one
}

// homeSave says after "saved" where a secret is.
var homeSave = map[vault.Home]string{
	vault.InKeyring: "in the keyring", vault.UnderPassphrase: "under the passphrase", vault.ThisSession: "for this session only", vault.NoSecret: "here",
}

// waiting is the step that passes with time.
func (s subject) waiting(one *StepState, step rotation.Step, oldID string) {
	now, zone := s.now, s.zone
	one.Bold = "Old tokens end"
	one.Sub = []viewmodel.Run{{Text: "the last one that this program signed with the old key", Style: viewmodel.Muted}}
	if oldID != "" {
		one.Sub = []viewmodel.Run{{Text: "the last one that this program signed with ", Style: viewmodel.Muted}, {Text: platform.ShortID(oldID), Style: viewmodel.QuietCode}}
	}
	switch {
	case s.plan.Safe.Never:
		one.Time = "never"
	case s.plan.Safe.From.IsZero():
		if s.under {
			one.Sub = []viewmodel.Run{{Text: "none is known that this program signed", Style: viewmodel.Muted}}
		}
	default:
		one.Time = dayClock(s.plan.Safe.From, now, zone)
	}
	if step.State != rotation.Now || s.plan.Safe.Never {
		return
	}
	begun := now
	for _, earlier := range s.plan.Steps {
		if earlier.State == rotation.Done && !earlier.At.IsZero() {
			begun = earlier.At
		}
	}
	if whole := step.At.Sub(begun); whole > 0 {
		one.Bar, one.Part = true, float32(now.Sub(begun))/float32(whole)
		one.Left = "waiting since " + dayTime(begun, now, zone) + ", for " + humantime.Span(whole)
		one.Over = fmt.Sprintf("%d %% over", int(100*one.Part))
	}
}

// firstSentence parts a text behind its first sentence.
func firstSentence(text string) (first, rest string) {
	if i := strings.Index(text, ". "); i >= 0 {
		return text[:i+1], text[i+1:]
	}
	return text, ""
}
