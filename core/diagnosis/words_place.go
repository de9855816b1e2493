package diagnosis

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"playtoken/core/words"

	"playtoken/core/extract"
	"playtoken/core/logline"
	"playtoken/core/once"
	"playtoken/core/platform"
	"playtoken/core/token"
)

var (
	noToken = platform.Words{
		Title:    "there is no token",
		Evidence: "Nothing in it is a token. A public ID needs none; a private one is refused.",
		Fix:      "Add a token, unless the ID is public.",
	}
	caseLost = platform.Words{
		Title:    "the token has lost its capital and small letters",
		Evidence: "All of its letters are of one case. A token cannot be read without the difference.",
		Fix:      "Copy the token again, and find the program that changes its letters.",
	}
	padded = platform.Words{
		Title:    "the parts of the token are padded with =",
		Evidence: "Each part of it ends in =, as plain base64 does. A token has no padding.",
		Fix:      "Write the token in base64url, without the = at the end of each part.",
	}
)

func drmTokenAbsent(a *extract.Absent) platform.Words {
	return platform.Words{Title: "the DRM token is missing", Evidence: standsThere(a), Fix: "Put it there, if the media has DRM."}
}

func furtherTokenAbsent(a *extract.Absent) platform.Words {
	return platform.Words{
		Title: "the token is missing" + ofToken(a.Name), Evidence: standsThere(a), Fix: "Put a token there, or leave the attribute out: the video plays without it.",
	}
}

func noStreamToken(attribute, given string) platform.Words {
	return platform.Words{
		Title: "the token for the stream is missing", Evidence: "The player is given " + given + ", and no " + attribute + ". A public ID needs none.",
		Fix: "Give the player a token for the stream as " + attribute + ", unless the ID is public.",
	}
}

func keyInPlace(a *extract.Absent) platform.Words {
	return platform.Words{
		Title: "a key stands in the token's place", Evidence: cmp.Or(token.Excerpt(a.Name, 40), "The place") + " holds the key that tokens are made with.",
		Fix: "Sign a token with it and put that there. Renew the key where others have seen it.",
	}
}

func blackedOut(a *extract.Absent) platform.Words {
	return platform.Words{
		Title: "the token was blacked out", Evidence: standsThere(a),
		Fix: "Ask for the URL with the token left in it: without the token nothing can be said of it.",
	}
}

func placeholder(a *extract.Absent) platform.Words {
	fix := "Put a token in the place of the placeholder."
	if a.Nothing() {
		fix = cmp.Or(handedOver(a.Value), "Put the token there: a program handed over nothing.")
	}
	return platform.Words{Title: "the token is missing", Evidence: standsThere(a), Fix: fix}
}

func notAToken(a *extract.Absent) platform.Words {
	return platform.Words{
		Title: "what stands in the token's place is not a token", Evidence: standsThere(a), Fix: cmp.Or(handedOver(a.Value), "Put the whole token there."),
	}
}

// handedOver says what to do about a value that a program handed over in place of the text of a
// token; "" for any other.
func handedOver(value string) string {
	is := func(words ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(strings.ToLower(value), word) })
	}
	switch {
	case is("promise", "<coroutine", "<task", "<future"):
		return "Wait for the token: put await in front of the call that signs. Its promise was handed over in place of what comes of it."
	case is("<function", "<bound method", "=>") || value == "function":
		return "Call the function that signs, with () behind its name: it was handed over itself."
	case is("[object"):
		return "Take the token out of the object that was handed over, as by .token"
	}
	return ""
}

// standsThere says what stands where a token is due.
func standsThere(a *extract.Absent) string {
	where := "The place of the token"
	if a.Name != "" {
		where = token.Excerpt(a.Name, 40)
	}
	if a.Value == "" {
		return where + " is empty."
	}
	return where + " is " + token.Excerpt(token.Quote(a.Value), 60) + "."
}

