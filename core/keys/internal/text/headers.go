package text

import (
	"strings"

	"playtoken/core/keys"
	"playtoken/core/once"
)

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
