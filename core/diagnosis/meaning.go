package diagnosis

import (
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/errortext"
	"playtoken/core/logline"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// Sent is whether a token was in a request that was answered.
type Sent int

// What a request may have had.
const (
	SentUnknown Sent = iota
	SentToken
	SentNone
	SentLost // a redirect has led to an address without it
)

// None reports whether there was no token in it.
func (s Sent) None() bool { return s == SentNone || s == SentLost }

// Answer is what came of a request.
type Answer struct {
	Status int
	Text   string            // its body
	Of     platform.Resource // what was asked for; platform.Nothing where that is not known
	Sent   Sent
}

// AnswerMeaning is what an answer means, in a sentence; "" where that is not known. p may be
// nil. What players make of a status is left out.
func AnswerMeaning(p *platform.Platform, a Answer) string {
	rows, said := answerRows(p, a)
	switch {
	case len(rows) == 0:
		return ""
	case a.Sent == SentToken && missesToken(rows[0]):
		return missedToken
	case a.Sent.None() && logline.Refuses(a.Status) && (!said || missesToken(rows[0])):
		return wantsToken(a, slices.Contains(rows[0].Causes, cause.TokenAbsent))
	}
	return rows[0].Means
}

// Tells reports whether the body of an answer says why it is what it is.
func (a Answer) Tells(p *platform.Platform) bool {
	_, said := answerRows(p, a)
	return said
}

// answerRows are the rows that fit an answer; said reports whether its body has told which.
func answerRows(p *platform.Platform, a Answer) (rows []platform.Status, said bool) {
	text := errortext.Plain(a.Text)
	if own := withText(p, a.Status, text); len(own) > 0 {
		return own[:1], true
	}
	if s, ok := knownText(text, a.Status); ok {
		s.Means = token.Inert(s.Means)
		return []platform.Status{s}, true
	}
	of := func(list []platform.Status) []platform.Status {
		i := slices.IndexFunc(list, func(s platform.Status) bool { return s.Code == a.Status && s.Text == "" })
		if i < 0 {
			return nil
		}
		return list[i : i+1]
	}
	if p != nil && a.Of == platform.Licence {
		rows = of(p.Licences)
	}
	if p != nil && rows == nil {
		rows = of(p.Statuses)
	}
	if rows == nil {
		rows = of(anyPlatform)
	}
	return rows, false
}

// missesToken reports whether an answer says that no token came, and nothing else.
func missesToken(s platform.Status) bool {
	if len(s.Causes) == 0 || s.Causes[0] != cause.TokenAbsent {
		return false
	}
	return !slices.ContainsFunc(s.Causes, func(c cause.Code) bool {
		return c != cause.TokenAbsent && c != cause.TokenMisplaced && c != cause.SegmentsWithoutToken && c != cause.NotTheToken
	})
}

// BodySays is what the body of an answer is known to say, in a sentence; "" for nothing.
func BodySays(body string) string {
	known, ok := errortext.Find(errortext.Plain(body))
	if !ok || saysNoMore(known, 400) {
		return ""
	}
	return token.Inert(errorSaid(known)) + "."
}

// asked reports whether the answer is one that a request of ours has got.
func (e *evidence) asked() bool { return e.options.Content != ContentUnknown }

// missed reports whether the request was answered just now, and what it asks for did not
// come.
func (e *evidence) missed() bool { return e.options.Content == ContentOther }

// answerMeant is the meaning of an answer that a request of ours has got. told reports
// whether it explains the refusal by itself.
func (e *evidence) answerMeant() (meant string, told bool) {
	o := e.options
	a := Answer{Status: o.Status, Text: o.StatusText, Of: o.Of, Sent: o.Sent}
	rows, said := answerRows(e.platform, a)
	misses := len(rows) > 0 && missesToken(rows[0])
	return AnswerMeaning(e.platform, a), said && !(misses && a.Sent.None()) || misses && a.Sent == SentToken
}

// refusedWithout is the cause where a request without a token was refused: the want of one,
// unless the answer speaks of something else.
func refusedWithout(e *evidence, list []platform.Finding) []platform.Finding {
	isError := func(f platform.Finding) bool { return f.Severity == platform.Error }
	if !e.missed() || e.options.Status < 400 || !e.options.Sent.None() || slices.ContainsFunc(list, isError) {
		return list
	}
	meant, told := e.answerMeant()
	if logline.Refuses(e.options.Status) {
		list = slices.DeleteFunc(list, func(f platform.Finding) bool { return f.Code == cause.TokenAbsent })
	}
	if logline.Refuses(e.options.Status) && !told {
		return append(list, *platform.Found(cause.TokenAbsent, platform.Error, platform.Seen, withoutToken(e, meant)))
	}
	for i, f := range list {
		if f.Code == cause.TokenAbsent {
			list[i].Severity = platform.Info
		}
	}
	return append(list, *platform.Found(cause.NotTheToken, platform.Warning, platform.Seen, answeredOther(e, meant, told)))
}

// meantOr is what the answer means or, where that is not known, what is said already.
func (v *Verdict) meantOr(e *evidence) string {
	if meant, _ := e.answerMeant(); meant != "" {
		return meant
	}
	return v.Detail
}

// fell draws the verdict where what was asked for did not come: that it plays not is seen,
// whatever the cause.
func (v *Verdict) fell(e *evidence) {
	f := v.Leading()
	below := e.accepted() && e.behind().status >= 400 && f != nil && f.Code == cause.NotTheToken
	if !e.missed() && !below || v.State != MayFail && v.State != Unknown {
		return
	}
	who, status := answerer(e), e.options.Status
	switch {
	case below:
		v.Headline, status = f.Title, e.behind().status
	case f != nil && f.Code == cause.NotTheToken:
		v.Headline = f.Title
	case f != nil:
		v.Headline = answeredWith(who, status) + ", and " + f.Title
	case e.Token.Text == "" && e.foreign == nil:
		v.Headline, v.Detail = answeredWith(who, status), v.meantOr(e)
	default: // what the token is, which nobody could read for what is wrong with it
		v.Detail = strings.TrimSpace(strings.TrimSuffix(v.Headline, ".") + ". " + v.Detail)
		v.Headline = answeredWith(who, status)
	}
	v.State, v.Headline = Fails, failsSince(status)+v.Headline
}
