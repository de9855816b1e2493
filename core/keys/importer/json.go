package importer

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/doc"
	"playtoken/core/keys/internal/jwk"
	"playtoken/core/keys/internal/known"
	"playtoken/core/once"
)

// maxJSON is how often JSON is opened that stands in a string of JSON, as in the
// answer of a store of secrets.
const maxJSON = 2

// jsonInCode is JSON behind a name: const jwk = {...}
var jsonInCode = once.Regexp(`^[\w $.:@-]{1,100}[=:(]\s*[{\[]`)

// jsonInEnv is JSON in quotes behind the name of a setting: JWKS='{...}'
var jsonInEnv = once.Regexp("(?s)^(?:(?:export|set|ENV) )?[A-Za-z_][\\w.-]{0,80}[ \t]*[=:][ \t]*[\"'`]\\s*([{\\[].*[}\\]])\\s*[\"'`];?$")

// The remarks on a key that stood among other things.
var (
	fromJSON = keys.Remark{Code: keys.TakenFromJSON, Warning: "The key was taken out of a JSON answer."}
	fromYAML = keys.Remark{Code: keys.TakenFromYAML, Warning: "The key was taken out of YAML."}
)

// readJSON looks for a key in JSON: a JWK, a JWK Set, the answer of an API, a file of
// settings.
func readJSON(t input) (found, error) {
	body := strings.TrimRight(t.Body, ",; \t\r\n")
	if strings.HasPrefix(body, `"{`) || strings.HasPrefix(body, `"[`) { // put into a string once more
		if inner, _ := doc.JSON(body); inner != nil && t.times("JSON") < maxJSON {
			return readJSON(t.into("JSON", inner.Text).remark(fromJSON))
		}
	}
	if m := jsonInEnv().FindStringSubmatch(body); m != nil {
		for _, inner := range []string{m[1], strings.ReplaceAll(m[1], `\"`, `"`)} {
			if json.Valid([]byte(inner)) {
				body = inner
				t = t.note(keys.FixedEnvLine, "the name in front of the key")
				break
			}
		}
	}
	behind := jsonInCode().FindString(body)
	if behind != "" {
		body = strings.TrimRight(body[len(behind)-1:], ") \t")
	}
	loose := looseJWK(body)
	if behind != "" && !json.Valid([]byte(loose)) {
		return found{}, errOther
	}
	if behind != "" || loose != body {
		t = t.note(keys.FixedSourceCode, "source code")
	}
	body = loose
	if !strings.HasPrefix(body, "{") && !strings.HasPrefix(body, "[") {
		return found{}, errOther
	}
	root, doubled := doc.JSON(body)
	switch {
	case root == nil && strings.HasPrefix(body, `{"`) && !strings.HasSuffix(body, "}") && strings.Contains(body, `":`):
		return found{}, keys.Refuse(keys.Truncated, "This begins like a JSON answer, and is not a whole one.", "Copy the whole answer, or the value of privateKey alone.")
	case root == nil:
		return found{}, errOther
	case t.times("JSON") >= maxJSON && t.times("base64") == 0:
		return found{}, known.Unknown()
	case doubled != "":
		return found{}, keys.Refuse(keys.JSONDuplicate, fmt.Sprintf("This JSON has the member %q twice in one object, and nobody can tell which one is meant.", doubled[:min(len(doubled), 20)]),
			"Remove one of the two, or copy the text again.")
	}
	return readInJSON(t.with(body), root)
}

// object is an object of JSON by its members. One that is null is not there: so some
// clouds write what a key does not have. A JWK of .NET has the names in capitals.
func object(n *doc.Node) (o jwk.Object) {
	_ = json.Unmarshal(n.Raw, &o) // anything else than an object gives nil
	maps.DeleteFunc(o, func(_ string, raw json.RawMessage) bool { return string(raw) == "null" })
	if o["Kty"] != nil {
		for name, raw := range maps.Clone(o) {
			o[strings.ToLower(name)] = raw
		}
	}
	return o
}

// readInJSON chooses among all that may be a key in whole JSON.
func readInJSON(t input, root *doc.Node) (found, error) {
	top := object(root)
	if jwk.Is(top) {
		return readJWK(t, top)
	}
	if f, err := readParameters(t, top); err != errOther {
		return f, err
	}
	if b, ok := bytesOf(root); ok {
		return readPrinted(t, b)
	}
	if root.Kind == doc.List && len(root.Kids) == 1 {
		top = object(root.Kids[0])
	}
	if failed(top) {
		return found{}, apiError(top)
	}
	w := gather(root)
	if len(w.keys) > 0 || len(w.secrets) > 0 || len(w.jwks) > 0 && w.nested {
		t = t.into("JSON", t.Body).remark(fromJSON)
	}
	switch {
	case len(w.jwks) > 0:
		return readJWKS(t, w)
	case len(w.keys) > 0 || len(w.secrets) > 0:
		return readMembers(t, w)
	case w.reference != nil:
		return found{}, w.reference
	case w.token:
		return found{}, keys.Refuse(keys.IsToken, "There is a token in this JSON, and no key. A token is what a key signs.", "Open the token in the decoder, or paste the key that signed it.")
	case w.named:
		return found{}, keys.Refuse(keys.IsKeyID, "This answer names a key by its ID and does not hold the key itself.",
			"The private key is sent once, when it is created. Paste that answer, or create a new key.")
	case root.Kind == doc.Object && seemsFailed(top):
		return found{}, apiError(top)
	case root.Kid("keys") != nil:
		return found{}, keys.Refuse(keys.Empty, "There is no key in this key set.", "Paste a set with a key in it.")
	}
	return found{}, keys.Refuse(keys.UnknownBinary, "This is JSON, and there is no key in it that is read here.",
		"Paste the value of privateKey, or the whole answer that created the key.")
}

