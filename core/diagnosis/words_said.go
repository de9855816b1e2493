package diagnosis

import (
	"fmt"
	"strings"

	"playtoken/core/errortext"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

const (
	pasteURL    = "Paste the URL that was asked for to see the cause."
	keyInText   = "There is a key in the text, too: it belongs in the key field."
	keyBeside   = "There is a key in the text, which was not tried: give it as the key, and the token is checked with it."
	aboutAnswer = "So it was answered; the text alone does not show the cause."
)

// errorSaid is the headline on an error: "An error of PyJWT: the token has expired".
func errorSaid(t errortext.Text) string {
	if t.About() == errortext.Answer {
		return atStart(t.Whose) + ": " + t.Means
	}
	return "An error of " + t.Whose + ": " + t.Means
}

// errorMeans is the same in sentences, with what to do.
func errorMeans(t errortext.Text) string { return errorSaid(t) + ". " + t.Look }

func errorAbout(a errortext.About) string {
	switch a {
	case errortext.Key:
		return "It is about the key that a token is signed or checked with, and not about the token."
	case errortext.Token:
		return "It is about the token that was checked. The key may be right."
	}
	return "It is about what came back, or what the player made of it."
}

func platformSaid(p *platform.Platform, s platform.Status) string {
	means := strings.TrimSuffix(s.Means, ".")
	if first, _, _ := strings.Cut(means, " "); !strings.HasPrefix(p.Label, first) {
		means = words.LowerFirst(means)
	}
	return "An answer of " + p.Label + ": " + means
}

func onlyTheToken(status int) string {
	return fmt.Sprintf("The answer was %d; only the token can tell why", status)
}

func answerWas(status int, means string) string {
	if means == "" {
		return fmt.Sprintf("The answer was %d, whose meaning is not known here", status)
	}
	return fmt.Sprintf("The answer was %d: %s", status, words.LowerFirst(strings.TrimSuffix(means, ".")))
}

// keyUnknownThere words an answer that names the key as the cause.
func keyUnknownThere(p *platform.Platform, s platform.Status, valid bool) platform.Words {
	w := platform.Words{
		Title:    strings.TrimSuffix(words.LowerFirst(s.Means), ".") + ", says " + p.Label,
		Evidence: "The answer has " + quoted(s.Text) + ".",
		Fix:      "Compare the key ID with those that the platform lists now, and give it the public half of the key that signs.",
	}
	if valid {
		w.Evidence += " The signature fits the key that is at hand here: that key is not known there under this ID."
	}
	return w
}

// failedAllTheSame words an error that nothing in the token explains.
func failedAllTheSame(e *evidence, valid bool) platform.Words {
	w := notTheToken(e)
	w.Title = "an error was told" + noFault(e)
	if !valid {
		w.Title = "an error was told, and nothing in the token itself explains it"
		w.Evidence = "The signature was not checked. " + w.Evidence
	}
	if known := e.said.known; known.About() == errortext.Token {
		w.Evidence = token.Inert(errorSaid(known)) + ". That cannot be seen in this token: another one was checked, or by another key or clock."
		w.Fix = "Paste the token that was refused, and compare the key and the clock of the program that said so."
		return w
	}
	w.Evidence = token.Inert(errorMeans(e.said.known)) + " " + w.Evidence
	return w
}