var (
	twoQuestionMarks = platform.Words{
		Title:    "the URL has two question marks",
		Evidence: "What stands behind the second one belongs to the parameter before it.",
		Fix:      "Write & in place of the second question mark.",
	}
	notFirst = platform.Words{
		Title:    "the token is not the first thing in the query",
		Evidence: "A token without a name is looked for right behind the question mark.",
		Fix:      "Put it first, or give it the name that the rule has.",
	}
)

func twoTokens(at *extract.Found) platform.Words {
	return platform.Words{
		Title:    "the URL has two tokens",
		Evidence: fmt.Sprintf("The parameter %s stands there %d times, with different tokens.", quoted(at.Name), at.Times),
		Fix:      leaveOne,
	}
}

func sameTokenTwice(at *extract.Found) platform.Words {
	return platform.Words{
		Title:    "the URL has the token twice",
		Evidence: fmt.Sprintf("The parameter %s stands there %d times.", quoted(at.Name), at.Times),
		Fix:      leaveOne,
	}
}

// besideURL words a token that a request carries, and not its URL.
func besideURL(at extract.Place, p *platform.Platform, usual string) platform.Words {
	where := map[extract.Place]string{extract.Header: "a header", extract.Cookie: "a cookie", extract.Body: "the body of the request"}[at]
	return platform.Words{Title: "the token is in " + where, Evidence: p.Label + " looks for it in the URL.", Fix: "Put it into the URL: " + asIn(usual)}
}

func inPath(p *platform.Platform, usual string) platform.Words {
	return platform.Words{Title: "the token is in the path of the URL", Evidence: p.Label + " looks for it in the query.", Fix: intoQuery(usual)}
}

func behindHash(usual string) platform.Words {
	return platform.Words{
		Title:    "the token is behind the # of the URL",
		Evidence: "What stands behind it stays in the browser and is never sent.", Fix: intoQuery(usual),
	}
}

func unnamed(p *platform.Platform, usual string) platform.Words {
	return platform.Words{Title: "the token has no parameter name", Evidence: p.Label + " looks for it under " + usual + ".", Fix: "Write " + asIn(usual)}
}

func named(at *extract.Found) platform.Words {
	return platform.Words{
		Title:    "the token has a parameter name",
		Evidence: "It stands under " + quoted(at.Name) + ". The edge has to be told that name; without, the token comes first and has none.",
		Fix:      "Check that the rule of the edge has the same name.",
	}
}

func otherName(at *extract.Found, p *platform.Platform, usual string) platform.Words {
	return platform.Words{
		Title:    "the token stands under the wrong name",
		Evidence: "The parameter is " + quoted(at.Name) + ", " + p.Label + " looks for " + usual + ".",
		Fix:      "Write " + asIn(usual),
	}
}

func otherAttribute(at *extract.Found, usual string) platform.Words {
	return platform.Words{
		Title:    "the player tag has the token under the wrong name",
		Evidence: "The attribute is " + quoted(at.Name) + ", the player looks for " + usual + ".",
		Fix:      "Write " + usual + "=\"…\".",
	}
}

func intoQuery(param string) string { return "Put it into the query: " + asIn(param) }

func asIn(param string) string {
	if param == "" {
		return "?TOKEN"
	}
	return "?" + param + "=TOKEN"
}

// standing says of something that a program has put around a token what it is, and how
// it gets away.
type standing struct {
	around    func() *regexp.Regexp // what stands before the token, a line end in its place, what stands behind
	said, fix string
}

