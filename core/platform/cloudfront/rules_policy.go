package cloudfront

import (
	"math"
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

// The rules that look at the policy alone.

// policyForm: the guide gives the form of a policy, and names exactly. What it does not
// speak of may be refused, or let through.
func policyForm(e platform.Evidence) *platform.Finding {
	flaws := cloudfront.Flaws(e.Token)
	stated := slices.DeleteFunc(slices.Clone(flaws), func(f cloudfront.Flaw) bool { return !f.Stated() })
	switch {
	case len(stated) > 0:
		return platform.Found(cause.ClaimsMalformed, platform.Error, platform.Stated, badForm(stated)).About(namesOf(stated)...)
	case len(flaws) > 0:
		return platform.Found(cause.ClaimsMalformed, platform.Warning, platform.Inferred, oddForm(flaws)).About(namesOf(flaws)...)
	}
	return nil
}

func namesOf(flaws []cloudfront.Flaw) (names []string) {
	for _, f := range flaws {
		names = append(names, f.Name)
	}
	return names
}

// oddTime: signers write the moments in digits, and the guide has no other number. One that
// is no number at all is told by the rule for every token.
func oddTime(e platform.Evidence) (found *platform.Finding) {
	for _, name := range []string{cloudfront.Before, cloudfront.After} {
		switch v, ok := e.Token.Claims.Get(name); {
		case ok && v.Type != token.Number:
			return nil
		case ok && strings.Trim(v.Raw, "0123456789") != "":
			found = platform.Found(cause.TimeNotNumber, platform.Warning, platform.Inferred, notDigits(name, v.Raw)).About(name)
		}
	}
	return found
}

// noEnd: the end is the one condition that a policy must have.
func noEnd(e platform.Evidence) *platform.Finding {
	if _, ok := e.Token.Claims.Get(cloudfront.Before); ok || !sent(e.Token).Custom {
		return nil
	}
	return platform.Found(cause.ExpMissing, platform.Error, platform.Stated, endMissing).
		With(&platform.Remedy{Label: signOneThatEnds, Fresh: true})
}

// latestEnd is the largest that an older guide allows; that of today names none.
const latestEnd = math.MaxInt32

// lateEnd: nobody has established that the edge takes a later one.
func lateEnd(e platform.Evidence) *platform.Finding {
	exp, ok := e.Token.Time("exp")
	if !ok || !exp.Usable() || exp.At.Unix() <= latestEnd {
		return nil
	}
	return platform.Found(cause.LifeTooLong, platform.Warning, platform.Inferred, endsLate(exp.Raw))
}

// viewers: who asks cannot be seen in what was signed, so that nobody can say that it
// plays; but for 0.0.0.0/0, which is everybody.
func viewers(e platform.Evidence) *platform.Finding {
	ip := e.Token.Claims.Text(cloudfront.Address)
	n, ok := cloudfront.Network(ip)
	switch {
	case !ok, n.Bits() == 0, e.State != token.Valid:
		return nil
	case e.Taken, e.Viewer.Address.IsValid() && n.Contains(e.Viewer.Address):
		return nil
	case e.Viewer.Address.Is4():
		return platform.Found(cause.OtherViewer, platform.Error, platform.Stated, viewerElsewhere(ip, e.Viewer.Address.String())).About(cloudfront.Address)
	case e.Viewer.Address.IsValid(): // what the edge does with a viewer of IPv6 is not established
		return platform.Found(cause.OtherViewer, platform.Error, platform.Inferred, viewerOnIPv6(ip, e.Viewer.Address.String())).About(cloudfront.Address)
	}
	return platform.Found(cause.NotTheToken, platform.Warning, platform.Stated, viewersAlone(ip))
}
