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
	r := &answer.Reader{Zone: time.Local}
	stop := func() {}
	js.Global().Get("playtoken").Call("ready", map[string]any{
		// read(text, now) judges a text; now is in milliseconds since 1970.
		"read": called(func(a []js.Value) any { return r.Read(a[0].String(), moment(a[1])) }),
		// key(text) takes the public key to check signatures with.
		"key": called(func(a []js.Value) any { return r.Key(a[0].String()) }),
		// report(mask) is the last text for a ticket.
		"report": called(func(a []js.Value) any { return r.Report(a[0].Bool()) }),
		// isLog(bytes) tells whether a file is to be read line by line, by its beginning.
		"isLog": called(func(a []js.Value) any { return extract.IsLog(bytes(a[0])) }),
		// log(blob, now, progress, done) judges every token of a file; stop() ends that.
		"log": called(func(a []js.Value) any {
			ctx, cancel := context.WithCancel(context.Background())
			stop()
			stop = cancel
			go func() {
				defer cancel()
				progress := func(lines int) { a[2].Invoke(lines) }
				l := r.Log(ctx, &blob{from: a[0]}, moment(a[1]), progress)
				if ctx.Err() == nil {
					a[3].Invoke(text(l))
				}
			}()
			return nil
		}),
		"stop": called(func([]js.Value) any { stop(); return nil }),
	})
	select {}
}

// called is a function for the page, whose answer is JSON. What goes wrong in it is told as
// null, and not what was thrown: that may hold a piece of the text.
func called(f func([]js.Value) any) js.Func {
	return js.FuncOf(func(_ js.Value, a []js.Value) (answer any) {
		defer func() {
			if recover() != nil {
				answer = "null"
			}
		}()
		return text(f(a))
	})
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
