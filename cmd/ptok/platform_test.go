package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/platform/fastpix"
	"playtoken/core/token"
)

// tubeFormat is tokens that are the JSON of their claims.
type tubeFormat struct{}

func (tubeFormat) Name(*token.Token) string          { return "a token of Tube" }
func (tubeFormat) Decode(string) *token.Token        { return nil }
func (tubeFormat) Times() token.Times                { return token.Seconds }
func (tubeFormat) Sealed() bool                      { return false }
func (tubeFormat) Guessed(*token.Token) bool         { return false }
func (tubeFormat) KeyKinds(token.Object) []keys.Kind { return nil }

func (tubeFormat) Make(d token.Draft, _ *keys.Key, _ ...token.Setting) (string, error) {
	return string(d.Claims.JSON()), nil
}

// tube is a platform that is defined here alone.
var tube = &platform.Platform{
	Name: "tube", Label: "Tube",
	Form: platform.Form{
		Life: time.Minute, KeyLabel: "Signing secret",
		Fields: []platform.Field{
			{Name: platform.ID, Label: "Stream ID", Required: true, Help: "The stream's ID."},
			{Name: "region", Label: "Region", Default: "eu", Help: "Where it plays.", Choices: []platform.Choice{{Value: "eu"}, {Value: "us"}}},
		},
		KeyWant: func(platform.Filled) importer.Want { return importer.TextSecret },
	},
	Signing: platform.Signing{
		KeyFits: func(platform.Filled, *keys.Key) string { return "" },
		Compose: func(f platform.Filled) []platform.Draft {
			claims := token.NewObject(token.StringMember("stream", f.Get(platform.ID)), token.StringMember("region", f.Get("region")))
			return []platform.Draft{{Name: "token", Draft: token.Draft{Format: tubeFormat{}, Claims: claims}}}
		},
		URLs: func(f platform.Filled, _ platform.NamedToken) []platform.URL {
			return []platform.URL{{Name: "Stream", URL: "https://tube.example/" + f.Get(platform.ID), Basis: platform.Stated}}
		},
	},
	Reading: platform.Reading{Formats: []token.Format{tubeFormat{}}},
}

// A platform that no other file knows can be named in every command, its fields
// are flags, and the help lists them.
func TestPlatformOfATest(t *testing.T) {
	secret := file(t, "a secret of thirty-two characters")
	ids := file(t, "id,region\ns1,us\ns2,eu\n")
	for name, c := range map[string]struct {
		args   []string
		status int
		want   []string
	}{
		"platforms": {[]string{"platforms"}, fine, []string{
			"Tube, --platform tube\n", "--id ID Stream ID: required", "The stream's ID.", "--set region=VALUE Region: eu (default), us", "Where it plays.",
		}},
		"platforms as JSON": {[]string{"platforms", "--json"}, fine, []string{
			`{"name":"tube","label":"Tube","fields":[{"name":"id","label":"Stream ID","required":true,`,
			`{"name":"region","label":"Region","required":false,"choices":["eu","us"],"default":"eu","help":"Where it plays."}]}`,
		}},
		"help": {[]string{"sign", "--help"}, fine, []string{
			"Fields of FastPix (--platform fastpix):", "Fields of Tube (--platform tube):", "--set region=VALUE Region: eu (default), us",
		}},
		"sign": {
			[]string{"sign", "--platform", "tube", "--key", secret, "--id", "s1", "--set", "region=us"},
			fine,
			[]string{`{"stream":"s1","region":"us"}`},
		},
		"sign, answered as JSON": {
			[]string{"sign", "--platform", "tube", "--key", secret, "--id", "s1", "--json"},
			fine,
			[]string{`"platform":"tube"`, `"url":"https://tube.example/s1"`},
		},
		"sign without an ID":     {[]string{"sign", "--platform", "tube", "--key", secret}, wrongUsage, []string{"Stream ID is missing.", "--id ID: The stream's ID."}},
		"sign, no such field":    {[]string{"sign", "--platform", "tube", "--key", secret, "--set", "host=x"}, wrongUsage, []string{"Tube has no field for --set host.", "It has: id, region."}},
		"sign, no such platform": {[]string{"sign", "--platform", "pipe"}, wrongUsage, []string{"Choose one with --platform: fastpix, tube."}},
		"batch sign": {
			[]string{"batch", "sign", "--platform", "tube", "--key", secret, "--format", "json", ids},
			fine,
			[]string{`\"stream\":\"s1\",\"region\":\"us\"`, `\"stream\":\"s2\",\"region\":\"eu\"`},
		},
		"key inspect": {[]string{"key", "inspect", secret, "--use", "tube", "--json"}, fine, []string{`"verdict":"accept`}},
		"why":         {[]string{"why", "--platform", "tube", "--json", "eyJhbGciOiJub25lIn0.e30."}, answerIsNo, []string{`"platform":"tube"`}},
	} {
		t.Run(name, func(t *testing.T) {
			r := stage{platforms: []*platform.Platform{fastpix.Platform, tube}}.run(c.args...)
			if r.status != c.status {
				t.Errorf("status %d, %s", r.status, r.err)
			}
			said := strings.Join(strings.Fields(r.out+r.err), " ")
			for _, want := range c.want {
				if !strings.Contains(said, strings.TrimSpace(want)) {
					t.Errorf("%q is not in:\n%s%s", want, r.out, r.err)
				}
			}
		})
	}
}

// The only platform there is need not be named, and the examples are of it.
func TestOnlyPlatform(t *testing.T) {
	s := stage{platforms: []*platform.Platform{tube}}
	if r := s.run("sign", "--key", file(t, "a secret of thirty-two characters"), "--id", "s1"); r.out != `{"stream":"s1","region":"eu"}`+"\n" {
		t.Errorf("status %d, %s%s", r.status, r.out, r.err)
	}
	if r := s.run("sign", "--help"); !strings.Contains(r.out, "ptok sign --platform tube --key") || !strings.Contains(r.out, "--set region=us") || strings.Contains(r.out, "fastpix") {
		t.Error(r.out)
	}
	var got platformsAnswer
	if err := json.Unmarshal([]byte(s.run("platforms", "--json").out), &got); err != nil || len(got.Platforms) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	if slices.Contains(all.Platforms(), tube) {
		t.Error("it is on the list")
	}
}
