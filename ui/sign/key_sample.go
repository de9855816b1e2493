package sign

import (
	"context"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// Sample fills the form with the IDs of a published example and a key made for
// the occasion.
func (k *Key) Sample() {
	effective := k.effective(k.platform)
	for _, f := range k.platform.Fields {
		if (f.Required || f.Name == platform.ID) && f.Applies(effective) && k.values[f.Name] == "" {
			k.values[f.Name] = sampleOf(f)
		}
	}
	request, _ := k.request(k.services.Now())
	_, problems := k.platform.Make(request)
	for _, pr := range problems { // asked for by what was filled in
		if f, ok := k.platform.Field(pr.Field); ok && pr.Missing {
			k.values[f.Name] = sampleOf(f)
		}
	}
	k.keyState = viewmodel.Key{Working: true}
	k.sign()
	type made struct {
		key *keys.Key
		err error
	}
	chosen := k.platform
	request, _ = k.request(k.services.Now())
	async.Run(&k.reading, func() made {
		key, err := sampleKey(chosen, request)
		return made{key, err}
	}, func(m made) {
		if m.err != nil {
			k.hold(nil, viewmodel.Key{Refused: true, Problem: "No sample key could be made: " + m.err.Error() + "."})
			return
		}
		k.hold(m.key, viewmodel.Key{
			Title: m.key.Title(), Fingerprint: m.key.ShortFingerprint(),
			Source: "Made just now as a sample; no platform knows it", Where: "this session",
		})
		k.sample = true
		k.services.Sampled()
	})
}

// samples are the IDs of a published example, for platforms that only hint at the
// form of theirs.
var samples = map[string]string{
	platform.KeyID: "b7158b65-302d-4fbd-9c48-503ca92bdd25",
	platform.ID:    "16af5b33-cf4d-4717-9b90-ce429a124455",
}

func sampleOf(f platform.Field) string {
	if sample := samples[f.Name]; f.Example == "" || strings.Contains(f.Example, "…") && sample != "" {
		return sample
	}
	return f.Example
}

// sampleKey makes the first kind of key that the form takes.
func sampleKey(pl *platform.Platform, r platform.Request) (k *keys.Key, err error) {
	for _, kind := range []keys.Type{keys.NewHex256, keys.NewPASETO, keys.NewEd25519, keys.NewP256, keys.NewP384, keys.NewRSA2048} {
		if k, err = keys.Generate(context.Background(), kind); err != nil {
			return nil, err
		}
		r.Key = k
		unfit := func(pr platform.Problem) bool { return pr.Field == platform.KeyField && !pr.Warning }
		if _, problems := pl.Make(r); !slices.ContainsFunc(problems, unfit) {
			return k, nil
		}
	}
	return k, nil
}
