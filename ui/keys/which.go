package keys

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/profiles"
	"playtoken/core/token"
	"playtoken/core/vault"
	"playtoken/core/verify"
	"playtoken/core/words"
	"playtoken/ui/async"
	"playtoken/ui/book"
	"playtoken/ui/viewmodel"
)

// Halves are the public halves of saved keys, each of them read once.
type Halves map[string]*keys.Key // by their PEM; nil for one that does not read

// Of is the public half of a saved key, nil where there is none.
func (h Halves) Of(it vault.Item) *keys.Key {
	saved := it.Key
	if saved.PublicPEM == "" || it.Proof == vault.Broken {
		return nil
	}
	k, ok := h[saved.PublicPEM]
	if !ok {
		k = importer.Import([]byte(saved.PublicPEM)).Key
		h[saved.PublicPEM] = k
	}
	if k == nil || k.Fingerprint() != saved.Fingerprint {
		return nil // the file was changed by hand: it is not the key that it says
	}
	return k
}

// Finder finds the saved keys that signed what is asked about. Its answer is that of this text
// and of the keys that are saved now: it is looked for again when those change.
type Finder struct {
	p       *Presenter
	asked   string // the text whose keys are looked for
	keys    string // the mark of those that it was tried with
	nth     int    // of the question: the answer to an older one is not told
	finding async.Latest
	shown   FinderState
}

// FinderState is the answer to "which key signed this?".
type FinderState struct {
	Typed      string // what stands in the field
	Answer     string
	AnswerMood viewmodel.Mood
}

func newFinder(p *Presenter) *Finder { return &Finder{p: p, finding: async.Latest{Do: p.services.Do}} }

// PasteToken takes what is pasted where a token is due. A key goes where it belongs; anything
// else has an answer here.
func (f *Finder) PasteToken(text string) {
	if found := extract.Read(text); found.Token == "" && (found.HasKey || found.IsSecret(text) || isExport([]byte(text))) {
		f.Forget()
		f.p.Transfer.Take("", []byte(text))
		return
	}
	f.WhichKey(text)
}

// Type looks for the keys of what is being typed.
func (f *Finder) Type(text string) {
	if text != f.shown.Typed {
		f.ask(text, text)
	}
}

// WhichKey looks for the saved keys that signed the tokens of a text.
func (f *Finder) WhichKey(text string) { f.ask(text, "") }

// Forget takes the answer away, with the question: another key is looked at, or another screen.
func (f *Finder) Forget() {
	if f.asked != "" || f.shown != (FinderState{}) {
		f.ask("", "")
	}
}

// changed looks again where the saved keys are others now.
func (f *Finder) changed() {
	if f.asked != "" && f.keys != f.p.services.Book.KeysMark() {
		f.ask(f.asked, f.shown.Typed)
	}
}

func (f *Finder) ask(text, typed string) {
	f.nth++
	f.asked, f.keys, f.shown = text, f.p.services.Book.KeysMark(), FinderState{Typed: typed}
	f.p.update()
	f.finding.Drop()
	if strings.TrimSpace(text) == "" {
		return
	}
	nth, locked := f.nth, f.locked()
	book.Do(f.p.services.Book, func(s *vault.Store) ([]verify.Key, error) { return profiles.All(s), nil }, func(list []verify.Key, _ error) {
		if f.nth != nth {
			return
		}
		async.Run(&f.finding, func() FinderState { return signers(text, list, locked) }, func(s FinderState) {
			s.Typed = typed
			f.shown = s
			f.p.update()
		})
	})
}

// locked reports whether there are shared secrets that cannot be tried now.
func (f *Finder) locked() bool {
	return f.p.services.Book.State().Locked && slices.ContainsFunc(f.p.services.Book.List(), func(p vault.Profile) bool {
		return slices.ContainsFunc(p.Items, func(it vault.Item) bool { return it.Key.Kind == keys.Secret && it.Home != vault.ThisSession })
	})
}

