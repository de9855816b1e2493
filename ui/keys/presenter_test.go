package keys

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/profiles"
	"playtoken/core/secret"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/paseto"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// save saves a key by a way that asks nothing.
func (d *desk) save(name string, k *keys.Key, p vault.Profile) State {
	d.t.Helper()
	p.Name = name
	d.p.Transfer.save(p, k, nil)
	return d.settle()
}

func keyOf(t testing.TB, text string) *keys.Key {
	t.Helper()
	a := importer.Import([]byte(text))
	if !a.Taken() {
		t.Fatal(a.Message)
	}
	return a.Key
}

func generated(t testing.TB, kind keys.Type) *keys.Key {
	t.Helper()
	k, err := keys.Generate(context.Background(), kind)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestPublicForms(t *testing.T) {
	atDesk(t, true, func(d *desk) {
		k := keyOf(t, string(fixtures.PrivateKey(t)))
		d.save("Shop", k, vault.Profile{Platform: "fastpix", KeyID: "the-id"})
		nothing := func() {}
		for form, want := range []string{k.PublicPEM(), k.PublicBase64(), k.PublicJWK("the-id"), k.JWKS("the-id")} {
			d.p.Detail.ChoosePublicForm(form)
			d.p.Detail.CopyPublic(nothing)
			if got := d.copied[form]; got != strings.TrimSpace(want) || d.said() != "Public key copied" {
				t.Errorf("%s: %q, said %q", PublicForms[form], got, d.said())
			}
		}
		d.p.Detail.CopyKeyID(nothing)
		d.p.Detail.CopyFingerprint(nothing)
		if got := d.copied[4:]; got[0] != "the-id" || got[1] != k.Fingerprint() {
			t.Errorf("%q", got)
		}
		s := d.p.State()
		if s.Kind != "RSA 2048, private" || s.Items[0].Platform != "FastPix" || s.Items[0].Home != "keyring" || s.Home != "sealed, opened by the system keyring" || s.Saved != "saved today 00:00" {
			t.Errorf("%+v", s)
		}
		d.p.Detail.Use()
		if len(d.used) != 1 || d.used[0] != d.p.chosen.profile {
			t.Errorf("used %q", d.used)
		}
	})
}

// A private half is copied by the second click alone, in every form, and nothing
// of it is anywhere before.
func TestPrivateForms(t *testing.T) {
	rsa, edgecast := keyOf(t, string(fixtures.PrivateKey(t))), generated(t, keys.NewHex256)
	for _, c := range []struct {
		name string
		key  *keys.Key
		form int
		want []byte
		said string
	}{
		{"PEM", rsa, 0, rsa.PrivatePEM().Reveal(), "Private key copied"},
		{"base64", rsa, 1, rsa.PrivateBase64().Reveal(), "Private key copied"},
		{"JWK", rsa, 2, rsa.PrivateJWK("the-id").Reveal(), "Private key copied"},
		{"secret", edgecast, 0, edgecast.SecretText().Reveal(), "Secret copied"},
		{"secret as JWK", edgecast, 1, edgecast.PrivateJWK("the-id").Reveal(), "Secret copied"},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, true, func(d *desk) {
				d.save("Shop", c.key, vault.Profile{Platform: "edgecast", KeyID: "the-id"})
				d.toasts = nil
				ticks := 0
				d.p.Detail.ChoosePrivateForm(c.form)
				d.p.Detail.CopyPrivate(func() { ticks++ })
				if s := d.settle(); !s.Armed || ticks > 0 || len(d.secrets) > 0 || len(d.toasts) > 0 {
					t.Errorf("after one click: armed %v, %d ticks, %d copied", s.Armed, ticks, len(d.secrets))
				}
				d.p.Detail.CopyPrivate(func() { ticks++ })
				if s := d.settle(); s.Armed || ticks != 1 || len(d.secrets) != 1 || d.secrets[0] != string(c.want) || d.said() != c.said || len(d.copied) > 0 {
					t.Errorf("after two: armed %v, %d ticks, %d copied, said %q", s.Armed, ticks, len(d.secrets), d.said())
				}
				for _, text := range canaries(t, c.key) {
					fixtures.NoPiece(t, "a state", secret.New([]byte(text)), d.states)
					fixtures.NoPiece(t, "what was said", secret.New([]byte(text)), d.toasts)
					fixtures.NoPiece(t, "what was copied openly", secret.New([]byte(text)), d.copied)
				}
			})
		})
	}
}

