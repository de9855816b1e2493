package diagnosis

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"playtoken/core/cause"
	"playtoken/core/errortext"
	"playtoken/core/extract"
	"playtoken/core/logline"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

// Said is what a text tells of an answer: the status of HTTP, and the text itself where an
// error in it is known. Both are for [ReadStatus] and [StatusMeaning].
type Said struct {
	Status int    // 0 for none; below 400 only where a person said it
	Text   string // in small letters; "" where nothing in it is known
	Quote  string // what the platform says so, as it says it; "" for none

	known   errortext.Text
	isKnown bool
}

// Told reports whether the text tells of an answer.
func (s Said) Told() bool { return s.Status >= 400 || s.Text != "" || s.isKnown }

// refuses reports whether an answer is known that did not take the request.
func (s Said) refuses() bool { return s.Status >= 400 || s.Quote != "" }

// Unreached reports whether the text tells that no answer came.
func (s Said) Unreached() bool {
	return s.isKnown && (s.known.Fault == errortext.NoAnswer || s.known.Fault == errortext.TooSlow)
}

// tellsOfFailure reports whether an error is known that is about the token, or about what
// came back.
func (s Said) tellsOfFailure() bool { return s.isKnown && s.known.About() != errortext.Key }

// mostSaid is how long a text may be, in bytes, in which any number is taken for what a
// server said.
const mostSaid = 80

// said reads what stands around the token, or in the whole text where there is none.
func (c *Case) said(o Options) (s Said) {
	p := c.Paste
	if p.Decoded != nil && p.Decoded.KeyError != nil {
		return Said{known: *p.Decoded.KeyError, isKnown: true}
	}
	if p.HasKey || p.Is == extract.TooLarge || p.Is == extract.Binary || p.Is == extract.ID {
		return Said{}
	}
	near := p.Text
	if c.Found != nil {
		near = p.Near(c.Nth())
	}
	text := cmp.Or(o.StatusText, near)
	if s.Status = c.InText(); s.Status == 0 && c.Found == nil && p.Is == extract.Plain && len(text) <= mostSaid {
		if n := FirstStatus(text); StatusMeaning(c.Platform, n, "") != "" {
			s.Status = n
		}
	}
	if c.Line().Status > 0 { // what else a log has is no error text
		text = o.StatusText
	}
	if text = errortext.Plain(text); strings.TrimSpace(text) == "" {
		text = ""
	}
	s.known, s.isKnown = errortext.Find(text)
	if !s.isKnown && c.Found != nil && p.Is != extract.TagForm && (p.Decoded == nil || !p.Decoded.Code) {
		if s.Status == 0 {
			s.known, s.isKnown = errortext.Failure(cmp.Or(o.StatusText, near))
		} else if s.Status < 400 && !ledTo(c) {
			s.known, s.isKnown = errortext.Other(near, s.Status)
		}
	}
	if s.isKnown {
		s.Text = text
		s.Status = cmp.Or(s.Status, s.known.Status)
	}
	if s.Status < 400 {
		s.Status = 0
	}
	if _, own := ownText(c.Platform, text, s.known.Size()); len(own) > 0 {
		s.Text = text
		s.quote(own)
	}
	s.Status = cmp.Or(o.Status, s.Status)
	return s
}

// ledTo reports whether the URL with the token is the one that an answer led to.
func ledTo(c *Case) bool {
	const near = 4 << 10 // bytes
	before := c.Paste.Text[max(0, c.Found.Start-near):c.Found.Start]
	line := strings.ToLower(strings.TrimLeft(before[strings.LastIndexByte(before, '\n')+1:], "<> \t"))
	return strings.HasPrefix(line, "location:")
}

// quote takes over what a platform says where it refuses, and its status where there is one.
func (s *Said) quote(own []platform.Status) {
	own = slices.DeleteFunc(slices.Clone(own), func(row platform.Status) bool { return row.Code > 0 && row.Code < 400 })
	if len(own) == 0 {
		return
	}
	s.Quote = own[0].Text
	if same := !slices.ContainsFunc(own, func(row platform.Status) bool { return row.Code != own[0].Code }); same {
		s.Status = cmp.Or(s.Status, own[0].Code)
	}
}

// FirstStatus is the first number in a text that can be a status of HTTP, 0 for none.
func FirstStatus(text string) int {
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c != '-' && c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if n, err := strconv.Atoi(word); err == nil && len(word) == 3 && n >= 100 && n < 600 { // not those of an ID
			return n
		}
	}
	return 0
}

