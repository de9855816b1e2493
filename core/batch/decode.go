package batch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"playtoken/core/extract"
)

var gzipped = []byte{0x1f, 0x8b}

// Unpacked is as much of a text packed by gzip as most bytes, of which begin is the beginning, and
// anything else as it is. So is what does not unpack.
func Unpacked(begin []byte, most int) []byte {
	if !bytes.HasPrefix(begin, gzipped) {
		return begin
	}
	text, err := io.ReadAll(io.LimitReader(Text(bytes.NewReader(begin)), int64(most)))
	if err != nil && len(text) < most {
		return begin
	}
	return text
}

// Text is a text as UTF-8: one that is packed by gzip is unpacked, and UTF-16, in which
// some shells write what a program says, is turned.
func Text(r io.Reader) *bufio.Reader {
	in := bufio.NewReaderSize(r, 64<<10)
	begin := beginning(in)
	if bytes.HasPrefix(begin, gzipped) {
		if unpacked, err := gzip.NewReader(in); err == nil {
			in = bufio.NewReaderSize(unpacked, 64<<10)
			begin = beginning(in)
		}
	}
	if order := extract.UTF16(begin); order != nil {
		return bufio.NewReaderSize(&from16{in: in, order: order}, 64<<10)
	}
	return in
}

// beginning is what the first read of a text gives: of one that comes bit by bit nobody
// waits for more.
func beginning(in *bufio.Reader) []byte {
	_, _ = in.Peek(1)
	begin, _ := in.Peek(in.Buffered())
	return begin
}

// from16 turns UTF-16 into UTF-8.
type from16 struct {
	in    io.Reader
	order binary.ByteOrder
	out   []byte
	high  rune // the first half of a character, 0 for none
	odd   []byte
}

func (f *from16) Read(b []byte) (int, error) {
	for len(f.out) == 0 {
		var room [4096]byte
		n, err := f.in.Read(room[copy(room[:], f.odd):])
		piece := room[:len(f.odd)+n]
		whole := len(piece) &^ 1
		for i := 0; i < whole; i += 2 {
			f.take(rune(f.order.Uint16(piece[i:])))
		}
		f.odd = append([]byte(nil), piece[whole:]...)
		if err != nil && len(f.out) == 0 {
			return 0, err
		}
	}
	n := copy(b, f.out)
	f.out = f.out[n:]
	return n, nil
}

func (f *from16) take(c rune) {
	switch {
	case f.high != 0:
		c, f.high = utf16.DecodeRune(f.high, c), 0
	case utf16.IsSurrogate(c):
		f.high = c
		return
	}
	f.out = utf8.AppendRune(f.out, c)
}
