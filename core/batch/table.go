package batch

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
)

// whyRow is one row of the table. The names are those of its JSON and of the
// columns.
type whyRow struct {
	Line       int             `json:"line"` // in the list, from 1
	Verdict    diagnosis.State `json:"verdict"`
	Code       cause.Code      `json:"code"` // of the finding that leads, "" for none
	Headline   string          `json:"headline"`
	Platform   string          `json:"platform"`
	PlaybackID string          `json:"playback_id"` // that the URL asks for, else the token's
	URLHost    string          `json:"url_host"`

	token bool // it is about a token, not about the want of one
}

// table writes rows.
type table struct {
	format Format
	buffer *bufio.Writer
	csv    *csv.Writer
	json   *json.Encoder
	begun  bool
}

func newTable(w io.Writer, f Format) *table {
	t := &table{format: f, buffer: bufio.NewWriterSize(w, 64<<10)}
	t.csv = csv.NewWriter(t.buffer)
	t.json = json.NewEncoder(t.buffer)
	t.json.SetEscapeHTML(false)
	return t
}

func (t *table) head() error {
	if t.begun || t.format != CSV {
		return nil
	}
	t.begun = true
	return t.csv.Write([]string{"line", "verdict", "code", "headline", "platform", "playback_id", "url_host"})
}

func (t *table) write(rows []whyRow) error {
	if err := t.head(); err != nil {
		return err
	}
	for _, r := range rows {
		var err error
		if t.format == CSV {
			err = t.csv.Write([]string{
				strconv.Itoa(r.Line), string(r.Verdict), string(r.Code), r.Headline, r.Platform, noFormula(r.PlaybackID), noFormula(r.URLHost),
			})
		} else {
			err = t.json.Encode(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *table) flush() error {
	if err := t.head(); err != nil {
		return err
	}
	t.csv.Flush()
	if err := t.csv.Error(); err != nil {
		return err
	}
	return t.buffer.Flush()
}

// noFormula keeps what came from a log from being run by a spreadsheet.
func noFormula(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
