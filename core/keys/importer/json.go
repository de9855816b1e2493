package importer

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/jwk"
	"playtoken/core/keys/internal/known"
	"playtoken/core/once"
)

// maxJSON is how often JSON is opened that stands in a string of JSON, as in the
// answer of a store of secrets.
const maxJSON = 2

// jsonInCode is JSON behind a name: const jwk = {...}
var jsonInCode = once.Regexp(`^[\w $.:@-]{1,100}[=:(]\s*[{\[]`)

// fromJSON is the remark on a key that stood among other things.
var fromJSON = keys.Remark{Code: keys.TakenFromJSON, Warning: "The key was taken out of a JSON answer."}

// readJSON looks for a key in JSON: a JWK, a JWK Set, the answer of an API, a file of
// settings.
func readJSON(t Text) (found, error) {
	body := strings.TrimRight(t.Body, ",; \t\r\n")
	if inner, ok := jsonInString(body); ok && t.times("JSON") < maxJSON {
		return readJSON(t.into("JSON", inner).remark(fromJSON))
	}
	const inCode = "source code"
	if m := jsonInCode().FindString(body); m != "" {
		body = looseJWK(strings.TrimRight(body[len(m)-1:], ") \t"))
		if !json.Valid([]byte(body)) {
			return found{}, errOther
		}
		t = t.note(keys.FixedSourceCode, inCode)
	}
	if loose := looseJWK(body); loose != body {
		body = loose
		t = t.note(keys.FixedSourceCode, inCode)
	}
	if !strings.HasPrefix(body, "{") && !strings.HasPrefix(body, "[") {
		return found{}, errOther
	}
	if !json.Valid([]byte(body)) {
		unended := strings.HasPrefix(body, `{"`) && !strings.HasSuffix(body, "}")
		if unended && strings.Contains(body, `":`) {
			return found{}, keys.Refuse(keys.Truncated, "This begins like a JSON answer, and is not a whole one.", "Copy the whole answer, or the value of privateKey alone.")
		}
		return found{}, errOther
	}
	if t.times("JSON") >= maxJSON && t.times("base64") == 0 {
		return found{}, known.Unknown()
	}
	if name, double := doubled([]byte(body)); double {
		return found{}, keys.Refuse(keys.JSONDuplicate, "This JSON has the member "+name+" twice in one object, and nobody can tell which one is meant.",
			"Remove one of the two, or copy the text again.")
	}
	return readInJSON(t.with(body))
}

// readInJSON chooses among all that may be a key in whole JSON.
func readInJSON(t Text) (found, error) {
	var top jwk.Object
	_ = json.Unmarshal([]byte(t.Body), &top) // a list gives nil
	if jwk.Is(top) {
		return readJWK(t, top)
	}
	if failed(top) {
		return found{}, apiError(top)
	}
	var list []jwk.Object
	if json.Unmarshal([]byte(t.Body), &list) == nil && len(list) == 1 && failed(list[0]) {
		return found{}, apiError(list[0])
	}
	w := walker{}
	w.walk([]byte(t.Body), "", 0)
	switch {
	case len(w.jwks) == 1 && len(w.texts) == 0:
		return readJWK(t, w.jwks[0])
	case len(w.jwks) > 0 && len(w.texts) == 0:
		return readJWKS(t, w.jwks)
	case len(w.jwks) > 0:
		return readJWKS(t.into("JSON", t.Body).remark(fromJSON), w.jwks)
	case len(w.texts) > 0:
		return readMembers(t.into("JSON", t.Body).remark(fromJSON), w.texts)
	case w.token:
		return found{}, keys.Refuse(keys.IsToken, "There is a token in this JSON, and no key. A token is what a key signs.", "Open the token in the decoder, or paste the key that signed it.")
	case w.id:
		return found{}, keys.Refuse(keys.IsKeyID, "This answer names a key by its ID and does not hold the key itself.",
			"The private key is sent once, when it is created. Paste that answer, or create a new key.")
	case seemsFailed(top):
		return found{}, apiError(top)
	case top["keys"] != nil:
		return found{}, keys.Refuse(keys.Empty, "There is no key in this key set.", "Paste a set with a key in it.")
	}
	return found{}, keys.Refuse(keys.UnknownBinary, "This is JSON, and there is no key in it that is read here.",
		"Paste the value of privateKey, or the whole answer that created the key.")
}

