package keys

import (
	"context"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform/all"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/async"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// Take takes whatever was dropped, pasted or opened here: exported profiles, a
// token whose key is looked for, or a key to save. name is that of its file, ""
// where there is none.
func (p *Presenter) Take(name string, content []byte) {
	found := extract.Read(string(content))
	switch {
	case isExport(content):
		p.importProfiles(content, "")
	case found.Token != "" && !nameless(found):
		p.WhichKey(string(content))
	default:
		p.importKey(name, content, found.Token != "")
	}
}

// nameless reports whether a token stands alone and has no mark of its own: it
// may as well be a secret.
func nameless(found extract.Paste) bool {
	before, after := found.Around(0)
	return !strings.Contains(found.Token, ".") && found.URL == nil && strings.TrimSpace(before+after) == ""
}

// Open asks for a file to take.
func (p *Presenter) Open() { p.services.Ask.File(p.Take) }

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
func (p *Presenter) importKey(name string, text []byte, mayToken bool) {
	p.wait("Reading the key…", p.making.Drop)
	async.Run(&p.making, func() importer.Answer { return importer.Import(text) }, func(a importer.Answer) {
		p.wait("", nil)
		switch {
		case !maySecret(a) && !a.Taken() && mayToken:
			p.WhichKey(string(text))
		case !maySecret(a):
			p.read(name, text, "")
		case a.Form == "PASERK":
			p.read(name, text, secretOf(keys.NewPASETO))
		default:
			p.askUse(mayToken, func(platformName string) { p.read(name, text, platformName) }, func() { p.WhichKey(string(text)) })
		}
	})
}

// maySecret reports whether a text could be a shared secret. A length that PASETO
// refuses is of no matter to others.
func maySecret(a importer.Answer) bool {
	return a.Kind == keys.Secret && (a.Verdict != importer.Reject || a.Code == keys.PASETOKeyLength)
}

func (p *Presenter) askUse(mayToken bool, secret func(platformName string), token func()) {
	names, uses := secretUses()
	if mayToken {
		uses = append(uses, "Nothing: it is a token")
	}
	p.services.Ask.Choice("What is this secret for?", "This reads as a shared secret. Platforms read the same text in different ways.", uses,
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
func (p *Presenter) read(name string, text []byte, platformName string) {
	p.wait("Reading the key…", p.making.Drop)
	p.services.Ask.Importer().Import(&p.making, text, importer.Options{Want: all.KeyWant(platformName, nil)}, func(a importer.Answer) {
		p.wait("", nil)
		switch {
		case a.Taken():
			p.askName(name, a, platformName)
		case a.Verdict == importer.Reject:
			p.services.Toast(strings.TrimSpace(a.Message + " " + a.Hint))
		}
	})
}

func (p *Presenter) askName(name string, a importer.Answer, platformName string) {
	taken := viewmodel.TakenKey(a)
	note := taken.Title + ". " + taken.Source + "."
	if taken.Problem != "" {
		note += " " + taken.Problem
	}
	if name == "" {
		name = words.UpperFirst(a.Key.Describe().Name())
	}
	p.services.Ask.Name(prompt.Naming{Title: "Save the key", Note: words.UpperFirst(note), Button: "Save", Name: name, AlwaysSession: p.state.CanProtect},
		func(n prompt.Named) {
			p.save(vault.Profile{Name: n.Name, Platform: platformName, SessionOnly: n.SessionOnly}, a.Key, a.Repairs)
		})
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

// NewKey asks which key to make, makes and saves it.
func (p *Presenter) NewKey() {
	var labels []string
	for _, t := range keys.Types() {
		labels = append(labels, typeLabel(t))
	}
	p.services.Ask.Name(prompt.Naming{
		Title: "Make a key", Note: "It is made on this machine. " + labelsOf(keys.NewRSA2048) + " sign with RSA 2048.",
		Button: "Make it", Name: "New key", Kinds: labels, AlwaysSession: p.state.CanProtect,
	}, p.generate)
}

func (p *Presenter) generate(n prompt.Named) {
	kind := keys.Types()[n.Kind]
	ctx, cancel := context.WithCancel(context.Background())
	p.wait("Making a key: "+typeLabel(kind), func() {
		cancel()
		p.making.Drop()
	})
	type outcome struct {
		key *keys.Key
		err error
	}
	async.Run(&p.making, func() outcome {
		defer cancel()
		k, err := keys.Generate(ctx, kind)
		return outcome{k, err}
	}, func(o outcome) {
		p.wait("", nil)
		if o.err != nil {
			p.services.Toast("No key could be made: " + o.err.Error() + ".")
			return
		}
		p.save(vault.Profile{Name: n.Name, Platform: secretOf(kind), SessionOnly: n.SessionOnly}, o.key, nil)
	})
}

func (p *Presenter) save(profile vault.Profile, k *keys.Key, repairs []string) {
	p.services.Book.SaveKey(profile, k, repairs, func(saved vault.Profile, err error) {
		said := "Saved: " + saved.Name
		if err == nil {
			p.choose(saved.ID)
			if saved.Home == vault.ThisSession {
				said = "Saved for this session only: " + saved.Name
			}
		}
		p.sayDone(said)(err)
	})
}
