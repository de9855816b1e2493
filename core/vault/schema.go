package vault

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Schema is the number of the file format that this program writes.
const Schema = 2

// upgrade turns the members of a file of one schema into those of the next. It
// cannot open secrets: each carries the schema that it was sealed under.
type upgrade func(members map[string]json.RawMessage) error

// format is what is known of the schemas, of the store's file and of an export.
type format struct {
	schema   int
	upgrades map[int]upgrade // by the schema that they start from
}

// known is the format of this program. A new schema is a greater number and one
// more upgrade.
var known = format{schema: Schema, upgrades: map[int]upgrade{1: upgrade1}}

// upgrade brings a file of an older schema to this one.
func (f format) upgrade(members map[string]json.RawMessage) error {
	var schema int
	if json.Unmarshal(members["schema"], &schema) != nil || schema < 1 {
		return damaged("its schema cannot be read")
	}
	if schema > f.schema {
		return fmt.Errorf("%w (schema %d; this one knows %d)", ErrNewerSchema, schema, f.schema)
	}
	for ; schema < f.schema; schema++ {
		step := f.upgrades[schema]
		if step == nil {
			return damaged("there is no way from its schema %d to %d", schema, f.schema)
		}
		if step(members) != nil {
			return damaged("it is not as its schema %d wants it", schema)
		}
	}
	members["schema"] = json.RawMessage(strconv.Itoa(f.schema))
	return nil
}
