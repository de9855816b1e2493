//go:build js

package main

import (
	"errors"
	"io"
	"syscall/js"
)

// blob reads a Blob of the browser piece by piece.
type blob struct {
	from js.Value
	at   int
	rest []byte
}

// piece is how much is fetched at a time, in bytes: so much that few are waited for.
const piece = 256 << 10

var errUnread = errors.New("the browser could not read the file")

func (b *blob) Read(into []byte) (int, error) {
	if len(b.rest) == 0 {
		size := b.from.Get("size").Int()
		if b.at >= size {
			return 0, io.EOF
		}
		end := min(b.at+piece, size)
		buffer, err := awaited(b.from.Call("slice", b.at, end).Call("arrayBuffer"))
		if err != nil {
			return 0, err
		}
		b.rest, b.at = bytes(js.Global().Get("Uint8Array").New(buffer)), end
	}
	n := copy(into, b.rest)
	b.rest = b.rest[n:]
	return n, nil
}

// awaited waits for a promise.
func awaited(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	done := make(chan outcome, 1)
	kept := js.FuncOf(func(_ js.Value, a []js.Value) any { done <- outcome{value: a[0]}; return nil })
	broken := js.FuncOf(func(js.Value, []js.Value) any { done <- outcome{err: errUnread}; return nil })
	defer kept.Release()
	defer broken.Release()
	promise.Call("then", kept, broken)
	o := <-done
	return o.value, o.err
}
