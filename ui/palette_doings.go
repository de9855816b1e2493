package ui

import (
	"errors"
	"fmt"

	"playtoken/core/platform/all"
	"playtoken/core/vault"
	"playtoken/ui/check"
	"playtoken/ui/desktop"
	keyscreen "playtoken/ui/keys"
	"playtoken/ui/sign"
	"playtoken/ui/viewmodel"
	"playtoken/ui/why"
	"playtoken/ui/widgets"
)

// doing is something that a button of a screen does.
type doing struct {
	text, where string // where is the screen with the button
	do          func()
}

// onScreen are the buttons on the screen that is shown, by what stands on them.
func (p palette) onScreen() (list []doing) {
	s := p.screens[p.current]
	seen := map[string]bool{}
	for _, b := range append(widgets.Buttons(s.bar), widgets.Buttons(s.view)...) {
		if name := b.AccessibilityLabel(); name != "" && !seen[name] {
			seen[name] = true
			list = append(list, doing{name, "on this screen", func() { b.Tapped(nil) }})
		}
	}
	return list
}

// doings are what the buttons of the screens do, by their names, as far as it can be done now.
// What it is done with is shown first.
func (p palette) doings() []doing {
	list := p.doingsOnSign()
	add := func(text, where string, screen int, do func()) {
		list = append(list, doing{text, where, func() { p.Show(screen); do() }})
	}
	p.why.tell(func(w *why.Presenter) {
		if w.State().Read {
			add("Copy the report", "Why?", atWhy, func() { w.Report.Copy(func() {}) })
		}
	})
	p.check.tell(func(c *check.Presenter) {
		if c.State().Tools.CanReport {
			add("Copy the report", "Check", atCheck, func() { c.Tools.CopyReport(func() {}) })
		}
	})
	add("Start the local edge", "Check", atCheck, func() { p.check.Presenter().Local.Start() })
	list = append(list, p.doingsOnKeys()...)
	if s := p.book.State(); !s.Locked && !errors.Is(s.Reason, vault.ErrNoPlace) {
		text := viewmodel.Either(s.Home == vault.UnderPassphrase, "Change the passphrase…", "Use a passphrase for the saved secrets…")
		add(text, "Settings", atSettings, func() { p.settings.Presenter().UsePassphrase() })
	}
	for i, percent := range desktop.TextSizes() {
		add(fmt.Sprintf("Text size %d %%", percent), "Settings", atSettings, func() { p.settings.Presenter().ChooseTextSize(i) })
	}
	return list
}

func (p palette) doingsOnSign() (list []doing) {
	add := func(text string, do func(*sign.View)) {
		list = append(list, doing{text, "Sign", func() { p.Show(atSign); do(p.sign) }})
	}
	if p.form.id != "" && p.form.changed {
		add("Save the profile", func(*sign.View) { p.form.save() })
		add("Revert the profile", func(*sign.View) { p.form.revert() })
	}
	add("Save as a profile…", func(*sign.View) { p.form.saveAs() })
	add("New form", func(*sign.View) { p.form.empty() })
	add("Sign a list…", func(v *sign.View) { v.Presenter().Form.OpenList() })
	if stream := p.sign.Presenter().URLs.Stream(); stream != "" {
		add("Play the stream", func(*sign.View) { p.check.Presenter().Play(stream) })
		add("QR code of the stream URL", (*sign.View).QR)
	}
	return list
}

// accounts are the platforms that can be asked for their keys. They stand last: whoever types
// the name of a platform means its form.
func (p palette) accounts() (list []doing) {
	for _, of := range all.Accounts() {
		list = append(list, doing{"Connect an account at " + of.Label + "…", "Keys", func() {
			p.Show(atKeys)
			p.keys.Presenter().Accounts.Open(of.Name, "")
		}})
	}
	return list
}

func (p palette) doingsOnKeys() (list []doing) {
	add := func(text string, do func(*keyscreen.Presenter)) {
		list = append(list, doing{text, "Keys", func() { p.Show(atKeys); do(p.keys.Presenter()) }})
	}
	add("Import a key…", func(k *keyscreen.Presenter) { k.Transfer.Open() })
	add("New key…", func(k *keyscreen.Presenter) { k.Transfer.NewKey() })
	if len(p.book.List()) > 0 {
		add("Rename the key chosen on Keys…", func(k *keyscreen.Presenter) { k.Detail.Rename() })
		add("Delete the key chosen on Keys…", func(k *keyscreen.Presenter) { k.Detail.Delete() })
		add("Rotation of the key chosen on Keys…", func(k *keyscreen.Presenter) { k.Rotation.Open() })
		add("Export this key…", func(k *keyscreen.Presenter) { k.Transfer.ExportOne() })
		add("Export all keys…", func(k *keyscreen.Presenter) { k.Transfer.ExportAll() })
	}
	return list
}
