package diagnosis

import (
	"strings"

	"playtoken/core/cause"
	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/core/words"
)

// conclude draws the verdict from the findings, which stand in their order.
func (v *Verdict) conclude(e *evidence) {
	if v.answered(e) {
		return
	}
	v.weigh(e)
	if e.paste.KeyBeside && e.Token.Text != "" && e.Check.State != token.Valid && !e.Token.Opened {
		v.Detail = strings.TrimSpace(v.Detail + " " + keyBeside)
	}
	v.fell(e)
}

// weigh draws it where the platform has not answered well.
func (v *Verdict) weigh(e *evidence) {
	if f := v.Leading(); f != nil {
		v.Detail, v.Fix = f.Evidence, f.Fix
		if e.Token.Text == "" && e.foreign == nil && e.said.Told() && !e.asked() { // a good status alone is no proof
			v.Detail = strings.TrimSpace(v.Detail + " " + StatusMeaning(e.platform, e.said.Status, e.said.Text))
		}
		v.State, v.Headline = MayFail, mayFail+f.Title
		if f.Severity == platform.Error {
			v.State, v.Headline = Fails, fails+f.Title
		} else if e.toldTaken() && aboutSigner[f.Code] {
			v.Headline = answeredBut(e.told, f.Title)
		}
		if e.isShown() {
			v.Headline, v.Detail = byWhatIsShown(e.paste.Decoded.Code)+words.LowerFirst(v.Headline), v.Detail+" "+claimsProveNothing
		}
		return
	}
	t := e.Token
	exp, hasEnd := t.Time("exp")
	hasEnd = hasEnd && exp.Usable()
	v.State = Unknown
	switch {
	case e.foreign != nil:
		v.foreign(e)
	case t.Text == "" && e.said.Told():
		v.said(e)
	case t.Text == "":
		v.Headline = nothingToRead(e)
		if e.isShown() && !e.paste.Decoded.Code {
			v.Detail = nothingInClaims(exp, hasEnd, e.Now)
		}
	case e.Check.State == token.Valid && t.Readable() && hasEnd:
		v.State, v.Headline, v.Detail = Plays, playsUntil(exp), v.staysValid(e, exp)
		if e.pasted() {
			v.Headline, v.Detail = wasGood(exp), v.nothingAgainst(e)
		}
	case e.Check.State == token.Valid && t.Readable():
		v.State, v.Headline, v.Detail = Plays, playsWithoutEnd, endless+" "+vouched(e)+"."
		if e.pasted() {
			v.Headline = wasGoodWithoutEnd
		}
		for _, f := range v.Findings {
			if f.Code == cause.ExpMissing {
				v.Detail = f.Evidence + " " + vouched(e) + "."
			}
		}
	case t.Readable():
		v.Headline, v.Detail = unconfirmed(e, end(e, exp, hasEnd))
	case t.Sealed() && t.Checkable():
		v.Headline, v.Detail = closed(e), giveTheSecret+e.Check.Reason.String()
	case t.Sealed():
		v.Headline = noKeyOpens(t)
	case t.Recognised():
		v.Headline = notReadHere(t)
	default:
		v.Headline = noTokenHere
	}
	if v.State == Plays && isUnproven(&e.verified) {
		v.Headline += IfRightKey
	}
}

// isUnproven reports whether the key that made the token is a public half that nothing
// vouches for now.
func isUnproven(r *verify.Result) bool { return r.By != nil && r.By.Unproven }

// nothingToRead says what a text is that has no token in it.
func nothingToRead(e *evidence) string {
	if e.paste.Refusal != "" {
		return strings.TrimSuffix(token.Inert(e.paste.Refusal), ".")
	}
	if e.paste.Is == extract.Signed {
		return signedItself
	}
	return nothingThere
}
