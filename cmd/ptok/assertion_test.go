package main

import (
	"strings"
	"testing"
)

// TestAssertion: a token that was sealed with an assertion opens with it alone.
func TestAssertion(t *testing.T) {
	t.Parallel()
	key := file(t, "d032822b08f11f390126f3a67f5d60cb330f4fb559c9076780c139b3a68167ce")
	made := stage{now: alive}.run("sign", "--platform", "fastevo", "--key", key, "--id", "65e8ddc52f41619f1815a083",
		"--set", "viewer=u1", "--set", "project=0123456789abcdef01234567", "--set", "assertion=tenant-7")
	s := stage{now: alive, stdin: strings.TrimSpace(made.out)}
	for _, c := range []struct {
		command       []string
		opens, closed string
	}{
		{[]string{"why", "-", "--json"}, `"signature":"valid"`, `"signature":"invalid"`},
		{[]string{"decode", "-", "--json"}, `"signature":"valid"`, `"signature":"invalid"`},
		{[]string{"batch", "why", "-", "--format", "json"}, `"plays"`, `"fails"`},
	} {
		for _, set := range []string{"", "assertion=tenant-8", "assertion=tenant-7"} {
			args, want := append(c.command, "--key", key), c.closed
			if set != "" {
				args = append(args, "--set", set)
			}
			if set == "assertion=tenant-7" {
				want = c.opens
			}
			if r := s.run(args...); !strings.Contains(r.out, want) {
				t.Errorf("%q: %s %s", args, r.out, r.err)
			}
		}
	}
	for _, args := range [][]string{
		{"why", "-", "--set", "asertion=tenant-7"},
		{"why", "-", "--set", "assertion"},
		{"decode", "-", "--set", "assertion=tenant-7", "--platform", "jwt"},
	} {
		if r := s.run(args...); r.status != wrongUsage || strings.Contains(r.err, "tenant") {
			t.Errorf("%q: status %d, %s", args, r.status, r.err)
		}
	}
}
