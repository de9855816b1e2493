package keys

import (
	"slices"
	"strings"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/rotation"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// Detail is the card of the chosen key.
type Detail struct {
	p               *Presenter
	public, private int    // forms
	disarming       func() // stops the timer while the private half is armed
}

// DetailState is what the card says; Kind is empty where no key is chosen.
type DetailState struct {
	Name, Tag                                string // the tag is the platform
	Kind, Made, KeyID, Fingerprint, Repaired string
	Home                                     string
	Saved                                    string // when it came to Playtoken: "saved today 12:04"
	Role                                     int    // one of Roles
	CanRole                                  bool
	RoleText, RoleMore                       string // in the place of a choice

	Signs    bool // whether its profile signs with it
	Shared   bool // whether the key is a shared secret: it has no public half
	Form     int  // of the public half, one of PublicForms
	Public   string
	Private  bool
	PrivForm int // of the private half, one of PrivateForms or SecretForms
	Armed    bool
	Shut     bool // the private half is under lock, Sealed by a passphrase
	Sealed   bool
}

func (d *Detail) shown(r row) DetailState {
	if !r.isKey() {
		return DetailState{Name: r.account.Name, Tag: label(r.platform)}
	}
	now, zone := d.p.services.Now(), d.p.services.Zone
	s := DetailState{
		Name: r.name(zone), Tag: label(r.platform), KeyID: r.keyID(), Fingerprint: r.item.Key.Fingerprint,
		Kind: words.UpperFirst(r.item.Key.Title()), Home: homes[r.item.Home], Repaired: repaired(r.item.Repairs),
		Signs: r.signs(), Shared: r.shared(), Private: r.item.Home != vault.NoSecret,
		Form: d.public, PrivForm: d.private, Armed: d.disarming != nil,
	}
	vaultNow := d.p.services.Book.State()
	s.Shut = s.Private && vaultNow.Locked && r.item.Home != vault.ThisSession
	s.Sealed = vaultNow.Home == vault.UnderPassphrase
	if s.Private && !r.item.Saved.IsZero() && r.item.Home != vault.ThisSession {
		s.Saved = "saved " + dayTime(r.item.Saved, now, zone)
	}
	if !r.item.Created.IsZero() {
		s.Made = "made " + ago(r.item.Created, now, zone)
	}
	if names := d.p.List.sameKey(r); len(names) > 0 {
		s.Made = strings.TrimPrefix(s.Made+", the same key as "+words.List(names), ", ")
	}
	switch {
	case r.item.Proof == vault.Broken:
		s.Saved = ""
		s.Home = "not to be opened: the file was changed, by somebody or something else than Playtoken"
	case r.item.Proof == vault.Unproven && r.item.Key.PublicPEM != "":
		s.Home += viewmodel.Either(vaultNow.Locked, "; its public half is compared with it once you unlock", "; its public half could not be compared with it")
	}
	s.Role, s.CanRole = roleNumber(r.item.Role), r.signs() && hasRoles(r)
	if s.CanRole {
		s.RoleMore = roleNotes[s.Role]
	} else {
		s.RoleText, s.RoleMore = d.role(r)
	}
	if k := d.p.halves.Of(r.item); k != nil {
		s.Public = publicText(k, d.public, s.KeyID)
	}
	return s
}

// hasRoles reports whether the platform has a primary and a backup key, or may have them.
func hasRoles(r row) bool {
	of := platformOf(r.platform)
	return r.item.Role != vault.NoRole || of == nil || of.Generic || of.Rotation != nil && of.Rotation.Old == platform.DieAtDeploy
}

// role words what a key is for where there is nothing to choose.
func (d *Detail) role(r row) (text, more string) {
	zone := d.p.services.Zone
	switch {
	case !r.item.Replaced.IsZero():
		by := ""
		if r.profile.KeyID != "" {
			by = " by " + platform.ShortID(r.profile.KeyID)
		}
		return "replaced on " + date(r.item.Replaced, d.p.services.Now(), zone) + by, "kept to explain its tokens"
	case r.item.Name == vault.BackupKey:
		return "the next key of " + r.profile.Name, ""
	case r.profile.ID == d.p.services.InUse():
		text = "signs by default: it is in use on Sign"
	default:
		text = "signs for " + r.profile.Name
	}
	switch {
	case r.olds == 1:
		more = "replaces " + d.p.List.old(r.profile)
	case r.olds > 1:
		more = "replaces " + words.Count(r.olds, "older key")
	}
	return text, more
}

// date writes a day: "14 Sep", with the year where it is another one.
func date(t, now time.Time, zone *time.Location) string {
	if t.In(zone).Year() == now.In(zone).Year() {
		return t.In(zone).Format("2 Jan")
	}
	return t.In(zone).Format("2 Jan 2006")
}

// ago writes how long something is past, and when it was: "14 Sep, 76 days ago".
func ago(t, now time.Time, zone *time.Location) string {
	return date(t, now, zone) + ", " + humantime.Relative(t, now)
}

// Use signs with the chosen key.
func (d *Detail) Use() {
	if r, ok := d.p.row(); ok && r.signs() {
		d.p.services.Use(r.profile.ID)
	}
}

// Rename asks for another name of the chosen key.
func (d *Detail) Rename() {
	r, ok := d.p.row()
	if !ok {
		return
	}
	before := r.name(d.p.services.Zone)
	d.p.services.Ask.Name(prompt.Naming{
		Title: "Rename " + before, Button: "Rename", Name: before, AlwaysSession: true,
		Refuse: func(name string) string { return d.p.List.taken(name, r.place()) },
	}, func(n prompt.Named) {
		name := strings.TrimSpace(n.Name)
		if name == "" {
			return
		}
		d.p.change(func(s *vault.Store) error {
			return s.Edit(r.profile.ID, func(p *vault.Profile) {
				if r.signs() {
					p.Name = name
					return
				}
				for i := range p.Items {
					if p.Items[i].Name == r.item.Name {
						p.Items[i].Label = name
					}
				}
			})
		}, d.p.sayDone("Renamed"))
	})
}

// Delete deletes the chosen key, once that is confirmed: the signing key with its profile,
// another one alone.
func (d *Detail) Delete() {
	r, ok := d.p.row()
	if !ok || !r.isKey() {
		return
	}
	name := r.name(d.p.services.Zone)
	text := deleteText(r, d.p.services.Now(), d.p.services.Zone)
	d.p.services.Ask.Sure(prompt.Question{Title: "Delete " + name + "?", Text: text, Button: "Delete"}, func() {
		d.disarm()
		d.p.change(func(s *vault.Store) error {
			if r.signs() {
				return s.Delete(r.profile.ID)
			}
			return s.Remove(r.profile.ID, r.item.Name)
		}, d.p.sayDone("Deleted"))
	})
}

// deleteText says what goes with a key that is deleted here.
func deleteText(r row, now time.Time, zone *time.Location) string {
	what := []string{words.UpperFirst(r.item.Key.Title())}
	if id := r.keyID(); id != "" {
		what = append(what, "key ID "+platform.ShortID(id))
	}
	if at := r.item.Created; !at.IsZero() {
		what = append(what, "made "+ago(at, now, zone))
	}
	text := strings.Join(what, ", ") + ". "
	switch {
	case !r.item.Replaced.IsZero():
		text += "It was replaced on " + date(r.item.Replaced, now, zone) + " and still explains the tokens that it signed; without it nobody can say here who made them. "
	case !r.signs():
		text += "Playtoken forgets this key for good; the one that signs now stays. "
	case len(r.profile.Items) > 1:
		text += "Playtoken forgets it for good, with the keys that it replaced and all that is saved for it. "
	default:
		text += "Playtoken forgets the key for good, with all that is saved for it. "
	}
	if live := rotation.SafeOf(r.item); !live.Over(now) {
		text += latest(live, now, zone) + " "
	}
	return text + "At the platform nothing changes."
}

// latest says when the tokens end that were signed here with a key.
func latest(s rotation.Safe, now time.Time, zone *time.Location) string {
	switch {
	case s.Never:
		return "A token without an expiry was signed here with it."
	case s.From.IsZero():
		return "No token is known here that was signed with it."
	case s.Over(now):
		return "The latest token signed here with it has ended on " + moment(s.From, zone) + "."
	}
	return "The latest token signed here with it ends on " + moment(s.From, zone) + ", " + humantime.Relative(s.From, now) + "."
}

// moment writes a time for a sentence: "Mon 30 Nov, 14:59:02 UTC (15:59:02 here)".
func moment(t time.Time, zone *time.Location) string {
	text := t.UTC().Format("Mon 2 Jan, 15:04:05") + " UTC"
	if here := humantime.Here(t, zone); here != "" {
		text += " (" + here + ")"
	}
	return text
}

// roleNotes explain Roles.
var roleNotes = []string{
	"stands alone",
	"signs; the platform's settings have it as primary",
	"waits; the platform takes it too, to change keys without a gap",
}

var roles = []vault.Role{vault.NoRole, vault.Primary, vault.Backup}

// SetRole says what the chosen key is for at its platform, by a number of Roles.
func (d *Detail) SetRole(i int) {
	r, ok := d.p.row()
	if !ok || i < 0 || i >= len(roles) || r.item.Role == roles[i] {
		return
	}
	d.p.change(func(s *vault.Store) error {
		return s.Edit(r.profile.ID, func(now *vault.Profile) {
			for n := range now.Items {
				if now.Items[n].Name == r.item.Name {
					now.Items[n].Role = roles[i]
				}
			}
		})
	}, d.p.failed)
}

func roleNumber(r vault.Role) int { return max(0, slices.Index(roles, r)) }
