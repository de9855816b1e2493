package ui

import (
	"context"

	"playtoken/assets"
	"playtoken/core/edge"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/probe"
	"playtoken/core/verify"
	"playtoken/ui/check"
)

// checkServices are what the Check screen needs.
func (p *App) checkServices() check.Services {
	var looks []probe.Look
	return check.Services{
		Now: p.out.Now, Zone: p.out.Zone, Do: p.out.Do, After: p.out.After,
		Copy: p.out.Copy, CopyToken: p.out.CopyToken, Toast: p.toast.Say, Fail: p.toast.Fail, Open: p.out.Open,
		Why: func(playable string) {
			p.Show(showsWhy)
			p.why.Presenter().Paste(playable)
		},
		Asker: p.out.Asker,
		Trials: func(refused *probe.Answer) (list []check.Trial) {
			looks = probe.Compare(refused, "")
			for _, l := range looks {
				list = append(list, check.Trial{Name: l.Name, Request: l.Request})
			}
			return list
		},
		Compared: func(before, after *probe.Answer) string {
			for _, l := range looks {
				if sameRequest(l.Request, after.Request) {
					return l.Beside(before, after)
				}
			}
			return ""
		},
		Keys: p.keysToTry, Skew: p.out.Settings.Skew,
		Start: p.out.StartEdge, Edge: edge.Config{Page: assets.Player(), Sample: assets.Sample()},
		Set:        p.edgeSet,
		MasterOnly: func(pl *platform.Platform) bool { return pl.Edge != nil && pl.Edge.EveryRequest },
		Sample:     sampleSigner,
		OpenIn:     p.out.Players, SaveFile: p.saveFile,
	}
}

func sameRequest(a, b probe.Request) bool {
	return a.URL == b.URL && a.Referer == b.Referer && a.Origin == b.Origin && a.UserAgent == b.UserAgent
}

// keysToTry are the saved keys, and the one of the form on Sign.
func (p *App) keysToTry() []verify.Key {
	list := p.saved.list
	if pl, values, k := p.sign.Presenter().Signer(); k != nil {
		own := verify.Key{Name: "the form on Sign", ID: values[platform.KeyID]}
		own.Key, own.Held = k, true
		own.Settings = pl.SettingsFor(values)
		list = append([]verify.Key{own}, list...)
	}
	return list
}

// edgeSet is what the local edge verifies with, which is what tokens are tried with
// everywhere, and signs with: the form on Sign.
func (p *App) edgeSet(masterOnly bool) edge.Set {
	s := edge.Set{Keys: p.saved.list, MasterOnly: masterOnly}
	if pl, values, k := p.sign.Presenter().Signer(); k != nil && pl.Edge != nil {
		s.Signers = []edge.Signer{{Platform: pl, Values: values, Key: k, Name: "the form on Sign"}}
	}
	return s
}

// sampleSigner makes a key for a first try, at the platform that is offered first.
func sampleSigner() (check.Sample, error) {
	k, err := keys.Generate(context.Background(), keys.NewRSA2048)
	if err != nil {
		return check.Sample{}, err
	}
	s := edge.Signer{Platform: firstPlatform(), Key: k, Name: "a sample key"}
	own := verify.Key{Name: s.Name}
	own.Key, own.Held = k, true
	return check.Sample{Signer: s, Key: own}, nil
}
