package batch

import (
	"io"
	"slices"
	"strings"
	"time"

	"playtoken/core/platform"
	"playtoken/core/token"
)

// Sheet writes the rows of [Sign]. In CSV it has a column for each URL, and for each
// further token that is not the same text; in JSON an object for each row.
type Sheet struct {
	encoder
	tokens []string // names of the further tokens that have a column
	urls   []string // names of the URLs that have one
	// others says that there is a column for the URLs whose names have none, for
	// fields that change from row to row may change what a token opens.
	others bool
}

// NewSheet makes a sheet that writes to w. It buffers: call Close at the end.
func NewSheet(w io.Writer, f Format) *Sheet { return &Sheet{encoder: newEncoder(w, f)} }

// Write writes rows. What the first ones open makes the head.
func (s *Sheet) Write(rows []SignRow) error {
	if err := s.head(func() []string { return s.columns(rows) }); err != nil {
		return err
	}
	for _, r := range rows {
		if err := s.row(func() []string { return s.cells(r) }, objectOf(r)); err != nil {
			return err
		}
	}
	return nil
}

// Close writes the head of an empty sheet, and what is left in the buffer. It does
// not close the writer.
func (s *Sheet) Close() error {
	if err := s.head(func() []string { return s.columns(nil) }); err != nil {
		return err
	}
	return s.flush()
}

// columns makes the head.
func (s *Sheet) columns(rows []SignRow) []string {
	for _, r := range rows {
		s.others = s.others || r.varies
		if r.Signed == nil {
			continue
		}
		for _, t := range further(r.Signed) {
			if !slices.Contains(s.tokens, t.Name) {
				s.tokens = append(s.tokens, t.Name)
			}
		}
		for _, u := range r.Signed.URLs() {
			if !slices.Contains(s.urls, u.Name) {
				s.urls = append(s.urls, u.Name)
			}
		}
	}
	s.others = s.others || len(s.urls) == 0
	head := []string{"id", "token", "expires_at"}
	for _, name := range s.tokens {
		head = append(head, columnOf(name, "token"))
	}
	for _, name := range s.urls {
		head = append(head, columnOf(name, "url"))
	}
	if s.others {
		head = append(head, "other_urls")
	}
	return append(head, "remark", "error")
}

// further are the tokens behind the first that are not the same text.
func further(s *platform.Signed) (list []platform.NamedToken) {
	for _, t := range s.Tokens[1:] {
		if t.Text != s.First().Text {
			list = append(list, t)
		}
	}
	return list
}

// columnOf is the column of a token or a URL: "Widevine licence" stands in
// widevine_licence_url.
func columnOf(name, what string) string {
	name = strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(name))
	return strings.TrimSuffix(name, "_"+what) + "_" + what
}

func (s *Sheet) cells(r SignRow) []string {
	cells := []string{noFormula(token.Inert(r.ID))}
	if r.Signed == nil {
		cells = append(cells, make([]string, 2+len(s.tokens)+len(s.urls))...)
		if s.others {
			cells = append(cells, "")
		}
		return append(cells, "", r.Wrong)
	}
	cells = append(cells, noFormula(r.Signed.First().Text), date(r.Signed.Expires))
	tokens := map[string]string{}
	for _, t := range further(r.Signed) {
		tokens[t.Name] = t.Text
	}
	for _, name := range s.tokens {
		cells = append(cells, noFormula(tokens[name]))
	}
	urls, others := map[string]string{}, []string{}
	for _, u := range r.Signed.URLs() {
		if slices.Contains(s.urls, u.Name) {
			urls[u.Name] = u.URL
		} else {
			others = append(others, u.URL)
		}
	}
	for _, name := range s.urls {
		cells = append(cells, urls[name])
	}
	if s.others {
		cells = append(cells, strings.Join(others, " "))
	}
	return append(cells, strings.Join(r.Signed.Remarks, " "), "")
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
	Tokens    []tokenObject  `json:"tokens,omitempty"` // where there are several
	URLs      []platform.URL `json:"urls,omitempty"`
	Remarks   []string       `json:"remarks,omitempty"`
	Line      int            `json:"line,omitempty"`
	Error     string         `json:"error,omitempty"`
}

type tokenObject struct {
	Name  string `json:"name"`
	Token string `json:"token"`
}

func objectOf(r SignRow) object {
	if r.Signed == nil {
		return object{ID: r.ID, Line: r.Line, Error: r.Wrong}
	}
	o := object{ID: r.ID, Token: r.Signed.First().Text, URLs: r.Signed.URLs(), Remarks: r.Signed.Remarks}
	if list := further(r.Signed); len(list) > 0 {
		for _, t := range r.Signed.Tokens {
			o.Tokens = append(o.Tokens, tokenObject{t.Name, t.Text})
		}
	}
	if !r.Signed.Expires.IsZero() {
		at := date(r.Signed.Expires)
		o.ExpiresAt = &at
	}
	return o
}
