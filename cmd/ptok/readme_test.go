package main

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformapi"
)

// readmeCommands are the commands of ptok in the blocks of the README, a line each.
func readmeCommands(t *testing.T) (list []string) {
	t.Helper()
	for line := range strings.Lines(strings.ReplaceAll(read(t, "../../README.md"), "\\\n", "")) {
		line = strings.TrimPrefix(strings.TrimSpace(line), "$ ")
		if strings.HasPrefix(line, "ptok ") && !strings.Contains(line, "`") {
			list = append(list, line)
		}
	}
	if len(list) < 22 {
		t.Fatalf("%d commands: the test looks in the wrong place", len(list))
	}
	return list
}

// TestReadmeCommands runs the commands in their order, as one person would: with the files and
// variables that they name, an edge on this machine as the host of the URL, and a platform's
// API on this machine. What comes is what the README says of each.
func TestReadmeCommands(t *testing.T) {
	commands := readmeCommands(t)
	api := platformapi.New(t, "fastpix")
	credentials := ""
	for name, text := range api.Credentials() {
		credentials += name + "=" + string(text.Reveal()) + "\n"
	}
	files := map[string]string{
		"key.txt": string(fixtures.PrivateKey(t)), "public.pem": fixtures.Key(t).PublicPEM(),
		"ids.txt": goldenID + "\n", "fastpix.env": credentials,
	}
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	shelf := emptyShelf(t, vault.InKeyring)
	s := shelf.on(stage{now: edgeAt})
	host := runEdge(t, s, "--json", "--key", "key.txt", "--platform", "fastpix", "--key-id", goldenKeyID, "--id", goldenID)
	good := host.start().Good[0].URL
	_, token, _ := strings.Cut(good, "?token=")
	bad := s.run("sign", "--platform", "fastpix", "--key", "key.txt", "--key-id", goldenKeyID, "--id", "5d1dd3d1-9f5e-4b53-a9b5-0a1ab26bcf1d")
	variables := map[string]string{
		"URL": good, "GOOD": token, "BAD": strings.TrimSpace(bad.out), "TOKEN": token, "ID": goldenID, "KEY_ID": goldenKeyID,
		"https://stream.fastpix.com/16af5b33-….m3u8?token=eyJ…": "https://stream.fastpix.com/" + goldenID + ".m3u8?token=" + token,
	}
	if err := os.WriteFile("access.log", []byte("GET "+good+" 200\n"), 0o600); err != nil {
		t.Fatal(err)
	}

	// What stands in the answer of a command: of its first two words, else of the first.
	wants := map[string]string{
		"sign --platform": "eyJ", "sign --profile": "eyJ",
		"why": "Plays", "why --report": "| Platform | FastPix |", "why --reply": "your link",
		"check": "Plays", "decode": `"signature":`, "compare": "Each token opens its own ID.",
		"batch sign": goldenID + ",", "batch why": "plays",
		"account create": "-", "account rotate": "Sign with", "profiles": "Shop",
		"key new": "BEGIN PUBLIC KEY", "key inspect": "RSA",
		"platforms": "cloudfront", "completion": "__start_ptok", "licences": "Go Authors",
	}
	for _, line := range commands {
		t.Run(strings.NewReplacer("/", " ", `"`, "").Replace(line), func(t *testing.T) {
			command, to, _ := strings.Cut(line, " > ")
			var args []string
			for _, word := range strings.Fields(command)[1:] {
				name := strings.TrimPrefix(strings.Trim(word, `"'`), "$")
				if value, known := variables[name]; known {
					word = value
				} else if strings.Contains(word, "$") {
					t.Fatalf("nobody says what %s is", word)
				}
				args = append(args, word)
			}
			if args[0] == "edge" {
				r := runEdge(t, s, args[1:]...)
				if head := r.line(); !strings.HasPrefix(head, "The edge listens at http://127.0.0.1:") {
					t.Error(head)
				}
				if rest, status := r.end(syscall.SIGINT); !strings.Contains(rest, "Ctrl+C stops it.") || status != fine && status != 130 {
					t.Errorf("status %d, %s", status, rest)
				}
				return
			}
			if args[0] == "account" {
				args = append(args, "--base", api.Base)
			}
			words := slices.DeleteFunc(slices.Clone(args), func(a string) bool { return strings.HasPrefix(a, "http") })
			name := strings.Join(words[:min(2, len(words))], " ")
			want := cmp.Or(wants[name], wants[words[0]], "a command that this test does not know")
			status := fine
			if args[0] == "compare" {
				status = answerIsNo // they differ
			}
			r := s.run(args...)
			if r.status != status || !strings.Contains(r.out, want) {
				t.Errorf("status %d, %s\n%.600s", r.status, r.err, r.out)
			}
			switch name { // what came is used further on
			case "account create":
				variables["OLD_KEY_ID"] = strings.TrimSpace(r.out)
			case "sign --profile":
				variables["URL"] = "https://stream.fastpix.com/" + goldenID + ".m3u8?token=" + strings.TrimSpace(r.out)
			}
			if to != "" {
				if err := os.WriteFile(to, []byte(r.out), 0o600); err != nil {
					t.Error(err)
				}
			}
		})
	}
}
