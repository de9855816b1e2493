package keys

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/async"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// Transfer brings keys in, from files and out of a generator, and profiles out.
type Transfer struct {
	p      *Presenter
	making async.Latest
}

func newTransfer(p *Presenter) *Transfer {
	return &Transfer{p: p, making: async.Latest{Do: p.services.Do}}
}

// Take takes whatever was dropped, pasted or opened here: exported profiles, a
// token whose key is looked for, or a key to save. name is that of its file, ""
// where there is none.
func (t *Transfer) Take(name string, content []byte) {
	found := extract.Read(string(content))
	switch {
	case isExport(content):
		t.importProfiles(content)
	case found.Token != "" && !nameless(found):
		t.p.Finder.WhichKey(string(content))
	default:
		t.importKey(name, content, found.Token != "")
	}
}

// nameless reports whether a token stands alone and has no mark of its own: it
// may as well be a secret.
func nameless(found extract.Paste) bool {
	before, after := found.Around(0)
	return !strings.Contains(found.Token, ".") && found.URL == nil && strings.TrimSpace(before+after) == ""
}

// Open asks for a file to take.
func (t *Transfer) Open() { t.p.services.Ask.File(t.Take) }

// otherUse is the use of a shared secret that no platform here has.
const otherUse = "Something else"

// secretUses are the platforms that a shared secret can be for, and what it is then
// for.
func secretUses() (names, uses []string) {
	for _, p := range all.Platforms() {
		if p.SecretUse != "" {
			names, uses = append(names, p.Name), append(uses, p.SecretUse)
		}
	}
	return append(names, ""), append(uses, otherUse)
}

// importKey reads a key and saves it. A text that could be a shared secret is
// read in the way of its platform, so that one is asked for first; it may be a
// token as well.
func (t *Transfer) importKey(name string, text []byte, mayToken bool) {
	t.p.wait("Reading the key…", t.making.Drop)
	async.Run(&t.making, func() importer.Answer { return importer.Import(text) }, func(a importer.Answer) {
		t.p.wait("", nil)
		switch {
		case !maySecret(a) && !a.Taken() && mayToken:
			t.p.Finder.WhichKey(string(text))
		case !maySecret(a):
			t.read(name, text, "")
		case a.Form == "PASERK":
			t.read(name, text, secretOf(keys.NewPASETO))
		default:
			t.askUse(mayToken, func(platformName string) { t.read(name, text, platformName) }, func() { t.p.Finder.WhichKey(string(text)) })
		}
	})
}

// maySecret reports whether a text could be a shared secret. A length that PASETO
// refuses is of no matter to others.
func maySecret(a importer.Answer) bool {
	return a.Kind == keys.Secret && (a.Verdict != importer.Reject || a.Code == keys.PASETOKeyLength)
}

func (t *Transfer) askUse(mayToken bool, secret func(platformName string), token func()) {
	names, uses := secretUses()
	if mayToken {
		uses = append(uses, "Nothing: it is a token")
	}
	t.p.services.Ask.Choice("What is this secret for?", "This reads as a shared secret. Platforms read the same text in different ways.", uses,
		func(i int) {
			if i < len(names) {
				secret(names[i])
				return
			}
			token()
		})
}

// read reads a key for the platform of a name, "" for none, and asks what to call
// it when it was taken.
func (t *Transfer) read(name string, text []byte, platformName string) {
	t.p.wait("Reading the key…", t.making.Drop)
	t.p.services.Ask.Importer().Import(&t.making, text, importer.Options{Want: all.KeyWant(platformName, nil)}, func(a importer.Answer) {
		t.p.wait("", nil)
		switch {
		case a.Taken():
			t.askName(name, a, platformName)
		case a.Verdict == importer.Reject:
			t.p.services.Fail(strings.TrimSpace(a.Message + " " + a.Hint))
		}
	})
}

func (t *Transfer) askName(name string, a importer.Answer, platformName string) {
	taken := viewmodel.TakenKey(a)
	note := taken.Title + ". " + taken.Source + "."
	if taken.Problem != "" {
		note += " " + taken.Problem
	}
	if name == "" {
		name = words.UpperFirst(a.Key.Describe().Name())
	}
	ask := prompt.Naming{Title: "Save the key", Note: words.UpperFirst(note), Button: "Save", Name: name, AlwaysSession: t.p.state.InSession}
	var fitting []*platform.Platform
	if a.Key.Kind() != keys.Secret { // what that is for was asked before
		fitting = takers(a.Key.Kind())
		for _, pl := range fitting {
			ask.Platforms = append(ask.Platforms, pl.Label)
		}
		ask.Platforms, ask.Platform = append(ask.Platforms, "None of these"), len(fitting)
		ask.WantsID, ask.KeyID = true, a.KeyID()
	}
	t.p.services.Ask.Name(ask, func(n prompt.Named) {
		profile := vault.Profile{Name: n.Name, Platform: platformName, KeyID: cmp.Or(n.KeyID, a.KeyID()), SessionOnly: n.SessionOnly}
		if n.Platform < len(fitting) {
			profile.Platform = fitting[n.Platform].Name
		}
		t.save(profile, a.Key, a.Repairs)
	})
}

