//go:build js

// Command wasm is the core of Playtoken as the page Why? runs it in a browser. It hands the
// page an object of functions, each of which answers in JSON, and waits to be called.
package main

import (
	"context"
	"encoding/json"
	"syscall/js"
	"time"

	"playtoken/core/extract"
	"playtoken/web/answer"
)

func main() {
	r := &answer.Reader{Zone: time.Local, Pause: pause()}
	stop := func() {}
	// reading does work of which the page does not wait: the answer is told to done. One such
	// work ends the one before, of which nothing is told then.
	reading := func(done js.Value, work func(context.Context) any) {
		stop()
		ctx, cancel := context.WithCancel(context.Background())
		stop = cancel
		go func() {
			defer cancel()
			done.Invoke(safe(func() any { return work(ctx) }))
		}()
	}
	telling := func(to js.Value) func(string) {
		last := time.Now()
		return func(words string) {
			if time.Since(last) > 30*time.Millisecond {
				to.Invoke(words)
				last = time.Now()
			}
		}
	}
	js.Global().Get("playtoken").Call("ready", map[string]any{
		// read(text, nth, now) judges a token of a text, from 1, 0 for any; now is in milliseconds
		// since 1970.
		"read": called(func(a []js.Value) any { return r.ReadToken(a[0].String(), a[1].Int(), moment(a[2])) }),
		// key(text) takes the public key to check signatures with.
		"key": called(func(a []js.Value) any { return r.Key(a[0].String()) }),
		// report(mask) is the last text for a ticket, logReport(mask) the log.
		"report":    called(func(a []js.Value) any { return r.Report(a[0].Bool()) }),
		"logReport": called(func(a []js.Value) any { return r.LogReport(a[0].Bool()) }),
		// isLog(bytes) tells whether a file is to be read line by line, by its beginning.
		"isLog": called(func(a []js.Value) any { return extract.IsLog(bytes(a[0])) }),
		// log(blob, name, now, progress, done) judges every token of a file, tokens(name, now,
		// progress, done) those of the last text; stop() ends that.
		"log": called(func(a []js.Value) any {
			reading(a[4], func(ctx context.Context) any {
				return r.Log(ctx, a[1].String(), &blob{from: a[0]}, moment(a[2]), telling(a[3]))
			})
			return nil
		}),
		"tokens": called(func(a []js.Value) any {
			reading(a[3], func(ctx context.Context) any { return r.Tokens(ctx, a[0].String(), moment(a[1]), telling(a[2])) })
			return nil
		}),
		"stop": called(func([]js.Value) any { stop(); return nil }),
		// choose(change) lists other rows of the log, rows(from, to) are some of them, and
		// copyRows(from, to) the same for the clipboard.
		"choose":   called(func(a []js.Value) any { return r.Choose(a[0].String()) }),
		"rows":     called(func(a []js.Value) any { return r.Rows(a[0].Int(), a[1].Int()) }),
		"copyRows": called(func(a []js.Value) any { return r.CopyRows(a[0].Int(), a[1].Int()) }),
		// open(row, blob, progress, done) reads the token of a row again.
		"open": called(func(a []js.Value) any {
			reading(a[3], func(ctx context.Context) any { return r.Open(ctx, a[0].Int(), &blob{from: a[1]}) })
			return nil
		}),
	})
	select {}
}

// slice is how long the core works at a time: the page is drawn, and keys are heard, in between.
const slice = 20 * time.Millisecond

// pause lets the browser come where a slice is over. The program has one thread, which is that
// of the page.
func pause() func() {
	begun := time.Now()
	return func() {
		if time.Since(begun) > slice {
			time.Sleep(time.Millisecond)
			begun = time.Now()
		}
	}
}

// called is a function for the page, whose answer is JSON.
func called(f func([]js.Value) any) js.Func {
	return js.FuncOf(func(_ js.Value, a []js.Value) any { return safe(func() any { return f(a) }) })
}

// safe is an answer in JSON. What goes wrong in it is told as null, and not what was thrown:
// that may hold a piece of the text.
func safe(f func() any) (answer string) {
	defer func() {
		if recover() != nil {
			answer = "null"
		}
	}()
	return text(f())
}

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "null"
	}
	return string(b)
}

func moment(v js.Value) time.Time { return time.UnixMilli(int64(v.Float())) }

// bytes copies a Uint8Array.
func bytes(v js.Value) []byte {
	b := make([]byte, v.Length())
	js.CopyBytesToGo(b, v)
	return b
}
