package extract_test

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"playtoken/core/extract"
)

const signature86 = "-OI2auD8ZLT5_645PddsMqv9z1hpjWRiFuIryczT-_aB0cD1eF2gH3iJ4kL5mN6oP7qR8sT9uV0wX1yZ2aB3cD"

var es256 = base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"ES256"}`)) + "." +
	base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"a","exp":1750003600}`)) + "." + signature86[:86]

// TestPastedForms: what a program or a person puts around or into a token does not hide it.
func TestPastedForms(t *testing.T) {
	const stream = "https://stream.fastpix.com/a.m3u8?token="
	for name, test := range map[string]struct {
		text string
		left []extract.Artefact
	}{
		"twice":                      {es256 + es256, []extract.Artefact{extract.Again}},
		"twice in a URL":             {stream + es256 + es256, nil},
		"a number for -":             {strings.ReplaceAll(es256, "-", "&#45;"), []extract.Artefact{extract.Escapes}},
		"a hexadecimal number for -": {strings.ReplaceAll(es256, "-", "&#x2D;"), []extract.Artefact{extract.Escapes}},
		"names for . and _":          {strings.NewReplacer(".", "&period;", "_", "&lowbar;").Replace(es256), []extract.Artefact{extract.Escapes}},
		"in the source of a page":    {`<a href="` + stream + strings.ReplaceAll(es256, "-", "&#45;") + `">`, nil},
		"Chinese behind it":          {"播放地址是" + stream + es256 + "打不开", nil},
		"pictures around it":         {"🎬" + stream + es256 + "🔥", nil},
	} {
		p := extract.Read(test.text)
		if p.Token != es256 {
			t.Errorf("%s: %q", name, p.Token)
			continue
		}
		if got := p.All[0].LeftOut; !slices.Equal(got, test.left) {
			t.Errorf("%s: left out %v, want %v", name, got, test.left)
		}
		if damaged := len(p.All[0].Damage) > 0; damaged != (name == "twice in a URL") {
			t.Errorf("%s: damage %v", name, p.All[0].Damage)
		}
	}
	// A server gets what is typed, and its log has what it got.
	for _, typed := range []string{stream + strings.ReplaceAll(es256, "-", "&#45;"), "curl " + stream + strings.ReplaceAll(es256, "-", "&#45;")} {
		if p := extract.Read(typed); p.Token == es256 {
			t.Errorf("escapes that are sent are undone: %s", typed)
		}
	}
}

// TestClaimsAlone: what a decoder shows of a token is told from a text without one.
func TestClaimsAlone(t *testing.T) {
	const ends = "Its exp is Sun 15 Jun 2025, 16:06:40 UTC."
	payload := base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"a","exp":1750003600}`))
	for text, want := range map[string]string{
		`{"sub":"a","exp":1750003600}`:                                            "claims of a token, decoded",
		"{\n  \"kid\": \"a\",\n  \"aud\": \"media:b\",\n  \"exp\": 1750003600\n}": "claims of a token, decoded",
		"{'kid': 'a', 'exp': 1750003600}":                                         "claims of a token, decoded",
		"{ kid: 'a', exp: 1750003600 }":                                           "claims of a token, decoded",
		"map[exp:1.7500036e+09 kid:a]":                                            "claims of a token, decoded",
		"Array\n(\n    [kid] => a\n    [exp] => 1750003600\n)":                    "claims of a token, decoded",
		payload:             "payload of a token alone",
		`"` + payload + `"`: "payload of a token alone",
	} {
		if p := extract.Read(text); !strings.Contains(p.Refusal, want) || !strings.Contains(p.Refusal, ends) || p.Token != "" {
			t.Errorf("%s: token %q, %s", text, p.Token, p.Refusal)
		}
	}
	if p := extract.Read(`{"alg":"RS256","typ":"JWT"}`); !strings.Contains(p.Refusal, "header of a token") {
		t.Error(p.Refusal)
	}
	for _, text := range []string{`{"exp":"soon"}`, `{"alg":"RS256","use":"sig"}`, "exp: 12", "It has an exp and a kid: both are there.", `{"status":403,"sub":"a"}`} {
		if p := extract.Read(text); p.Refusal != "There is no token in this text." && !strings.Contains(p.Refusal, "header") {
			t.Errorf("%s: %s", text, p.Refusal)
		}
	}
}
