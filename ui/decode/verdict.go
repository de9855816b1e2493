package decode

import (
	"fmt"
	"slices"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/proof"
	"playtoken/core/token"
	"playtoken/core/when"
	"playtoken/ui/look"
)

var moods = map[diagnosis.State]look.Mood{
	diagnosis.Plays: look.Fine, diagnosis.MayFail: look.Careful, diagnosis.Fails: look.Failed, diagnosis.Unknown: look.Neutral,
}

var severities = map[platform.Severity]look.Mood{
	platform.Error: look.Failed, platform.Warning: look.Careful, platform.Info: look.Neutral,
}

// update words the state anew and shows it.
func (p *Presenter) update() {
	s := State{Text: p.text, Editing: p.editing, Hidden: !p.editing && p.text != "" && !p.canEdit(), Mask: p.mask}
	p.keyCard(&s)
	p.wordOptions(&s)
	p.logged(&s)
	s.CanLog = p.services.OpenLog != nil && p.text == "" && !p.log.open && (p.found == nil || !p.found.Paste.HasKey)
	switch {
	case p.found == nil:
		p.empty(&s)
	case p.found.Paste.HasKey:
		p.keyPasted(&s)
	case p.found.Token == nil:
		p.without(&s)
	default:
		p.with(&s)
	}
	p.state = s
	p.show(s)
}

func (p *Presenter) empty(s *State) {
	s.Mood, s.Title = look.Neutral, "Paste a token or a playback URL, and read whether it plays"
	s.Detail, s.Action = "Nothing is looked up and nothing leaves this machine.", TrySample
}

func (p *Presenter) keyPasted(s *State) {
	s.What = "a key"
	if p.keyText.IsZero() {
		s.Mood, s.Title = look.Neutral, "This is a public key, not a token"
		s.Detail = "Signatures are checked with it from now on. Paste the token to read."
		return
	}
	s.Mood, s.Title, s.Action = look.Careful, "This is a private key, not a token", UseKey
	s.Detail = "It is not shown. Sign with it, or paste the token to read."
}

// without words a text that has no token in it.
func (p *Presenter) without(s *State) {
	p.verdict = p.judge()
	if p.found.Paste.Refusal == "" && len(p.verdict.Findings) == 0 {
		p.empty(s)
		return
	}
	if !p.editing {
		s.Before = excerpt(p.text)
	}
	s.What = p.found.Paste.What
	s.Mood, s.Title, s.Detail = look.Failed, "No token found", p.found.Paste.Refusal
	if len(p.verdict.Findings) > 0 {
		p.banner(s)
		p.notes(s)
	}
}

func (p *Presenter) with(s *State) {
	t := p.found.Token
	p.verdict = p.judge()
	s.Read = true
	p.pasted(s)
	p.banner(s)
	exp, hasExp := t.Time("exp")
	if p.verdict.State != diagnosis.Fails && hasExp && exp.Usable() && !exp.Reached(p.now()) {
		s.Clock = when.Countdown(exp.At.Sub(p.now()))
	}
	p.notes(s)
	p.keyNote(s)
	p.foldNotes(s)
	p.life(s)
	p.part(s)
	s.Rows = p.rows()
	p.compared(s)
	p.mended(s)
	p.worded(s)
	s.CanEdit = p.canEditClaims() && !p.mend.open
	if pl := p.platform(); pl != nil {
		s.Platform = pl.Label
		return
	}
	for _, l := range p.found.Likely {
		s.Likely = append(s.Likely, l.Label)
	}
}

// banner says the verdict, and the moment it is of where that is not now.
func (p *Presenter) banner(s *State) {
	v := p.verdict
	s.Mood, s.Title, s.Detail = moods[v.State], v.Headline, v.Detail
	if v.Fix != "" {
		s.Detail += " " + v.Fix
	}
	if !p.options.asOf.IsZero() {
		s.Detail = "As of " + when.UTC(p.options.asOf) + ", not now. " + s.Detail
	}
	f, ok := p.leading()
	switch t := p.found.Token; {
	case ok && p.canFix(f):
		s.Action, s.Fix = ApplyFix, f.Remedy.Label
	case t != nil && t.Kind.Encrypted() && t.Kind != token.JWE && !t.Opened && len(p.ownKeys) == 0:
		s.Action = GiveSecret
	}
}

// leading is the finding that the banner says.
func (p *Presenter) leading() (platform.Finding, bool) {
	if v := p.verdict; len(v.Findings) > 0 && (v.State == diagnosis.Fails || v.State == diagnosis.MayFail) {
		return v.Findings[0], true
	}
	return platform.Finding{}, false
}

// mostFollowing is how many findings that follow from another are listed below it
// without asking.
const mostFollowing = 2