// aroundTokens are the things that programs put around tokens; the first that fits is told.
var aroundTokens = []standing{
	{
		once.Regexp("b\\\\?[\"']\n"), "It stands there as b'…': the bytes of Python were printed, not their text.",
		"Make text of the token before it is put there: token.decode().",
	},
	{once.Regexp(`://.*\n`), "A whole URL stands where the token alone belongs.", "Put there what stands behind ?token= of that URL, and nothing else."},
	{
		once.Regexp(`(?i)^[\s"']*bearer.*\n`), "Bearer stands in front of the token. That belongs into the header Authorization, not here.",
		"Leave Bearer out: the token stands there alone.",
	},
	{once.Regexp(`\{.*["':].*\n`), "The JSON around the token was put there with it.", "Take the token out of the JSON, and put it there alone."},
	{once.Regexp(`[A-Za-z][:=] ?["']?\n`), "Its name stands in front of it once more.", "Put the token there alone, without its name."},
	{once.Regexp(`[{(\[]["']?\n`), "Braces stand around the token, as in a template.", "Leave the braces out: the token stands there alone."},
	{
		once.Regexp(`<\n`), "Angle brackets stand around the token. A manual writes them around what is to be filled in.",
		"Leave < and > out: the token stands there alone.",
	},
	{
		once.Regexp(`\n/|\n\.[a-z0-9]{2,5}$`), "Behind the token stands the name of a file: a player or a program has hung it onto the query.",
		"Put the name of the file into the path, in front of the question mark.",
	},
	{once.Regexp(`\n=+$`), "Behind the token stands =, the padding of base64, which a token does not have.", "Leave the = out."},
	{once.Regexp(`^\n[.,;:!]+$`), "Behind the token stands a mark that is no part of it.", "Take the mark away where the token is put there."},
}

func damaged(at *extract.Found) platform.Words {
	w := platform.Words{Title: "the token is damaged in the URL", Fix: "Put the token into the URL as it is: nothing in it needs encoding."}
	in := "in the parameter"
	if at.Place == extract.Member {
		w, in = platform.Words{Title: "the token is damaged where the player takes it", Fix: "Put the token there as it is: nothing in it needs encoding."}, "in the value"
	}
	if at.Place == extract.Header {
		return platform.Words{
			Title:    "the header is not Bearer, a blank and the token",
			Evidence: "It reads " + token.Excerpt(at.Before, 40) + "TOKEN" + token.Excerpt(at.After, 40) + ", of which most servers read no token.",
			Fix:      "Write Authorization: Bearer, one blank, and the token, without any marks.",
		}
	}
	around := at.Before + "\n" + at.After
	i := slices.IndexFunc(aroundTokens, func(s standing) bool { return s.around().MatchString(around) })
	var said []string
	if i >= 0 {
		said = append(said, aroundTokens[i].said)
		w.Title, w.Fix = "something stands around the token", aroundTokens[i].fix
	}
	for _, d := range at.Damage {
		if i >= 0 && (d == extract.Quotes || d == extract.Spaces || d == extract.ExtraText) {
			continue
		}
		said = append(said, map[extract.Damage]string{
			extract.Quotes:       "There are quotes " + in + ".",
			extract.EncodedTwice: "It is percent-encoded twice: codes are left after a server has decoded it.",
			extract.Spaces:       "There is a space " + in + ".",
			extract.LineBreak:    "There is a line break " + in + ".",
			extract.PlusSlash:    "It has + / or =, which a token in a URL cannot have.",
			extract.Foreign:      "It has a character that no token has.",
			extract.ExtraText:    "There is more " + in + " than the token.",
		}[d])
	}
	if around != "\n" {
		said = append(said, "It reads "+token.Excerpt(tailOf(at.Before), 40)+"TOKEN"+token.Excerpt(at.After, 40)+".")
	}
	w.Evidence = strings.Join(said, " ")
	return w
}

// tailOf is the end of what stands in front of a token: a URL is long.
func tailOf(before string) string {
	const most = 36
	if r := []rune(before); len(r) > most {
		return "…" + string(r[len(r)-most:])
	}
	return before
}

