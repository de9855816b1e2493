package main

import (
	"fmt"
	"strings"
)

// known are the licences under which a part of the programs may stand, told by words that
// only they have, in one line each; a text with all words of a row is that licence. Whoever
// adds a row has read what it asks of a program that has such a part in it.
var known = []struct {
	name  string // by SPDX
	words []string
}{
	{"Apache-2.0", []string{"Apache License Version 2.0, January 2004", "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION"}},
	{"Apache-2.0", []string{"Licensed under the Apache License, Version 2.0", "http://www.apache.org/licenses/LICENSE-2.0"}},
	{"OFL-1.1", []string{"SIL OPEN FONT LICENSE Version 1.1"}},
	{"Bitstream-Vera", []string{"Bitstream Vera", "The Font Software may be sold as part of a larger software package"}},
	{"BSD-3-Clause", []string{"Redistribution and use in source and binary forms", "in binary form must reproduce", "Neither the name"}},
	{"BSD-2-Clause", []string{"Redistribution and use in source and binary forms", "in binary form must reproduce"}},
	{"Zlib", []string{"This software is provided 'as-is', without any express or implied warranty", "must not be misrepresented"}},
	{"ISC", []string{"Permission to use, copy, modify, and/or distribute this software", "the above copyright notice and this permission notice appear in all copies"}},
	{"MIT", []string{"Permission is hereby granted, free of charge, to any person obtaining a copy", "without restriction"}},
}

// licence names the licence of a text, or says that it is none of those known.
func licence(work, text string) (string, error) {
	plain := strings.Join(strings.Fields(text), " ")
	for _, l := range known {
		fits := true
		for _, w := range l.words {
			fits = fits && strings.Contains(plain, w)
		}
		if fits {
			return l.name, nil
		}
	}
	return "", fmt.Errorf("notices: the licence of %s is none of those known: read it, then add it to internal/notices/known.go", work)
}
