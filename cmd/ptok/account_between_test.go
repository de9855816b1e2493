package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"playtoken/core/account"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
)

// This file is about what goes wrong between two commands, and about what a tired person types.

// lose ends the connection of each creation that was carried out, before its reply.
func (c *counter) lose() {
	c.After(func(r *http.Request) {
		if r.Method == http.MethodPost {
			panic(http.ErrAbortHandler)
		}
	})
}

// quoted is a text in JSON.
func quoted(text string) string {
	b, _ := json.Marshal(text)
	return string(b)
}

// stopped runs a command that stop ends as a signal would.
func (c *counter) stopped(stop *context.CancelCauseFunc, args ...string) result {
	var out, errs bytes.Buffer
	status := run(append(append([]string{"account"}, args...), "--platform", c.name, "--base", c.Base, "--credentials", c.file), env{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
		InTerminal: func() bool { return false }, OutTerminal: func() bool { return false },
		Interrupt: func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, *stop = context.WithCancelCause(ctx)
			return ctx, func() { (*stop)(nil) }
		},
		Now: func() time.Time { return c.now }, Zone: time.UTC, Vault: c.open,
	})
	return result{status, out.String(), errs.String()}
}

// profile is the only one there is.
func (c *counter) profile() vault.Profile {
	c.t.Helper()
	s := c.open()
	defer s.Close()
	if len(s.List()) != 1 {
		c.t.Fatalf("%d profiles", len(s.List()))
	}
	return s.List()[0]
}

// What is signed with a profile is remembered with its key: the key is not deleted before.
func TestSignedIsRemembered(t *testing.T) {
	for name, sign := range map[string][]string{
		"sign":  {"sign", "--profile", "Shop", "--id", goldenID, "--ttl", "3h"},
		"batch": {"batch", "sign", "--profile", "Shop", "--ttl", "3h"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t, "fastpix")
			c.run("create", "--name", "Shop")
			if r := (stage{now: c.now, vault: c.open, stdin: goldenID + "\n" + goldenID + "\n"}).run(sign...); r.status != fine || strings.Contains(r.err, "could not") {
				t.Fatalf("%+v", r)
			}
			old := c.profile().KeyID
			if got := c.profile().Signing().LastExpiry; !got.Equal(c.now.Add(3 * time.Hour)) {
				t.Errorf("lives until %s", got)
			}
			c.run("rotate", "--profile", "Shop")
			for _, args := range [][]string{{"rotate", "--profile", "Shop", "--delete-old", old}, {"delete", "--id", old}} {
				if r := c.run(args...); r.status != answerIsNo || !strings.Contains(r.err, "15:00:00 UTC") || len(c.Keys()) != 2 {
					t.Errorf("%q: %+v", args, r)
				}
			}
			c.now = c.now.Add(3 * time.Hour)
			if r := c.run("rotate", "--profile", "Shop", "--delete-old", old); r.status != fine || len(c.Keys()) != 1 {
				t.Errorf("%+v", r)
			}
		})
	}
}

// The key that a profile signs with goes only where that is said.
func TestDeleteWhatSigns(t *testing.T) {
	c := newCounter(t, "mux")
	c.run("create", "--name", "Shop")
	id := c.Keys()[0].ID
	if r := c.run("delete", "--id", id, "--json"); r.status != answerIsNo || !strings.Contains(r.out, `"error":{"code":"invalid","status":0,"message":"The profile Shop signs`) || len(c.Keys()) != 1 {
		t.Errorf("%+v", r)
	}
	if r := c.run("delete", "--id", id, "--now"); r.status != fine || len(c.Keys()) != 0 {
		t.Errorf("%+v", r)
	}
}