func wasLeftOut(list []extract.Artefact) platform.Words {
	var said []string
	for _, a := range list {
		said = append(said, map[extract.Artefact]string{
			extract.LineEnds:     "line ends inside the token",
			extract.Blanks:       "spaces inside the token",
			extract.Hidden:       "characters that cannot be seen inside the token",
			extract.HiddenBeside: "characters that cannot be seen in the text around the token",
			extract.PythonBytes:  "b'…' around the token, as Python prints bytes",
			extract.Padding:      "= behind the token",
			extract.Mark:         "a mark behind the token",
			extract.Again:        "another token, or the same once more, right behind it",
			extract.Escapes:      "escapes of HTML inside the token",
		}[a])
	}
	title := "the token was not pasted as it is"
	if len(list) == 1 && list[0] == extract.HiddenBeside {
		title = "the text around the token was not pasted as it is"
	}
	return platform.Words{
		Title:    title,
		Evidence: "Left out: " + words.List(said) + ".",
		Fix:      "Where the link or the code has it as well, that alone breaks it: take it out there.",
	}
}

func escapedAmpersand(at *extract.Found) platform.Words {
	escape := at.Escaped()
	from := "HTML"
	switch escape[0] {
	case '\\':
		from = "JSON"
	case '%':
		from = "percent-encoding"
	}
	w := platform.Words{
		Title:    "the token stands under the wrong name",
		Evidence: "& was asked for as " + escape + ", which is how " + from + " writes it: the parameter is " + quoted(at.Name) + ", and the token is not found.",
		Fix:      "Write & between the parameters: undo the escapes of " + from + " before the URL is asked for.",
	}
	if from == "HTML" {
		w.Fix += " In the source of a page it is right so: if it is copied from there, paste what the browser asks for."
	}
	return w
}

func segmentsMissing(b behind) platform.Words {
	w := platform.Words{
		Title:    fmt.Sprintf("the manifest was answered, and a %s was %d", b.what, b.status),
		Evidence: "The token was taken: what the manifest lists did not come.",
		Fix:      fixOfStatus(b.status),
	}
	if b.refused() {
		w.Evidence = "The token was taken, and the " + b.what + " was refused though a proof goes with it: it may have ended, or be for another viewer."
		w.Fix = "Ask for the manifest again; where that does not help, check what else the platform refuses."
	}
	return w
}

func segmentsRefused(b behind) platform.Words {
	return platform.Words{
		Title:    "the " + b.what + "s are asked for without a token",
		Evidence: fmt.Sprintf("The manifest answers 200, a %s %d.", b.what, b.status),
		Fix:      "Let the player put the token on every request, or have the manifest written with it.",
	}
}

func segmentsMayBeRefused(p *platform.Platform) platform.Words {
	return platform.Words{
		Title:    "the manifest names what it is made of without a token",
		Evidence: p.Label + " has taken the token, and looks for one with each request. What the manifest names is refused, unless the player adds the token, or no token is wanted there; one more request tells.",
		Fix:      "Let the player put the token on every request, sign by cookies, or have the manifest written with it.",
	}
}

// whatElse begins the list of what may refuse beside the token.
const whatElse = " What else may refuse it: "

func notTheToken(e *evidence) platform.Words {
	others := []string{"the referrer", "the user agent", "the domain", "the country", "the address of the viewer", "the policy of the ID", "media that is not ready"}
	if e.platform != nil && len(e.platform.Refusers) > 0 {
		others = e.platform.Refusers
	}
	if host := unknownHost(e); host != "" {
		others = append([]string{"the host " + token.Excerpt(host, 60) + ", which is none of " + e.platform.Label + "'s own and has to lead there"}, others...)
	}
	return platform.Words{
		Title:    "the token shows no reason to refuse it",
		Evidence: strings.TrimSpace(e.meant() + whatElse + strings.Join(others, "; ") + "."),
		Fix:      "Check these with the platform.",
	}
}

// noFault is put behind an answer that nothing in a token whose signature fits explains.
func noFault(e *evidence) string {
	text := ", and the token has no fault"
	if isUnproven(&e.verified) {
		text += IfRightKey
	}
	return text
}

const anotherWasAsked = "See what was really asked for, in the tools of the browser or by curl -v: a segment, a redirect, or this URL cut off at its first &, as a shell without quotes does, or with &amp; in place of &."

