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
	"playtoken/core/keys"
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
	Files                       Files             // the desktop's dialogs for files; nil for questions of the window
	Scale                       func(percent int) // how large texts are from the next theme on; nil for nothing
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

// Files asks for files, off the window's thread. The path is empty where none was chosen, and
// the error [desktop.ErrNoPortal] where nothing can be asked.
type Files interface {
	Open(title, folder string) (path string, err error)
	Save(title, folder, name string) (path string, err error)
}

// App is the window with its screens.
type App struct {
	app    fyne.App
	window fyne.Window
	out    Outside

	questions questions
	files     *fileDialogs
	panels    panels

	sign     *sign.View
	why      *lazy[*why.View, *why.Presenter]
	keys     *lazy[*keyscreen.View, *keyscreen.Presenter]
	check    *lazy[*check.View, *check.Presenter]
	settings *lazy[*settings.View, *settings.Presenter]
	book     *book.Book
	saved    savedKeys
	form     *profileForm
	safe     safe
	signKey  signKey // the key of the form on Sign
	offers   int     // the screen whose URL stands on Check: the one of Sign and Why? that was shown last
	toast    *widgets.Toast
	spoken   *widgets.Narration
	mode     theme.Mode
	locked   bool // whether the saved secrets were locked when last looked at
	leaving  bool // whether it was asked if the program may end
	places
	arrivals
}

