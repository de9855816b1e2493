package keys

import (
	"context"

	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// Left offers what creations have left whose end is not known: of an earlier run, and of
// this one where a reply was lost.
type Left struct {
	p      *Presenter
	list   []rotation.Left
	looked bool
	locked bool // when it was looked at
}

// LeftState is the banner with the oldest of them.
type LeftState struct {
	Title, Text    string // empty for none
	Mood           viewmodel.Mood
	Restore, Again bool // whether the key can be saved, or asked for once more
	Look           bool // whether the list of the platform tells more
	Host           string
}

// changed looks once the vault is open, and again when the secrets were unlocked.
func (l *Left) changed() {
	b := l.p.services.Book
	if !b.Ready() {
		return
	}
	locked := b.State().Locked
	if l.looked && (locked || !l.locked) {
		l.locked = locked
		return
	}
	l.looked, l.locked = true, locked
	l.Look()
}

// Look looks for what was left.
func (l *Left) Look() {
	book.Do(l.p.services.Book, func(s *vault.Store) ([]rotation.Left, error) { return rotation.Lefts(s), nil }, func(list []rotation.Left, _ error) {
		l.list = list
		l.p.update()
	})
}

// first is the oldest of what was left.
func (l *Left) first() (rotation.Left, *platform.Platform, bool) {
	if len(l.list) == 0 {
		return rotation.Left{}, nil, false
	}
	return l.list[0], platformOf(l.list[0].Platform), true
}

func (l *Left) shown() LeftState {
	left, of, ok := l.first()
	if !ok {
		return LeftState{}
	}
	s := LeftState{Mood: viewmodel.Careful, Host: left.Host, Restore: left.Kept && left.Err == nil}
	when := dayTime(left.At, l.p.services.Now(), l.p.services.Zone)
	switch {
	case left.Err != nil:
		s.Title = "What " + left.Host + " answered " + when + " cannot be read"
		s.Text = book.Sentence(left.Err)
	case left.Kept:
		s.Title = "A key made at " + left.Host + ", " + when + ", is not saved yet"
		s.Text = "The answer is kept sealed. Saving it asks nobody."
	default:
		s.Title = "A key was asked for at " + left.Host + ", " + when + ", and the answer did not come"
		s.Text = "The key may have been made all the same: the list of the platform tells."
	}
	if n := len(l.list) - 1; n > 0 {
		s.Text += " " + words.UpperFirst(words.Count(n, "more creation")) + " behind it."
	}
	_, has := l.accountOf(left)
	s.Look = of != nil && !left.Kept
	s.Again = s.Look && of.Account.Create != nil && of.Account.Create.RequestHeader != "" && has
	return s
}

// accountOf is the account that a creation was asked for with; false where it is gone.
func (l *Left) accountOf(left rotation.Left) (vault.Account, bool) {
	for _, a := range l.p.services.Book.Accounts() {
		if a.ID == left.Account {
			return a, true
		}
	}
	return vault.Account{}, false
}

// Restore saves the key whose reply was kept.
func (l *Left) Restore() {
	left, of, ok := l.first()
	if !ok {
		return
	}
	book.Do(l.p.services.Book, func(s *vault.Store) (rotation.Made, error) { return left.Restore(s) }, func(m rotation.Made, err error) {
		switch {
		case !m.Unsaved.IsZero():
			l.p.Unsaved.open(of, m, err)
		case err != nil:
			l.p.failed(err)
		default:
			l.p.choose(place{m.Profile.ID, m.Item})
			l.p.services.Toast("Saved: " + m.Profile.Name)
		}
		l.Look()
	})
}

// Again asks for the same key once more.
func (l *Left) Again() {
	left, of, ok := l.first()
	acc, has := l.accountOf(left)
	if !ok || of == nil || !has {
		return
	}
	c := left.Creation
	ask(l.p.Account, acc, "Asking "+hostOf(acc)+" for the same key…", func(ctx context.Context, k rotation.Keeper) (rotation.Made, error) {
		p, err := k.Store.Get(c.Profile)
		switch {
		case err != nil: // it was deleted since, or there was none
			c.Profile = ""
		case p.Rotation != nil:
			return k.Make(ctx, p.ID, true)
		}
		return k.Create(ctx, c)
	}, func(m rotation.Made, err error) { l.p.Account.made(acc, of, m, err, nil) })
}

// ShowList goes to the card of the platform, where the list can be asked for.
func (l *Left) ShowList() {
	left, _, ok := l.first()
	if !ok {
		return
	}
	for _, r := range l.p.List.rows() {
		if r.platform == left.Platform && (r.profile.ID == left.Profile || left.Profile == "") {
			l.p.Account.picked[left.Platform] = left.Account
			l.p.Rotation.open = false
			l.p.goTo(r.place())
			break
		}
	}
	l.p.update()
}

// Forget takes it away, once that is confirmed.
func (l *Left) Forget() {
	left, _, ok := l.first()
	if !ok {
		return
	}
	text := "If the key was made, it stays at " + left.Host + " until it is deleted there, and nobody can sign with it."
	if left.Kept {
		text = "The answer that is kept has the private key. It is lost with it: most platforms never give one out again."
	}
	l.p.services.Ask.Sure(prompt.Question{Title: "Forget this creation?", Text: text, Button: "Forget"}, func() {
		l.p.change(func(s *vault.Store) error {
			if p, err := s.Get(left.Profile); err == nil && p.Rotation != nil {
				if err := rotation.Unask(s, p.ID); err != nil {
					return err
				}
			}
			return left.Forget()
		}, func(err error) {
			l.p.failed(err)
			l.Look()
		})
	})
}
