package diagnosis

import (
	"playtoken/core/token"
)

// moments are the times of a token, each as far as it can be used.
type moments struct {
	exp, nbf, iat *token.Moment // nil where absent or not usable
	hasExp        bool
	fine          []token.Moment // in milliseconds or finer, or larger still
	wrong         []token.Moment // of the wrong type, or no date
}

// longAgo is where a number of seconds is a length of time rather than a date:
// before March 1973.
const longAgo = 100_000_000

func (e Evidence) moments() moments {
	if e.clock != nil {
		return *e.clock
	}
	var m moments
	read := func(claim string) *token.Moment {
		t, ok := e.Token.Time(claim)
		switch {
		case !ok:
			return nil
		case t.Usable(), t.Problem == token.OutOfRange && len(t.Raw) > 0 && t.Raw[0] == '-':
			return &t // before the year 1 it is long past, too
		case t.Problem == token.InSubSeconds, t.Problem == token.OutOfRange:
			m.fine = append(m.fine, t)
		default:
			m.wrong = append(m.wrong, t)
		}
		return nil
	}
	m.exp, m.nbf, m.iat = read("exp"), read("nbf"), read("iat")
	_, m.hasExp = e.Token.Time("exp")
	return m
}

// duration reports whether exp holds a length of time.
func (m moments) duration(t *token.Token) bool {
	return m.exp != nil && t.Kind != token.PasetoLocal && m.exp.At.Unix() > 0 && m.exp.At.Unix() < longAgo
}

// claimName is the name under which a token carries a time.
func claimName(t *token.Token, claim string) string {
	if t.Kind.Edgecast() && claim == "exp" {
		return "ec_expire"
	}
	return claim
}
