package decode

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/when"
	"playtoken/ui/look"
)

// update words the state anew and shows it.
func (p *Presenter) update() {
	s := State{Text: p.text, Editing: p.editing, Key: p.own, OwnKey: p.ownKey != nil || p.own.Refused || p.own.Working}
	switch {
	case s.OwnKey || p.signKey == nil || p.own.Problem != "":
	case p.asking:
		s.Key.Where = "from Sign"
	default:
		s.Key = look.Key{
			Title: p.signKey.Title(), Fingerprint: p.signKey.ShortFingerprint(), Where: "from Sign",
			Source: "The key of the Sign screen",
		}
	}
	if p.read == nil {
		p.without(&s)
	} else {
		p.with(&s)
	}
	p.state = s
	p.show(s)
}

// without words the screen while there is no token.
func (p *Presenter) without(s *State) {
	switch {
	case p.paste.HasKey && p.keyText.IsZero():
		s.Mood, s.Title, s.Detail = look.Neutral, "This is a public key, not a token", "Signatures are checked with it from now on. Paste the token to read."
		s.What = "a key"
	case p.paste.HasKey:
		s.Mood, s.Title, s.Detail, s.Action = look.Careful, "This is a private key, not a token", "It is not shown. Sign with it, or paste the token to read.", UseKey
		s.What = "a key"
	case p.paste.Refusal != "":
		s.Mood, s.Title, s.Detail = look.Failed, "No token found", p.paste.Refusal
		if !p.editing {
			s.Before = excerpt(p.text)
		}
	default:
		s.Mood, s.Title = look.Neutral, "Paste a token or a playback URL, and read whether it plays"
		s.Detail, s.Action = "Nothing is looked up and nothing leaves this machine.", TrySample
	}
}

// excerpt is the beginning of a text that held no token, safe to show.
func excerpt(text string) string {
	const most = 400
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return fmt.Sprintf("%d bytes of binary data", len(text))
	}
	if len(text) > most {
		cut := most
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		return oneLine(text[:cut]) + "…"
	}
	return oneLine(text)
}

func oneLine(s string) string { return token.Inert(strings.Join(strings.Fields(s), " ")) }

func (p *Presenter) with(s *State) {
	t, v, now := p.read.token, p.judge(), p.services.Now()
	s.Read = true
	s.Before, s.After = excerpt(p.paste.Before), excerpt(p.paste.After)
	for _, part := range strings.SplitN(t.Text, ".", 4) {
		s.Parts = append(s.Parts, token.Inert(part))
	}
	s.What = p.paste.What
	if n := len(p.paste.Others); n > 0 {
		s.What = fmt.Sprintf("%s, %d tokens, the first is shown", p.paste.What, n+1)
	}
	s.Mood = map[diagnosis.State]look.Mood{
		diagnosis.Plays: look.Fine, diagnosis.MayFail: look.Careful, diagnosis.Fails: look.Failed, diagnosis.Unknown: look.Neutral,
	}[v.State]
	s.Title, s.Detail = v.Headline, v.Detail
	if v.Fix != "" {
		s.Detail += " " + v.Fix
	}
	exp, hasExp := t.Time("exp")
	if v.State != diagnosis.Fails && hasExp && exp.Usable() && !exp.Reached(now) {
		s.Clock = when.Countdown(exp.At.Sub(now))
	}
	p.notes(s, v)
	p.life(s)
	s.Header, s.Claims = lines(t.Header), lines(t.Claims)
	if n := len(s.Claims); n > mostClaims {
		s.All = p.all
		if !p.all {
			s.Claims, s.Hidden = s.Claims[:mostClaims], n-mostClaims
		}
	}
	if !t.Claims.Readable && len(t.Claims.Members) == 0 {
		s.Payload = payload(t.Payload)
	}
	s.Signature = p.signature()
	s.Rows = p.rows()
	if p.read.platform != nil {
		s.Platform = p.read.platform.Label
	}
}

// notes lists what else was found, and which key the token is by.
func (p *Presenter) notes(s *State, v diagnosis.Verdict) {
	severity := map[platform.Severity]look.Mood{
		platform.Error: look.Failed, platform.Warning: look.Careful, platform.Info: look.Neutral,
	}
	first := 1 // the banner says the first one
	if v.State == diagnosis.Plays || v.State == diagnosis.Unknown {
		first = 0
	}
	for _, f := range v.Findings[min(first, len(v.Findings)):] {
		n := Note{Mood: severity[f.Severity], Title: upperFirst(f.Title) + ".", Text: f.Evidence}
		if f.Severity == platform.Info {
			n.Chip = "info"
		}
		s.Notes = append(s.Notes, n)
	}
	switch {
	case p.check.State == token.Valid:
		s.Notes = append(s.Notes, Note{Mood: look.Fine, Title: "Signed by " + p.whose() + ".", Code: p.check.Key.ShortFingerprint()})
	case v.State == diagnosis.Fails && p.check.State == token.Unchecked && p.read.token.Readable():
		s.Notes = append(s.Notes, Note{Mood: look.Neutral, Title: "Signature not checked.", Text: p.check.Reason})
	}
}

