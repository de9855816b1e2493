package edgecast

import (
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

// isOpened reports whether a token is of this format and was opened.
func isOpened(t *token.Token) bool { return t.Format == ectoken.Format && t.Opened }

// paramWords are what the parameters mean, behind their labels.
var paramWords = map[string]string{
	ectoken.ClientIP:     "requests from this address or range alone",
	ectoken.CountryAllow: "requests from these countries alone",
	ectoken.CountryDeny:  "no requests from these countries",
	ectoken.HostAllow:    "these hosts alone",
	ectoken.HostDeny:     "not these hosts",
	ectoken.RefAllow:     "pages whose address begins so, alone",
	ectoken.RefDeny:      "no pages whose address begins so",
	ectoken.ProtoAllow:   "these protocols alone",
	ectoken.ProtoDeny:    "not these protocols",
}

func meanings(t *token.Token) []platform.Meaning {
	if !isOpened(t) {
		return nil
	}
	opens := platform.Means("Opens", "every path", "", "ec_url_allow is missing")
	if paths := t.Claims.Text(ectoken.URLAllow); paths != "" {
		opens = platform.Means("Opens", "paths that begin with", paths, "")
	}
	list := []platform.Meaning{opens}
	for _, r := range ectoken.Rules() {
		words := paramWords[r.Name]
		if value := t.Claims.Text(r.Name); value != "" && words != "" {
			list = append(list, platform.Means(r.Label, words, value, ""))
		}
	}
	for _, m := range t.Claims.Members {
		if !ectoken.Known(m.Name) {
			list = append(list, platform.Means("Unknown", "restricts nothing: the edge ignores names it does not know", m.Name, ""))
		}
	}
	if ectoken.IsV2(t) {
		list = append(list, platform.Means("Version", "2", "", "nothing shows whether it was changed"))
	}
	return list
}
