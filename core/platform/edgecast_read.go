package platform

import (
	"net/url"
	"strings"

	"playtoken/core/cause"

	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

// edgecastRecognises: a token says nothing of itself before a key has opened it.
func edgecastRecognises(t *token.Token, u *url.URL) bool {
	if u != nil && strings.HasSuffix(strings.ToLower(u.Hostname()), ".edgecastcdn.net") {
		return true
	}
	return t != nil && t.Kind.Edgecast() && t.Opened
}

// edgecastWords are what the parameters mean, behind their labels.
var edgecastWords = map[string]string{
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

func edgecastRead(t *token.Token) []Reading {
	if !t.Kind.Edgecast() || !t.Opened {
		return nil
	}
	opens := Reading{"Opens", "every path", "", "ec_url_allow is missing"}
	if paths := t.Claims.Text(ectoken.URLAllow); paths != "" {
		opens = Reading{"Opens", "paths that begin with", paths, ""}
	}
	list := []Reading{opens}
	for _, r := range ectoken.Rules() {
		words := edgecastWords[r.Name]
		if value := t.Claims.Text(r.Name); value != "" && words != "" {
			list = append(list, Reading{r.Label, words, value, ""})
		}
	}
	for _, m := range t.Claims.Members {
		if !ectoken.Known(m.Name) {
			list = append(list, Reading{"Unknown", "restricts nothing: the edge ignores names it does not know", m.Name, ""})
		}
	}
	if t.Kind == token.EctokenV2 {
		list = append(list, Reading{"Version", "2", "", "nothing shows whether it was changed"})
	}
	return list
}

// edgecastPathOfURL is the path as it is requested.
func edgecastPathOfURL(u *url.URL) string {
	if path := u.EscapedPath(); path != "/" {
		return path
	}
	return ""
}

// edgecastCovers reports whether a list of path beginnings covers a path.
func edgecastCovers(allowed, path string) bool {
	for item := range strings.SplitSeq(allowed, ",") {
		if item != "" && strings.HasPrefix(path, item) {
			return true
		}
	}
	return false
}

func edgecastRemarks(m Made) []string {
	var list []string
	if m.Claims.Text(ectoken.URLAllow) == "" {
		remark := "This token opens every path."
		if path := m.Form.Get(ID); path != "" {
			remark += " To keep it to the folder of this one, put " + path[:strings.LastIndex(path, "/")+1] + " into " + ectoken.URLAllow + "."
		}
		list = append(list, remark)
	}
	if _, ends := m.Claims.Get(ectoken.Expire); !ends {
		list = append(list, "This token never ends by itself.")
	}
	return list
}

// edgecastStatuses: a refusal never says which parameter it was.
var edgecastStatuses = []Status{
	{403, "", "The edge refused the token, or there was none.", edgecastRefusals, Stated},
	{401, "", "A refusal, where the rule sets this code.", edgecastRefusals, Stated},
	{404, "", "A refusal, where the rule sets this code; else the file is not there.", edgecastRefusals, Stated},
	{410, "", "A refusal, where the rule sets this code.", edgecastRefusals, Stated},
	{301, "", "A refusal, where the rule leads elsewhere.", edgecastRefusals, Stated},
	{302, "", "A refusal, where the rule leads elsewhere.", edgecastRefusals, Stated},
	{307, "", "A refusal, where the rule leads elsewhere.", edgecastRefusals, Stated},
	{0, "NONE", "The cache status of a refused request.", edgecastRefusals, Stated},
}

var edgecastRefusals = []cause.Code{
	cause.Expired, cause.OtherPlaybackID, cause.AudOtherResource, cause.UnknownKey, cause.TokenAbsent, cause.TokenMisplaced,
	cause.TokenDamagedInURL, cause.OptionNotSigned, cause.AlgUnexpected, cause.NotTheToken,
}
