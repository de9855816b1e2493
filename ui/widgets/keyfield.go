package widgets

import (
	"fyne.io/fyne/v2"

	"playtoken/core/words"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// KeyField takes a key by paste or file and turns into a card that describes it.
// The text of a key is never shown: what is pasted goes straight to OnPaste.
type KeyField struct {
	Box      Fluid
	OnPaste  func(text string)
	OnType   func(text string) // the whole text so far
	OnChoose func()
	OnForget func()
	// OnReplace makes room for another key; OnCancel, where set, goes back to the
	// one there was.
	OnReplace func()
	OnCancel  func()
	// OnUnlock opens the saved secrets, where the key is one of them; see [Unlock].
	OnUnlock func(passphrase string, answer func(problem string))
	// Next, where set, is what the keyboard goes to once the key is unlocked.
	Next func() fyne.Focusable

	entry               *Entry
	empty, card         fyne.CanvasObject
	ground              *Ground
	title, finger, from *Text
	problem, hint       *Text
	problemIcon         *Icon
	problemBox          Fluid
	saying              *Text // what is wrong with a text being typed
	sayingBox           Fluid
	where               *ChipText
	icon                *Icon
	keep, forget        *Button
	unlock              *Unlock
	unlockBox           Fluid
	cancel              *Button
	state               viewmodel.Key
	fixed, low          bool
	body                *box
}

// NewKeyField makes an empty key field.
func NewKeyField(placeholder string) *KeyField {
	k := &KeyField{
		title: NewText(), finger: NewText(), from: NewText(), problem: NewText(), hint: NewText(), where: NewChip(),
		icon:   NewIcon("bad", theme.Bad, 14),
		ground: NewGround(theme.Window, theme.Line, 8),
	}
	k.entry = NewArea(placeholder, 2, func(s string) {
		if k.OnType != nil {
			k.OnType(s)
		}
	})
	k.entry.OnPaste = func(s string) bool {
		if k.OnPaste == nil || k.entry.Text != "" && k.entry.SelectedText() != k.entry.Text {
			return false // into what is being typed
		}
		k.entry.Set("")
		k.OnPaste(s)
		return true
	}
	k.entry.OnEscape = func() {
		if k.cancel.Visible() {
			call(k.OnCancel)
		}
	}
	k.saying = NewText()
	choose := NewButton("Choose file", Link, func() { call(k.OnChoose) })
	k.cancel = NewButton("Cancel", Link, func() { call(k.OnCancel) })
	k.sayingBox = Inset(2, 0, 0, Level(6, NewIcon("bad", theme.Bad, signSide), k.saying))
	k.empty = Stack(2, false, k.entry.Framed(), k.sayingBox, Inset(0, -8, 0, Row(8, -1, choose, k.cancel)))

	k.keep = NewButton("Replace…", Link, func() { call(k.OnReplace) })
	k.unlock = NewUnlock(Filled)
	k.unlock.OnUnlock = func(passphrase string, answer func(string)) { k.OnUnlock(passphrase, answer) }
	k.unlockBox = Inset(4, 0, 0, k.unlock.Box)
	k.forget = NewButton("Forget", Link, func() {
		if k.canGoBack() {
			call(k.OnCancel)
		} else {
			call(k.OnForget)
		}
	})
	k.problemIcon = NewIcon("warn", theme.Warn, signSide)
	k.problemBox = Level(6, k.problemIcon, k.problem)
	k.finger.Wrap, k.title.Wrap, k.title.Tail = Middle, Middle, nameTail
	k.body = stack(3, false, []fyne.CanvasObject{
		Row(8, 1, k.icon, k.title, k.where.Box),
		k.finger, k.from, k.problemBox, k.hint, k.unlockBox,
		Inset(2, -8, 0, Row(8, -1, k.keep, k.forget)),
	})
	k.card = Over(k.ground, Inset(10, 12, 8, k.body))
	k.Box = Over(k.empty, k.card)
	k.render()
	return k
}

// Low makes the card as low as it can be, for a screen where the key is not the
// matter: all on one line, where the key came from left out.
func (k *KeyField) Low() {
	k.low = true
	k.unlock.button.SetLook(Plain)
	k.body.objects = []fyne.CanvasObject{
		Row(8, 1, k.icon, giveWay(8, k.title, k.finger), k.where.Box, k.keep, k.forget), k.problemBox, k.hint, k.unlockBox,
	}
}

func call(f func()) {
	if f != nil {
		f()
	}
}

// Set shows a state.
func (k *KeyField) Set(s viewmodel.Key) {
	if s != k.state {
		k.state = s
		k.render()
	}
}

// CanForget says whether the key may be forgotten here; one that belongs to
// another screen can only be replaced.
func (k *KeyField) CanForget(can bool) {
	k.fixed = !can
	k.render()
}

// Entry is the field to paste into, for the focus.
func (k *KeyField) Entry() *Entry { return k.entry }

// First is what gets the keyboard: the field, or what is to be done first on the card.
func (k *KeyField) First() fyne.Focusable {
	switch {
	case k.state.Locked:
		return k.unlock.First()
	case k.card.Visible():
		return k.keep
	}
	return k.entry
}

// Clear empties the field, after what was typed has become a key.
func (k *KeyField) Clear() { k.entry.Set("") }

// canGoBack reports whether there is a key to go back to.
func (k *KeyField) canGoBack() bool {
	return k.OnCancel != nil && k.state.Where != "" && !k.state.Taken()
}

func (k *KeyField) render() {
	s := k.state
	defer k.keepFocus()()
	k.unlock.Set(s.Sealed)
	Show(k.unlockBox, s.Locked)
	if !s.Locked {
		k.unlock.Clear()
	}
	if !s.Taken() && !s.Refused && !s.Working && !s.Locked {
		k.empty.Show()
		k.card.Hide()
		Show(k.cancel, k.canGoBack())
		k.say(s.Problem)
		return
	}
	k.empty.Hide()
	k.card.Show()
	fill, line, ink := theme.Window, theme.Line, theme.Ink
	title := words.UpperFirst(s.Title)
	switch {
	case s.Refused:
		fill, line, ink, title = theme.BadSoft, theme.Bad, theme.Bad, "Not usable as a key"
		if s.Asks {
			title = "The password is missing"
		}
	case s.Working:
		title = "Reading the key…"
	case s.Locked:
		title = "Locked"
	}
	k.ground.Fill, k.ground.Line = fill, line
	k.ground.Refresh()
	Show(k.icon, s.Refused || s.Locked)
	if s.Locked {
		k.icon.Set("lock", theme.Muted)
	} else {
		k.icon.Set("bad", theme.Bad)
	}
	k.title.Set(Span{Text: title, Bold: true, Color: ink})
	finger := "SHA-256 " + s.Fingerprint
	if k.low {
		finger = s.Fingerprint
	}
	set(k.finger, s.Fingerprint != "" || k.low, Span{Text: finger, Mono: true, Size: theme.SmallText, Color: theme.Muted})
	set(k.from, s.Source != "", Span{Text: s.Source, Size: theme.SmallText, Color: theme.Muted})
	tone := theme.Warn
	if s.Refused || s.Locked {
		tone = theme.Ink
	}
	Show(k.problemIcon, !s.Refused && !s.Locked) // else the card has one
	Show(k.problemBox, s.Problem != "")
	set(k.problem, s.Problem != "", Span{Text: s.Problem, Size: theme.SmallText, Color: tone})
	set(k.hint, s.Hint != "", Span{Text: s.Hint, Size: theme.SmallText, Color: theme.Muted})
	where := s.Where
	if k.low && !k.fixed && where == viewmodel.ThisSession || s.Refused || s.Working { // the line has no room for what is plain there; or it is of the key to go back to
		where = ""
	}
	k.where.Set(where)
	k.forget.SetText(viewmodel.Either(k.canGoBack(), "Cancel", "Forget"))
	Show(k.forget, (s.Taken() || s.Asks) && !k.fixed || s.Refused && k.canGoBack())
	switch {
	case s.Asks:
		k.keep.SetText("Enter the password…")
	case s.Refused:
		k.keep.SetText("Try again")
	case s.Working:
		k.keep.SetText("Cancel")
	default:
		k.keep.SetText("Replace…")
	}
}

// say shows what is wrong with a text that is being typed, "" for nothing.
func (k *KeyField) say(problem string) {
	tone := viewmodel.Quiet
	if problem != "" {
		tone = viewmodel.Wrong
	}
	k.entry.SetTone(tone)
	k.saying.Set(Span{Text: problem, Size: theme.SmallText, Color: theme.Bad})
	Show(k.sayingBox, problem != "")
}

// keepFocus moves the keyboard along when the field it was in gives way to the
// card, or the other way round: Tab would begin at the top of the window again.
func (k *KeyField) keepFocus() func() {
	c := CanvasOf(k.entry)
	if c == nil {
		return func() {}
	}
	had := c.Focused()
	return func() {
		switch {
		case (had == fyne.Focusable(k.entry) || had == fyne.Focusable(k.cancel)) && k.card.Visible():
			Focus(c, k.keep)
		case k.unlock.has(had) && !k.unlockBox.Visible() && k.card.Visible():
			if k.Next != nil {
				Focus(c, k.Next())
			} else {
				Focus(c, k.keep)
			}
		case (k.unlock.has(had) || had == fyne.Focusable(k.keep) || had == fyne.Focusable(k.forget)) && k.empty.Visible():
			Focus(c, k.entry)
		}
	}
}

func set(t *Text, visible bool, s Span) {
	Show(t, visible)
	if visible {
		t.Set(s)
	}
}
