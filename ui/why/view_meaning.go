package why

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// headHeight is that of the head of a card with a button in it, in pixels, so that two cards
// side by side begin level.
const headHeight = 26

// meaningBox is what the token says in words, and the key it is tried with.
type meaningBox struct {
	box       widgets.Fluid
	rows      *widgets.Rows
	platform  *widgets.ChipText
	likely    *widgets.Select
	likelyBox fyne.CanvasObject
	keyLabel  *widgets.Text
	keyBox    fyne.CanvasObject
	key       *widgets.KeyField
	last      viewmodel.Key
	own       bool
}

func newMeaningBox(p *Presenter, after async.After, choose func(title string, take func([]byte))) *meaningBox {
	b := &meaningBox{rows: widgets.NewRows(76), platform: widgets.NewChip(), keyLabel: widgets.Label("")}
	b.rows.SetCopy(after, p.Structure.Copy)
	b.likely = widgets.NewSelect(nil, p.Options.ChooseLikely)
	b.likely.PlaceHolder = "It cannot be told from the token: choose"
	b.likelyBox = widgets.NewField("Platform", b.likely).Box
	b.key = newKeyField(p.Keys, choose)
	b.keyBox = widgets.Stack(4, false, b.keyLabel, b.key.Box)
	b.box = widgets.Stack(12, false,
		widgets.Stack(2, false, widgets.Row(8, 0, widgets.Title("What it says"), widgets.Space(0, headHeight), b.platform.Box), b.rows.Box),
		b.likelyBox, b.keyBox)
	return b
}

// newKeyField makes a field for a key of this screen.
func newKeyField(p *Keys, choose func(title string, take func([]byte))) *widgets.KeyField {
	k := widgets.NewKeyField("Paste the key to check the signature with")
	k.Low()
	k.OnPaste = func(s string) { p.Paste([]byte(s)) }
	k.OnType = p.Type
	k.OnChoose = func() { choose("Open a key file", p.Paste) }
	k.OnUnlock = p.Unlock
	k.OnForget, k.OnCancel, k.OnReplace = p.Forget, p.Forget, p.Ask
	return k
}

func (b *meaningBox) render(s State) (changed bool) {
	changed = b.rows.Set(s.Rows)
	b.platform.Set(s.Platform)
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{b.likelyBox: len(s.Likely) > 0, b.keyBox: s.Read}) || changed // claims alone have no signature
	if len(s.Likely) > 0 {
		b.likely.SetOptions(s.Likely, -1)
	}
	changed = b.keyLabel.Set(widgets.Span{Text: s.KeyLabel, Color: theme.Muted, Size: theme.SmallText}) || changed
	b.key.Entry().SetPlaceHolder(s.KeyHint)
	if s.Key.Taken() || !s.Typing {
		b.key.Clear()
	}
	if s.Key != b.last || s.OwnKey != b.own {
		b.key.Set(s.Key)
		b.key.CanForget(s.OwnKey)
		b.last, b.own = s.Key, s.OwnKey
		changed = true
	}
	return changed
}
