package keys

import (
	"fmt"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/look"
)

// withKeys lists the profiles that have a key.
func (p *Presenter) withKeys() []vault.Profile {
	var list []vault.Profile
	for _, profile := range p.services.Book.List() {
		if profile.Key.Fingerprint != "" {
			list = append(list, profile)
		}
	}
	return list
}

// update words the state anew and shows it.
func (p *Presenter) update() {
	list, vaultState := p.withKeys(), p.services.Book.State()
	s := State{
		Chosen: -1, Form: p.form, Working: p.busy, Answer: p.answer, AnswerMood: p.mood,
		Locked:          vaultState.Locked,
		NeedsPassphrase: vaultState.Home == vault.UnderPassphrase,
		CanProtect:      vaultState.Home == vault.ThisSession,
		CanLock:         len(list) > 0 && !vaultState.Locked && vaultState.Home != vault.ThisSession,
	}
	if vaultState.Reason != nil {
		s.WarningTitle, s.Warning = "Secrets are kept for this session only", book.Sentence(vaultState.Reason)
	}
	for _, d := range vaultState.Damage {
		s.WarningTitle, s.Warning = "The saved profiles were damaged", d.Text()
	}
	s.Summary = summary(len(list), vaultState, p.services.Book.Ready())
	if _, ok := p.services.Book.Find(p.chosen); !ok && len(list) > 0 {
		p.chosen = list[0].ID
	}
	for i, profile := range list {
		s.Items = append(s.Items, Item{
			ID: profile.ID, Name: profile.Name, Platform: p.services.Platform(profile.Platform),
			Line: short(profile.Key.Kind) + " · " + profile.Key.Fingerprint[:min(16, len(profile.Key.Fingerprint))],
		})
		if profile.ID == p.chosen {
			s.Chosen = i
			p.detail(&s, profile)
		}
	}
	p.state = s
	p.show(s)
}

// short is the kind of a key without which half it is: "RSA 2048".
func short(kind string) string {
	head, _, _ := strings.Cut(kind, ",")
	return head
}

func summary(n int, s vault.State, ready bool) string {
	switch {
	case !ready:
		return "opening…"
	case n == 0:
		return "none saved"
	case s.Locked:
		return fmt.Sprintf("%d saved, locked", n)
	}
	return fmt.Sprintf("%d saved, %s", n, map[vault.Home]string{
		vault.InKeyring: "sealed in the system keyring", vault.UnderPassphrase: "sealed under a passphrase",
		vault.ThisSession: "this session only",
	}[s.Home])
}

// homes says where a secret lives.
var homes = map[vault.Home]string{
	vault.NoSecret: "only the public half is here", vault.InKeyring: "sealed, opened by the system keyring",
	vault.UnderPassphrase: "sealed under the passphrase", vault.ThisSession: "in memory, for this session only",
}

func (p *Presenter) detail(s *State, profile vault.Profile) {
	s.Name = profile.Name
	row := func(label, text string, m look.Manner) {
		if text != "" {
			s.Rows = append(s.Rows, look.Row{Label: label, Value: []look.Run{{Text: text, Manner: m}}})
		}
	}
	row("Kind", profile.Key.Kind, look.Plain)
	row("Key ID", profile.KeyID, look.Code)
	row("Fingerprint", profile.Key.Fingerprint, look.Code)
	row("Secret", homes[profile.Home], look.Plain)
	if len(profile.Key.Repairs) > 0 {
		row("At import", strings.Join(profile.Key.Repairs, ", ")+" repaired", look.Plain)
	}
	s.Public = public(profile.Key.PublicPEM, p.form)
}

// public is a public key in one of the Forms.
func public(text string, form int) string {
	k := keys.Import([]byte(text)).Key
	switch {
	case k == nil:
		return ""
	case form == 1:
		return k.PublicBase64()
	case form == 2:
		return k.PublicJWK("")
	}
	return strings.TrimSpace(k.PublicPEM())
}
