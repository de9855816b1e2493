package keys

import (
	"strings"
	"sync"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/profiles"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/core/vault"
	"playtoken/core/verify"
	"playtoken/ui/async"
	"playtoken/ui/book"
	"playtoken/ui/viewmodel"
)

// Halves are the public halves of saved keys, each of them read once. They can be
// used from several goroutines.
type Halves struct {
	mu    sync.Mutex
	known map[string]*keys.Key // by their PEM; nil for one that does not read
}

// NewHalves knows none yet.
func NewHalves() *Halves { return &Halves{known: map[string]*keys.Key{}} }

// Of is the public half of the key that a profile signs with, nil where there is none.
func (h *Halves) Of(p vault.Profile) *keys.Key { return h.of(p.Signing()) }

func (h *Halves) of(item vault.Item) *keys.Key {
	saved := item.Key
	if saved.PublicPEM == "" || item.Proof == vault.Broken {
		return nil
	}
	h.mu.Lock()
	k, ok := h.known[saved.PublicPEM]
	h.mu.Unlock()
	if !ok {
		k = keys.Import([]byte(saved.PublicPEM)).Key
		h.mu.Lock()
		h.known[saved.PublicPEM] = k
		h.mu.Unlock()
	}
	if k == nil || k.Fingerprint() != saved.Fingerprint {
		return nil // the file was changed by hand: it is not the key that it says
	}
	return k
}

// saved is one key of a profile.
type saved struct {
	vault.Profile
	item vault.Item
}

// keysOf are all keys of profiles, those in use in front of those that were replaced.
func keysOf(list []vault.Profile) []saved {
	var all, replaced []saved
	for _, p := range list {
		for _, item := range p.Items {
			switch {
			case item.Key.Kind == "":
			case item.Replaced.IsZero():
				all = append(all, saved{p, item})
			default:
				replaced = append(replaced, saved{p, item})
			}
		}
	}
	return append(all, replaced...)
}

// Signer finds the key that signed a token, by public halves alone.
func (h *Halves) Signer(t *token.Token, list []vault.Profile) (saved, bool) {
	for _, s := range keysOf(list) {
		if k := h.of(s.item); k != nil && signed(t, k) {
			return s, true
		}
	}
	return saved{}, false
}

// signed reports whether a key signed a token.
func signed(t *token.Token, k *keys.Key) bool { return jws.Verify(t, k).State == token.Valid }

// PasteToken takes what is pasted where a token is due. Anything else goes where
// it belongs.
func (p *Presenter) PasteToken(text string) {
	if extract.Read(text).Token != "" {
		p.WhichKey(text)
		return
	}
	p.Take("", []byte(text))
}

// WhichKey looks for the saved key that signed a token.
func (p *Presenter) WhichKey(text string) {
	p.asked, p.answer = text, ""
	p.update()
	p.finding.Drop()
	if strings.TrimSpace(text) == "" {
		return
	}
	list := p.services.Book.List()
	type found struct {
		token *token.Token // that is left to try, nil when there is an answer
		words string
		mood  viewmodel.Mood
	}
	async.Run(&p.finding, func() found {
		paste := extract.Read(text)
		if paste.Token == "" {
			return found{words: paste.Refusal, mood: viewmodel.Failed}
		}
		t := formats.Decode(paste.Token)
		if signer, ok := p.halves.Signer(t, list); ok {
			words, mood := p.signedBy(signer)
			return found{words: words, mood: mood}
		}
		return found{token: t}
	}, func(f found) {
		if f.token == nil {
			p.say(f.words, f.mood)
			return
		}
		p.trySecrets(f.token, list)
	})
}

// trySecrets goes on with the shared secrets, which have to be opened first.
func (p *Presenter) trySecrets(t *token.Token, list []vault.Profile) {
	var shared []saved
	locked := false
	for _, s := range keysOf(list) {
		if s.item.Key.Kind != keys.Secret {
			continue
		}
		if p.state.Locked && s.item.Home != vault.ThisSession {
			locked = true
			continue
		}
		shared = append(shared, s)
	}
	text := p.asked
	book.Do(p.services.Book, func(store *vault.Store) (saved, error) {
		for _, s := range shared {
			if k, err := profiles.OpenItem(store, s.Profile, s.item); err == nil && madeWith(t, k) {
				return s, nil
			}
		}
		return saved{}, vault.ErrNotFound
	}, func(signer saved, err error) {
		fault := t.FirstFault()
		switch {
		case p.asked != text: // another token by now
		case err == nil:
			p.say(p.signedBy(signer))
		case fault != nil:
			p.say(fault.Text(), viewmodel.Failed)
		case locked:
			p.say("None of the keys that are open signed this token. The shared secrets are locked and were not tried.", viewmodel.Careful)
		default:
			p.say("None of the saved keys signed this token.", viewmodel.Careful)
		}
	})
}

// madeWith reports whether a token was signed or sealed with a shared secret.
func madeWith(t *token.Token, k *keys.Key) bool {
	saved := verify.Key{Trial: token.Trial{
		Text: k.SecretText(), Answer: keys.Answer{Verdict: keys.Accept, Kind: k.Kind(), Private: true, Key: k}, Held: true,
	}}
	return verify.Try(t, []verify.Key{saved}).State == token.Valid
}

// signedBy says whose key signed a token, and no more than is known of a public
// half that was not proven.
func (p *Presenter) signedBy(signer saved) (words string, mood viewmodel.Mood) {
	item := signer.item
	k := verify.Key{Name: signer.Name, Replaced: item.Replaced, Unproven: item.Key.PublicPEM != "" && item.Proof != vault.Proven}
	switch {
	case !k.Replaced.IsZero():
		words = diagnosis.SignedByReplaced(&k)
	case k.Unproven:
		words = "It fits the public half saved as " + k.Name + "."
	case item.Name == vault.BackupKey:
		words = "Signed by " + k.Name + ", the backup key."
	default:
		words = "Signed by " + k.Name + "."
	}
	if k.Unproven {
		return words + " Anyone who can write the file with the profiles may have put that half there. " +
			"Unlock the saved secrets, or save the key again, to be sure.", viewmodel.Careful
	}
	return words, viewmodel.Fine
}

func (p *Presenter) say(words string, mood viewmodel.Mood) {
	p.answer, p.mood = words, mood
	p.update()
}
