package ui

import (
	"playtoken/core/keys"
	"playtoken/ui/sign"
)

// forms are what was typed into the form of Sign and not saved: of the profile in use and of
// those that were in use before it. They are in memory alone.
type forms struct {
	used    bool            // the form was filled from a profile, or emptied
	clean   sign.Filled     // the form as the profile in use has it
	changed bool            // whether the form is another one
	kept    map[string]kept // by the ID of the profile, "" for none
}

// kept is the form of a profile that is not in use.
type kept struct {
	draft   sign.Draft
	clean   sign.Filled
	filled  filledFrom
	changed bool
}

// changedMark stands before the name of a profile with changes that are not saved.
const changedMark = "• "

// isChanged reports whether a profile has changes that are not saved.
func (f forms) isChanged(id, inUse string) bool {
	if id == inUse {
		return f.changed
	}
	return f.kept[id].changed
}

// formIsClean says that the form is as its profile has it.
func (p *App) formIsClean() {
	p.forms.used, p.forms.clean, p.forms.changed = true, p.sign.Presenter().Filled(), false
	p.profilesChanged()
}

// formChanged looks whether the form is still as its profile has it.
func (p *App) formChanged() {
	if p.sign == nil || p.bars == nil || p.profile == "" {
		return
	}
	changed := !p.sign.Presenter().Key.Locked() && !p.sign.Presenter().Filled().Same(p.forms.clean)
	if changed != p.forms.changed {
		p.forms.changed = changed
		p.profilesChanged()
	}
}

// keepForm keeps what no profile has of the form, for when its profile is chosen again.
func (p *App) keepForm() {
	draft := p.sign.Presenter().Draft()
	if p.profile != "" && !p.forms.changed || p.profile == "" && !draft.Unsaved() {
		delete(p.forms.kept, p.profile)
		return
	}
	if p.forms.kept == nil {
		p.forms.kept = map[string]kept{}
	}
	p.forms.kept[p.profile] = kept{draft, p.forms.clean, p.filled, p.forms.changed}
}

// restoreForm puts the form of a profile back as it was left. It reports whether one was
// kept.
func (p *App) restoreForm(id string) bool {
	k, ok := p.forms.kept[id]
	if !ok {
		return false
	}
	delete(p.forms.kept, id)
	p.profile, p.filled = id, k.filled
	p.forms.used, p.forms.clean, p.forms.changed = true, k.clean, k.changed
	p.sign.Presenter().Restore(k.draft)
	p.profilesChanged()
	return true
}

// formsChanged follows the profiles: what is under lock now leaves the forms that are kept,
// a key that is unlocked comes to the form that waits for it, and nothing is kept of a
// profile that is gone.
func (p *App) formsChanged() {
	locked := p.book.State().Locked
	for id, k := range p.forms.kept {
		if _, there := p.book.Find(id); id != "" && !there {
			delete(p.forms.kept, id)
			continue
		}
		if locked && k.draft.Key() != nil && k.draft.Key() == k.filled.key {
			k.draft, k.clean.Key = k.draft.Locked(), nil
			p.forms.kept[id] = k
		}
	}
	profile, ok := p.book.Find(p.profile)
	if locked || !ok || !p.sign.Presenter().Key.Locked() {
		return
	}
	p.book.Key(profile.ID, func(k *keys.Key, err error) {
		if err != nil || p.profile != profile.ID {
			return
		}
		p.filled.key, p.forms.clean.Key = k, k
		p.sign.Presenter().Key.Unlocked(k, whereWord(profile.Home))
	})
}
