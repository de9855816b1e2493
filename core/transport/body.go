package transport

import (
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
)

// What is wrong with a body.
var (
	ErrTooLarge = errors.New("the body is over the limit")
	ErrEncoding = errors.New("the body is encoded in a way that is not known")
)

// ReadBody reads at most so many bytes of a reply, and gives what there is beside an error.
// What is packed by gzip, asked for or not, is unpacked, and the limit counts what comes out.
func ReadBody(reply *http.Response, most int64) ([]byte, error) {
	whole := &watched{Reader: reply.Body}
	packed := &io.LimitedReader{R: whole, N: most + 1}
	var from io.Reader = packed
	switch strings.ToLower(reply.Header.Get("Content-Encoding")) {
	case "", "identity":
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(packed)
		switch {
		case errors.Is(err, io.EOF): // no body at all
			return nil, nil
		case errors.Is(err, gzip.ErrHeader), err != nil && whole.came:
			return nil, ErrEncoding
		case err != nil:
			return nil, err
		}
		from = unpacked
	default:
		return nil, ErrEncoding
	}
	text, err := io.ReadAll(io.LimitReader(from, most+1))
	var corrupt flate.CorruptInputError
	switch {
	case int64(len(text)) > most:
		return text[:most], ErrTooLarge
	case packed.N == 0:
		return text, ErrTooLarge
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt),
		err != nil && whole.came: // what is packed ends early, and not the reply
		return text, ErrEncoding
	}
	return text, err
}

// watched is a body of which it is known whether all of it came.
type watched struct {
	io.Reader
	came bool
}

// Read notes the end.
func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	w.came = w.came || errors.Is(err, io.EOF)
	return n, err
}