// canaries are texts that nobody but the owner of a key knows.
func canaries(t *testing.T, k *keys.Key) []string {
	t.Helper()
	if k.Kind() == keys.Secret {
		return []string{string(k.SecretText().Reveal())}
	}
	var jwk struct{ D, P, Q string }
	if err := json.Unmarshal(k.PrivateJWK("").Reveal(), &jwk); err != nil || jwk.D == "" {
		t.Fatal("the key has no private number")
	}
	return []string{string(k.PrivateBase64().Reveal()), jwk.D, jwk.P, jwk.Q}
}

func TestDisarming(t *testing.T) {
	for name, do := range map[string]func(*desk){
		"after 5 seconds": func(d *desk) { time.Sleep(armedFor + time.Millisecond) }, // of the bubble's clock
		"another key":     func(d *desk) { d.p.List.Choose(1 - d.p.State().Chosen) },
		"another form":    func(d *desk) { d.p.Detail.ChoosePrivateForm(1) },
		"locked":          func(d *desk) { d.p.Safe.Lock() },
		"deleted":         func(d *desk) { d.answer(true); d.p.Detail.Delete() },
		"another is saved": func(d *desk) {
			d.save("Third", generated(d.t, keys.NewEd25519), vault.Profile{})
		},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, true, func(d *desk) {
				d.save("A", generated(t, keys.NewP256), vault.Profile{})
				d.save("B", generated(t, keys.NewP256), vault.Profile{})
				d.p.Detail.CopyPrivate(func() {})
				if !d.settle().Armed {
					t.Fatal("not armed")
				}
				do(d)
				if d.settle().Armed {
					t.Error("still armed")
				}
				d.p.Detail.CopyPrivate(func() {})
				if d.settle(); len(d.secrets) > 0 {
					t.Error("copied by one click")
				}
			})
		})
	}
	atDesk(t, true, func(d *desk) {
		d.save("A", generated(t, keys.NewP256), vault.Profile{})
		d.p.Detail.CopyPrivate(func() {})
		time.Sleep(armedFor - time.Millisecond)
		if !d.settle().Armed {
			t.Error("disarmed too early")
		}
	})
}

func TestNothingPrivateToCopy(t *testing.T) {
	atDesk(t, true, func(d *desk) {
		d.p.Detail.CopyPrivate(func() {})
		d.p.Detail.Use()
		d.p.Transfer.ExportOne()
		d.p.Detail.SetRole(1)
		d.save("Public", keyOf(t, keyOf(t, string(fixtures.PrivateKey(t))).PublicPEM()), vault.Profile{})
		d.p.Detail.CopyPrivate(func() {})
		if s := d.settle(); s.Armed || s.Private || s.Saved != "" || s.Items[0].Home != "public" || len(d.used) > 0 {
			t.Errorf("%+v", s)
		}
	})
}

// A key that several profiles have is told to be one.
func TestSameKeyTwice(t *testing.T) {
	atDesk(t, true, func(d *desk) {
		k := generated(t, keys.NewP256)
		for _, name := range []string{"Short", "Ninety"} {
			d.save(name, k, vault.Profile{Platform: "cloudfront"})
		}
		s := d.save("Other", generated(t, keys.NewP256), vault.Profile{})
		if s.Summary != "3 saved, sealed in the system keyring" || s.Made != "" && strings.Contains(s.Made, "same") {
			t.Errorf("%q, %q", s.Summary, s.Made)
		}
		for i, it := range s.Items {
			if it.Name == "Ninety" {
				d.p.List.Choose(i)
			}
		}
		if s := d.settle(); !strings.HasSuffix(s.Made, "the same key as Short") {
			t.Errorf("%q", s.Made)
		}
	})
}

