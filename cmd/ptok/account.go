package main

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/rotation"
	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/core/words"
)

// accountUse is one call of a platform's API: whose, with what, and how it is answered.
type accountUse struct {
	saved
	platform, credentials, account, base single
	json                                 bool

	of        *platform.Platform
	client    *account.Client
	unread    error  // why the saved profiles, or some of them, cannot be read
	accountID string // of the saved account, "" where the credentials come from elsewhere
}

func accountCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use: "account", Short: "list, make, delete and rotate signing keys at a platform",
		Long: p.accountHelp(),
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			return noneOf(args, "ptok account", "ptok account list, create, get, delete, rotate or policy.")
		},
	}
	c.AddCommand(accountListCommand(p), accountGetCommand(p), accountCreateCommand(p), accountDeleteCommand(p), accountRotateCommand(p), accountPolicyCommand(p))
	return c
}

// command makes one command of an account; call does it once the client is there.
func (a *accountUse) command(use, short, long string, call func(context.Context) error) *cobra.Command {
	c := &cobra.Command{
		Use: use, Short: short, Long: long, Args: takesNothing,
		RunE: func(*cobra.Command, []string) error { return a.run(call) },
	}
	a.platform.flag(c, "platform", "NAME", "whose API: "+join(all.Accounts(), func(p *platform.Platform) string { return p.Name }))
	a.credentials.flag(c, "credentials", "FILE", "file with the credentials, as JSON or lines NAME=VALUE, - for standard\ninput")
	a.account.flag(c, "account", "NAME", "a saved account, in place of --credentials")
	a.base.flag(c, "base", "URL", "what stands in for the platform's own address, for a test server")
	a.passphrase.flag(c, "passphrase-file", "FILE", passphraseFlagHelp)
	c.Flags().BoolVar(&a.json, "json", false, "answer as one JSON object")
	return c
}

// run makes the client and calls; a fault of the platform is told as --json wants it.
func (a *accountUse) run(call func(context.Context) error) (err error) {
	a.store = a.Vault()
	defer a.close()
	a.unread = a.lookAtSaved()
	if err := a.open(); err != nil {
		return a.faulty(err)
	}
	ctx, stop := a.interruptible()
	defer stop()
	err = a.faulty(call(ctx))
	var stopped stoppedBy
	if errors.As(context.Cause(ctx), &stopped) {
		var f *fault
		if !errors.As(err, &f) {
			f = fail(fine, "", "")
		}
		err = fail(stopped.status(), f.text, f.hint)
	}
	return err
}

// lookAtSaved says why it is not known which keys are saved here, or not of all.
func (a *accountUse) lookAtSaved() error {
	var err error
	for _, d := range a.store.State().Damage {
		a.note(d.Text())
		err = d.Err
	}
	if err == nil && len(a.store.List()) == 0 {
		if err = a.store.Reload(); err != nil && !errors.Is(err, vault.ErrNoPlace) {
			a.note("The saved profiles cannot be read, so that no key is known as saved here: " + err.Error() + ".")
		}
	}
	return err
}

// open finds platform and credentials, and makes the client.
func (a *accountUse) open() error {
	list := all.Accounts()
	names := join(list, func(p *platform.Platform) string { return p.Name })
	i := slices.IndexFunc(list, func(p *platform.Platform) bool { return p.Name == a.platform.value })
	switch {
	case !a.platform.given && !a.account.given:
		return usage("No platform was given.", "--platform "+strings.ReplaceAll(names, ", ", "|")+".")
	case a.platform.given && i < 0:
		return usage("No API for signing keys is known of a platform of that name.", "Known are: "+names+".")
	case a.credentials.given && a.account.given:
		return usage("--credentials and --account are two ways to say who asks.", "Give one of them.")
	case i >= 0:
		a.of = list[i]
	}
	base, given, err := a.base.value, map[string]secret.Bytes(nil), error(nil)
	if a.account.given {
		var saved vault.Account
		if saved, given, err = a.savedAccount(); err != nil {
			return err
		}
		if a.accountID = saved.ID; !a.base.given {
			base = saved.Base
		}
	} else if given, err = a.readCredentials(a.of.Account); err != nil {
		return err
	}
	a.client, err = account.New(a.of, given, account.Options{Base: base, Now: a.Now, Known: rotation.Known(a.store, a.of.Name)})
	var f *account.Fault
	if errors.As(err, &f) { // nothing was asked yet: it is how ptok was called
		return usage(f.Message, cmp.Or(f.Hint, "ptok account --help shows what is wanted."))
	}
	return err
}

// savedAccount finds the account of --account and opens its credentials.
func (a *accountUse) savedAccount() (vault.Account, map[string]secret.Bytes, error) {
	var found []vault.Account
	for _, saved := range a.store.Accounts() {
		if (saved.Name == a.account.value || saved.ID == a.account.value) && (a.of == nil || saved.Platform == a.of.Name) {
			found = append(found, saved)
		}
	}
	switch {
	case len(found) == 0:
		at := ""
		if a.of != nil {
			at = " for " + a.of.Label
		}
		return vault.Account{}, nil, usage("No account of that name is saved"+at+".", "They are saved in the window of Playtoken, under Keys; or give --credentials FILE.")
	case len(found) > 1:
		return vault.Account{}, nil, usage("Several accounts have that name.", "Give --platform, or the ID of one: "+join(found, func(v vault.Account) string { return v.ID + " (" + v.Platform + ")" })+".")
	}
	if a.of == nil {
		if a.of = all.AccountOf(found[0].Platform); a.of == nil {
			return vault.Account{}, nil, usage("The account is of a platform that this ptok does not know.", "Use the ptok that goes with the window it was saved in.")
		}
	}
	if err := a.unlock(); err != nil {
		return vault.Account{}, nil, err
	}
	opened, credentials, err := a.store.OpenAccount(found[0].ID)
	if err != nil {
		return vault.Account{}, nil, vaultFault(err)
	}
	return opened, credentials, nil
}

// faulty words an error of the API. With --json it is the answer.
func (a *accountUse) faulty(err error) error {
	var f *account.Fault
	var own *fault
	switch {
	case errors.As(err, &f):
	case errors.As(err, &own) && own.status == answerIsNo && own.text != "":
		f = &account.Fault{Code: account.Invalid, Message: own.text, Hint: own.hint}
	default:
		return err
	}
	hint := f.Hint
	if f.Wait > 0 && hint == "" {
		hint = "Wait " + words.Count(int(f.Wait.Seconds()), "second") + "."
	}
	if !a.json {
		return fail(answerIsNo, f.Message, cmp.Or(hint, "ptok account --help shows how to use it."))
	}
	a.writeJSON(faultAnswer{faultJSON{f.Code, f.Status, f.Message, hint}})
	return fail(answerIsNo, "", "")
}
