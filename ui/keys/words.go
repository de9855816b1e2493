package keys

import (
	"fmt"
	"strings"

	"playtoken/core/platform/all"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/book"
)

// withKeys lists the profiles that have a key.
func (p *Presenter) withKeys() []vault.Profile {
	var list []vault.Profile
	for _, profile := range p.services.Book.List() {
		if profile.Signing().Key.Kind != "" {
			list = append(list, profile)
		}
	}
	return list
}

// update words the state anew and shows it.
func (p *Presenter) update() {
	list, vaultState := p.withKeys(), p.services.Book.State()
	s := State{
		Chosen: -1, Form: p.public, Working: p.busy, CanCancel: p.cancel != nil, Answer: p.answer, AnswerMood: p.mood,
		Locked:          vaultState.Locked,
		NeedsPassphrase: vaultState.Home == vault.UnderPassphrase,
		CanProtect:      vaultState.Home == vault.ThisSession,
		CanLock:         len(list) > 0 && !vaultState.Locked && vaultState.Home != vault.ThisSession,
		CanExport:       len(p.services.Book.List()) > 0,
	}
	if vaultState.Reason != nil {
		s.WarningTitle, s.Warning = "Secrets are kept for this session only", book.Sentence(vaultState.Reason)
	}
	for _, d := range vaultState.Damage {
		s.WarningTitle, s.Warning = "The saved profiles were damaged", d.Text()
	}
	s.Summary = summary(len(list), vaultState, p.services.Book.Ready())
	if _, ok := p.services.Book.Find(p.chosen); !ok && len(list) > 0 {
		p.choose(list[0].ID)
	}
	for i, profile := range list {
		s.Items = append(s.Items, p.item(profile))
		if profile.ID == p.chosen {
			s.Chosen = i
			p.detail(&s, profile)
		}
	}
	p.state = s
	p.show(s)
}

func (p *Presenter) item(profile vault.Profile) Item {
	key := profile.Signing().Key
	line := key.Name() + " · " + key.Fingerprint[:min(16, len(key.Fingerprint))]
	if profiles.IsShared(profile) {
		line = key.Name() + " · " + key.Half()
	}
	return Item{
		ID: profile.ID, Name: profile.Name, Platform: all.Label(profile.Platform), Line: line,
		Role: string(profile.Signing().Role), Home: map[vault.Home]string{
			vault.NoSecret: "public", vault.InKeyring: "keyring", vault.UnderPassphrase: "passphrase", vault.ThisSession: "this session",
		}[profile.Home],
	}
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
	vault.NoSecret: "not here: this is the public half alone", vault.InKeyring: "sealed, opened by the system keyring",
	vault.UnderPassphrase: "sealed under the passphrase", vault.ThisSession: "in memory, for this session only",
}

func (p *Presenter) detail(s *State, profile vault.Profile) {
	item := profile.Signing()
	s.Name, s.KeyID, s.Fingerprint = profile.Name, profile.KeyID, item.Key.Fingerprint
	s.Kind, s.Home, s.Repaired = words.UpperFirst(item.Key.Title()), homes[profile.Home], repaired(item.Repairs)
	s.Shared, s.Private, s.PrivForm, s.Armed = profiles.IsShared(profile), profile.Home != vault.NoSecret, p.private, p.disarming != nil
	switch {
	case item.Proof == vault.Broken:
		s.Home = "not to be opened: the file was changed, by somebody or something else than Playtoken"
	case item.Proof == vault.Unproven && item.Key.PublicPEM != "":
		s.Home += "; what the file says of its public half is not proven"
		if s.Locked {
			s.Home += " before you unlock it"
		}
	}
	s.Role = roleNumber(item.Role)
	if k := p.halves.Of(profile); k != nil {
		s.Public = publicText(k, p.public, profile.KeyID)
	}
}

// repaired words what was put right when a key was read.
func repaired(list []string) string {
	switch n := len(list); {
	case n == 0:
		return ""
	case n == 1 && !strings.HasSuffix(list[0], "s"):
		return list[0] + " was repaired"
	case n == 1:
		return list[0] + " were repaired"
	default:
		return words.List(list) + " were repaired"
	}
}
