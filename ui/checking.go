package ui

import (
	"context"

	"playtoken/assets"
	"playtoken/core/edge"
	"playtoken/core/keys"
	"playtoken/core/ownfile"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/probe"
	"playtoken/core/verify"
	"playtoken/ui/check"
	"playtoken/ui/why"
)

// checkServices are what the Check screen needs.
func (p *App) checkServices() check.Services {
	var looks []probe.Look
	return check.Services{
		Now: p.out.Now, Zone: p.out.Zone, Do: p.out.Do, After: p.out.After,
		Copy: p.out.Copy, CopyToken: p.out.CopyToken, Toast: p.toast.Say, Fail: p.toast.Fail, Open: p.out.Open,
		Why: func(playable string) {
			p.Show(atWhy)
			p.why.Presenter().Paste.Take(playable)
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
		Keys: p.saved.toTry, Skew: p.out.Settings.Skew,
		Start: p.out.StartEdge, Edge: edge.Config{Page: assets.Player(), Sample: assets.Sample()},
		Set:        p.saved.edgeSet,
		MasterOnly: func(pl *platform.Platform) bool { return pl.Edge != nil && pl.Edge.EveryRequest },
		Wanting:    p.wanting,
		Sample:     sampleSigner,
		OpenIn:     func() []check.Player { return players(p.out, p.toast.Fail) }, SaveFile: p.files.save,
	}
}

// offer puts the URL on Check that stands on the screen one comes from.
func (p *App) offer(c *check.Presenter) {
	if p.offers == atWhy {
		if playable, reads := p.why.Presenter().Playable(); reads {
			c.Offer(playable, "the Why? screen")
			return
		}
	}
	c.Offer(p.sign.Presenter().URLs.Stream(), "the Sign screen")
}

// players are those of this computer.
func players(out Outside, fail func(string)) (list []check.Player) {
	if out.Players == nil {
		return nil
	}
	for _, one := range out.Players() {
		list = append(list, check.Player{Name: one.Name, Open: func(playable string) {
			one.Play(playable, func(err error) {
				if err != nil {
					out.Do(func() { fail(one.Name + " did not play it: " + ownfile.Reason(err)) })
				}
			})
		}})
	}
	return list
}

func sameRequest(a, b probe.Request) bool {
	return a.URL == b.URL && a.Referer == b.Referer && a.Origin == b.Origin && a.UserAgent == b.UserAgent
}

// wanting is why the form on Sign has no key.
func (p *App) wanting() check.Wanting {
	if p.sign.Presenter().Key.Locked() {
		return check.Wanting{Locked: true, Do: p.safe.unlock}
	}
	return check.Wanting{Profiles: p.form.id == "" && len(p.book.List()) > 0, Do: func() { p.Show(atSign) }}
}

// sampleSigner makes a key for a first try, at the platform that is offered first.
func sampleSigner() (check.Sample, error) {
	s, err := edge.NewSigner(context.Background(), all.Platforms()[0], nil)
	if err != nil {
		return check.Sample{}, err
	}
	return check.Sample{Signer: s, Key: verify.Of(s.Name, s.Key)}, nil
}

// signKey is the key on the form on Sign, with its ID.
type signKey struct {
	key *keys.Key
	id  string
}

// signKeyChanged tells the other screens which key the form on Sign holds, nil for none.
func (p *App) signKeyChanged(k *keys.Key, id string) {
	p.signKey = signKey{k, id}
	p.why.tell(func(w *why.Presenter) { w.Keys.SetSignKey(k, id) })
	p.check.tell((*check.Presenter).KeysChanged)
}

// sampled plays the sample, once the form on Sign is filled with one.
func (p *App) sampled() {
	if len(p.saved.edgeSet(false).Signers) > 0 {
		p.check.Presenter().Sample()
	}
}
