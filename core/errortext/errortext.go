// Package errortext knows the error texts that libraries, players, browsers and stores
// print, and what each of them means.
//
// Nearly all of them say one of some forty things, each in its own words: so a row of the
// table has what the text holds, whose it is, and the [Fault] that it tells of; a fault has
// the sentences. What a platform itself answers stands with the platform, and what an
// answer may come from is said by who knows the token.
package errortext

import (
	"iter"
	"strings"
	"sync"

	"playtoken/core/once"
)

// Text is what is known of an error text.
type Text struct {
	// Whose names the program that prints it: "jsonwebtoken (Node.js)".
	Whose string
	Fault Fault
	// Status is the HTTP status that it stands for, 0 for none.
	Status int
	// Means goes behind a colon, and has no full stop. Look says in sentences what to do.
	Means, Look string

	size int // of what it was told by, in bytes
}

// About is what an error speaks of.
type About int

// What errors speak of.
const (
	Key    About = iota // the key that a token is signed or checked with
	Token               // the token
	Answer              // what came back from a server, or what the player made of it
)

// hadToken marks, beside what an error speaks of, that who prints it has had a token, and
// read it.
const hadToken About = 1 << 4

// About is what the error speaks of.
func (t Text) About() About { return faults[t.Fault].about &^ hadToken }

// HadToken reports whether who prints the error has had a token, and read it.
func (t Text) HadToken() bool { return faults[t.Fault].about&hadToken != 0 }

// Size is how much of the text told it, in bytes: of two that fit, the longer one is meant.
func (t Text) Size() int { return t.size }

// row is an error text. All of its pieces, in small letters and with between between them,
// have to be there. status is that of HTTP which the text stands for, 0 for none.
type row struct {
	has    string
	whose  string
	fault  Fault
	status int16
}

const between = " … "

func is(whose string, f Fault, has string) row { return row{has: has, whose: whose, fault: f} }

// first is the piece by which a row is looked for.
func (r *row) first() string {
	first, _, _ := strings.Cut(r.has, between)
	return first
}

// Ends is how much of a text is looked at: an error stands near the beginning or the end of
// what people paste.
func Ends(text string) string {
	const head, tail = 64 << 10, 32 << 10 // bytes
	if len(text) > head+tail {
		return text[:head] + "\n" + text[len(text)-tail:]
	}
	return text
}

// mostFaults is how many different faults one thing that went wrong is told as. What names
// more is the source of a program, or a manual.
const mostFaults = 5

// tells reports whether a text says whose it is, and what is wrong: that a server refused does not.
func tells(whose string, f Fault) bool {
	return whose != anyJWT && f != SourceFailed && (whose != server || f != Refused)
}

// Find looks for a known error in a text. The longest one counts, and one that names whose it
// is, and what is wrong, before one that many print for anything.
func Find(text string) (found Text, ok bool) {
	text = "\n" + Plain(text) + "\n" // for what is all of a line
	tried, faulty := map[*row]bool{}, map[Fault]bool{}
	for r := range candidates(text) {
		if tried[r] || !r.in(text) {
			tried[r] = true
			continue
		}
		tried[r], faulty[r.fault] = true, true
		if len(faulty) > mostFaults {
			return Text{}, false
		}
		n, before, named := r.size(), tells(found.Whose, found.Fault), tells(r.whose, r.fault)
		if found.size == 0 || named && !before || named == before && n > found.size {
			f := faults[r.fault]
			found = Text{Whose: r.whose, Fault: r.fault, Status: int(r.status), Means: f.means, Look: f.look, size: n}
		}
	}
	return found, found.size > 0
}

// width is how many characters of a piece are looked up at once; no first piece is shorter.
const width = 4

// starts are the rows by how their first piece begins, with a sieve in front of them.
var starts = sync.OnceValues(func() (rows map[string][]*row, sieve *[1 << 16]bool) {
	rows, sieve = map[string][]*row{}, new([1 << 16]bool)
	for _, table := range tables {
		for i := range table {
			start := table[i].has[:width]
			rows[start] = append(rows[start], &table[i])
			sieve[hash(start)] = true
		}
	}
	return rows, sieve
})

func hash(s string) uint16 {
	return uint16(s[0]) ^ uint16(s[1])<<4 ^ uint16(s[2])<<8 ^ uint16(s[3])<<11
}

// candidates are the rows whose first piece stands in a text.
func candidates(text string) iter.Seq[*row] {
	return func(yield func(*row) bool) {
		rows, sieve := starts()
		for at := 0; at+width <= len(text); at++ {
			if !sieve[hash(text[at:])] {
				continue
			}
			for _, r := range rows[text[at:at+width]] {
				if strings.HasPrefix(text[at:], r.first()) && !handled(text[:at]) && !(r.whose == server && guessed(text[:at])) && !yield(r) {
					return
				}
			}
		}
	}
}

// guessed reports whether a person guesses, asks or denies what comes next, in place of telling
// an answer.
func guessed(before string) bool {
	const near = 64 // bytes
	return guess().MatchString(before[max(0, len(before)-near):])
}

var guess = once.Regexp(`(?:^|[^\pL'])(?:maybe|perhaps|possibly|probably|might|may|could|(?:is|was) (?:it|this|there)|(?:is|are|was|do)n't|think|guess|suspect|assume|suppose|wonder|if|whether|like|not?|without|than|vielleicht|eventuell|evtl\.?|wohl|könnte|kein\pL*|peut-être|quizás?|forse|talvez)` +
	`(?: (?:it|it's|its|this|that|is|was|be|have|has|been|get|getting|see|due|to|because|of|an?|any|the|some|e?ine?|ist|es|das|un|une|una))*[ "'(*\x60]*$`)

// handled reports whether code compares something with what comes next, or catches it, in place of
// telling it.
func handled(before string) bool {
	const near = 96 // bytes
	before = before[max(0, len(before)-near):]
	return handles().MatchString(before[strings.LastIndexByte(before, '\n')+1:])
}

var handles = once.Regexp(`==[ "']*$|\bcatch ?\([\w.| \t]*$|\bexcept \(?(?:[\w.]+, )*[\w.]+\.$|\bcase (?:["']|[\w.]+\.)$|\binstanceof [\w.]*$|\berror(?:codes?|details|types?)\.$`)

// Plain is what is looked at of a text, in small letters, with a member of JSON written as
// code writes it and without what changes a text on its way.
//
//go:noinline // its copies would make ptok larger
func Plain(text string) string { return plain.Replace(strings.ToLower(Ends(text))) }

// plain undoes what changes the quotes of a text on its way, the end of a name in JSON and
// the line ends of Windows.
var plain = strings.NewReplacer(`\"`, `"`, "’", "'", "‘", "'", "“", `"`, "”", `"`, `": `, ": ", `":`, ": ", "\r", "")

// in reports whether a text that has the first piece has the others too.
func (r *row) in(text string) bool {
	for rest, more := r.has, true; more; {
		var piece string
		if piece, rest, more = strings.Cut(rest, between); !strings.Contains(text, piece) {
			return false
		}
	}
	return true
}

func (r *row) size() int { return len(r.has) - len(between)*strings.Count(r.has, between) }
