package batch

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
)

// lines reads a text line by line. Of a line that is too long the rest is passed
// over, so that no line takes more memory than it may.
type lines struct {
	r    *bufio.Reader
	n    int    // the number of the line read last
	back []line // read before, and due again
	end  error
}

type line struct {
	text string
	n    int
	long bool // longer than MaxRow: the text is its beginning
}

func newLines(r io.Reader) *lines {
	return &lines{r: bufio.NewReaderSize(r, 64<<10)}
}

// next is the next line without its end; io.EOF behind the last one.
func (l *lines) next() (line, error) {
	if n := len(l.back); n > 0 {
		first := l.back[n-1]
		l.back = l.back[:n-1]
		return first, nil
	}
	if l.end != nil {
		return line{}, l.end
	}
	var text []byte
	read := line{}
	for {
		part, err := l.r.ReadSlice('\n')
		if room := MaxRow + 2 - len(text); len(part) <= room { // with the line's end
			text = append(text, part...)
		} else {
			text, read.long = append(text, part[:room]...), true
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil {
			l.end = err
			if len(text) == 0 {
				return line{}, err
			}
		}
		break
	}
	text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
	if l.n++; l.n == 1 {
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
	}
	if len(text) > MaxRow {
		text, read.long = text[:MaxRow], true
	}
	read.text, read.n = string(text), l.n
	return read, nil
}

// Errors that Line returns.
var (
	ErrNoLine   = errors.New("there are fewer lines")
	ErrLongLine = errors.New("the line is too long")
)

// Line is line n of a list, the first being 1, as Why counts and reads them. It
// returns ErrNoLine, ErrLongLine where the line is longer than MaxRow, or the error
// of ctx or of reading.
func Line(ctx context.Context, r io.Reader, n int) (string, error) {
	for in := newLines(r); ; {
		l, err := in.next()
		switch {
		case ctx.Err() != nil:
			return "", ctx.Err()
		case errors.Is(err, io.EOF):
			return "", ErrNoLine
		case err != nil:
			return "", err
		case l.n == n && l.long:
			return "", ErrLongLine
		case l.n == n:
			return l.text, nil
		}
	}
}

// unread puts lines back, to be read again in their order.
func (l *lines) unread(list []line) {
	for i := len(list) - 1; i >= 0; i-- {
		l.back = append(l.back, list[i])
	}
}
