package urlsig

import "slices"

// separators stand between the rest of the signed text and the expiry, the
// plainest first.
var separators = []string{":", "", ".", "|", "&", "\n", "?expires=", "&expires=", ",", ";", "-", "_", "/", " "}

// queriesFor leaves out what comes to the same when there is no expiry.
func queriesFor(expiry param) []Query {
	if expiry.name == "" {
		return []Query{QueryNone, QueryAll, QuerySorted}
	}
	return queries
}

func placesFor(expiry param) []Place {
	if expiry.name == "" {
		return []Place{Absent}
	}
	return places
}

// separatorsFor adds the expiry's own name to the usual separators.
func separatorsFor(expiry param, place Place) []string {
	switch {
	case place == Absent:
		return []string{""}
	case expiry.name == "expires" || len(expiry.name) > maxSeparator-2:
		return separators
	default:
		return append(slices.Clip(separators), "?"+expiry.name+"=", "&"+expiry.name+"=")
	}
}

// unitOf tells seconds from milliseconds: before the year 5138 no number of
// seconds has 12 digits, and since 1973 each number of milliseconds has.
func unitOf(value string) Unit {
	if len(value) >= 12 {
		return Milliseconds
	}
	return Seconds
}
