package known

import (
	"regexp"
	"strings"
	"sync"

	"playtoken/core/keys"
	"playtoken/core/once"
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
		of(`^(?:op|keeper|bws|doppler|infisical|conjur|hashivault|berglas|gsm|sm|awssm|awsssm|ssm|azurekv|akv|keyvault|gcpsecretmanager|secretmanager|secrets?|vault|vals?|keychain)://`, keys.IsCloudKeyID,
			"a reference to a secret in a store of secrets"+unresolved, "Read the value out of the store that it names, such as by op read, and paste that."),
		of(`^ref\+[\w-]+://|^(?:secretref|ssm|secretsmanager|gcp:secretmanager|awssecret|aws-secret|keyvaultref|sops):[/\w]`, keys.IsCloudKeyID,
			"a reference to a secret in a store of secrets"+unresolved, "Read the value out of the store that it names, and paste that."),
		of(`^vault:v\d+:`, keys.IsPlaceholder, "a value that Vault has encrypted", "Decrypt it: vault write transit/decrypt/… ciphertext=…"),
		of(`^vault:[\w/]`, keys.IsCloudKeyID, "a reference to a secret in Vault"+unresolved, "The value is in Vault: vault kv get. Paste that."),
		of(`^ENC\[(?:PKCS7|GPG|GKMS|KMS),`, keys.IsPlaceholder, "a value that eyaml of Puppet has encrypted", "Decrypt it: eyaml decrypt -s VALUE, and paste the result."),
		of(`^(?:projects/[^/\s]+/(?:locations/[^/\s]+/)?secrets/|(?i:https://secretmanager\.googleapis\.com/))`, keys.IsCloudKeyID, "the name of a secret in Google Cloud"+unresolved,
			"The value is in Secret Manager: gcloud secrets versions access latest --secret=NAME. Paste that."),
		of(`(?i)^https://[\w.-]+\.vault\.azure\.net/secrets/`, keys.IsCloudKeyID, "the address of a secret in Azure"+unresolved,
			"The value is in the vault: az keyvault secret show --id ADDRESS --query value. Paste that."),
		of(`^ENC\[[A-Z0-9_]+,`, keys.IsPlaceholder, "a value that sops has encrypted", "Decrypt the file: sops -d FILE. The value is in what that prints."),
		of(`^(?:ENC\(|\{cipher\}|\{noop\}$|!encrypted:|\{AQAAA[\w+/]{20,}=*\}$|AQICAH[\w+/]{100,}=*$|(?:(?:\[Service\]\s+)?SetCredentialEncrypted=[\w.-]+:\s*\\?\s*)?(?:k6iUCUh0RJCQyvL8k8q1U|Whxqht\+dQJax1aZeCGLxm))`, keys.IsPlaceholder, "a value that is still encrypted", "Decrypt it with the program that wrote it, and paste the result."),
		of(`^(?:!vault\b[\s|>-]*)?\$ANSIBLE_VAULT;|^!vault\b`, keys.IsPlaceholder, "a value that Ansible has encrypted", "Decrypt it: ansible-vault view FILE, or ansible-vault decrypt_string."),
		of(`^!(?:Ref|Sub|GetAtt|ImportValue|secret|env|env_var|include|file)\b`, keys.IsPlaceholder, "a reference in YAML"+unresolved, "Put the value in its place that it names."),
		of(`(?i)^(?:encrypted:[A-Za-z0-9+/=]{8}|secure:v\d|pulumi:secret:)`, keys.IsPlaceholder, "a value that is still encrypted", "Decrypt it with the program that wrote it, such as by dotenvx get NAME, and paste the result."),
		of(`^(?:aws-?sm|aws-?ssm|akvs?|azkv|keyring|keychain|conjur|gcp-?sm|bitwarden|lastpass):[\w/]|^(?:pkcs11|tpm2|tpmkey):[\w%-]+[=x]|^!var\b|^(?:secret|kv)/(?:data/\S+|[\w/-]+#\w+)$|^\{\{?resolve:|^<path:[^<>\s]+>$`, keys.IsCloudKeyID,
			"a reference to a secret in a store of secrets"+unresolved, "Read the value out of the store that it names, and paste that."),
		of(`^(?:var|local|data|module|each|self)(?:\.[A-Za-z_][A-Za-z_-]*\d{0,3}|\[(?:"[^"]*"|\d+)\])+$|^(?:aws|azurerm|azuread|google|tls|random|vault|kubernetes|digitalocean|hcp)_[a-z0-9_]+(?:\.[A-Za-z_][\w-]*|\[(?:"[^"]*"|\d+)\]){2,}$`, keys.IsPlaceholder,
			"an expression of Terraform"+unresolved, "The value is in its state: terraform output -raw NAME."),
		of(`(?i)^\((?:sensitive value|known after apply|not set|hidden|none|null|unset|empty|masked|redacted|sensitive)\)$|^\*{2,} ?(?:redacted|masked|hidden|sensitive) ?\*{2,}$`, keys.IsPlaceholder,
			"what a program prints in the place of a value that it hides or does not have", "Have it print the value, such as by terraform output -raw NAME."),
		of("(?s)^(?:\\$\\(|`|<\\()\\s*(?:cat|base64|openssl|head|tail|tr|sed|awk|jq|echo|printf|pass|op|vault|aws|gcloud|az|kubectl|security|<)[\\s<].{0,400}(?:\\)|`)$|^\\$\\(<.{1,200}\\)$", keys.IsPlaceholder,
			"a command of a shell that was not run: its text stands where its output belongs", "Run it, and paste what it prints. In single quotes, in .env and in YAML no shell runs it."),
		of(`^(?:cat|type|less|more|head|pbcopy <|base64(?: -\w+)*) [^\s]{1,200}(?: \|.*)?$|^(?:Get-Content|gc|pass(?: show)?|lpass show|bw get|op (?:read|item get)|vault (?:kv|read)|aws (?:ssm|secretsmanager|kms)|gcloud secrets|az keyvault|kubectl get|doppler secrets|gopass(?: show)?|chamber read|bws secret|infisical (?:secrets|export)|openssl (?:rand|pkey|rsa|ec|x509|pkcs8|pkcs12|base64|enc)|security find-[\w-]+|terraform output|sops (?:-|decrypt|exec|\S+\.\w)) ?[\w./$'"{-][^\n]*$`, keys.IsPlaceholder, "a command, which prints a key", "Run it, and paste what it prints."),
		of(`^(?:openssl (?:gen|req|dsaparam|ecparam)\w* |ssh-keygen -|keytool -)[^\n]*$`, keys.UnknownBinary, "a command, which makes a key", "Run it, and paste what is in the file that it writes."),
		of(`^\$\([A-Za-z_][\w.-]*\)$|^\$\{[^{}\n]{1,200}\}$|^\$\$?[A-Za-z_]\w*$|^\$env:\w+$`, keys.IsPlaceholder, "a variable"+unresolved,
			"The value is in the environment or the file of settings of the program. In single quotes no shell replaces it."),
		of(`(?s)^(?:\{\{.*\}\}|\$\{\{.*\}\}|<%.*%>|\{%.*%\}|#\{[^{}]*\}#?|%\(\w+\)s|\$\[[\w. ]+\]|%(?:env|vault|system)[.:][^%\s]+%|\(\([\w./-]+\)\)|<<[\w. -]+>>|\[\[ [\w. ]+ \]\]|\[% [\w. ]+ %\]|\{[A-Za-z_][A-Za-z_.:]{0,60}\}|AWS::\w+|Fn::\w+|__\w{1,60}__|<\?=.*\?>)$`, keys.IsPlaceholder, "a template"+unresolved,
			"Put the value in its place that the template names: from the settings of the build, the chart or the play."),
		of(`^(?:process\.env\b|os\.(?:environ|getenv)|(?:System\.)?getenv\(|ENV\[|env\(['"]|env[:.][A-Za-z_]\w*$|import\.meta\.env|secrets\.[A-Za-z_]\w*$|config\(['"]|Environment\.GetEnvironmentVariable)[^=\n]*$`, keys.IsPlaceholder,
			"an expression of a program that reads a variable"+unresolved, "Paste the value of the variable: printenv NAME."),
		of(`^(?:Bun|Deno)\.env\b|^Rails\.\w+\.|^Application\.(?:get|fetch|compile)_env!?\(|^(?:jsondecode|yamldecode|base64decode|nonsensitive)\([a-z_]+\.|^(?:config|settings|configuration|secrets|env)\.[A-Za-z_][A-Za-z_.]+$|^@Value\(|^[A-Za-z_$][\w.:$]*\[(?:"[\w:. -]+"|'[\w:. -]+')\](?: *(?:\|\||\?\?|or) .*)?;?$`, keys.IsPlaceholder,
			"an expression of a program that reads a setting"+unresolved, "Paste the value of the setting itself."),
		of("^(?:[A-Za-z_][\\w.:]*[.:])?(?:file|filebase64|templatefile|open|readFile(?:Sync)?|ReadFile|ReadAll(?:Text|Bytes)|read(?:_text|_bytes|lines)?|file_get_contents|include_(?:str|bytes)!|Path|File|slurp)\\((?:[\\w.]{1,40}\\()?[^()\n]{0,20}[\"'`][^\"'`\n]{1,200}[\"'`].{0,60}$", keys.IsPlaceholder,
			"an expression of a program that reads a file, and nobody has run it", "Paste what is in the file, or drop the file itself."),
		of("^[A-Za-z_][\\w.:]*!?\\((?:\"[\\w./:@ -]+\"|'[\\w./:@ -]+'),?[^()\n]{0,40}\\)(?:\\.\\w+\\(\\))*;?$", keys.IsPlaceholder,
			"an expression of a program"+unresolved, "Paste the value of the expression itself."),
		of("(?s)"+`^(?:\[[BCIJSZ]|\[?L?(?:[a-z]\w*\.)+[A-Z][\w$.]*;?)@[0-9a-f]{1,8}$|^(?:System|Microsoft)\.(?:[A-Z]\w*[.+])*[A-Z]\w*(?:\[\])?$|^<[\w.]+ (?:object )?at 0x[0-9a-f]+>$|^#<[A-Z][\w:]*.*>$|^OpenSSL::PKey::\w+$|^(?i:resource id #\d+|resource\(\d+\) of type .*)$|^object\([\w\\]+\)#|^OpenSSL\w+ Object\b`+
			`|^(?:Promise|(?:Private|Public|Secret)KeyObject|KeyObject|CryptoKey) \{|^%!\w\(.*\)$|^&?\{?0xc0[0-9a-f]{8}\}?$|^[*&]?(?:rsa|ecdsa|ed25519|crypto)\.(?:Private|Public)Key(?:\{.*\})?$|^&?\{PublicKey:\{`, keys.IsPlaceholder,
			"what a program prints of an object in memory: its type, and not the key that is in it", "Have the program write the key itself, as PEM or as base64 of its bytes."),
		of(`(?s)^(?:-\s*)?(?:name:.{0,200}?)?valueFrom:\s|^(?:secretKeyRef|configMapKeyRef|remoteRef|secretRef):\s`, keys.IsPlaceholder, "a reference to a secret of Kubernetes"+unresolved,
			"The value is in the secret: kubectl get secret NAME -o jsonpath='{.data.KEY}' | base64 -d"),
	}
})

