package why

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/humantime"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// shown words the text, with the token in its middle.
func (p *Paste) shown() PasteState {
	s := PasteState{Text: p.text, Editing: p.editing, Hidden: !p.editing && p.text != "" && !p.canEdit()}
	t := p.token()
	switch {
	case p.empty():
		return s
	case p.found.Paste.HasKey:
		s.What = "a key"
		return s
	case (t == nil || t.Text == "") && !p.editing: // there is none, or it is too large to be read
		s.Before = excerpt(p.text)
	case t != nil:
		before, after := p.found.Paste.Around(p.pick)
		s.Before, s.After, s.Parts = tail(before), excerpt(after), shownParts(t)
		s.Blanks = [2]bool{strings.TrimRight(before, blanks) != before, strings.TrimLeft(after, blanks) != after}
	}
	if line := p.found.Line(); p.found.Verdict.AsOf.From == diagnosis.FromPaste {
		s.TimeRead = oneLine(line.When)
	}
	if status := p.found.InText(); status > 0 && t != nil {
		s.StatusRead = strconv.Itoa(status)
	}
	s.What = p.found.Paste.What
	if of := len(p.found.Paste.All); t != nil && of > 1 {
		s.What = fmt.Sprintf("%s, %d tokens", s.What, of)
		if tally := p.tally(); tally != "" && !p.found.Paste.IsLog() { // of a log the requests count
			s.What += ": " + tally
		}
		s.Token, s.Of, s.Tokens = p.pick, of, p.names
	} else if t != nil && !t.IsURL() && p.found.Paste.What != "token" {
		s.What += ", 1 token"
	}
	if p.found.Paste.IsLog() {
		s.Every = p.found.Paste.Requests
	} else if s.Of > fewTokens {
		s.Every = s.Of
	}
	return s
}

// fewTokens are seen at one glance: nobody asks for a list of them.
const fewTokens = 4

// mostNamed is how many tokens are offered by name; more are stepped through.
const mostNamed = 20

// names tells the tokens of a text apart: by where they stand, else by what they
// open, else by when they end.
func names(paste extract.Paste, o diagnosis.Options) (list []string) {
	if len(paste.All) < 2 || len(paste.All) > mostNamed {
		return nil
	}
	for i, f := range paste.All {
		list = append(list, fmt.Sprintf("%d  %s", i+1, place(f)))
	}
	if distinct(paste.All, place) {
		return list
	}
	for i := range paste.All {
		c := diagnosis.Recognise(paste, diagnosis.Options{Token: i + 1, Platform: o.Platform})
		if t := c.Token; t != nil {
			if c.Platform != nil && c.Platform.IDOf(t, nil) != "" {
				list[i] += "  " + bothEnds(token.Inert(c.Platform.IDOf(t, nil)))
			}
			if exp, ok := t.Time("exp"); ok && exp.Usable() {
				list[i] += "  to " + humantime.Short(exp.At, o.Now, time.UTC) + " UTC"
			}
		}
	}
	return list
}

// each is what is found out of each of a few tokens of a text, nil where there is one alone, or too
// many.
func each(paste extract.Paste, o diagnosis.Options) (list []diagnosis.Case) {
	if len(paste.All) < 2 || len(paste.All) > mostNamed {
		return nil
	}
	o.Memo = new(verify.Memo) // of one, the others are looked at too
	for i := range paste.All {
		o.Token = i + 1
		list = append(list, diagnosis.Recognise(paste, o))
	}
	return list
}

// tally tells how many of a few tokens play, and how many fail. Of the one that is shown it says
// what the banner does.
func (p *Paste) tally() string {
	n := map[fate]int{}
	for i := range p.every {
		c := &p.every[i]
		if i == p.pick {
			c = p.found
		}
		n[fate{c.Verdict.State, unsure(c)}]++
	}
	var list []string
	for _, of := range []struct {
		fate
		one, many string
	}{
		{fate{diagnosis.Plays, false}, "plays", "play"},
		{fate{diagnosis.Plays, true}, "plays" + diagnosis.IfRightKey, "play" + diagnosis.IfRightKey},
		{fate{state: diagnosis.MayFail}, "may fail", "may fail"},
		{fate{state: diagnosis.Fails}, "fails", "fail"},
	} {
		switch n := n[of.fate]; n {
		case 0:
		case 1:
			list = append(list, "1 "+of.one)
		default:
			list = append(list, fmt.Sprint(n, " ", of.many))
		}
	}
	return strings.Join(list, ", ")
}

// fate is what becomes of a token.
type fate struct {
	state  diagnosis.State
	unsure bool // it plays if the saved key is the right one
}

// distinct reports whether something is different in each of some tokens.
func distinct(all []extract.Found, of func(extract.Found) string) bool {
	seen := map[string]bool{}
	for _, f := range all {
		seen[of(f)] = true
	}
	return len(seen) == len(all)
}

// bothEnds leaves out the middle of a long ID.
func bothEnds(id string) string {
	if r := []rune(id); len(r) > 20 {
		return string(r[:8]) + "…" + string(r[len(r)-4:])
	}
	return id
}

// place says where a token stands, in a few words.
func place(f extract.Found) string {
	name := token.Excerpt(f.Name, 24)
	host := ""
	if f.URL != nil && f.URL.Host != "" {
		host = " of " + token.Excerpt(f.URL.Host, 32)
	}
	switch {
	case name != "" && f.Place == extract.Attribute:
		return "attribute " + name
	case f.Place == extract.WholeURL:
		return "signed URL" + host
	case f.Place == extract.CookieSet:
		return "cookies" + host
	case f.Place == extract.Referrer:
		return "in the page's address"
	case f.Place == extract.Fragment:
		return "behind the #" + host
	case name != "":
		return name + host
	case f.Place == extract.Path:
		return "in the path" + host
	case f.Place == extract.Unnamed || f.Place == extract.Query:
		return "in the query" + host
	case f.Place == extract.Header:
		return "in a header"
	}
	return "in the text"
}

// shownParts cuts a token where its colours change.
func shownParts(t *token.Token) (parts []string) {
	for _, piece := range t.Pieces() {
		parts = append(parts, token.Inert(piece.Text))
	}
	return parts
}

// mostAround is how much of a text is shown, mostBefore how much of what stands
// before the token, in bytes: the token itself must be seen.
const mostAround, mostBefore = 400, 160

// excerpt is the beginning of a text, safe to show.
func excerpt(text string) string {
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return fmt.Sprintf("%d bytes of binary data", len(text))
	}
	if len(text) > mostAround {
		cut := mostAround
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		return oneLine(text[:cut]) + "…"
	}
	return oneLine(text)
}

// tail is the end of a text, safe to show: of what stands before a token, that is
// what matters.
func tail(text string) string {
	if len(text) <= mostBefore || !utf8.ValidString(text) {
		return excerpt(text)
	}
	cut := len(text) - mostBefore
	for cut < len(text) && !utf8.RuneStart(text[cut]) {
		cut++
	}
	return "…" + oneLine(text[cut:])
}

// blanks are shown as one, tabs and line ends too.
const blanks = " \t\r\n"

func oneLine(s string) string { return token.Inert(strings.Join(strings.Fields(s), " ")) }
