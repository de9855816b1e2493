package keys

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"
)

// The lines around a PEM block (RFC 7468 3).
var (
	beginLine = regexp.MustCompile(`-----BEGIN ([A-Z0-9][A-Z0-9 .-]*)-----`)
	endLine   = regexp.MustCompile(`-----END ([A-Z0-9][A-Z0-9 .-]*)-----`)
	endMark   = regexp.MustCompile(`-----|-+$`)
	pemMark   = regexp.MustCompile(`--\s*(?i:BEGIN|END)`)
)

// pem reads a text with one PEM block, and nothing beside it.
func (r *reader) pem(p paste) Answer {
	begin := beginLine.FindStringSubmatchIndex(p.text)
	if begin == nil {
		return refuse(PEMLabelPair, "The BEGIN line of this key is missing, or not written as it should be.", copyAgain)
	}
	label := p.text[begin[2]:begin[3]]
	want, ours := structures[label]
	if blocks := beginLine.FindAllString(p.text, 3); len(blocks) > 1 {
		return severalBlocks(p.text)
	}
	if !ours {
		return otherLabel(label)
	}
	body := p.skip(begin[1])
	end := endLine.FindStringSubmatchIndex(body.text)
	stop := len(body.text)
	if mark := endMark.FindStringIndex(body.text); mark != nil {
		stop = mark[0]
	}
	cut := strings.HasPrefix("-----END "+label+"-----", body.text[stop:]) // also when nothing is left
	after := ""
	if end != nil {
		after = strings.Trim(body.text[end[1]:], space)
	}
	b := block{label: label, paste: body, want: want, ended: end != nil && stop == end[0]}
	b.text = body.text[:stop]
	switch {
	case begin[0] > 0 || after != "":
		return b.about(refuse(ExtraBlocks, "There is other text beside this key.", "Paste the key alone, from its BEGIN line to its END line."))
	case end != nil && body.text[end[2]:end[3]] != label:
		return b.about(refuse(PEMLabelPair, "The BEGIN and END lines of this key do not belong together. They may come from two keys.", copyAgain))
	case !b.ended && !cut:
		return b.about(refuse(PEMLabelPair, "The END line of this key is not written as it should be.", copyAgain))
	}
	der, fault := b.decode()
	if fault != nil {
		return *fault
	}
	if is := outline(der); is != want && is != unknown {
		return b.about(refuse(LabelMismatch, "The BEGIN line of this text names another form of key than the one inside.", "Write the BEGIN and END lines as they were, or copy the key again."))
	}
	return r.take(want, der)
}

// severalBlocks asks which of several blocks is meant. A second private or
// public key makes it a question; anything else beside one key is in the way.
func severalBlocks(text string) Answer {
	keys := 0
	for _, m := range beginLine.FindAllStringSubmatch(text, -1) {
		if _, ok := structures[m[1]]; ok {
			keys++
		}
	}
	if keys < 2 {
		return refuse(ExtraBlocks, "There is more than one block in this text.", "Paste the block of the key alone, from its BEGIN line to its END line.")
	}
	a := refuse(MultipleKeys, fmt.Sprintf("There are %d keys in this text. Which one is meant?", keys), "Paste that one alone, from its BEGIN line to its END line.")
	a.Verdict = Ask
	return a
}

// block is the inside of a PEM block: text is the lines between BEGIN and END.
type block struct {
	paste
	label string
	want  structure
	ended bool // the END line is there
}

// about adds what the label and the start of the body tell.
func (b block) about(a Answer) Answer {
	kind, bits := peek(b.label, b.text)
	return a.about(kind, bits, b.want.private())
}

// peek reads kind and size from the start of a body that may be damaged.
func peek(label, body string) (Kind, int) {
	body = strings.Map(func(c rune) rune {
		if strings.ContainsRune(space, c) {
			return -1
		}
		return c
	}, body)
	der, _ := base64.StdEncoding.DecodeString(body[:min(len(body), 400)/4*4]) // as far as it goes
	if bits := modulusBits(der); bits > 0 {
		return RSA, bits
	}
	switch {
	case strings.HasPrefix(label, "RSA "):
		return RSA, 0
	case strings.HasPrefix(label, "EC "):
		return EC, 0
	}
	return "", 0
}

// decode gives the DER text of the block, or says what is wrong with the body.
func (b block) decode() ([]byte, *Answer) {
	refused := func(a Answer) ([]byte, *Answer) {
		a = b.about(a)
		return nil, &a
	}
	if strings.Contains(b.text, "Proc-Type:") && strings.Contains(b.text, "ENCRYPTED") { // RFC 1421 4.6.1.1
		return refused(keyEncrypted(""))
	}
	chars, fault := b.base64Chars()
	if fault != nil {
		return refused(*fault)
	}
	der, _ := base64.StdEncoding.DecodeString(chars[:len(chars)/4*4])
	needs, has := announced(der), len(chars)/4*3-strings.Count(chars, "=")
	short := fmt.Sprintf("It announces %s bytes, and about %s are there.", count(needs), count(has))
	switch {
	case !b.ended && needs > has:
		return refused(refuse(Truncated, "This key is cut off: its END line is missing. "+short, copyAgain))
	case !b.ended:
		return refused(refuse(Truncated, "This key is cut off: its END line is missing.", copyAgain))
	case chars == "":
		return refused(refuse(PEMEmpty, "There is nothing between the BEGIN and END lines.", copyAgain))
	case len(chars)%4 != 0:
		return refused(refuse(B64Length, fmt.Sprintf("The text between the BEGIN and END lines is not whole: it has %s characters, and base64 comes in groups of four.", count(len(chars))), copyAgain))
	case needs == 0:
		return refused(refuse(UnknownBinary, "The text between the BEGIN and END lines is not a key.", copyAgain))
	case needs > len(der):
		return refused(refuse(PEMBodyLength, fmt.Sprintf("%s bytes are missing in this key: it announces %s bytes, and %s are there.%s",
			count(needs-len(der)), count(needs), count(len(der)), wholeLines(needs-len(der))), copyAgain))
	case needs < len(der):
		return refused(refuse(DERTrailing, fmt.Sprintf("This key is followed by %s bytes that do not belong to it.", count(len(der)-needs)), copyAgain))
	}
	return der, nil
}

// wholeLines adds that the loss is a number of whole lines of 64 characters,
// which hold 48 bytes each.
func wholeLines(bytes int) string {
	switch {
	case bytes == 48:
		return " That is one line of 64 characters."
	case bytes%48 == 0:
		return fmt.Sprintf(" That is %d lines of 64 characters.", bytes/48)
	}
	return ""
}
