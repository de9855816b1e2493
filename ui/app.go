// Package ui puts the window together: the rail, the bar, the screens, and what
// they share. The screens do not know each other; what passes between them
// passes through here.
package ui

import (
	"runtime"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"playtoken/assets"
	"playtoken/core/platform"
	"playtoken/core/vault"
	"playtoken/core/verify"
	"playtoken/ui/async"
	"playtoken/ui/book"
	"playtoken/ui/check"
	"playtoken/ui/desktop"
	keyscreen "playtoken/ui/keys"
	"playtoken/ui/settings"
	"playtoken/ui/sign"
	"playtoken/ui/theme"
	"playtoken/ui/why"
	"playtoken/ui/widgets"
)

// Outside is what the window needs of the machine it runs on.
type Outside struct {
	Now   func() time.Time
	Zone  *time.Location
	Do    async.Do
	After async.After
	// Copy is for what may stay on the clipboard, CopyToken and CopySecret for what
	// is cleared from it after a time. Where they are nil, Copy does.
	Copy, CopyToken, CopySecret func(text string, done func(note string))
	Open                        func(url string)
	Settings                    desktop.Settings
	// Platforms are those to sign for; all there are where nil.
	Platforms []*platform.Platform
	// Vault opens the saved profiles. It is called off the window's thread.
	Vault func() *vault.Store
	// Asker asks servers what a person wants to know of a URL, and StartEdge starts the edge on
	// this computer.
	Asker     check.Asker
	StartEdge check.Starter
	Players   func() []desktop.Player // of this computer; nil for none
	// Version of the program, and Path of the file with the saved profiles, as the
	// settings show them.
	Version, Path string
}

// App is the window with its screens.
type App struct {
	app    fyne.App
	window fyne.Window
	out    Outside

	sign     *sign.View
	why      *why.View
	keys     *keyscreen.View
	check    *check.View
	settings *settings.View
	book     *book.Book
	saved    savedKeys
	profile  string // the ID of the profile in use, "" for none
	filled   filledFrom
	forms    forms // what was changed and not saved
	bars     []*profileBar
	screens  []screen
	current  int
	bar      *bar
	rail     *rail
	toast    *widgets.Toast
	mode     theme.Mode
	locked   bool                // whether the saved secrets were locked when last looked at
	touched  time.Time           // when the saved secrets were last told that somebody is there
	asking   interface{ Hide() } // the question that is open, nil for none
	panel    *panel              // the panel that is open, nil for none
}

// The places of the rail.
const (
	atSign = iota
	atWhy
	atKeys
	atCheck
	atSettings
)

// screen is one place of the rail.
type screen struct {
	icon, label string
	view        fyne.CanvasObject
	first       func() fyne.Focusable
	tick, copy  func()
	bar         fyne.CanvasObject // what stands above it
	apart       bool              // at the foot of the rail; not where the next run begins
}

