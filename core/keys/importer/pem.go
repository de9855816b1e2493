package importer

import (
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/damage"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/locks"
	"playtoken/core/keys/internal/text"
)

// maxBlocks is how many PEM blocks in one text are looked at.
const maxBlocks = 40

// block is a PEM block: input is what follows its BEGIN line, its body the lines up to
// its END line.
type block struct {
	input
	label    string
	begun    bool   // the BEGIN line is there
	endLabel string // what the END line names, "" where there is none
	cut      bool   // the text stops before the END line, or within it
	from, to int    // its place in the text
}

func readPEM(t input) (found, error) {
	t.Body, t.repairs = text.FixHeaders(t.Body, t.repairs)
	blocks := findBlocks(t)
	if len(blocks) == 0 {
		if known.IsElided(t.Body) {
			return found{}, known.Elided()
		}
		return found{}, keys.Refuse(keys.PEMLabelPair, "The BEGIN line of this key is missing, or not written as it should be.", keys.Damaged)
	}
	plain := t.repairs
	t = t.around(t.Body[:blocks[0].from], t.Body[blocks[len(blocks)-1].to:])
	var list []outcome
	for _, b := range blocks {
		if len(blocks) > 1 && strings.HasSuffix(b.label, " PARAMETERS") { // says nothing about a key
			continue
		}
		b.repairs = t.repairs
		f, err := readBlock(b)
		list = append(list, outcome{f, b.label, err})
	}
	if len(list) == 0 {
		blocks[0].repairs = plain
		return readBlock(blocks[0])
	}
	return pick(t, list, keys.MultipleKeys)
}

// findBlocks cuts a text at its BEGIN and END lines.
func findBlocks(t input) (list []block) {
	edges := text.EdgeLine().FindAllStringSubmatchIndex(t.Body, 2*maxBlocks)
	// edge takes one of them apart; behind the last one stands the end of the text.
	edge := func(i int) (word, label string, from, to int) {
		if i == len(edges) {
			return "", "", len(t.Body), len(t.Body)
		}
		e := edges[i]
		return t.Body[e[2]:e[3]], t.Body[e[4]:e[5]], e[0], e[1]
	}
	for i := range edges {
		word, label, from, begin := edge(i)
		if word == "END" {
			if i == 0 { // its BEGIN line is lost
				list = append(list, block{input: t.with(t.Body[:from]), label: label, endLabel: label, to: begin})
			}
			continue
		}
		word, end, stop, to := edge(i + 1)
		b := block{input: t, label: label, begun: true, from: from, to: stop}
		b.Paste = t.Skip(begin)
		b.Body = t.Body[begin:stop]
		if word == "END" {
			b.endLabel, b.to = end, to
		} else {
			rest := ""
			if mark := text.EndMark().FindStringIndex(b.Body); mark != nil {
				b.Body, rest = b.Body[:mark[0]], b.Body[mark[0]:]
			}
			b.cut = i+1 == len(edges) && strings.HasPrefix("-----END "+label+"-----", rest) // also when nothing is left
		}
		list = append(list, b)
	}
	return list
}

// about adds to a refusal what the label and the start of the body tell, unless more
// is known already.
func (b block) about(err error) error {
	if r := refusalOf(err); r.Kind == "" {
		kind, bits := damage.Peek(b.label, b.Body)
		r.About(kind, bits, der.Under(b.label).Private() || strings.Contains(b.label, "PRIVATE"))
	}
	return err
}

func readBlock(b block) (found, error) {
	if r, ok := der.CheckLabel(b.label).(*keys.Refusal); ok && (r.Code != keys.KeyTypeUnsupported || !b.keyInside()) {
		return found{}, r
	}
	switch {
	case known.IsElided(b.Body):
		return found{}, b.about(known.Elided())
	case known.PlaceholderBody().MatchString(b.Body):
		return found{}, keys.Refuse(keys.IsPlaceholder, "There is a placeholder between the BEGIN and END lines, and no key.", "Put the real key in its place.")
	case b.endLabel != "" && b.endLabel != b.label:
		return found{}, b.about(keys.Refuse(keys.PEMLabelPair, "The BEGIN and END lines of this key do not belong together. They may come from two keys.", keys.Damaged))
	case b.endLabel == "" && !b.cut:
		return found{}, b.about(keys.Refuse(keys.PEMLabelPair, "The END line of this key is missing, or not written as it should be.", keys.Damaged))
	case dekInfoLine().MatchString(b.Body):
		return readLockedBlock(b)
	case strings.Contains(b.Body, "Proc-Type:") && strings.Contains(b.Body, "ENCRYPTED"): // RFC 1421 4.6.1.1
		return found{}, b.about(locks.Unknown(""))
	}
	return readBody(b)
}

// readLockedBlock reads a block that names its lock in a line of its own.
func readLockedBlock(b block) (found, error) {
	info := dekInfoLine().FindStringSubmatch(b.Body)
	_, body, _ := strings.Cut(b.Body, info[0])
	data, ok := codec.Loose(body)
	if !ok {
		return found{}, b.about(keys.Refuse(keys.B64BadChar, "The text between the BEGIN and END lines is not base64.", keys.Damaged))
	}
	plain, err := locks.DEK(info[1], der.Under(b.label), data, b.opts.Password)
	if err == nil {
		return take(b.input, der.Under(b.label), plain)
	}
	if b.endLabel == "" && refusalOf(err).Question && !b.opts.Password.IsZero() {
		return found{}, b.about(keys.Refuse(keys.Truncated, "This key is cut off: its END line is missing, and no password opens what is there.", keys.Damaged))
	}
	return found{}, err
}

func readBody(b block) (found, error) {
	b, body, err := decode(b)
	if err != nil {
		return found{}, b.about(err)
	}
	t := b.input
	if !b.begun {
		t = t.note(keys.NoPEMHeader, "a lost BEGIN line")
	} else if b.endLabel == "" {
		t = t.note(keys.MissingFooter, "a lost END line")
	}
	if der.Announced(body) == 0 && !strings.HasPrefix(string(body), locks.OpenSSHMagic) && known.IsKey(string(body)) { // certutil -encode does that
		return readBytes(t.into("PEM", string(body)).note(keys.DoubleBase64, "BEGIN and END lines around a whole PEM"))
	}
	openSSH := strings.HasPrefix(string(body), locks.OpenSSHMagic)
	want, is := der.Under(b.label), der.Outline(body)
	if openSSH && b.label != "OPENSSH PRIVATE KEY" || is != der.Unknown && !der.LabelFits(b.label, is) {
		t = t.note(keys.LabelMismatch, "a BEGIN line that names another form of key")
	}
	switch {
	case openSSH, b.label == "OPENSSH PRIVATE KEY" && is == der.Unknown:
		return takeOpened(t.first(keys.Remark{Code: keys.IsOpenSSH, Warning: "This key was written by OpenSSH."}), "OpenSSH private key", body, locks.OpenSSH)
	case b.label == "SSH2 PUBLIC KEY":
		return readSSHWire(t, body)
	case want != der.Unknown && is == der.Unknown && der.Announced(body) == len(body):
		f, err := take(t, want, body) // says what is wrong with the numbers
		if err != nil {
			err = b.about(err)
		}
		return f, err
	}
	return readDER(t, body)
}

// keyInside reports whether a block whose label names nothing that is used here
// holds a key for all that: the label is misspelt, perhaps.
func (b block) keyInside() bool {
	inside, _ := codec.Loose(b.Body)
	return slices.Contains([]der.Structure{der.PKCS8, der.PKCS1, der.SEC1, der.SPKI}, der.Outline(inside))
}
