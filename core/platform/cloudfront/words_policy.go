package cloudfront

import (
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

// What is said of the policy itself.

const policyLooksSo = `{"Statement":[{"Resource":"https://…","Condition":{"DateLessThan":{"AWS:EpochTime":…}}}]}`

// badForm words what AWS states to be wrong.
func badForm(flaws []cloudfront.Flaw) platform.Words {
	return platform.Words{
		Title: map[cloudfront.FlawKind]string{
			cloudfront.Misspelt:     "a name in the policy is not as AWS writes it",
			cloudfront.Misplaced:    "a part of the policy stands in the wrong place",
			cloudfront.WrongValue:   "a value in the policy is not of the form that AWS gives",
			cloudfront.WrongAddress: "the policy lets nobody in: its address is none that CloudFront takes",
		}[flaws[0].Kind],
		Evidence: saidOf(flaws),
		Fix:      "Sign a policy of this form, with these names: " + policyLooksSo,
	}
}

// oddForm words what AWS does not speak of.
func oddForm(flaws []cloudfront.Flaw) platform.Words {
	return platform.Words{
		Title: map[cloudfront.FlawKind]string{
			cloudfront.Unknown:    "the policy has a part that AWS does not name",
			cloudfront.Empty:      "the policy names an empty resource",
			cloudfront.WhiteSpace: "the policy has white space in it",
		}[flaws[0].Kind],
		Evidence: saidOf(flaws) + " What CloudFront makes of it is not known.",
		Fix:      "Sign a policy of this form, without white space: " + policyLooksSo,
	}
}

// saidOf words the first few flaws, a sentence each.
func saidOf(flaws []cloudfront.Flaw) string {
	const most = 3
	var said []string
	for _, f := range flaws[:min(len(flaws), most)] {
		said = append(said, ofFlaw(f))
	}
	return strings.Join(said, " ")
}

func ofFlaw(f cloudfront.Flaw) string {
	name, is := token.Excerpt(token.Quote(f.Name), 40), token.Excerpt(f.Name, 40)+" is "+token.Excerpt(f.Raw, 80)+". "
	switch f.Kind {
	case cloudfront.Misspelt:
		return name + " stands there, and AWS takes " + token.Quote(f.Want) + " alone: names must be exactly so."
	case cloudfront.Misplaced:
		return name + " stands in a place where AWS does not have it."
	case cloudfront.WrongAddress:
		return is + "CloudFront takes one IPv4 address or one network, such as 192.0.2.0/24."
	case cloudfront.Unknown:
		return name + " is no part of a policy of CloudFront."
	case cloudfront.Empty:
		return f.Name + " is empty. Left out, it would stand for everything; empty it is no URL and no pattern."
	case cloudfront.WhiteSpace:
		return "Spaces or line ends stand in the policy that is sent. AWS says to remove them before signing."
	}
	return is + map[string]string{
		cloudfront.Resource: "It must be one URL or one pattern, as a text.",
		cloudfront.Before:   `It must be {"AWS:EpochTime":…}, with a number of seconds.`,
		cloudfront.After:    `It must be {"AWS:EpochTime":…}, with a number of seconds.`,
		cloudfront.Address:  `It must be {"AWS:SourceIp":"…"}, with one IPv4 address or network.`,
	}[f.Name]
}

var endMissing = platform.Words{
	Title:    "the policy has no end",
	Evidence: "DateLessThan is missing. It is the one condition that CloudFront demands.",
	Fix:      "Set DateLessThan to the moment of the end.",
}

func notDigits(name, raw string) platform.Words {
	return platform.Words{
		Title:    name + " is not written in digits",
		Evidence: "It is " + token.Excerpt(raw, 40) + ". Signers write whole seconds since 1970; whether CloudFront reads another number is not known.",
		Fix:      "Write it as a whole number, in digits alone.",
	}
}

func endsLate(raw string) platform.Words {
	return platform.Words{
		Title:    "the end lies later than an older guide of CloudFront allows",
		Evidence: "DateLessThan is " + token.Excerpt(raw, 24) + ". That guide takes 2147483647 (19 January 2038) at most; whether a later one is taken today is not known.",
		Fix:      "Sign one that ends before 2038.",
	}
}

func viewerElsewhere(ip, client string) platform.Words {
	return platform.Words{
		Title:    "the policy is for another viewer's address",
		Evidence: "Only " + token.Excerpt(ip, 40) + " may play it, and it was asked for from " + client + ".",
		Fix:      "Sign for the address that the viewer has, or leave the address out of the policy.",
	}
}

func viewerOnIPv6(ip, client string) platform.Words {
	w := viewerElsewhere(ip, client)
	w.Evidence += " That is an address of IPv6, which a policy cannot name. What CloudFront does with it is not known; it lies outside of what is named."
	w.Fix = "Turn IPv6 off for the distribution, or leave the address out of the policy."
	return w
}

func viewersAlone(ip string) platform.Words {
	return platform.Words{
		Title:    "only viewers from " + token.Excerpt(ip, 40) + " may play it",
		Evidence: "The policy names that address. Which address a viewer has cannot be seen in the URL.",
		Fix:      "Compare it with the viewer's IPv4 address.",
	}
}
