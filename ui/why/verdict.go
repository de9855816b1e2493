package why

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/humantime"
	"playtoken/core/logline"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/ui/viewmodel"
)

// Verdict says whether it plays, why not, and what else was found.
type Verdict struct {
	*reading
	all      bool                // all notes of a long list are shown
	unfolded map[cause.Code]bool // findings whose followers are shown

	typing func() bool // what it asks: the text is still being typed
}

// VerdictState is the banner, and what else was found.
type VerdictState struct {
	Mood   viewmodel.Mood
	Title  string
	Detail string
	Clock  string
	Action Action
	Fix    string // what the button of the banner says for the action ApplyFix
	Notes  []Note // what else was found
	// MoreNotes is how many notes are not shown; AllNotes that all of a long list
	// are.
	MoreNotes int
	AllNotes  bool
}

// Action is what the button in the banner does.
type Action int

// The actions.
const (
	NoAction   Action = iota
	UseKey            // the paste was a key: take it to the Sign screen
	ApplyFix          // change the token as the first finding asks for
	GiveSecret        // go to the field for the secret that opens the token
	SignForID         // take the ID that was pasted to the Sign screen
)

var moods = map[diagnosis.State]viewmodel.Mood{
	diagnosis.Plays: viewmodel.Fine, diagnosis.MayFail: viewmodel.Careful, diagnosis.Fails: viewmodel.Failed, diagnosis.Unknown: viewmodel.Neutral,
}

// mood is that of a verdict.
func mood(c *diagnosis.Case) viewmodel.Mood {
	if unsure(c) {
		return viewmodel.Careful
	}
	return moods[c.Verdict.State]
}

// unsure reports whether a token plays only if the saved key is the right one.
func unsure(c *diagnosis.Case) bool { return c.Verdict.State == diagnosis.Plays && c.Unproven() }

var severities = map[platform.Severity]viewmodel.Mood{
	platform.Error: viewmodel.Failed, platform.Warning: viewmodel.Careful, platform.Info: viewmodel.Neutral,
}

// Copy copies the verdict in words, for a reply or a ticket.
func (v *Verdict) Copy(done func()) {
	if !v.judged() {
		v.services.Toast("There is no verdict to copy")
		return
	}
	s := v.shown()
	text := s.Title + ". " + s.Detail
	if v.lists() {
		for _, n := range s.Notes {
			text += "\n" + n.Title
		}
	}
	v.copy("Verdict", text, done)
}

// fold folds what was unfolded.
func (v *Verdict) fold() { v.all, v.unfolded = false, map[cause.Code]bool{} }

// shown words what is to be said of the text.
func (v *Verdict) shown() (s VerdictState) {
	switch {
	case v.empty(): // the screen says what can be pasted
	case !v.keyText.IsZero() && v.secret:
		s.Mood, s.Title, s.Action = viewmodel.Careful, "This is a shared secret, or a hash, and no token", UseKey
		s.Detail = "It is not shown. Sign with it, or paste the token to read."
	case !v.keyText.IsZero():
		s.Mood, s.Title, s.Action = viewmodel.Careful, "This is a private key, not a token", UseKey
		s.Detail = "It is not shown. Sign with it, or paste the token to read."
	case v.found.Paste.HasKey:
		s.Title = "This is a public key, not a token"
		s.Detail = "Signatures are checked with it from now on. Paste the token to read."
	case v.token() == nil:
		v.without(&s)
	default:
		v.banner(&s)
		v.notes(&s)
		v.keyNote(&s)
		v.foldNotes(&s)
	}
	return s
}

// wanted is what helps where nothing was found.
const wanted = "Paste the whole URL, player tag or log line, or what the player said, such as 403."

// without words a text that has no token in it.
func (v *Verdict) without(s *VerdictState) {
	s.Mood, s.Title, s.Detail = viewmodel.Failed, "No token found", v.found.Paste.Refusal
	if v.typing() { // it is still on its way
		s.Mood, s.Title = viewmodel.Neutral, "No token yet"
	}
	switch {
	case len(v.found.Verdict.Findings) > 0 || v.found.Foreign != nil || v.shows() != nil:
		v.banner(s)
		v.notes(s)
	case v.found.Paste.Is == extract.TooLarge && !extract.IsLog([]byte(v.text[:min(len(v.text), extract.MaxSize+1)])): // as a file it is not read either
		s.Detail += " All of it stands on one line: paste the token or the URL alone."
	case v.found.Paste.Is == extract.TooLarge && v.services.OpenLog != nil:
		s.Detail += " Save it as a file and open that: logs and HAR files may be larger."
	case v.found.Paste.Is == extract.ID && v.services.SignFor != nil:
		s.Mood, s.Title, s.Detail, s.Action = viewmodel.Neutral, "This is an ID alone, of a key or of a video", "Paste the token or the URL to read it, or sign a token for the ID.", SignForID
	case slices.Contains([]extract.Form{extract.TooLarge, extract.Binary, extract.ID}, v.found.Paste.Is): // it is said what to do
	case v.lists():
		v.banner(s)
		v.answered(s)
	default:
		s.Detail += " " + wanted
	}
}

