package why

import (
	"fmt"
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// Note is one finding below the banner.
type Note struct {
	Mood  viewmodel.Mood
	Title string
	Text  string
	Code  string // monospaced, at the end
	Chips [2]string
	// Follows says that it follows from the one above it.
	Follows bool
	// Guess says that it is one of several that may be.
	Guess bool
	// Fix is what its button says, "" for none, and Number what [Reissue.Fix]
	// takes for it. Fold is the code of the finding whose followers the button
	// shows instead.
	Fix    string
	Number int
	Fold   cause.Code
}

// mostFollowing is how many findings that follow from another are listed below it
// without asking.
const mostFollowing = 2

// notes lists what was found beside what the banner says, each under its cause.
func (v *Verdict) notes(s *VerdictState) {
	list := v.found.Verdict.Findings
	following := map[cause.Code]int{}
	for _, f := range list {
		if f.BecauseOf != "" {
			following[root(list, f)]++
		}
	}
	fold := func(code cause.Code) {
		if n := following[code]; n > mostFollowing && !v.unfolded[code] {
			s.Notes = append(s.Notes, Note{Follows: true, Fix: fmt.Sprintf("Show %d that follow from it", n), Fold: code})
		}
	}
	first, hasFirst := v.leading()
	if hasFirst {
		fold(first.Code)
	}
	for i, f := range list {
		if hasFirst && i == 0 {
			continue
		}
		if r := root(list, f); f.BecauseOf != "" && following[r] > mostFollowing && !v.unfolded[r] {
			continue
		}
		s.Notes = append(s.Notes, v.note(i, f))
		if f.BecauseOf == "" {
			fold(f.Code)
		}
	}
}

// root is the code of the finding that one follows from in the end.
func root(list []platform.Finding, f platform.Finding) cause.Code {
	for range list {
		parent := f
		for _, g := range list {
			if f.BecauseOf != "" && g.Code == f.BecauseOf {
				parent = g
			}
		}
		if parent.Code == f.Code {
			break
		}
		f = parent
	}
	return f.Code
}

func (v *Verdict) note(i int, f platform.Finding) Note {
	n := Note{
		Mood: severities[f.Severity], Title: headed(f.Title), Text: f.Evidence, Follows: f.BecauseOf != "", Number: i,
	}
	if f.Severity == platform.Info {
		n.Chips[0] = "info"
	}
	if f.Basis == platform.Inferred {
		n.Chips[1] = "the platform may differ"
	}
	if f.BecauseOf == "" {
		n.Text = strings.TrimSpace(f.Evidence + " " + f.Fix)
	}
	switch {
	case v.canFix(f):
		n.Fix = f.Remedy.Label
	case f.Code == cause.NotTheToken && !v.unfolded[f.Code]: // a long list, and rarely needed
		n.Text, n.Fix, n.Fold, n.Chips = "", "What else may refuse it", f.Code, [2]string{}
	}
	return n
}

// keyNote says which key made the token, or that none was tried.
func (v *Verdict) keyNote(s *VerdictState) {
	r, t := v.found.Verified, v.found.Token
	if v.givenForThis() && r.By != nil && r.By.Held && r.State == token.Valid {
		s.Notes = append(s.Notes, Note{Mood: viewmodel.Neutral, Title: "The key given here did not make it.", Text: "Another one at hand did."})
	}
	switch {
	case r.By != nil && (r.State == token.Valid || t.Opened):
		n := Note{Mood: viewmodel.Fine, Title: "Signed by " + keyNames(&r) + "."}
		switch {
		case !r.By.Replaced.IsZero():
			if n.Title = diagnosis.SignedByReplaced(r.By); r.By.Unproven {
				n.Mood, n.Text = viewmodel.Careful, unproven
			}
		case t.Opened:
			n.Title = "Opened by " + keyNames(&r) + "."
		case r.By.Unproven:
			n.Mood, n.Title, n.Text = viewmodel.Careful, "Fits the public half saved as "+keyNames(&r)+".", unproven
		}
		if as := r.Reading.Words(); as != "" && !v.says(cause.SecretEncoding) && !v.says(cause.KeyHasExtras) {
			n.Text = "The secret was " + as + "."
		}
		if r.By.Answer.Taken() {
			n.Code = r.By.Answer.Key.ShortFingerprint()
		}
		s.Notes = append(s.Notes, n)
	case v.found.Verdict.State == diagnosis.Fails && r.State == token.Unchecked && r.OtherSaved == 0 && t.Readable(): // a finding says that one
		n := Note{Mood: viewmodel.Neutral, Title: "Signature not checked.", Text: r.Reason.String()}
		if r.Reason.Code == token.NoneSigned {
			n.Title = "Signature not confirmed."
		}
		s.Notes = append(s.Notes, n)
	}
}

// says reports whether a cause was found.
func (v *Verdict) says(code cause.Code) bool {
	return slices.ContainsFunc(v.found.Verdict.Findings, func(f platform.Finding) bool { return f.Code == code })
}

// unproven is what there is to say of a saved public half for which nothing vouches.
const unproven = "Anyone who can write the file with the profiles may have put that half there. Unlock the saved secrets, or save the key again, to be sure."

// keyName names a key in a sentence.
func keyName(k *verify.Key) string {
	if k.Profile == "" {
		return k.Name
	}
	name := "key “" + token.Excerpt(k.Name, 60) + "”"
	if k.Role != "" {
		name += ", the " + k.Role + " one"
	}
	return name
}

// keyNames names the key that made a token, by each profile that has it where nothing tells
// which of them made it.
func keyNames(r *verify.Result) string {
	names := []string{keyName(r.By)}
	for _, k := range r.Alike {
		names = append(names, keyName(k))
	}
	return words.List(names)
}

// mostNotes is how many notes are listed until a person asks for all.
const mostNotes = 8

func (v *Verdict) foldNotes(s *VerdictState) {
	s.AllNotes = v.all && len(s.Notes) > mostNotes
	if n := len(s.Notes); n > mostNotes && !v.all {
		s.Notes, s.MoreNotes = s.Notes[:mostNotes], n-mostNotes
	}
}

// Unfold shows what follows from a finding.
func (v *Verdict) Unfold(code cause.Code) {
	v.unfolded[code] = true
	v.update()
}

// ToggleNotes shows all findings, or the first ones.
func (v *Verdict) ToggleNotes() {
	v.all = !v.all
	v.update()
}

// headed makes a title a sentence. One that begins with a claim leaves it as it is
// written in the token.
func headed(title string) string {
	word, _, _ := strings.Cut(title, " ")
	switch {
	case strings.Contains(word, "_") || strings.ToLower(word) != word: // ec_expire, contentId
		return title + "."
	case slices.Contains([]string{"exp", "iat", "nbf", "aud", "iss", "sub", "kid", "alg"}, word):
		return title + "."
	}
	return words.UpperFirst(title) + "."
}