// ownText is what a platform answers in words, and whose words they are: those of p, or else
// of the platform whose text is longer than what is known already. Beside p these are the errors
// of players alone, which play the streams of others, too: they have no status, or a number.
// A short one is meant only where it is all that stands in an element, or a number under a
// name of its own.
func ownText(p *platform.Platform, text string, known int) (of *platform.Platform, list []platform.Status) {
	if text == "" {
		return p, nil
	}
	if list = withText(p, 0, text); len(list) > 0 {
		return p, list
	}
	const telling = 20
	lower := strings.ToLower(text)
	for _, other := range all.Platforms() {
		texts := statusTexts(other)
		for i, s := range other.Statuses {
			t := texts[i]
			numbered := strings.Contains(t, "code: ")
			named := numbered || len(t) >= telling
			if p != nil && s.Code != 0 && !numbered || len(t) <= known || !strings.Contains(lower, t) || !named && !strings.Contains(lower, ">"+t+"<") {
				continue
			}
			of, list, known = other, []platform.Status{s}, len(t)
		}
	}
	return of, list
}

// knownText is an error that a text tells of, as an answer. Where it says no more than that
// the server refused, the status says it better.
func knownText(text string, code int) (platform.Status, bool) {
	known, ok := errortext.Find(text)
	if _, own := ownText(nil, text, known.Size()); text != "" && len(own) > 0 {
		return own[0], true
	}
	if !ok || saysNoMore(known, code) {
		return platform.Status{}, false
	}
	return platform.Answer(known.Status, "", errorMeans(known), pointsTo[known.Fault], platform.Inferred), true
}

// saysNoMore reports whether the status says all that an error does.
func saysNoMore(known errortext.Text, code int) bool {
	switch known.Fault {
	case errortext.Refused, errortext.NotFound, errortext.ManifestNotLoaded, errortext.ServerFailed:
		return code >= 400
	}
	return false
}

// said words the verdict on a text without a token that tells of an answer.
func (v *Verdict) said(e *evidence) {
	s := e.said
	known, ok := s.known, s.isKnown
	of, own := ownText(e.platform, s.Text, known.Size())
	switch {
	case len(own) > 0:
		v.Headline, v.Detail, v.Fix = platformSaid(of, own[0]), aboutAnswer, pasteURL
	case ok && !saysNoMore(known, s.Status):
		v.Headline, v.Detail, v.Fix = errorSaid(known), errorAbout(known.About()), known.Look
	case logline.Refuses(s.Status):
		v.Headline, v.Detail, v.Fix = onlyTheToken(s.Status), StatusMeaning(e.platform, s.Status, ""), pasteURL
	default:
		v.Headline, v.Detail, v.Fix = answerWas(s.Status, StatusMeaning(e.platform, s.Status, "")), aboutAnswer, pasteURL
	}
	if e.paste.HasKey {
		v.Detail += " " + keyInText
	}
}

var (
	pem     = []cause.Code{cause.KeyNewlinesLost, cause.KeyNotDecoded, cause.KeyDoubleEncoded, cause.KeyTruncated, cause.KeyHasExtras, cause.KeyWrongKind}
	mix     = []cause.Code{cause.RSAAlgWithoutRSAKey, cause.KeyNotDecoded, cause.APISecretAsKey, cause.KeyNewlinesLost}
	denied  = []cause.Code{cause.TokenAbsent, cause.Expired, cause.SignatureWrong, cause.UnknownKey, cause.OtherPlaybackID, cause.TokenDamagedInURL, cause.NotTheToken}
	another = []cause.Code{cause.NotTheToken}
)

