package known

import (
	"regexp"
	"sync"

	"playtoken/core/keys"
)

// reference is something that a program was to replace by the value it stands for, and
// did not, or a value that is still encrypted.
type reference struct {
	start *regexp.Regexp
	code  keys.Code
	what  string // behind "This is "
	hint  string
}

const unresolved = ", and nobody resolved it. It is not the key itself"

var references = sync.OnceValue(func() []reference {
	of := func(expr string, code keys.Code, what, hint string) reference {
		return reference{regexp.MustCompile(expr), code, what, hint}
	}
	return []reference{
		of(`^@Microsoft\.(?:KeyVault|AppConfiguration)\(`, keys.IsCloudKeyID, "a reference to a secret in Azure"+unresolved,
			"The value is in the vault: az keyvault secret show --query value. Check that the app may read it."),
		of(`^arn:aws[\w-]*:[\w-]+:`, keys.IsCloudKeyID, "the name of something in the cloud of AWS"+unresolved,
			"Where it is a secret, the value is in AWS: aws secretsmanager get-secret-value --query SecretString. A key of KMS cannot be used here."),
		of(`^(?:op|keeper|bws|doppler|infisical|conjur|berglas|gsm|sm|awssm|awsssm|ssm|azurekv|akv|keyvault|gcpsecretmanager|secretmanager|secrets?|vault|vals?|keychain)://`, keys.IsCloudKeyID,
			"a reference to a secret in a store of secrets"+unresolved, "Read the value out of the store that it names, such as by op read, and paste that."),
		of(`^ref\+[\w-]+://|^(?:secretref|ssm|secretsmanager|gcp:secretmanager|awssecret|aws-secret|keyvaultref|sops):[/\w]`, keys.IsCloudKeyID,
			"a reference to a secret in a store of secrets"+unresolved, "Read the value out of the store that it names, and paste that."),
		of(`^vault:v\d+:`, keys.IsPlaceholder, "a value that Vault has encrypted", "Decrypt it: vault write transit/decrypt/… ciphertext=…"),
		of(`^vault:[\w/]`, keys.IsCloudKeyID, "a reference to a secret in Vault"+unresolved, "The value is in Vault: vault kv get. Paste that."),
		of(`^ENC\[[A-Z0-9_]+,`, keys.IsPlaceholder, "a value that sops has encrypted", "Decrypt the file: sops -d FILE. The value is in what that prints."),
		of(`^(?:ENC\(|\{cipher\}|\{noop\}$|!encrypted:)`, keys.IsPlaceholder, "a value that is still encrypted", "Decrypt it with the program that wrote it, and paste the result."),
		of(`^(?:!vault\b[\s|>-]*)?\$ANSIBLE_VAULT;|^!vault\b`, keys.IsPlaceholder, "a value that Ansible has encrypted", "Decrypt it: ansible-vault view FILE, or ansible-vault decrypt_string."),
		of(`^!(?:Ref|Sub|GetAtt|ImportValue|secret|env|env_var|include|file)\b`, keys.IsPlaceholder, "a reference in YAML"+unresolved, "Put the value in its place that it names."),
		of("(?s)^(?:\\$\\(|`|<\\()\\s*(?:cat|base64|openssl|head|tail|tr|sed|awk|jq|echo|printf|pass|op|vault|aws|gcloud|az|kubectl|security|<)[\\s<].{0,400}(?:\\)|`)$|^\\$\\(<.{1,200}\\)$", keys.IsPlaceholder,
			"a command of a shell that was not run: its text stands where its output belongs", "Run it, and paste what it prints. In single quotes, in .env and in YAML no shell runs it."),
		of(`^(?:cat|type|less|more|head|pbcopy <|base64(?: -\w+)*) [^\s]{1,200}$`, keys.IsPlaceholder, "a command, which prints a key", "Run it, and paste what it prints."),
		of(`^\$\([A-Za-z_][\w.-]*\)$|^\$\{[^{}\n]{1,200}\}$|^\$\$?[A-Za-z_]\w*$|^\$env:\w+$`, keys.IsPlaceholder, "a variable"+unresolved,
			"The value is in the environment or the file of settings of the program. In single quotes no shell replaces it."),
		of(`(?s)^(?:\{\{.*\}\}|\$\{\{.*\}\}|<%.*%>|\{%.*%\}|#\{[^{}]*\}|%\(\w+\)s|__\w{1,60}__|<\?=.*\?>)$`, keys.IsPlaceholder, "a template"+unresolved,
			"Put the value in its place that the template names: from the settings of the build, the chart or the play."),
		of(`^(?:process\.env\b|os\.(?:environ|getenv)|(?:System\.)?getenv\(|ENV\[|env\(['"]|env[:.][A-Za-z_]\w*$|import\.meta\.env|secrets\.[A-Za-z_]\w*$|config\(['"]|Environment\.GetEnvironmentVariable)[^=\n]*$`, keys.IsPlaceholder,
			"an expression of a program that reads a variable"+unresolved, "Paste the value of the variable: printenv NAME."),
		of(`(?s)^(?:-\s*)?(?:name:.{0,200}?)?valueFrom:\s|^secretKeyRef:\s`, keys.IsPlaceholder, "a reference to a secret of Kubernetes"+unresolved,
			"The value is in the secret: kubectl get secret NAME -o jsonpath='{.data.KEY}' | base64 -d"),
	}
})

// Reference refuses a text that stands for a key that is somewhere else, and says where;
// nil where it does not.
func Reference(s string) error {
	if s == "" || len(s) > 4<<10 {
		return nil
	}
	for _, r := range references() {
		if r.start.MatchString(s) {
			return keys.Refuse(r.code, "This is "+r.what+".", r.hint)
		}
	}
	return nil
}
