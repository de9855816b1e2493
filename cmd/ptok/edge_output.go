package main

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/edge"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/words"
)

// The JSON of ptok edge, in the order of the contract.
type (
	edgeAnswer struct {
		Address string    `json:"address"`
		Good    []goodURL `json:"good_urls"`
	}
	goodURL struct {
		Platform string `json:"platform"`
		URL      string `json:"url"`
	}
	requestAnswer struct {
		Time     string         `json:"time"`
		Method   string         `json:"method"`
		Host     string         `json:"host"`
		Path     string         `json:"path"`
		Status   int            `json:"status"`
		Cause    cause.Code     `json:"cause"`
		Platform string         `json:"platform"`
		Standing platform.Basis `json:"standing"`
		Client   string         `json:"client"`
	}
)

// firsts are the first good URL of each platform.
func firsts(list []edge.Good) (some []edge.Good) {
	for _, g := range list {
		if n := len(some); n == 0 || some[n-1].Platform != g.Platform { // those of one stand together
			some = append(some, g)
		}
	}
	return some
}

func startJSON(address string, good []edge.Good) edgeAnswer {
	a := edgeAnswer{address, []goodURL{}}
	for _, g := range firsts(good) {
		a.Good = append(a.Good, goodURL{g.Platform.Name, g.URL})
	}
	return a
}

// writeStart tells a person what there is to play, and how.
func (g *edging) writeStart(address string, good []edge.Good, set edge.Set, ahead time.Duration) {
	g.line("The edge listens at " + address + ", for this machine alone.")
	g.heading("Open")
	t := newTable(&g.out, "  ")
	t.row("Page", address+"/")
	if g.sign {
		t.row("Tokens", address+"/sign?platform="+set.Signers[0].Platform.Name+"&id=ID")
	}
	t.flush()
	if len(good) > 0 {
		g.heading("These play")
	}
	t = newTable(&g.out, "  ")
	var each []string
	for _, one := range firsts(good) {
		t.row(one.Platform.Label, one.URL)
		if one.EveryRequest {
			each = append(each, one.Platform.Label)
		}
	}
	t.flush()
	g.line("")
	for _, text := range g.remarks(each, set, ahead) {
		g.line(text)
	}
	g.line("Ctrl+C stops it. A line for each request:")
	g.line("")
}

// remarks are what has to be known of the keys, the clock and the URLs.
func (g *edging) remarks(each []string, set edge.Set, ahead time.Duration) (list []string) {
	if len(each) > 0 {
		list = append(list, words.List(each)+": each request needs the token. On the page tick \"Send the query on\".")
	}
	switch {
	case len(g.keys.values)+len(g.profiles.values) == 0:
		list = append(list, "The keys were made for this run, and are known nowhere else.")
	case len(set.Signers) == 0:
		list = append(list, "The keys given verify, and none of them signs: the URLs to play come from you.")
	default:
		list = append(list, byKey(g.noID, func(key, platforms string) string {
			return words.UpperFirst(key) + " came without its ID: tokens made here for " + platforms + " have a sample one. --key-id gives yours."
		})...)
		if len(g.keys.values) > 1 {
			var signs []signsFor
			for _, s := range set.Signers {
				signs = append(signs, signsFor{s.Name, s.Platform.Label})
			}
			said := byKey(signs, func(key, platforms string) string { return key + " for " + platforms })
			list = append(list, "Of several keys the first that fits a platform signs for it, and all are tried: "+strings.Join(said, "; ")+".")
		}
	}
	switch {
	case ahead >= time.Second:
		list = append(list, "Its clock is "+humantime.Span(ahead)+" ahead.")
	case ahead <= -time.Second:
		list = append(list, "Its clock is "+humantime.Span(ahead)+" behind.")
	}
	return list
}

// byKey says of each key something about the platforms that it signs for, in a sentence's form:
// the key first, then they.
func byKey(list []signsFor, form func(key, platforms string) string) (said []string) {
	for len(list) > 0 {
		key := list[0].key
		var platforms []string
		list = slices.DeleteFunc(slices.Clone(list), func(one signsFor) bool {
			if one.key == key {
				platforms = append(platforms, one.platform)
			}
			return one.key == key
		})
		said = append(said, form(key, words.List(platforms)))
	}
	return said
}

// row is a request in a line, nil for one that the page itself makes and gets.
func (g *edging) row(e edge.Entry) []byte {
	one := program{env: g.env}
	switch {
	case g.json:
		one.writeJSON(requestAnswer{moment(e.Time), e.Method, e.Host, e.Path, e.Status, e.Cause, e.Platform, e.Standing, e.Client})
	case e.Host == "" && e.Platform == "" && e.Status < 400:
		return nil
	default:
		one.line(strings.TrimRight(fmt.Sprintf("%s  %d  %-4s  %s%s  %s", e.Time.In(g.Zone).Format(time.TimeOnly), e.Status, e.Method, e.Host, shortPath(e.Path), said(e)), " "))
	}
	return one.out.Bytes()
}

// said is why a request was refused, or may be by the platform.
func said(e edge.Entry) string {
	text := e.Said
	switch {
	case e.Cause != "":
		text = string(e.Cause) + ": " + text
	case text != "" && e.Status < 400:
		text = "may fail at the platform: " + text
	}
	if e.Again > 0 {
		text += "; the player asked again, without the token"
	}
	return text
}

// shortPath is a path in which long IDs are cut.
func shortPath(p string) string {
	pieces := strings.Split(p, "/")
	for i, piece := range pieces {
		ext := path.Ext(piece)
		pieces[i] = platform.ShortID(strings.TrimSuffix(piece, ext)) + ext
	}
	return strings.Join(pieces, "/")
}
