package sign

import (
	"slices"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// shown words the token, or why there is none.
func (r *Result) shown() ResultState {
	s := ResultState{Shapes: shapeOf(r.platform), TokenTitle: "Token", Copies: "token"}
	r.banner(&s)
	shown, stale := r.showing()
	if shown == nil {
		return s
	}
	tokens, chosen := r.tokens(shown)
	s.Token, s.Stale = formats.Decode(tokens[chosen].Text).Pieces(), stale
	s.TokenTitle, s.Copies = proofNames(shown)
	s.Pieces = piecesOf(tokens[chosen].Text)
	s.Policy = indented(shown.Policy)
	if len(tokens) > 1 {
		s.Chosen = chosen
		for _, t := range tokens {
			s.Tokens = append(s.Tokens, tokenLabel(t.Name))
		}
	}
	return s
}

// shapeOf says how the platform's tokens will look.
func shapeOf(pl *platform.Platform) string {
	const here = "The token appears here"
	if len(pl.Formats) == 0 {
		return here + "."
	}
	usual := pl.Formats[0]
	if _, isURL := usual.(token.URLReader); isURL {
		return "The signed URL appears here."
	}
	switch {
	case !usual.Sealed():
		return here + " in three colours: header, claims, signature."
	case usual.Guessed(new(token.Token)): // it has no parts
		return here + ". Without the key nobody can read what is in it."
	}
	return here + " in its parts: version, body, footer."
}

func (r *Result) banner(s *ResultState) {
	if r.signed == nil {
		r.explain(s)
		return
	}
	list, chosen := r.tokens(r.signed)
	now, ends := r.services.Now(), r.signed.EndOf(list[chosen].Name)
	flaw := r.flaw(list[chosen].Name, now)
	switch {
	case !ends.IsZero() && !ends.After(now) && !r.endByHand():
		s.Mood, s.Title, s.Detail = viewmodel.Failed, "This token expired "+humantime.Relative(ends, now), "It ended "+humantime.UTC(ends)+"."
		if _, span := r.lifetime(r.platform.Lives); span { // of a moment a fresh one would have ended as well
			s.Action = SignFresh
		}
	case flaw != nil:
		r.remarks(s)
		s.Mood = viewmodel.Failed
		if flaw.Severity != platform.Error || flaw.Code == cause.NotYetValid { // it may be meant so
			s.Mood = viewmodel.Careful
		}
		s.Title = "Signed, but " + words.LowerFirst(diagnosis.Consequence(flaw))
		s.Detail = r.withoutTyped(flaw.Evidence)
	case ends.IsZero():
		s.Mood, s.Title = viewmodel.Fine, "Signed, without an expiry"
		r.remarks(s)
	default:
		s.Mood, s.Title = viewmodel.Fine, "Signed, valid for "+humantime.InWords(ends.Sub(r.signed.IssuedAt))
		s.Detail = "Until " + until(ends, now)
		if here := humantime.HereShort(ends, r.services.Zone); here != "" {
			s.Detail += " (" + here + ")"
		}
		r.remarks(s)
		s.Clock = humantime.Countdown(ends.Sub(now))
	}
	if s.Mood != viewmodel.Fine && r.signed != nil && r.begun() {
		s.Mood = viewmodel.Neutral
	}
}

// flaw is why a token of the form does not play, nil for nothing: it is judged as under Why?.
func (r *Result) flaw(name string, now time.Time) *platform.Finding {
	for i, c := range r.judged {
		if r.signed.Tokens[i].Name == name {
			v := c.Judge(diagnosis.Options{Platform: r.platform, Now: now})
			return v.Flaw(r.platform, r.signed)
		}
	}
	return nil
}

// endByHand reports whether the token ends by a claim that a person wrote, and not by the
// lifetime of the form.
func (r *Result) endByHand() bool { return !r.signed.Expires.Equal(r.signed.Form.Expires) }

// begun reports whether what there is to say against the token is of what is being typed
// letter by letter: there is no alarm about it yet.
func (r *Result) begun() bool {
	if r.inClaim >= 0 {
		return true
	}
	f, _ := r.platform.Field(r.typing)
	return r.letters && r.typing != "" &&
		(f.Area || slices.ContainsFunc(r.problems, func(pr platform.Problem) bool { return pr.Field == r.typing && !pr.Missing }))
}

// withoutTyped is a sentence without what was typed and is not to be shown.
func (r *Result) withoutTyped(said string) string {
	for _, value := range r.values {
		said = r.unquoted(said, value)
	}
	for _, c := range r.claims {
		said = r.unquoted(said, strings.Trim(strings.TrimSpace(c.JSON), `"`))
	}
	return said
}

// until is a moment in UTC, its year told where it is not that of now.
func until(t, now time.Time) string {
	if t.UTC().Year() == now.UTC().Year() {
		return t.UTC().Format("Mon 2 Jan, 15:04:05") + " UTC"
	}
	return humantime.UTC(t)
}

// remarks says what is to be said about the token: below the banner what a person can look
// at and what is always so. What is said at a field is not said again.
func (r *Result) remarks(s *ResultState) {
	atField := map[string]bool{}
	var at []string // the fields where a reason for care is said
	for _, pr := range r.problems {
		switch text, tone := r.problemOf(pr.Field); {
		case text == "" || tone == viewmodel.Quiet:
		case r.unfinished(pr.Field) && tone == viewmodel.Warning:
			atField[pr.Text], s.Mood = true, viewmodel.Careful
		default:
			s.Mood = viewmodel.Careful
			if r.saidAt(pr.Field) && strings.HasPrefix(text, pr.Text) { // the first of the field
				atField[pr.Text], at = true, append(at, "“"+r.name(pr.Field)+"”")
			} else if tone == viewmodel.Wrong { // a warning is among the remarks
				s.Remarks = append(s.Remarks, r.name(pr.Field)+": "+text)
			}
		}
	}
	for _, remark := range r.signed.Remarks {
		if !atField[remark] {
			s.Mood, s.Remarks = viewmodel.Careful, append(s.Remarks, remark)
		}
	}
	if len(s.Remarks) == 0 && len(at) > 0 { // it may stand where it is not seen
		s.Remarks = []string{"See the note at " + words.List(at) + "."}
	}
	for _, f := range r.signed.Facts {
		s.Facts = append(s.Facts, Fact{f.Text, f.Label})
	}
}

// pasteAnything stands in the empty screen.
const pasteAnything = "Or paste what you have into any field: the answer with the key, a URL, a player tag, an .env file. It stays on this machine."

// explain says why there is no token: what is missing, or what is wrong.
func (r *Result) explain(s *ResultState) {
	if several := r.wrong(); len(several) > 1 {
		s.Mood, s.Title, s.Detail = viewmodel.Failed, "No token yet", "Put "+words.List(several)+" right and the token appears."
		return
	}
	var missing []string
	unfinished := ""
	for _, pr := range r.problems {
		switch {
		case !pr.Missing && !pr.Warning && r.unfinished(pr.Field):
			unfinished = r.name(pr.Field)
		case pr.Missing:
			missing = append(missing, r.name(pr.Field))
		case !pr.Warning && r.place(pr.Field) != platform.URLKit: // an option of the URLs keeps no token away
			s.Mood, s.Title, s.Detail = viewmodel.Failed, "No token yet", strings.TrimSuffix(r.name(pr.Field), ".")+": "+pr.Text
			if r.saidAt(pr.Field) { // what is said there is not said again
				s.Detail = "Put “" + r.name(pr.Field) + "” right and the token appears."
			}
			if r.keyState.Refused && pr.Field == platform.KeyField {
				s.Detail = r.keyState.Problem
			}
			return
		}
	}
	s.Mood = viewmodel.Neutral
	switch {
	case r.keyState.Refused:
		s.Mood, s.Title, s.Detail = viewmodel.Failed, "No token yet", "The key cannot be used. See what is wrong with it on the left."
	case r.key == nil && !r.keyState.Working && r.empty(r.platform):
		s.Title, s.Detail, s.Action = "Fill in the form and the token appears here",
			pasteAnything, TrySample
	case len(missing) > 0:
		s.Title, s.Detail = "Still missing: "+inSentence(missing), "The token appears as soon as the form is complete."
	case unfinished != "":
		s.Title, s.Detail = "“"+unfinished+"” is not complete yet", "The token appears as soon as it is."
	default:
		s.Title = "Signing…"
	}
}

// wrong are the names of what keeps the token away and says so where it stands, in the order
// of the form.
func (r *Result) wrong() (names []string) {
	bad := map[string]bool{platform.KeyField: r.keyState.Refused}
	for _, pr := range r.problems {
		if !pr.Missing && !pr.Warning && !r.unfinished(pr.Field) && r.place(pr.Field) != platform.URLKit && r.saidAt(pr.Field) {
			bad[pr.Field] = true
		}
	}
	for _, f := range r.platform.Fields {
		if bad[f.Name] {
			names = append(names, "“"+f.Label+"”")
		}
	}
	for _, name := range []string{platform.KeyField, platform.ExpiresField} {
		if bad[name] {
			names = append(names, "“"+r.name(name)+"”")
		}
	}
	return names
}

// inSentence writes labels as a sentence does: "playback ID and private key".
func inSentence(labels []string) string {
	for i := range labels {
		labels[i] = words.LowerFirst(labels[i])
	}
	return words.List(labels)
}
