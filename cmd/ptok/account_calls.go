package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/core/words"
)

func accountListCommand(p *program) *cobra.Command {
	a := &accountUse{saved: saved{program: p}}
	return a.command("list", "list the signing keys that the platform has", accountListHelp, func(ctx context.Context) error {
		if err := a.has(platform.ListKeys); err != nil {
			return err
		}
		list, err := a.client.List(ctx)
		if err != nil {
			return err
		}
		a.answerList(list)
		return nil
	})
}

func accountGetCommand(p *program) *cobra.Command {
	a := &accountUse{saved: saved{program: p}}
	var id, out single
	c := a.command("get", "show one signing key, or take the secret of a project", accountGetHelp, func(ctx context.Context) error {
		if a.client.Has(platform.GetSecret) {
			return a.secretToFile(ctx, a.client.Secret, out)
		}
		switch err := a.has(platform.GetKey); {
		case err != nil:
			return err
		case !id.given:
			return usage("No key was named.", "--id KEYID; ptok account list shows the IDs.")
		case out.given:
			return usage("The platform gives no private key out again.", "Leave --out away. A private key comes with ptok account create alone.")
		}
		k, err := a.client.Get(ctx, id.value)
		if err != nil {
			return err
		}
		a.answerKey(k)
		return nil
	})
	id.flag(c, "id", "KEYID", "the ID of the key")
	out.flag(c, "out", "FILE", "file to write the secret of a project to, for your eyes only; never\noverwritten")
	return c
}

// secretToFile writes the one secret of a project into a file; call asks for it.
func (a *accountUse) secretToFile(ctx context.Context, call func(context.Context) (secret.Bytes, error), out single) error {
	file, err := createPrivate(out)
	if err != nil {
		return err
	}
	text, err := call(ctx)
	if err != nil {
		file.remove()
		return err
	}
	if err := file.write(string(text.Reveal())); err != nil {
		return secretNotSaved(err)
	}
	a.answerMade(madeJSON{Platform: a.of.Name, Host: a.client.Host(), Saved: "file", File: out.value})
	return nil
}

// making are the flags of what makes a key: where it goes.
type making struct {
	*accountUse
	out, name single
	again     bool
}

func (m *making) flags(c *cobra.Command) {
	m.out.flag(c, "out", "FILE", "file to write the private key to, for your eyes only; never overwritten.\nWithout it the key goes into the saved profiles")
	m.name.flag(c, "name", "NAME", "what the new profile is called")
	m.againFlag(c)
}

func (m *making) againFlag(c *cobra.Command) {
	c.Flags().BoolVar(&m.again, "again", false, "ask for the key once more whose answer was lost")
}

func accountCreateCommand(p *program) *cobra.Command {
	m := &making{accountUse: &accountUse{saved: saved{program: p}}}
	c := m.command("create", "have the platform make a signing key", accountCreateHelp, func(ctx context.Context) error {
		if err := m.has(platform.CreateKey); err != nil {
			return err
		}
		if m.out.given {
			return m.toFile(ctx)
		}
		return m.toVault(ctx)
	})
	m.flags(c)
	return c
}

// toFile makes a key and writes it into a file. The file is there before the key is asked
// for, so that a folder that cannot be written costs no key.
func (m *making) toFile(ctx context.Context) error {
	switch {
	case m.name.given:
		return usage("--name is for a saved profile, and --out for a file.", "Give one of them.")
	case m.again:
		return usage("--again is for keys that go into the saved profiles: of others no request is kept.", "Leave it away. ptok account list shows whether a key was made.")
	}
	file, err := createPrivate(m.out)
	if err != nil {
		return err
	}
	created, err := m.client.Create(ctx, account.NewRequest())
	made := rotation.Made{Key: created.Key, Signer: created.Signer}
	switch {
	case !created.MayHaveKey(err), created.Replayed && rotation.Has(m.store, made):
		file.remove()
		return err
	case err != nil: // it is no new key, or cannot be read; nobody gives it out again
		if unwritten := file.write(string(created.Reply.Reveal())); unwritten != nil {
			return saveFailed(made.Key.ID, unwritten)
		}
		m.note("The whole answer is in the file of --out: it is not given out again.")
		return err
	}
	if err := file.write(string(created.Signer.PrivatePEM().Reveal())); err != nil {
		return saveFailed(made.Key.ID, err)
	}
	tested, err := rotation.Keeper{Client: m.client, Of: m.of, Now: m.Now}.Test(ctx, made)
	m.answerMade(m.made(made, tested, "file", m.out.value))
	return m.untested(err)
}

// toVault makes a key and saves it in a profile of its own.
func (m *making) toVault(ctx context.Context) error {
	if err := m.canSave(); err != nil {
		return err
	}
	name := m.name.value
	if name == "" {
		name = m.of.Label + " " + m.Now().In(m.Zone).Format("2006-01-02 15:04")
	}
	c := rotation.Creation{Request: account.NewRequest(), Name: name}
	switch lost, ok := m.lost(); {
	case ok && m.again:
		c = lost.Creation
		if m.name.given {
			c.Name = name
		}
	case ok:
		m.note("A key was asked for here " + clocks(lost.At, m.Now(), m.Zone) + ", and its answer was lost. --again has " + m.of.Label + " give that key once more.")
	case m.again:
		return usage("There is no creation whose answer was lost, and which can be asked for again.", "Leave --again away. ptok account list shows what is there.")
	}
	made, err := m.keeper().Create(ctx, c)
	return m.answer(made, err)
}

