package cloudfront

import (
	"playtoken/core/platform"
	"playtoken/core/token"
)

// Labels of what one click mends.
const (
	nameHash = "Name the hash"
	coverIt  = "Let the policy cover it"
	useKeyID = "Use the ID of the key"
)

const listAlone = "It signs the playlist alone: its segments need signatures of their own. A pattern such as https://…/movie/* signs them as well."

var listOpen = platform.Words{
	Title:    "the playlist alone is signed",
	Evidence: "Its segments are asked for by URLs of their own, which this signature does not cover.",
	Fix:      "Where the segments are protected as well, sign a pattern that covers the folder, or use cookies.",
}

const fixLetters = "In base64 write - for +, _ for = and ~ for /, in Policy and Signature alike."

var (
	plainBase64 = platform.Words{
		Title:    "the signature is written in plain base64",
		Evidence: "+, / and = stand in it, which CloudFront wants written as -, ~ and _. Whether it takes them is not established.",
		Fix:      fixLetters,
	}
	base64url = platform.Words{
		Title:    "the signature is written in base64url",
		Evidence: "CloudFront has letters of its own: - for +, _ for = and ~ for /. In base64url - and _ mean other characters, and the padding is gone.",
		Fix:      fixLetters,
	}
	asNumbers = platform.Words{
		Title:    "the signature is not in DER form",
		Evidence: "It is one of ECDSA as two numbers, as JOSE has it. CloudFront wants DER.",
		Fix:      "Let the signer write the signature in DER, and sign again.",
	}
)

func badPolicy(f *token.Fault) platform.Words {
	return platform.Words{
		Title: "the policy cannot be used", Evidence: f.Text(),
		Fix: "Sign a policy of the form {\"Statement\":[{\"Resource\":…,\"Condition\":…}]}, without white space.",
	}
}

func unknownHash(named string) platform.Words {
	return platform.Words{
		Title: "the hash is unknown", Evidence: "Hash-Algorithm is " + token.Excerpt(named, 40) + ". CloudFront knows SHA1 and SHA256.",
		Fix: "Sign with SHA256, and write Hash-Algorithm=SHA256.",
	}
}

func otherHash(made string) platform.Words {
	said := "Hash-Algorithm is missing, so that CloudFront takes SHA-1"
	if made == "SHA1" {
		said = "Hash-Algorithm says SHA256"
	}
	return platform.Words{
		Title: "it was signed with another hash", Evidence: said + ", and the signature was made with " + made + ".",
		Fix: "Write Hash-Algorithm=" + made + " beside the signature, or sign with the hash that is said.",
	}
}

func queryAdded(signed string) platform.Words {
	return platform.Words{
		Title:    "a parameter was added after signing",
		Evidence: "The signature fits " + token.Excerpt(signed, 120) + ". A canned policy is made of the whole URL, its query as well.",
		Fix:      "Sign the URL with its parameters, or use a custom policy whose resource ends in *.",
	}
}

func listForSegment(signed string) platform.Words {
	return platform.Words{
		Title:    "the signature of the playlist stands behind a segment",
		Evidence: "It fits " + token.Excerpt(signed, 120) + " alone: a canned policy opens one URL.",
		Fix:      "Sign a pattern that covers the folder, and give its parameters to each request, or use cookies.",
	}
}

func forAnother(signed string) platform.Words {
	return platform.Words{
		Title: "it was signed for another URL", Evidence: "The signature fits " + token.Excerpt(signed, 120) + ".",
		Fix: "Sign the URL that is asked for, or a pattern that covers both.",
	}
}

func resourceNotCovering(resource, asked string) platform.Words {
	return platform.Words{
		Title:    "the policy does not cover what is asked for",
		Evidence: "Its resource is " + token.Excerpt(resource, 120) + ", asked for is " + token.Excerpt(asked, 120) + ".",
		Fix:      "Sign a policy whose resource covers the URL: * stands for any characters, ? for one.",
	}
}

func queryNotCovered(resource string) platform.Words {
	return platform.Words{
		Title:    "the policy does not cover the parameters of the URL",
		Evidence: "Its resource is " + token.Excerpt(resource, 120) + ", and the URL has a query, which the resource must cover as well.",
		Fix:      "Sign a policy whose resource ends in *, or leave the parameters out.",
	}
}

func otherKeyID(named, is string) platform.Words {
	return platform.Words{
		Title:    "it names another key than the one that signed",
		Evidence: "Key-Pair-Id is " + token.Excerpt(named, 40) + ", the key that signed has the ID " + token.Excerpt(is, 40) + ".",
		Fix:      "Write the ID of the key that signs.",
	}
}

func viewersAlone(ip string) platform.Words {
	return platform.Words{
		Title:    "only viewers from " + token.Excerpt(ip, 40) + " may play it",
		Evidence: "The policy names that address. Which address a viewer has cannot be seen in the URL.",
		Fix:      "Compare it with the viewer's IPv4 address.",
	}
}
