package main

import (
	"encoding/json"
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

func TestPlatformsJSON(t *testing.T) {
	r := stage{}.run("platforms", "--json")
	const begins = `{"platforms":[{"name":"fastpix","label":"FastPix","fields":[` +
		`{"name":"key_id","label":"Signing key ID","required":true,"choices":[],"default":"","help":"`
	if r.status != fine || r.err != "" || !strings.HasPrefix(r.out, begins) {
		t.Errorf("status %d, errors %q\n%s", r.status, r.err, r.out)
	}
	const choice = `{"name":"header","label":"Header","required":false,"choices":["bare","plugin"],"default":"bare","help":"`
	if !strings.Contains(r.out, choice) {
		t.Errorf("%s is not in\n%s", choice, r.out)
	}
	var got platformsAnswer
	if err := json.Unmarshal([]byte(r.out), &got); err != nil {
		t.Fatal(err)
	}
	for i, p := range all.Platforms() {
		if got.Platforms[i].Name != p.Name || len(got.Platforms[i].Fields) != len(p.Fields) {
			t.Errorf("platform %d is %+v", i, got.Platforms[i])
		}
	}
}

func TestPlatformsWords(t *testing.T) {
	r := stage{}.run("platforms")
	for _, s := range []string{
		"FastPix, --platform fastpix\n",
		" --key-id ID Signing key ID: required ",
		" --id ID Playback ID: required ",
		" --set for=VALUE Opens: media (default), drm ",
		" --set host=VALUE Host: com (default), io, or own host ",
	} {
		if !strings.Contains(r.out, s) && !strings.Contains(strings.Join(strings.Fields(r.out), " "), s) {
			t.Errorf("%q is not in:\n%s", s, r.out)
		}
	}
}

// Whoever reads the list can fill each field, by its flag or by --set.
func TestEveryFieldCanBeSet(t *testing.T) {
	key := file(t, string(fixtures.PrivateKey(t)))
	shared := file(t, strings.Repeat("0123456789abcdef", 4))
	for _, p := range all.Platforms() {
		args := []string{"sign", "--platform", p.Name, "--key", key, "--issued-at", "1734000000"}
		if platformtest.WantsSecret(p) {
			args[4] = shared
		}
		for _, f := range p.Fields {
			value := f.Default
			switch {
			case value != "":
			case f.Name == platform.KeyID || f.Name == platform.ID && p.Name == "fastpix":
				value = goldenID
			default:
				value = f.Example
			}
			args = append(args, "--set", f.Name+"="+value)
		}
		if r := (stage{}).run(args...); r.status != fine {
			t.Errorf("%s: status %d, %s", p.Name, r.status, r.err)
		}
	}
}