// notes lists what was found beside what the banner says, each under its cause.
func (p *Presenter) notes(s *State) {
	list := p.verdict.Findings
	following := map[string]int{}
	for _, f := range list {
		if f.BecauseOf != "" {
			following[cause(list, f)]++
		}
	}
	fold := func(code string) {
		if n := following[code]; n > mostFollowing && !p.unfolded[code] {
			s.Notes = append(s.Notes, Note{Follows: true, Fix: fmt.Sprintf("Show %d that follow from it", n), Fold: code})
		}
	}
	first, hasFirst := p.leading()
	if hasFirst {
		fold(first.Code)
	}
	for i, f := range list {
		if hasFirst && i == 0 {
			continue
		}
		root := cause(list, f)
		if f.BecauseOf != "" && following[root] > mostFollowing && !p.unfolded[root] {
			continue
		}
		s.Notes = append(s.Notes, p.note(i, f))
		if f.BecauseOf == "" {
			fold(f.Code)
		}
	}
}

// cause is the code of the finding at the root of one.
func cause(list []platform.Finding, f platform.Finding) string {
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

func (p *Presenter) note(i int, f platform.Finding) Note {
	n := Note{
		Mood: severities[f.Severity], Title: headed(f.Title), Text: f.Evidence, Follows: f.BecauseOf != "", Number: i,
	}
	if f.Severity == platform.Info {
		n.Chips[0] = "info"
	}
	if f.Standing == platform.Inferred {
		n.Chips[1] = "the platform may differ"
	}
	if f.BecauseOf == "" {
		n.Text = strings.TrimSpace(f.Evidence + " " + f.Fix)
	}
	switch {
	case p.canFix(f):
		n.Fix = f.Remedy.Label
	case f.Code == "not_the_token" && !p.unfolded[f.Code]: // a long list, and rarely needed
		n.Text, n.Fix, n.Fold, n.Chips = "", "What else may refuse it", f.Code, [2]string{}
	}
	return n
}

// readings word how the text of a shared secret was read.
var readings = map[proof.Reading]string{
	proof.AsText: "as text", proof.AsRaw: "with what stands around it", proof.AsHex: "as hexadecimal digits", proof.AsBase64: "as base64",
	proof.AsPASERK: "as a PASERK key", proof.AsSHA256: "as text hashed with SHA-256",
}

// keyNote says which key made the token, or that none was tried.
func (p *Presenter) keyNote(s *State) {
	r, t := p.found.Proof, p.found.Token
	if len(p.ownKeys) > 0 && r.By != nil && r.By.Saved && r.Check.State == token.Valid {
		s.Notes = append(s.Notes, Note{Mood: look.Neutral, Title: "The key given here did not make it.", Text: "Another one at hand did."})
	}
	switch {
	case r.By != nil && (r.Check.State == token.Valid || t.Opened):
		n := Note{Mood: look.Fine, Title: "Signed by " + keyName(r.By) + "."}
		if t.Opened {
			n.Title = "Opened by " + keyName(r.By) + "."
		}
		if as := readings[r.Reading]; as != "" && !p.says("secret_encoding") && !p.says("key_has_extras") {
			n.Text = "The secret was read " + as + "."
		}
		if r.By.Answer.Taken() {
			n.Code = r.By.Answer.Key.ShortFingerprint()
		}
		s.Notes = append(s.Notes, n)
	case p.verdict.State == diagnosis.Fails && r.Check.State == token.Unchecked && t.Readable():
		s.Notes = append(s.Notes, Note{Mood: look.Neutral, Title: "Signature not checked.", Text: r.Check.Reason})
	}
}

// says reports whether a cause was found.
func (p *Presenter) says(code string) bool {
	return slices.ContainsFunc(p.verdict.Findings, func(f platform.Finding) bool { return f.Code == code })
}

// keyName names a key in a sentence.
func keyName(k *proof.Key) string {
	if !k.Saved || k.Name == ofSign {
		return k.Name
	}
	return "key “" + token.Excerpt(k.Name, 60) + "”"
}

// mostNotes is how many notes are listed until a person asks for all.
const mostNotes = 8

func (p *Presenter) foldNotes(s *State) {
	s.AllNotes = p.allNotes && len(s.Notes) > mostNotes
	if n := len(s.Notes); n > mostNotes && !p.allNotes {
		s.Notes, s.MoreNotes = s.Notes[:mostNotes], n-mostNotes
	}
}

// Unfold shows what follows from a finding.
func (p *Presenter) Unfold(code string) {
	p.unfolded[code] = true
	p.update()
}

// ToggleNotes shows all findings, or the first ones.
func (p *Presenter) ToggleNotes() {
	p.allNotes = !p.allNotes
	p.update()
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
	return upperFirst(title) + "."
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