func (p *Presenter) whose() string {
	if p.ownKey != nil {
		return "the key given here"
	}
	return "the key of the Sign screen"
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// life places begin, end and now on a line. A token that ended long ago keeps
// enough of the line to be seen.
func (p *Presenter) life(s *State) {
	now := p.services.Now().UTC()
	exp, ok := p.read.token.Time("exp")
	if !ok || !exp.Usable() {
		return
	}
	iat, hasIat := p.read.token.Time("iat")
	hasIat = hasIat && iat.Usable() && iat.At.Before(exp.At)
	word := func(m token.Moment) string { return when.Short(m.At, now, time.UTC) }
	l := look.Life{Over: exp.Reached(now), End: 1}
	end := "ends "
	if l.Over {
		end = "expired "
	}
	l.EndText = end + word(exp)
	begin := exp.At.Add(-24 * time.Hour) // for the picture alone: it is not said
	switch {
	case hasIat:
		begin = iat.At
		l.BeginText = "issued " + word(iat)
	case now.Before(begin):
		begin = now
	}
	whole := exp.At.Sub(begin).Seconds()
	clock := "now " + now.Format("15:04") + " UTC"
	switch late := now.Sub(exp.At); {
	case l.Over:
		l.End = float32(max(0.4, whole/(whole+late.Seconds())))
		l.Now = 0.99
		l.NowText = clock + ", " + when.Span(late) + " late"
	case now.Before(begin):
		l.Begin, l.Now = 0.25, 0.01
		l.NowText = clock + ", begins in " + when.Span(begin.Sub(now))
	default:
		l.Now = float32(now.Sub(begin).Seconds() / whole)
		l.NowText = clock + ", " + when.Span(-late) + " left"
	}
	s.HasLife, s.Life = true, l
}

// mostClaims is how many lines of claims are shown until a person asks for all.
const mostClaims = 24

// lines prints an object as indented JSON, one member a line.
func lines(o token.Object) []Line {
	if len(o.Members) == 0 {
		if o.Readable {
			return []Line{{Rest: "{ }"}}
		}
		return nil
	}
	list := []Line{{Rest: "{"}}
	for i, m := range o.Members {
		comma := ","
		if i == len(o.Members)-1 {
			comma = ""
			if !o.Readable {
				comma = "   …"
			}
		}
		list = append(list, Line{"  ", token.Inert(token.Quote(m.Name)), ": " + token.Inert(m.Value.Raw) + comma})
	}
	if o.Readable {
		list = append(list, Line{Rest: "}"})
	}
	return list
}

// payload shows what stands where claims were due.
func payload(b []byte) string {
	const most = 2000
	cut := ""
	if len(b) > most {
		b, cut = b[:most], "…"
	}
	if utf8.Valid(b) {
		return token.Inert(string(b)) + cut
	}
	return fmt.Sprintf("%x%s", b[:min(len(b), 400)], cut)
}

// unbroken keeps words together on one line.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

func (p *Presenter) signature() string {
	t := p.read.token
	if len(t.Parts) < 3 || t.Parts[2].Text == "" {
		return "Signature: missing"
	}
	return fmt.Sprintf("Signature: %d bytes, %s", len(t.Signature), map[token.State]string{
		token.Valid: "valid", token.Invalid: "does not fit the key", token.Unchecked: "not checked",
	}[p.check.State])
}

func (p *Presenter) rows() []look.Row {
	var rows []look.Row
	plain := func(s string) look.Run { return look.Run{Text: s} }
	quiet := func(s string) look.Run { return look.Run{Text: s, Manner: look.Muted} }
	now := p.services.Now()
	for _, c := range []struct{ claim, label string }{{"iat", "Issued"}, {"nbf", "Not before"}, {"exp", "Expires"}} {
		m, ok := p.read.token.Time(c.claim)
		switch {
		case !ok:
		case !m.Usable():
			rows = append(rows, look.Row{Label: c.label, Value: []look.Run{{Text: m.Said(), Manner: look.Bad}}})
		default:
			value := []look.Run{plain(when.UTC(m.At))}
			if here := when.Here(m.At, p.services.Zone); here != "" {
				value = append(value, quiet(" "+unbroken(" "+here)))
			}
			rel := quiet(" " + unbroken(" "+when.Relative(m.At, now)))
			if c.claim == "exp" && m.Reached(now) {
				rel.Manner = look.Bad
			}
			rows = append(rows, look.Row{Label: c.label, Value: append(value, rel)})
		}
	}
	if p.read.platform != nil {
		for _, r := range p.read.platform.Read(p.read.token) {
			var value []look.Run
			if r.Value != "" {
				value = append(value, plain(token.Inert(r.Value)+" "))
			}
			if r.Code != "" {
				value = append(value, look.Run{Text: token.Inert(r.Code), Manner: look.Code})
			}
			if r.Note != "" {
				value = append(value, quiet(" "+r.Note))
			}
			rows = append(rows, look.Row{Label: r.Label, Value: value})
		}
	}
	return rows
}
