package compare_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/compare"
	"playtoken/core/keys/importer"
	"playtoken/core/verify"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

const movie = "https://d111111abcdef8.cloudfront.net/hls/a.m3u8"

// signedURL is a URL with a policy that is sent.
func signedURL(t *testing.T, url, policy string) string {
	t.Helper()
	text, _ := diagnosistest.SignedURL(t, url, policy)
	return text
}

// row compares two signed URLs and gives one of the rows.
func row(t *testing.T, good, bad, name string) (compare.Comparison, compare.Difference) {
	t.Helper()
	read := func(text string) diagnosis.Case {
		k := verify.Read("given", []byte(fixtures.Key(t).PublicPEM()), importer.Options{})
		return diagnosis.Read(text, diagnosis.Options{Now: time.Unix(1750000000, 0), Keys: []verify.Key{k}})
	}
	c := compare.Cases(read(good), read(bad))
	for _, d := range c.Rows {
		if d.Where+" "+d.Name == name {
			return c, d
		}
	}
	t.Fatalf("there is no row %s: %+v", name, c.Rows)
	return c, compare.Difference{}
}

func TestComparePolicies(t *testing.T) {
	all := signedURL(t, movie, diagnosistest.Policy("https://d111111abcdef8.cloudfront.net/hls/*", ""))
	one := signedURL(t, movie, diagnosistest.Policy(movie, ""))
	viewer := `,"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}`
	for _, c := range []struct {
		name, good, bad, row string
		matters              bool
		note, headline       string
	}{
		{
			"another key", all, strings.Replace(all, "K2JCJMDEHXQW5F", "KOTHER", 1), "header Key-Pair-Id", true,
			"The platform looks up the key by it.", "They differ in Key-Pair-Id",
		},
		{
			"an address", all, signedURL(t, movie, diagnosistest.Policy("https://d111111abcdef8.cloudfront.net/hls/*", viewer)), "claims IpAddress", true,
			"It says from where viewers may play it.", "They differ in IpAddress",
		},
		{
			"another address", signedURL(t, movie, diagnosistest.Policy("*", strings.Replace(viewer, "192", "198", 1))), signedURL(t, movie, diagnosistest.Policy("*", viewer)), "claims IpAddress", true,
			"It says from where viewers may play it.", "They differ in IpAddress",
		},
		{
			"a pattern and a URL", one, all, "claims Resource", false,
			"Each of them covers the URL that it stands with.", "No difference that matters to the platform",
		},
		{
			"another URL, and what covers it", one, signedURL(t, strings.Replace(movie, "a.m3u8", "b.m3u8", 1), diagnosistest.Policy("*", "")), "claims Resource", false,
			"Each of them covers the URL that it stands with.", "No difference that matters to the platform",
		},
		{
			"a resource that does not cover", one, signedURL(t, movie, diagnosistest.Policy("https://d111111abcdef8.cloudfront.net/dash/*", "")), "claims Resource", true,
			"Each token opens its own ID.", "What sets the second one apart: the policy does not cover",
		},
	} {
		got, d := row(t, c.good, c.bad, c.row)
		if d.Same || d.Matters != c.matters || d.Note != c.note || !strings.HasPrefix(got.Headline, c.headline) {
			t.Errorf("%s: %s; %+v", c.name, got.Headline, d)
		}
	}
}

// A claim that is a signed URL is not shown whole, and what differs behind the cut differs.
func TestCompareShowsNoSignature(t *testing.T) {
	inner := signedURL(t, "https://a.example/v", diagnosistest.Policy("*", ""))
	_, signature, _ := strings.Cut(inner, "Signature=")
	got, d := row(t, signedURL(t, movie, diagnosistest.Policy("https://a.example/v?Signature="+signature[:60], "")), signedURL(t, movie, diagnosistest.Policy("https://a.example/v?Signature="+signature[:50], "")), "claims Resource")
	if d.Same {
		t.Errorf("%+v", d)
	}
	b, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), signature[:7]) {
		t.Errorf("%s is in %s", signature[:7], b)
	}
}