// A rotation that is over, or was never begun, is not begun by the wish to delete the old key.
func TestDeleteOldBeginsNothing(t *testing.T) {
	c := newCounter(t, "fastpix")
	c.run("create", "--name", "Shop")
	old := c.Keys()[0].ID
	if r := c.run("rotate", "--profile", "Shop", "--delete-old", old, "--now"); r.status != wrongUsage || len(c.Keys()) != 1 {
		t.Errorf("before a rotation: %+v", r)
	}
	if r := c.run("rotate", "--profile", "Shop"); r.status != fine || !strings.Contains(r.err, "--delete-old "+old) {
		t.Errorf("the whole ID of the old key is not told: %+v", r)
	}
	for range 2 {
		if r := c.run("rotate", "--profile", "Shop", "--delete-old", old); r.status != fine || len(c.Keys()) != 1 {
			t.Errorf("%+v, %d keys", r, len(c.Keys()))
		}
	}
	if r := c.run("rotate", "--profile", "Shop", "--delete-old", c.Keys()[0].ID); r.status != wrongUsage || len(c.Keys()) != 1 {
		t.Errorf("of one that is over: %+v", r)
	}
}

// With the credentials of another workspace nothing is made and nothing deleted.
func TestRotateAtAnotherWorkspace(t *testing.T) {
	c, other := newCounter(t, "fastpix"), newCounter(t, "fastpix")
	c.run("create", "--name", "Shop")
	at := func(base string, args ...string) result {
		return stage{now: c.now, vault: c.open}.run(append([]string{"account", "rotate", "--platform", "fastpix", "--credentials", c.file, "--profile", "Shop", "--base", base}, args...)...)
	}
	if r := at(other.Base); r.status != answerIsNo || !strings.Contains(r.err, "workspace") || len(other.Keys()) != 0 || c.profile().Rotation != nil {
		t.Errorf("%+v", r)
	}
	if r := at(c.Base); r.status != fine {
		t.Errorf("%+v", r)
	}
	old := c.profile().Rotation.OldKeyID
	if r := at(other.Base, "--delete-old", old); r.status != answerIsNo || !strings.Contains(r.err, "does not list the key that the profile signs with now") {
		t.Errorf("%+v", r)
	}
	if r := at(c.Base, "--delete-old", old); r.status != fine || len(c.Keys()) != 1 {
		t.Errorf("%+v", r)
	}
	c.run("delete", "--id", c.Keys()[0].ID, "--now")
	if r := at(c.Base); r.status != answerIsNo || len(c.Keys()) != 0 {
		t.Errorf("%+v", r)
	}
	if r := at(c.Base, "--old-gone"); r.status != fine || len(c.Keys()) != 1 || c.profile().KeyID != c.Keys()[0].ID {
		t.Errorf("%+v", r)
	}
}

// A rotation whose key was asked for and did not come goes on, once a person has looked.
func TestRotateAgain(t *testing.T) {
	for name, made := range map[string]int{"fastpix": 2, "mux": 3} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t, name)
			c.run("create", "--name", "Shop")
			c.lose()
			if r := c.run("rotate", "--profile", "Shop"); r.status != answerIsNo || !strings.Contains(r.err, "may have been made") {
				t.Errorf("%+v", r)
			}
			c.After(nil)
			if r := c.run("rotate", "--profile", "Shop"); r.status != answerIsNo || !strings.Contains(r.err, "--again") || len(c.Keys()) != 2 {
				t.Errorf("%+v", r)
			}
			if r := c.run("rotate", "--profile", "Shop", "--again"); r.status != fine || len(c.Keys()) != made || c.profile().KeyID != c.Keys()[0].ID {
				t.Errorf("%+v, %d keys", r, len(c.Keys()))
			}
		})
	}
}

// A key whose answer was kept is saved by the next command that saves one.
func TestKeptAnswerIsSaved(t *testing.T) {
	c := newCounter(t, "mux")
	s := c.open()
	entry, err := s.Journal(map[string]string{"platform": "mux", "host": "api.mux.com", "request": "r", "name": "Shop", "profile": ""})
	if err != nil {
		t.Fatal(err)
	}
	if err := entry.Keep(secret.New([]byte(`{"data":{"id":"lost","private_key":` + quoted(string(fixtures.PrivateKey(t))) + `}}`))); err != nil {
		t.Fatal(err)
	}
	entry.Close()
	s.Close()
	if r := c.run("create", "--name", "Next"); r.status != fine || !strings.Contains(r.err, "The key lost, made earlier and not saved then, is now in the profile Shop.") {
		t.Errorf("%+v", r)
	}
}

