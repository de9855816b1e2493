package edgecast

import (
	"strconv"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
)

// compose makes no header: nothing of a token can be read without its key.
func compose(f platform.Filled) []platform.Draft {
	return []platform.Draft{{Name: "token", Draft: token.Draft{Format: ectoken.Format, Header: token.NewObject(), Claims: claimsOf(f)}}}
}

// order is the order of the parameters in a token. The edge takes any.
var order = []string{
	ectoken.Expire, ectoken.ClientIP, ectoken.CountryAllow, ectoken.CountryDeny, ectoken.URLAllow,
	ectoken.HostAllow, ectoken.HostDeny, ectoken.RefAllow, ectoken.RefDeny, ectoken.ProtoAllow, ectoken.ProtoDeny,
}

func claimsOf(f platform.Filled) token.Object {
	claims := token.NewObject()
	for _, name := range order {
		value := f.Get(name)
		if name == ectoken.Expire && value == "" && !f.Expires.IsZero() {
			value = strconv.FormatInt(f.Expires.Unix(), 10)
		}
		if value != "" {
			claims = claims.With(token.StringMember(name, value))
		}
	}
	return claims
}

func facts(s *platform.Signed) (list []platform.Fact) {
	claims := s.First().Claims
	if claims.Text(ectoken.URLAllow) == "" {
		fact := platform.Fact{Text: opensEvery}
		if path := s.Form.Get(platform.ID); path != "" {
			folder := path[:strings.LastIndex(path, "/")+1]
			fact.Label, fact.Field, fact.Value = "Allow "+folder+" alone", ectoken.URLAllow, folder
		}
		list = append(list, fact)
	}
	if _, ends := claims.Get(ectoken.Expire); !ends {
		list = append(list, platform.Fact{Text: endless})
	}
	return list
}
