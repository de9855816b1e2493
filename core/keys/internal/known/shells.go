package known

import (
	"regexp"

	"playtoken/core/keys"
	"playtoken/core/once"
)

// failures are what shells, systems and stores of secrets print in the place of a key.
var failures = []struct {
	says        func() *regexp.Regexp
	means, look string
}{
	{
		once.Regexp(`(?i)^Error making API request|^\{"errors": ?\[|ResourceNotFoundException|SecretNotFound|AccessDeniedException|is not authorized to perform|Error from server \(|\bPERMISSION_DENIED\b|\bNOT_FOUND\b|no value found at|error reading secret|isn't an item|could not read secret|^an error occurred \(\w+\) when calling|^field ".{1,80}" not present in secret|could not be found in the keychain|no identity matched|no vault secrets|data key required to decrypt`),
		"a store of secrets has not given the key",
		"Look at the name of the secret and at the rights of who asks, and ask again.",
	},
	{
		once.Regexp(`(?i)command not found|: not found$|is not recognized as (?:an internal|the name)|no such command|^fish: unknown command`),
		"the program that was to print the key is not installed, or not on the path",
		"Run the command by hand, and paste what it prints.",
	},
	{
		once.Regexp(`(?i)no such file or directory|cannot find (?:the )?(?:file|path)\b|\bENOENT\b|FileNotFound(?:Error|Exception)|: file not found|: no such file$|does not exist or is not readable`),
		"the file of the key is not where the program looked for it",
		"Look at the path, and from which folder the program runs; then paste what is in the file, or drop the file itself.",
	},
	{
		once.Regexp(`(?i)permission denied|\bEACCES\b|access is denied|operation not permitted|is a directory$`),
		"the program may not read the file of the key",
		"Read the file as its owner, and paste what is in it.",
	},
	{
		once.Regexp(`(?i)could not resolve host|connection (?:refused|reset|timed out)|network is unreachable|no route to host|tls handshake timeout|could not connect to the endpoint|^the connection to the server \S+ was refused|^unable to connect to the server|unable to resolve host|no such host$|^upstream connect error|^no healthy upstream$|^default backend - \d+$|^host key verification failed`),
		"the service that has the key could not be reached",
		"Look at the network and the address, and ask again.",
	},
	{
		once.Regexp(`(?i)^(?:base64: (?:stdin: )?(?:invalid input|.{0,20}error decoding .*)|load key ".*": .*|\S+ is not a key file\.?|error outputting keys and certificates|sops metadata not found|bad decrypt|invalid password|wrong password|unable to decrypt key|(?:gpg: )?decryption failed.*|mac verify error.*)\s*$`),
		"what was read could not be decoded or decrypted",
		"Look at the password, and whether the file is the right one; then paste the key.",
	},
	{
		once.Regexp(`^(?:(?:[a-z]\w*\.)*[A-Z][A-Za-z]*(?:Exception|Error)|(?i:segmentation fault|killed|aborted)(?: \(core dumped\))?|(?i:error))\s*$|^(?i:warning|fatal|traceback \(most recent call last\)|\[error\]|docker|jq|gpg|error response from daemon):? \w|^Traceback \(most recent|^(?:Uncaught )?[A-Z][A-Za-z]*(?:Error|Exception)(?: \[\w+\])?: |^undefined is not |^Exception in thread "|^(?:[A-Za-z]\w*\.)+[A-Z]\w*(?:Exception|Error): |^panic: (?:runtime error|interface conversion)|^thread '[^']*' panicked at |^Error Domain=|(?i:^no such (?:container|object|image)|^service \S+ is not running$|^usage: \w+ [\[<-])|(?i:^(?:unable|failed|could not|cannot) (?:to )?(?:load|read|open|find|parse|decode) \w)`),
		"the program that was to print the key has failed",
		"Run the program by hand, and look at all that it prints.",
	},
	{
		once.Regexp(`^(?i:(?:(?:new|verify|old|enter|confirm|re-enter)[\w ]{0,20})?(?:pass ?phrase|password|pass phrase)(?: (?:for|of) .{0,80})?):\s*$`),
		"a program asked for the password of the key",
		"Run it again, and type the password; then paste what it prints.",
	},
	{
		once.Regexp(`(?i)unable to locate credentials|^AADSTS\d+:|^the config profile .* could not be found|(?:session|refresh token) (?:has )?expired\b|^sudo: a password is required|not (?:currently )?signed in|not logged in|please (?:run|log ?in|sign in)\b.{0,40}(?:login|signin|auth)|security token .{0,40}(?:expired|invalid)`),
		"who asked the store of secrets is not signed in to it",
		"Sign in, and ask again.",
	},
	{
		once.Regexp(`(?i)^(?:vault is sealed|(?:secret|key|item|parameter) not found|nosuchkey|access_denied|the specified key does not exist|(?:pod|secret)s? .{0,80} is forbidden.*|invalid_(?:grant|client|token|request|scope))[.]?\s*$`),
		"a store of secrets has not given the key",
		"Look at the name of the secret and at the rights of who asks, and ask again.",
	},
}

// failure turns such a text away, with what it means.
func failure(s string) error {
	const longest = 2 << 10
	if len(s) > longest {
		return nil
	}
	for _, f := range failures {
		if f.says().MatchString(s) && !IsKey(s) {
			return keys.Refuse(keys.IsErrorText, "This is an error message of a shell or a system, not a key. It says that "+f.means+".", f.look)
		}
	}
	return nil
}
