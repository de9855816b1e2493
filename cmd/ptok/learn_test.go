package main

import (
	"encoding/binary"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"playtoken/core/secret"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
)

const hashedSecret = "a-secret-7f3a-of-the-project" // a key by its SHA-256

// genuineToken is a token as the platform would make it.
func genuineToken(t *testing.T, footer string) string {
	t.Helper()
	key, err := paseto.KeyFor(secret.New([]byte(hashedSecret)), paseto.FormSHA256)
	if err != nil {
		t.Fatal(err)
	}
	tok, err := paseto.Seal([]byte("{}"), []byte(footer), nil, key)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

// engageRecipe is one that nobody would think of first.
const engageRecipe = "signed=host_and_path&separator=%0A&encoding=base64url_raw&signature_param=sig&expiry_param=until"

func genuineURL(t *testing.T, path string) string {
	t.Helper()
	recipe, err := urlsig.ParseRecipe(engageRecipe)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := urlsig.Sign("https://media.example.com"+path, time.Unix(1_790_000_000, 0), recipe, secret.New([]byte(hashedSecret)))
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// TestLearn: what a genuine token tells is used at once, and what is said of it
// makes the same token the next time.
func TestLearn(t *testing.T) {
	const footer = `{"p":"0123456789abcdef01234567",  "v":"it's 1"}`
	form := []string{"sign", "--platform", "fastevo", "--key", file(t, hashedSecret+"\n"), "--id", "65e8ddc52f41619f1815a083", "--set", "viewer=v"}
	with := func(more ...string) []string { return append(form[:len(form):len(form)], more...) }
	if r := (stage{}).run(form...); r.status != answerIsNo {
		t.Fatalf("the secret was taken without knowing its form: %+v", r)
	}
	for name, c := range map[string]struct {
		stage stage
		args  []string
	}{
		"argument":  {stage{}, with("--learn-from", genuineToken(t, footer))},
		"pipe":      {stage{stdin: "token: " + genuineToken(t, footer) + "\n"}, with("--learn-from", "-")},
		"UTF-16":    {stage{stdin: inUTF16("\ufefftoken: "+genuineToken(t, footer)+"\r\n", binary.LittleEndian)}, with("--learn-from", "-")},
		"next time": {stage{}, with("--set", "key_form=sha256", "--set", "project=0123456789abcdef01234567", "--set", "footer="+footer)},
	} {
		t.Run(name, func(t *testing.T) {
			r := c.stage.run(c.args...)
			key, err := paseto.KeyFor(secret.New([]byte(hashedSecret)), paseto.FormSHA256)
			if err != nil {
				t.Fatal(err)
			}
			if _, theirs, err := paseto.Open(strings.TrimSpace(r.out), key, nil); r.status != fine || err != nil || string(theirs) != footer {
				t.Fatalf("status %d, %v, footer %s: %s", r.status, err, theirs, r.err)
			}
			if name == "next time" {
				return
			}
			for _, says := range []string{
				"note: The secret is a text whose SHA-256 is the key",
				`--learn-from: --set 'footer={"p":"0123456789abcdef01234567",  "v":"it'\''s 1"}' --set key_form=sha256 --set project=0123456789abcdef01234567` + "\n",
			} {
				if !strings.Contains(r.err, says) {
					t.Errorf("%q is not in\n%s", says, r.err)
				}
			}
		})
	}
}

// TestLearnRecipe: of a URL it learns as well that a URL is to be signed.
func TestLearnRecipe(t *testing.T) {
	r := stage{stdin: genuineURL(t, "/a.jpg?w=1") + "\n" + genuineURL(t, "/b.jpg?h=2") + "\n"}.run(
		"sign", "--platform", "fastevo", "--key", file(t, hashedSecret), "--set", "url=https://media.example.com/c.jpg", "--expires-at", "1790000000", "--issued-at", "1789990000",
		"--learn-from", "-", "--json")
	var answer struct {
		Token   string
		URLs    []struct{ Standing string }
		Remarks []string
	}
	if err := json.Unmarshal([]byte(r.out), &answer); err != nil || r.status != fine {
		t.Fatalf("%+v", r)
	}
	if answer.Token != genuineURL(t, "/c.jpg") || strings.Contains(strings.Join(answer.Remarks, ""), "not confirmed") || answer.URLs[0].Standing != "seen" {
		t.Errorf("%+v", answer)
	}
	if !strings.Contains(r.err, "--set make=engage --set 'recipe=signed=host_and_path&") || !strings.Contains(r.err, "' --set recipe_confirmed=yes\n") {
		t.Errorf("said\n%s", r.err)
	}
}

func TestLearnRefused(t *testing.T) {
	genuine := genuineToken(t, "{}")
	fastevo := []string{"sign", "--platform", "fastevo", "--id", "65e8ddc52f41619f1815a083", "--set", "viewer=v"}
	for _, c := range []struct {
		name   string
		stage  stage
		args   []string
		status int
		says   string
	}{
		{"another secret", stage{}, []string{"--key", file(t, "another-secret-7f3a"), "--learn-from", genuine}, answerIsNo, "No form of this secret opens the token."},
		{"nothing genuine", stage{}, []string{"--key", file(t, hashedSecret), "--learn-from", "hello"}, answerIsNo, "neither a v4.local token nor a URL"},
		{"both from the pipe", stage{stdin: genuine}, []string{"--key", "-", "--learn-from", "-"}, wrongUsage, "cannot both come from standard input"},
		{"no key", stage{}, []string{"--learn-from", genuine}, wrongUsage, "token signing key secret is missing"},
		{"in a terminal", stage{terminal: true}, []string{"--key", file(t, hashedSecret), "--learn-from", "-"}, wrongUsage, "No text was given to --learn-from."},
		{"then something is missing", stage{}, []string{"--key", file(t, hashedSecret), "--learn-from", genuineURL(t, "/a.jpg?w=1")}, wrongUsage, "URL to sign is missing"},
		{"--set stays", stage{}, []string{"--key", file(t, hashedSecret), "--learn-from", genuine, "--set", "key_form=sha256", "--set", "project=0123456789abcdef01234567"}, fine, "note: The next time"},
		{"--set stays, and is wrong", stage{}, []string{"--key", file(t, "a secret of exactly 32 bytes, or"), "--learn-from", genuine, "--set", "key_form=text"}, answerIsNo, "No form of this secret"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := c.stage.run(append(fastevo[:len(fastevo):len(fastevo)], c.args...)...)
			if r.status != c.status || !strings.Contains(r.err, c.says) {
				t.Errorf("status %d\n%s", r.status, r.err)
			}
			if c.status != fine && !strings.HasPrefix(r.err, "note: ") {
				complaint(t, r)
			}
		})
	}
	r := stage{}.run(golden(t, "--learn-from", "x")...)
	if r.status != wrongUsage || !strings.Contains(r.err, "There is nothing to find out for FastPix.") {
		t.Errorf("%+v", r)
	}
	// What was set by hand is not overruled in silence.
	r = stage{}.run(append(fastevo[:len(fastevo):len(fastevo)], "--key", file(t, hashedSecret), "--learn-from", genuineToken(t, `{"v":"1","p":"0123456789abcdef01234567"}`),
		"--set", "project=76543210fedcba9876543210")...)
	if r.status != fine || !strings.Contains(r.err, "What --set says stays, though something else was found out: project.") {
		t.Errorf("%+v", r)
	}
}
