package ui

import (
	"context"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/vault"
)

func keyOf(t *testing.T, text string) *keys.Key {
	t.Helper()
	a := keys.Import([]byte(text))
	if !a.Taken() {
		t.Fatal(a.Message)
	}
	return a.Key
}

// saveKey saves a key as a profile of its own.
func (d *desk) saveKey(name string, k *keys.Key, p vault.Profile, repairs ...string) {
	d.t.Helper()
	p.Name = name
	d.p.book.SaveKey(p, k, repairs, func(_ vault.Profile, err error) {
		if err != nil {
			d.t.Error(err)
		}
	})
	d.settle()
}

// keysOfAllKinds goes to Keys with a few keys saved.
func (d *desk) keysOfAllKinds() {
	d.t.Helper()
	made := func(kind keys.Type) *keys.Key {
		k, err := keys.Generate(context.Background(), kind)
		if err != nil {
			d.t.Fatal(err)
		}
		return k
	}
	d.p.Show(2)
	d.saveKey("Shop production", keyOf(d.t, string(published(d.t))), vault.Profile{Platform: "fastpix", KeyID: keyID, Key: vault.Key{Role: vault.Primary}},
		"escaped line ends", "quotes")
	d.saveKey("Live events", keyOf(d.t, publicHalf(d.t)), vault.Profile{Platform: "bitmovin"})
	d.saveKey("Own service", made(keys.NewP256), vault.Profile{SessionOnly: true})
	d.saveKey("Archive CDN", made(keys.NewEdgecast), vault.Profile{Platform: "edgecast"})
	d.chooseKey("Shop production")
}

// chooseKey chooses a key by its name.
func (d *desk) chooseKey(name string) {
	d.t.Helper()
	for i, item := range d.p.keys.Presenter().State().Items {
		if item.Name == name {
			d.p.keys.Presenter().Choose(i)
			return
		}
	}
	d.t.Fatalf("there is no key %q", name)
}
