package ui

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/desktop"
	"playtoken/ui/prompt"
	"playtoken/ui/widgets"
)

// touchEvery is how often the saved secrets are told that somebody is there; a
// pointer moves many times a second.
const touchEvery = time.Second

// safe is the lock on the saved secrets: it hears that somebody is there, and opens them from
// wherever they are missed.
type safe struct {
	book     *book.Book
	asks     prompt.Asks
	toast    *widgets.Toast
	now      func() time.Time
	settings desktop.Settings
	read     func()    // is told that the damage was read
	heard    int       // how much of what was damaged in this run was kept to be read
	touched  time.Time // when they were last told that somebody is there
}

// touch is called for every key, click and movement of the pointer.
func (s *safe) touch() {
	now := s.now()
	if since := now.Sub(s.touched); since >= 0 && since < touchEvery {
		return
	}
	s.touched = now
	s.book.Change(func(store *vault.Store) error { store.Touch(); return nil }, func(error) {})
}

// unlock opens the saved secrets, from wherever they are missed.
func (s *safe) unlock() { s.book.Unlock(s.asks, s.saidDone("Unlocked")) }

// unlockBy opens them by a passphrase that was typed where they are missed.
func (s *safe) unlockBy(passphrase string, answer func(problem string)) {
	s.book.UnlockBy(passphrase, answer, s.saidDone("Unlocked"))
}

// sealed reports whether a passphrase seals the saved secrets.
func (s *safe) sealed() bool { return s.book.State().Home == vault.UnderPassphrase }

// protect has the secrets kept under a passphrase where nothing else keeps them.
func (s *safe) protect() {
	s.book.Protect(s.asks, func() {}, s.saidDone("Secrets are sealed under the passphrase"))
}

// saidDone says that something was done, or why it was not.
func (s *safe) saidDone(done string) func(error) {
	return func(err error) {
		if err != nil {
			s.toast.Fail(book.Sentence(err))
			return
		}
		s.toast.Say(done)
	}
}

// damaged is what happened to the file of the saved profiles, with a title, until somebody has
// read it, in this run of the program or a later one; "" for nothing. What a newer program has
// written stays said.
func (s *safe) damaged(now vault.State) (title, told string) {
	if errors.Is(now.Reason, vault.ErrNewerSchema) || errors.Is(now.Reason, vault.ErrNotReadable) || errors.Is(now.Reason, vault.ErrDamaged) {
		return "Saved profiles not read", book.Sentence(now.Reason)
	}
	if told = s.settings.Damage(); told != "" {
		return "Saved profiles were damaged", told
	}
	return "", ""
}

// hear keeps what was found damaged until it is read.
func (s *safe) hear(now vault.State) {
	for _, d := range now.Damage[min(s.heard, len(now.Damage)):] {
		s.settings.SetDamage(strings.TrimSpace(s.settings.Damage() + " " + d.Text()))
	}
	s.heard = len(now.Damage)
}

// tellDamage tells it. What it is told of is read then.
func (s *safe) tellDamage(title, told string) {
	s.asks.Sure(prompt.Question{Title: title, Text: told, Button: "I have read it"}, func() {
		s.settings.SetDamage("")
		s.read()
	})
}

// safeMark is what the bar says of the saved secrets where that matters: a button that
// opens them, or that has them kept.
type safeMark struct {
	Box  fyne.CanvasObject
	text *widgets.Button
	do   func()
	safe *safe
}

func newSafeMark(s *safe) *safeMark {
	m := &safeMark{safe: s}
	m.text = widgets.NewButton("", widgets.Amber, func() { m.do() })
	m.Box = m.text
	m.text.Hide()
	return m
}

// set shows what is to be said of a state, and what a press does about it.
func (m *safeMark) set(s vault.State) {
	text, tip := "", ""
	switch title, told := m.safe.damaged(s); {
	case title != "":
		text, tip, m.do = title, "Read what happened to them", func() { m.safe.tellDamage(title, told) }
	case s.Locked:
		text, tip, m.do = "Locked", "Unlock the saved secrets", m.safe.unlock
	case s.NoFile():
		text, tip, m.do = "Profiles for this session only", book.Sentence(s.Reason), m.safe.protect
	case s.Home == vault.ThisSession:
		text, tip, m.do = "Secrets for this session only", "Keep them under a passphrase", m.safe.protect
	}
	m.text.SetText(text)
	m.text.SetTip(tip)
	widgets.Show(m.text, text != "")
}
