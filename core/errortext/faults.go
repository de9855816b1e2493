package errortext

// Fault is what an error text tells of.
type Fault uint8

// The faults. Of some the sentences say all; which causes they point to is told where a
// token can be weighed against them.
const (
	KeyNotRead Fault = iota
	KeyNotAsymmetric
	KeyNotSecret
	KeyMissing
	KeyTooShort
	KeyPublic
	KeyLocked
	KeyOtherForm
	KeyDamaged
	KeyOtherKind
	KeyNotFound
	KeyNotAllowed
	KeyDisposed
	OtherRelease
	NotBase64
	OldAlgorithm
	TokenNotWhole
	TokenNotThere
	TokenNotRead
	SignatureRefused
	TokenRefused
	TokenEnded
	TokenTooEarly
	IssuedTooLate
	TimeWrongType
	EndMissing
	AudienceRefused
	IssuerRefused
	SubjectRefused
	AlgorithmRefused
	ClaimNotThere
	SealBroken
	OtherVersion
	Refused
	NotFound
	ServerFailed
	ManifestNotLoaded
	SourceFailed
	PieceNotLoaded
	NoAnswer
	TooSlow
	CrossOrigin
	PageForbids
	NotSecure
	NotMedia
	NotPlayable
	LicenceRefused
	NoDRM
	LicenceEnded
	KeyOfMediaNotLoaded
	WantsClick
	BucketRefused
	BucketSignature
	BucketEnded
	ClocksDiffer
	Blocked
	CountryRefused
	DomainRefused
	APIRefused
	Challenged
	EdgeRefused
	PlayerLicence
	PackageMissing
	ClaimTwice
	BucketNotSigned
	BucketTooEarly
	KeyWrongLength
	URLEnded
	HashRefused
	ShellCut
	Failed
	LedElsewhere
	lastFault
)

// Faults is how many there are.
const Faults = int(lastFault)