func readJWK(t input, o jwk.Object) (found, error) {
	k, remarks, err := jwk.Read(o)
	if err != nil {
		return found{}, err
	}
	about := k.Remarks()
	says := jwk.Says(o)
	if m, ok := says.Remark(); ok {
		remarks = append(remarks, m)
	}
	if k.Kind() == keys.Secret {
		if n := k.Secret().Len(); t.opts.Want.Secret == ReadPASETO && n != pasetoKeySize {
			return found{}, lengthForPASETO(n, "a JSON Web Key")
		}
		about = strength(t.opts.Want, k.Secret().Reveal())
	}
	t.shape = "JWK"
	return finish(t, found{key: k, about: append(remarks, about...), form: t.form(der.Unknown), id: says.Kid, says: says})
}

// mostGuessed is how much of keys without primes is looked at behind the first one, in
// characters of their moduli.
const mostGuessed = 700

// readJWKS reads a JWK Set (RFC 7517 5), or the keys in any JSON.
func readJWKS(t input, w gathered) (found, error) {
	var list []jwk.Object
	for _, n := range w.jwks {
		list = append(list, object(n))
	}
	double, mixed := jwk.OfSet(list)
	if double != nil {
		t = t.remark(*double)
	}
	var all []outcome
	effort := 0
	for i, o := range list {
		if i > 0 && o["d"] != nil && o["p"] == nil { // its primes have to be computed
			if effort += len(o["n"]); effort > mostGuessed {
				continue
			}
		}
		label := "key " + strconv.Itoa(i+1)
		if kid := o.Text("kid"); kid != "" { // not secret, but anybody can write anything into it
			label += fmt.Sprintf(", kid %q", kid[:min(len(kid), 40)])
		}
		f, err := readJWK(t, o)
		f.at = w.jwks[i]
		all = append(all, outcome{f, label, err})
	}
	f, err := pick(t, all, keys.ChooseKey)
	if mixed != nil {
		f.repairs = keys.Note(f.repairs, *mixed)
	}
	if r, ok := err.(*keys.Refusal); ok && r.Code == keys.ChooseKey {
		for _, m := range t.repairs {
			r.Also = append(r.Also, m.Code)
		}
	}
	return w.beside(f), err
}

func failed(o jwk.Object) bool {
	return string(o["success"]) == "false" || o.Object("error") != nil || o.Text("error") != "" ||
		strings.EqualFold(o.Text("status"), "error") || o["errors"] != nil && string(o["errors"]) != "[]" || o["error_description"] != nil ||
		o["message"] != nil && (o["statusCode"] != nil || o["code"] != nil || o["status"] != nil || len(o) == 1)
}

// seemsFailed is failed for an answer that holds nothing that could be a key: then
// less is enough. A title and a status are those of RFC 9457.
func seemsFailed(o jwk.Object) bool {
	names := []string{"message", "detail", "fault", "error", "error_code", "errorCode", "error_message", "errorMessage"}
	return slices.ContainsFunc(names, func(name string) bool { return o[name] != nil }) ||
		string(o["ok"]) == "false" || o["title"] != nil && o["status"] != nil
}

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

// What JavaScript and Python allow in an object and JSON does not.
var (
	codeComment = once.Regexp(`(?m)^[ \t]*(?://|#)[^\n]*\n|/\*[^*]*\*/`)
	singleText  = once.Regexp(`'([^'"\\\n]*)'`)
	bareName    = once.Regexp(`([{,]\s*)([A-Za-z_]\w{0,40})\s*:`)
	lastComma   = once.Regexp(`,(\s*[}\]])`)
)

// looseJWK writes a JSON Web Key as JSON that stands as an object of JavaScript or
// Python. Any other text is left as it is.
func looseJWK(text string) string {
	if !strings.Contains(text, "kty") || json.Valid([]byte(text)) {
		return text
	}
	loose := singleText().ReplaceAllString(codeComment().ReplaceAllString(text, ""), `"$1"`)
	loose = strings.TrimSpace(lastComma().ReplaceAllString(bareName().ReplaceAllString(loose, `$1"$2":`), "$1"))
	if !json.Valid([]byte(loose)) {
		return text
	}
	return loose
}
