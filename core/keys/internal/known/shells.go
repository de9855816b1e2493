package known

import (
	"regexp"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/once"
)

// failures are what shells, systems and stores of secrets print in the place of a key.
var failures = []struct {
	says        func() *regexp.Regexp
	means, look string
}{
	{
		once.Regexp(`(?i)command not found|: not found$|is not recognized as (?:an internal|the name)|no such command`),
		"the program that was to print the key is not installed, or not on the path",
		"Run the command by hand, and paste what it prints.",
	},
	{
		once.Regexp(`(?i)no such file or directory|cannot find the (?:file|path)|\bENOENT\b|FileNotFound(?:Error|Exception)|: file not found`),
		"the file of the key is not where the program looked for it",
		"Look at the path, and from which folder the program runs; then paste what is in the file, or drop the file itself.",
	},
	{
		once.Regexp(`(?i)permission denied|\bEACCES\b|access is denied|operation not permitted|is a directory$`),
		"the program may not read the file of the key",
		"Read the file as its owner, and paste what is in it.",
	},
	{
		once.Regexp(`(?i)could not resolve host|connection (?:refused|reset|timed out)|network is unreachable|no route to host|tls handshake timeout`),
		"the service that has the key could not be reached",
		"Look at the network and the address, and ask again.",
	},
	{
		once.Regexp(`(?i)ResourceNotFoundException|SecretNotFound|AccessDeniedException|is not authorized to perform|Error from server \(|\bPERMISSION_DENIED\b|\bNOT_FOUND\b|no value found at|error reading secret|isn't an item|could not read secret`),
		"a store of secrets has not given the key",
		"Look at the name of the secret and at the rights of who asks, and ask again.",
	},
}

// failure turns such a text away, with what it means.
func failure(s string) error {
	const longest = 2 << 10
	if len(s) > longest || !strings.Contains(s, " ") {
		return nil
	}
	for _, f := range failures {
		if f.says().MatchString(s) && !IsKey(s) {
			return keys.Refuse(keys.IsErrorText, "This is an error message of a shell or a system, not a key. It says that "+f.means+".", f.look)
		}
	}
	return nil
}