// mostAsked is how many tokens of a text are looked at.
const mostAsked = 100

// signers answers for every token of a text, as Why? tries them.
func signers(text string, list []verify.Key, locked bool) FinderState {
	paste := extract.Read(text)
	if paste.Token == "" {
		return FinderState{Answer: cmp.Or(paste.Refusal, "There is no token in this text."), AnswerMood: viewmodel.Failed}
	}
	n := min(len(paste.All), mostAsked)
	if n == 1 {
		said, mood := signer(paste, 0, list, locked)
		return FinderState{Answer: said, AnswerMood: mood}
	}
	s := FinderState{AnswerMood: viewmodel.Fine}
	var answers []string // that differ
	of := map[string][]string{}
	for i := range n {
		said, mood := signer(paste, i, list, locked)
		if of[said] == nil {
			answers = append(answers, said)
		}
		of[said] = append(of[said], strconv.Itoa(i+1))
		if mood != viewmodel.Fine && s.AnswerMood != viewmodel.Failed {
			s.AnswerMood = mood
		}
	}
	lines := []string{words.Count(n, "token") + " in this text."}
	if all := len(paste.All); all > n {
		lines[0] = fmt.Sprintf("%d tokens in this text, the first %d were tried.", all, n)
	}
	for _, one := range answers {
		lines = append(lines, "Number "+some(of[one])+": "+one)
	}
	s.Answer = strings.Join(lines, "\n")
	return s
}

// some lists names, a few of many.
func some(names []string) string {
	const most = 5
	if n := len(names); n > most+1 {
		names = append(slices.Clone(names[:most]), strconv.Itoa(n-most)+" more")
	}
	return words.List(names)
}

// signer says who signed one token of a text.
func signer(paste extract.Paste, i int, list []verify.Key, locked bool) (text string, mood viewmodel.Mood) {
	c := diagnosis.Recognise(paste, diagnosis.Options{Keys: list, Token: i + 1, Row: true})
	if c.Token == nil {
		return "This is no token.", viewmodel.Failed
	}
	r := c.Verified
	fault := c.Token.FirstFault()
	switch {
	case r.State == token.Valid && r.By != nil:
		if text, mood = signedBy(&r); r.Rival == nil || r.Named.Same(r.By) {
			return text, mood
		}
		return text + " It names the key ID of " + r.Rival.Name + ", which did not sign it.", viewmodel.Careful
	case fault != nil:
		return fault.Text(), viewmodel.Failed
	case locked && (c.Token.KeyKinds() == nil || slices.Contains(c.Token.KeyKinds(), keys.Secret)):
		text = "None of the keys that are open signed this token. The shared secrets are locked and were not tried."
	default:
		text = "None of the saved keys signed this token."
	}
	if r.NamedMisfits {
		text += " It names the key ID of " + r.Named.Name + ", which did not sign it."
	}
	return text, viewmodel.Careful
}

// signedBy says whose key signed a token, and no more than is known of a public
// half that was not proven.
func signedBy(r *verify.Result) (text string, mood viewmodel.Mood) {
	k := r.By
	names := []string{k.Name}
	for _, other := range r.Alike {
		names = append(names, other.Name)
	}
	switch name := some(names); {
	case !k.Replaced.IsZero():
		text = diagnosis.SignedByReplaced(k)
	case k.Unproven:
		text = "It fits the public half saved as " + name + "."
	case len(names) > 1:
		text = "Signed by the key of " + name + ", which is the same one."
	case k.Item == vault.BackupKey:
		text = "Signed by " + name + ", the backup key."
	default:
		text = "Signed by " + name + "."
	}
	if k.Unproven {
		return text + " Anyone who can write the file with the profiles may have put that half there. " +
			"Unlock the saved secrets, or save the key again, to be sure.", viewmodel.Careful
	}
	return text, viewmodel.Fine
}
