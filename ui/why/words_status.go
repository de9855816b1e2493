package why

// statusWords are the statuses in words (RFC 9110 section 15, RFC 6585; 499 is nginx's).
var statusWords = map[int]string{
	200: "OK", 301: "Moved Permanently", 302: "Found", 307: "Temporary Redirect",
	400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
	408: "Request Timeout", 410: "Gone", 412: "Precondition Failed", 414: "URI Too Long", 416: "Range Not Satisfiable",
	422: "Unprocessable Content", 429: "Too Many Requests", 451: "Unavailable For Legal Reasons", 499: "Client Closed Request",
	500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
	511: "Network Authentication Required",
}
