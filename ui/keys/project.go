package keys

import (
	"context"
	"errors"

	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// Project is the part of the card for a platform that has one secret for a whole project,
// and perhaps a policy.
type Project struct{ p *Presenter }

func (j *Project) account() *Account { return j.p.Account }

// Read takes the one secret of a project into the chosen profile, or into a new one.
func (j *Project) Read() {
	r, of, acc, ok := j.account().here()
	if !ok || of.Account.Secret == nil {
		return
	}
	if r.isKey() {
		j.read(acc, of, r.profile.ID, false)
		return
	}
	j.p.services.Ask.Name(prompt.Naming{
		Title: "Read the secret of " + of.Label, Button: "Read", Host: hostOf(acc), Name: of.Label, AlwaysSession: true,
		Note: "It is saved under this name.",
	}, func(n prompt.Named) {
		book.Do(j.p.services.Book, func(s *vault.Store) (vault.Profile, error) {
			return s.Put(vault.Profile{Name: n.Name, Platform: of.Name, Account: acc.ID})
		}, func(p vault.Profile, err error) {
			if err != nil {
				j.p.failed(err)
				return
			}
			j.read(acc, of, p.ID, true)
		})
	})
}

// read takes the secret into a profile; one that is made for it goes where there is none.
func (j *Project) read(acc vault.Account, of *platform.Platform, id string, made bool) {
	ask(j.account(), acc, "Reading the secret from "+hostOf(acc)+"…", func(ctx context.Context, k rotation.Keeper) (rotation.Made, error) {
		m, err := k.Read(ctx, id)
		if err != nil && made {
			err = errors.Join(err, k.Store.Delete(id))
		}
		return m, err
	}, func(m rotation.Made, err error) {
		known := j.account().of(acc.ID)
		switch {
		case wasCancelled(err):
		case err != nil:
			known.failed = troubleOf("The secret was not read", err)
		default:
			known.note, known.at = "The secret that "+of.Label+" has now is saved as "+m.Profile.Name+".", j.p.services.Now()
			j.p.choose(place{m.Profile.ID, m.Item})
		}
	})
}

// AskPolicy asks for the setting that says whether URLs must be signed.
func (j *Project) AskPolicy() {
	if _, of, acc, ok := j.account().here(); ok && of.Account.Policy != nil {
		j.ask(acc)
	}
}

func (j *Project) ask(acc vault.Account) {
	ask(j.account(), acc, "Asking "+hostOf(acc)+"…", func(ctx context.Context, k rotation.Keeper) (string, error) {
		return k.Client.Policy(ctx)
	}, func(value string, err error) { j.policyIs(acc, value, err) })
}

// SetPolicy changes it to one of Policies, once that is confirmed.
func (j *Project) SetPolicy(i int) {
	_, of, acc, ok := j.account().here()
	if !ok || of.Account.SetPolicy == nil || i < 0 || i >= len(Policies) || Policies[i] == j.account().of(acc.ID).policy {
		return
	}
	value := Policies[i]
	j.p.services.Ask.Sure(prompt.Question{
		Title: "Set the policy to " + value + "?", Text: policyText[value], Button: "Set it", Host: hostOf(acc),
	}, func() {
		ask(j.account(), acc, "Setting the policy at "+hostOf(acc)+"…", func(ctx context.Context, k rotation.Keeper) (string, error) {
			return k.Client.SetPolicy(ctx, value)
		}, func(value string, err error) {
			known := j.account().of(acc.ID)
			if err != nil { // it may have been set all the same
				known.policy = ""
			}
			if j.policyIs(acc, value, err); wasCancelled(err) {
				known.failed = &trouble{title: "Given up while the policy was being set", text: "Which one holds is not known. Ask for it.", mood: viewmodel.Careful}
			}
		})
	})
	j.p.update() // the choice goes back to what is
}

func (j *Project) policyIs(acc vault.Account, value string, err error) {
	known := j.account().of(acc.ID)
	switch {
	case wasCancelled(err):
	case err != nil:
		known.failed = troubleOf("The policy is not known", err)
	default:
		known.policy, known.at = value, j.p.services.Now()
	}
}

// Policies are the settings of the Engage Kit that are known.
var Policies = []string{"unsigned", "signed"}

var policyText = map[string]string{
	"unsigned": "The Engage Kit then serves everyone who has a URL, signed or not.",
	"signed":   "The Engage Kit then refuses every URL that is not signed with the secret of the project.",
}
