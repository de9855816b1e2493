package verify

import (
	"encoding/json"
	"fmt"
	"slices"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/token"
)

// Read imports a key that was given. An ID that comes with it is kept. A key that is not what the
// options want is kept as what it is: whether it made a token is found out by
// trying.
func Read(name string, text []byte, o importer.Options) Key {
	a := importer.ImportWith(text, o)
	if !a.Taken() && !o.Want.Equal(importer.Want{}) {
		o.Want = importer.Want{}
		a = importer.ImportWith(text, o)
	}
	k := keyOf(name, secret.New(text), asText(text, a, o))
	if set := setOf(text); len(set) == 1 && k.ID != "" {
		k.Set = []string{k.ID}
	}
	return k
}

// keyOf is the key of an answer, with what it says of itself.
func keyOf(name string, text secret.Bytes, a importer.Answer) Key {
	return Key{Name: name, ID: a.KeyID(), Trial: token.Trial{Text: text, Answer: a, Alg: a.Alg(), NotToSign: a.NotToSign()}}
}

// asText answers for a shared secret the question how it is meant: as the text that
// it is, freed of what stands around it. The other readings are tried as well.
func asText(text []byte, a importer.Answer, o importer.Options) importer.Answer {
	switch a.Code {
	case keys.HexOrText, keys.B64OrText, keys.TrailingNewline:
		o.Choose = 1
		if chosen := importer.ImportWith(text, o); chosen.Taken() {
			return chosen
		}
	}
	return a
}

// mostKeys is how many keys of one text are tried.
const mostKeys = 100

// Of is a key that is at hand already, by a name for sentences.
func Of(name string, k *keys.Key) Key {
	return Key{Name: name, Trial: token.Trial{
		Answer: importer.Answer{Verdict: importer.Accept, Key: k, Kind: k.Kind(), Bits: k.Bits(), Private: k.Private()},
	}}
}

// ReadAll is [Read] for a text that may hold several keys: a JWK Set, or PEM
// blocks one behind the other. Where there is one, or none, it is that of Read.
func ReadAll(name string, text []byte, o importer.Options) []Key {
	if set := setOf(text); len(set) > 1 {
		var list []Key
		for i, one := range set[:min(len(set), mostKeys)] {
			list = append(list, Read(fmt.Sprintf("%s, key %d", name, i+1), one, o))
		}
		ids := make([]string, len(list))
		for i, k := range list {
			ids[i] = k.ID
		}
		if !slices.Contains(ids, "") {
			for i := range list {
				list[i].Set = ids
			}
		}
		return list
	}
	whole := Read(name, text, o)
	if c := whole.Answer.Code; whole.Answer.Taken() || c != keys.MultipleKeys && c != keys.ChooseKey {
		return []Key{whole}
	}
	var list []Key
	for i, choice := range whole.Answer.Choices[:min(len(whole.Answer.Choices), mostKeys)] {
		chosen := o
		chosen.Choose = choice.ID
		if a := importer.ImportWith(text, chosen); a.Taken() {
			list = append(list, keyOf(fmt.Sprintf("%s, key %d", name, i+1), whole.Text, a))
		}
	}
	if len(list) == 0 {
		return []Key{whole}
	}
	return list
}

// setOf are the keys of a JWK Set (RFC 7517 section 5), nil for any other text.
func setOf(text []byte) []json.RawMessage {
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if json.Unmarshal(text, &set) != nil {
		return nil
	}
	return set.Keys
}
