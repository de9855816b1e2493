// Ptok signs and reads playback tokens in a terminal: the same core as the
// window of Playtoken, with the same words.
//
//	ptok sign       makes a token and lists what it opens
//	ptok decode     says what a token says, and whether a key signed it
//	ptok why        says why one does not play, and what to do
//	ptok check      asks a playable URL once, and says what its answer means
//	ptok edge       plays a sample to good tokens on this machine, and says why it refuses others
//	ptok compare    puts a token that plays beside one that does not
//	ptok batch      signs a list, or judges every token of a log
//	ptok key        inspects a key, makes one, takes its public half out
//	ptok profiles   lists the saved profiles
//	ptok account    lists, makes, deletes and rotates signing keys at a platform
//	ptok platforms  lists the platforms and the fields of their forms
//	ptok completion prints what completes ptok in a shell
//	ptok licences   prints the licences of the software in ptok
//
// Names of commands and flags, the shapes of JSON and the exit status are a
// contract that scripts rely on:
//
//	0  fine
//	1  the answer is no: playback will fail, the key was refused, the signature is
//	   not good, a difference matters
//	2  wrong usage
//	3  the input was not understood
//
// An answer goes to standard output, in one piece at the end; that of a batch and of an edge
// goes there as it is made. Whatever else there is to say goes to standard error: a fault as one line with a hint in the
// next. A key comes from a file, from standard input, from a prompt that does not show it
// or from a profile that the window has saved, never from an argument or the environment,
// and is never printed. What opens the saved secrets, a keyring or a passphrase, is asked
// for that one command; then they are locked again.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/vault"
	"playtoken/internal/harden"
)

// env is everything that the program touches beside its arguments and the key
// files they name. A test brings its own.
type env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Whether a person sits at the one end or reads at the other.
	InTerminal, OutTerminal func() bool
	// ErrTerminal tells whether a person reads what is said beside the answer; nil
	// for nobody. Interrupt ends a context at Ctrl+C; nil for never.
	ErrTerminal func() bool
	Interrupt   func(context.Context) (context.Context, context.CancelFunc)
	// ReadSecret reads from the terminal without showing what is typed.
	ReadSecret func() ([]byte, error)
	Now        func() time.Time
	Zone       *time.Location
	// Vault opens the saved profiles. Who calls it closes them.
	Vault func() *vault.Store
	// Platforms are those that can be named; all there are where nil.
	Platforms []*platform.Platform
}

//go:noinline // as others: its copies would make ptok larger
func (e env) platforms() []*platform.Platform {
	if e.Platforms == nil {
		return all.Platforms()
	}
	return e.Platforms
}

// interruptible is a context that Ctrl+C ends, where a person can press it. Whoever asks for it
// calls stop in the end.
func (e env) interruptible() (ctx context.Context, stop context.CancelFunc) {
	if e.Interrupt == nil {
		return context.WithCancel(context.Background())
	}
	return e.Interrupt(context.Background())
}

// stoppedBy is the cause of a context that a signal has ended.
type stoppedBy struct{ signal os.Signal }

func (s stoppedBy) Error() string { return s.signal.String() }

// status is the exit status of a program that a signal ended, as a shell has it.
func (s stoppedBy) status() int {
	if n, ok := s.signal.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return answerIsNo
}

// orStopped is the fault of the signal that has ended a context, else err.
func orStopped(ctx context.Context, err error) error {
	var stopped stoppedBy
	if errors.As(context.Cause(ctx), &stopped) {
		return fail(stopped.status(), "", "")
	}
	return err
}

// notified ends a context at a signal. A second one ends the program as ever.
func notified(ctx context.Context, signals ...os.Signal) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	got := make(chan os.Signal, 1)
	signal.Notify(got, signals...)
	go func() {
		select {
		case s := <-got:
			cancel(stoppedBy{s})
		case <-ctx.Done():
		}
		signal.Stop(got)
	}()
	return ctx, func() { cancel(nil) }
}

func main() {
	harden.Process()
	harden.Memory()
	os.Exit(run(os.Args[1:], env{
		Stdin:       os.Stdin,
		Stdout:      os.Stdout,
		Stderr:      os.Stderr,
		InTerminal:  func() bool { return term.IsTerminal(int(os.Stdin.Fd())) },
		OutTerminal: func() bool { return term.IsTerminal(int(os.Stdout.Fd())) },
		ErrTerminal: func() bool { return term.IsTerminal(int(os.Stderr.Fd())) },
		Interrupt: func(ctx context.Context) (context.Context, context.CancelFunc) {
			return notified(ctx, os.Interrupt, syscall.SIGTERM)
		},
		ReadSecret: func() ([]byte, error) { return readSecret(os.Stdin) },
		Now:        time.Now,
		Zone:       time.Local,
		Vault: func() *vault.Store {
			path, _ := vault.DefaultPath() // where there is none the store says so
			return vault.Open(path, vault.SystemKeyring(), nil)
		},
	}))
}