// takers are the platforms that keys of a kind can be for.
func takers(kind keys.Kind) (list []*platform.Platform) {
	for _, pl := range known {
		if kinds := pl.KeyWantFor(nil).Kinds; !pl.Generic && (kinds == nil || slices.Contains(kinds, kind)) {
			list = append(list, pl)
		}
	}
	return list
}

// typeLabels name the types of keys that can be made.
var typeLabels = map[keys.Type]string{
	keys.NewRSA2048: "RSA 2048", keys.NewRSA3072: "RSA 3072", keys.NewRSA4096: "RSA 4096",
	keys.NewP256: "EC P-256", keys.NewP384: "EC P-384", keys.NewEd25519: "Ed25519",
	keys.NewHMAC256: "Shared secret for HS256, 43 characters",
	keys.NewPASETO:  "PASETO key, 32 bytes",
	keys.NewHex256:  "%s secret, 64 characters",
}

// typeLabel names a type, with the platform that alone takes it where that helps.
func typeLabel(t keys.Type) string {
	return strings.Replace(typeLabels[t], "%s", labelsOf(t), 1)
}

// labelsOf lists the platforms that a type of key is made for.
func labelsOf(t keys.Type) string {
	var labels []string
	for _, p := range all.Platforms() {
		if p.NewKey == t {
			labels = append(labels, p.Label)
		}
	}
	return words.List(labels)
}

// secretOf is the name of the platform that a type of shared secret is made for, ""
// where that does not follow from the type.
func secretOf(t keys.Type) string {
	for _, p := range all.Platforms() {
		if p.NewKey == t && p.SecretUse != "" {
			return p.Name
		}
	}
	return ""
}

// NewKey asks who makes the key. Platforms that make their own take none that is made
// here.
func (t *Transfer) NewKey() {
	var choices []string
	for _, p := range all.Accounts() {
		choices = append(choices, "At "+p.Label)
	}
	note := makers() + " make their keys themselves, and take none that was made elsewhere. A key of this machine is for platforms and services that are given one."
	t.p.services.Ask.Choice("Who makes the key?", note, append([]string{"This machine"}, choices...), func(i int) {
		if i == 0 {
			t.newHere()
			return
		}
		t.p.Account.begin(all.Accounts()[i-1])
	})
}

// makers lists the platforms that make their own keys.
func makers() string {
	var labels []string
	for _, p := range all.Accounts() {
		labels = append(labels, p.Label)
	}
	return words.List(labels)
}

// newHere asks which key to make, makes and saves it.
func (t *Transfer) newHere() {
	var labels []string
	for _, kind := range keys.Types() {
		labels = append(labels, typeLabel(kind))
	}
	t.p.services.Ask.Name(prompt.Naming{
		Title: "Make a key", Note: "It is made on this machine. " + makers() + " do not know it: a token that it signs for one of them is refused.",
		Button: "Make it", Name: "New key", Kinds: labels, AlwaysSession: t.p.state.InSession,
	}, t.generate)
}

func (t *Transfer) generate(n prompt.Named) {
	kind := keys.Types()[n.Kind]
	ctx, cancel := context.WithCancel(context.Background())
	t.p.wait("Making a key: "+typeLabel(kind), func() {
		cancel()
		t.making.Drop()
	})
	type outcome struct {
		key *keys.Key
		err error
	}
	async.Run(&t.making, func() outcome {
		defer cancel()
		k, err := keys.Generate(ctx, kind)
		return outcome{k, err}
	}, func(o outcome) {
		t.p.wait("", nil)
		if o.err != nil {
			t.p.services.Fail("No key could be made: " + o.err.Error() + ".")
			return
		}
		t.save(vault.Profile{Name: n.Name, Platform: secretOf(kind), SessionOnly: n.SessionOnly}, o.key, nil)
	})
}

func (t *Transfer) save(profile vault.Profile, k *keys.Key, repairs []string) {
	t.p.services.Book.SaveKey(profile, k, repairs, func(saved vault.Profile, err error) {
		said := "Saved: " + saved.Name
		if err == nil {
			t.p.choose(place{saved.ID, vault.SigningKey})
			if saved.Home == vault.ThisSession {
				said = "Saved for this session only: " + saved.Name
			}
		}
		t.p.sayDone(said)(err)
	})
}