// Holder refuses an object of a document that says where a value is, or has it encrypted,
// by the name of the member that it is; nil for any other.
func Holder(name string) error {
	switch name {
	case "valueFrom", "secretKeyRef", "configMapKeyRef", "remoteRef", "secretRef":
		return Reference(name + ": ")
	case "encryptedData":
		return keys.Refuse(keys.IsPlaceholder, "These are values that kubeseal has encrypted for a cluster.",
			"The value is in the secret in the cluster: kubectl get secret NAME -o jsonpath='{.data.KEY}' | base64 -d")
	}
	return nil
}

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

// Below stands what cannot be undone: a part left out on purpose.

var elidedMark = once.Regexp(`\.{3,}|…|(?m:^[ \t]*(?:\*{3}|[xX]{4,15}|-{1,4} ?(?i:snip|snipped|cut|cut here|truncated|redacted) ?-{1,4})[ \t]*\r?$)|(?i:[\[<({](?:redacted|snip|truncated|cut|omitted|\.\.|removed|hidden|secret|your[ _-]?key[ _-]?here)[^\])}>]{0,40}[\])}>])|\*{4,}|•{4,}|[xX]{16,}`)

// PlaceholderBody is what stands in the place of a key in instructions.
var PlaceholderBody = once.Regexp(`(?i)^\s*[\[<({]*\s*(?:your|my|insert|paste|put|enter|replace|add|the|base64)[\s_-][\w\s,.-]{0,80}[\])}>]*\s*$|^\s*<[^<>]{0,80}>\s*$|^\s*\$?\{.{0,80}\}\s*$`)

// IsElided reports whether a part of a text was left out on purpose.
func IsElided(s string) bool {
	if !strings.ContainsAny(s, "…*•[<({-") && !strings.Contains(s, "...") && !strings.Contains(s, "xxxx") && !strings.Contains(s, "XXXX") && !strings.Contains(s, "xX") && !strings.Contains(s, "Xx") {
		return false // as nearly every text, and the expression takes its time
	}
	return elidedMark().MatchString(s)
}

// Elided refuses such a text.
func Elided() *keys.Refusal {
	return keys.Refuse(keys.Elided, "A part of this key was left out on purpose. What is left cannot sign.", "Copy the whole key from where it was created.")
}
