package keys

import (
	"strings"
	"sync"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
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

// Of is the public half of a saved key, nil where there is none.
func (h *Halves) Of(it vault.Item) *keys.Key {
	saved := it.Key
	if saved.PublicPEM == "" || it.Proof == vault.Broken {
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

// Signer finds the key that signed a token among those of profiles, by public halves
// alone: of all that sign before those that were replaced.
func (h *Halves) Signer(t *token.Token, list []vault.Profile) (p vault.Profile, it vault.Item, ok bool) {
	for _, replaced := range []bool{false, true} {
		for _, p := range list {
			for _, it := range p.Items {
				if it.Replaced.IsZero() == replaced {
					continue
				}
				if k := h.Of(it); k != nil && signed(t, k) {
					return p, it, true
				}
			}
		}
	}
	return vault.Profile{}, vault.Item{}, false
}

// signed reports whether a key signed a token.
func signed(t *token.Token, k *keys.Key) bool { return jws.Verify(t, k).State == token.Valid }

// Finder finds the saved key that signed a token.
type Finder struct {
	p       *Presenter
	asked   string // the token whose key is looked for
	finding async.Latest
	shown   FinderState
}

// FinderState is the answer to "which key signed this?".
type FinderState struct {
	Answer     string
	AnswerMood viewmodel.Mood
}

func newFinder(p *Presenter) *Finder { return &Finder{p: p, finding: async.Latest{Do: p.services.Do}} }

// PasteToken takes what is pasted where a token is due. Anything else goes where
// it belongs.
func (f *Finder) PasteToken(text string) {
	if extract.Read(text).Token != "" {
		f.WhichKey(text)
		return
	}
	f.p.Transfer.Take("", []byte(text))
}

// WhichKey looks for the saved key that signed a token.
func (f *Finder) WhichKey(text string) {
	f.asked, f.shown.Answer = text, ""
	f.p.update()
	f.finding.Drop()
	if strings.TrimSpace(text) == "" {
		return
	}
	list := f.p.services.Book.List()
	type found struct {
		token *token.Token // that is left to try, nil when there is an answer
		words string
		mood  viewmodel.Mood
	}
	async.Run(&f.finding, func() found {
		paste := extract.Read(text)
		if paste.Token == "" {
			return found{words: paste.Refusal, mood: viewmodel.Failed}
		}
		t := formats.Decode(paste.Token)
		if p, it, ok := f.p.halves.Signer(t, list); ok {
			words, mood := f.signedBy(p, it)
			return found{words: words, mood: mood}
		}
		return found{token: t}
	}, func(o found) {
		if o.token == nil {
			f.say(o.words, o.mood)
			return
		}
		f.trySecrets(o.token, list)
	})
}

// trySecrets goes on with the shared secrets, which have to be opened first.
func (f *Finder) trySecrets(t *token.Token, list []vault.Profile) {
	type shared struct {
		profile vault.Profile
		item    vault.Item
	}
	var tried []shared
	locked := false
	for _, p := range list {
		for _, it := range p.Items {
			switch {
			case it.Key.Kind != keys.Secret:
			case f.p.services.Book.State().Locked && it.Home != vault.ThisSession:
				locked = true
			default:
				tried = append(tried, shared{p, it})
			}
		}
	}
	text := f.asked
	book.Do(f.p.services.Book, func(s *vault.Store) (shared, error) {
		for _, one := range tried {
			if k, err := profiles.OpenItem(s, one.profile, one.item); err == nil && madeWith(t, k) {
				return one, nil
			}
		}
		return shared{}, vault.ErrNotFound
	}, func(signer shared, err error) {
		fault := t.FirstFault()
		switch {
		case f.asked != text: // another token by now
		case err == nil:
			f.say(f.signedBy(signer.profile, signer.item))
		case fault != nil:
			f.say(fault.Text(), viewmodel.Failed)
		case locked:
			f.say("None of the keys that are open signed this token. The shared secrets are locked and were not tried.", viewmodel.Careful)
		default:
			f.say("None of the saved keys signed this token.", viewmodel.Careful)
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
func (f *Finder) signedBy(p vault.Profile, it vault.Item) (words string, mood viewmodel.Mood) {
	k := verify.Key{Name: p.Name, Replaced: it.Replaced, Unproven: it.Key.PublicPEM != "" && it.Proof != vault.Proven}
	switch {
	case !k.Replaced.IsZero():
		words = diagnosis.SignedByReplaced(&k)
	case k.Unproven:
		words = "It fits the public half saved as " + k.Name + "."
	case it.Name == vault.BackupKey:
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

func (f *Finder) say(words string, mood viewmodel.Mood) {
	f.shown = FinderState{Answer: words, AnswerMood: mood}
	f.p.update()
}
