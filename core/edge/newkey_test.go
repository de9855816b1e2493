package edge_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"playtoken/core/edge"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token/formats"
	"playtoken/internal/platformtest"
)

// TestNewSigner: for each platform a key is made that plays, and that no other edge knows.
func TestNewSigner(t *testing.T) {
	stranger := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	for _, p := range all.Platforms() {
		s, err := edge.NewSigner(context.Background(), p, nil)
		if err != nil {
			t.Fatal(p.Name, err)
		}
		e := begin(t, edge.Config{}, edge.Set{Signers: []edge.Signer{s}})
		good, err := e.Good()
		if err != nil || len(good) == 0 {
			t.Errorf("%s: %v", p.Name, err)
			continue
		}
		if r := get(t, good[0].URL); r.status != 200 {
			t.Errorf("%s: %d, %s", p.Name, r.status, r.cause())
		}
		if r := get(t, strings.Replace(good[0].URL, e.Address(), stranger.Address(), 1)); r.status < 400 || r.cause() == "" {
			t.Errorf("%s, at an edge with other keys: %d, %s", p.Name, r.status, r.cause())
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := edge.NewSigner(ctx, all.ByName("mux"), nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestLife: a signer says how long its tokens live, and each that is handed out is told with
// its end.
func TestLife(t *testing.T) {
	type told struct {
		platform string
		end      time.Time
	}
	var lock sync.Mutex
	var list []told
	p := all.ByName("mux")
	for _, c := range []struct {
		life    time.Duration
		endless bool
		end     time.Time
	}{{90 * time.Second, false, now.Add(90 * time.Second)}, {0, false, now.Add(p.Life)}, {0, true, time.Time{}}} {
		s := signerOf(t, p)
		s.Life, s.Endless = c.life, c.endless
		e := begin(t, edge.Config{Sign: true, Signed: func(s edge.Signer, end time.Time) {
			lock.Lock()
			defer lock.Unlock()
			list = append(list, told{s.Platform.Name, end})
		}}, edge.Set{Signers: []edge.Signer{s}})
		list = nil
		good, err := e.Good()
		if err != nil && !c.endless { // which Mux refuses
			t.Fatal(c, err)
		}
		var made struct{ Token string }
		if r := get(t, e.Address()+"/sign"); r.status == 200 {
			if err := json.Unmarshal([]byte(r.body), &made); err != nil {
				t.Fatal(err)
			}
		} else {
			t.Fatal(r.body)
		}
		m, has := formats.Decode(made.Token).Time("exp")
		if has == c.endless || has && !m.At.Equal(c.end) {
			t.Errorf("%s, %t: it ends at %s", c.life, c.endless, m.At)
		}
		want := 2
		if len(good) == 0 {
			want = 1
		}
		lock.Lock()
		if len(list) != want || list[0].platform != "mux" || !list[0].end.Equal(c.end) {
			t.Errorf("%s, %t: told is %v", c.life, c.endless, list)
		}
		lock.Unlock()
	}
}

// TestOneSecretForSeveral: what each platform has to tell of one key they share is kept.
func TestOneSecretForSeveral(t *testing.T) {
	secret := platformtest.SecretKey(t, all.ByName("edgecast").KeyWantFor(nil), platformtest.SharedSecret)
	fastevo := edge.Signer{Platform: all.ByName("fastevo"), Key: secret, Name: "shared", Values: map[string]string{"assertion": "tenant 7"}}
	edgecast := edge.Signer{Platform: all.ByName("edgecast"), Key: secret, Name: "shared"}
	for _, list := range [][]edge.Signer{{fastevo, edgecast}, {edgecast, fastevo}} {
		e := begin(t, edge.Config{}, edge.Set{Signers: list})
		good, err := e.Good()
		if err != nil || len(good) != 2 {
			t.Errorf("%v, %v", good, err)
		}
	}
}

// TestGoodRefused: a form that makes what does not play says why.
func TestGoodRefused(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: []edge.Signer{signerOf(t, all.ByName("fastpix"), platform.ID, "hello")}})
	good, err := e.Good()
	if !errors.Is(err, edge.ErrRefused) || len(good) > 0 || !strings.Contains(err.Error(), "in the place of the playback ID is none") {
		t.Errorf("%v, %v", good, err)
	}
}

// TestKeyKnownByItsID: CloudFront tells a key pair that it does not know from a signature that
// does not fit; the log has another key as the cause of both.
func TestKeyKnownByItsID(t *testing.T) {
	p := all.ByName("cloudfront")
	known := signerOf(t, p, platform.KeyID, "K2JCJMDEHXQW5F")
	e := begin(t, edge.Config{}, edge.Set{Signers: []edge.Signer{known}})
	stranger, err := edge.NewSigner(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for id, body := range map[string]string{"K2JCJMDEHXQW5F": "<Code>AccessDenied</Code>", "K3UNKNOWNKEYID": "<Code>InvalidKey</Code>"} {
		stranger.Values[platform.KeyID] = id
		signed, problems := p.Make(platform.Request{Values: stranger.Values, Key: stranger.Key, IssuedAt: now})
		if signed == nil {
			t.Fatal(problems)
		}
		if r := get(t, at(t, e, signed.URLs()[0].URL)); r.status != 403 || r.cause() != "unknown_key" || !strings.Contains(r.body, body) {
			t.Errorf("%s: %d, %s, %s", id, r.status, r.cause(), r.body)
		}
	}
}
