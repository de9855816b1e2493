// Package cause is the table of every reason for which playback fails.
//
// What is known of a cause stands in its row: its code, which scripts rely on, a
// title for people, what it follows from, what rules it out, and which rows of a
// comparison it explains. The order of the rows is the rank: of two causes that
// are as grave, the one that stands first explains more.
//
// A new cause is a row here, a rule that finds it (core/diagnosis, or a platform's
// own), and a case in core/diagnosis/testdata/cases.
package cause

import (
	"slices"
	"strings"

	"playtoken/core/keys"
)

// Code names a cause. The words are part of ptok's contract and never change.
type Code string

// Cause is one row of the table.
type Cause struct {
	Code  Code
	Title string // for the middle of a sentence, where no finding says it better

	// Follows are the causes that this one may follow from, the likeliest first. A
	// finding that follows from another is told under it.
	Follows []Link
	// RuledOutBy is what shows that the cause does not hold.
	RuledOutBy Proof
	// Explains are the rows of a comparison that differ for this cause.
	Explains []Row
	// Keys are the answers of the importer that stand for the cause.
	Keys []keys.Code

	// FirstAsWarning says that as a warning it comes before all others, LastAsInfo
	// that as a remark it comes behind them.
	FirstAsWarning, LastAsInfo bool
}

// Link leads to the cause that another one follows from.
type Link struct {
	To Code
	If Condition
}

// Condition says when a cause that stands beside another follows from it.
type Condition int

// The conditions.
const (
	Always           Condition = iota
	IssuedLately               // a token issued then, with the usual life, would still be good
	IssuedLongAgo              // it would not be
	BeginsWhenIssued           // nbf and iat are the same moment
	TextUnreadable             // the token was not tried without the damage
)

// Proof is what a token, its key and its URL can show against a cause.
type Proof int

// The proofs. Nothing rules out a cause whose row names none.
const (
	NoProof          Proof = iota
	TokenIsThere           // there is a token
	SignatureIsValid       // a key at hand made it
	ExpIsAhead             // exp can be read and lies in the future
	HasBegun               // nbf has passed, or is missing
	IssuedInPast           // iat has passed, or is missing
	HasExp                 // exp is there
	StandsWholeInURL       // the URL has the whole token where the platform looks
	AlgorithmFits          // the platform takes the algorithm
	ClaimsFit              // the claims are as the platform wants them
	IDsAgree               // the ID in the token is that of the URL
	ResourcesAgree         // the token is for what the URL asks for
)

// Row is a row of a comparison of two tokens. Those of members are named like the
// member.
type Row string

// The rows.
const (
	RowKind      Row = "kind"
	RowAlg       Row = "alg"
	RowCrit      Row = "crit"
	RowB64       Row = "b64"
	RowKid       Row = "kid"
	RowAud       Row = "aud"
	RowIss       Row = "iss"
	RowSub       Row = "sub"
	RowExp       Row = "exp"
	RowIat       Row = "iat"
	RowNbf       Row = "nbf"
	RowLife      Row = "life"
	RowSignature Row = "signature"
	RowMadeBy    Row = "made by"
	RowHost      Row = "host"
	RowID        Row = "ID"
	RowPath      Row = "path"
	RowPlace     Row = "token stands"
	RowOption    Row = "option" // any parameter beside the token
	RowNamed     Row = "named"  // those of the members that the finding names
)

// members are the rows that stand for a member of the same name.
var members = []Row{RowAlg, RowCrit, RowB64, RowKid, RowAud, RowIss, RowSub, RowExp, RowIat, RowNbf}

// RowOf is the row of a member of header or claims, "" for one that no cause speaks
// of by its name.
func RowOf(member string) Row {
	if slices.Contains(members, Row(member)) {
		return Row(member)
	}
	return ""
}

// All lists the causes, the ones that explain more first.
func All() []Cause { return slices.Clone(table) }

// Of returns the row of a code. A code that is not in the table has a row of its
// own words, behind all others.
func Of(code Code) Cause {
	if i, ok := ranks[code]; ok {
		return table[i]
	}
	return Cause{Code: code, Title: code.Words()}
}

// Rank is the place of a code in the table, the first being 0.
func (c Code) Rank() int {
	if i, ok := ranks[c]; ok {
		return i
	}
	return len(table)
}

// Home is the address of the pages of docs/causes, as HTML, with a slash at its end. It is
// empty until they have one, and may be set by the linker: -X playtoken/core/cause.Home=URL.
var Home string

// Page is the address of the page about a cause, "" while those have no home: then its code
// stands without a link.
func (c Code) Page() string {
	if _, known := ranks[c]; Home == "" || !known {
		return ""
	}
	return Home + string(c) + ".html"
}

// Words is the code as people read it: "other playback id".
func (c Code) Words() string { return strings.ReplaceAll(string(c), "_", " ") }

// OfKey is the cause that an answer of the importer stands for, "" for none.
func OfKey(code keys.Code) Code {
	for _, c := range table {
		if slices.Contains(c.Keys, code) {
			return c.Code
		}
	}
	return ""
}

// ranks are the places in the table by code.
var ranks = func() map[Code]int {
	m := make(map[Code]int, len(table))
	for i, c := range table {
		m[c.Code] = i
	}
	return m
}()
