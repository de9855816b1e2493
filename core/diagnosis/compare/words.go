package compare

// The headlines.
const (
	noneInEither = "Neither text has a token in it"
	noneInSecond = "The second text has no token in it"
	noneInFirst  = "The first text has no token in it"
	setsApart    = "What sets the second one apart: "
	sameToken    = "Both are the same token"
	noneMatters  = "No difference that matters to the platform"
	theyDiffer   = "They differ in "
)

// Why a difference matters, or does not.
const (
	otherKindNote = "Another kind of token."
	algNote       = "The platform looks at the algorithm."
	kidNote       = "The platform looks up the key by it."
	audNote       = "It says what the token opens."
	addressNote   = "It says from where viewers may play it."
	ownID         = "Each token opens its own ID."
	eachCovers    = "Each of them covers the URL that it stands with."
	otherMoments  = "Tokens made at different moments differ here."
	sameLength    = "A signature of one algorithm and key always has the same length."
	otherKeys     = "They were made with different keys."
	onePlace      = "The platform looks for the token in one place."
)
