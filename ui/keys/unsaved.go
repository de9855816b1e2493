package keys

import (
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/words"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// Unsaved shows a key that was made and that the vault did not take: once, with ways to
// take it elsewhere.
type Unsaved struct {
	p     *Presenter
	made  rotation.Made
	taken bool
	// Opened is called with what is to be shown.
	Opened func(UnsavedState)
}

// UnsavedState is the dialog. It has no part of the key.
type UnsavedState struct {
	Title, Text string
	ID          string
	Whole       bool // it is the whole answer: no key can be read in it
}

func (u *Unsaved) open(of *platform.Platform, m rotation.Made, err error) {
	u.made, u.taken = m, false
	s := UnsavedState{Title: "This key is not saved", ID: m.Key.ID, Whole: m.Signer == nil}
	what := "The key"
	if s.Whole {
		what = "The answer, in which no key can be read,"
	}
	label := "The platform"
	if of != nil {
		label = of.Label
	}
	s.Text = what + " could not be saved: " + words.LowerFirst(troubleOf("", err).text) + " " + label + " gives it out this once. Copy it or save it to a file before you close this."
	if u.Opened != nil {
		u.Opened(s)
	}
}

// Copy copies the key, or the whole answer.
func (u *Unsaved) Copy(done func()) {
	u.p.services.CopySecret(string(u.made.Unsaved.Reveal()), func(note string) {
		u.taken = true
		done()
		u.p.services.Toast(viewmodel.Copied("Key", note))
	})
}

// Reveal is the text itself, for a person who wants to see it.
func (u *Unsaved) Reveal() string { return string(u.made.Unsaved.Reveal()) }

// Save writes it to a file.
func (u *Unsaved) Save() {
	name := "signing-key-" + platform.ShortID(u.made.Key.ID) + ".txt"
	u.p.services.Ask.SaveFile(name, u.made.Unsaved.Reveal(), func(err error) {
		if err != nil {
			u.p.services.Fail("The file was not written: " + err.Error() + ".")
			return
		}
		u.taken = true
		u.p.services.Toast("Written. The key stands in it in the open.")
	})
}

// Close reports whether the dialog may go: once the key was taken elsewhere, or it is
// confirmed that it is not wanted.
func (u *Unsaved) Close(closed func()) {
	if u.taken {
		u.made = rotation.Made{}
		closed()
		return
	}
	u.p.services.Ask.Sure(prompt.Question{
		Title: "Close without the key?", Button: "Close",
		Text: "It was neither copied nor written to a file. A sealed copy may still be kept by the journal and is offered again; nothing else has it.",
	}, func() {
		u.made = rotation.Made{}
		closed()
	})
}
