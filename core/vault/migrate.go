package vault

import (
	"encoding/json"
	"encoding/pem"
	"fmt"
	"strconv"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// profile1 is a profile of schema 1, in the file or in an export. It had one
// secret, and kept the words for its key in place of facts.
type profile1 struct {
	Profile
	Values   map[string]string `json:"values"`
	Lifetime string            `json:"lifetime"`
	Key      struct {
		Label       string    `json:"name"`
		Words       string    `json:"kind"` // "RSA 2048, private"
		Fingerprint string    `json:"fingerprint"`
		PublicPEM   string    `json:"public_pem"`
		Role        Role      `json:"role"`
		Repairs     []string  `json:"repairs"`
		Created     time.Time `json:"created"`
	} `json:"key"`
	Secret *sealed `json:"secret"`
	Text   []byte  `json:"secret_text"`
}

// upgrade1 makes members of schema 2 out of those of schema 1.
func upgrade1(members map[string]json.RawMessage) error {
	list, err := listIn(members, "profiles")
	if err != nil {
		return err
	}
	for i, text := range list {
		var p profile1
		if err := json.Unmarshal(text, &p); err != nil {
			return err
		}
		next, err := p.upgraded()
		if err != nil {
			return err
		}
		if list[i], err = json.Marshal(next); err != nil {
			return err
		}
	}
	members["profiles"], err = json.Marshal(list)
	return err
}

// upgraded is the profile in schema 2. Two values that were no fields of a
// platform's form have places of their own now.
func (p profile1) upgraded() (exportedRecord, error) {
	next := exportedRecord{Profile: p.Profile}
	if p.Lifetime != "" {
		if err := next.Lifetime.UnmarshalText([]byte(p.Lifetime)); err != nil {
			return next, err
		}
	}
	if p.Values["lifetime"] == "none" && next.Lifetime == UsualLife {
		next.Lifetime = Endless
	}
	reading := map[string]Reading{"1": AsText, "2": AsBytes}[p.Values["secret_reading"]]
	delete(p.Values, "lifetime")
	delete(p.Values, "secret_reading")
	next.Settings = p.Values

	it := exportedItem{item: item{Seal: p.Secret}, Text: p.Text}
	it.Name, it.Label, it.Role, it.Repairs, it.Created = SigningKey, p.Key.Label, p.Key.Role, p.Key.Repairs, p.Key.Created
	it.Key = Key{Description: describe1(p.Key.Words), Fingerprint: p.Key.Fingerprint, PublicPEM: p.Key.PublicPEM, Reading: reading}
	if p.Secret != nil || p.Text != nil || it.Key != (Key{}) {
		next.Kept = []exportedItem{it}
	}
	return next, nil
}

// describe1 reads the words that schema 1 kept of a key: "P-256, public", "shared
// secret, 1,400 characters". Of what it has never written only the half is read.
func describe1(words string) keys.Description {
	name, half, _ := strings.Cut(words, ", ")
	d := keys.Description{Private: half == "private"}
	switch {
	case words == "":
	case name == "shared secret":
		size, unit, _ := strings.Cut(half, " ")
		n, _ := strconv.Atoi(strings.ReplaceAll(size, ",", ""))
		d = keys.Description{Kind: keys.Secret, Private: true}
		if strings.HasPrefix(unit, "character") {
			d.Characters = n
		} else {
			d.Bits = 8 * n
		}
	case name == "Ed25519":
		d.Kind, d.Bits = keys.Ed25519, 256
	case strings.HasPrefix(name, "P-"):
		d.Kind, d.Curve = keys.EC, name
		_, _ = fmt.Sscanf(name, "P-%d", &d.Bits)
	default:
		d.Kind = "other"
		if _, err := fmt.Sscanf(name, "RSA %d", &d.Bits); err == nil {
			d.Kind = keys.RSA
		}
	}
	return d
}

// associated1 is what schema 1 tied the secret of a profile to.
func associated1(profile string) []byte {
	return []byte("playtoken profile\x001\x00" + profile + "\x00secret")
}

// describes reports whether all that is known of a key is true of its secret: a private
// key in PKCS#8, the form in which schema 1 kept them all, or else a shared secret.
func (k Key) describes(text []byte) bool {
	a := importer.Import(text)
	if block, _ := pem.Decode(text); block == nil || !a.Taken() || a.Key.Kind() == keys.Secret {
		return k.Kind == keys.Secret && k.PublicPEM == "" && k.Fingerprint == ""
	}
	return k.Description == a.Key.Describe() && k.PublicPEM == a.Key.PublicPEM() && k.Fingerprint == a.Key.Fingerprint()
}
