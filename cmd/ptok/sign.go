package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
)

// signing is "ptok sign".
type signing struct {
	*program
	signFlags
	learnFrom single
	json      bool
}

// signFlags are those of a form: ptok sign and batch sign take them alike.
type signFlags struct {
	platform, key, keyID, id  single
	profile, passphrase       single
	set, claims               several
	issuedAt, expiresAt, life single
}

func signCommand(p *program) *cobra.Command {
	s := &signing{program: p}
	c := &cobra.Command{
		Use: "sign", Short: "make a token and list what it opens",
		Long: p.signHelp(), Args: takesNothing,
		RunE: func(*cobra.Command, []string) error { return s.run() },
	}
	s.formFlags(c)
	s.id.flag(c, "id", "ID", "what is to be played: the platform's main ID")
	s.learnFrom.flag(c, "learn-from", "TEXT", "a genuine token or URL that tells how the platform signs, - for\nstandard input")
	c.Flags().BoolVar(&s.json, "json", false, "answer as one JSON object")
	return c
}

// formFlags adds the flags of a form, but for the ID.
func (f *signFlags) formFlags(c *cobra.Command) {
	f.platform.flag(c, "platform", "NAME", "whose token; needed when there are several")
	f.key.flag(c, "key", "FILE", "file with the private key or the secret, - for standard input")
	f.profile.flag(c, "profile", "NAME", profileFlagHelp+"its platform, key, key\nID, settings and lifetime; other flags go before them")
	f.passphrase.flag(c, "passphrase-file", "FILE", passphraseFlagHelp)
	f.keyID.flag(c, "key-id", "ID", "the ID under which the platform knows the key")
	f.set.flag(c, "set", "FIELD=VALUE", "another field of the platform; they are listed by ptok sign --help")
	f.claims.flag(c, "claim", "NAME=JSON", "a further claim, or another value for one of the platform's")
	f.issuedAt.flag(c, "issued-at", "T", "when the token begins, default now")
	f.expiresAt.flag(c, "expires-at", "T", "when it ends: 2026-11-22 14:30, in 2 weeks, friday 18:00 CET,\n1744866859; a day alone to its end")
	f.life.flag(c, "ttl", "D", "how long it lives: 90s, 15m, 24h, 7d; none for no end")
}

func (s *signing) run() error {
	if !s.key.given && !s.profile.given && s.InTerminal() {
		s.key.value, s.key.given = "-", true
	}
	form, err := s.fill(s.program)
	if err != nil {
		return err
	}
	defer form.close()
	if err := s.canLearn(form.platform); err != nil {
		return err
	}
	// The form comes first: nobody should paste a key to learn that an ID is
	// missing.
	_, problems := form.platform.Make(form.request)
	if err := refuse(form.platform, form.certain(s.program, s.certain(problems)), form.keyComes()); err != nil {
		return err
	}
	text, err := form.keyText(s.program)
	if err != nil {
		return err
	}
	defer clear(text)
	if s.learnFrom.given {
		if err := s.learn(form, text); err != nil {
			return err
		}
	}
	answer, err := form.readKey(text, form.platform.KeyWantFor(form.request.Values))
	if err != nil {
		return err
	}
	form.takeKey(answer)
	signed, problems := form.platform.Make(form.request)
	if signed == nil {
		return refuse(form.platform, problems, false)
	}
	if answer.Verdict == importer.AcceptWarn {
		signed.Remarks = append([]string{answer.Message}, signed.Remarks...)
	}
	if against := diagnosis.Against(form.platform, signed, form.request.Key, nil); against != "" {
		signed.Remarks = append(signed.Remarks, against)
	}
	form.released(s.program, signed.Expires)
	if s.json {
		s.writeJSON(signedJSON(form.platform, signed))
	} else {
		s.write(signed)
	}
	return nil
}

// choosePlatform takes the one that is named, or the only one there is.
func (p *program) choosePlatform(flag single) (*platform.Platform, error) {
	all := p.platforms()
	if !flag.given && len(all) == 1 {
		return all[0], nil
	}
	hint := "Choose one with --platform: " + join(all, func(p *platform.Platform) string { return p.Name }) + "."
	if !flag.given {
		return nil, usage("No platform was given.", hint)
	}
	if pf := p.platformNamed(flag.value); pf != nil {
		return pf, nil
	}
	return nil, usage("There is no platform of that name.", hint)
}

// platformNamed is the platform of a name, nil for none.
func (p *program) platformNamed(name string) *platform.Platform {
	all := p.platforms()
	if i := slices.IndexFunc(all, func(p *platform.Platform) bool { return p.Name == name }); i >= 0 {
		return all[i]
	}
	return nil
}

// refuse turns what keeps a token from being made into one fault.
func refuse(p *platform.Platform, problems []platform.Problem, keyComes bool) error {
	var texts, hints []string
	status := wrongUsage
	for _, pr := range problems {
		if pr.Warning || pr.Field == platform.KeyField && pr.Missing && keyComes {
			continue
		}
		if pr.Field == platform.KeyField && !pr.Missing {
			status = answerIsNo
		}
		texts = append(texts, pr.Text)
		hints = append(hints, where(p, pr.Field))
	}
	if texts == nil {
		return nil
	}
	return fail(status, strings.Join(texts, " "), strings.Join(hints, " "))
}

// where says which flag a problem belongs to, and what goes there.
func where(p *platform.Platform, field string) string {
	if f, ok := p.Field(field); ok {
		return flagOf(f) + ": " + f.Help
	}
	switch field {
	case platform.KeyField:
		return "--key FILE: the " + strings.ToLower(p.KeyLabel[:1]) + p.KeyLabel[1:] + ", or - for standard input; or --profile NAME."
	case platform.ExpiresField:
		return "--ttl or --expires-at: a moment after the token begins, or --issued-at: one before it ends."
	}
	return "--claim NAME=JSON."
}

// flagOf is how a field is filled.
func flagOf(f platform.Field) string {
	switch f.Name {
	case platform.KeyID:
		return "--key-id ID"
	case platform.ID:
		return "--id ID"
	}
	return fmt.Sprintf("--set %s=VALUE", f.Name)
}
