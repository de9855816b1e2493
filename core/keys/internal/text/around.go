package text

import (
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/once"
)

// This file knows what stands around a key: the lines of PEM, and what else there is
// before and after them.

// label is what a BEGIN line names (RFC 7468 3). A dash in it stands alone: five of
// them end the line.
const label = `([A-Z0-9](?:-?[A-Z0-9 .#])*)`

// The lines around a PEM block, as they should be and as they are met.
var (
	BeginLine = once.Regexp(`-----BEGIN ` + label + `-----`)
	EndLine   = once.Regexp(`-----END ` + label + `-----`)
	EdgeLine  = once.Regexp(`-----(BEGIN|END) ` + label + `-----`)
	EndMark   = once.Regexp(`-----|-+$`)
	PEMMark   = once.Regexp(`(?i)-[ \t]*(?:BEGIN|END)|^[ \t]*BEGIN [A-Z0-9 ]*(?:PRIVATE KEY|PUBLIC KEY|CERTIFICATE)`)

	looseEdge = once.Regexp(`(?i)(-+)([ \t]*)(BEGIN|END)([ \t+_]*)((?:[A-Z0-9]+[ \t+_]*)*?(?:KEY(?:[ \t+_]+BLOCK)?|CERTIFICATE|REQUEST|CRL|PARAMETERS|PKCS7|PKCS12|CMS))([ \t]*)(-+)`)
	bareEdge  = once.Regexp(`(?im)^[ \t]*(BEGIN|END) ((?:[A-Z0-9]+ )*(?:PRIVATE KEY|PUBLIC KEY|CERTIFICATE|CERTIFICATE REQUEST))[ \t]*$`)
	bothEdges = once.Regexp(`((?:KEY|CERTIFICATE|REQUEST)-----)(-----END )`) // with nothing in between
	labelGap  = once.Regexp(`[ \t+_]+`)
)

// labelWords are those that labels are made of, for labels whose spaces were
// lost.
var labelWords = strings.NewReplacer("PRIVATEKEY", "PRIVATE KEY", "PUBLICKEY", "PUBLIC KEY",
	"RSAP", "RSA P", "ECP", "EC P", "OPENSSHP", "OPENSSH P", "ENCRYPTEDP", "ENCRYPTED P")

// FixHeaders writes the lines around PEM blocks as they should be. Each repair is
// added to done.
func FixHeaders(text string, done []keys.Remark) (string, []keys.Remark) {
	note := func(code keys.Code, repair string) { done = keys.Note(done, keys.Remark{Code: code, Repair: repair}) }
	text = bareEdge().ReplaceAllStringFunc(text, func(edge string) string {
		note(keys.FixedDashes, "dashes")
		return "-----" + strings.ToUpper(strings.TrimSpace(edge)) + "-----"
	})
	text = bothEdges().ReplaceAllString(text, "$1\n$2")
	text = looseEdge().ReplaceAllStringFunc(text, func(edge string) string {
		m := looseEdge().FindStringSubmatch(edge)
		word, label := strings.ToUpper(m[3]), strings.ToUpper(m[5])
		label = labelWords.Replace(labelGap().ReplaceAllString(label, " "))
		fixed := "-----" + word + " " + label + "-----"
		if fixed == edge {
			return edge
		}
		ssh := label == "SSH2 PUBLIC KEY" && m[1] == "----" && m[7] == "----" // RFC 4716 3.2
		if !ssh && (m[1] != "-----" || m[7] != "-----") {
			note(keys.FixedDashes, "dashes")
		}
		if m[3] != word || m[5] != strings.ToUpper(m[5]) {
			note(keys.FixedHeaderCase, "capitals of the BEGIN and END lines")
		}
		if strings.ContainsAny(m[4]+m[5], "+_") {
			note(keys.FixedPlusSpace, "spaces of the BEGIN and END lines")
		} else if !ssh && (m[2]+m[6] != "" || m[4] != " " || label != strings.ToUpper(m[5])) {
			note(keys.FixedSpaces, "spaces of the BEGIN and END lines")
		}
		return fixed
	})
	return text, done
}

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
		return &keys.Remark{Code: keys.FixedEnvLine, Repair: "the name in front of the key"}
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
