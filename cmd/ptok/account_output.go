package main

import (
	"cmp"
	"strings"

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
)

// The JSON of ptok account, in the order of the contract.
type (
	listAnswer struct {
		Platform string       `json:"platform"`
		Host     string       `json:"host"`
		Keys     []listedJSON `json:"keys"`
	}
	listedJSON struct {
		ID        string `json:"id"`
		CreatedAt string `json:"created_at"`
		SavedHere bool   `json:"saved_here"`
	}
	keyAnswer struct {
		Platform  string `json:"platform"`
		Host      string `json:"host"`
		ID        string `json:"id"`
		CreatedAt string `json:"created_at"`
		PublicKey string `json:"public_key"`
	}
	madeJSON struct {
		Platform       string           `json:"platform"`
		Host           string           `json:"host"`
		ID             string           `json:"id"`
		CreatedAt      string           `json:"created_at"`
		Saved          string           `json:"saved"`
		File           string           `json:"file"`
		CheckedAgainst rotation.Against `json:"checked_against"`
		SPKI           string           `json:"spki_sha256"`
		Steps          []stepJSON       `json:"steps,omitempty"`

		profile, organization string // where it was saved and where it was made, for people
	}
	stepJSON struct {
		Step  string         `json:"step"`
		State rotation.State `json:"state"`
		At    string         `json:"at"`
	}
	deletedAnswer struct {
		Platform string `json:"platform"`
		Host     string `json:"host"`
		ID       string `json:"id"`
		Deleted  bool   `json:"deleted"`
		Remark   string `json:"remark"`
	}
	policyAnswer struct {
		Platform string `json:"platform"`
		Host     string `json:"host"`
		Policy   string `json:"policy"`
	}
	faultAnswer struct {
		Error faultJSON `json:"error"`
	}
	faultJSON struct {
		Code    account.Code `json:"code"`
		Status  int          `json:"status"`
		Message string       `json:"message"`
		Hint    string       `json:"hint"`
	}
)

func (a *accountUse) answerList(list []account.Key) {
	if a.json {
		answer := listAnswer{a.of.Name, a.client.Host(), []listedJSON{}}
		for _, k := range list {
			answer.Keys = append(answer.Keys, listedJSON{k.ID, moment(k.CreatedAt), rotation.Known(a.store, a.of.Name)(k.ID)})
		}
		a.writeJSON(answer)
		return
	}
	if len(list) == 0 {
		a.note(a.client.Host() + " has no signing key.")
		return
	}
	t := newTable(&a.out, "")
	t.row("KEY ID", "MADE", "SAVED HERE AS")
	for _, k := range list {
		t.row(k.ID, a.age(k), cmp.Or(a.savedAs(k.ID), "not saved here"))
	}
	t.flush()
	a.noteOrganization(list[0].Organization)
}

// noteOrganization says where a call went, at a platform that has organizations.
func (a *accountUse) noteOrganization(name string) {
	if name != "" {
		a.note("Organization: " + name + ".")
	}
}

// savedAs is the name of the profile that has the key of an ID, "" for none.
func (a *accountUse) savedAs(id string) string {
	for _, p := range a.store.List() {
		if p.Platform != a.of.Name {
			continue
		}
		if p.KeyID == id {
			return p.Name
		}
		for _, it := range p.Items {
			if it.KeyID == id && !it.Replaced.IsZero() {
				return p.Name + ", replaced"
			} else if it.KeyID == id {
				return p.Name + ", " + it.Name
			}
		}
	}
	return ""
}

func (a *accountUse) answerKey(k account.Key) {
	if a.json {
		a.writeJSON(keyAnswer{a.of.Name, a.client.Host(), k.ID, moment(k.CreatedAt), k.PublicPEM})
		return
	}
	if k.PublicPEM == "" {
		a.line(k.ID + "  " + a.age(k))
		return
	}
	a.out.WriteString(strings.TrimRight(k.PublicPEM, "\n") + "\n")
}

// made is the answer about a key that was made.
func (a *accountUse) made(m rotation.Made, tested rotation.Against, saved, file string) madeJSON {
	answer := madeJSON{
		Platform: a.of.Name, Host: a.client.Host(), ID: m.Key.ID, CreatedAt: moment(m.Key.CreatedAt),
		Saved: saved, File: file, CheckedAgainst: tested, profile: m.Profile.Name, organization: m.Key.Organization,
	}
	if m.Signer != nil {
		answer.SPKI = m.Signer.Fingerprint()
	}
	return answer
}

func (a *accountUse) answerMade(m madeJSON) {
	if a.json {
		a.writeJSON(m)
		return
	}
	where := "in the file of --out"
	if m.Saved == "vault" {
		where = "in the profile " + m.profile
	}
	switch m.ID {
	case "":
		a.note("The secret is " + where + ".")
	default:
		a.note("The key was made at " + m.Host + " and is " + where + ".")
		a.noteOrganization(m.organization)
		a.line(m.ID)
	}
	switch m.CheckedAgainst {
	case rotation.AgainstPlatform:
		a.note("A test token fits the public half that " + a.of.Label + " gives out.")
	case rotation.AgainstOwn:
		a.note("A test token fits the key's own public half. " + a.of.Label + " gives none out to compare with.")
	}
}

// answerPlan tells how a rotation stands.
func (a *accountUse) answerPlan(p vault.Profile, m rotation.Made) {
	plan, _ := rotation.Of(p, a.of.Rotation, a.Now())
	answer := a.made(m, m.Tested, "vault", "")
	if m.Item == "" { // made by an earlier run
		answer.ID, answer.SPKI = cmp.Or(plan.New.KeyID, p.Rotation.NewKeyID, p.KeyID), plan.New.Key.Fingerprint
		answer.CreatedAt = moment(plan.New.Created)
	}
	for _, s := range plan.Steps {
		answer.Steps = append(answer.Steps, stepJSON{s.Name, s.State, moment(s.At)})
	}
	if a.json {
		a.writeJSON(answer)
		return
	}
	t := newTable(&a.out, "")
	for _, s := range plan.Steps {
		when := ""
		if !s.At.IsZero() {
			when = clocks(s.At, a.Now(), a.Zone)
		}
		t.row(map[rotation.State]string{rotation.Done: "done", rotation.Now: "now", rotation.ToCome: "to come"}[s.State], rotation.Words(s, a.of, p), when)
	}
	t.flush()
	switch c := plan.Current(); c.Kind {
	case platform.StepWait, platform.StepDelete:
		a.note("--delete-old " + p.Rotation.OldKeyID + " deletes the old key at " + a.client.Host() + ", once its tokens have ended.")
	}
	a.note(rotation.Caveat)
	if a.of.Rotation.Old == platform.DieAtRotate {
		a.note("The secret of the whole project is a new one. Tokens and URLs signed with the old one may have stopped working.")
	}
}

func (a *accountUse) answerDeleted(id, remark string) {
	switch {
	case a.json:
		a.writeJSON(deletedAnswer{a.of.Name, a.client.Host(), id, true, remark})
	case remark != "":
		a.line(remark)
	default:
		a.line("Deleted at " + a.client.Host() + ": " + id + ". " + a.of.Rotation.OldText)
	}
}
