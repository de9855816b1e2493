package platform

// Account is a platform's API for signing keys, as data: which calls there are, what they
// carry, where in a reply each thing stands, and what a refusal means. core/account makes
// the calls.
//
// A place in a reply is a path of members joined by points: "data.privateKey". On its way
// through a list it leads into every element, so that "errors.code" is the code of each error.
type Account struct {
	Base string // "https://api.fastpix.com/v1": every path follows it
	// Credentials are what a person has to have, in the order in which they are asked for,
	// and MadeAt is where the platform makes them: "Settings, Access Tokens".
	Credentials []Credential
	MadeAt      string
	Headers     []Header // of every call
	LongestID   int      // of a key, in bytes; 0 where no limit is known
	// Organization names the credential that chooses where a call goes and may be missing:
	// then it goes to the default one. "" where there is no such choice.
	Organization string
	// PlainClaims are the claims with which the form of plain JWTs begins, for a platform that
	// has no form of its own: a JSON object in which {id} stands for the key's ID as a string.
	PlainClaims string

	// The calls. Those that the platform does not have are nil: one with a secret for a
	// whole project has Secret and RotateSecret in place of the first four.
	List, Get, Create, Delete *Call
	Secret, RotateSecret      *Call
	Policy, SetPolicy         *Call
	NoSecret                  string // what to say where a reply has an empty Secret

	Success   Success
	Said      []string // where a refusal says in words what is wrong, the best place first
	Fields    string   // where it lists the fields that it refuses, each with field and message
	RequestID string   // where a reply has the ID that the platform's support asks for
	Refusals  []Refusal
}

// Call is the call of an action, nil where the platform does not have it.
func (a *Account) Call(action Action) *Call {
	switch action {
	case ListKeys:
		return a.List
	case GetKey:
		return a.Get
	case CreateKey:
		return a.Create
	case DeleteKey:
		return a.Delete
	case GetSecret:
		return a.Secret
	case ReplaceSecret:
		return a.RotateSecret
	case GetPolicy:
		return a.Policy
	case PutPolicy:
		return a.SetPolicy
	}
	return nil
}

// Credential is one thing that shows to the platform who asks.
type Credential struct {
	Name     string // "token_id": scripts and files use it
	Label    string // "Access token ID"
	Help     string // one sentence, or nothing
	Optional bool
	Secret   bool // never shown; what is not secret, such as the ID of an account, is
	// Check says what is wrong with a text that is not empty, or nothing; may be nil.
	Check func(text string) *Problem
}

// Header is a header of a request. Its value is Text and, behind it, the credentials.
type Header struct {
	Name string
	Text string // "Bearer ", "Basic "; the whole value where From is empty
	// From names credentials. One goes into the value as it is; two are user and password of
	// HTTP Basic (RFC 7617). Where the first one is missing the header is left out.
	From []string
}

// Call is one request, and where its reply has what is wanted.
type Call struct {
	Method string // "POST"
	// Path follows the base. {id} stands for the key's ID, another name for the credential of
	// that name; each goes in percent-encoded.
	Path    string
	Headers []Header // beside those of the account
	Body    string   // {value} stands for a JSON string; "" for no body
	// RequestHeader carries an ID of the request, by which the platform knows one that comes
	// twice, and answers it with its first reply; "" where there is none.
	RequestHeader string
	Paging        *Paging // nil where everything comes at once
	Reply         Reply
	Basis         Basis
}

// Paging is how a list is asked for that comes in pages, which count from 1.
type Paging struct {
	Limit, Page string // parameters: how many a page has at most, and which page is asked for
	Size        int    // how many are asked for
	// Pages is where a reply has the number of pages, "" for nowhere. Without it the list
	// ends with the first page that is empty.
	Pages string
}

// Reply is where a reply has what is wanted. Of several places the first that is there
// counts.
type Reply struct {
	Keys      string   // the list; the other places are inside an element of it. "" for one key
	MayLack   bool     // the list may be left out where it is empty
	ID        []string // the ID of a key
	CreatedAt []string // RFC 3339, or Unix seconds as text or number
	Private   []string // the private key, mostly base64 of PEM
	Public    []string // the public key
	Value     []string // a secret or a setting
	MayEmpty  bool     // the reply may have no body
}

// Success is a member that tells whether a reply with a status of success is one.
type Success struct {
	Place string // "success"; "" where the status alone decides
	Is    string // its value in a reply that is one, as text: "true"
	// Decides says that it is always there: a reply without it is none that is known.
	Decides bool
}
