package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

// canLearn says why nothing can be found out, before a key is asked for.
func (s *signing) canLearn(pf *platform.Platform) error {
	switch {
	case !s.learnFrom.given:
	case pf.Learn == nil:
		return usage("There is nothing to find out for "+pf.Label+".", "Leave --learn-from away.")
	case s.learnFrom.value != "-":
	case s.key.value == "-":
		return usage("Key and --learn-from cannot both come from standard input.", "Give the key as --key FILE, or the text as an argument.")
	case s.InTerminal():
		return usage("No text was given to --learn-from.", "Give it as an argument, or pipe it in.")
	}
	return nil
}

// certain are the problems of a form that nothing genuine can solve.
func (s *signing) certain(problems []platform.Problem) []platform.Problem {
	if !s.learnFrom.given {
		return problems
	}
	return slices.DeleteFunc(problems, func(pr platform.Problem) bool { return pr.Field != platform.KeyField })
}

// learn fills the form with what a genuine token or URL tells of the key, and says
// so, with the flags that save the search next time. What a --set says stays; what stands
// in a profile gives way.
func (s *signing) learn(form *filled, key []byte) error {
	pf, values := form.platform, form.request.Values
	genuine, err := s.genuine()
	if err != nil {
		return err
	}
	answer, err := importKey(key, importer.Options{Want: pf.Learn.KeyWant})
	if err != nil {
		return err
	}
	learned, err := pf.LearnFrom(context.Background(), values, answer.Key, genuine)
	if err != nil {
		return fail(answerIsNo, words.Sentence(err), "--learn-from: "+pf.Learn.Hint)
	}
	s.note(learned.Said)
	var flags, kept []string
	for _, name := range slices.Sorted(maps.Keys(learned.Values)) {
		value := learned.Values[name]
		field, _ := pf.Field(name)
		before := values[name]
		switch given, set := form.flags[name]; {
		case set && given == value:
		case set:
			kept = append(kept, name)
		case value != cmp.Or(before, field.Default):
			values[name] = value
			if word := shellWord(name + "=" + value); token.Inert(word) == word {
				flags = append(flags, "--set "+word)
			}
		}
	}
	if len(flags) > 0 {
		// Not through note, which would change the spaces in a value.
		fmt.Fprintf(s.Stderr, "note: The next time without --learn-from: %s\n", strings.Join(flags, " "))
	}
	if len(kept) > 0 {
		s.note("What --set says stays, though something else was found out: " + strings.Join(kept, ", ") + ".")
	}
	return nil
}

// genuine is the text of --learn-from.
func (s *signing) genuine() (string, error) {
	if s.learnFrom.value != "-" {
		return s.learnFrom.value, nil
	}
	b, err := io.ReadAll(io.LimitReader(s.Stdin, extract.MaxSize))
	if err != nil {
		return "", usage("Standard input cannot be read.", "--learn-from TEXT, or pipe the text in.")
	}
	return string(unmarked(b)), nil
}

// shellWord writes a text so that a shell takes it as one word.
func shellWord(s string) string {
	plain := func(c rune) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("=_-.,:/%+@", c)
	}
	if strings.TrimFunc(s, plain) == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
