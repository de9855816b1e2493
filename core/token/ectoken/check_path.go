package ectoken

import "strings"

func checkPath(item string) *Problem {
	if scheme, rest, ok := cutScheme(item); ok {
		return problem("This is a URL; only its path is compared. Leave out %s://%s and write %s.", shown(scheme), shown(hostOf(rest)), shown(pathOf(rest)))
	}
	if !strings.HasPrefix(item, "/") {
		if host := hostOf(item); host != cutQuery(item) && strings.Contains(host, ".") {
			return problem("The path begins right behind the host. Leave out %s and write %s.", shown(host), shown(pathOf(item)))
		}
		return problem("A path begins with /: write /%s.", shown(cutQuery(item)))
	}
	if path := cutQuery(item); path != item {
		return problem("The query string is not compared: write %s.", shown(path))
	}
	if strings.ContainsAny(item, " \t") {
		return problem("A path in a request has no space in it.")
	}
	return doubtfulPath(item)
}

func doubtfulPath(path string) *Problem {
	last := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case path == "/":
		return warning("This is every path.")
	case strings.Contains(path, "*"):
		return warning("* is an ordinary character here. A path covers whatever begins with it, so that /videos/ is enough.")
	case strings.Contains(path, "%") || !ascii(path):
		return warning("How the edge compares characters written with %%, or others than plain letters, is not established.")
	case last != "" && !strings.Contains(last, "."):
		p := shown(path)
		return warning("%s also covers %s.png and %snew/. Put / at its end for the folder alone.", p, p, p)
	}
	return nil
}

// hostOf is what stands before the path of a URL without its scheme.
func hostOf(rest string) string {
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		return rest[:i]
	}
	return rest
}

// pathOf is the path of a URL without its scheme, at least /.
func pathOf(rest string) string {
	if path := cutQuery(rest[len(hostOf(rest)):]); path != "" {
		return path
	}
	return "/"
}