func refusedAllTheSame(e *evidence, valid bool) platform.Words {
	w := notTheToken(e)
	answer, told := fmt.Sprintf("the answer was %d", e.said.Status), false
	switch {
	case e.asked():
		answer = answeredWith(answerer(e), e.said.Status)
		_, told = e.answerMeant()
	case e.said.Status == 0:
		answer = "what was said is " + quoted(e.said.Quote)
	}
	w.Title = answer + noFault(e)
	if meant := e.meant(); (told || !logline.Refuses(e.said.Status)) && meant != "" { // it is no rule that refuses
		w.Evidence = meant
		if valid && !isUnproven(&e.verified) && !told && !strings.Contains(meant, "the token is not the cause") {
			w.Evidence += " The token is sound; it is not the cause."
		}
	}
	switch fix := fixOfStatus(e.said.Status); {
	case e.saidNoneCame():
		w.Title = answer + ", to a request that had no token: this URL has one"
		w.Evidence, w.Fix = e.meant(), anotherWasAsked
		return w
	case e.asked() && told && e.meant() == missedToken:
		w.Fix = "Look for what takes it out: a redirect, a proxy, a rule of the CDN about the query."
	case told && logline.Refuses(e.said.Status):
		w.Fix = "Ask whoever runs the server that answered."
	case fix != "":
		w.Fix = fix
	case w.Evidence != "" && !strings.Contains(w.Evidence, whatElse):
		w.Fix = "Ask the platform what it makes of this request."
	}
	if !valid {
		w.Title = answer + ", and nothing in the token itself explains it"
		unchecked := "The signature was not checked."
		if e.Check.Reason.Code == token.URLNotKnown {
			unchecked = "The signature was not checked: " + words.LowerFirst(e.Check.Reason.String())
			w.Fix = "Paste the whole URL, with https:// and the host."
		}
		w.Evidence = unchecked + " " + w.Evidence
	}
	return w
}

func hostIsNone(p *platform.Platform, asked, right string) platform.Words {
	return platform.Words{
		Title:    "the host is none that " + p.Label + " is known to have",
		Evidence: "The URL asks the host " + token.Excerpt(asked, 80) + ". " + p.Label + " answers such URLs at " + right + ", or at a domain of your own.",
		Fix:      "Write " + right + " in the URL. Players that want a domain of your own put stream. in front of it, or want the whole host: see their manual.",
	}
}

func domainIsNone(p *platform.Platform, attribute, given, domain string) platform.Words {
	return platform.Words{
		Title:    "the player's domain makes a host that is none",
		Evidence: attribute + " is " + token.Excerpt(token.Quote(given), 80) + ", and the player puts stream. in front of it. It asks stream." + token.Excerpt(token.Inert(given), 80) + ".",
		Fix:      "Leave " + attribute + " out, unless you have a domain of your own at " + p.Label + ". Then write the domain alone, without https:// and stream., such as " + token.Excerpt(domain, 80) + ".",
	}
}

func hostIsAnothers(p *platform.Platform, asked, domain string) platform.Words {
	return platform.Words{
		Title:    "the host only looks like one of " + p.Label,
		Evidence: "The URL asks the host " + token.Excerpt(asked, 80) + ". It belongs to whoever has " + token.Excerpt(domainOf(asked), 80) + "; that " + domain + " stands in front of it says nothing.",
		Fix:      "Ask where the URL comes from before anybody opens it: whoever runs that host is given the token.",
	}
}

func nameBeforeHost(host string) platform.Words {
	return platform.Words{
		Title:    "a name stands before the host, with @",
		Evidence: "What stands before the @ is a name to sign in with and no address. The host that is asked is " + token.Excerpt(host, 80) + ".",
		Fix:      "Leave out what stands before the host, up to the @, if the host is the right one. If it is not, ask where the URL comes from before anybody opens it.",
	}
}

