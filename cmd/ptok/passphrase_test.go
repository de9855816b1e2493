//go:build !race

package main

import (
	"strings"
	"testing"

	"playtoken/core/vault"
	"playtoken/internal/fixtures"
)

// TestPassphrase: what is under a passphrase is opened by a file or by a person, and a
// form that cannot be signed is refused before.
func TestPassphrase(t *testing.T) {
	s := shelve(t, vault.UnderPassphrase)
	tok, list := fixtures.Token(t), file(t, goldenID)
	sign := []string{"sign", "--profile", "Shop", "--id", goldenID, "--issued-at", "1744780459"}
	with := func(more ...string) []string { return append(sign[:len(sign):len(sign)], more...) }
	batch := []string{"batch", "sign", "--profile", "Shop", "--issued-at", "1744780459"}
	right, wrong := file(t, passphrase+"\n"), file(t, "incorrect horse\n")
	const prompt = "Passphrase of the saved profiles (it is not shown): "
	for _, c := range []struct {
		name   string
		stage  stage
		args   []string
		status int
		says   string // in what is answered, or complained of
	}{
		{"a file", stage{}, with("--passphrase-file", right), fine, tok},
		{"a person", stage{terminal: true, secret: passphrase + "\r"}, sign, fine, tok},
		{"a person, in a batch", stage{terminal: true, secret: passphrase + "\r"}, append(batch[:len(batch):len(batch)], list), fine, tok},
		{"a file, in a pipe", stage{stdin: goldenID}, append(batch[:len(batch):len(batch)], "--passphrase-file", right), fine, tok},
		{"nobody to ask", stage{}, sign, answerIsNo, "--passphrase-file FILE"},
		{"nobody to ask, in a pipe", stage{stdin: goldenID}, batch, answerIsNo, "--passphrase-file FILE"},
		{"nobody to ask, a key in the pipe", stage{stdin: string(fixtures.PrivateKey(t))}, []string{"why", tok, "--key", "-", "--profile", "Events"}, answerIsNo, "--passphrase-file FILE"},
		{"the wrong one", stage{}, with("--passphrase-file", wrong), answerIsNo, "This is not the passphrase."},
		{"a person, the wrong one", stage{terminal: true, secret: "incorrect\r"}, sign, answerIsNo, "This is not the passphrase."},
		{"a person, nothing", stage{terminal: true, secret: "\r"}, sign, wrongUsage, "No passphrase was given."},
		{"a person, Ctrl+C", stage{terminal: true, secret: "corr\x03"}, sign, wrongUsage, "No passphrase was given."},
		{"no such file", stage{}, with("--passphrase-file", "no-such-file"), wrongUsage, "The file that --passphrase-file names does not exist."},
		{"an empty file", stage{}, with("--passphrase-file", file(t, "\n")), wrongUsage, "holds no passphrase"},
		{"form first", stage{terminal: true, secret: passphrase + "\r"}, []string{"sign", "--profile", "Shop"}, wrongUsage, "Playback ID is missing"},
		{"form first, in a batch", stage{terminal: true, secret: passphrase + "\r"}, append(batch[:len(batch):len(batch)], "--set", "host=a b", list), wrongUsage, "Write a host name only"},
		{"no secret, and nobody is asked", stage{terminal: true, secret: passphrase + "\r"}, []string{"sign", "--profile", "Half", "--id", goldenID}, answerIsNo, "The profile has no secret."},
		{"a shared secret to try", stage{terminal: true, secret: passphrase + "\r"}, []string{"decode", tok, "--profile", "Events"}, answerIsNo, "the key is shared secret, 32 characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := s.on(c.stage).run(c.args...)
			if r.status != c.status || !strings.Contains(r.out+r.err, c.says) {
				t.Errorf("status %d\n%s%s", r.status, r.err, r.out)
			}
			if asked := strings.Contains(r.err, prompt); asked != (strings.HasPrefix(c.name, "a person") || c.name == "a shared secret to try") {
				t.Errorf("asked: %t", asked)
			}
			if c.status != fine && !strings.Contains(r.err, prompt) {
				complaint(t, r)
			}
			if strings.Contains(r.out+r.err, passphrase) {
				t.Error("the passphrase is shown")
			}
		})
	}
}

// TestLockedAgain: what opens the secrets does not outlive the reading of the key.
func TestLockedAgain(t *testing.T) {
	s := shelve(t, vault.UnderPassphrase)
	right := file(t, passphrase)
	for _, args := range [][]string{
		{"sign", "--profile", "Shop", "--id", goldenID},
		{"sign", "--profile", "Shop", "--id", goldenID, "--claim", `kid="another"`},
		{"batch", "sign", "--profile", "Shop", file(t, goldenID)},
		{"why", fixtures.Token(t), "--profile", "Events"},
		{"decode", fixtures.Token(t), "--profile", "Events", "--profile", "Empty"},
	} {
		var used *vault.Store
		unlocked := false
		st := stage{vault: func() *vault.Store {
			used = s.open()
			used.OnChange(func() { unlocked = unlocked || !used.State().Locked })
			return used
		}}
		r := st.run(append(args, "--passphrase-file", right)...)
		if used == nil || !unlocked || !used.State().Locked {
			t.Errorf("%v: opened %t, and left open; %+v", args, unlocked, r)
		}
	}
}
