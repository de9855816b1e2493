package batch

import (
	"context"
	"maps"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
)

// row is one row of the list: the ID, and the fields that stand beside it.
type row struct {
	line   int // in the list, from 1
	id     string
	fields map[string]string // nil where the list has no columns for any
	wrong  string            // why it cannot be read, "" where it can
}

// SignRow is what became of a row: tokens, or what is wrong.
type SignRow struct {
	Line   int // in the list, from 1
	ID     string
	Signed *platform.Signed // nil for none
	Wrong  string           // in sentences, "" where it was signed

	varies bool // fields of the form stand in the list
}

// sign makes the tokens of some rows. A cancel is looked for at each, since a
// large RSA key takes a while for one.
func (o SignOptions) sign(ctx context.Context, rows []row) []SignRow {
	list := make([]SignRow, len(rows))
	for i, r := range rows {
		if ctx.Err() != nil {
			return nil // nobody reads it
		}
		list[i] = o.one(r)
	}
	return list
}

func (o SignOptions) one(r row) SignRow {
	out := SignRow{Line: r.line, ID: r.id, Wrong: r.wrong, varies: r.fields != nil}
	if r.wrong != "" {
		return out
	}
	request := o.Request
	request.Values = make(map[string]string, len(o.Request.Values)+len(r.fields)+1)
	maps.Copy(request.Values, o.Request.Values)
	maps.Copy(request.Values, r.fields)
	request.Values[platform.ID] = r.id
	signed, problems := o.Platform.Make(request)
	if out.Signed = signed; signed == nil {
		out.Wrong = sentences(problems)
	} else if against := diagnosis.Against(o.Platform, signed, request.Key, nil); against != "" {
		signed.Remarks = append(signed.Remarks, against)
	}
	return out
}

// sentences are the problems that keep a token from being made.
func sentences(problems []platform.Problem) string {
	var list []string
	for _, p := range problems {
		if !p.Warning {
			list = append(list, p.Text)
		}
	}
	return strings.Join(list, " ")
}