func schemeIsNone(u *url.URL) platform.Words {
	return platform.Words{
		Title:    "the URL begins with " + token.Inert(u.Scheme) + ":, by which no player asks for a stream",
		Evidence: "A token is looked at by a server that is asked by https.",
		Fix:      "Write https:// in front of the host.",
	}
}

func schemeIsUnknown(u *url.URL) platform.Words {
	w := platform.Words{
		Title:    "the URL does not begin with https://",
		Evidence: "What stands in front of its host is no scheme: no player asks for a stream by it.",
		Fix:      "Write https:// in front of the host.",
	}
	if u.Scheme != "" {
		w.Title = "the URL begins with " + token.Excerpt(token.Inert(u.Scheme), 40) + ":, and not with https:"
		w.Evidence = "A token is looked at by a server that is asked by https. Whether something puts https: in its place cannot be seen here."
	}
	return w
}

func partOfAnother(asked, inner string) platform.Words {
	asked = token.Excerpt(asked, 80)
	return platform.Words{
		Title:    "the URL is a part of another one, which asks " + asked,
		Evidence: "Who is asked is " + asked + ". Whether it hands on the URL at " + token.Excerpt(inner, 80) + ", whole and with its token, cannot be seen here.",
		Fix:      "Ask for the inner URL by itself, if it is the one that is meant. If it is not, ask where the outer one comes from before anybody opens it.",
	}
}

func linkElsewhere(asked, read *url.URL) platform.Words {
	where := asked.Hostname()
	if strings.EqualFold(where, read.Hostname()) {
		where += asked.Path
	}
	return platform.Words{
		Title:    "the link leads to another address than it reads",
		Evidence: "It reads as a URL at " + token.Excerpt(read.Hostname(), 80) + ". Who clicks on it asks " + token.Excerpt(token.Inert(where), 80) + ".",
		Fix:      "Let it lead to what it reads, or paste the address that it leads to. If somebody else sent it, ask where it comes from before anybody opens it.",
	}
}

func pathIsNone(p *platform.Platform, u *url.URL, id string, known []string) platform.Words {
	path := strings.ReplaceAll(u.Path, id, "ID")
	return platform.Words{
		Title:    "the path is none that " + p.Label + " is known to answer",
		Evidence: "The URL asks for " + token.Excerpt(token.Inert(path), 60) + ". Known at " + token.Excerpt(u.Hostname(), 60) + " are " + words.List(known) + ".",
		Fix:      "Write one of these paths. Whether " + p.Label + " answers others is not known.",
	}
}

func hostHasNoStreams(p *platform.Platform, u *url.URL) platform.Words {
	return platform.Words{
		Title:    "the host has no streams",
		Evidence: "The URL asks the host " + token.Excerpt(u.Hostname(), 60) + ", where " + p.Label + " has an API, or pages for people, and no streams.",
		Fix:      "Write the URL of the stream.",
	}
}

func portIsNone(p *platform.Platform, port string) platform.Words {
	return platform.Words{
		Title:    "the URL names a port, " + port,
		Evidence: p.Label + " is known to answer at the usual port of https alone.",
		Fix:      "Leave the port out.",
	}
}

func cookiesTwice(names []string) platform.Words {
	return platform.Words{
		Title: "cookies come twice", Evidence: words.List(names) + ": each comes again with another value. Which one is looked at is not known.",
		Fix: "Send each once: delete those of an earlier visit, or of another path.",
	}
}

var inReferrer = platform.Words{
	Title:    "the token stands in the address of the page, not in the URL",
	Evidence: "It is a parameter of the referrer. The URL that is asked for has none.",
	Fix:      "Put the token into the URL that the player asks for.",
}

// misreadLetter words a letter of a token that was taken for another that looks like it.
func misreadLetter(m *misread) platform.Words {
	return platform.Words{
		Title:    "a letter of the token is misread",
		Evidence: fmt.Sprintf("Character %d is %q: with %q, which looks like it, the signature fits the key.", m.at+1, m.has, m.right),
		Fix:      "Copy the token as text, and not out of a picture or off a screen.",
	}
}
