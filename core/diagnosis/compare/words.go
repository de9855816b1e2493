package compare

// The headlines.
const (
	noneInEither = "Neither text has a token in it"
	sameToken    = "Both are the same token"
	noneMatters  = "No difference that matters to the platform"
	theyDiffer   = "They differ in "

	requestsDiffer = "; the requests differ in "
	answersDiffer  = "; the answers differ"
)

// Headlines about the first of two texts, and about the second.
var (
	noneIn    = [2]string{"The first text has no token in it", "The second text has no token in it"}
	setsApart = [2]string{"What sets the first one apart: ", "What sets the second one apart: "}
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
	besideNote    = "The platform may refuse by it, whatever the token says."
	onePlace      = "The platform looks for the token in one place."
)
