package edgecast

import (
	"strconv"
	"strings"

	"playtoken/core/keys"
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

func remarks(s *platform.Signed, _ *keys.Key) (list []string) {
	claims := s.First().Claims
	if claims.Text(ectoken.URLAllow) == "" {
		remark := "This token opens every path."
		if path := s.Form.Get(platform.ID); path != "" {
			remark += " To keep it to the folder of this one, put " + path[:strings.LastIndex(path, "/")+1] + " into " + ectoken.URLAllow + "."
		}
		list = append(list, remark)
	}
	if _, ends := claims.Get(ectoken.Expire); !ends {
		list = append(list, "This token never ends by itself.")
	}
	return list
}