// New builds the window's content and shows the screen of last time.
func New(a fyne.App, w fyne.Window, out Outside) *App {
	if out.CopyToken == nil {
		out.CopyToken = out.Copy
	}
	if out.CopySecret == nil {
		out.CopySecret = out.Copy
	}
	p := &App{app: a, window: w, out: out, mode: out.Settings.Theme(), current: -1}
	a.Settings().SetTheme(theme.Theme{Mode: p.mode})
	p.toast = widgets.NewToast(out.After)
	p.sign = sign.NewView(sign.Services{
		Now: out.Now, Zone: out.Zone, Do: out.Do, Copy: out.Copy, CopyToken: out.CopyToken, Open: out.Open, Toast: p.toast.Say,
		Save: p.saveFile, Platforms: out.Platforms, Ask: p.asks().Importer(),
		TokenPasted: func(text string) {
			p.why.Presenter().Paste.Take(text)
			p.toast.Say("That was a token: it is read under Why?")
		},
		Released:   p.released,
		KeyChanged: p.signKeyChanged,
		Fail:       p.toast.Fail, Changed: p.formChanged, Unlock: func() { p.keys.Presenter().Safe.Unlock() },
		Play:    func(playable string) { p.check.Presenter().Play(playable) },
		Sampled: p.sampled,
	}, out.After, p.chooseFile, p.openPanel)
	p.why = why.NewView(why.Services{
		Now: out.Now, Zone: out.Zone, Do: out.Do, Copy: out.Copy, CopyToken: out.CopyToken, Toast: p.toast.Say, Sample: assets.SampleToken,
		Ask: p.asks().Importer(), Released: p.released,
		Keys: func() []verify.Key { return p.saved.list }, Signers: p.signers, OpenKey: p.openKey, SaveFile: p.saveFile, OpenLog: p.openLog, Skew: out.Settings.Skew,
		Check: func(playable string) {
			p.Show(atCheck)
			p.check.Presenter().Take(playable)
		},
		UseKey: func(text []byte) {
			p.Show(atSign)
			p.sign.Presenter().Key.Paste(text)
		},
		SignFor: func(platform, id string) {
			p.Show(atSign)
			p.sign.Presenter().Form.SignFor(platform, id)
		},
	}, out.After, p.chooseFile)
	p.book = book.Open(out.Do, out.Vault, p.vaultChanged)
	p.keys = keyscreen.NewView(keyscreen.Services{
		Now: out.Now, Zone: out.Zone, Book: p.book, Do: out.Do, After: out.After,
		Copy: out.Copy, CopySecret: out.CopySecret, Toast: p.toast.Say, Fail: p.toast.Fail,
		Ask: p.asks(), Use: p.useOnSign, InUse: func() string { return p.profile },
		Why: func() { p.Show(atWhy) },
	}, p.openPanel, p.keepPanel)
	p.check = check.NewView(p.checkServices(), out.After)
	p.settings = settings.NewView(settings.Services{
		Now: out.Now, Zone: out.Zone, Book: p.book, Stored: out.Settings,
		TokenTimes: desktop.TokenTimes(), LockTimes: desktop.LockTimes(), Skews: desktop.Skews(),
		Look: func() int { return slices.Index(theme.Modes(), p.mode) }, SetLook: func(i int) { p.setTheme(theme.Modes()[i]) },
		Version: out.Version, Path: out.Path, Notices: assets.Notices, Copy: out.Copy, Toast: p.toast.Say,
	}, out.After, p.askText, p.openPanel)
	p.bars = []*profileBar{newProfileBar(p, nil), newProfileBar(p, p.why.Tools), newProfileBar(p, p.check.Tools)}
	nothing := func() {}
	p.screens = []screen{
		{"sign", "Sign", p.sign.Page, p.sign.First, p.sign.Presenter().Tick, p.sign.CopyToken, p.bars[0].box, false},
		{"why", "Why?", p.why.Page, p.why.First, p.why.Presenter().Tick, p.why.CopyVerdict, p.bars[1].box, false},
		{"keys", "Keys", p.keys.Page, p.keys.First, p.keys.Presenter().Tick, nothing, p.keys.Bar, false},
		{"play", "Check", p.check.Page, p.check.First, p.check.Presenter().Tick, nothing, p.bars[2].box, false},
		{"settings", "Settings", p.settings.Page, p.settings.First, p.settings.Presenter().Tick, nothing, p.settings.Bar, true},
	}
	p.rail = newRail(p.screens, p.Show)
	p.bar = newBar(p.screens)
	stack := container.NewStack(p.sign.Page, p.why.Page, p.keys.Page, p.check.Page, p.settings.Page)
	w.SetContent(widgets.NewWatch(container.NewStack(
		frame(p.rail.box, p.bar.box, stack),
		p.toast), p.touch))
	p.connect()
	begin := out.Settings.Screen()
	if begin < 0 || begin >= len(p.screens) {
		begin = 0
	}
	p.Show(begin)
	return p
}