// readMembers reads the texts of a JSON document that may be keys. A public key beside
// its private one is no stranger there.
func readMembers(t Text, texts []namedText) (found, error) {
	var list []candidate
	all := make([]outcome, len(texts))
	for i, m := range texts {
		inner := t.with(m.text)
		inner.keyOnly = !secretName().MatchString(m.name)
		f, err := read(inner)
		if all[i].found = f; err != nil {
			all[i].err = refusalOf(err)
		}
		list = append(list, candidate{label: m.name})
	}
	if len(list) == 1 {
		if all[0].err != nil {
			return found{}, all[0].err
		}
		return all[0].found, nil
	}
	f, err := choose(t, list, all, keys.ChooseKey)
	if err != nil {
		return f, err
	}
	for _, o := range all {
		if o.taken() && sameKey(o.key, f.key) && o.key.Private() == f.key.Private() {
			return o.found, nil
		}
	}
	return f, err
}

// readJWK reads a JSON Web Key.
func readJWK(t Text, o jwk.Object) (found, error) {
	k, remarks, err := jwk.Read(o)
	if err != nil {
		return found{}, err
	}
	about := k.Remarks()
	if k.Kind() == keys.Secret {
		if n := k.Secret().Len(); t.opts.Want.Secret == ReadPASETO && n != pasetoKeySize {
			return found{}, lengthForPASETO(n, "a JSON Web Key")
		}
		about = strength(t.opts.Want, k.Secret().Reveal())
	}
	t.shape = "JWK"
	return finish(t, found{key: k, about: append(remarks, about...), form: t.form(der.Unknown)})
}

// readJWKS reads a JWK Set (RFC 7517 5), or several keys in any JSON.
func readJWKS(t Text, list []jwk.Object) (found, error) {
	if duplicateKid(list) {
		t = t.remark(keys.Remark{Code: keys.JWKSDuplicateKid, Warning: "Two keys of this set have the same kid, so a token that names it does not say which one signed it."})
	}
	var candidates []candidate
	for i, o := range list {
		label := "key " + strconv.Itoa(i+1)
		if kid := o.Text("kid"); kid != "" {
			label += ", kid " + shortKid(kid)
		}
		candidates = append(candidates, candidate{label: label, read: func() (found, error) { return readJWK(t, o) }})
	}
	f, err := pick(t, candidates, keys.ChooseKey)
	if r, ok := err.(*keys.Refusal); ok && r.Code == keys.ChooseKey {
		for _, m := range t.repairs {
			r.Also = append(r.Also, m.Code)
		}
	}
	return f, err
}

func duplicateKid(list []jwk.Object) bool {
	seen := map[string]bool{}
	for _, o := range list {
		kid := o.Text("kid")
		if kid != "" && seen[kid] {
			return true
		}
		seen[kid] = true
	}
	return false
}

// shortKid is a key ID as a label can hold it. It is not secret, but anybody can
// write anything into it.
func shortKid(kid string) string {
	quoted, _ := json.Marshal(kid[:min(len(kid), 40)]) // a string always marshals
	return string(quoted)
}

// failed reports whether an answer says that something went wrong.
func failed(o jwk.Object) bool {
	return string(o["success"]) == "false" || o.Object("error") != nil || o.Text("error") != "" ||
		strings.EqualFold(o.Text("status"), "error") || o["errors"] != nil || o["error_description"] != nil ||
		o["message"] != nil && (o["statusCode"] != nil || o["code"] != nil || o["status"] != nil || len(o) == 1)
}

// seemsFailed is failed for an answer that holds nothing that could be a key: then
// less is enough. A title and a status are those of RFC 9457.
func seemsFailed(o jwk.Object) bool {
	for _, name := range []string{"message", "detail", "fault", "error", "error_code", "errorCode", "error_message", "errorMessage"} {
		if given := o[name]; given != nil && string(given) != "null" {
			return true
		}
	}
	return string(o["ok"]) == "false" || o["title"] != nil && o["status"] != nil
}

// apiError refuses an answer that says that something went wrong.
func apiError(o jwk.Object) error {
	words := "This is an error answer of an API, not a key."
	for _, raw := range []json.RawMessage{o.Object("error")["code"], o["statusCode"], o["status"], o["code"], o.Object("data")["code"]} {
		var code int
		if json.Unmarshal(raw, &code) == nil && code > 0 {
			words = fmt.Sprintf("This is an error answer of an API (code %d), not a key.", code)
			break
		}
	}
	return keys.Refuse(keys.IsAPIError, words, "Make the request again with a valid access token.")
}
