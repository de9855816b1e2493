package cloudfront

import (
	"bytes"
	"encoding/json"
	"net/netip"
	"slices"
	"strings"

	"playtoken/core/token"
)

// Flaw is one thing in which a policy that is sent is not as the AWS guide has it.
type Flaw struct {
	Kind FlawKind
	Name string // of the member, "" where it is none
	Want string // of Misspelt, the name that AWS gives
	Raw  string // its JSON, of WrongValue and WrongAddress
}

// FlawKind says what is wrong.
type FlawKind int

// What AWS states, and therefore refuses: "Include all punctuation and parameter names
// exactly as specified", one value for Resource, one IPv4 address or network.
const (
	Misspelt     FlawKind = iota // a name of AWS in other letters
	Misplaced                    // a name of AWS in another place
	WrongValue                   // not the type or the form that AWS gives
	WrongAddress                 // not one IPv4 address or network
)

// What is not in the guide, and of which nobody has established what the edge makes.
const (
	Unknown    FlawKind = iota + 100 // a name that the guide does not have
	Empty                            // a resource that is there, and empty
	WhiteSpace                       // which the guide says to remove
)

// Stated reports whether AWS states that the policy must not be so.
func (f Flaw) Stated() bool { return f.Kind < Unknown }

// Flaws lists what is wrong with the form of a custom policy, in the order of its text. A
// canned one is made by the edge. A policy of which no claims can be read has faults, and
// no flaws.
func Flaws(t *token.Token) []Flaw {
	s, _ := token.SettingOf[Settings](t.Settings)
	if !s.Custom || !t.Claims.Readable {
		return nil
	}
	whole, _ := token.ReadPart(t.Payload, token.ClaimsPart)
	statements, _ := whole.Get(statementList)
	list := strangers(whole.Members, statementList)
	for _, statement := range statements.Items { // it is one
		list = append(list, ofStatement(statement.Members)...)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, t.Payload); err == nil && compact.Len() != len(t.Payload) {
		list = append(list, Flaw{Kind: WhiteSpace})
	}
	return list
}

func ofStatement(members []token.Member) (list []Flaw) {
	for _, m := range members {
		wrong := Flaw{Kind: WrongValue, Name: m.Name, Raw: m.Value.Raw}
		switch {
		case m.Name == Resource && m.Value.Type != token.Text, m.Name == condition && m.Value.Type != token.Nested:
			list = append(list, wrong)
		case m.Name == Resource && m.Value.Text == "":
			list = append(list, Flaw{Kind: Empty, Name: m.Name})
		case m.Name == condition:
			list = append(list, ofConditions(m.Value.Members)...)
		default:
			list = append(list, strangers([]token.Member{m}, Resource, condition)...)
		}
	}
	return list
}

func ofConditions(members []token.Member) (list []Flaw) {
	for _, m := range members {
		inner, known := wrapped[m.Name]
		if !known {
			list = append(list, strangers([]token.Member{m}, Before, After, Address)...)
			continue
		}
		others := strangers(m.Value.Members, inner)
		list = append(list, others...)
		value, ok := inside(m.Value, inner)
		_, v4 := Network(value.Text)
		misspelt := slices.ContainsFunc(others, func(f Flaw) bool { return f.Want == inner })
		switch {
		case !ok && !misspelt:
			list = append(list, Flaw{Kind: WrongValue, Name: m.Name, Raw: m.Value.Raw})
		case ok && m.Name == Address && !v4:
			list = append(list, Flaw{Kind: WrongAddress, Name: m.Name, Raw: value.Raw})
		}
	}
	return list
}

// names are all that AWS gives.
var names = []string{statementList, Resource, condition, Before, After, Address, wrapped[Before], wrapped[Address]}

// strangers are the members beside those that belong to a place.
func strangers(members []token.Member, belong ...string) (list []Flaw) {
	for _, m := range members {
		if slices.Contains(belong, m.Name) {
			continue
		}
		f := Flaw{Kind: Unknown, Name: m.Name}
		for _, name := range names {
			short := strings.TrimPrefix(name, "AWS:")
			if !strings.EqualFold(m.Name, name) && !strings.EqualFold(m.Name, short) {
				continue
			}
			if f.Kind = Misplaced; slices.Contains(belong, name) {
				f.Kind, f.Want = Misspelt, name
			}
		}
		list = append(list, f)
	}
	return list
}

// Network reads the address of a policy: one IPv4 address, or one network in CIDR form. ok
// is false for anything else.
func Network(text string) (n netip.Prefix, ok bool) {
	if a, err := netip.ParseAddr(text); err == nil {
		return netip.PrefixFrom(a, a.BitLen()), a.Is4()
	}
	n, err := netip.ParsePrefix(text)
	return n, err == nil && n.Addr().Is4()
}
