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

// Read imports a key that was given. An ID that comes with it is kept: the kid
// of a JWK, the ID in the answer of a platform's API. A key that is not what the
// options want is kept as what it is: whether it made a token is found out by
// trying.
func Read(name string, text []byte, o importer.Options) Key {
	k := Key{Name: name, Trial: token.Trial{Text: secret.New(text), Answer: importer.ImportWith(text, o)}}
	if !k.Answer.Taken() && !o.Want.Equal(importer.Want{}) {
		o.Want = importer.Want{}
		k.Answer = importer.ImportWith(text, o)
	}
	k.Answer = asText(text, k.Answer, o)
	var c carrier
	if json.Unmarshal(text, &c) == nil {
		k.ID = c.id()
		if len(c.Keys) == 1 && k.ID == "" {
			var inner carrier
			_ = json.Unmarshal(c.Keys[0], &inner)
			c.jwk, k.ID = inner.jwk, inner.id()
			if k.ID != "" {
				k.Set = []string{k.ID}
			}
		}
		if c.Kty != "" {
			k.Alg, k.NotToSign = c.Alg, c.notToSign()
		}
	}
	return k
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

// ReadAll is [Read] for a text that may hold several keys: a JWK Set, or PEM
// blocks one behind the other. Where there is one, or none, it is that of Read.
func ReadAll(name string, text []byte, o importer.Options) []Key {
	whole := Read(name, text, o)
	var c carrier
	if json.Unmarshal(text, &c) == nil && len(c.Keys) > 1 {
		var list []Key
		for i, one := range c.Keys[:min(len(c.Keys), mostKeys)] {
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
	if c := whole.Answer.Code; whole.Answer.Taken() || c != keys.MultipleKeys && c != keys.ChooseKey {
		return []Key{whole}
	}
	var list []Key
	for i, choice := range whole.Answer.Choices[:min(len(whole.Answer.Choices), mostKeys)] {
		chosen := o
		chosen.Choose = choice.ID
		if a := importer.ImportWith(text, chosen); a.Taken() {
			list = append(list, Key{Name: fmt.Sprintf("%s, key %d", name, i+1), Trial: token.Trial{Text: whole.Text, Answer: a}})
		}
	}
	if len(list) == 0 {
		return []Key{whole}
	}
	return list
}

// carrier is JSON that a key comes in: a JWK, a set of them, the answers of the
// APIs of FastPix and Bitmovin.
type carrier struct {
	jwk
	Keys []json.RawMessage `json:"keys"`
	ids
	Data struct {
		ids
		Result ids `json:"result"`
	} `json:"data"`
	Result ids `json:"result"`
}

// jwk is what a JWK says of itself.
type jwk struct {
	Kty    string   `json:"kty"`
	Kid    string   `json:"kid"`
	Alg    string   `json:"alg"`
	Use    string   `json:"use"`
	KeyOps []string `json:"key_ops"`
}

// notToSign is the member by which it says that it is for no signatures, "" for none.
func (k jwk) notToSign() string {
	isForThem := func(op string) bool { return op == "sign" || op == "verify" }
	switch {
	case k.Use != "" && k.Use != "sig":
		return "use"
	case len(k.KeyOps) > 0 && !slices.ContainsFunc(k.KeyOps, isForThem):
		return "key_ops"
	}
	return ""
}

type ids struct {
	ID           string `json:"id"`
	SigningKeyID string `json:"signingKeyId"`
	KeyID        string `json:"keyId"`
}

func (c carrier) id() string {
	for _, id := range []string{
		c.Kid, c.Data.SigningKeyID, c.Data.ID, c.Data.KeyID, c.Data.Result.KeyID, c.Result.KeyID,
		c.SigningKeyID, c.KeyID, c.ID,
	} {
		if id != "" {
			return id
		}
	}
	return ""
}
