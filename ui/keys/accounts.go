package keys

import (
	"slices"
	"strings"

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
)

// Accounts is the dialog in which the accounts of a platform are made, chosen, renamed and
// deleted. What is typed into it goes to the vault and is never shown again.
type Accounts struct {
	p      *Presenter
	of     *platform.Platform
	id     string // of the account that is shown, "" for a new one
	public map[string]string
	more   bool
	status string
	at     string // the credential that it is about, "" for the whole
	state  AccountsState
	// Opened shows the dialog, Render another state of it, and Closed takes it away.
	Opened, Closed func()
	Render         func(AccountsState)
}

// AccountsState is the dialog.
type AccountsState struct {
	Title    string
	Accounts []string // names, the last one for a new account
	Chosen   int
	Name     string
	Fields   []CredentialField
	MadeAt   string // where the platform makes the credentials
	More     bool
	Base     string // the address of a test server, "" for the platform's own
	Usual    string // the platform's own
	Host     string
	Status   string // what is wrong, "" for nothing
	At       int    // the field that it is about, -1 for the whole
	Saved    bool   // it can be deleted
}

// CredentialField is one credential.
type CredentialField struct {
	Name, Label, Help string
	Secret, Optional  bool
	Kept              bool   // it is saved: leaving it empty keeps it
	Value             string // of one that is not secret
}

// Open shows the dialog with an account, "" for a new one.
func (a *Accounts) Open(platformName, id string) {
	of := platformOf(platformName)
	if of == nil || of.Account == nil {
		return
	}
	a.of, a.more = of, false
	a.show(id)
	if a.Opened != nil {
		a.Opened()
	}
}

func (a *Accounts) list() []vault.Account { return a.p.Account.accountsOf(a.of.Name) }

// show fills the dialog with an account.
func (a *Accounts) show(id string) {
	a.id, a.public, a.status, a.at = id, nil, "", ""
	if acc, ok := a.chosen(); ok {
		a.more = acc.Base != ""
		book.Do(a.p.services.Book, func(s *vault.Store) (map[string]secret.Bytes, error) { return s.Credentials(id) }, func(list map[string]secret.Bytes, err error) {
			if err != nil || a.id != id {
				return
			}
			a.public = map[string]string{}
			for _, c := range a.of.Account.Credentials {
				if text := list[c.Name]; !c.Secret && !text.IsZero() {
					a.public[c.Name] = string(text.Reveal())
				}
			}
			a.update()
		})
	}
	a.update()
}

func (a *Accounts) chosen() (vault.Account, bool) {
	list := a.list()
	if i := slices.IndexFunc(list, func(one vault.Account) bool { return one.ID == a.id }); i >= 0 {
		return list[i], true
	}
	return vault.Account{Platform: a.of.Name}, false
}

func (a *Accounts) update() {
	acc, saved := a.chosen()
	s := AccountsState{
		Title: "Account at " + a.of.Label, Name: acc.Name, More: a.more, Base: acc.Base, Usual: a.of.Account.Base, Host: hostOf(acc),
		Status: a.status, At: -1, Saved: saved,
	}
	if !saved {
		s.Name = a.of.Label
	}
	for i, one := range a.list() {
		s.Accounts = append(s.Accounts, one.Name)
		if one.ID == a.id {
			s.Chosen = i
		}
	}
	if s.Accounts = append(s.Accounts, "New account"); !saved {
		s.Chosen = len(s.Accounts) - 1
	}
	if a.of.Account.MadeAt != "" {
		s.MadeAt = a.of.Label + " makes them under " + a.of.Account.MadeAt + "."
	}
	for i, c := range a.of.Account.Credentials {
		if c.Name == a.at {
			s.At = i
		}
		s.Fields = append(s.Fields, CredentialField{
			Name: c.Name, Label: c.Label, Help: c.Help, Secret: c.Secret, Optional: c.Optional,
			Kept: slices.Contains(acc.Credentials, c.Name), Value: a.public[c.Name],
		})
	}
	a.state = s
	if a.Render != nil {
		a.Render(s)
	}
}

// State is what the dialog shows.
func (a *Accounts) State() AccountsState { return a.state }

// Choose shows another account: the last one is a new one.
func (a *Accounts) Choose(i int) {
	id := ""
	if list := a.list(); i < len(list) {
		id = list[i].ID
		a.p.Account.picked[a.of.Name] = id
		a.use(id)
	}
	a.show(id)
}

