package widgets

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/viewmodel"
)

// Unlock opens the saved secrets where they are missed: a field for the passphrase, where
// one seals them, and a button. What is wrong with a passphrase is said below it, and what was
// typed stays, selected.
type Unlock struct {
	Box Fluid
	// OnUnlock opens the secrets and says with answer what is wrong with the passphrase, ""
	// for nothing.
	OnUnlock func(passphrase string, answer func(problem string))

	entry  *Entry
	frame  fyne.CanvasObject
	field  *Field
	button *Button
	sealed bool // under a passphrase
	trying bool
}

// NewUnlock makes what opens the saved secrets.
func NewUnlock(look Look) *Unlock {
	u := &Unlock{}
	u.entry = NewEntry("Passphrase", nil)
	u.entry.Password = true
	u.entry.OnSubmitted = func(string) { u.try() }
	u.button = NewButton("Unlock", look, u.try)
	u.entry.Low()
	u.frame = u.entry.Framed()
	u.field = newField(u.frame)
	u.field.named("Passphrase")
	u.Box = Stack(4, false, Row(8, 0, u.frame, u.button), u.field.holder)
	return u
}

// Set says whether a passphrase seals the secrets; without one the button is enough.
func (u *Unlock) Set(sealed bool) {
	u.sealed = sealed
	Show(u.frame, sealed)
}

// Clear forgets what was typed.
func (u *Unlock) Clear() {
	u.entry.Set("")
	u.field.Say("", viewmodel.Quiet)
}

// First is what gets the keyboard.
func (u *Unlock) First() fyne.Focusable {
	if u.sealed {
		return u.entry
	}
	return u.button
}

// has reports whether the keyboard is in it.
func (u *Unlock) has(focused fyne.Focusable) bool {
	return focused == fyne.Focusable(u.entry) || focused == fyne.Focusable(u.button)
}

func (u *Unlock) try() {
	if u.OnUnlock == nil || u.trying {
		return
	}
	if u.sealed && u.entry.Text == "" {
		u.focus()
		return
	}
	u.trying = true
	u.button.SetEnabled(false)
	u.OnUnlock(u.entry.Text, func(problem string) {
		u.trying = false
		u.button.SetEnabled(true)
		if problem == "" {
			u.Clear()
			return
		}
		u.field.Say(problem, viewmodel.Wrong)
		if p := pageAround(u.Box); p != nil {
			p.Relayout()
		}
		u.focus()
		u.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	})
}

func (u *Unlock) focus() {
	if c := CanvasOf(u.entry); c != nil {
		Focus(c, u.First())
	}
}