// New builds the window's content and shows the screen of last time.
func New(a fyne.App, w fyne.Window, out Outside) *App {
	if out.CopyToken == nil {
		out.CopyToken = out.Copy
	}
	if out.CopySecret == nil {
		out.CopySecret = out.Copy
	}
	p := &App{app: a, window: w, out: out, mode: out.Settings.Theme()}
	p.arrivals.app = p
	p.panels = panels{window: w, do: out.Do}
	p.questions = questions{window: w, taken: func(name string) string { return p.form.taken(name) }}
	a.Settings().SetTheme(theme.Theme{Mode: p.mode})
	p.toast = widgets.NewToast(out.After)
	p.toast.Changed = p.leaveRoom
	p.saved = savedKeys{out: newGivenOut(), fail: p.toast.Fail, changed: func() {
		p.sign.Presenter().SetSaved(p.saved.list)
		p.why.tell(func(w *why.Presenter) { w.Keys.Changed() })
		p.check.tell((*check.Presenter).KeysChanged)
	}}
	p.files = &fileDialogs{system: out.Files, settings: out.Settings, questions: &p.questions, do: out.Do, toast: p.toast}
	asks := p.questions.asks(p.files)
	p.safe = safe{asks: asks, toast: p.toast, now: out.Now, settings: out.Settings, read: func() { p.form.show() }}
	p.form = &profileForm{
		asks: asks, toast: p.toast, settings: out.Settings, shown: func() { p.Show(atSign) },
		chosen: func() { p.keys.tell((*keyscreen.Presenter).Changed) },
	}
	p.sign = sign.NewView(sign.Services{
		Now: out.Now, Zone: out.Zone, Do: out.Do, Copy: out.Copy, CopyToken: out.CopyToken, Open: out.Open, Toast: p.toast.Say,
		Save: p.files.save, Platforms: out.Platforms, Ask: asks.Importer(),
		TokenPasted: func(text string) {
			p.why.Presenter().Paste.Take(text)
			p.toast.Say("That was a token: it is read under Why?")
		},
		Released:   p.saved.released,
		KeyChanged: p.signKeyChanged,
		Undoable:   p.toast.Undo, Fail: p.toast.Fail, Changed: p.form.compare, Unlock: p.safe.unlockBy, Sealed: p.safe.sealed,
		Play:    func(playable string) { p.check.Presenter().Play(playable) },
		Sampled: p.sampled,
	}, out.After, p.files.open, p.panels.open)
	whyServices := why.Services{
		Now: out.Now, Zone: out.Zone, Do: out.Do, Copy: out.Copy, CopyToken: out.CopyToken, Toast: p.toast.Say, Sample: assets.SampleToken,
		Ask: asks.Importer(), Released: p.saved.released, Fail: p.toast.Fail, Undoable: p.toast.Undo,
		ShowKeys: func() { p.Show(atKeys) },
		Open:     out.Open, Locked: func() bool { return p.book.State().Locked }, Unlock: p.safe.unlockBy, Sealed: p.safe.sealed,
		Keys: func() []verify.Key { return p.saved.list }, Signers: p.saved.signers, OpenKey: p.saved.open, SaveFile: p.files.save, OpenLog: p.files.openLog, Skew: out.Settings.Skew,
		Check: func(playable string) {
			p.Show(atCheck)
			p.check.Presenter().Take(playable)
		},
		UseKey: func(text []byte) {
			p.Show(atSign)
			p.sign.Presenter().Key.Paste(text)
		},
		SignFor: func(name, id string) {
			p.Show(atSign)
			p.sign.Presenter().Form.SignFor(p.platformOf(name, id), id)
		},
	}
	whyServices.SignAgain = func(profile, platform string, s platform.Sought) {
		p.Show(atSign)
		again := func() { p.sign.Presenter().Form.SignAgain(platform, s) }
		if profile == "" {
			again()
			return
		}
		p.form.use(profile)
		p.book.Key(profile, func(*keys.Key, error) { again() }) // once the profile is on the form
	}
	p.why = &lazy[*why.View, *why.Presenter]{build: func() *why.View {
		v := why.NewView(whyServices, out.After, p.files.open, p.panels.open)
		v.Presenter().Keys.SetSignKey(p.signKey.key, p.signKey.id)
		return v
	}}
	p.form.sign, p.saved.sign = p.sign.Presenter(), p.sign.Presenter()
	p.book = book.Open(out.Do, out.Vault, p.vaultChanged)
	p.form.book, p.saved.book, p.safe.book = p.book, p.book, p.book
	keyServices := keyscreen.Services{
		Now: out.Now, Zone: out.Zone, Book: p.book, Do: out.Do, After: out.After,
		Copy: out.Copy, CopySecret: out.CopySecret, Toast: p.toast.Say, Fail: p.toast.Fail,
		Ask: asks, Use: p.form.useOnSign, InUse: func() string { return p.form.id },
		Why: func() { p.Show(atWhy) },
	}
	p.keys = &lazy[*keyscreen.View, *keyscreen.Presenter]{build: func() *keyscreen.View {
		return keyscreen.NewView(keyServices, p.panels.open, p.panels.keep)
	}}
	p.check = &lazy[*check.View, *check.Presenter]{build: func() *check.View { return check.NewView(p.checkServices(), out.After) }}
	settingServices := settings.Services{
		Now: out.Now, Zone: out.Zone, Book: p.book, Stored: out.Settings,
		TokenTimes: desktop.TokenTimes(), LockTimes: desktop.LockTimes(), Skews: desktop.Skews(),
		TextSizes: desktop.TextSizes(), Resize: p.resize,
		Look: func() int { return slices.Index(theme.Modes(), p.mode) }, SetLook: func(i int) { p.setTheme(theme.Modes()[i]) },
		Version: out.Version, Path: out.Path, Notices: assets.Notices, Copy: out.Copy, Toast: p.toast.Say, Fail: p.toast.Fail, Ask: asks,
	}
	p.settings = &lazy[*settings.View, *settings.Presenter]{build: func() *settings.View {
		return settings.NewView(settingServices, out.After, p.panels.open)
	}}
	p.book.Change(func(s *vault.Store) error { s.LockAfter(out.Settings.LockAfter()); return nil }, func(error) {})
	nothing := func() {}
	p.places = newPlaces(w.Canvas(), p.Show, []screen{
		{icon: "sign", label: "Sign", build: func(s *screen) {
			s.view, s.first, s.tick, s.copy, s.bar = p.sign.Page, p.sign.First, p.sign.Presenter().Tick, p.sign.CopyToken, p.profileBarOf(nil)
		}},
		{icon: "why", label: "Why?", build: func(s *screen) {
			v := p.why.View()
			s.view, s.first, s.tick, s.copy, s.bar = v.Page, v.First, v.Presenter().Tick, v.CopyVerdict, p.profileBarOf(v.Tools)
		}},
		{icon: "keys", label: "Keys", build: func(s *screen) {
			v := p.keys.View()
			s.view, s.first, s.tick, s.copy, s.bar = v.Page, v.First, v.Presenter().Tick, nothing, v.Bar
		}},
		{icon: "play", label: "Check", build: func(s *screen) {
			v := p.check.View()
			s.view, s.first, s.tick, s.copy, s.bar = v.Page, v.First, v.Presenter().Tick, nothing, p.profileBarOf(v.Tools)
		}},
		{icon: "settings", label: "Settings", apart: true, build: func(s *screen) {
			v := p.settings.View()
			s.view, s.first, s.tick, s.copy, s.bar = v.Page, v.First, v.Presenter().Tick, nothing, v.Bar
		}},
	})
	p.spoken = widgets.NewNarration(w.Canvas())
	w.SetContent(container.NewStack(widgets.NewWatch(container.NewStack(
		frame(p.rail.box, p.bar, p.stack, p.resized),
		p.toast), p.safe.touch), p.spoken.Box))
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
	widgets.HideTips(p.window.Canvas())
	if i == p.current {
		p.focusFirst()
		return
	}
	if p.current == atSign || p.current == atWhy {
		p.offers = p.current
	}
	if p.current == atWhy {
		p.why.tell((*why.Presenter).EndOffer)
	}
	if p.current == atKeys {
		p.keys.tell(func(k *keyscreen.Presenter) { k.Finder.Forget() })
	}
	if p.turnTo(i) {
		p.form.show() // in its bar
	}
	p.leaveRoom()
	p.safe.touch()
	if !p.screens[i].apart {
		p.out.Settings.SetScreen(i)
	}
	if i == atCheck {
		p.offer(p.check.Presenter())
	}
	p.screens[i].tick()
	p.focusFirst()
	p.spoken.Update()
}

