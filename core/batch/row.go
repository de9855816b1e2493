package batch

import (
	"context"
	"maps"
	"strings"

	"playtoken/core/platform"
)

// row is one row of the list: the ID, and the fields that stand beside it.
type row struct {
	line   int // in the list, from 1
	id     string
	fields map[string]string // nil for none
	wrong  string            // why it cannot be read, "" where it can
}

// signed is what became of a row: a token, or what is wrong.
type signed struct {
	row
	token *platform.Signed // nil for none
}

// sign makes the tokens of some rows. A cancel is looked for at each, since a
// large RSA key takes a while for one.
func (o SignOptions) sign(ctx context.Context, rows []row) []signed {
	list := make([]signed, len(rows))
	for i, r := range rows {
		if ctx.Err() != nil {
			return nil // nobody reads it
		}
		list[i] = o.one(r)
	}
	return list
}

func (o SignOptions) one(r row) signed {
	if r.wrong != "" {
		return signed{row: r}
	}
	request := o.Request
	request.Values = make(map[string]string, len(o.Request.Values)+len(r.fields)+1)
	maps.Copy(request.Values, o.Request.Values)
	maps.Copy(request.Values, r.fields)
	request.Values[platform.ID] = r.id
	made, problems := o.Platform.Make(request)
	if made == nil {
		r.wrong = sentences(problems)
	}
	return signed{r, made}
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