func TestLocked(t *testing.T) {
	atDesk(t, false, func(d *desk) {
		if s := d.p.State(); !s.CanProtect || s.WarningTitle == "" || s.CanLock || s.CanExport {
			t.Errorf("without a keyring: %+v", s)
		}
		d.save("Shop", generated(t, keys.NewP256), vault.Profile{})
		d.answer("correct horse")
		d.p.Safe.Protect()
		if s := d.settle(); s.Warning != "" || !s.CanLock || s.Summary != "1 saved, sealed under a passphrase" || d.profile().Home != vault.UnderPassphrase {
			t.Errorf("%+v, said %q", s, d.toasts)
		}
		d.p.Safe.Lock()
		if s := d.settle(); !s.Locked || s.CanLock || s.Summary != "1 saved, locked" {
			t.Errorf("%+v", s)
		}
		d.p.Detail.CopyPrivate(func() {})
		d.p.Detail.CopyPrivate(func() {})
		if d.settle(); len(d.secrets) > 0 || !strings.HasPrefix(d.said(), "The saved secrets are locked.") {
			t.Errorf("said %q", d.said())
		}
		d.answer(nil)
		d.p.Transfer.ExportAll()
		if d.settle(); d.asked[len(d.asked)-1] != "Unlock the saved secrets/Passphrase" || !d.p.State().Locked || d.p.State().Working != "" {
			t.Errorf("asked %q", d.asked)
		}
		d.answer("wrong", "correct horse")
		d.p.Safe.Unlock() // asked for again until it is the right one
		if s := d.settle(); s.Locked || s.Working != "" || d.said() != "Unlocked" || len(d.answers) > 0 || d.problem != "" || d.asked[len(d.asked)-1] != "Unlock the saved secrets/Passphrase" {
			t.Errorf("said %q, asked %q", d.said(), d.asked)
		}
	})
	atDesk(t, true, func(d *desk) { // the keyring needs no passphrase
		d.save("Shop", generated(t, keys.NewP256), vault.Profile{})
		d.p.Safe.Lock()
		d.settle()
		d.p.Safe.Unlock()
		if s := d.settle(); s.Locked {
			t.Errorf("said %q", d.said())
		}
	})
}

func TestRole(t *testing.T) {
	for _, keyring := range []bool{true, false} {
		atDesk(t, keyring, func(d *desk) {
			d.save("Shop", generated(t, keys.NewP256), vault.Profile{})
			home := d.profile().Home
			for i, want := range []string{"", "Primary", "Backup", ""} {
				d.p.Detail.SetRole(i % 3)
				if s := d.settle(); s.Items[0].Role != want || s.Role != i%3 || d.profile().Home != home {
					t.Errorf("role %d: %+v, home %s", i, s.Items, d.profile().Home)
				}
			}
			d.p.Detail.SetRole(7)
			if s := d.settle(); s.Role != 0 {
				t.Errorf("%+v", s)
			}
		})
	}
	atDesk(t, true, func(d *desk) { // a wish stays
		d.save("Shop", generated(t, keys.NewP256), vault.Profile{SessionOnly: true})
		d.p.Detail.SetRole(1)
		if s := d.settle(); s.Items[0].Role != "Primary" || s.Items[0].Home != "this session" {
			t.Errorf("%+v", s.Items)
		}
	})
}

func TestRenameAndDelete(t *testing.T) {
	atDesk(t, true, func(d *desk) {
		d.save("A", generated(t, keys.NewP256), vault.Profile{})
		d.save("B", generated(t, keys.NewP256), vault.Profile{})
		d.answer(" C ", "  ", nil, true)
		d.p.Detail.Rename()
		if s := d.settle(); s.Name != "C" || d.said() != "Renamed" {
			t.Errorf("%q, said %q", s.Name, d.said())
		}
		d.p.Detail.Rename()
		d.p.Detail.Delete()
		if s := d.settle(); s.Name != "C" || len(s.Items) != 2 {
			t.Errorf("%+v", s)
		}
		d.p.Detail.Delete()
		if s := d.settle(); len(s.Items) != 1 || s.Name != "A" || s.Chosen != 0 {
			t.Errorf("%+v", s)
		}
		d.p.List.Choose(5)
		d.p.List.Choose(-1)
		if s := d.settle(); s.Chosen != 0 {
			t.Errorf("chose %d", s.Chosen)
		}
	})
}

