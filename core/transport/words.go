package transport

import (
	"strconv"
	"time"

	"playtoken/core/humantime"
)

// ProxyAsks says that a proxy answered 407.
const ProxyAsks = "The proxy asks for a name and password."

// What went wrong on the way. {host} is the host that the button names.
const (
	nameUnknown       = "{host} is not known to the network's name server. Is this machine online?"
	nameServerAway    = "The network's name server did not answer, so {host} was not found. Is this machine online?"
	takesNoConnection = "{host} does not take the connection."
	cutOff            = "{host} cut the connection before its answer was whole."
	notInTime         = "{host} did not answer in time."
	ended             = "The call was ended before {host} had answered."
	noTLS             = "{host} does not speak TLS as it should. Nothing was sent."
	proxyUnreadable   = "The address of the proxy in the environment cannot be read. Nothing was sent."
	writtenSo         = "Look whether the host is written as it should be."
	inBetween         = "A proxy or a firewall may stand in between."
)

// Why a certificate was not taken.
const (
	otherName     = "it is for another name"
	unknownIssuer = "its issuer is unknown"
	notForUse     = "it may not be used so"
	notChecked    = "it could not be checked"

	companyProxy = " A company proxy that opens TLS does this."
)

func expired(from, to, now time.Time) string {
	if now.Before(from) {
		return "it is valid from " + humantime.UTC(from)
	}
	return "it expired on " + humantime.UTC(to)
}

func certificateBad(reason string) string {
	text := "The certificate of {host} is not valid (" + reason + "). Nothing was sent."
	if reason == unknownIssuer {
		text += companyProxy
	}
	return text
}

func clockSays(now time.Time) string {
	return "The clock of this machine says " + humantime.UTC(now) + "."
}

func proxyRefuses(status int) string {
	return "The proxy does not connect to {host} (" + strconv.Itoa(status) + "). Nothing was sent."
}

func proxyAway(host string) string {
	return "The proxy " + host + " does not open a way to {host}. Nothing was sent."
}

func throughProxy(host string) string { return "The way leads through the proxy " + host + "." }

func systemSays(text string) string { return "The system says: " + text + "." }
