package batch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// decoded is a text as UTF-8: one that is packed by gzip is unpacked, and UTF-16, in which
// some shells write what a program says, is turned.
func decoded(r io.Reader) *bufio.Reader {
	in := bufio.NewReaderSize(r, 64<<10)
	begin := beginning(in)
	if bytes.HasPrefix(begin, []byte{0x1f, 0x8b}) {
		if unpacked, err := gzip.NewReader(in); err == nil {
			in = bufio.NewReaderSize(unpacked, 64<<10)
			begin = beginning(in)
		}
	}
	if order := order16(begin); order != nil {
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

// order16 is the order of bytes of a text in UTF-16, nil for another: it begins with a mark,
// or every second byte is 0.
func order16(begin []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(begin, []byte{0xff, 0xfe}):
		return binary.LittleEndian
	case bytes.HasPrefix(begin, []byte{0xfe, 0xff}):
		return binary.BigEndian
	case len(begin) < 6:
		return nil
	}
	var zeros [2]int
	for i, c := range begin {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(begin) / 2
	switch {
	case zeros[1] > half*3/4 && zeros[0] == 0:
		return binary.LittleEndian
	case zeros[0] > half*3/4 && zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
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
