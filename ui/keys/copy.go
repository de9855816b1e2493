package keys

import (
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/profiles"
	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/viewmodel"
)

// armedFor is how long a second click copies a secret.
const armedFor = 5 * time.Second

// ChoosePublicForm shows the public half in another form.
func (d *Detail) ChoosePublicForm(i int) {
	d.public = i
	d.p.update()
}

// ChoosePrivateForm chooses the form in which the private half is copied.
func (d *Detail) ChoosePrivateForm(i int) {
	if d.private != i {
		d.disarm()
		d.private = i
		d.p.update()
	}
}

// CopyPublic copies the public key in the form that is shown.
func (d *Detail) CopyPublic(done func()) { d.copy("Public key", d.p.state.Public, done) }

// CopyKeyID copies the ID of the key at its platform.
func (d *Detail) CopyKeyID(done func()) { d.copy("Key ID", d.p.state.KeyID, done) }

// CopyFingerprint copies the whole fingerprint.
func (d *Detail) CopyFingerprint(done func()) { d.copy("Fingerprint", d.p.state.Fingerprint, done) }

func (d *Detail) copy(what, text string, done func()) {
	viewmodel.Copy(d.p.services.Copy, text, what, d.p.services.Toast, done)
}

// CopyPrivate copies the private half, or a shared secret. The first call only
// says what a second one will do.
func (d *Detail) CopyPrivate(done func()) {
	r, ok := d.p.row()
	if !ok || !r.isKey() || r.item.Home == vault.NoSecret {
		return
	}
	if d.disarming == nil {
		d.disarming = d.p.services.After(armedFor, func() {
			d.disarm()
			d.p.update()
		})
		d.p.update()
		return
	}
	d.disarm()
	d.p.update()
	form := d.private
	book.Do(d.p.services.Book, func(s *vault.Store) (*keys.Key, error) { return profiles.OpenItem(s, r.profile, r.item) }, func(k *keys.Key, err error) {
		if err != nil {
			d.p.services.Fail(book.Sentence(err))
			return
		}
		what := "Private key"
		if k.Kind() == keys.Secret {
			what = "Secret"
		}
		viewmodel.Copy(d.p.services.CopySecret, string(privateText(k, form, r.keyID()).Reveal()), what, d.p.services.Toast, done)
	})
}

// disarm forgets a first click.
func (d *Detail) disarm() {
	if d.disarming != nil {
		d.disarming()
		d.disarming = nil
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
