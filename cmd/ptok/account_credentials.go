package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/secret"
)

// maxCredentials is how much of a file with credentials is read, in bytes.
const maxCredentials = 16 << 10

// readCredentials reads those of --credentials, or asks a person for each.
func (a *accountUse) readCredentials(of *platform.Account) (map[string]secret.Bytes, error) {
	names := join(of.Credentials, func(c platform.Credential) string { return c.Name })
	hint := "Give --credentials FILE with " + names + ", as JSON or lines NAME=VALUE; or --account NAME."
	if !a.credentials.given {
		if !a.InTerminal() {
			return nil, usage("No credentials were given.", hint)
		}
		return a.promptForCredentials(of)
	}
	text, err := a.credentialsText(hint)
	if err != nil {
		return nil, err
	}
	found, err := parseCredentials(text)
	switch {
	case errors.Is(err, errTwice):
		return nil, usage("The credentials have a member twice.", "Which one is meant? Leave one of each.")
	case err != nil:
		return nil, usage("The credentials are neither a JSON object of texts nor lines NAME=VALUE.", hint)
	}
	given := map[string]secret.Bytes{}
	for name, value := range found {
		if !slices.ContainsFunc(of.Credentials, func(c platform.Credential) bool { return c.Name == name }) {
			return nil, usage("The credentials have a member that "+a.of.Label+" has no use for.", "Wanted are: "+names+".")
		}
		given[name] = secret.New([]byte(value))
	}
	return given, nil
}

func (a *accountUse) credentialsText(hint string) (text []byte, err error) {
	if a.credentials.value == "-" {
		text, err = io.ReadAll(io.LimitReader(a.Stdin, maxCredentials+1))
	} else {
		text, err = readUpTo(a.credentials.value, maxCredentials)
	}
	switch {
	case err != nil:
		return nil, usage("The file that --credentials names cannot be read.", hint)
	case len(text) > maxCredentials:
		return nil, usage("The file that --credentials names is larger than 16 KiB and was not read.", hint)
	}
	return text, nil
}

var (
	errNoCredentials = errors.New("neither an object of texts nor lines")
	errTwice         = errors.New("a name stands there twice")
)

// parseCredentials reads a JSON object of texts, or lines NAME=VALUE as a shell or a .env
// file has them. Names are told in small letters.
func parseCredentials(text []byte) (map[string]string, error) {
	all := strings.TrimSpace(string(unmarked(text)))
	list := credentialList{}
	if strings.HasPrefix(all, "{") {
		return list, list.addObject(all)
	}
	for line := range strings.Lines(all) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "export"); ok && strings.TrimLeft(rest, " \t") != rest {
			line = strings.TrimSpace(rest)
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !ok {
			return nil, errNoCredentials
		}
		if err := list.add(name, unquoted(value)); err != nil {
			return nil, err
		}
	}
	if len(list) == 0 {
		return nil, errNoCredentials
	}
	return list, nil
}

// credentialList are values by name, each name once.
type credentialList map[string]string

func (l credentialList) add(name, value string) error {
	name = strings.ToLower(strings.TrimSpace(name))
	if _, before := l[name]; before {
		return errTwice
	}
	l[name] = value
	return nil
}

// addObject adds the members of a JSON object of texts, where a null is an empty one.
func (l credentialList) addObject(text string) error {
	if !json.Valid([]byte(text)) {
		return errNoCredentials
	}
	d := json.NewDecoder(strings.NewReader(text))
	_, _ = d.Token() // the brace
	for d.More() {
		name, _ := d.Token()
		value, _ := d.Token()
		text, isText := value.(string)
		if !isText && value != nil {
			return errNoCredentials
		}
		if err := l.add(name.(string), text); err != nil {
			return err
		}
	}
	return nil
}

// unquoted takes blanks and quotes off a value, and a comment that stands behind it.
func unquoted(value string) string {
	value = strings.TrimSpace(value)
	if value != "" && (value[0] == '"' || value[0] == '\'') {
		if inside, behind, ok := strings.Cut(value[1:], value[:1]); ok {
			if behind = strings.TrimSpace(behind); behind == "" || behind[0] == '#' {
				return inside
			}
		}
		return value
	}
	for _, blank := range []string{" #", "\t#"} {
		value, _, _ = strings.Cut(value, blank)
	}
	return strings.TrimSpace(value)
}

// promptForCredentials asks a person. Nothing that is typed is shown.
func (a *accountUse) promptForCredentials(of *platform.Account) (map[string]secret.Bytes, error) {
	given := map[string]secret.Bytes{}
	for _, c := range of.Credentials {
		more := "is not shown"
		if c.Optional {
			more += ", may be left empty"
		}
		fmt.Fprintf(a.Stderr, "%s (%s): ", c.Label, more)
		text, err := a.ReadSecret()
		fmt.Fprintln(a.Stderr)
		typed := strings.TrimSpace(string(text))
		clear(text)
		switch {
		case err != nil || typed == "" && !c.Optional:
			return nil, usage("The credentials were not given whole.", "Type them, or give --credentials FILE.")
		case typed != "":
			given[c.Name] = secret.New([]byte(typed))
		}
	}
	return given, nil
}