// platformOf is the platform of an ID: where it is not told, that of the form, or the first
// one where the form takes no such ID.
func (p *App) platformOf(name, id string) string {
	if name != "" {
		return name
	}
	first := p.out.Platforms[0].Name
	name = p.sign.Presenter().Filled().Platform
	for _, pl := range p.out.Platforms {
		if f, ok := pl.Field(platform.ID); pl.Name == name && (!ok || f.Check != nil && f.Check(id) != nil) {
			return first
		}
	}
	return name
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
		if p.asks() {
			return
		}
		p.given("", []byte(s.(*fyne.ShortcutPaste).Clipboard.Content()))
	})
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { p.undo() })
	c.SetOnTypedKey(func(k *fyne.KeyEvent) {
		menu := widgets.ToMenu(c)
		switch {
		case menu != nil:
			menu.TypedKey(k)
		case k.Name != fyne.KeyEscape:
			if f := p.inFront(); f != nil {
				widgets.Focus(c, f)
				f.TypedKey(k)
			}
		case widgets.HideTips(c):
		case p.questions.close():
		case p.panels.escape():
		case p.toast.Failing():
			p.toast.Close()
		case p.current == atKeys:
			p.keys.Presenter().Rotation.Back()
		case p.current == atCheck:
			p.check.Presenter().Cancel()
		case p.current == atWhy:
			p.why.View().Escape()
		}
	})
	c.SetOnTypedRune(func(r rune) {
		if menu := widgets.ToMenu(c); menu != nil {
			menu.TypedRune(r)
		} else if f := p.inFront(); f != nil {
			widgets.Focus(c, f)
			f.TypedRune(r)
		}
	})
	p.window.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { p.dropped(uris) })
}

// asks reports whether a question, a panel or a menu is open over the window.
func (p *App) asks() bool {
	return p.questions.asking != nil || p.panels.top != nil || widgets.ToMenu(p.window.Canvas()) != nil
}

// inFront is what gets the keyboard in the question or the panel over the window where nothing
// there has it, since a press took it: nil where none is open.
func (p *App) inFront() fyne.Focusable {
	switch q, ok := p.questions.asking.(*question); {
	case ok:
		return q.first
	case p.panels.top != nil:
		return p.panels.top.first
	}
	return nil
}

// undo does what is offered to be undone, or brings back what was taken off the screen that is
// shown last.
func (p *App) undo() {
	if p.asks() || p.toast.TakeBack() {
		return
	}
	if p.current == atWhy {
		p.why.View().Undo()
	}
}

func (p *App) do(a Action) {
	if p.asks() && a != Quit && a != SwitchTheme {
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
		p.why.View().FocusPaste()
	case CopyAnswer:
		p.screens[p.current].copy()
	case CopyStream:
		urls := p.sign.Presenter().URLs
		if urls.Stream() == "" {
			p.toast.Fail("There is no stream URL yet: the form on Sign is not complete.")
			return
		}
		urls.CopyStream(func() {})
	case ShowPalette:
		palette{p}.show()
	case ShowShortcuts:
		p.panels.showShortcuts()
	case SwitchTheme:
		p.nextTheme()
	case Quit:
		p.Leave(p.app.Quit)
	}
}

// nextTheme steps through light and dark from anywhere.
func (p *App) nextTheme() {
	p.setTheme(p.mode.Next())
	p.settings.tell((*settings.Presenter).Changed)
	p.toast.Say("Look: " + settings.Looks[slices.Index(theme.Modes(), p.mode)])
}

// leaveRoom keeps what is shown clear of the toast.
func (p *App) leaveRoom() {
	if p.current >= 0 {
		widgets.LeaveFoot(p.screens[p.current].view, p.toast.Room())
	}
}

// resized puts what lies over the window to its place where that has got another size.
func (p *App) resized() {
	p.panels.fit()
	widgets.PlaceMenus(p.window.Canvas())
	widgets.PlaceTips(p.window.Canvas())
}

// resize shows the size of texts that was chosen.
func (p *App) resize() {
	if p.out.Scale != nil {
		p.out.Scale(p.out.Settings.TextSize())
	}
	p.setTheme(p.mode)
}

func (p *App) setTheme(m theme.Mode) {
	p.mode = m
	p.out.Settings.SetTheme(m)
	p.app.Settings().SetTheme(theme.Theme{Mode: m})
}

// Tick moves the clocks on the screen that is shown.
func (p *App) Tick() {
	if p.current == atCheck && p.offers == atSign { // another profile may be in use
		p.offer(p.check.Presenter())
	}
	p.screens[p.current].tick()
	p.keepKeyboard()
	p.takeLater()
	p.spoken.Update()
	p.rail.items[atKeys].SetDot(p.rotates() && p.keys.Presenter().Due())
}

// rotates reports whether a key is being replaced, of which there may be something to do.
func (p *App) rotates() bool {
	return slices.ContainsFunc(p.book.List(), func(profile vault.Profile) bool { return profile.Rotation != nil })
}

// Close ends what runs beside the window.
func (p *App) Close() { p.check.tell((*check.Presenter).Close) }

// Remember stores what the next run should find again.
func (p *App) Remember() { p.out.Settings.SetWindowSize(p.window.Canvas().Size()) }