// lost is the last creation whose answer was lost, at a platform that gives the same key again
// where it is asked with the same request.
func (m *making) lost() (last rotation.Left, ok bool) {
	if m.of.Account.Create.RequestHeader == "" {
		return last, false
	}
	for _, l := range rotation.Lefts(m.store) {
		if l.Platform == m.of.Name && l.Host == m.client.Host() && l.Profile == "" && !l.Kept && !l.Secret && l.Err == nil {
			last, ok = l, true
		}
	}
	return last, ok
}

// canSave opens the saved profiles and refuses where a key would end with the program.
func (a *accountUse) canSave() error {
	if err := a.unlock(); err != nil {
		return err
	}
	if state := a.store.State(); state.Home == vault.ThisSession || state.Locked {
		err := vaultFault(cmp.Or(state.Reason, vault.ErrLocked))
		return &account.Fault{Code: account.SaveFailed, Message: err.text, Hint: "Give --out FILE to write the key to. " + err.hint}
	}
	a.restore()
	return nil
}

// restore saves the keys of answers that were kept by a ptok or a window that ended before it
// could.
func (a *accountUse) restore() {
	for _, left := range rotation.Lefts(a.store) {
		if left.Platform != a.of.Name || !left.Kept || left.Secret {
			continue
		}
		switch made, err := left.Restore(a.store); {
		case err == nil:
			a.note("The key " + made.Key.ID + ", made earlier and not saved then, is now in the profile " + made.Profile.Name + ".")
		case !errors.Is(err, vault.ErrEntryGone):
			a.note("An earlier answer of " + left.Host + " is kept, and its key could not be saved. The window of Playtoken shows it.")
		}
	}
}

func (a *accountUse) keeper() rotation.Keeper {
	return rotation.Keeper{Client: a.client, Store: a.store, Of: a.of, Account: a.accountID, Now: a.Now}
}

// answer tells what became of a creation.
func (a *accountUse) answer(made rotation.Made, err error) error {
	if made.Item != "" {
		a.answerMade(a.made(made, made.Tested, "vault", ""))
		return a.untested(err)
	}
	var f *account.Fault
	asked := errors.As(err, &f)
	if !made.Unsaved.IsZero() { // nobody gives it out again
		hint := "Delete it at the platform, and make another when there is a place for it."
		if !errors.Is(err, rotation.ErrNotSealed) {
			hint = "The answer is sealed beside the saved profiles: the next ptok account create or rotate saves its key, or the window of Playtoken offers it."
			if asked {
				a.note(hint)
			}
		}
		if !asked {
			return &account.Fault{Code: account.SaveFailed, MayExist: true, Message: words.Sentence(err), Hint: "Its ID is " + made.Key.ID + ". " + hint}
		}
	}
	if asked {
		if f.MayExist && made.Unsaved.IsZero() && a.of.Account.Create != nil && a.of.Account.Create.RequestHeader != "" {
			a.note("If the key was made, the same command with --again has " + a.of.Label + " give it once more.")
		}
		return err
	}
	return a.rotationFault(err)
}

// untested tells why the test of a key that is safe did not go well.
func (a *accountUse) untested(err error) error {
	var f *account.Fault
	switch {
	case err == nil:
		return nil
	case errors.Is(err, rotation.ErrTest):
		return refused("The key is safe, but a test token does not fit its public half at the platform.", "Do not sign with it. Delete it with ptok account delete, and make another.")
	case errors.As(err, &f):
		a.note("The key is safe, but it could not be tested: " + f.Message)
		return nil
	}
	return a.rotationFault(err)
}

// refused is a no that is not the platform's.
func refused(text, hint string) error {
	return &account.Fault{Code: account.Invalid, Message: text, Hint: hint}
}

// saveFailed says that nothing took a key that was made; reason may be nil.
func saveFailed(id string, reason error) error {
	text := "The key " + id + " was made and could not be saved"
	if id == "" {
		text = "A key was made and could not be saved"
	}
	return notSaved(text, "Delete it at the platform, and make another when there is a place for it.", reason)
}

// secretNotSaved is saveFailed for what the platform gives out again.
func secretNotSaved(reason error) error {
	return notSaved("The secret could not be saved", "ptok account get --out FILE takes it once more.", reason)
}

func notSaved(text, hint string, reason error) error {
	var path *fs.PathError
	if errors.As(reason, &path) {
		reason = path.Err
	}
	if text += "."; reason != nil {
		text = strings.TrimSuffix(text, ".") + ": " + words.LowerFirst(words.Sentence(reason))
	}
	return &account.Fault{Code: account.SaveFailed, Err: reason, MayExist: true, Message: text, Hint: hint}
}

