package webtest

import "strings"

const host = "https://stream.fastpix.com/"

func do(what string, text ...string) Step { return Step{Do: what, Text: strings.Join(text, "")} }

// local reports whether what was asked for is in the page itself.
func local(address string) bool {
	return strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "blob:")
}

// allRefused is what the policy refuses of what the step "connect" tries.
const allRefused = "connect-src img-src thread:connect-src thread:script-src-elem"
