package diagnosis

import (
	"playtoken/core/cause"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/core/words"
)

const orElse = " Or: "

var refusedFor = []cause.Code{
	cause.TokenAbsent, cause.Expired, cause.SignatureWrong, cause.UnknownKey, cause.AlgUnexpected, cause.OtherPlaybackID, cause.NotYetValid, cause.TokenDamagedInURL, cause.NotTheToken,
}

// elsewhereAlone is the cause of an answer that says nothing of a token.
var elsewhereAlone = []cause.Code{cause.NotTheToken}

// anyPlatform is what the answers mean everywhere (RFC 9110 section 15, RFC 6585, RFC 7725).
var anyPlatform = []platform.Status{
	platform.Answer(400, "", "The server cannot make sense of the request.", []cause.Code{cause.TokenDamagedInURL, cause.MediaIDUsed, cause.NotTheToken}, platform.Inferred),
	platform.Answer(401, "", "The request was refused for want of a good token.", refusedFor, platform.Inferred),
	platform.Answer(403, "", "The request was refused, by the token or by another rule.", refusedFor, platform.Inferred),
	platform.Answer(404, "", "There is nothing under this address.", []cause.Code{cause.MediaIDUsed, cause.OtherPlaybackID, cause.NotTheToken}, platform.Inferred),
	platform.Answer(405, "", "This address takes no request of that kind.", elsewhereAlone, platform.Inferred),
	platform.Answer(408, "", "The request did not come whole in time.", elsewhereAlone, platform.Inferred),
	platform.Answer(410, "", "What was there is gone.", elsewhereAlone, platform.Inferred),
	platform.Answer(412, "", "A condition of the request is not met.", elsewhereAlone, platform.Inferred),
	platform.Answer(414, "", "The URL is too long.", []cause.Code{cause.TokenDamagedInURL}, platform.Inferred),
	platform.Answer(416, "", "The file does not have the part that was asked for.", elsewhereAlone, platform.Inferred),
	platform.Answer(429, "", "There were too many requests.", elsewhereAlone, platform.Inferred),
	platform.Answer(451, "", "It may not be shown in this country.", elsewhereAlone, platform.Inferred),
	platform.Answer(499, "", "The player gave up before the answer came.", elsewhereAlone, platform.Inferred),
	platform.Answer(500, "", "The server failed.", elsewhereAlone, platform.Inferred),
	platform.Answer(502, "", "The server behind the edge gave no good answer, or was not reached.", elsewhereAlone, platform.Inferred),
	platform.Answer(503, "", "The server is overloaded, or being worked on.", elsewhereAlone, platform.Inferred),
	platform.Answer(511, "", "The network wants a login first: the page is its own, and the server was not reached.", elsewhereAlone, platform.Inferred),
	platform.Answer(504, "", "The server behind the edge did not answer in time.", elsewhereAlone, platform.Inferred),
}

// fixOfStatus is what to do where the answer speaks of something else than a refusal.
func fixOfStatus(status int) string {
	switch {
	case status == 404 || status == 410:
		return "Check the address and the ID in it, and that the video is there and ready."
	case status == 400 || status == 422:
		return "Check the ID and the options in the URL, and that the video is ready."
	case status == 412:
		return "Start the live stream, or wait until the video is ready, and ask again."
	case status == 511:
		return "Log in to the network with a browser, and ask again."
	case status == 429:
		return "Ask less often, or have the limit raised."
	case status == 451:
		return "Check in which countries it may be shown."
	case status >= 500:
		return "Ask again later. Where it goes on, tell whoever runs the server."
	}
	return ""
}

// ruledOut says in the negative what a proof rules out: of the moment that the verdict
// speaks of in the past tense, where that is over.
func (c *Case) ruledOut(p *platform.Platform, proof cause.Proof) string {
	t, asOf := c.Token, c.Verdict.AsOf
	is, has, are := "is", "has", "are"
	if asOf.From == FromPaste || asOf.From == FromPerson && asOf.At.Before(asOf.Clock) {
		is, has, are = "was", "had", "were"
	}
	whose := "the platform"
	if p != nil {
		whose = p.Label
	}
	switch proof {
	case cause.TokenIsThere:
		return "It " + is + " not missing."
	case cause.SignatureIsValid:
		said := "It " + is + " not changed or cut short."
		if by := c.Verified.By; by != nil {
			said += " " + words.UpperFirst(calledKey(by)) + " signed it."
		}
		return said
	case cause.ExpIsAhead:
		said := "It " + has + " not expired."
		if exp, ok := t.Time("exp"); ok && exp.Usable() && exp.At.After(asOf.At) {
			said += " " + humantime.Span(exp.At.Sub(asOf.At)) + " " + are + " left."
		}
		return said
	case cause.HasBegun:
		return "It " + is + " not too early for it."
	case cause.IssuedInPast:
		return "It " + is + " not issued in the future."
	case cause.HasExp:
		return "It " + is + " not without an end."
	case cause.StandsWholeInURL:
		said := "It " + is + " not in the wrong place."
		if f := c.Found; f != nil && f.Name != "" && p != nil {
			said += " " + token.Excerpt(f.Name, 40) + " is where " + whose + " looks."
		}
		return said
	case cause.AlgorithmFits:
		return "It " + is + " not signed with another algorithm. " + token.Excerpt(t.Algorithm(), 20) + " is that of " + whose + "."
	case cause.ClaimsFit:
		return "Its claims " + are + " not other than " + whose + " wants them."
	case cause.IDsAgree:
		return "It " + is + " not for another playback ID. Both say " + platform.ShortID(token.Excerpt(p.IDOf(t, nil), 80)) + "."
	case cause.ResourcesAgree:
		return "It " + is + " not for something else than the URL asks for."
	}
	return ""
}

// calledKey is what a key is called in a sentence.
func calledKey(k *verify.Key) string {
	if k.Profile == "" {
		return k.Name
	}
	name := "key “" + token.Excerpt(k.Name, 60) + "”"
	if k.Role != "" {
		name += ", the " + k.Role + " one,"
	}
	return name
}