// lists reports whether a text without a token tells of an answer, so that what that may come
// from is listed.
func (v *Verdict) lists() bool {
	return v.token() == nil && v.found.Said.Told() && len(v.found.Verdict.Findings) == 0 && v.found.Foreign == nil
}

// answered words what a server or a program said, as a text without a token tells it.
func (v *Verdict) answered(s *VerdictState) {
	causes := diagnosis.ReadStatus(*v.found, v.beside.platform, v.found.Said.Status, v.found.Said.Text)
	if len(causes) > 0 {
		s.Detail += " It may come from these, where the platform may differ:"
	}
	for i, c := range causes {
		n := causeNote(i, c)
		n.Chips, n.Guess = [2]string{}, true // it is said of all that the platform may differ
		s.Notes = append(s.Notes, n)
	}
}

// banner says the verdict, and the moment it is of where that is not now.
func (v *Verdict) banner(s *VerdictState) {
	of := v.found.Verdict
	s.Mood, s.Title, s.Detail = mood(v.found), of.Title(), of.Detail
	if since := of.Since(); since != "" {
		s.Detail = strings.TrimSpace(since + ". " + s.Detail)
	}
	if of.Fix != "" {
		s.Detail += " " + of.Fix
	}
	if f := of.Leading(); f != nil && f.Code == cause.NotTheToken && of.AsOf.From == diagnosis.FromPaste && logline.Refuses(v.found.Status()) && v.token() != nil && v.token().Readable() {
		s.Title, s.Detail = faultlessThen(v.found, v.found.Verified.State == token.Valid)
		s.Title, s.Detail = s.Title+of.Others.Headline, strings.TrimSpace(s.Detail+" "+of.Others.Detail)
	}
	if t := v.shows(); t != nil && of.State != diagnosis.Fails {
		if exp, ok := t.Time("exp"); ok && exp.Usable() && !exp.Reached(v.now()) {
			s.Clock = humantime.Countdown(exp.At.Sub(v.now()))
		}
	}
	if !v.beside.asOf.IsZero() {
		s.Detail = "As of " + humantime.UTC(v.beside.asOf) + ", not now. " + s.Detail
	}
	f, ok := v.leading()
	switch {
	case ok && v.canFix(f):
		s.Action, s.Fix = ApplyFix, f.Remedy.Label
	case v.sealed() && !v.givenForThis():
		s.Action = GiveSecret
	}
}

// leading is the finding that the banner says.
func (v *Verdict) leading() (platform.Finding, bool) {
	if of := v.found.Verdict; len(of.Findings) > 0 && (of.State == diagnosis.Fails || of.State == diagnosis.MayFail) {
		return of.Findings[0], true
	}
	return platform.Finding{}, false
}

// faultlessThen words a request that was refused with a token that had no fault, in two
// sentences: how it was then, and how it is now.
func faultlessThen(c *diagnosis.Case, valid bool) (title, detail string) {
	status, asOf := c.Status(), c.Verdict.AsOf
	title = "Refused with " + strconv.Itoa(status) + ", though the token had no fault"
	if c.Unproven() {
		title += diagnosis.IfRightKey
	}
	if !valid {
		title = "Refused with " + strconv.Itoa(status) + ", though nothing in the token explains it"
	}
	v := c.Verdict
	exp, ok := c.Token.Time("exp")
	if !ok || !exp.Usable() {
		return title, v.Moment() + ", it had no end."
	}
	detail = v.Moment() + ", it had " + humantime.Span(exp.At.Sub(asOf.At)) + " left."
	if exp.Reached(asOf.Clock) {
		layout := "15:04:05"
		if exp.At.UTC().Format(time.DateOnly) != asOf.Clock.UTC().Format(time.DateOnly) {
			layout = "Mon 2 Jan 15:04:05"
		}
		detail += " Now it has expired: it ended at " + exp.At.UTC().Format(layout) + " UTC."
	}
	return title, detail
}
