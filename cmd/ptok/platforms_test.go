package main

import (
	"encoding/json"
	"strings"
	"testing"

	"playtoken/core/platform"
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
	for i, p := range platform.All() {
		if got.Platforms[i].Name != p.Name || len(got.Platforms[i].Fields) != len(p.Fields) {
			t.Errorf("platform %d is %+v", i, got.Platforms[i])
		}
	}
}

func TestPlatformsWords(t *testing.T) {
	r := stage{}.run("platforms")
	for _, s := range []string{
		"FastPix, --platform fastpix\n",
		"  --key-id ID         Signing key ID: required\n",
		"  --id ID             Playback ID: required\n",
		"  --set for=VALUE     Opens: media (default), drm\n",
		"  --set host=VALUE    Host: com (default), io, or own host\n",
	} {
		if !strings.Contains(r.out, s) {
			t.Errorf("%q is not in:\n%s", s, r.out)
		}
	}
}

// Whoever reads the list can fill each field, by its flag or by --set.
func TestEveryFieldCanBeSet(t *testing.T) {
	key := file(t, publishedKey(t).Private)
	for _, p := range platform.All() {
		args := []string{"sign", "--platform", p.Name, "--key", key}
		for _, f := range p.Fields {
			value := f.Default
			if value == "" {
				value = goldenID
			}
			args = append(args, "--set", f.Name+"="+value)
		}
		if r := (stage{}).run(args...); r.status != fine {
			t.Errorf("%s: status %d, %s", p.Name, r.status, r.err)
		}
	}
}