// The secret of a project is not replaced while tokens of it live, but where that is said.
func TestReplaceWhileTokensLive(t *testing.T) {
	c := newCounter(t, "fastevo")
	s := c.open()
	if _, err := s.Put(vault.Profile{Name: "Courses", Platform: "fastevo"}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if r := c.run("rotate", "--profile", "Courses"); r.status != fine || !strings.Contains(r.err, "whole project") {
		t.Errorf("%+v", r)
	}
	s = c.open()
	if err := s.Signed(s.List()[0].ID, vault.SigningKey, c.now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	before := c.Secret()
	if r := c.run("rotate", "--profile", "Courses"); r.status != answerIsNo || c.Secret() != before || !strings.Contains(r.err, "13:00:00 UTC") {
		t.Errorf("%+v", r)
	}
	if r := c.run("rotate", "--profile", "Courses", "--now"); r.status != fine || c.Secret() == before {
		t.Errorf("%+v", r)
	}
}

// A reply of success is in the file of --out whatever is wrong with it: nobody gives the key
// out again.
func TestAnswerStaysInTheFile(t *testing.T) {
	key := quoted(string(fixtures.PrivateKey(t)))
	for name, reply := range map[string]struct {
		body string
		kept bool
	}{
		"no ID":          {`{"success":true,"data":{"privateKey":` + key + `}}`, true},
		"an ID to obey":  {`{"success":true,"data":{"id":"\u001b[2J","privateKey":` + key + `}}`, true},
		"another member": {`{"success":true,"data":{"id":"a","private_key":` + key + `}}`, true},
		"an old key":     {`{"success":true,"data":{"id":"a","createdAt":"2020-01-01T00:00:00Z","privateKey":` + key + `}}`, true},
		"a refusal":      {`{"success":false,"error":{"code":1,"message":"no"}}`, false},
		"a page":         {`<html>`, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t, "fastpix")
			c.Before(func(w http.ResponseWriter, _ *http.Request) bool {
				w.WriteHeader(http.StatusCreated)
				_, _ = w.Write([]byte(reply.body))
				return true
			})
			out := filepath.Join(t.TempDir(), "key.pem")
			r := c.run("create", "--out", out)
			text, err := os.ReadFile(out)
			if r.status != answerIsNo || (err == nil) != reply.kept || reply.kept && string(text) != reply.body+"\n" {
				t.Errorf("%+v, %v, %q", r, err, text)
			}
		})
	}
}

// The file of --out is there with its space before a key is asked for, and says so until then.
func TestPrivateFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key.pem")
	f, err := createPrivate(single{value: path, given: true})
	if err != nil {
		t.Fatal(err)
	}
	if text := read(t, path); len(text) != privateSpace || !strings.HasPrefix(text, "No key is in this file") || importer.Import([]byte(text)).Key != nil {
		t.Errorf("%d bytes: %.200q", len(text), text)
	}
	if err := f.write("the key\n"); err != nil || read(t, path) != "the key\n" {
		t.Errorf("%v, %.100q", err, read(t, path))
	}
	if err := f.write("more"); err == nil {
		t.Error("written when it was closed")
	}
	c := newCounter(t, "fastpix")
	t.Chdir(t.TempDir())
	if r := c.run("create", "--out", "-"); r.status != wrongUsage || len(c.Keys()) != 0 {
		t.Errorf("%+v", r)
	}
}

// What cannot be saved is said with its reason, and no sentence is made of nothing.
func TestNotSaved(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{saveFailed("a", nil), "The key a was made and could not be saved"},
		{saveFailed("", &os.PathError{Op: "write", Path: "/home/me/key", Err: os.ErrPermission}), "A key was made and could not be saved: permission denied"},
		{secretNotSaved(os.ErrClosed), "The secret could not be saved: file already closed"},
	} {
		if c.err.Error() != c.want {
			t.Errorf("%q, want %q", c.err, c.want)
		}
	}
}

