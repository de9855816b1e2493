package main

import (
	"cmp"

	"github.com/spf13/cobra"

	"playtoken/core/keys"
	"playtoken/core/vault"
)

// listing is "ptok profiles".
type listing struct {
	*program
	json bool
}

func profilesCommand(p *program) *cobra.Command {
	l := &listing{program: p}
	c := &cobra.Command{
		Use: "profiles", Short: "list the saved profiles, for --profile",
		Long: profilesHelp, Args: takesNothing,
		RunE: func(*cobra.Command, []string) error { return l.run() },
	}
	c.Flags().BoolVar(&l.json, "json", false, "answer as one JSON object")
	return c
}

// run needs no passphrase: what it tells is readable in the file.
func (l *listing) run() error {
	s, err := l.openSaved(single{})
	if err != nil {
		return err
	}
	defer s.close()
	list, state := s.store.List(), s.store.State()
	switch {
	case l.json:
		l.writeJSON(profilesJSON(list, state))
	case len(list) == 0:
		l.note("No profiles are saved here.")
	default:
		l.write(list, state)
	}
	return nil
}

// The JSON of "ptok profiles", in the order of the contract.
type (
	profilesAnswer struct {
		Profiles []profileAnswer `json:"profiles"`
	}
	profileAnswer struct {
		Name     string     `json:"name"`
		ID       string     `json:"id"`
		Platform string     `json:"platform"`
		KeyID    string     `json:"key_id"`
		Kind     keys.Kind  `json:"kind"`
		SPKI     string     `json:"spki_sha256"`
		Home     vault.Home `json:"home"`
		Locked   bool       `json:"locked"`
	}
)

func profilesJSON(list []vault.Profile, state vault.State) profilesAnswer {
	a := profilesAnswer{Profiles: []profileAnswer{}}
	for _, p := range list {
		k := p.Signing().Key
		a.Profiles = append(a.Profiles, profileAnswer{p.Name, p.ID, p.Platform, p.KeyID, k.Kind, k.Fingerprint, p.Home, locked(p, state)})
	}
	return a
}

// locked reports whether a profile has a secret that does not open as things are.
func locked(p vault.Profile, state vault.State) bool {
	return p.Home != vault.NoSecret && (state.Locked || state.Reason != nil)
}

func (l *listing) write(list []vault.Profile, state vault.State) {
	t := newTable(&l.out, "")
	t.row("NAME", "PLATFORM", "KEY ID", "KIND", "FINGERPRINT", "WHERE")
	for _, profile := range list {
		k, kind := profile.Signing().Key, ""
		if k != (vault.Key{}) {
			kind = k.Title()
		}
		short := k.Fingerprint[:min(16, len(k.Fingerprint))]
		t.row(profile.Name, orNone(profile.Platform), orNone(profile.KeyID), orNone(kind), orNone(short), whereSealed(profile, state))
	}
	t.flush()
}

func orNone(s string) string { return cmp.Or(s, "-") }

// whereSealed says what opens the secret of a profile.
func whereSealed(p vault.Profile, state vault.State) string {
	where := map[vault.Home]string{vault.NoSecret: "no secret", vault.InKeyring: "system keyring", vault.UnderPassphrase: "passphrase"}[p.Home]
	if p.Home == vault.InKeyring && locked(p, state) {
		where += ", which does not open it"
	}
	return where
}
