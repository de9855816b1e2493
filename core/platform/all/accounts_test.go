package all_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

var actions = []platform.Action{
	platform.ListKeys, platform.GetKey, platform.CreateKey, platform.DeleteKey,
	platform.GetSecret, platform.ReplaceSecret, platform.GetPolicy, platform.PutPolicy,
}

// brace is a name in braces.
var brace = regexp.MustCompile(`\{[a-z_]*\}`)

// TestAccounts: each has what the transport needs, and nothing that it does not know.
func TestAccounts(t *testing.T) {
	var names []string
	for _, p := range all.Accounts() {
		names = append(names, p.Name)
		a := p.Account
		base, err := url.Parse(a.Base)
		if err != nil || base.Scheme != "https" || strings.HasSuffix(a.Base, "/") || p.Label == "" || p.Rotation == nil || all.AccountOf(p.Name) != p {
			t.Errorf("%s is not complete: %q", p.Name, a.Base)
		}
		known := map[string]bool{"{id}": true, "{said}": true, "{status}": true, "{request}": a.RequestID != "", "{field}": a.Fields != "", "{message}": a.Fields != ""}
		carried := map[string]bool{}
		for _, c := range a.Credentials {
			if c.Name == "" || c.Label == "" {
				t.Errorf("%s: %+v", p.Name, c)
			}
			known["{"+c.Name+"}"] = !c.Secret
		}
		calls := 0
		for _, action := range actions {
			call := a.Call(action)
			if call == nil {
				continue
			}
			calls++
			if call.Method == "" || !strings.HasPrefix(call.Path, "/") || strings.Contains(call.Path, "?") || call.Basis == "" {
				t.Errorf("%s %s: %+v", p.Name, action, call)
			}
			for _, name := range brace.FindAllString(call.Path, -1) {
				carried[name] = true
				if !known[name] {
					t.Errorf("%s %s: %s is nothing that may stand in a path", p.Name, action, name)
				}
			}
			if needsID := action == platform.GetKey || action == platform.DeleteKey; needsID != strings.Contains(call.Path, "{id}") {
				t.Errorf("%s %s asks for %s", p.Name, action, call.Path)
			}
			want := map[platform.Action][]string{
				platform.ListKeys: call.Reply.ID, platform.GetKey: call.Reply.ID, platform.CreateKey: call.Reply.ID,
				platform.GetSecret: call.Reply.Value, platform.ReplaceSecret: call.Reply.Value, platform.GetPolicy: call.Reply.Value,
			}
			if places, wanted := want[action]; wanted && len(places) == 0 {
				t.Errorf("%s %s wants nothing of its reply", p.Name, action)
			}
		}
		if (a.Create == nil) != (a.List == nil) || (a.Create == nil) == (a.RotateSecret == nil) || a.Secret != nil && a.NoSecret == "" || calls < 3 {
			t.Errorf("%s has %d calls that do not go together", p.Name, calls)
		}
		for _, h := range a.Headers {
			for _, name := range h.From {
				carried["{"+name+"}"] = true
				if !slices.ContainsFunc(a.Credentials, func(c platform.Credential) bool { return c.Name == name }) {
					t.Errorf("%s: no credential is called %s", p.Name, name)
				}
			}
		}
		for _, c := range a.Credentials {
			if !carried["{"+c.Name+"}"] {
				t.Errorf("%s: %s goes nowhere", p.Name, c.Name)
			}
		}
		for i, r := range a.Refusals {
			if r.Code == "" || !strings.HasSuffix(strings.TrimRight(r.Text, ")"), ".") || r.Holds != strings.ToLower(r.Holds) || (r.Place == "") != (r.Holds == "") {
				t.Errorf("%s: %+v", p.Name, r)
			}
			for _, name := range brace.FindAllString(r.Text+r.Hint, -1) {
				if !known[name] {
					t.Errorf("%s: nothing fills in %s", p.Name, name)
				}
			}
			for _, earlier := range a.Refusals[:i] {
				if earlier.Status == r.Status && earlier.Place == "" && len(earlier.On) == 0 {
					t.Errorf("%s: no answer gets to the row %q", p.Name, r.Text)
				}
			}
		}
	}
	// Scripts use the names.
	if got := strings.Join(names, " "); got != "fastpix mux bitmovin fastevo cloudflare" {
		t.Errorf("there are accounts of %s", got)
	}
	if all.AccountOf("edgecast") != nil || all.ByName("cloudflare") != nil {
		t.Error("what there is not has an account, or a form")
	}
}

// TestRotations: the steps of each lead from the old key to the new one, and nothing is taken
// away before the new key is saved.
func TestRotations(t *testing.T) {
	want := map[string]string{
		"fastpix":    "make save sign wait delete",
		"mux":        "make save sign wait delete",
		"bitmovin":   "make_room make save sign wait delete",
		"cloudflare": "make save sign wait delete",
		"fastevo":    "read rotate save sign",
		"edgecast":   "make save guide guide guide sign guide guide wait guide guide",
	}
	for _, p := range append(all.Platforms(), all.AccountOf("cloudflare")) {
		r := p.Rotation
		if r == nil {
			if want[p.Name] != "" {
				t.Errorf("%s has no rotation", p.Name)
			}
			continue
		}
		var steps []string
		for _, s := range r.Steps {
			steps = append(steps, string(s.Kind))
			if (s.Kind == platform.StepGuide) != (s.Text != "") || s.Takes > 0 && s.Kind != platform.StepGuide {
				t.Errorf("%s: %+v", p.Name, s)
			}
		}
		if got := strings.Join(steps, " "); got != want[p.Name] {
			t.Errorf("%s: %s, want %s", p.Name, got, want[p.Name])
		}
		if r.Old == "" || !strings.HasSuffix(r.OldText, ".") || (r.Most == 0) != (r.MostBasis == "") || slices.Contains(steps, "make_room") != (p.Account != nil && r.Most == 2) {
			t.Errorf("%s: %+v", p.Name, r)
		}
	}
}