// Show goes to a screen.
func (p *App) Show(i int) {
	if i == p.current {
		p.focusFirst()
		return
	}
	p.current = i
	for n, s := range p.screens {
		if n == i {
			s.view.Show()
			s.bar.Show()
		} else {
			s.view.Hide()
			s.bar.Hide()
		}
	}
	p.touch()
	p.rail.setCurrent(i)
	if !p.screens[i].apart {
		p.out.Settings.SetScreen(i)
	}
	if i == atCheck {
		p.check.Presenter().Offer(p.sign.Presenter().URLs.Stream())
	}
	p.screens[i].tick()
	p.focusFirst()
}

func (p *App) focusFirst() {
	if f := p.screens[p.current].first(); f != nil {
		p.window.Canvas().Focus(f)
	} else {
		p.window.Canvas().Unfocus()
	}
}

// connect hears keys, shortcuts and drops.
func (p *App) connect() {
	c := p.window.Canvas()
	p.hearKeys(c)
	for _, s := range Shortcuts(runtime.GOOS) {
		c.AddShortcut(&s.CustomShortcut, func(fyne.Shortcut) { p.do(s.Action) })
	}
	// A paste with the keyboard nowhere goes where its content belongs.
	c.AddShortcut(&fyne.ShortcutPaste{}, func(s fyne.Shortcut) {
		if p.asking != nil || p.panel != nil {
			return
		}
		p.Take([]byte(s.(*fyne.ShortcutPaste).Clipboard.Content()))
	})
	c.SetOnTypedKey(func(k *fyne.KeyEvent) {
		switch {
		case k.Name != fyne.KeyEscape:
		case p.asking != nil:
			p.asking.Hide()
			p.asking = nil
		case p.panel != nil:
			if !p.panel.kept {
				p.panel.Hide()
			}
		case p.toast.Failing():
			p.toast.Close()
		case p.current == atKeys:
			p.keys.Presenter().Rotation.Back()
		case p.current == atCheck:
			p.check.Presenter().Cancel()
		case p.current == atWhy:
			p.why.Presenter().Clear()
			p.focusFirst()
		}
	})
	p.window.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { p.dropped(uris) })
}

func (p *App) do(a Action) {
	if (p.asking != nil || p.panel != nil) && a != Quit && a != SwitchTheme {
		return
	}
	switch a {
	case ShowSign:
		p.Show(atSign)
	case ShowWhy:
		p.Show(atWhy)
	case ShowKeys:
		p.Show(atKeys)
	case ShowCheck:
		p.Show(atCheck)
	case ShowSettings:
		p.Show(atSettings)
	case FocusPaste:
		p.Show(atWhy)
		p.why.FocusPaste()
	case CopyAnswer:
		p.screens[p.current].copy()
	case SwitchTheme:
		p.nextTheme()
	case Quit:
		p.app.Quit()
	}
}

// nextTheme steps through light and dark from anywhere.
func (p *App) nextTheme() {
	p.setTheme(p.mode.Next())
	p.settings.Presenter().Changed()
	p.toast.Say("Look: " + settings.Looks[slices.Index(theme.Modes(), p.mode)])
}

func (p *App) setTheme(m theme.Mode) {
	p.mode = m
	p.out.Settings.SetTheme(m)
	p.app.Settings().SetTheme(theme.Theme{Mode: m})
}

// Tick moves the clocks on the screen that is shown.
func (p *App) Tick() {
	p.screens[p.current].tick()
	p.rail.items[atKeys].SetDot(p.keys.Presenter().Due())
}

// Close ends what runs beside the window.
func (p *App) Close() { p.check.Presenter().Close() }

// Remember stores what the next run should find again.
func (p *App) Remember() { p.out.Settings.SetWindowSize(p.window.Canvas().Size()) }
