package keys

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"playtoken/core/once"
)

// object is a JSON object by its exact member names; encoding/json would take
// a struct's names in any case.
type object map[string]json.RawMessage

func (o object) object(name string) (inner object) {
	_ = json.Unmarshal(o[name], &inner) // anything else than an object gives nil
	return inner
}

func (o object) text(name string) (s string) {
	_ = json.Unmarshal(o[name], &s) // anything else than a string gives ""
	return s
}

// maxJSON is how often JSON is opened that stands in a string of JSON, as in the
// answer of a store of secrets.
const maxJSON = 2

// jsonInCode is JSON behind a name: const jwk = {...}
var jsonInCode = once.Regexp(`^[\w $.:@-]{1,100}[=:(]\s*[{\[]`)

// json looks for a key in JSON: a JWK, a JWK Set, the answer of an API, a file of
// settings. It reports false when the text is no JSON.
func (r *reader) json(p paste) (Answer, bool) {
	text := strings.TrimRight(p.text, ",; \t\r\n")
	if inner, ok := jsonInString(text); ok && r.countWraps("JSON") < maxJSON {
		f := r.into("JSON")
		f.remark(remark{code: TakenFromJSON, warning: "The key was taken out of a JSON answer."})
		return f.json(paste{text: inner, line: 1, column: 1, inside: "JSON"})
	}
	if m := jsonInCode().FindString(text); m != "" {
		text = looseJWK(strings.TrimRight(text[len(m)-1:], ") \t"))
		if !json.Valid([]byte(text)) {
			return Answer{}, false
		}
		r.remark(remark{code: FixedSourceCode, repair: "source code"})
	}
	if loose := looseJWK(text); loose != text {
		text = loose
		r.remark(remark{code: FixedSourceCode, repair: "source code"})
	}
	if !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") {
		return Answer{}, false
	}
	if !json.Valid([]byte(text)) {
		unended := strings.HasPrefix(text, `{"`) && !strings.HasSuffix(text, "}")
		if unended && strings.Contains(text, `":`) {
			return refuse(Truncated, "This begins like a JSON answer, and is not a whole one.", "Copy the whole answer, or the value of privateKey alone."), true
		}
		return Answer{}, false
	}
	if r.countWraps("JSON") >= maxJSON && r.countWraps("base64") == 0 {
		return unknownText(), true
	}
	if name, double := doubled([]byte(text)); double {
		return refuse(JSONDuplicate, "This JSON has the member "+name+" twice in one object, and nobody can tell which one is meant.",
			"Remove one of the two, or copy the text again."), true
	}
	return r.inJSON([]byte(text)), true
}

// inJSON chooses among all that may be a key in whole JSON.
func (r *reader) inJSON(text []byte) Answer {
	var top object
	_ = json.Unmarshal(text, &top) // a list gives nil
	if isJWK(top) {
		return r.jwk(top)
	}
	if failed(top) {
		return apiError(top)
	}
	var list []object
	if json.Unmarshal(text, &list) == nil && len(list) == 1 {
		if failed(list[0]) {
			return apiError(list[0])
		}
	}
	w := walker{}
	w.walk(text, "", 0)
	switch {
	case len(w.jwks) == 1 && len(w.texts) == 0:
		return r.jwk(w.jwks[0])
	case len(w.jwks) > 0 && len(w.texts) == 0:
		return r.jwks(w.jwks)
	case len(w.jwks) > 0:
		r = r.into("JSON")
		r.remark(remark{code: TakenFromJSON, warning: "The key was taken out of a JSON answer."})
		return r.jwks(w.jwks)
	case len(w.texts) > 0:
		return r.textsInJSON(w.texts)
	case w.token:
		return refuse(IsToken, "There is a token in this JSON, and no key. A token is what a key signs.", "Open the token in the decoder, or paste the key that signed it.")
	case w.id:
		return refuse(IsKeyID, "This answer names a key by its ID and does not hold the key itself.",
			"The private key is sent once, when it is created. Paste that answer, or create a new key.")
	case seemsFailed(top):
		return apiError(top)
	case top["keys"] != nil:
		return refuse(Empty, "There is no key in this key set.", "Paste a set with a key in it.")
	}
	return refuse(UnknownBinary, "This is JSON, and there is no key in it that is read here.",
		"Paste the value of privateKey, or the whole answer that created the key.")
}

// textsInJSON reads the texts that may be keys.
func (r *reader) textsInJSON(texts []namedText) Answer {
	r = r.into("JSON")
	r.remark(remark{code: TakenFromJSON, warning: "The key was taken out of a JSON answer."})
	var list []candidate
	for _, t := range texts {
		list = append(list, candidate{label: t.name, read: func(r *reader) Answer {
			r.keyOnly = !secretName().MatchString(t.name)
			return r.read(paste{text: t.text, line: 1, column: 1, inside: "JSON"})
		}})
	}
	// A public key beside its private one is no stranger in an answer.
	own := r.fork()
	a := own.pick(list, ChooseKey)
	if len(list) > 1 && a.Taken() {
		for i, c := range list {
			f := r.fork()
			if got := c.read(f); got.Taken() && sameKey(got.Key, a.Key) && got.Private == a.Private {
				return list[i].read(r)
			}
		}
	}
	return a
}

func sameKey(a, b *Key) bool {
	return a.Kind() == b.Kind() && a.Fingerprint() == b.Fingerprint() && bytes.Equal(a.Secret().Reveal(), b.Secret().Reveal())
}

// failed reports whether an answer says that something went wrong.
func failed(o object) bool {
	return string(o["success"]) == "false" || o.object("error") != nil || o.text("error") != "" ||
		strings.EqualFold(o.text("status"), "error") || o["errors"] != nil || o["error_description"] != nil ||
		o["message"] != nil && (o["statusCode"] != nil || o["code"] != nil || o["status"] != nil || len(o) == 1)
}

// seemsFailed is failed for an answer that holds nothing that could be a key: then
// less is enough. A title and a status are those of RFC 9457.
func seemsFailed(o object) bool {
	for _, name := range []string{"message", "detail", "fault", "error", "error_code", "errorCode", "error_message", "errorMessage"} {
		if given := o[name]; given != nil && string(given) != "null" {
			return true
		}
	}
	return string(o["ok"]) == "false" || o["title"] != nil && o["status"] != nil
}

// apiError refuses an answer that says that something went wrong.
func apiError(o object) Answer {
	words := "This is an error answer of an API, not a key."
	for _, raw := range []json.RawMessage{o.object("error")["code"], o["statusCode"], o["status"], o["code"], o.object("data")["code"]} {
		var code int
		if json.Unmarshal(raw, &code) == nil && code > 0 {
			words = fmt.Sprintf("This is an error answer of an API (code %d), not a key.", code)
			break
		}
	}
	return refuse(IsAPIError, words, "Make the request again with a valid access token.")
}
