package batch

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"playtoken/core/platform"
)

// writer writes what became of the rows.
type writer struct {
	format Format
	buffer *bufio.Writer
	csv    *csv.Writer
	json   *json.Encoder

	names []string // of the URLs that have a column, nil before the head is written
	begun bool
	// others says that there is a column for the URLs whose names have none, for
	// fields that change from row to row may change what a token opens.
	others bool
}

func newWriter(w io.Writer, f Format, in *list) *writer {
	out := &writer{format: f, buffer: bufio.NewWriterSize(w, 64<<10), others: len(in.fields) > 0}
	out.csv = csv.NewWriter(out.buffer)
	out.json = json.NewEncoder(out.buffer)
	out.json.SetEscapeHTML(false)
	return out
}

// write writes rows. What the first ones open makes the head.
func (w *writer) write(rows []signed) error {
	if w.format == CSV && !w.begun {
		if err := w.head(rows); err != nil {
			return err
		}
	}
	for _, r := range rows {
		var err error
		if w.format == CSV {
			err = w.csv.Write(w.cells(r))
		} else {
			err = w.json.Encode(objectOf(r))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) end() error {
	if w.format == CSV && !w.begun {
		if err := w.head(nil); err != nil {
			return err
		}
	}
	w.csv.Flush()
	if err := w.csv.Error(); err != nil {
		return err
	}
	return w.buffer.Flush()
}

func (w *writer) head(rows []signed) error {
	w.begun = true
	for _, r := range rows {
		if r.token == nil {
			continue
		}
		for _, u := range r.token.URLs {
			if !slices.Contains(w.names, u.Name) {
				w.names = append(w.names, u.Name)
			}
		}
	}
	w.others = w.others || len(w.names) == 0
	head := []string{"id", "token", "expires_at"}
	for _, name := range w.names {
		head = append(head, columnOf(name))
	}
	if w.others {
		head = append(head, "other_urls")
	}
	return w.csv.Write(append(head, "remark", "error"))
}

// columnOf is the column of a URL: "Widevine licence" stands in
// widevine_licence_url.
func columnOf(name string) string {
	return strings.ReplaceAll(strings.ToLower(name), " ", "_") + "_url"
}

func (w *writer) cells(r signed) []string {
	cells := make([]string, 0, 6+len(w.names))
	cells = append(cells, r.id)
	if r.token == nil {
		for range 2 + len(w.names) {
			cells = append(cells, "")
		}
		if w.others {
			cells = append(cells, "")
		}
		return append(cells, "", r.wrong)
	}
	cells = append(cells, r.token.Token, date(r.token.Expires))
	for _, name := range w.names {
		at := slices.IndexFunc(r.token.URLs, func(u platform.URL) bool { return u.Name == name })
		if at < 0 {
			cells = append(cells, "")
		} else {
			cells = append(cells, r.token.URLs[at].URL)
		}
	}
	if w.others {
		var list []string
		for _, u := range r.token.URLs {
			if !slices.Contains(w.names, u.Name) {
				list = append(list, u.URL)
			}
		}
		cells = append(cells, strings.Join(list, " "))
	}
	return append(cells, strings.Join(r.token.Remarks, " "), "")
}

// date is a moment as RFC 3339 in UTC, "" for none.
func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// object is a row in JSON. Line is said where there is no token, to find the row.
type object struct {
	ID        string         `json:"id"`
	Token     string         `json:"token,omitempty"`
	ExpiresAt *string        `json:"expires_at,omitempty"`
	URLs      []platform.URL `json:"urls,omitempty"`
	Remarks   []string       `json:"remarks,omitempty"`
	Line      int            `json:"line,omitempty"`
	Error     string         `json:"error,omitempty"`
}

func objectOf(r signed) object {
	if r.token == nil {
		return object{ID: r.id, Line: r.line, Error: r.wrong}
	}
	o := object{ID: r.id, Token: r.token.Token, URLs: r.token.URLs, Remarks: r.token.Remarks}
	if !r.token.Expires.IsZero() {
		at := date(r.token.Expires)
		o.ExpiresAt = &at
	}
	return o
}
