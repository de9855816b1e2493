package edge

import "playtoken/core/cause"

// What is said of a request in the middle of a sentence.
const (
	newKey         = "a new key"
	noKeyMadeIt    = "none of the keys here made the token"
	noProof        = "the token does not go on to what the playlist names, and no proof of the edge came in its place"
	tokenForProof  = "a token came with what the playlist names, in place of the proof that the playlist has for it"
	noSigner       = "no key here signs for that platform"
	proofEnded     = "the proof that the edge put into the name has ended"
	proofOfOther   = "the proof in the name was not made by this edge for this address"
	brokeDown      = "the edge itself broke down on it"
	otherHost      = "it was sent to another host"
	tooLong        = "the address is too long"
	tooMuch        = "it came with more than is read"
	noSuchMethod   = "the method is none that is answered here"
	leadsElsewhere = "the path leads elsewhere"
	noURL          = "there are characters in the address that none has"
	noAddress      = "Playtoken-Client-IP is no address"
	notImitated    = "this edge does not imitate the platform of that address"
	notOurs        = "there is no such page here, and the address does not begin with a host"
	fromOtherPage  = "a page of another origin asks"
	signIsOff      = "signing is switched off"
)

// What the edge answers in its own name, in sentences.
const (
	sayOff        = "This edge does not sign. Start it with --sign, or switch signing on in the window, to get tokens here."
	sayNoSigner   = "There is no key here that signs for this platform."
	sayHelp       = "This is an edge on your own machine. The first piece of the path is the host of the platform: /stream.example.com/ID.m3u8?token=…"
	sayFile       = "The token was taken. The sample has nothing of this kind, so that this line stands in its place."
	noteMovie     = "the sample's segments one behind the other, as MPEG-TS"
	notePicture   = "the sample's picture, as JPEG"
	noteLicence   = "no licence: the sample is not encrypted"
	noteFile      = "no file of this kind in the sample"
	noteMayFail   = "may fail at the platform: "
	noteOtherHost = "the host is none of the platform's own: it has to be the customer's domain there"
	noteUnseen    = "a licence wants POST: by GET nobody looks at its token"
	noteOwnSheet  = "a form of the edge's own"
	embedded      = "The token was taken. In place of the platform's player:"
	playHere      = "play the sample"
)

// title is a cause for the middle of a sentence.
func title(c cause.Code) string { return cause.Of(c).Title }
