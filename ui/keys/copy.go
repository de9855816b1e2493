package keys

import (
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/viewmodel"
)

// armedFor is how long a second click copies a secret.
const armedFor = 5 * time.Second

// ChoosePublicForm shows the public half in another form.
func (p *Presenter) ChoosePublicForm(i int) {
	p.public = i
	p.update()
}

// ChoosePrivateForm chooses the form in which the private half is copied.
func (p *Presenter) ChoosePrivateForm(i int) {
	if p.private != i {
		p.disarm()
		p.private = i
		p.update()
	}
}

// CopyPublic copies the public key in the form that is shown.
func (p *Presenter) CopyPublic(done func()) { p.copy("Public key", p.state.Public, done) }

// CopyKeyID copies the ID of the key at its platform.
func (p *Presenter) CopyKeyID(done func()) { p.copy("Key ID", p.state.KeyID, done) }

// CopyFingerprint copies the whole fingerprint.
func (p *Presenter) CopyFingerprint(done func()) { p.copy("Fingerprint", p.state.Fingerprint, done) }

func (p *Presenter) copy(what, text string, done func()) {
	p.services.Copy(text, func(note string) {
		done()
		p.services.Toast(viewmodel.Copied(what, note))
	})
}

// CopyPrivate copies the private half, or a shared secret. The first call only
// says what a second one will do.
func (p *Presenter) CopyPrivate(done func()) {
	profile, ok := p.services.Book.Find(p.chosen)
	if !ok || profile.Home == vault.NoSecret {
		return
	}
	if p.disarming == nil {
		p.disarming = p.services.After(armedFor, func() {
			p.disarm()
			p.update()
		})
		p.update()
		return
	}
	p.disarm()
	p.update()
	form := p.private
	p.services.Book.Key(profile.ID, func(k *keys.Key, err error) {
		if err != nil {
			p.services.Toast(book.Sentence(err))
			return
		}
		what := "Private key"
		if k.Kind() == keys.Secret {
			what = "Secret"
		}
		p.services.CopySecret(string(privateText(k, form, profile.KeyID).Reveal()), func(note string) {
			done()
			p.services.Toast(viewmodel.Copied(what, note))
		})
	})
}

// disarm forgets a first click.
func (p *Presenter) disarm() {
	if p.disarming != nil {
		p.disarming()
		p.disarming = nil
	}
}

// privateText is a private half in one of PrivateForms, a shared secret in one of
// SecretForms.
func privateText(k *keys.Key, form int, id string) secret.Bytes {
	shared := k.Kind() == keys.Secret
	switch {
	case shared && form == 0:
		return k.SecretText()
	case form == 0:
		return k.PrivatePEM()
	case form == 1 && !shared:
		return k.PrivateBase64()
	}
	return k.PrivateJWK(id)
}

// publicText is a public half in one of PublicForms.
func publicText(k *keys.Key, form int, id string) string {
	switch form {
	case 1:
		return k.PublicBase64()
	case 2:
		return k.PublicJWK(id)
	case 3:
		return k.JWKS(id)
	}
	return strings.TrimSpace(k.PublicPEM())
}
