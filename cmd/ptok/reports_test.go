package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// publicReport is a case of testdata/reports.json; README.md there says what is asked.
type publicReport struct {
	ID, Kind, Stdin string
	Args            []string
	Files           map[string]string
	Expect          expected
}

type expected struct {
	Verdict   []string `json:"verdict"`
	Kind      []string `json:"kind"`
	Code      []string `json:"code"`
	First     []string `json:"first"`
	OrVerdict []string `json:"or_verdict"`
	OrText    []string `json:"or_text"`
	KindNot   []string `json:"kind_not"`
	CodeNot   []string `json:"code_not"`
	FirstNot  []string `json:"first_not"`
	CodesAny  []string `json:"codes_any"`
	CodesNone []string `json:"codes_none"`

	TextAny  [][]string `json:"text_any"`
	TextNone []string   `json:"text_none"`
	LeadAny  [][]string `json:"lead_any"`
	LeadNone []string   `json:"lead_none"`
}

func TestReports(t *testing.T) {
	data, err := os.ReadFile("testdata/reports.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []publicReport
	if err := json.Unmarshal(data, &list); err != nil || len(list) < 60 {
		t.Fatal(len(list), err)
	}
	for _, r := range list {
		t.Run(r.ID, func(t *testing.T) {
			for _, w := range r.wrong(t) {
				t.Error(w)
			}
		})
	}
}

// reportAnswer is what is asked of the JSON of any command.
type reportAnswer struct {
	Verdict, Kind, Code, Headline, Message string
	Findings                               []reportFinding
}

type reportFinding struct {
	Code, Severity, Title, Evidence, Fix string
	BecauseOf                            string `json:"because_of"`
}

// wrong lists what is not as expected.
func (r publicReport) wrong(t *testing.T) (list []string) {
	t.Helper()
	dir := t.TempDir()
	for name, body := range r.Files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var args []string
	for _, a := range r.Args {
		args = append(args, strings.ReplaceAll(a, "{dir}", dir))
	}
	if args[0] != "batch" {
		args = append(args, "--json")
	}
	got := stage{stdin: r.Stdin}.run(args...)
	var a reportAnswer
	if json.Unmarshal([]byte(got.out), &a) != nil {
		a = reportAnswer{}
	}
	plain := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&", `\"`, `"`)
	text := strings.ToLower(plain.Replace(got.out + "\n" + got.err))
	lead, first := a.Headline+" "+a.Message+" "+got.err, ""
	var codes []string
	for _, f := range a.Findings {
		codes = append(codes, f.Code)
	}
	if i := slices.IndexFunc(a.Findings, func(f reportFinding) bool { return f.BecauseOf == "" }); i >= 0 {
		f := a.Findings[i]
		lead += " " + f.Title + " " + f.Evidence + " " + f.Fix
		if f.Severity != "info" {
			first = f.Code
		}
	}
	lead = strings.ToLower(lead)

	say := func(is bool, what string) {
		if is {
			list = append(list, what)
		}
	}
	has := func(said string) func(string) bool {
		return func(word string) bool { return strings.Contains(said, strings.ToLower(word)) }
	}
	e := r.Expect
	one := func(want []string, got string) bool { return want == nil || slices.Contains(want, got) }
	say(!one(e.Verdict, a.Verdict) && !(e.OrText != nil && slices.ContainsFunc(e.OrText, has(text))), "the verdict is "+a.Verdict)
	say(!one(e.First, first) || slices.Contains(e.FirstNot, first), "first is "+first)
	if !slices.Contains(e.OrVerdict, a.Verdict) {
		say(!one(e.Kind, a.Kind) || slices.Contains(e.KindNot, a.Kind), "the kind is "+a.Kind)
		say(!one(e.Code, a.Code) || slices.Contains(e.CodeNot, a.Code), "the code is "+a.Code)
	}
	say(e.CodesAny != nil && !slices.ContainsFunc(e.CodesAny, func(c string) bool { return slices.Contains(codes, c) }), "codes are "+strings.Join(codes, " "))
	say(slices.ContainsFunc(e.CodesNone, func(c string) bool { return slices.Contains(codes, c) }), "codes are "+strings.Join(codes, " "))
	for _, words := range e.TextAny {
		say(!slices.ContainsFunc(words, has(text)), "nothing of "+strings.Join(words, "/")+" in: "+text)
	}
	for _, words := range e.LeadAny {
		say(!slices.ContainsFunc(words, has(lead)), "nothing of "+strings.Join(words, "/")+" in: "+lead)
	}
	say(slices.ContainsFunc(e.TextNone, has(text)), "one of "+strings.Join(e.TextNone, "/")+" in: "+text)
	say(slices.ContainsFunc(e.LeadNone, has(lead)), "one of "+strings.Join(e.LeadNone, "/")+" in: "+lead)
	return list
}
