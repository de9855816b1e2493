package cloudfront

import (
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

// Labels of what one click mends.
const (
	nameHash = "Name the hash"
	coverIt  = "Let the policy cover it"
	useKeyID = "Use the ID of the key"

	signOneThatEnds = "Sign one that ends"
)

const listAlone = "It signs the playlist alone: its segments need signatures of their own. A folder such as https://…/movie/* signs them as well."

// opens says what a folder or another pattern opens.
func opens(resource string) string {
	switch folder, ok := strings.CutSuffix(resource, "*"); {
	case !isPattern(resource) || resource == "*":
		return ""
	case ok && !isPattern(folder):
		return "It opens all that begins with " + folder + ", in folders below it too."
	}
	return "It opens all that fits: * stands for any characters, / among them."
}

const endsAfter2038 = "An older guide of CloudFront takes no end after 19 January 2038. Whether it takes one today is not known."

var listOpen = platform.Words{
	Title:    "the playlist alone is signed",
	Evidence: "Its segments are asked for by URLs of their own, which this signature does not cover.",
	Fix:      "Where the segments are protected as well, sign a pattern that covers the folder, or use cookies.",
}

const fixLetters = "In base64 write - for +, _ for = and ~ for /, in Policy and Signature alike."

var (
	plainBase64 = platform.Words{
		Title:    "the signature is written in plain base64",
		Evidence: "+, / and = stand in it, which CloudFront wants written as -, ~ and _. Whether it takes them is not known.",
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

const whichIsTaken = " Which of the two CloudFront takes is not known."

func comesTwice(names []string) platform.Words {
	stands := " stands"
	if len(names) > 1 {
		stands = " stand"
	}
	return platform.Words{
		Title:    "a part of the signature stands in the URL twice",
		Evidence: words.List(names) + stands + " there twice, with different values." + whichIsTaken + " The first is judged here.",
		Fix:      "Leave one signature in the URL: sign a URL that has none yet.",
	}
}

var bothPolicies = platform.Words{
	Title:    "Expires stands beside Policy",
	Evidence: "Expires belongs to a canned policy, Policy is a custom one." + whichIsTaken + " Policy is judged here.",
	Fix:      "Leave out Expires: a custom policy has its end inside. Of cookies, delete those of an earlier signature.",
}

func noScheme(resource string) platform.Words {
	return platform.Words{
		Title:    "the resource has no scheme",
		Evidence: "It is " + token.Excerpt(resource, 120) + ", which covers the URL only without its scheme. The guide has a scheme or * in front, the reference of the .NET SDK lists such patterns: whether CloudFront takes them is not known.",
		Fix:      "Write the resource with https:// and the host in front.",
	}
}

func unknownHash(named string) platform.Words {
	return platform.Words{
		Title: "the hash is unknown", Evidence: "Hash-Algorithm is " + token.Excerpt(named, 40) + ". CloudFront knows SHA1 and SHA256.",
		Fix: "Sign with SHA256, and write Hash-Algorithm=SHA256.",
	}
}

func resourceNotCovering(resource, asked string) platform.Words {
	return platform.Words{
		Title:    "the policy does not cover what is asked for",
		Evidence: "Its resource is " + token.Excerpt(resource, 120) + ", asked for is " + token.Excerpt(asked, 120) + ".",
		Fix:      "Sign a policy whose resource covers the URL: * stands for any characters, ? for one.",
	}
}

func hostNotKnown(resource string) platform.Words {
	return platform.Words{
		Title:    "the host that is asked is not known here",
		Evidence: "The policy covers " + token.Excerpt(resource, 120) + ", which fits the path. What was pasted names no host to compare.",
		Fix:      "Paste the whole URL, with https:// and the host.",
	}
}

func queryNotCovered(resource string) platform.Words {
	return platform.Words{
		Title:    "the policy does not cover the parameters of the URL",
		Evidence: "Its resource is " + token.Excerpt(resource, 120) + ", and the URL has a query, which the resource must cover as well.",
		Fix:      "Sign a policy whose resource ends in *, or leave the parameters out.",
	}
}

func accessKeyID(named string) platform.Words {
	return platform.Words{
		Title:    "Key-Pair-Id has the access key of an account",
		Evidence: "It is " + token.Excerpt(named, 8) + ", as IAM names the keys of its API. CloudFront finds public keys by the IDs that it gave them itself: they begin with K, older ones with APKA.",
		Fix:      "Write the ID of the public key at CloudFront, and sign with the private key that belongs to it.",
	}
}

func otherKeyID(named, is string) platform.Words {
	return platform.Words{
		Title:    "it names another key than the one that signed",
		Evidence: "Key-Pair-Id is " + token.Excerpt(named, 40) + ", the key that signed has the ID " + token.Excerpt(is, 40) + ".",
		Fix:      "Write the ID of the key that signs.",
	}
}