func TestWhichKey(t *testing.T) {
	shop, own, stranger := keyOf(t, string(fixtures.PrivateKey(t))), generated(t, keys.NewP256), generated(t, keys.NewP256)
	shared := generated(t, keys.NewHMAC256)
	atDesk(t, false, func(d *desk) {
		d.save("Another secret", generated(t, keys.NewHMAC256), vault.Profile{Platform: "jwt"})
		d.save("Secret", shared, vault.Profile{Platform: "jwt"})
		d.save("Own service", own, vault.Profile{})
		d.save("Shop, public", keyOf(t, shop.PublicPEM()), vault.Profile{})
		const none = "None of the saved keys signed this token."
		ask := func(name, text, want string, mood viewmodel.Mood) {
			t.Helper()
			d.p.Transfer.Take("", []byte(text))
			if s := d.settle(); s.Answer != want || s.AnswerMood != mood {
				t.Errorf("%s: %q", name, s.Answer)
			}
		}
		ask("by a public half", tokenBy(t, shop, "RS256"), "Signed by Shop, public.", viewmodel.Fine)
		ask("by a shared secret", tokenBy(t, shared, "HS256"), "Signed by Secret.", viewmodel.Fine)
		ask("in a URL", "https://example.com/x.m3u8?token="+tokenBy(t, own, "ES256"), "Signed by Own service.", viewmodel.Fine)
		ask("by a stranger", tokenBy(t, stranger, "ES256"), none, viewmodel.Careful)
		d.p.Finder.WhichKey("hello")
		if s := d.settle(); s.Answer != "There is no token in this text." || s.AnswerMood != viewmodel.Failed {
			t.Errorf("%q", s.Answer)
		}
		d.p.Finder.WhichKey(" ")
		if s := d.settle(); s.Answer != "" {
			t.Errorf("%q", s.Answer)
		}
		// The answer to an older question does not come behind that to a newer one.
		d.p.Finder.WhichKey(tokenBy(t, stranger, "ES256"))
		d.p.Finder.WhichKey(tokenBy(t, own, "ES256"))
		if s := d.settle(); s.Answer != "Signed by Own service." {
			t.Errorf("%q", s.Answer)
		}
		d.answer("correct horse")
		d.p.Safe.Protect()
		d.settle()
		d.p.Safe.Lock()
		d.settle()
		ask("by a stranger, secrets locked, which sign no such token", tokenBy(t, stranger, "ES256"), none, viewmodel.Careful)
		ask("by a secret, all locked", tokenBy(t, generated(t, keys.NewHMAC256), "HS256"), "None of the keys that are open signed this token. The shared secrets are locked and were not tried.", viewmodel.Careful)
		ask("by a key that is known, secrets locked", tokenBy(t, own, "ES256"), "Signed by Own service.", viewmodel.Fine)
	})
}

// A public half in a file that was changed by hand is not taken for another's.
func TestHalves(t *testing.T) {
	k, other := generated(t, keys.NewP256), generated(t, keys.NewP256)
	h := Halves{}
	right := vault.Item{Key: profiles.Describe(k), Proof: vault.Unproven}
	forged, broken := right, right
	forged.Key.Fingerprint, broken.Proof = other.Fingerprint(), vault.Broken
	if h.Of(forged) != nil || h.Of(broken) != nil {
		t.Error("one that was changed is taken")
	}
	if first, again := h.Of(right), h.Of(right); first == nil || first != again {
		t.Error("read twice")
	}
}

func TestManyKeys(t *testing.T) {
	atDesk(t, true, func(d *desk) {
		k := keyOf(t, keyOf(t, string(fixtures.PrivateKey(t))).PublicPEM())
		for i := range 200 {
			d.p.Transfer.save(vault.Profile{Name: fmt.Sprintf("Key %03d", i)}, k, nil)
		}
		if s := d.settle(); len(s.Items) != 200 || s.Summary != "200 saved, sealed in the system keyring" {
			t.Errorf("%d, %q", len(s.Items), s.Summary)
		}
	})
}

// A token that is encrypted was made with the secret that opens it.
func TestWhichKeySealedThis(t *testing.T) {
	cdn, live := generated(t, keys.NewHex256), generated(t, keys.NewPASETO)
	edgecast, err := ectoken.Seal("ec_expire=1735646400", cdn.SecretText())
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := paseto.Seal([]byte(`{"exp":"2030-01-01T00:00:00Z"}`), nil, nil, live.Secret())
	if err != nil {
		t.Fatal(err)
	}
	atDesk(t, true, func(d *desk) {
		d.save("Another", generated(t, keys.NewHex256), vault.Profile{Platform: "edgecast"})
		d.save("CDN", cdn, vault.Profile{Platform: "edgecast"})
		d.save("Live", live, vault.Profile{Platform: "fastevo"})
		for text, want := range map[string]string{edgecast: "Signed by CDN.", sealed: "Signed by Live."} {
			d.p.Finder.PasteToken(text)
			if s := d.settle(); s.Answer != want || s.AnswerMood != viewmodel.Fine || len(d.asked) > 0 {
				t.Errorf("%.10s…: %q, asked %q", text, s.Answer, d.asked)
			}
		}
	})
}
