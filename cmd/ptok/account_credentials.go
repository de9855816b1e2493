package main

import (
	"encoding/json"
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
	found, ok := parseCredentials(text)
	if !ok {
		return nil, usage("The credentials are neither a JSON object of texts nor lines NAME=VALUE.", hint)
	}
	given := map[string]secret.Bytes{}
	for name, value := range found {
		name = strings.ToLower(name)
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

// parseCredentials reads a JSON object of texts, or lines NAME=VALUE as a shell or a .env
// file has them.
func parseCredentials(text []byte) (map[string]string, bool) {
	found := map[string]string{}
	if trimmed := strings.TrimSpace(strings.TrimPrefix(string(text), "\ufeff")); strings.HasPrefix(trimmed, "{") {
		return found, json.Unmarshal([]byte(trimmed), &found) == nil && len(found) > 0
	}
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "export "))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !ok {
			return nil, false
		}
		value = strings.TrimSpace(value)
		if n := len(value); n > 1 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
			value = value[1 : n-1]
		}
		found[strings.TrimSpace(name)] = value
	}
	return found, len(found) > 0
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
