package mux

import (
	"fmt"
	"math"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/platform/samples"
	"playtoken/core/token"
)

// playerTags are the platform's player elements, and the components of React. The tokens
// have no name for animated images: no player takes them.
var playerTags = func() (list []platform.PlayerTag) {
	for _, element := range []string{"mux-player", "muxplayer", "mux-video", "muxvideo", "mux-audio", "muxaudio"} {
		list = append(list, platform.PlayerTag{
			Element: element, ID: "playback-id", Tokens: []string{video.name, thumbnail.name, storyboard.name, drm.name}, Domain: "custom-domain",
		})
	}
	return list
}()

func snippets(s *platform.Signed) []platform.Snippet {
	list := []platform.Snippet{}
	if has(s, video) {
		list = append(list, platform.NewSnippet("Player tag", tag(s)), platform.NewSnippet("React", react(s)), platform.NewSnippet("iOS", ios(s)))
	}
	list = append(list, platform.NewSnippet("cURL", "curl -i "+samples.ShellText(s.URLs()[0].URL)))
	if has(s, video) {
		list = append(list, platform.NewSnippet("ffplay", "ffplay "+samples.ShellText(s.URLs()[0].URL)))
	}
	if sdk := nodeSDK(s); sdk != "" {
		list = append(list, platform.NewSnippet("Mux SDK", sdk))
	}
	return append(list, samples.JWT(s)...)
}

func has(s *platform.Signed, r *resource) bool {
	for _, t := range s.Tokens {
		if t.Name == r.name {
			return true
		}
	}
	return false
}

// playerTokens are the tokens that a player takes.
func playerTokens(s *platform.Signed) (list []platform.NamedToken) {
	for _, t := range s.Tokens {
		for _, name := range playerTags[0].Tokens {
			if t.Name == name {
				list = append(list, t)
			}
		}
	}
	return list
}

func tag(s *platform.Signed) string {
	text := "<mux-player playback-id=" + samples.HTMLText(s.Form.Get(platform.ID))
	for _, t := range playerTokens(s) {
		text += "\n  " + t.Name + "=" + samples.HTMLText(t.Text)
	}
	if _, _, own := hosts(s.Form); own {
		stream, _, _ := hosts(s.Form)
		text += "\n  custom-domain=" + samples.HTMLText(strings.TrimPrefix(stream, "stream."))
	}
	return text + "></mux-player>"
}

func react(s *platform.Signed) string {
	text := "<MuxPlayer\n  playbackId=" + samples.HTMLText(s.Form.Get(platform.ID)) + "\n  tokens={{\n"
	for _, t := range playerTokens(s) {
		text += "    " + strings.TrimSuffix(t.Name, "-token") + ": " + token.Quote(t.Text) + ",\n"
	}
	return text + "  }}\n/>"
}

func ios(s *platform.Signed) string {
	text := "let options = PlaybackOptions(\n    playbackToken: " + token.Quote(s.First().Text)
	for _, t := range s.Tokens {
		if t.Name == drm.name {
			text += ",\n    drmToken: " + token.Quote(t.Text)
		}
	}
	return text + "\n)\n// playback ID: " + s.Form.Get(platform.ID)
}

// nodeSDK makes the same tokens with the platform's own SDK; "" where it cannot: it
// writes kid among the claims, and always an expiry.
func nodeSDK(s *platform.Signed) string {
	if s.Form.Get("kid") == "header" || len(s.Form.Extra) > 0 || s.Expires.IsZero() {
		return ""
	}
	var b strings.Builder
	b.WriteString("// npm install @mux/mux-node\n// KEY_FILE names the private key, in base64 as Mux gives it or as PEM.\n")
	b.WriteString("import { readFileSync } from 'node:fs'\nimport Mux from '@mux/mux-node'\n\n")
	fmt.Fprintf(&b, "const mux = new Mux({\n  tokenId: 'not used here', tokenSecret: 'not used here',\n  jwtSigningKey: %s,\n  jwtPrivateKey: readFileSync(process.env.KEY_FILE, 'utf8').trim(),\n})\n",
		quoted(s.Form.Get(platform.KeyID)))
	for _, t := range s.Tokens {
		life := s.EndOf(t.Name).Sub(s.Form.IssuedAt)
		b.WriteString(sdkCall(s, t, fmt.Sprintf("%ds", int64(math.Round(life.Seconds())))))
	}
	return b.String()
}

func sdkCall(s *platform.Signed, t platform.NamedToken, life string) string {
	id, aud := quoted(s.Form.Get(platform.ID)), t.Claims.Text("aud")
	if isCounted(aud) {
		return fmt.Sprintf("console.log(await mux.jwt.signViewerCounts(%s, { type: '%s', expiration: '%s' }))\n", id, strings.TrimSuffix(aud, "_id"), life)
	}
	r := resourceOf(aud)
	call, kind := "signPlaybackId", fmt.Sprintf("type: '%s', ", r.call)
	if aud == drm.aud {
		call, kind = "signDrmLicense", ""
	}
	params := ""
	for _, m := range t.Claims.Members {
		if isOption(m.Name) {
			params += fmt.Sprintf("%s: %s, ", m.Name, quoted(m.Value.Text))
		}
	}
	if params != "" {
		params = ", params: { " + strings.TrimSuffix(params, ", ") + " }"
	}
	return fmt.Sprintf("console.log(await mux.jwt.%s(%s, { %sexpiration: '%s'%s }))\n", call, id, kind, life, params)
}

// quoted is a text in single quotes for JavaScript.
func quoted(s string) string {
	q := token.Quote(s)
	return "'" + strings.ReplaceAll(strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`), "'", `\'`) + "'"
}
