package keys

import "strings"

// maxBlocks is how many PEM blocks in one text are looked at.
const maxBlocks = 40

// block is a PEM block: paste is what follows its BEGIN line, text the lines up
// to its END line.
type block struct {
	paste
	label    string
	want     structure
	begun    bool   // the BEGIN line is there
	ended    bool   // the END line is there
	endLabel string // what it names
	cut      bool   // the text stops before the END line, or within it
	from, to int    // its place in the text
}

// pem reads a text with PEM blocks in it.
func (r *reader) pem(p paste) Answer {
	p.text = r.fixHeaders(p.text)
	blocks := findBlocks(p)
	if len(blocks) == 0 {
		if elidedMark().MatchString(p.text) {
			return elided()
		}
		return refuse(PEMLabelPair, "The BEGIN line of this key is missing, or not written as it should be.", copyAgain)
	}
	before := p.text[:blocks[0].from]
	after := p.text[blocks[len(blocks)-1].to:]
	around := surroundings(before, after)
	var list []candidate
	for _, b := range blocks {
		list = append(list, candidate{label: b.label, read: func(r *reader) Answer { return r.block(b) }})
		if len(blocks) > 1 && b.keyless() {
			list = list[:len(list)-1]
		}
	}
	if len(list) == 0 {
		return r.block(blocks[0])
	}
	if around != nil {
		r.remarkAround(*around)
	}
	return r.pick(list, MultipleKeys)
}

// keyless reports whether a block beside others says nothing about a key.
func (b block) keyless() bool { return strings.HasSuffix(b.label, " PARAMETERS") }

// findBlocks cuts a text at its BEGIN and END lines.
func findBlocks(p paste) (list []block) {
	edges := edgeLine().FindAllStringSubmatchIndex(p.text, 2*maxBlocks)
	for i, e := range edges {
		label := p.text[e[4]:e[5]]
		if p.text[e[2]:e[3]] == "END" {
			if i == 0 { // its BEGIN line is lost
				body := p
				body.text = p.text[:e[0]]
				list = append(list, block{paste: body, label: label, want: structures[label], ended: true, endLabel: label, to: e[1]})
			}
			continue
		}
		next := len(p.text)
		b := block{paste: p.skip(e[1]), label: label, want: structures[label], begun: true, from: e[0]}
		if i+1 < len(edges) {
			next = edges[i+1][0]
		}
		b.text, b.to = p.text[e[1]:next], next
		switch {
		case i+1 < len(edges) && p.text[edges[i+1][2]:edges[i+1][3]] == "END":
			b.ended, b.endLabel, b.to = true, p.text[edges[i+1][4]:edges[i+1][5]], edges[i+1][1]
		default:
			stop := len(b.text)
			if mark := endMark().FindStringIndex(b.text); mark != nil {
				stop = mark[0]
			}
			b.cut = i+1 == len(edges) && strings.HasPrefix("-----END "+label+"-----", b.text[stop:]) // also when nothing is left
			b.text = b.text[:stop]
		}
		list = append(list, b)
	}
	return list
}

// block reads one PEM block.
func (r *reader) block(b block) Answer {
	if a, ok := otherLabel(b.label); ok && !b.keyInside(a.Code) {
		return a
	}
	if elidedMark().MatchString(b.text) {
		return b.about(elided())
	}
	if placeholderBody().MatchString(b.text) {
		return refuse(IsPlaceholder, "There is a placeholder between the BEGIN and END lines, and no key.", "Put the real key in its place.")
	}
	switch {
	case b.ended && b.endLabel != b.label:
		return b.about(refuse(PEMLabelPair, "The BEGIN and END lines of this key do not belong together. They may come from two keys.", copyAgain))
	case !b.ended && !b.cut:
		return b.about(refuse(PEMLabelPair, "The END line of this key is missing, or not written as it should be.", copyAgain))
	}
	if info := dekInfoLine().FindStringSubmatch(b.text); info != nil {
		body := b.text[strings.Index(b.text, info[0])+len(info[0]):]
		data, ok := looseBase64(body)
		if !ok {
			return b.about(refuse(B64BadChar, "The text between the BEGIN and END lines is not base64.", copyAgain))
		}
		a := r.dekInfo(info[1], b.want, data)
		if !b.ended && a.Verdict == Ask && !r.opts.Password.IsZero() {
			return b.about(refuse(Truncated, "This key is cut off: its END line is missing, and no password opens what is there.", copyAgain))
		}
		return a
	}
	if strings.Contains(b.text, "Proc-Type:") && strings.Contains(b.text, "ENCRYPTED") { // RFC 1421 4.6.1.1
		return b.about(*unknownLock(""))
	}
	body, fault := r.decode(b)
	if fault != nil {
		return b.about(*fault)
	}
	if !b.begun {
		r.remark(remark{code: NoPEMHeader, repair: "a lost BEGIN line"})
	} else if !b.ended {
		r.remark(remark{code: MissingFooter, repair: "a lost END line"})
	}
	otherForm := remark{code: LabelMismatch, repair: "a BEGIN line that names another form of key"}
	is := outline(body)
	switch {
	case strings.HasPrefix(string(body), opensshMagic):
		if b.label != "OPENSSH PRIVATE KEY" {
			r.remark(otherForm)
		}
		return r.openssh(body)
	case b.label == "OPENSSH PRIVATE KEY" && is == unknown:
		return r.openssh(body)
	case b.label == "SSH2 PUBLIC KEY":
		return r.ssh2(body)
	case b.want != unknown && is == unknown && announced(body) == len(body):
		return b.about(r.take(b.want, body)) // says what is wrong with the numbers
	case is != unknown && !labelFits(b.label, is):
		r.remark(otherForm)
	}
	return r.der(body)
}

// keyInside reports whether a block whose label names nothing that is used here
// holds a key for all that: the label is misspelt, perhaps.
func (b block) keyInside(refusal Code) bool {
	if refusal != KeyTypeUnsupported {
		return false
	}
	der, _ := looseBase64(b.text)
	switch outline(der) {
	case pkcs8Private, pkcs1Private, sec1Private, spkiPublic:
		return true
	}
	return false
}
