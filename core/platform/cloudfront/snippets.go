package cloudfront

import (
	"fmt"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/platform/samples"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

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

// code are the samples that sign the same. Each signs the exact text of the policy, so
// that what comes out is the same, byte for byte, for an RSA key.
func code(s *platform.Signed) []platform.Snippet {
	inNode, inShell := platform.NewSnippet("Node", nodeSDK(s, false)), platform.NewSnippet("Shell", shell(s, false))
	if !s.Expires.IsZero() {
		inNode.Live, inShell.Live = nodeSDK(s, true), shell(s, true)
	}
	return []platform.Snippet{inNode, inShell}
}

// cutAtEnd parts a policy where the end of its life stands.
func cutAtEnd(policy, end string) (before, behind string) {
	const less = `"DateLessThan":{"AWS:EpochTime":`
	i := strings.Index(policy, less+end)
	if i < 0 {
		return policy, ""
	}
	return policy[:i+len(less)], policy[i+len(less)+len(end):]
}

const keyFile = "KEY_FILE names the private key in PEM.\n"

// of is what the samples are made of.
type of struct {
	cloudfront.Settings
	url, policy, id, hash string
}

func made(s *platform.Signed) of {
	f := s.Form
	setting, _ := token.SettingOf[cloudfront.Settings](settings(f))
	return of{setting, toPlay(f), string(cloudfront.Policy(s.First().Claims)), f.Get(platform.KeyID), f.Get("hash")}
}

// nodeSDK signs by the SDK; live has it take the time when it runs.
func nodeSDK(s *platform.Signed, live bool) string {
	m := made(s)
	end, _ := s.First().Claims.Get(cloudfront.Before)
	takes, ends, policy := "", end.Raw, quoted(m.policy)
	if live {
		takes, ends = samples.NodeNow, "("+samples.FromNow(s.Expires, s.IssuedAt)+")"
		before, behind := cutAtEnd(m.policy, end.Raw)
		policy = quoted(before) + " + " + ends + " + " + quoted(behind)
	}
	var b strings.Builder
	b.WriteString("// npm install @aws-sdk/cloudfront-signer\n// " + keyFile)
	call := "getSignedUrl"
	if m.Cookies {
		call = "getSignedCookies"
	}
	fmt.Fprintf(&b, "import { readFileSync } from 'node:fs'\nimport { %s } from '@aws-sdk/cloudfront-signer'\n\n", call)
	b.WriteString(takes)
	fmt.Fprintf(&b, "const signed = %s({\n", call)
	if m.url != "" && !(m.Cookies && m.Custom) {
		fmt.Fprintf(&b, "  url: %s,\n", quoted(m.url))
	}
	if m.Custom {
		fmt.Fprintf(&b, "  policy: %s,\n", policy)
	} else {
		fmt.Fprintf(&b, "  dateLessThan: new Date(%s * 1000),\n", ends)
	}
	if m.hash != "SHA1" {
		fmt.Fprintf(&b, "  algorithm: %s,\n", quoted(m.hash))
	}
	fmt.Fprintf(&b, "  keyPairId: %s,\n  privateKey: readFileSync(process.env.KEY_FILE, 'utf8'),\n})\n", quoted(m.id))
	if m.Cookies {
		b.WriteString("for (const [name, value] of Object.entries(signed)) console.log(`${name}=${value}`)")
	} else {
		b.WriteString("console.log(signed)")
	}
	return b.String()
}

// shell signs with openssl. The letters are those of CloudFront's base64.
// Live has it take the time when it runs.
func shell(s *platform.Signed, live bool) string {
	m := made(s)
	end, _ := s.First().Claims.Get(cloudfront.Before)
	takes, ends, policy := "", end.Raw, samples.ShellText(m.policy)
	if live {
		takes, ends = samples.ShellNow+"end=$(("+samples.FromNow(s.Expires, s.IssuedAt)+"))\n", "$end"
		before, behind := cutAtEnd(m.policy, end.Raw)
		policy = samples.ShellText(before) + `"$end"` + samples.ShellText(behind)
	}
	digest, hash := "sha1", ""
	if m.hash != "SHA1" {
		digest, hash = "sha256", "Hash-Algorithm="+m.hash
	}
	var b strings.Builder
	b.WriteString("# " + keyFile)
	b.WriteString(takes)
	fmt.Fprintf(&b, "policy=%s\n", policy)
	b.WriteString("letters() { openssl base64 -A | tr '+=/' '-_~'; }\n")
	fmt.Fprintf(&b, "signature=$(printf %%s \"$policy\" | openssl dgst -%s -sign \"$KEY_FILE\" | letters)\n", digest)
	first := "Policy=$(printf %s \"$policy\" | letters)"
	if !m.Custom {
		first = "Expires=" + ends
	}
	list := []string{first, "Key-Pair-Id=" + m.id, "Signature=$signature"}
	if hash != "" {
		list = append(list, hash)
	}
	if m.Cookies {
		for _, p := range list {
			fmt.Fprintf(&b, "echo \"CloudFront-%s\"\n", p)
		}
		return strings.TrimSuffix(b.String(), "\n")
	}
	separator := "?"
	if strings.Contains(m.url, "?") {
		separator = "&"
	}
	fmt.Fprintf(&b, "url=%s\n", samples.ShellText(m.url+separator))
	fmt.Fprintf(&b, "echo \"${url}%s\"", strings.Join(list, "&"))
	return b.String()
}

// quoted is a text in single quotes for JavaScript.
func quoted(s string) string {
	q := token.Quote(s)
	return "'" + strings.ReplaceAll(strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`), "'", `\'`) + "'"
}
