package causes

import "playtoken/core/cause"

// about says what a cause means and where it comes from, in sentences.
type about struct{ means, from string }

// abouts are those of all causes, in the order of the table.
var abouts = map[cause.Code]about{
	cause.TokenAbsent: {
		"The URL asks for something that is signed, and no token stands where the platform looks for it, or what stands there is empty or a placeholder such as `undefined`.",
		"The page or the app built the URL before it had the token, or the link was copied without its query. A public ID needs no token: then this is a warning alone.",
	},
	cause.TokenMisplaced: {
		"There is a token, and not where the platform looks for it: under another name, twice, behind a second `?`, or in the path.",
		"A player or a page was written for another platform, or a URL that has a query already was given one more. In a log `&amp;token=` is a parameter of that name.",
	},
	cause.TokenDamagedInURL: {
		"What stands in the place of the token is not the token alone: it was cut, wrapped, encoded twice, or has quotes, blanks or a word such as `Bearer` around it.",
		"A mail program, a chat, a shell or a template has changed the text on its way. The token itself may be in order.",
	},
	cause.HeaderRefused: {
		"The header of the token asks for something that a verifier may not pass over, such as `crit` or `b64: false`, or has a member twice.",
		"The token was made by a library or a proxy that adds members of its own.",
	},
	cause.ClaimsMalformed: {
		"The claims are no JSON object that can be read without doubt: text behind it, a claim twice, or bytes that are no UTF-8.",
		"The payload was put together as text, and not by a library for JSON.",
	},
	cause.AlgUnexpected: {
		"The token is signed by an algorithm, or is of a kind, that the platform does not take.",
		"The signing library was left at its default, often HS256, or the token was made for another platform. `none` is taken by nobody.",
	},
	cause.HMACOverPrivateKey: {
		"The text of a key file was used as a shared secret: the signature is an HMAC over PEM or DER. Anyone who has the public half can make such tokens where a verifier takes them.",
		"The library was told HS256, and was handed the key of RS256.",
	},
	cause.KeyNotDecoded: {
		"The key was used as the platform returned it, in base64, and not decoded first.",
		"The environment variable with the key was handed to the signing library as it was.",
	},
	cause.RSAAlgWithoutRSAKey: {
		"The header says RS256, and what signed is a shared secret.",
		"The algorithm was changed in the header, and not the key with it.",
	},
	cause.SecretEncoding: {
		"The signature fits the secret when it is read in another encoding: as text where base64 or hexadecimal digits were meant, or the other way round.",
		"Signer and platform disagree on whether the text of the secret is the secret, or its encoding.",
	},
	cause.UnknownKey: {
		"The token is signed in good order, by a key that is not the one that it names or that is expected.",
		"The key belongs to another workspace or environment, or was replaced or deleted at the platform since.",
	},
	cause.SignatureWrong: {
		"The signature does not belong to header and claims: they were changed after signing, the signature is missing or cut, or the signer did something else than its header says.",
		"The token was edited or shortened by hand, or signed by code of its own that hashes, encodes or pads in another way.",
	},
	cause.APISecretAsKey: {
		"A credential of the platform's API was used in place of the signing key.",
		"API access and signing have a pair of ID and secret each, and they are easily taken for each other.",
	},
	cause.KeyTruncated: {
		"Characters of the key are missing, or its parts do not belong together. Nothing can be signed with it, or nothing that the platform takes.",
		"It was copied from a page, a terminal or a form that cuts or wraps long lines.",
	},
	cause.KeyWrongKind: {
		"The key is of another kind than the token or the platform wants: a public half where a private one is due, another algorithm, one under a password, or too small.",
		"Several key files lie beside each other, and another one was taken.",
	},
	cause.KeyDoubleEncoded: {
		"The key is base64 of base64.",
		"A tool for secrets encodes what it is given, and was given what was encoded.",
	},
	cause.KeyNewlinesLost: {
		"The PEM of the key stands on one line, or has `\\n` written out in place of its line ends.",
		"Environment variables and JSON keep no line ends unless they are told to.",
	},
	cause.KeyHasExtras: {
		"Something stands around the key that does not belong to it: quotes, blanks, a byte order mark, or a line end.",
		"It was copied together with its surroundings, or written into a file by `echo`.",
	},
	cause.KidMissing: {
		"The token does not say which key signed it where the platform looks for that.",
		"The signing library leaves `kid` out unless it is told, or writes it into the header where the platform reads it in the claims, or the other way round.",
	},
	cause.KidMismatch: {
		"The token names two keys: one in its header, another in its claims.",
		"One of the two places was left as it was when the key was changed.",
	},
	cause.AudMissing: {
		"The token has no `aud`, which says what it opens.",
		"The claim was left out, or a library dropped it because it was empty.",
	},
	cause.AudIsList: {
		"`aud` is a list, where the platform wants one text.",
		"Some libraries always write a list (RFC 7519 allows both), others do so for one entry when they are told.",
	},
	cause.AudIsPlatformName: {
		"`aud` is the name of the platform, where the ID belongs that the token opens.",
		"In most other uses of JWT `aud` names the service that is addressed.",
	},
	cause.AudMalformed: {
		"`aud` is not written as the platform wants it: a prefix or a letter is missing, or another one.",
		"It was put together by hand, or for another platform.",
	},
	cause.MediaIDUsed: {
		"The token has the ID of the media or asset, where the playback ID is wanted.",
		"An upload has several IDs, and both stand in the same answer of the API.",
	},
	cause.OtherPlaybackID: {
		"The token opens one video, and the URL asks for another one.",
		"The token was taken from another page, kept in a cache under the wrong name, or made before the video was chosen.",
	},
	cause.AudOtherResource: {
		"The token is for the same video, and for something else of it: the stream, a picture, a storyboard or the licence of its DRM.",
		"Platforms want a token for each of these, and one was used for all.",
	},
	cause.OtherViewer: {
		"The token is bound to an address, a site, a country or a player, and another one asks.",
		"The viewer went to another network, or sits behind a proxy; or the page is opened from another site than the token allows.",
	},
	cause.TimeNotNumber: {
		"A time of the token is of the wrong type: a text where a number is wanted, or the other way round.",
		"It was read from a form or an environment variable, or a date was written as text.",
	},
	cause.TimeInMilliseconds: {
		"A time of the token is in milliseconds, or finer. Times of a token are counted in seconds.",
		"JavaScript counts in milliseconds: `Date.now()` has to be divided by 1000 and rounded down.",
	},
	cause.TimeCountedOtherwise: {
		"A time of the token is counted from another beginning than 1970, or in another unit than seconds.",
		"It comes from a system with an epoch of its own, such as Windows, .NET, macOS or Excel.",
	},
	cause.ExpIsDuration: {
		"`exp` holds how long the token is to live, where the moment belongs at which it ends.",
		"A setting such as `ttl` or `expiresIn` was written into the claim as it was.",
	},
	cause.ExpBeforeIat: {
		"The token ends before it was issued, or at the same moment: it never was good.",
		"The lifetime is negative or 0, or the two times come from two clocks.",
	},
	cause.Expired: {
		"The end of the token has passed. A token is over at the very second that `exp` names.",
		"The page was open for longer than the token lives, a link was kept, or a cache gives out old tokens.",
	},
	cause.NotYetValid: {
		"The token is good from a later moment on: its `nbf` lies ahead.",
		"The clock of the signer is ahead, or a release at a set time is meant.",
	},
	cause.IssuedInFuture: {
		"The token says that it was issued at a moment that lies ahead: the clock of the signer is ahead of this one.",
		"The machine that signs does not keep its clock by a time server.",
	},
	cause.ClocksDiffer: {
		"The clock of the platform is not that of this machine. Times are judged by the platform's.",
		"One of the two does not keep its clock by a time server. It is seen when a URL is asked (`ptok check`), and of the machine of a viewer in a HAR.",
	},
	cause.ExpMissing: {
		"The token does not say when it ends.",
		"The claim was left out. Some platforms refuse such a token, others give it an end of their own, and elsewhere it lives for ever.",
	},
	cause.LifeTooLong: {
		"The token lives longer than the platform allows.",
		"A lifetime of days was chosen to be on the safe side.",
	},
	cause.LifeShorterThanVideo: {
		"The token ends before the video does. Platforms that look at the token for each segment stop in the middle.",
		"The lifetime was chosen without looking at the length of the video, or the viewer paused.",
	},
	cause.ClaimMissing: {
		"A claim or a parameter that the platform wants is missing.",
		"It was left out, or is empty.",
	},
	cause.ClaimUnexpected: {
		"A claim or a parameter has a value that the platform does not take.",
		"It has another type or another spelling than the platform's documentation says.",
	},
	cause.ParameterUnknown: {
		"The token has a parameter that the platform does not know. It is passed over, so that what it was to forbid is allowed.",
		"A name is misspelled.",
	},
	cause.OptionNotSigned: {
		"An option stands in the URL, and not in the token, where the platform wants it.",
		"The URL was changed after it was signed, as by adding a width or a time to a picture.",
	},
	cause.SegmentsWithoutToken: {
		"The manifest came, and what it leads to was refused: the token does not go on to renditions or segments.",
		"The player does not send the query or the cookies on, or another domain serves the segments.",
	},
	cause.IssUnexpected: {
		"`iss` is not an issuer that the platform is known to take.",
		"It was filled in as in other uses of JWT.",
	},
	cause.SubUnexpected: {
		"`sub` is not what the platform wants there.",
		"It was filled in as in other uses of JWT.",
	},
	cause.NotTheToken: {
		"Nothing in the token explains the refusal: something else refuses it.",
		"Limits on sites, players, countries or addresses, a video that is not ready or was deleted, or a rule of the network before the platform.",
	},
}

// ruledOut says what shows that a cause does not hold.
var ruledOut = map[cause.Proof]string{
	cause.TokenIsThere:     "there is a token",
	cause.SignatureIsValid: "a key at hand made the token",
	cause.ExpIsAhead:       "`exp` can be read and lies ahead",
	cause.HasBegun:         "`nbf` has passed, or there is none",
	cause.IssuedInPast:     "`iat` has passed, or there is none",
	cause.HasExp:           "`exp` is there",
	cause.StandsWholeInURL: "the URL has the whole token where the platform looks",
	cause.AlgorithmFits:    "the platform takes the algorithm",
	cause.ClaimsFit:        "the claims are as the platform wants them",
	cause.IDsAgree:         "the ID in the token is that of the URL",
	cause.ResourcesAgree:   "the token is for what the URL asks for",
}