// pointsTo are the causes that an error points to, the likeliest first.
var pointsTo = [...][]cause.Code{
	errortext.KeyNotRead:          pem,
	errortext.KeyNotAsymmetric:    mix,
	errortext.KeyNotSecret:        {cause.HMACOverPrivateKey, cause.AlgUnexpected},
	errortext.KeyMissing:          nil,
	errortext.KeyTooShort:         {cause.KeyWrongKind, cause.KeyTruncated},
	errortext.KeyPublic:           {cause.KeyWrongKind},
	errortext.KeyLocked:           {cause.KeyWrongKind},
	errortext.KeyOtherForm:        {cause.KeyWrongKind, cause.KeyNotDecoded, cause.KeyNewlinesLost},
	errortext.KeyDamaged:          {cause.KeyTruncated, cause.KeyNewlinesLost, cause.KeyNotDecoded, cause.KeyDoubleEncoded},
	errortext.KeyOtherKind:        {cause.RSAAlgWithoutRSAKey, cause.KeyWrongKind, cause.AlgUnexpected},
	errortext.KeyNotFound:         {cause.UnknownKey, cause.KidMissing, cause.KidMismatch},
	errortext.KeyNotAllowed:       {cause.KeyWrongKind},
	errortext.KeyDisposed:         nil,
	errortext.OtherRelease:        nil,
	errortext.NotBase64:           {cause.KeyHasExtras, cause.KeyNotDecoded, cause.TokenDamagedInURL},
	errortext.OldAlgorithm:        {cause.KeyWrongKind},
	errortext.TokenNotWhole:       {cause.TokenDamagedInURL, cause.TokenAbsent, cause.TokenMisplaced},
	errortext.TokenNotThere:       {cause.TokenAbsent, cause.TokenMisplaced},
	errortext.TokenNotRead:        {cause.TokenDamagedInURL, cause.ClaimsMalformed, cause.HeaderRefused},
	errortext.SignatureRefused:    {cause.SignatureWrong, cause.UnknownKey, cause.SecretEncoding, cause.HMACOverPrivateKey, cause.KeyNotDecoded},
	errortext.TokenRefused:        {cause.Expired, cause.SignatureWrong, cause.UnknownKey, cause.AudMalformed, cause.OtherPlaybackID},
	errortext.TokenEnded:          {cause.Expired, cause.ExpIsDuration, cause.ExpBeforeIat},
	errortext.TokenTooEarly:       {cause.NotYetValid, cause.IssuedInFuture, cause.TimeInMilliseconds},
	errortext.IssuedTooLate:       {cause.IssuedInFuture, cause.TimeInMilliseconds},
	errortext.TimeWrongType:       {cause.TimeNotNumber},
	errortext.EndMissing:          {cause.ExpMissing},
	errortext.AudienceRefused:     {cause.AudMissing, cause.AudMalformed, cause.AudIsList, cause.AudIsPlatformName, cause.AudOtherResource},
	errortext.IssuerRefused:       {cause.IssUnexpected},
	errortext.SubjectRefused:      {cause.SubUnexpected},
	errortext.AlgorithmRefused:    {cause.AlgUnexpected},
	errortext.ClaimNotThere:       {cause.ClaimMissing, cause.AudMissing, cause.ExpMissing},
	errortext.SealBroken:          {cause.SignatureWrong, cause.UnknownKey, cause.SecretEncoding},
	errortext.OtherVersion:        {cause.AlgUnexpected},
	errortext.Refused:             denied,
	errortext.NotFound:            {cause.MediaIDUsed, cause.OtherPlaybackID, cause.NotTheToken},
	errortext.ServerFailed:        another,
	errortext.ManifestNotLoaded:   denied,
	errortext.SourceFailed:        denied,
	errortext.PieceNotLoaded:      {cause.SegmentsWithoutToken, cause.Expired, cause.LifeShorterThanVideo, cause.NotTheToken},
	errortext.NoAnswer:            another,
	errortext.TooSlow:             another,
	errortext.CrossOrigin:         denied,
	errortext.PageForbids:         another,
	errortext.NotSecure:           another,
	errortext.NotMedia:            denied,
	errortext.NotPlayable:         another,
	errortext.LicenceRefused:      {cause.AudOtherResource, cause.TokenAbsent, cause.Expired, cause.NotTheToken},
	errortext.NoDRM:               another,
	errortext.LicenceEnded:        {cause.Expired},
	errortext.KeyOfMediaNotLoaded: {cause.SegmentsWithoutToken, cause.Expired, cause.NotTheToken},
	errortext.WantsClick:          another,
	errortext.BucketRefused:       another,
	errortext.BucketSignature:     another,
	errortext.BucketEnded:         another,
	errortext.ClocksDiffer:        another,
	errortext.Blocked:             another,
	errortext.CountryRefused:      another,
	errortext.DomainRefused:       another,
	errortext.APIRefused:          another,
	errortext.Challenged:          another,
	errortext.EdgeRefused:         denied,
	errortext.Failed:              another,
	errortext.LedElsewhere:        another,
	errortext.PlayerLicence:       another,
	errortext.PackageMissing:      {cause.AlgUnexpected},
	errortext.ClaimTwice:          {cause.ExpIsDuration},
	errortext.BucketNotSigned:     another,
	errortext.BucketTooEarly:      {cause.NotYetValid, cause.ClocksDiffer},
	errortext.KeyWrongLength:      {cause.KeyWrongKind, cause.KeyTruncated, cause.SecretEncoding},
	errortext.URLEnded:            {cause.Expired, cause.TimeInMilliseconds},
	errortext.ShellCut:            {cause.TokenDamagedInURL, cause.TokenAbsent},
	errortext.HashRefused:         {cause.SignatureWrong, cause.UnknownKey},
}
