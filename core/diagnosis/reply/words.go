package reply

import "playtoken/core/cause"

const (
	notOurs    = "Your link is one that we cannot check here."
	notChecked = "We found nothing wrong with your link, and could not check it to the end."
	tellUs     = "If the video does not play, please tell us what you see, in which browser or app, and in which country you are."
	// of a link that was refused all the same: a limit on pages, apps or countries is most likely
	wasWhole       = "Your link was complete and had not ended when it was opened, and yet the video service did not play it."
	newWillNotHelp = "A new link alone will most likely not help."
	tellUsWhere    = "Please tell us on which page, in which app or browser and in which country it was opened, so that we can look at the limits that are set for this video."

	// of what is known beside the link
	someAlone  = "Your link is meant for some viewers alone, as those of a country, a network or a website."
	notThere   = "The video service did not find what your link leads to: the video may have been moved or deleted."
	askAnew    = "Please open the video from its page again, or tell us which one you want to see."
	outOfOrder = "The video service had too much to do, or was out of order, when your link was opened."
	later      = "Please try again in some minutes, and tell us if it goes on."
	unreached  = "We found nothing wrong with your link; no answer of the video service came, so that the connection may be at fault."
	reported   = "We found nothing wrong with your link, and yet an error was shown when it was opened."

	since      = "By now your link has ended, too."
	linkWanted = "We need your link to say why the video does not play. Please send us all of it, as it stands in your browser or app."
	mayBe      = "This may be why your video does not play. "
)

func inOrder(until string) string {
	if until == "" {
		return "Your link is in order."
	}
	return "Your link is in order: it is good until " + until + "."
}

func endedAt(at string) string { return "Your link has ended: it was good until " + at + "." }

func beginsAt(at string) string { return "Your link is not valid yet: it begins at " + at + "." }

// What a customer can do.
const (
	again   = "Please open the video from its page again, or ask for a new link."
	copyIt  = "Please copy the whole link again, or ask for a new one."
	another = "Please ask for a link to the video that you want to see."
	ours    = "You did nothing wrong: the program that makes the links has to be corrected."
)

type sentence struct{ what, next string }

// sentences are what each cause means for somebody who wants to see a video.
var sentences = map[cause.Code]sentence{
	cause.TokenAbsent:       {"Your link lacks the part that lets you watch the video.", copyIt},
	cause.TokenMisplaced:    {"Your link is not put together as the video service wants it.", ours},
	cause.TokenDamagedInURL: {"Your link was damaged on its way, as by a mail program or by copying a part of it.", copyIt},

	cause.HeaderRefused:       {badlyMade, ours},
	cause.ClaimsMalformed:     {badlyMade, ours},
	cause.AlgUnexpected:       {badlyMade, ours},
	cause.HMACOverPrivateKey:  {badlySigned, ours},
	cause.KeyNotDecoded:       {badlySigned, ours},
	cause.RSAAlgWithoutRSAKey: {badlySigned, ours},
	cause.SecretEncoding:      {badlySigned, ours},
	cause.UnknownKey:          {"Your link was signed with a key that the video service does not expect.", ours},
	cause.SignatureWrong:      {"Your link was changed after it was made, or was not signed as it should be.", copyIt},
	cause.APISecretAsKey:      {badlySigned, ours},
	cause.KeyTruncated:        {badlySigned, ours},
	cause.KeyWrongKind:        {badlySigned, ours},
	cause.KeyDoubleEncoded:    {badlySigned, ours},
	cause.KeyNewlinesLost:     {badlySigned, ours},
	cause.KeyHasExtras:        {badlySigned, ours},
	cause.KidMissing:          {badlyMade, ours},
	cause.KidMismatch:         {badlyMade, ours},

	cause.AudMissing:        {noVideo, ours},
	cause.AudIsList:         {badlyMade, ours},
	cause.AudIsPlatformName: {noVideo, ours},
	cause.AudMalformed:      {noVideo, ours},
	cause.MediaIDUsed:       {noVideo, ours},
	cause.OtherPlaybackID:   {"Your link was made for another video.", another},
	cause.AudOtherResource:  {"Your link was made for something else than the video itself, such as its preview picture.", another},

	cause.OtherViewer: {"Your link is meant for another network, country or website than the one that it is opened from.", "Please open the video from its own page, in the network in which you got the link, or ask for a new one."},

	cause.TimeNotNumber:        {wrongDate, ours},
	cause.TimeInMilliseconds:   {wrongDate, ours},
	cause.TimeCountedOtherwise: {wrongDate, ours},
	cause.ExpIsDuration:        {wrongDate, ours},
	cause.ExpBeforeIat:         {wrongDate, ours},
	cause.Expired:              {"Your link has ended.", again},
	cause.NotYetValid:          {"Your link is not valid yet.", "Please try again then, or ask for a new link."},
	cause.IssuedInFuture:       {"Your link was made by a computer whose clock is ahead.", ours},
	cause.ClocksDiffer:         {"The clocks of two of the computers involved differ.", ours},
	cause.ExpMissing:           {"Your link has no end, and the video service may not take it.", ours},
	cause.LifeTooLong:          {"Your link is meant to be good for longer than the video service allows.", ours},
	cause.LifeShorterThanVideo: {"Your link ends before the video does.", again},

	cause.ClaimMissing:         {badlyMade, ours},
	cause.ClaimUnexpected:      {badlyMade, ours},
	cause.ParameterUnknown:     {badlyMade, ours},
	cause.OptionNotSigned:      {"Your link asks for a setting that it was not made for.", ours},
	cause.SegmentsWithoutToken: {"Your link opens the beginning of the video, and not the pieces that follow.", ours},
	cause.IssUnexpected:        {badlyMade, ours},
	cause.SubUnexpected:        {badlyMade, ours},
	cause.NotTheToken:          {"We found nothing wrong with your link, and yet the video service did not play it.", "Please tell us what you see, in which browser or app, and in which country you are."},
}

const (
	badlyMade   = "Your link was not made as the video service wants it."
	badlySigned = "Your link was not signed as the video service wants it."
	noVideo     = "Your link does not say which video it is for."
	wrongDate   = "Your link carries a wrong date, so that the video service takes it for ended or not begun."
)
