package keys

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"
)

// This file reads base64 that is written in a rarer way: in the other alphabet,
// with spaces in it, more times over than is opened.

// base64URL opens the other alphabet, in which DER and JSON are met without
// padding.
func (r *reader) base64URL(text string) (Answer, bool) {
	if len(text)%4 == 0 && !strings.ContainsAny(text, "-_") {
		return Answer{}, false
	}
	der, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(text, "="))
	cut := strings.ContainsAny(text, "-_") && startsAsKey(der) && announced(der) > len(der)
	if err != nil || outline(der) == unknown && !cut && !(der[0] == '{' && json.Valid(der)) && !bytes.HasPrefix(der, gzipMagic) {
		return Answer{}, false
	}
	if r.countWraps("base64") >= maxBase64 {
		return unknownText(), true
	}
	r = r.into("base64")
	if outline(der) == unknown && !cut {
		return r.bytes(der), true
	}
	r.remark(remark{code: NoPEMHeader, repair: "lost BEGIN and END lines"})
	return r.bytes(der), true
}

// withoutSpaces reads base64 with spaces and tabs in it, if it is whole without
// them, or with a "+" for each space.
func (r *reader) withoutSpaces(p paste) (Answer, bool) {
	text, m := p.unspace()
	if m == nil {
		text, m = blankless.Replace(text), &remark{code: FixedSpaces, repair: "spaces"}
	}
	if len(text) == len(p.text) && text == p.text || len(text)*20 < len(p.text)*19 {
		return Answer{}, false
	}
	p.text = text
	chars, fault := p.base64Chars()
	if fault != nil || len(chars)%4 != 0 || !r.fork().inBase64(chars).Taken() {
		return Answer{}, false
	}
	r.remark(*m)
	return r.inBase64(chars), true
}

var blankless = strings.NewReplacer(" ", "", "\t", "")

// deepBase64 reports whether a text is base64 of a key more times over than are
// opened. It is no shared secret.
func deepBase64(text string) bool {
	for range maxLayers {
		inside, ok := looseBase64(text)
		if !ok || len(inside) < minBase64 {
			return false
		}
		if text = string(inside); isKeyLike(text) {
			return true
		}
	}
	return false
}
