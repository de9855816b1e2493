package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
)

// deepest is how many objects and lists of a reply may stand in one another.
const deepest = 32

// document is a reply in JSON: an object with its members in any order.
type document struct{ members map[string]any }

var errNotObject = errors.New("not one JSON object")

// parse reads a reply. It must be one object and nothing behind it.
func parse(body []byte) (document, error) {
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if depth(body) > deepest {
		return document{}, errNotObject
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var doc document
	if err := d.Decode(&doc.members); err != nil || doc.members == nil {
		return document{}, errNotObject
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return document{}, errNotObject
	}
	return doc, nil
}

// depth is how deep brackets stand in one another, before anything is built of them.
func depth(body []byte) (most int) {
	now, text := 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case text && c == '\\':
			i++
		case c == '"':
			text = !text
		case text:
		case c == '{' || c == '[':
			now++
			most = max(most, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return most
}

// at is the value at a place, through objects alone; false where there is none. null is there.
func (d document) at(place string) (any, bool) {
	var value any = d.members
	for name := range strings.SplitSeq(place, ".") {
		members, ok := value.(map[string]any)
		if !ok {
			return nil, false
		}
		if value, ok = members[name]; !ok {
			return nil, false
		}
	}
	return value, true
}

// text is the text or number at the first of some places that has one; "" for none.
func (d document) text(places []string) string {
	for _, place := range places {
		value, _ := d.at(place)
		if text, ok := scalar(value); ok && text != "" {
			return text
		}
	}
	return ""
}

// texts are all that stand at a place, through lists as well.
func (d document) texts(place string) (list []string) {
	if place == "" {
		return nil
	}
	var walk func(value any, names []string)
	walk = func(value any, names []string) {
		switch v := value.(type) {
		case []any:
			for _, element := range v {
				walk(element, names)
			}
		case map[string]any:
			if len(names) > 0 {
				walk(v[names[0]], names[1:])
			}
		default:
			if text, ok := scalar(v); ok && text != "" && len(names) == 0 {
				list = append(list, text)
			}
		}
	}
	walk(d.members, strings.Split(place, "."))
	return list
}

// objects are the elements of the list at a place; there is false where no list is. null is
// an empty one.
func (d document) objects(place string) (list []document, there bool) {
	value, there := d.at(place)
	elements, isList := value.([]any)
	if !there || value != nil && !isList {
		return nil, false
	}
	for _, e := range elements {
		members, ok := e.(map[string]any)
		if !ok {
			return nil, false
		}
		list = append(list, document{members})
	}
	return list, true
}

// scalar is a value that is no object, list or null, as text.
func scalar(value any) (string, bool) {
	switch v := value.(type) {
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	case bool:
		return strconv.FormatBool(v), true
	}
	return "", false
}

// moment reads a time: RFC 3339 with any number of decimals, or Unix seconds. The zero time
// where it is neither, for it is never what is asked for.
func moment(text string) time.Time {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC()
	}
	whole, _, _ := strings.Cut(text, ".")
	const year10000 = 253402300800
	if s, err := strconv.ParseInt(whole, 10, 64); err == nil && s > 0 && s < year10000 {
		return time.Unix(s, 0).UTC()
	}
	return time.Time{}
}
