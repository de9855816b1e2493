// Playtoken signs, decodes and explains signed-playback tokens in a window.
package main

import (
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"playtoken/assets"
	"playtoken/core/probe"
	"playtoken/core/vault"
	"playtoken/internal/harden"
	"playtoken/internal/version"
	"playtoken/ui"
	"playtoken/ui/check"
	"playtoken/ui/desktop"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

func main() {
	harden.Process()
	desktop.Tell(ui.Answer(os.Args[1:], version.String()))
	const id = "org.playtoken.app"
	path, _ := vault.DefaultPath() // without a folder for them, profiles live for this session
	start := desktop.Begin(id, harden.Memory)
	// As in FyneApp.toml, which a program finds by chance alone: in its own folder,
	// or where it is run, whoever put it there.
	app.SetMetadata(fyne.AppMetadata{ID: id, Name: "Playtoken", Migrations: map[string]bool{"fyneDo": true}})
	a := desktop.NewStill(app.NewWithID(id))
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.AppIcon))
	fonts := theme.LoadFonts(a.Settings())
	w := a.NewWindow("Playtoken")
	w.SetPadded(false)
	<-fonts
	settings := desktop.Settings{Prefs: a.Preferences()}
	scaler := desktop.NewScaler(a.Settings(), settings.TextSize())
	thread := desktop.NewThread()
	clipboard := &desktop.Clipboard{Do: thread.Do, Toolkit: a.Clipboard(), Deadline: 3 * time.Second, TokenFor: settings.TokenFor}
	end := desktop.Catch(func() { thread.Do(a.Driver().Quit) }, clipboard.Close, start.End)
	var fitter desktop.Fitter
	fit := func() { thread.Do(func() { fitter.Fit(w) }) } // once it has grown with its texts
	p := ui.New(a, w, ui.Outside{
		Now: desktop.Now, Zone: time.Local, Do: thread.Do, After: thread.After,
		Copy: clipboard.Copy, CopyToken: clipboard.CopyToken, CopySecret: clipboard.CopySecret, Open: desktop.Opener(a),
		Asker: probe.New(desktop.Now), StartEdge: check.StartEdge, Players: desktop.Players,
		Settings: settings, Scale: func(percent int) { scaler.Set(percent); fit() }, Files: desktop.SystemFiles(), Vault: func() *vault.Store {
			<-start.Hardened
			return vault.Open(path, vault.SystemKeyring(), desktop.Now)
		},
		Version: version.String(), Path: path,
	})
	w.Resize(settings.WindowSize())
	w.SetCloseIntercept(func() { p.Leave(w.Close) })
	w.SetOnClosed(func() { end.Begin(); thread.Close(); p.Close() })
	a.Lifecycle().SetOnStarted(func() { end.Running(); start.Shown(); fit(); go thread.Rest() })
	ticker := desktop.NewTicker(thread.Do, p.Tick)
	a.Lifecycle().SetOnEnteredForeground(func() {
		ticker.Pace(desktop.Foreground)
		p.Foreground()
	})
	a.Lifecycle().SetOnExitedForeground(func() {
		ticker.Pace(desktop.Background)
		widgets.HideTips(w.Canvas())
	})
	go func() { // keys among them are read once the memory is hardened
		<-start.Hardened
		thread.Do(func() { p.Begin(os.Args[1:], start.Aside) })
	}()
	w.ShowAndRun()
	thread.Close() // a signal ends the program without closing the window
	end.Now(0)
}