func accountDeleteCommand(p *program) *cobra.Command {
	a := &accountUse{saved: saved{program: p}}
	var id single
	var early bool
	c := a.command("delete", "delete a signing key at the platform", accountDeleteHelp, func(ctx context.Context) error {
		if err := a.has(platform.DeleteKey); err != nil {
			return err
		}
		if !id.given {
			return usage("No key was named.", "--id KEYID; ptok account list shows the IDs.")
		}
		if err := a.inUse(id.value); err != nil && !early {
			return err
		}
		remark, err := a.client.Delete(ctx, id.value)
		if err != nil {
			return err
		}
		a.answerDeleted(id.value, remark)
		return nil
	})
	id.flag(c, "id", "KEYID", "the ID of the key")
	c.Flags().BoolVar(&early, "now", false, "delete it though a saved profile signs with it, or tokens that it\nsigned here have not ended")
	return c
}

// inUse says why a key should not be deleted now, as far as it is known here.
func (a *accountUse) inUse(id string) error {
	hint := "Nothing was deleted. Add --now to delete it all the same. " + a.of.Rotation.OldText
	if a.unread != nil && !errors.Is(a.unread, vault.ErrNoPlace) {
		return refused("Whether a saved profile signs with this key is not known: the saved profiles cannot be read.", hint)
	}
	for _, p := range a.store.List() {
		if p.Platform != a.of.Name {
			continue
		}
		if p.KeyID == id {
			return refused("The profile "+p.Name+" signs with this key.", "ptok account rotate replaces it. "+hint)
		}
		for _, it := range p.Items {
			switch safe := rotation.SafeOf(it); {
			case it.KeyID != id, safe.Over(a.Now()):
			case safe.Never:
				return refused("A token without an end was signed with this key in the profile "+p.Name+".", hint)
			default:
				return refused("Tokens that were signed with this key in the profile "+p.Name+" play until "+clocks(safe.From, a.Now(), a.Zone)+".", hint)
			}
		}
	}
	return nil
}

func accountPolicyCommand(p *program) *cobra.Command {
	a := &accountUse{saved: saved{program: p}}
	var set single
	c := a.command("policy", "show or set whether URLs must be signed", accountPolicyHelp, func(ctx context.Context) error {
		if err := a.has(platform.GetPolicy); err != nil {
			return err
		}
		call := a.client.Policy
		if set.given {
			call = func(ctx context.Context) (string, error) { return a.client.SetPolicy(ctx, set.value) }
		}
		value, err := call(ctx)
		if err != nil {
			return err
		}
		if a.json {
			a.writeJSON(policyAnswer{a.of.Name, a.client.Host(), value})
		} else {
			a.line(value)
		}
		return nil
	})
	set.flag(c, "set", "VALUE", "unsigned or signed")
	return c
}

// has refuses a call that the platform does not have, and names one that it has.
func (a *accountUse) has(action platform.Action) error {
	if a.client.Has(action) {
		return nil
	}
	hint := "ptok account list, create and delete are there."
	if a.client.Has(platform.GetSecret) {
		hint = "It has one secret for a project: ptok account get and rotate."
	}
	return usage(a.of.Label+" has no call for that.", hint)
}

// rotationFault words an error that is none of the platform's.
func (a *accountUse) rotationFault(err error) error {
	var own *fault
	switch {
	case errors.As(err, &own):
		return own
	case errors.Is(err, rotation.ErrNotNow):
		return refused("It is not the turn of this step any more.", "Another copy of Playtoken has done it. Run the command again to see how it stands.")
	case errors.Is(err, rotation.ErrAsked):
		return refused("A key was asked for before, and its answer was lost.", "ptok account list shows whether it was made. Then --again asks once more.")
	case errors.Is(err, rotation.ErrTest):
		return refused("The next key does not fit its public half at the platform, so that it is not signed with.", "--again makes another one; delete that one with ptok account delete.")
	case errors.Is(err, rotation.ErrNoNext):
		return refused(words.Sentence(rotation.ErrNoNext), "Give the rotation up in the window of Playtoken, under Keys, and begin it again.")
	case errors.Is(err, rotation.ErrStillSigns):
		return refused("The profile signs with that key. Nothing was deleted.", "Name another one; ptok account list shows them.")
	case errors.Is(err, rotation.ErrNewNotThere):
		return refused(a.client.Host()+" does not list the key that the profile signs with now. The old one was not deleted, for nothing would play.", "Are the credentials of the right workspace? ptok account list shows what is there.")
	case errors.Is(err, rotation.ErrOldNotThere):
		return refused(a.client.Host()+" does not list the key that the profile signs with. Nothing was made.", "Are the credentials of the right workspace? If the key was deleted there, --old-gone makes a new one.")
	}
	own = vaultFault(err)
	return &account.Fault{Code: account.SaveFailed, Message: own.text, Hint: own.hint}
}

// age says when a key was made, and how long ago that is.
func (a *accountUse) age(k account.Key) string {
	if k.CreatedAt.IsZero() {
		return "-"
	}
	return clocks(k.CreatedAt, a.Now(), a.Zone)
}
