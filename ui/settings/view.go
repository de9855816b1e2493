package settings

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// Open opens a panel over the window, in which first gets the keyboard, and gives what
// closes it. closed is called then; nil for nothing.
type Open func(title string, content fyne.CanvasObject, first fyne.Focusable, closed func()) (shut func())

// View is the screen. It is built once; Render sets what changed.
type View struct {
	Page *widgets.Page
	Bar  widgets.Fluid // what stands in the bar above
	p    *Presenter
	open Open

	looks, texts         *widgets.Segmented
	tokens, times, skews *widgets.Segmented
	home, reason         *widgets.Text
	reasonRow            fyne.CanvasObject
	lock, unlock         *widgets.Button
	keyring, passphrase  *widgets.Button
	buttons              widgets.Fluid
	clock, about         *widgets.Rows
	path                 *widgets.Text
	place                fyne.CanvasObject
	drawn                bool
}

// NewView builds the screen.
func NewView(services Services, after async.After, open Open) *View {
	v := &View{open: open}
	v.p = New(services, func(s State) { v.Render(s) })
	v.Bar = widgets.Row(8, 1, widgets.Fixed(widgets.NewText(widgets.Span{Text: "Settings", Bold: true, Size: 14})), widgets.Space(0, 0))
	v.looks = widgets.NewSegmented(Looks, v.p.ChooseLook)
	v.texts = widgets.NewSegmented(nil, v.p.ChooseTextSize)
	v.tokens = widgets.NewSegmented(nil, v.p.ChooseTokens)
	v.times = widgets.NewSegmented(nil, v.p.ChooseLock)
	v.skews = widgets.NewSegmented(nil, v.p.ChooseSkew)
	v.clock, v.about = widgets.NewRows(labelWidth), widgets.NewRows(labelWidth)
	left := widgets.Stack(theme.Gap, true,
		card("Appearance", v.looks, muted("System goes by what this machine is set to."),
			label("Text size"), v.texts),
		card("Clipboard", label("Clear a copied token after"), v.tokens,
			muted("The same goes for URLs and snippets that carry a token, and what is still due is cleared when Playtoken closes. A secret is always cleared after 10 s. A text that another program put there stays.")),
		card("Time", v.clock.Box, label("Clock difference allowed in verdicts"), v.skews,
			muted("How far this clock and the platform's may be apart before a token counts as expired, or as not valid yet.")),
		widgets.Space(0, 0))
	right := widgets.Stack(theme.Gap, true, v.secrets(), v.aboutCard(after), widgets.Space(0, 0))
	v.Page = widgets.NewPage(widgets.Inset(theme.Inset, 18, theme.Inset,
		widgets.Columns(theme.Gap, 0.493, 340, 560, 700, left, right)))
	v.Render(v.p.State())
	return v
}

// labelWidth is the width of the words in front of what they stand for.
const labelWidth = 88

func card(title string, content ...fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Card(widgets.Stack(8, false, append([]fyne.CanvasObject{widgets.Title(title)}, content...)...))
}

func label(text string) fyne.CanvasObject { return widgets.NewText(widgets.Span{Text: text}) }

func muted(text string) fyne.CanvasObject { return widgets.Label(text) }

// secrets builds the card of the saved secrets.
func (v *View) secrets() fyne.CanvasObject {
	v.home, v.reason = widgets.NewText(), widgets.NewText()
	v.reasonRow = widgets.Level(6, widgets.NewIcon("warn", theme.Warn, 14), v.reason)
	v.lock = widgets.NewButton("Lock now", widgets.Plain, v.p.Lock)
	v.unlock = widgets.NewButton("Unlock", widgets.Filled, v.p.Unlock)
	v.keyring = widgets.NewButton("Use the keyring", widgets.Plain, v.p.UseKeyring)
	v.passphrase = widgets.NewButton("", widgets.Plain, v.p.UsePassphrase)
	v.buttons = widgets.Wrapped(8, v.unlock, v.lock, v.passphrase, v.keyring, widgets.Space(0, 0))
	return card("Saved secrets", v.home, v.reasonRow, v.buttons, label("Lock when not used for"), v.times,
		muted("When they lock, the Sign form forgets a key that came from a saved profile."))
}

func (v *View) aboutCard(after async.After) fyne.CanvasObject {
	v.path = widgets.NewText()
	v.path.Wrap = widgets.Middle
	var copyPath *widgets.Button
	copyPath = widgets.NewButton("Copy", widgets.Plain, func() { v.p.CopyPath(func() { copyPath.Tick(after) }) })
	v.place = line("Profiles file", v.path, copyPath)
	others := widgets.NewText(widgets.Span{Text: "Of the software and fonts of others in it"})
	return card("About Playtoken", widgets.NewText(widgets.Span{Text: "Keys and tokens stay on this machine."}),
		widgets.Stack(0, false, v.about.Box, widgets.Stack(6, false,
			line("Licences", others, widgets.NewButton("Show", widgets.Plain, v.notices)), v.place)))
}

// line is one line of the card, with a button at its end.
func line(label string, text *widgets.Text, button *widgets.Button) fyne.CanvasObject {
	return widgets.Stack(6, false, widgets.Separator(),
		widgets.Row(8, 1, widgets.Width(labelWidth-8, widgets.NewText(widgets.Span{Text: label, Color: theme.Muted})), text, button))
}

// The size of the panel with the licences, in pixels: 80 characters wide, and within
// the least window.
const (
	noticesWidth  = 630
	noticesHeight = 377
)

// notices shows the licences of others.
func (v *View) notices() {
	var shut func()
	closing := widgets.NewButton("Close", widgets.Plain, func() { shut() })
	reader := widgets.NewReader(v.p.Notices())
	shut = v.open("Licences", widgets.Stack(12, false,
		widgets.Sized(noticesWidth, noticesHeight, reader), widgets.Row(8, 0, widgets.Space(0, 0), closing)), reader, nil)
}

// Presenter is the screen's presenter.
func (v *View) Presenter() *Presenter { return v.p }

// First is the choice that gets the keyboard when the screen opens.
func (v *View) First() fyne.Focusable { return v.looks }

// Render shows a state.
func (v *View) Render(s State) {
	if v.Page == nil { // the presenter's first state comes before there is a view
		return
	}
	changed := !v.drawn
	v.looks.Set(s.Look)
	for o, c := range map[*widgets.Segmented]Choice{v.texts: s.Text, v.tokens: s.Tokens, v.times: s.Lock, v.skews: s.Skew} {
		o.SetOptions(c.Options)
		o.Set(c.Chosen)
	}
	home := s.Home
	if s.Working != "" {
		home = s.Working
	}
	v.passphrase.SetText(s.Passphrase)
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		v.reasonRow: s.Reason != "", v.unlock: s.CanUnlock, v.lock: s.CanLock, v.passphrase: s.Passphrase != "", v.keyring: s.CanUseKeyring,
		v.place: s.Path != "",
	}) || changed
	changed = v.home.Set(widgets.Span{Text: home}) || changed
	changed = v.reason.Set(widgets.Span{Text: s.Reason, Color: theme.Warn, Size: theme.SmallText}) || changed
	changed = v.clock.Set(s.Clock) || changed
	changed = v.about.Set(s.About) || changed
	changed = v.path.Set(widgets.Span{Text: s.Path, Mono: true, Size: theme.SmallText}) || changed
	v.buttons.Refresh()
	v.drawn = true
	if changed {
		v.Page.Relayout()
	}
}
