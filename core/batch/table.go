package batch

import (
	"io"
	"strconv"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
)

// WhyRow is the verdict on one token. The names are those of its JSON and of the
// columns.
type WhyRow struct {
	Line       int             `json:"line"` // in the list, from 1
	Verdict    diagnosis.State `json:"verdict"`
	Code       cause.Code      `json:"code"` // of the finding that leads, "" for none
	Headline   string          `json:"headline"`
	Platform   string          `json:"platform"`
	PlaybackID string          `json:"playback_id"` // that the URL asks for, else the token's
	URLHost    string          `json:"url_host"`
	Time       string          `json:"time"`   // of the line, RFC 3339 in UTC; "" for none
	Status     int             `json:"status"` // of HTTP, 0 for none
	Client     string          `json:"client"` // the address that asked

	Path  string `json:"-"` // what [WhyOptions.About] tells
	Agent string `json:"-"`
	Nth   int    `json:"-"` // of the tokens of the line, 0 for the first
	Token bool   `json:"-"` // it is about a token, not about the want of one
	Valid bool   `json:"-"` // its signature was verified
}

// Table writes the rows of [Why].
type Table struct{ encoder }

// NewTable makes a table that writes to w. It buffers: call Close at the end.
func NewTable(w io.Writer, f Format) *Table { return &Table{newEncoder(w, f)} }

func columns() []string {
	return []string{"line", "verdict", "code", "headline", "platform", "playback_id", "url_host", "time", "status", "client"}
}

// Write writes rows.
func (t *Table) Write(rows []WhyRow) error {
	if err := t.head(columns); err != nil {
		return err
	}
	for _, r := range rows {
		if err := t.row(r.cells, r); err != nil {
			return err
		}
	}
	return nil
}

// Close writes the head of an empty table, and what is left in the buffer. It does
// not close the writer.
func (t *Table) Close() error {
	if err := t.head(columns); err != nil {
		return err
	}
	return t.flush()
}

func (r WhyRow) cells() []string {
	status := ""
	if r.Status > 0 {
		status = strconv.Itoa(r.Status)
	}
	return []string{
		strconv.Itoa(r.Line), string(r.Verdict), string(r.Code), r.Headline, r.Platform, noFormula(r.PlaybackID), noFormula(r.URLHost), r.Time, status, noFormula(r.Client),
	}
}

// noFormula keeps what came from a log from being run by a spreadsheet.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func noFormula(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
