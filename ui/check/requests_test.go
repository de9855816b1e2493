package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/edge"
)

// run starts the edge.
func (d *desk) run() {
	d.p.Local.Start()
	d.settle()
}

func TestRequestsAreListed(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.run()
		const id = "16af5b33-cf4d-4717-9b90-ce429a124455"
		e := edge.Entry{Time: time.Now(), Method: "GET", Host: host, ID: id}
		for _, one := range []struct {
			path, said string
			status     int
			cause      cause.Code
			again      int
		}{
			{path: "/" + id + ".m3u8", status: 200},
			{path: "/" + id + "/360p/seg-00001.ts", status: 200},
			{path: "/" + id + ".m3u8", status: 401, cause: cause.Expired, said: "it ended 1 h before"},
			{path: "/" + id + ".m3u8", status: 401, cause: cause.TokenAbsent, again: 3},
			{path: "/" + id + ".m3u8", status: 401, cause: cause.TokenAbsent, again: 77}, // of one that is not kept
		} {
			e.Path, e.Said, e.Status, e.Cause, e.Again = one.path, one.said, one.status, one.cause, one.again
			d.edge().Request(e)
		}
		s := d.wait(time.Second).Requests
		if s.Count != "4, of them 2 refused" || len(s.Rows) != 4 || s.Chosen != -1 {
			t.Fatalf("%q, %d rows", s.Count, len(s.Rows))
		}
		if r := s.Rows[1]; r.Time != "00:00:00" || r.Status != "401" || r.Path != "16af5b33…4455.m3u8" || r.Code != string(cause.Expired) || r.Sign != Refused ||
			r.Again != "asked again by the player, without a token: 401" {
			t.Errorf("%+v", r)
		}
		if r := s.Rows[2]; r.Path != "360p/seg-00001.ts" || r.Sign != Fine || r.Again != "" {
			t.Errorf("%+v", r)
		}
		d.p.Requests.Copy(nil)
		d.p.Requests.Choose(1)
		d.p.Requests.Copy(nil)
		if n := strings.Count(d.copied[0], "\n"); n != 4 {
			t.Errorf("%d lines copied", n)
		}
		wants(t, "the line", d.copied[1], "401", id, string(cause.Expired), "it ended 1 h before", "asked again")
		e.Again = 0
		d.edge().Request(e)
		if s := d.wait(time.Second).Requests; s.Chosen != 2 || s.New != 1 {
			t.Errorf("the choice does not stay with its row: %d", s.Chosen)
		}
		d.p.Local.Stop()
		if s := d.settle().Requests; len(s.Rows) != 5 {
			t.Error("the list goes with the edge")
		}
		d.p.Requests.Clear()
		if s := d.p.State().Requests; len(s.Rows) > 0 || s.Count != "" || s.Empty == "" || s.Chosen != -1 {
			t.Errorf("%+v", s)
		}
	})
}

// TestRequestsAreDrawnTenTimesASecond: however many come at once, and from wherever.
func TestRequestsAreDrawnTenTimesASecond(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.run()
		before := d.states
		const players, each = 20, 500
		for range players {
			go func() {
				for i := range each {
					d.edge().Request(edge.Entry{Time: time.Now(), Status: 200, Path: fmt.Sprintf("/seg-%d.ts", i)})
					time.Sleep(2 * time.Millisecond)
				}
			}()
		}
		for range 1000 { // the window's thread, for a second
			d.wait(time.Millisecond)
		}
		d.wait(time.Second)
		if drawn := d.states - before; drawn < 5 || drawn > 12 {
			t.Errorf("drawn %d times", drawn)
		}
		s := d.p.State().Requests
		if len(s.Rows) != mostRows || s.Count != "the last 1,000 of 10,000, none refused" {
			t.Errorf("%d rows, %q", len(s.Rows), s.Count)
		}
	})
}

// TestCountAfterClear begins anew, whether the edge numbers on or not.
func TestCountAfterClear(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.run()
		for range 1500 {
			d.edge().Request(edge.Entry{Time: time.Now(), Status: 200})
		}
		if s := d.wait(time.Second).Requests; s.Count != "the last 1,000 of 1,500, none refused" {
			t.Errorf("%q", s.Count)
		}
		d.p.Requests.Clear()
		d.edge().Request(edge.Entry{Time: time.Now(), Status: 403})
		if s := d.wait(time.Second).Requests; s.Count != "1, all refused" {
			t.Errorf("%q", s.Count)
		}
		for range 1100 {
			d.edge().Request(edge.Entry{Time: time.Now(), Status: 200})
		}
		if s := d.wait(time.Second).Requests; s.Count != "the last 1,000 of 1,101, none refused" {
			t.Errorf("%q", s.Count)
		}
	})
}

func TestCounts(t *testing.T) {
	for _, one := range []struct {
		kept, all, refused int
		want               string
	}{
		{0, 0, 0, ""},
		{1, 1, 1, "1, all refused"},
		{26, 26, 3, "26, of them 3 refused"},
		{1000, 1200, 0, "the last 1,000 of 1,200, none refused"},
	} {
		if got := counted(one.kept, one.all, one.refused); got != one.want {
			t.Errorf("%+v: %q", one, got)
		}
	}
}

func TestShortPaths(t *testing.T) {
	for path, want := range map[string]string{
		"": "/", "/": "/", "/stream.example/x.m3u8": "x.m3u8", "/a/b/c/d.ts": "c/d.ts", "/x": "x",
	} {
		if got := shortPath(edge.Entry{Host: "stream.example", Path: path}); got != want {
			t.Errorf("%q: %q", path, got)
		}
	}
	if !slices.Contains(Clocks, "+25 h") || len(Clocks) != len(shifts) {
		t.Error("the clocks have other shifts")
	}
}
