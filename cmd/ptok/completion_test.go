package main

import (
	"slices"
	"strings"
	"testing"

	"playtoken/core/vault"
)

// offered are the values that complete a line, the last argument of which is being typed.
func offered(t *testing.T, s stage, args ...string) (values []string, directive string) {
	t.Helper()
	r := s.run(append([]string{"__complete"}, args...)...)
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	for _, line := range lines[:len(lines)-1] {
		value, _, _ := strings.Cut(line, "\t")
		values = append(values, value)
	}
	return values, lines[len(lines)-1]
}

const (
	ofFiles    = ":0"
	noFiles    = ":4"
	unfinished = ":6" // no files, and no space behind it
)

func TestCompletion(t *testing.T) {
	s := shelve(t, vault.InKeyring).on(stage{})
	for _, c := range []struct {
		name      string
		args      []string
		want      []string // among what is offered
		not       []string
		directive string
	}{
		{"commands", []string{""}, []string{"sign", "why", "licences", "completion", "help"}, []string{"licenses", "__complete"}, noFiles},
		{"commands of a command", []string{"key", "n"}, []string{"new"}, []string{"inspect"}, noFiles},
		{"topics", []string{"help", "account", ""}, []string{"rotate"}, []string{"sign"}, noFiles},
		{"flags", []string{"sign", "--p"}, []string{"--platform", "--profile", "--passphrase-file"}, []string{"--key"}, noFiles},
		{"a flag that may stand again", []string{"why", "--key", "a.pem", "--k"}, []string{"--key"}, nil, noFiles},
		{"a flag that may not", []string{"sign", "--key", "a.pem", "--k"}, []string{"--key-id"}, []string{"--key"}, noFiles},
		{"platforms", []string{"sign", "--platform", ""}, []string{"fastpix", "jwt"}, []string{"cloudflare"}, noFiles},
		{"platforms, begun", []string{"why", "--platform", "cl"}, []string{"cloudfront"}, []string{"mux"}, noFiles},
		{"platforms with an account", []string{"account", "list", "--platform", ""}, []string{"fastpix", "cloudflare"}, []string{"jwt"}, noFiles},
		{"what a key is for", []string{"key", "inspect", "--use", ""}, []string{"fastpix", "hmac"}, nil, noFiles},
		{"fields", []string{"sign", "--platform", "fastpix", "--set", ""}, []string{"for=", "host="}, []string{"alg=", "id=", "key_id=", "kid="}, unfinished},
		{"fields of any platform", []string{"why", "--set", ""}, []string{"for=", "alg=", "assertion="}, nil, unfinished},
		{"fields of a profile's platform", []string{"sign", "--profile", "Shop", "--set", ""}, []string{"for="}, []string{"alg="}, unfinished},
		{"choices of a field", []string{"sign", "--platform", "jwt", "--set", "alg=E"}, []string{"alg=ES256", "alg=EdDSA"}, []string{"alg=HS256"}, noFiles},
		{"choices behind an equals sign", []string{"sign", "--platform=jwt", "--set=alg=ES"}, []string{"alg=ES256"}, []string{"alg=EdDSA"}, noFiles},
		{"text of a field", []string{"sign", "--platform", "fastpix", "--set", "issuer="}, nil, []string{"issuer="}, noFiles},
		{"types of keys", []string{"key", "new", "--type", "rsa"}, []string{"rsa2048", "rsa4096"}, []string{"p256"}, noFiles},
		{"profiles", []string{"sign", "--profile", ""}, []string{"Shop", "Other platform"}, nil, noFiles},
		{"formats of a list", []string{"batch", "sign", "--format", ""}, []string{"csv", "json"}, []string{"summary"}, noFiles},
		{"formats of a log", []string{"batch", "why", "--format", ""}, []string{"csv", "json", "summary"}, nil, noFiles},
		{"reports", []string{"why", "--report", ""}, []string{"markdown", "json"}, nil, noFiles},
		{"policies", []string{"account", "policy", "--set", ""}, []string{"signed", "unsigned"}, nil, noFiles},
		{"shells", []string{"completion", ""}, []string{"bash", "zsh", "fish", "powershell"}, nil, noFiles},
		{"a file of a flag", []string{"sign", "--key", ""}, nil, nil, ofFiles},
		{"a file", []string{"key", "inspect", ""}, nil, nil, ofFiles},
		{"a token", []string{"why", ""}, nil, nil, noFiles},
		{"an ID", []string{"sign", "--id", ""}, nil, nil, noFiles},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, directive := offered(t, s, c.args...)
			for _, w := range c.want {
				if !slices.Contains(got, w) {
					t.Errorf("%q is not offered: %q", w, got)
				}
			}
			for _, n := range c.not {
				if slices.Contains(got, n) {
					t.Errorf("%q is offered: %q", n, got)
				}
			}
			if directive != c.directive {
				t.Errorf("%s, not %s", directive, c.directive)
			}
		})
	}
}

// TestCompletionOffersWhatIsTaken: what the lists here say is what the commands take.
func TestCompletionOffersWhatIsTaken(t *testing.T) {
	for _, line := range []string{"batch sign --format", "batch why --format", "why --report", "key inspect --use", "key new --type"} {
		args := strings.Fields(line)
		values, _ := offered(t, stage{}, append(args, "")...)
		if len(values) < 2 {
			t.Errorf("%s: %q", line, values)
		}
		for _, v := range values {
			r := (stage{stdin: "nothing of use"}).run(append(args, v)...)
			if r.status == wrongUsage && !strings.Contains(r.err, "which platform") && !strings.Contains(r.err, "platform was given") {
				t.Errorf("%s %s: %s", line, v, r.err)
			}
		}
	}
}

func TestCompletionScripts(t *testing.T) {
	for shell, want := range map[string]string{
		"bash": "complete -o default -F __start_ptok ptok", "zsh": "#compdef ptok", "fish": "complete -c ptok", "powershell": "Register-ArgumentCompleter -CommandName 'ptok'",
	} {
		if r := (stage{}).run("completion", shell); r.status != fine || r.err != "" || !strings.Contains(r.out, want) {
			t.Errorf("%s: status %d, %s, %.100q", shell, r.status, r.err, r.out)
		}
	}
	for _, args := range [][]string{{"completion"}, {"completion", "tcsh"}, {"completion", "bash", "zsh"}} {
		r := (stage{}).run(args...)
		complaint(t, r)
		if r.status != wrongUsage || !strings.Contains(r.err, "bash|zsh|fish|powershell") {
			t.Errorf("%q: %+v", args, r)
		}
	}
}
