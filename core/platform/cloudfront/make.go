package cloudfront

import (
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/samples"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

// compose makes one token: a URL, or cookies. The conditions stand in the order of the
// JavaScript signer.
func compose(f platform.Filled) []platform.Draft {
	header := token.NewObject(token.StringMember(cloudfront.KeyPairID, f.Get(platform.KeyID)))
	if f.Get("hash") != "SHA1" {
		header = header.With(token.StringMember(cloudfront.HashAlgorithm, f.Get("hash")))
	}
	claims := token.NewObject(token.StringMember(cloudfront.Resource, f.Get(platform.ID)))
	if !f.Expires.IsZero() {
		claims = claims.With(token.IntMember(cloudfront.Before, f.Expires.Unix()))
	}
	if start, err := time.Parse(time.RFC3339, f.Get("start")); err == nil {
		claims = claims.With(token.IntMember(cloudfront.After, start.Unix()))
	}
	if ip := f.Get("ip"); ip != "" {
		if !strings.Contains(ip, "/") {
			ip += "/32" // as the signers of AWS write one address
		}
		claims = claims.With(token.StringMember(cloudfront.Address, ip))
	}
	name := "signed URL"
	if f.Get("place") == cookies {
		name = "cookies"
	}
	return []platform.Draft{{Name: name, Draft: token.Draft{Format: cloudfront.Format, Header: header, Claims: claims, URL: toPlay(f)}}}
}

// toPlay is the URL that is asked for, "" where a pattern alone is known.
func toPlay(f platform.Filled) string {
	if play := f.Get("play"); play != "" {
		return play
	}
	if isPattern(f.Get(platform.ID)) {
		return ""
	}
	return f.Get(platform.ID)
}

func settings(f platform.Filled) []token.Setting {
	return []token.Setting{cloudfront.Settings{
		Custom:  f.Get("policy") == custom || needsCustom(f),
		Cookies: f.Get("place") == cookies,
	}}
}

func urls(f platform.Filled, t platform.NamedToken) []platform.URL {
	switch play := toPlay(f); {
	case f.Get("place") != cookies:
		return []platform.URL{{Name: "Signed", URL: t.Text, Basis: platform.Stated}}
	case play != "":
		return []platform.URL{{Name: "With the cookies", URL: play, Basis: platform.Stated}}
	}
	return nil
}

func remarks(s *platform.Signed, _ *keys.Key) (list []string) {
	if signed := s.Form.Get(platform.ID); isList(signed) && !isPattern(signed) {
		list = append(list, listAlone)
	}
	return list
}

// isList reports whether a URL is that of a playlist, which leads to further files.
func isList(url string) bool {
	path, _, _ := strings.Cut(url, "?")
	return strings.HasSuffix(path, ".m3u8") || strings.HasSuffix(path, ".mpd")
}

// meanings say what stands in the policy, and how it is sent.
func meanings(t *token.Token) (list []platform.Meaning) {
	if resource, ok := t.Claims.Get(cloudfront.Resource); ok {
		list = append(list, platform.Means("Opens", "", resource.Text, ""))
	} else if t.Claims.Readable && sent(t).Custom && len(cloudfront.Flaws(t)) == 0 {
		list = append(list, platform.Means("Opens", "everything of the distribution", "", ""))
	}
	ip := t.Claims.Text(cloudfront.Address)
	switch n, ok := cloudfront.Network(ip); {
	case ok && n.Bits() == 0:
		list = append(list, platform.Means("Viewers", "from any address:", ip, ""))
	case ip != "":
		list = append(list, platform.Means("Viewers", "from", ip, "alone"))
	}
	if id := t.KeyID(); id != "" {
		list = append(list, platform.Means("Key pair ID", "", id, ""))
	}
	hash := "SHA-1, which holds where none is named"
	if named := t.Header.Text(cloudfront.HashAlgorithm); named != "" {
		hash = named
	}
	list = append(list, platform.Means("Hash", hash, "", ""))
	policy := "canned: the edge makes it again of the URL and the end"
	if sent(t).Custom {
		policy = "custom: it is sent whole"
	}
	return append(list, platform.Means("Policy", policy, "", ""))
}

func snippets(s *platform.Signed) []platform.Snippet {
	f, t := s.Form, s.First()
	play := toPlay(f)
	var list []platform.Snippet
	switch {
	case f.Get("place") == cookies:
		list = append(list, platform.NewSnippet("Set-Cookie", setCookies(t.Text)))
		if play != "" {
			list = append(list, platform.NewSnippet("cURL", "curl -i -H "+samples.ShellText("Cookie: "+t.Text)+" "+samples.ShellText(play)),
				platform.NewSnippet("ffplay", "ffplay -headers "+samples.ShellText("Cookie: "+t.Text)+" "+samples.ShellText(play)))
		}
	default:
		list = append(list, platform.NewSnippet("cURL", "curl -i "+samples.ShellText(t.Text)), platform.NewSnippet("ffplay", "ffplay "+samples.ShellText(t.Text)))
		if isPattern(f.Get(platform.ID)) {
			list = append(list, platform.NewSnippet("hls.js", hlsJS(t.Text)))
		}
	}
	return append(list, code(s)...)
}

// setCookies are the headers of an answer that sets the cookies. Their domain must be
// one that page and CDN share.
func setCookies(text string) string {
	var lines []string
	for cookie := range strings.SplitSeq(text, "; ") {
		lines = append(lines, "Set-Cookie: "+cookie+"; Path=/; Secure; HttpOnly; SameSite=None")
	}
	return strings.Join(lines, "\n")
}

// hlsJS puts the parameters behind each request of the player.
func hlsJS(url string) string {
	play, query, _ := strings.Cut(url, "?")
	if i := strings.Index(query, "Policy="); i > 0 {
		play, query = play+"?"+query[:i-1], query[i:]
	}
	return "const signature = " + string(token.Quote(query)) + "\n" +
		"const hls = new Hls({\n  xhrSetup: (xhr, url) => xhr.open('GET', url + (url.includes('?') ? '&' : '?') + signature, true),\n})\n" +
		"hls.loadSource(" + token.Quote(play) + ")"
}