// With --json a no of the saved profiles is an answer too.
func TestLockedInJSON(t *testing.T) {
	c := newCounter(t, "fastpix")
	r := stage{now: c.now}.run("account", "create", "--platform", "fastpix", "--credentials", c.file, "--base", c.Base, "--json")
	var fault struct {
		Error struct{ Code, Message, Hint string }
	}
	if err := json.Unmarshal([]byte(r.out), &fault); err != nil || r.status != answerIsNo || fault.Error.Code != string(account.SaveFailed) || !strings.Contains(fault.Error.Hint, "--out FILE") || r.err != "" {
		t.Errorf("%+v", r)
	}
}

// A signal ends a call with the status of a shell, and a key that came is answered still.
func TestAccountStopped(t *testing.T) {
	c := newCounter(t, "fastpix")
	var stop context.CancelCauseFunc
	run := func(args ...string) result { return c.stopped(&stop, args...) }
	c.Before(func(_ http.ResponseWriter, r *http.Request) bool {
		stop(stoppedBy{os.Interrupt})
		<-r.Context().Done()
		return true
	})
	if r := run("list"); r.status != 130 || !strings.Contains(r.err, "ended before") || strings.Contains(r.err, "firewall") {
		t.Errorf("%+v", r)
	}
	c.Before(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodGet {
			stop(stoppedBy{os.Interrupt})
			<-r.Context().Done()
		}
		return false
	})
	out := filepath.Join(t.TempDir(), "key.pem")
	if r := run("create", "--out", out); r.status != 130 || r.out != c.Keys()[0].ID+"\n" || importer.Import([]byte(read(t, out))).Key == nil {
		t.Errorf("%+v", r)
	}
}

// Several at once: each creation is saved, and of one rotation only one new key comes.
func TestAccountsAtOnce(t *testing.T) {
	c := newCounter(t, "fastpix")
	c.run("create", "--name", "Shop")
	atOnce := func(args ...string) (statuses []int) {
		var all sync.WaitGroup
		list := make([]int, 4)
		for i := range list {
			all.Go(func() { list[i] = c.run(args...).status })
		}
		all.Wait()
		return list
	}
	statuses := atOnce("rotate", "--profile", "Shop")
	if len(c.Keys()) != 2 || c.profile().KeyID != c.Keys()[0].ID || len(c.profile().Items) != 2 {
		t.Errorf("%d: %d keys there, %d here", statuses, len(c.Keys()), len(c.profile().Items))
	}
	if statuses := atOnce("create", "--name", "Another"); !slices.Equal(statuses, []int{fine, fine, fine, fine}) {
		t.Errorf("%d", statuses)
	}
	s := c.open()
	defer s.Close()
	saved := map[string]bool{}
	for _, p := range s.List() {
		saved[p.KeyID] = true
	}
	if len(c.Keys()) != 6 || len(saved) != 5 {
		t.Errorf("%d keys there, %d profiles here", len(c.Keys()), len(saved))
	}
}

// While the saved profiles are under a passphrase that is not given, or is another one,
// nothing is asked for.
func TestAccountUnderAPassphrase(t *testing.T) {
	c := newCounter(t, "fastpix")
	s := c.open()
	if err := s.ChangeProtection(vault.UnderPassphrase, secret.New([]byte("four words of it"))); err != nil {
		t.Fatal(err)
	}
	s.Close()
	for name, args := range map[string][]string{"none": nil, "another": {"--passphrase-file", file(t, "another")}} {
		for _, command := range [][]string{{"create", "--json"}, {"rotate", "--profile", "Shop", "--json"}} {
			if r := c.run(append(command, args...)...); r.status == fine || strings.Contains(r.out+r.err, "another\"") || len(c.Requests()) != 0 {
				t.Errorf("%s: %+v", name, r)
			}
		}
	}
	right := file(t, "four words of it\n")
	if r := c.run("create", "--name", "Shop", "--passphrase-file", right); r.status != fine {
		t.Errorf("%+v", r)
	}
	if r := c.run("rotate", "--profile", "Shop", "--passphrase-file", right); r.status != fine || len(c.Keys()) != 2 {
		t.Errorf("%+v", r)
	}
}

