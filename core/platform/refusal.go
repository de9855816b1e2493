package platform

// FaultCode names why a call to a platform's API did not do what was asked. The words are
// part of ptok's contract and never change.
type FaultCode string

// The faults.
const (
	FaultUnauthorized FaultCode = "unauthorized"   // the credentials are not accepted
	FaultForbidden    FaultCode = "forbidden"      // they are, but may not do that
	FaultNotFound     FaultCode = "not_found"      // there is no such key
	FaultLimitReached FaultCode = "limit_reached"  // there are as many keys as may be
	FaultInvalid      FaultCode = "invalid"        // what is asked for is refused, here or there
	FaultRateLimited  FaultCode = "rate_limited"   // too many requests
	FaultPlatform     FaultCode = "platform_fault" // the platform has a fault of its own
	FaultRedirected   FaultCode = "redirected"     // it sent us on, which is not followed
	FaultNotJSON      FaultCode = "not_json"       // the answer has no form that is known
	FaultTooLarge     FaultCode = "too_large"      // the answer is too large
	FaultTLS          FaultCode = "tls"            // no connection that can be trusted
	FaultUnreachable  FaultCode = "unreachable"    // no connection, or one that was cut
	FaultTimeout      FaultCode = "timeout"        // no answer in time
	FaultProxy        FaultCode = "proxy"          // a proxy on the way refuses
	FaultReplayed     FaultCode = "replayed"       // an earlier reply came in place of a new key
	FaultSaveFailed   FaultCode = "save_failed"    // the key was made and could not be saved
)

// Action is one of the calls of an [Account].
type Action string

// The actions.
const (
	ListKeys      Action = "list"
	GetKey        Action = "get"
	CreateKey     Action = "create"
	DeleteKey     Action = "delete"
	GetSecret     Action = "secret"
	ReplaceSecret Action = "rotate"
	GetPolicy     Action = "policy"
	PutPolicy     Action = "set_policy"
)

// Refusal is what one answer of the platform's API means. The first row that fits counts.
type Refusal struct {
	Status int      // HTTP status; 0 for every one that no row fits
	On     []Action // nil for any
	// Place is where the reply has to hold a text, and Holds the text, in small letters: a
	// number whole, a word anywhere. Both are "" where the status is enough.
	Place, Holds string
	Code         FaultCode
	// Text is what to say. In braces stand the name of a credential that is no secret, {id}
	// for the key's ID, {said} for the platform's own words, {status}, and {request} for the
	// ID of the request.
	Text string
	Hint string // what to do beside, "" for nothing
	// Done says that what was asked for is so: the text is a remark.
	Done  bool
	Basis Basis // "" where nothing is established and the status is read as usual
}
