//go:build linux && (amd64 || arm64) && !race

package diagnosis_test

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The tests start their own binary again as a child that the kernel kills at its
// first step towards a network. What it is to do stands in the environment: read,
// or a network and an address to dial.
const (
	childDoes = "DIAGNOSIS_TEST_DOES"
	noSeccomp = 77 // how the child ends where the kernel cannot watch it
)

func TestMain(m *testing.M) {
	does := os.Getenv(childDoes)
	if does == "" {
		os.Exit(m.Run())
	}
	if err := forbidNetwork(); errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EINVAL) {
		fmt.Println("this kernel has no seccomp filters:", err)
		os.Exit(noSeccomp)
	} else if err != nil {
		fmt.Println("the network could not be forbidden:", err)
		os.Exit(1)
	}
	if network, address, dials := strings.Cut(does, " "); dials {
		_, err := net.Dial(network, address)
		fmt.Println("still alive after dialling:", err)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// TestReadsWithoutNetwork reads every case, attack and edge case in a process that
// would not outlive a socket. A token is untrusted: none may make the program call
// anybody, whatever URL stands in or around it.
func TestReadsWithoutNetwork(t *testing.T) {
	out, err := inChild(t, "read", "-test.v", "-test.run", "^(TestCases|TestAttacks|TestEdgeCases)$")
	if killed(err) {
		t.Fatal("the network was asked for: ", out[max(0, strings.LastIndex(out, "=== RUN")):])
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	const least = 200 + 40 // cases, and vectors
	if read := strings.Count(out, "    --- PASS:"); read < least {
		t.Errorf("%d cases were read, at least %d are wanted\n%s", read, least, out)
	}
}

// TestDialIsFatal shows that the child does die.
func TestDialIsFatal(t *testing.T) {
	for _, dial := range []string{"tcp4 127.0.0.1:9", "tcp6 [::1]:9", "udp4 127.0.0.1:9", "unix /nowhere"} {
		t.Run(dial, func(t *testing.T) {
			if out, err := inChild(t, dial); !killed(err) {
				t.Errorf("%v, want it killed\n%s", err, out)
			}
		})
	}
}

// inChild runs the tests' binary again and returns what it printed.
func inChild(t *testing.T, does string, args ...string) (string, error) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), childDoes+"="+does)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	if cmd.ProcessState != nil && cmd.ProcessState.ExitCode() == noSeccomp {
		t.Skip(strings.TrimSpace(out.String()))
	}
	return out.String(), err
}

// killed reports whether the filter ended the child.
func killed(err error) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGSYS
}

// forbidNetwork has the kernel kill the process, in whichever thread, at connect
// and at a socket of the internet.
func forbidNetwork() error {
	// Where the fields of struct seccomp_data stand, in bytes.
	const number, arch, firstArgument = 0, 4, 16
	const (
		load  = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
		equal = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
		end   = unix.BPF_RET | unix.BPF_K
	)
	own := map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64}[runtime.GOARCH]
	filter := []unix.SockFilter{
		{Code: load, K: arch},
		{Code: equal, K: own, Jf: 7}, // numbers mean something else there
		{Code: load, K: number},
		{Code: equal, K: unix.SYS_CONNECT, Jt: 5},
		{Code: equal, K: unix.SYS_SOCKET, Jf: 3},
		{Code: load, K: firstArgument},
		{Code: equal, K: unix.AF_INET, Jt: 2},
		{Code: equal, K: unix.AF_INET6, Jt: 1},
		{Code: end, K: unix.SECCOMP_RET_ALLOW},
		{Code: end, K: unix.SECCOMP_RET_KILL_PROCESS},
	}
	runtime.LockOSThread() // what is asked first holds for one thread
	defer runtime.UnlockOSThread()
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	thread, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER,
		unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&program)))
	switch {
	case errno != 0:
		return errno
	case thread != 0:
		return fmt.Errorf("thread %d has a filter of its own", thread)
	}
	return nil
}
