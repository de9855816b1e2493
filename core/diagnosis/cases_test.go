//go:build !race

package diagnosis_test

import (
	"slices"
	"strings"
	"testing"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/internal/diagnosistest"
)

func TestCases(t *testing.T) {
	count, shown := 0, map[string]bool{}
	for _, c := range diagnosistest.Cases(t) {
		count++
		for _, code := range append(c.With, c.First) {
			shown[code] = true
		}
		t.Run(c.Group+"/"+c.Name, func(t *testing.T) { check(t, c) })
	}
	if count < 200 {
		t.Errorf("%d cases, at least 200 are wanted", count)
	}
	for _, c := range cause.All() {
		if !shown[string(c.Code)] {
			t.Errorf("no case finds %s", c.Code)
		}
	}
}

func check(t *testing.T, c diagnosistest.Case) {
	t.Helper()
	v := c.Read(t)
	why := v.Why()
	var codes []string
	folded := map[string]bool{}
	for _, f := range why.Findings {
		codes = append(codes, string(f.Code))
		if f.Severity == platform.Error && f.BecauseOf == "" && why.Verdict != diagnosis.Fails {
			t.Errorf("%s is an error, and the verdict is %s", f.Code, why.Verdict)
		}
		folded[string(f.Code)] = f.BecauseOf != ""
		if f.Title == "" || f.Evidence == "" || f.Fix == "" || f.Basis == "" || f.Severity == "" {
			t.Errorf("incomplete: %+v", f)
		}
	}
	first := ""
	if len(codes) > 0 {
		first = codes[0]
	}
	bad := why.Verdict != c.Want || c.First != "" && first != c.First
	for _, code := range c.With {
		bad = bad || !slices.Contains(codes, code)
	}
	for _, code := range c.Without {
		bad = bad || slices.Contains(codes, code) || code == "*" && alarms(why)
	}
	for _, code := range c.Folded {
		bad = bad || !folded[code]
	}
	bad = bad || c.Signature != "" && string(why.Signature) != c.Signature || c.Is != "" && why.Platform != strings.Trim(c.Is, "-")
	if bad {
		t.Errorf("%s, first %q of %v, signature %s, platform %q\n%s\nwant %s, first %q, with %v, without %v, folded %v, signature %s",
			why.Verdict, first, codes, why.Signature, why.Platform, why.Headline, c.Want, c.First, c.With, c.Without, c.Folded, c.Signature)
	}
	lead := strings.ToLower(why.Headline + " " + v.Verdict.Detail)
	if f := v.Verdict.Leading(); f != nil {
		lead += " " + strings.ToLower(f.Title+" "+f.Evidence+" "+f.Fix)
	}
	for _, words := range c.Says {
		said := func(word string) bool { return strings.Contains(lead, strings.ToLower(word)) }
		if !slices.ContainsFunc(strings.Split(words, "|"), said) {
			t.Errorf("none of %q in: %s", words, lead)
		}
	}
	for _, word := range c.SaysNot {
		if strings.Contains(lead, strings.ToLower(word)) {
			t.Errorf("%q in: %s", word, lead)
		}
	}
	if why.Verdict == diagnosis.Plays && why.Signature != "valid" && c.Content != "asked" {
		t.Error("plays without a valid signature, and without an answer that shows it")
	}
}

// alarms reports whether anything but infos was found.
func alarms(w diagnosis.Why) bool {
	return slices.ContainsFunc(w.Findings, func(f platform.Finding) bool { return f.Severity != platform.Info })
}