// A key of a platform without a form signs by the form that is named, and says so.
func TestSignWithAKeyOfAnAccountAlone(t *testing.T) {
	c := newCounter(t, "cloudflare")
	c.run("create", "--name", "Stream")
	at := stage{now: c.now, vault: c.open}
	if r := at.run("sign", "--profile", "Stream"); r.status != wrongUsage || !strings.Contains(r.err, "--platform jwt") {
		t.Errorf("%+v", r)
	}
	r := at.run("sign", "--profile", "Stream", "--platform", "jwt", "--claim", `sub="video"`)
	if r.status != fine {
		t.Fatalf("%+v", r)
	}
	tok, _, _ := strings.Cut(r.out, "\n")
	if r := at.run("decode", tok, "--profile", "Stream", "--json"); r.status != fine || !strings.Contains(r.out, `"signature":"valid"`) || !strings.Contains(r.out, `"kid":"`+c.Keys()[0].ID) {
		t.Errorf("%+v", r)
	}
	if r := at.run("why", tok, "--profile", "Stream"); r.status == wrongUsage || strings.Contains(r.err, "does not know") {
		t.Errorf("%+v", r)
	}
}

// Where the saved profiles cannot be read no key is called unknown without a word, and none is
// deleted.
func TestSavedProfilesThatCannotBeRead(t *testing.T) {
	for name, text := range map[string]string{"a folder": "", "damaged": "nonsense"} {
		for _, command := range []string{"list", "delete"} {
			t.Run(name+"/"+command, func(t *testing.T) {
				c := newCounter(t, "fastpix")
				id := c.Add(t, c.now)
				put := func() error { return os.WriteFile(c.path, []byte(text), 0o600) }
				if text == "" {
					put = func() error { return os.Mkdir(c.path, 0o700) }
				}
				if err := put(); err != nil {
					t.Fatal(err)
				}
				args, status := []string{command}, fine
				if command == "delete" {
					args, status = append(args, "--id", id), answerIsNo
				}
				if r := c.run(args...); r.status != status || !strings.Contains(r.err, "note: ") || len(c.Keys()) != 1 {
					t.Errorf("%+v", r)
				}
			})
		}
	}
}

// A key whose answer was lost is asked for again by the request that was noted.
func TestCreateAgain(t *testing.T) {
	c := newCounter(t, "fastpix")
	if r := c.run("create", "--again"); r.status != wrongUsage || len(c.Keys()) != 0 {
		t.Errorf("%+v", r)
	}
	c.lose()
	if r := c.run("create", "--name", "Shop"); r.status != answerIsNo || !strings.Contains(r.err, "with --again has FastPix give it once more") {
		t.Errorf("%+v", r)
	}
	c.After(nil)
	c.now = c.now.Add(time.Hour)
	if r := c.run("create", "--name", "Next"); r.status != fine || !strings.Contains(r.err, "--again") || len(c.Keys()) != 2 {
		t.Errorf("%+v", r)
	}
	if r := c.run("create", "--again"); r.status != fine || r.out != c.Keys()[1].ID+"\n" || len(c.Keys()) != 2 || !strings.Contains(r.err, "Shop") {
		t.Errorf("%+v", r)
	}
	if r := c.run("create", "--again"); r.status != wrongUsage || len(c.Keys()) != 2 {
		t.Errorf("%+v", r)
	}
	if r := c.run("create", "--again", "--out", filepath.Join(t.TempDir(), "key.pem")); r.status != wrongUsage || len(c.Keys()) != 2 {
		t.Errorf("%+v", r)
	}
}
