package keys

import (
	"strings"
	"sync"

	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/core/vault"
	"playtoken/core/verify"
	"playtoken/ui/async"
	"playtoken/ui/profiles"
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

// Of is the public half of a profile's key, nil where there is none.
func (h *Halves) Of(p vault.Profile) *keys.Key {
	saved := p.Signing().Key
	if saved.PublicPEM == "" || p.Signing().Proof == vault.Broken {
		return nil
	}
	h.mu.Lock()
	k, ok := h.known[saved.PublicPEM]
	h.mu.Unlock()
	if !ok {
		k = importer.Import([]byte(saved.PublicPEM)).Key
		h.mu.Lock()
		h.known[saved.PublicPEM] = k
		h.mu.Unlock()
	}
	if k == nil || k.Fingerprint() != saved.Fingerprint {
		return nil // the file was changed by hand: it is not the key that it says
	}
	return k
}

// Signer finds the profile whose key signed a token, by public halves alone.
func (h *Halves) Signer(t *token.Token, list []vault.Profile) (vault.Profile, bool) {
	for _, p := range list {
		if k := h.Of(p); k != nil && signed(t, k) {
			return p, true
		}
	}
	return vault.Profile{}, false
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
	list := p.withKeys()
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
	var shared []vault.Profile
	locked := false
	for _, profile := range list {
		if !profiles.IsShared(profile) {
			continue
		}
		if p.state.Locked && profile.Home != vault.ThisSession {
			locked = true
			continue
		}
		shared = append(shared, profile)
	}
	text := p.asked
	profiles.Do(p.services.Book, func(s *vault.Store) (vault.Profile, error) {
		for _, profile := range shared {
			if k, err := profiles.OpenKey(s, profile); err == nil && madeWith(t, k) {
				return profile, nil
			}
		}
		return vault.Profile{}, vault.ErrNotFound
	}, func(signer vault.Profile, err error) {
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
		Text: k.SecretText(), Answer: importer.Answer{Verdict: importer.Accept, Kind: k.Kind(), Private: true, Key: k}, Held: true,
	}}
	return verify.Try(t, []verify.Key{saved}).State == token.Valid
}

// signedBy says whose key signed a token, and no more than is known of a public
// half that was not proven.
func (p *Presenter) signedBy(signer vault.Profile) (words string, mood viewmodel.Mood) {
	if signer.Signing().Key.PublicPEM == "" || signer.Signing().Proof == vault.Proven {
		return "Signed by " + signer.Name + ".", viewmodel.Fine
	}
	return "It fits the public half saved as " + signer.Name + ". Anyone who can write the file with the profiles may have put that half there. " +
		"Unlock the saved secrets, or save the key again, to be sure.", viewmodel.Careful
}

func (p *Presenter) say(words string, mood viewmodel.Mood) {
	p.answer, p.mood = words, mood
	p.update()
}
