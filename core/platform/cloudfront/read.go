package cloudfront

import (
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

// meanings say what stands in the policy, and how it is sent.
func meanings(t *token.Token) (list []platform.Meaning) {
	if resource, ok := t.Claims.Get(cloudfront.Resource); ok {
		list = append(list, platform.Means("Opens", "", resource.Text, ""))
	} else if t.Claims.Readable && sent(t).Custom && len(cloudfront.Flaws(t)) == 0 {
		list = append(list, platform.Means("Opens", "everything of the distribution", "", ""))
	}
	ip := t.Claims.Text(cloudfront.Address)
	switch n, ok := cloudfront.Network(ip); {
	case ok && n.Bits() == 0:
		list = append(list, platform.Means("Viewers", "from any address:", ip, ""))
	case ip != "":
		list = append(list, platform.Means("Viewers", "from", ip, "alone"))
	}
	if id := t.KeyID(); id != "" {
		list = append(list, platform.Means("Key pair ID", "", id, ""))
	}
	hash := "SHA-1, which holds where none is named"
	if named := t.Header.Text(cloudfront.HashAlgorithm); named != "" {
		hash = named
	}
	list = append(list, platform.Means("Hash", hash, "", ""))
	policy := "canned: the edge makes it again of the URL and the end"
	if sent(t).Custom {
		policy = "custom: it is sent whole"
	}
	return append(list, platform.Means("Policy", policy, "", ""))
}

// sent is how the policy of a token was sent.
func sent(t *token.Token) cloudfront.Settings {
	s, _ := token.SettingOf[cloudfront.Settings](t.Settings)
	return s
}
