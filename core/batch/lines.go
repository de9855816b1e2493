package batch

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"playtoken/core/logline"
)

// lines reads a text line by line. Of a line that is too long the rest is passed
// over, so that no line takes more memory than it may.
type lines struct {
	log     bool              // heads of columns are looked for, and documents with entries
	columns *logline.Columns  // that the last head named
	entries *logline.Document // of a HAR, nil for lines
	due     []line            // entries that are read already

	source io.Reader
	r      *bufio.Reader // of the source, nil before the first line
	n      int           // the number of the line read last
	back   []line        // read before, and due again
	end    error
	cr     bool // the line before ended with CR: an LF behind it is of that end
}

type line struct {
	text    string
	n       int
	entry   bool // of a HAR
	open    bool // the text ended with it, without a line end
	long    bool // longer than MaxRow: the text is its beginning
	columns *logline.Columns
}

func newLines(r io.Reader) *lines { return &lines{source: r} }

// newLog reads the lines of a log, or the entries of a HAR.
func newLog(r io.Reader) *lines { return &lines{source: r, log: true} }

// Bounds of an entry of a HAR, in bytes, and of a text in it.
const (
	mostEntry     = 512 << 10
	mostEntryText = 32 << 10
)

// open finds out what is read.
func (l *lines) open() {
	l.r = Text(l.source)
	if !l.log {
		return
	}
	begin := string(beginning(l.r))
	text := strings.TrimLeft(begin, "\ufeff \t\r\n")
	if logline.BeginsDocument(text[:min(len(text), 4096)]) {
		_, _ = l.r.Discard(len(begin) - len(text))
		l.entries = &logline.Document{Most: mostEntry, MostText: mostEntryText}
	}
}

// entry is the next entry of a HAR.
func (l *lines) entry() (line, error) {
	take := func(it logline.Item) {
		l.n++
		l.due = append(l.due, line{text: string(it.Text), n: l.n, entry: true, long: it.Long})
	}
	for len(l.due) == 0 {
		if l.end != nil {
			return line{}, l.end
		}
		var room [32 << 10]byte
		n, err := l.r.Read(room[:])
		l.entries.Take(string(room[:n]), take)
		if err != nil {
			if l.end = err; errors.Is(err, io.EOF) {
				if rest := l.entries.Rest(); rest != nil {
					take(*rest)
				}
			}
		}
	}
	first := l.due[0]
	l.due = l.due[1:]
	return first, nil
}

// next is the next line without its end; io.EOF behind the last one.
func (l *lines) next() (line, error) {
	if n := len(l.back); n > 0 {
		first := l.back[n-1]
		l.back = l.back[:n-1]
		return first, nil
	}
	if l.r == nil {
		l.open()
	}
	if l.entries != nil {
		return l.entry()
	}
	if l.end != nil {
		return line{}, l.end
	}
	var text []byte
	read := line{}
	for begun := false; ; {
		part, ended, err := l.piece()
		begun = begun || len(part) > 0 || ended
		if text == nil && ended {
			text = part // until the next read
		} else if room := MaxRow + 1 - len(text); len(part) <= room {
			text = append(text, part...)
		} else {
			text, read.long = append(text, part[:room]...), true
		}
		if err != nil {
			if l.end = err; !begun {
				return line{}, err
			}
			read.open = true
		}
		if ended || err != nil {
			break
		}
	}
	if l.n++; l.n == 1 {
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
	}
	if len(text) > MaxRow {
		text, read.long = text[:MaxRow], true
	}
	read.text, read.n = string(text), l.n
	if l.log {
		if head := logline.Head(read.text); head != nil {
			l.columns = head
		}
		read.columns = l.columns
	}
	return read, nil
}

// piece is what is at hand of a line, without its end, and whether it ended there: with LF, with
// CR, or with both. The text is good until the next one.
func (l *lines) piece() (text []byte, ended bool, err error) {
	for {
		if _, err = l.r.Peek(1); err != nil {
			return nil, false, err
		}
		text, _ = l.r.Peek(l.r.Buffered())
		if !l.cr || text[0] != '\n' {
			break
		}
		l.cr = false
		_, _ = l.r.Discard(1)
	}
	n := len(text)
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text, ended = text[:i], true
	}
	if i := bytes.IndexByte(text, '\r'); i >= 0 {
		text, ended = text[:i], true
		l.cr = true
	} else {
		l.cr = false
	}
	if ended {
		n = len(text) + 1
	}
	_, _ = l.r.Discard(n)
	return text, ended, nil
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
	for in := newLog(r); ; {
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
