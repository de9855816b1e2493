package edgecast

import (
	"net/url"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

func isOwnURL(u *url.URL) bool {
	return strings.HasSuffix(strings.ToLower(u.Hostname()), ".edgecastcdn.net")
}

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

// pathOfURL is the path as it is requested.
func pathOfURL(u *url.URL) string {
	if path := u.EscapedPath(); path != "/" {
		return path
	}
	return ""
}

func remarks(s *platform.Signed, _ *keys.Key) (list []string) {
	claims := s.First().Claims
	if claims.Text(ectoken.URLAllow) == "" {
		remark := "This token opens every path."
		if path := s.Form.Get(platform.ID); path != "" {
			remark += " To keep it to the folder of this one, put " + path[:strings.LastIndex(path, "/")+1] + " into " + ectoken.URLAllow + "."
		}
		list = append(list, remark)
	}
	if _, ends := claims.Get(ectoken.Expire); !ends {
		list = append(list, "This token never ends by itself.")
	}
	return list
}

// statuses: a refusal never says which parameter it was.
var statuses = []platform.Status{
	platform.Answer(403, "", "The edge refused the token, or there was none.", refusals, platform.Stated),
	platform.Answer(401, "", "A refusal, where the rule sets this code.", refusals, platform.Stated),
	platform.Answer(404, "", "A refusal, where the rule sets this code; else the file is not there.", refusals, platform.Stated),
	platform.Answer(410, "", "A refusal, where the rule sets this code.", refusals, platform.Stated),
	platform.Answer(301, "", "A refusal, where the rule leads elsewhere.", refusals, platform.Stated),
	platform.Answer(302, "", "A refusal, where the rule leads elsewhere.", refusals, platform.Stated),
	platform.Answer(307, "", "A refusal, where the rule leads elsewhere.", refusals, platform.Stated),
	platform.Answer(0, "NONE", "The cache status of a refused request.", refusals, platform.Stated),
}

var refusals = []cause.Code{
	cause.Expired, cause.OtherPlaybackID, cause.AudOtherResource, cause.UnknownKey, cause.TokenAbsent, cause.TokenMisplaced,
	cause.TokenDamagedInURL, cause.OptionNotSigned, cause.AlgUnexpected, cause.NotTheToken,
}
