package token

// Line is one line of JSON: what stands before the name of a member, the name, the rest.
type Line struct{ Indent, Name, Rest string }

// Lines prints an object as indented JSON, one member a line, with nothing in it that a screen
// would obey. What cannot be read to its end has dots there.
func (o Object) Lines() []Line {
	if len(o.Members) == 0 {
		if o.Readable {
			return []Line{{Rest: "{ }"}}
		}
		return nil
	}
	list := []Line{{Rest: "{"}}
	for i, m := range o.Members {
		comma := ","
		if i == len(o.Members)-1 {
			comma = ""
			if !o.Readable {
				comma = "   …"
			}
		}
		list = append(list, Line{"  ", Inert(Quote(m.Name)), ": " + Inert(m.Value.Raw) + comma})
	}
	if o.Readable {
		list = append(list, Line{Rest: "}"})
	}
	return list
}