// ToggleMore folds and unfolds the address.
func (a *Accounts) ToggleMore() {
	a.more = !a.more
	a.update()
}

// HostOf is the host that an address leads to, for the button.
func (a *Accounts) HostOf(base string) string {
	return hostOf(vault.Account{Platform: a.of.Name, Base: strings.TrimSpace(base)})
}

// Changed takes away what is wrong with a credential that is being typed, or with the whole.
func (a *Accounts) Changed(name string) {
	if a.status != "" && (a.at == name || a.at == "") {
		a.refuse("", "")
	}
}

// Typed is what stands in the dialog. Credentials that are empty stay as they are kept.
type Typed struct {
	Name, Base  string
	Credentials map[string]string
}

// Save saves the account, and asks the platform for its keys where it is to be tested.
func (a *Accounts) Save(typed Typed, test bool) {
	acc, _ := a.chosen()
	base := acc.Base
	acc.Name, acc.Base, acc.Platform = strings.TrimSpace(typed.Name), strings.TrimSpace(typed.Base), a.of.Name
	if acc.Base == a.of.Account.Base {
		acc.Base = ""
	}
	given := map[string]secret.Bytes{}
	for _, c := range a.of.Account.Credentials {
		text := strings.TrimSpace(typed.Credentials[c.Name])
		switch kept := slices.Contains(acc.Credentials, c.Name); {
		case text != "" && c.Check != nil && c.Check(text) != nil:
			a.refuse(c.Name, c.Check(text).Text)
			return
		case text != "":
			given[c.Name] = secret.New([]byte(text))
		case !kept && !c.Optional:
			a.refuse(c.Name, "The "+words.LowerFirst(c.Label)+" is missing.")
			return
		}
	}
	if acc.Name == "" {
		a.refuse("", "The account needs a name.")
		return
	}
	a.p.Safe.whenOpen(func(err error) {
		if err != nil {
			a.refuse("", book.Sentence(err))
			return
		}
		a.put(acc, base, given, test)
	})
}

// put saves an account with the credentials that were given for it.
// base is the address that it had.
func (a *Accounts) put(acc vault.Account, base string, given map[string]secret.Bytes, test bool) {
	book.Do(a.p.services.Book, func(s *vault.Store) (vault.Account, error) {
		all := map[string]secret.Bytes{}
		if acc.ID != "" {
			kept, err := s.Credentials(acc.ID)
			if err != nil {
				return acc, err
			}
			all = kept
		}
		for name, text := range given {
			all[name] = text
		}
		if _, err := account.New(a.of, all, account.Options{Base: acc.Base}); err != nil {
			return acc, err
		}
		return s.PutAccount(acc, given)
	}, func(acc vault.Account, err error) {
		if err != nil {
			a.refuse("", troubleOf("", err).text)
			return
		}
		if acc.Base != base || len(given) > 0 { // what was answered may be of another account
			delete(a.p.Account.asked, acc.ID)
		}
		a.p.Account.picked[a.of.Name] = acc.ID
		a.use(acc.ID)
		a.p.List.showAccount(acc)
		a.close()
		if test {
			a.p.Account.Test(acc)
		} else {
			a.p.services.Toast("Saved: " + acc.Name)
		}
	})
}

// use makes an account that of the profile that is chosen, where it is at that platform.
func (a *Accounts) use(id string) {
	r, ok := a.p.row()
	if !ok || !r.isKey() || r.platform != a.of.Name || r.profile.Account == id {
		return
	}
	a.p.change(func(s *vault.Store) error {
		return s.Edit(r.profile.ID, func(p *vault.Profile) { p.Account = id })
	}, a.p.failed)
}

func (a *Accounts) refuse(at, why string) {
	a.at, a.status = at, why
	a.update()
}

func (a *Accounts) close() {
	if a.Closed != nil {
		a.Closed()
	}
	a.p.update()
}

// Delete deletes the account that is shown, once that is confirmed.
func (a *Accounts) Delete() {
	acc, saved := a.chosen()
	if !saved {
		return
	}
	a.close()
	a.p.services.Ask.Sure(prompt.Question{
		Title: "Delete the account " + acc.Name + "?", Button: "Delete",
		Text: "Playtoken forgets its credentials. Keys that are saved stay, and at " + a.of.Label + " nothing changes.",
	}, func() {
		a.p.change(func(s *vault.Store) error { return s.DeleteAccount(acc.ID) }, a.p.sayDone("Account deleted"))
	})
}
