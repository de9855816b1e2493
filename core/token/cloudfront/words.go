package cloudfront

import "fmt"

// alphabetNames name the alphabets in a sentence.
var alphabetNames = map[Alphabet]string{Plain: "plain base64", URLSafe: "base64url"}

const (
	policyOrExpires = "Policy or Expires"
	noStatement     = "The policy has no Statement with an object in it."
)

func notOneStatement(n int) string {
	return fmt.Sprintf("The policy has %d statements, CloudFront takes exactly one.", n)
}

// noCookieCounts begins a sentence that ends in "is missing".
func noCookieCounts(sign, missing string) string {
	return "A URL with " + sign + " in it counts as signed, so that CloudFront looks at no cookie; and in the URL " + missing
}

func urlTooLong(n int) string {
	return fmt.Sprintf("The URL has %d bytes, and CloudFront takes %d at most.", n, MaxURL)
}

func unreadable(name string) string {
	return name + " cannot be read: it is no base64 in the letters of CloudFront, or a part of it is missing."
}

func wrongLength(n int) string {
	return fmt.Sprintf("The signature has %d bytes, which no key of CloudFront makes: it is cut short or was changed.", n)
}
