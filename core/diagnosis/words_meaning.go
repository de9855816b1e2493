package diagnosis

import "playtoken/core/platform"

// missedToken is the meaning of an answer that says that no token came, where one did.
const missedToken = "It says that no token came, and this request had one: something on the way has taken it out, or it stands where it is not looked for."

const (
	wantsOne    = "It wants a token, and the URL has none."
	mayWantOne  = "The URL has no token. It may want one; or another rule refuses."
	tokenWasCut = "A redirect led to an address without the token, and there it was refused."
)

// wantsToken says why a request without a token was refused. By 401 a server says that it
// wants one (RFC 9110 section 15.5.2); by 403 it does where known says that it answers so to
// those without.
func wantsToken(a Answer, known bool) string {
	switch {
	case a.Sent == SentLost:
		return tokenWasCut
	case a.Status == 401 || known:
		return wantsOne
	}
	return mayWantOne
}

// withoutToken words the refusal of a request without a token; meant is what it means.
func withoutToken(e *evidence, meant string) platform.Words {
	answered := answeredWith(answerer(e), e.options.Status)
	switch meant {
	case tokenWasCut:
		return platform.Words{
			Title:    "a redirect left the token out",
			Evidence: meant,
			Fix:      "Let whatever redirects hand on the query, or sign the address that it leads to.",
		}
	case mayWantOne:
		return platform.Words{
			Title:    answered + ", and the URL has no token",
			Evidence: meant,
			Fix:      "Add a token. Where that is refused, too, look for the other rule.",
		}
	}
	return platform.Words{
		Title:    answered + ": it wants a token, and the URL has none",
		Evidence: "Nothing in the URL is a token, and the answer is the one to those without.",
		Fix:      "Add a token.",
	}
}

// answeredOther words an answer to a request without a token that speaks of something else.
func answeredOther(e *evidence, meant string, told bool) platform.Words {
	w := platform.Words{
		Title:    answeredWith(answerer(e), e.options.Status),
		Evidence: meant,
		Fix:      fixOfStatus(e.options.Status),
	}
	if w.Fix == "" || told {
		w.Fix = "Ask whoever runs the server that answered."
	}
	if meant == "" {
		w.Evidence = "What the server means by that is not known here."
	}
	return w
}

// failsSince begins the headline on what did not come: some answers are of the moment.
func failsSince(status int) string {
	switch {
	case status == 408, status == 412, status == 425, status == 429, status >= 500 && status != 501 && status != 511:
		return "Playback fails for now: "
	}
	return fails
}
