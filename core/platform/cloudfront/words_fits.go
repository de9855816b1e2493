package cloudfront

import (
	"playtoken/core/platform"
	"playtoken/core/token"
)

// What is said of a signature that fits something else.

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

func signedWithSpace(custom bool) platform.Words {
	w := platform.Words{
		Title:    "it was signed with white space in the policy",
		Evidence: "The signature fits the policy written with spaces or line ends, and CloudFront makes the policy again without them.",
		Fix:      "Remove spaces and line ends from the policy before it is signed, and the line end behind it.",
	}
	if custom {
		w.Evidence = "The signature fits the policy with other spaces or line ends than it was sent with. Both must be the same text."
	}
	return w
}

var (
	sentWithSpace = platform.Words{
		Title:    "the policy was sent with white space, and signed without",
		Evidence: "The signature fits the policy without spaces and line ends. CloudFront checks the text that is sent.",
		Fix:      "Send the same text that is signed, without white space.",
	}
	signedWithSlashes = platform.Words{
		Title:    `it was signed with \/ in place of /`,
		Evidence: `The signature fits the policy with \/ for each /, as some programs write JSON (json_encode of PHP).`,
		Fix:      "Let the program write / as it is (JSON_UNESCAPED_SLASHES in PHP), and sign again.",
	}
)

func stray(signed string) platform.Words {
	return platform.Words{
		Title:    "the URL has a stray & or ? in it",
		Evidence: "Signed was " + token.Excerpt(signed, 120) + ". CloudFront takes its parameters out of the URL; whether it leaves a stray & or ? there is not known.",
		Fix:      "Write one ? before the first parameter and one & between two, and none at the end.",
	}
}

func asBrowsersAsk(signed string) platform.Words {
	return platform.Words{
		Title:    "the URL is not written as it was signed",
		Evidence: "Signed was " + token.Excerpt(signed, 120) + ". Browsers ask for it so: with the host in small letters, without the usual port, percent-encoded. Other programs may ask for it as it is written here.",
		Fix:      "Write the URL as it was signed.",
	}
}

func browsersAsk(browser string) platform.Words {
	return platform.Words{
		Title:    "browsers ask for the URL otherwise than it was signed",
		Evidence: "They ask for " + token.Excerpt(browser, 120) + ", and that is what CloudFront compares. Other programs may ask for it as it is written here.",
		Fix:      "Sign the URL as browsers ask for it, and use it so.",
	}
}

func encodedLater(signed string) platform.Words {
	return platform.Words{
		Title:    "the URL was percent-encoded after it was signed",
		Evidence: "The signature fits " + token.Excerpt(signed, 120) + ". CloudFront makes the policy again of the URL as it is asked for, with its %-codes.",
		Fix:      "Percent-encode the URL first, and sign what comes out.",
	}
}

func partSigned(signed string) platform.Words {
	return platform.Words{
		Title:    "a part of the URL was signed alone",
		Evidence: "The signature fits " + token.Excerpt(signed, 120) + ". CloudFront makes the policy again of the whole URL, with https:// and the host.",
		Fix:      "Sign the whole URL as it is asked for.",
	}
}

func patternSigned(signed string) platform.Words {
	return platform.Words{
		Title:    "a pattern was signed, and the policy is not sent",
		Evidence: "The signature fits " + token.Excerpt(signed, 120) + ". Where the policy is not sent, CloudFront makes it again of the URL that is asked for, which is no pattern.",
		Fix:      "Send the policy: write Policy in place of Expires.",
	}
}
