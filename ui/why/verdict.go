package why

import (
	"slices"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/ui/viewmodel"
)

var moods = map[diagnosis.State]viewmodel.Mood{
	diagnosis.Plays: viewmodel.Fine, diagnosis.MayFail: viewmodel.Careful, diagnosis.Fails: viewmodel.Failed, diagnosis.Unknown: viewmodel.Neutral,
}

var severities = map[platform.Severity]viewmodel.Mood{
	platform.Error: viewmodel.Failed, platform.Warning: viewmodel.Careful, platform.Info: viewmodel.Neutral,
}

// update words the state anew and shows it.
func (p *Presenter) update() {
	if p.found != nil && !p.found.Paste.HasKey {
		p.judge()
	}
	s := State{PasteState: p.Paste.shown(), Mask: p.Report.mask}
	s.KeysState = p.Keys.shown()
	s.Options = p.Options.shown()
	s.Log, s.CanLog = p.Log.shown(), p.Log.can()
	switch {
	case p.empty():
		p.invite(&s)
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

func (p *Presenter) invite(s *State) {
	s.Mood, s.Title = viewmodel.Neutral, "Paste a token or a playback URL, and read whether it plays"
	s.Detail, s.Action = "Nothing is looked up and nothing leaves this machine.", TrySample
}

func (p *Presenter) keyPasted(s *State) {
	if p.keyText.IsZero() {
		s.Mood, s.Title = viewmodel.Neutral, "This is a public key, not a token"
		s.Detail = "Signatures are checked with it from now on. Paste the token to read."
		return
	}
	s.Mood, s.Title, s.Action = viewmodel.Careful, "This is a private key, not a token", UseKey
	s.Detail = "It is not shown. Sign with it, or paste the token to read."
}

// without words a text that has no token in it.
func (p *Presenter) without(s *State) {
	s.Mood, s.Title, s.Detail = viewmodel.Failed, "No token found", p.found.Paste.Refusal
	switch {
	case len(p.found.Verdict.Findings) > 0 || p.found.Foreign != nil:
		p.banner(s)
		p.notes(s)
	case slices.Contains([]extract.Form{extract.TooLarge, extract.Binary, extract.ID}, p.found.Paste.Is): // it is said what to do
	case p.found.Said.Told():
		p.banner(s)
		p.answered(s)
	default:
		s.Detail += " " + wanted
	}
}

// answered words what a server or a program said, as a text without a token tells it.
func (p *Presenter) answered(s *State) {
	causes := diagnosis.ReadStatus(*p.found, p.beside.platform, p.found.Said.Status, p.found.Said.Text)
	if len(causes) > 0 {
		s.Detail += " It may come from these, where the platform may differ:"
	}
	for i, c := range causes {
		n := causeNote(i, c)
		n.Chips = [2]string{} // it is said of all
		s.Notes = append(s.Notes, n)
	}
}

// wanted is what helps where nothing was found.
const wanted = "Paste the whole URL, player tag or log line, or what the player said, such as 403."

func (p *Presenter) with(s *State) {
	t := p.found.Token
	s.Read = true
	p.banner(s)
	exp, hasExp := t.Time("exp")
	if p.found.Verdict.State != diagnosis.Fails && hasExp && exp.Usable() && !exp.Reached(p.now()) {
		s.Clock = humantime.Countdown(exp.At.Sub(p.now()))
	}
	p.notes(s)
	p.keyNote(s)
	p.foldNotes(s)
	p.life(s)
	p.part(s)
	s.Rows = p.rows()
	s.Compared = p.Compare.shown()
	p.mended(s)
	s.Answered = p.Status.shown()
	s.CanEdit = p.canEditClaims() && !p.mend.open
	if pl := p.found.Platform; pl != nil {
		s.Platform = pl.Label
		return
	}
	for _, l := range p.found.Likely {
		s.Likely = append(s.Likely, l.Label)
	}
}

// banner says the verdict, and the moment it is of where that is not now.
func (p *Presenter) banner(s *State) {
	v := p.found.Verdict
	s.Mood, s.Title, s.Detail = moods[v.State], v.Title(), v.Detail
	if since := v.Since(); since != "" {
		s.Detail = strings.TrimSpace(since + ". " + s.Detail)
	}
	if v.Fix != "" {
		s.Detail += " " + v.Fix
	}
	if !p.beside.asOf.IsZero() {
		s.Detail = "As of " + humantime.UTC(p.beside.asOf) + ", not now. " + s.Detail
	}
	if p.found.Unproven() && v.State == diagnosis.Plays {
		s.Mood = viewmodel.Careful
	}
	f, ok := p.leading()
	switch {
	case ok && p.canFix(f):
		s.Action, s.Fix = ApplyFix, f.Remedy.Label
	case p.sealed() && !p.givenForThis():
		s.Action = GiveSecret
	}
}

// leading is the finding that the banner says.
func (p *Presenter) leading() (platform.Finding, bool) {
	if v := p.found.Verdict; len(v.Findings) > 0 && (v.State == diagnosis.Fails || v.State == diagnosis.MayFail) {
		return v.Findings[0], true
	}
	return platform.Finding{}, false
}