var faults = [lastFault]struct {
	about       About
	means, look string
}{
	KeyNotRead: {
		Key, "the key could not be read; it is no whole key in PEM",
		"See what the program really gets: the whole PEM with its BEGIN and END lines and real line ends, not \\n as two characters, no base64 or quotes around it, not the name of a file. Open the key here: it is said which of these it is.",
	},
	KeyNotAsymmetric: {
		Key, "the algorithm, such as RS256, wants a private key, and the program got something else",
		"A shared secret, an empty variable, the name of a file or a PEM without its line ends is no private key. Hand over the text of the PEM, with its BEGIN and END lines.",
	},
	KeyNotSecret: {
		Key, "a shared secret is wanted, as for HS256, and the program got a private or public key",
		"Say the algorithm of the key: RS256 for an RSA key, ES256 for one of P-256. Without it many libraries take HS256.",
	},
	KeyMissing: {
		Key, "there is no key; what should hold it is empty",
		"Look at the name of the variable or the file, and whether the program that runs has it at all: .env files and secrets are often there on one machine only.",
	},
	KeyTooShort: {
		Key, "the key is too short for the algorithm",
		"RS256 wants an RSA key of 2,048 bits or more, HS256 a secret of 32 bytes or more. Where a private key was meant, the program got only a piece of it.",
	},
	KeyPublic: {
		Key, "a private key is wanted, and there is a public one, or none",
		"Sign with the private key; the public half can only check.",
	},
	KeyLocked: {
		Key, "the private key is encrypted, and its password is missing or wrong",
		"Give the password, or take the encryption off: openssl pkey -in key.pem -out plain.pem",
	},
	KeyOtherForm: {
		Key, "the key is in a form that the function does not take",
		"Many take PKCS#8 alone (BEGIN PRIVATE KEY), and not BEGIN RSA PRIVATE KEY or a certificate; turn it: openssl pkcs8 -topk8 -nocrypt -in key.pem. Where the bytes are wanted, take the BEGIN and END lines off and decode the base64.",
	},
	KeyDamaged: {
		Key, "the inside of the key is damaged or cut, or it is another kind of file",
		"Copy the whole key again from where it was created. Often its line ends are lost, or it was decoded from base64 once too often or not at all. Open it here to see where it breaks off.",
	},
	KeyOtherKind: {
		Key, "the key is of another kind than the algorithm",
		"RS256 and PS256 go with an RSA key, ES256 with one of P-256, EdDSA with Ed25519, HS256 with a shared secret. Say the algorithm that goes with the key. In Go a PEM has to be parsed first: its bytes are a shared secret.",
	},
	KeyNotFound: {
		Key, "no key has the ID that the token names, or it names none",
		"Compare the kid of the token with the IDs of the keys: it is missing, of another workspace, or of a key that was deleted or renewed since.",
	},
	KeyNotAllowed: {
		Key, "the key may not be used for this",
		"A key for the browser is imported for sign or for verify and for one algorithm: import it with both as they are used.",
	},
	KeyDisposed: {
		Key, "the key was disposed of before the token was signed",
		"The library keeps the key and uses it later: leave out the using around RSA.Create(), or keep the RSA object as long as the program signs.",
	},
	OtherRelease: {
		Key, "the code is written for another package or release",
		"Look at what is installed under the name, and call it as the notes of its release say: the helpers of an SDK move with a major version. In Python import jwt is PyJWT (pip install pyjwt, and no package called jwt); since 2.0 its encode returns text, without .decode(), and its decode wants algorithms. In PHP, php-jwt wants the algorithm since 6.0, and decode takes a Key. In .NET take RSA.Create() and ImportFromPem in place of RSACryptoServiceProvider.",
	},
	NotBase64: {
		Key, "something that should be base64 has other characters in it",
		"It may be the key, the secret or a part of the token: a PEM that was given where only its middle is wanted, a space or quote at the end, + and / in the place of - and _, or a text that is no base64 at all.",
	},
	OldAlgorithm: {
		Key, "OpenSSL 3 no longer has the algorithm that was asked for",
		"With Node.js 17 or later this comes mostly from an old build tool and not from the key: update it. A key file encrypted in an old way has to be written anew: openssl pkcs8 -topk8",
	},
	TokenNotWhole: {
		Token, "the token has not three parts with two dots between: it is cut, or is no token",
		"Look at what the checker gets: an empty text, undefined, the word Bearer in front, quotes, a whole URL, or a token that lost its end on the way. Paste it here as it is sent.",
	},
	TokenNotThere: {
		Token, "no token came",
		"Look at the request that is really sent: the name of the parameter or header, and whether a redirect or the player drops it.",
	},
	TokenNotRead: {
		Token, "a part of the token cannot be read",
		"Something changed it on the way: it was cut, encoded once more, edited by hand, or it is an encrypted or another kind of token. Paste it here as it is sent.",
	},
	SignatureRefused: {
		Token | hadToken, "the signature does not fit the key",
		"Another key signed it, the secret was read in another encoding (text, base64, hexadecimal), or the token was changed after it was signed. Paste the token here with the key: it is said which.",
	},
	TokenRefused: {
		Token | hadToken, "the token was not taken, and why is not said",
		"It has expired, its signature is of another key, or a claim is not the one that is wanted. Paste the URL that was asked for, with the token in it.",
	},
	TokenEnded: {
		Token | hadToken, "the token has expired",
		"Sign a fresh one. Where it was fresh: exp in seconds since 1970, and not a length of time; and the clock of the signer.",
	},
	TokenTooEarly: {
		Token | hadToken, "the token is not valid yet",
		"nbf or iat lies ahead: compare the clocks of signer and checker, and set nbf a minute back. Times are in seconds, not in milliseconds.",
	},
	IssuedTooLate: {
		Token | hadToken, "the token was issued in the future",
		"The clock of the signer is ahead, a local time was taken for UTC, or iat is in milliseconds.",
	},
	TimeWrongType: {
		Token | hadToken, "a time in the token is no whole number of seconds",
		"Write exp, nbf and iat as numbers, in seconds since 1970: no text, no date, no fraction.",
	},
	EndMissing: {
		Token | hadToken, "the token has no expiry",
		"Put exp into it, in seconds since 1970.",
	},
	AudienceRefused: {
		Token | hadToken, "the audience, aud, is not the one that is expected",
		"Compare aud letter by letter with what the platform wants: its prefix, the ID, a list in the place of a text.",
	},
	IssuerRefused: {
		Token | hadToken, "the issuer, iss, is not the one that is expected",
		"Compare iss letter by letter with what is expected, the slash at its end, too. It may be a token of another service.",
	},
	SubjectRefused: {Token | hadToken, "the subject, sub, is not the one that is expected, or no text", "Compare sub letter by letter with what is expected; a number is no text."},
	AlgorithmRefused: {
		Token | hadToken, "the token is signed with an algorithm that is not accepted",
		"Look at alg in the header. Libraries that were not told sign with HS256, where most platforms want RS256.",
	},
	ClaimNotThere: {Token | hadToken, "a claim that is wanted is missing", "Add the claim that the text names, and sign again."},
	SealBroken: {
		Token | hadToken, "the token does not open: it was sealed with another key, or was changed",
		"Use the secret of the same project, read in the same way (bytes, hexadecimal, base64). Footer and implicit assertion are part of the seal, too.",
	},
	OtherVersion: {
		Token | hadToken, "it is a token of another version or purpose than the one expected",
		"Look at how the token begins, v4.local or v4.public, and use the function and key of that.",
	},
	Refused: {
		Answer, "the server refused the request",
		"Paste the URL that was asked for, with the token in it: it is said whether the token is the cause.",
	},
	NotFound: {
		Answer, "there is nothing under the address",
		"Look at the ID in the URL: it has to be the playback ID, and not that of the asset or media. Some hide a refusal behind 404.",
	},
	ServerFailed: {
		Answer, "the server failed",
		"Try again, and look at the status page of the platform. The token is hardly the cause.",
	},
	ManifestNotLoaded: {
		Answer, "the player could not load the manifest",
		"Open the network panel of the browser, or curl -i the URL: the status says why. 401 and 403 speak of the token, 404 of the ID; no status at all of CORS, DNS or a blocker. Paste the URL that was asked for.",
	},
	SourceFailed: {
		Answer, "the player could not open the source, and does not say why",
		"Look further down in the log, at Caused by or NSUnderlyingError, or ask for the URL with curl -i: the status says why. 401 and 403 speak of the token, 404 of the ID. Paste the URL that was asked for.",
	},
	PieceNotLoaded: {
		Answer, "the player loaded the manifest, and not what stands in it",
		"Look whether the token is on the requests for variants and segments too, and whether it has ended meanwhile. Paste the URL of the request that failed, with its status.",
	},
	NoAnswer: {
		Answer, "no answer came from the server",
		"It is the network and not the token: the name of the host, DNS, certificate, firewall, a blocker in the browser, or a server that is down.",
	},
	TooSlow: {Answer, "the server did not answer in time", "It is the network or the server, and not the token."},
	CrossOrigin: {
		Answer, "the browser kept the answer from the page: it has no CORS header for this origin",
		"Very often it is a 401 or 403 behind it, for error pages come without these headers: open the URL in a tab of its own, or with curl -i, and see the status. With 200 the server has to allow the origin.",
	},
	PageForbids: {
		Answer, "the page itself forbids the request",
		"It is the page's content security policy: allow the host in media-src and connect-src, and blob: in media-src and worker-src.",
	},
	NotSecure: {
		Answer, "the request was stopped because it is not HTTPS",
		"Ask for https:// in place of http://. The token is not the cause.",
	},
	NotMedia: {
		Answer, "what came back is no manifest or media that the player knows",
		"Look at what came: an error page or JSON in its place says that the request was refused or went to the wrong address. Paste the URL that was asked for.",
	},
	NotPlayable: {
		Answer, "the player got the media and cannot play it",
		"It is the codec, a damaged file or the device, and not the token.",
	},
	LicenceRefused: {
		Answer, "the licence for DRM was not given",
		"Look at the status of the request for the licence: 401 and 403 speak of the token for DRM, which often is another one than that of the stream. Paste the licence URL with its token.",
	},
	NoDRM: {
		Answer, "this device, browser or page has no DRM that the media asks for",
		"EME wants https; Widevine runs in Chrome, Edge and Firefox, FairPlay in Safari. The token is not the cause.",
	},
	LicenceEnded: {Answer, "the licence for DRM has ended", "Ask for a new licence, with a token that has not ended."},
	KeyOfMediaNotLoaded: {
		Answer, "the key that decrypts the segments could not be loaded",
		"Look at the status of the request for the key: it needs the token too. Paste the URL of that request.",
	},
	WantsClick: {
		Answer, "the browser plays nothing with sound before somebody has clicked",
		"Start muted, or after a click. The token is not the cause.",
	},
	BucketRefused: {
		Answer, "the store behind refused the request",
		"The CDN may read its store only with a permission: an origin access, a bucket policy, a name that exists. The token of the viewer is not the cause, unless the URL of the store itself was asked for.",
	},
	BucketSignature: {
		Answer, "the signature in the URL of the store does not fit",
		"The URL was changed after it was signed, the secret is of another access key, or a method, host or header differs from what was signed.",
	},
	PackageMissing: {
		Key, "the library lacks the package that the algorithm needs",
		"Install it with the library, as by pip install \"pyjwt[crypto]\": without it only HS256 and its kin are there.",
	},
	ClaimTwice: {
		Token, "a claim is given twice, in the payload and as an option",
		"Leave one of them out: a time as an option is a length of time, in the payload it is the moment in seconds since 1970.",
	},
	BucketNotSigned: {
		Answer, "the store itself was asked, with the signature of another way",
		"A URL signed for a CDN in front of it has to name the CDN's domain: the store does not know that signature. Where the CDN was asked, it has handed the signature on: viewers are not restricted there.",
	},
	BucketTooEarly: {
		Answer, "the signed URL of the store begins later",
		"Its date is ahead of the store's clock: take it in UTC and in seconds, and set the clock of the machine that signs.",
	},
	KeyWrongLength: {
		Key, "the key has another length than this version and purpose want",
		"A shared secret for v2.local, v3.local or v4.local has 32 bytes: decode 64 hexadecimal digits, 44 characters of base64 or what stands behind k4.local. first. A private key of v2.public or v4.public has 64. A text is one only where it has 32 characters and the library takes its bytes.",
	},
	URLEnded: {
		Answer | hadToken, "the signed URL has ended",
		"Sign a fresh one. Where it was fresh: the moment in seconds since 1970, by the right clock, and the life that is set at the edge.",
	},
	ShellCut: {
		Answer, "the shell cut the address at its first &, so that all of it behind was not sent",
		"Put the whole address in quotes: single ones in a shell, double ones in cmd.exe.",
	},
	HashRefused: {
		Answer | hadToken, "the hash in the URL does not fit",
		"Compare what is hashed, piece by piece and in its order: path without host and query, moment, the numbers behind it, and the key that is set at the edge now.",
	},
	Failed: {
		Answer, "what was asked for did not come",
		"Read the whole message, and ask for the URL with curl -i: 401 and 403 speak of the token, 404 of the ID, no answer at all of the network.",
	},
	LedElsewhere: {
		Answer, "the answer leads elsewhere",
		"Follow it with curl -iL: a page to log in at its end plays nothing, and the token need not go along.",
	},
	PlayerLicence: {
		Answer, "the player itself has no licence for this page or app",
		"It is the licence key of the player, which its maker gives for named domains and apps: add this one there. The token of the video is not the cause.",
	},
	BucketEnded:  {Answer, "the signed URL of the store has ended", "Make a fresh one. One that was signed with a temporary session ends with that session, whatever it says."},
	ClocksDiffer: {Answer, "the clock of the signer is too far off", "Set the clock of the machine that signs, and sign again."},
	CountryRefused: {
		Answer, "it may not be played in the country from which it is asked for",
		"Check in which countries it may be played, and from which one the viewer asks, be it through a VPN or a proxy. The token is not the cause.",
	},
	DomainRefused: {
		Answer, "it may not be played on this site",
		"Add the domain of the page to those where the video may be played; localhost and a preview are domains of their own. The token is not the cause.",
	},
	APIRefused: {
		Answer, "the API did not take the API token of the account",
		"That is another thing than a playback token: look at its permissions, the account, and whether it has ended.",
	},
	Challenged: {
		Answer, "a page came that wants to see a browser, in place of what was asked for",
		"No player can answer it. Whoever runs the CDN leaves the videos out of its rules against bots. The token is not the cause.",
	},
	EdgeRefused: {
		Answer, "a rule of the edge refused the request, and which one it does not say",
		"The token, the country, the address, the referrer or a rule against bots: whoever runs it finds which one by the reference that the page shows.",
	},
	Blocked: {
		Answer, "a rule of the CDN or its firewall blocked the request",
		"Country, address, referrer, user agent or a bot rule: look into the firewall's log with the number that the page shows. The token is not the cause.",
	},
}
