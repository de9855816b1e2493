package harden

import (
	"testing"

	"golang.org/x/sys/unix"
)

func TestProcess(t *testing.T) {
	Process()
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err != nil || limit.Cur != 0 || limit.Max != 0 {
		t.Errorf("core limit = %+v, %v; want none", limit, err)
	}
}

func TestMemory(t *testing.T) {
	dumpable := func() int {
		n, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	t.Setenv("SNAP", "/snap/playtoken/1")
	if Memory(); dumpable() != 1 {
		t.Error("hardened in a sandbox: its portal would not answer")
	}
	t.Setenv("SNAP", "")
	if Memory(); dumpable() != 0 {
		t.Error("others can read the memory")
	}
}
