package batch

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
)

// Format is how rows are written.
type Format string

// The formats. CSV has a head (RFC 4180); JSONLines is one object a line.
const (
	CSV       Format = "csv"
	JSONLines Format = "jsonl"
)

// encoder writes rows in one of the formats.
type encoder struct {
	format Format
	buffer *bufio.Writer
	csv    *csv.Writer
	json   *json.Encoder
	begun  bool // the head is written
}

func newEncoder(w io.Writer, f Format) encoder {
	e := encoder{format: f, buffer: bufio.NewWriterSize(w, 64<<10)}
	e.csv, e.json = csv.NewWriter(e.buffer), json.NewEncoder(e.buffer)
	e.json.SetEscapeHTML(false)
	return e
}

// head writes the head, where the format has one and it is not there yet.
func (e *encoder) head(columns func() []string) error {
	if e.begun || e.format != CSV {
		return nil
	}
	e.begun = true
	return e.csv.Write(columns())
}

// row writes one row.
func (e *encoder) row(cells func() []string, object any) error {
	if e.format == CSV {
		return e.csv.Write(cells())
	}
	return e.json.Encode(object)
}

func (e *encoder) flush() error {
	e.csv.Flush()
	if err := e.csv.Error(); err != nil {
		return err
	}
	return e.buffer.Flush()
}
