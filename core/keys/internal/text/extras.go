package text

import (
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/once"
)

// This file names what stands around a key in a text.

// What stands in front of a value in a program, and behind one.
const (
	openQuotes = "\"'`([{\\ \t"
	closing    = "\"'`)]};,.\\ \t\r\n"
)

var (
	envLine    = once.Regexp(`^(?:- )?(?:Environment=)?["']?(?:(?:export|set|setx|ENV|ARG|declare -x|heroku config:set)\s+|\$env:)?[A-Za-z_][A-Za-z0-9_.-]*(?:=|\s=\s?)\$?$|^(?:setx|set -\w+)\s+\w+$`)
	exportLine = once.Regexp(`^(?:export|set|setx|ENV|ARG|declare -x)\s|^\$env:|^[A-Z][A-Z0-9_]*\s*=$`)
	jsonLine   = once.Regexp(`["'][\w .-]{1,80}["']\s*:$`)
	yamlLine   = once.Regexp(`^(?:- )?[\w./-]{1,80}\s*:(?:\s*[!&]\S{1,40})*(?:\s*[|>][+-]?\d?[+-]?)?$|^-(?:\s*[|>][+-]?\d?[+-]?)?$`)
	codeLine   = once.Regexp(`(?i)=\s*\S*$|[(\[{,+]$|<<|\b(?:const|var|let|return|define|string|def|echo|printf?|puts)\b|=>|(?::|\|\||\?\?)$|^[bru]{1,2}$`)
)

// opensValue reports whether a line of a program ends where a value begins that has
// no quotes.
func opensValue(line string) bool {
	return strings.Contains(line, "<<") || strings.ContainsAny(line[len(line)-1:], "=([{,+|") && strings.ContainsAny(line, "=(")
}

// Around names what stands before and after a key, nil for nothing.
func Around(before, after string) *keys.Remark {
	before, after = strings.TrimRight(before, codec.Space), strings.TrimSpace(after)
	if strings.TrimSpace(before) == "" && after == "" {
		return nil
	}
	line := strings.TrimSpace(before[strings.LastIndexByte(before, '\n')+1:])
	quoted := strings.ContainsAny(line[max(0, len(line)-1):], "\"'`")
	bare := strings.TrimSpace(strings.TrimRight(line, "\"'`"))
	tripled := strings.HasSuffix(line, `"""`) || strings.HasSuffix(line, "'''")
	onlyClosing := strings.Trim(after, closing) == ""
	if bare == "" && quoted { // the string begins on a line of its own
		above := strings.TrimRight(strings.TrimSuffix(before, line), codec.Space)
		if bare = strings.TrimSpace(above[strings.LastIndexByte(above, '\n')+1:]); bare != "" && !codeLine().MatchString(bare) {
			bare = ""
		}
	}
	quotes := &keys.Remark{Code: keys.FixedQuotes, Repair: "quotes"}
	source := &keys.Remark{Code: keys.FixedSourceCode, Repair: "source code"}
	switch {
	case bare == "" && strings.TrimSpace(before) == line && onlyClosing && !strings.ContainsAny(after, ")]};."):
		if !quoted && strings.Trim(after, ",") == "" {
			return &keys.Remark{Code: keys.FixedQuotes, Repair: "a comma at the end"}
		}
		return quotes
	case bare == "" && before == "" && after == ";":
		return &keys.Remark{Code: keys.FixedQuotes, Repair: "a semicolon at the end"}
	case before == "" && strings.Trim(after, "\"'`;,") == "":
		return quotes
	case tripled && strings.HasSuffix(bare, "="):
		return source
	case envLine().MatchString(bare) && (exportLine().MatchString(bare) || !strings.Contains(strings.TrimPrefix(bare, "- "), " ")):
		return &keys.Remark{Code: keys.FixedEnvLine, Repair: "the name in front"}
	case jsonLine().MatchString(bare):
		return &keys.Remark{Code: keys.TakenFromJSON, Warning: "The key was taken out of a piece of JSON."}
	case quoted && yamlLine().MatchString(bare) && strings.Contains(before, "{"):
		return source
	case yamlLine().MatchString(bare) && bare != "base64:":
		return &keys.Remark{Code: keys.TakenFromYAML, Warning: "The key was taken out of YAML."}
	case bare != "" && (quoted || opensValue(bare)) && codeLine().MatchString(bare), strings.Trim(line, openQuotes) == "" && quoted && onlyClosing:
		return source
	case strings.Trim(before, "<( \t") == "" && strings.Trim(after, ">) \t") == "":
		return &keys.Remark{Code: keys.FixedQuotes, Repair: "brackets"}
	}
	return &keys.Remark{Code: keys.ExtraBlocks, Repair: "other text beside the key"}
}
