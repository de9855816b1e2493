// Package version says which version of Playtoken a program is: the tag that it was built
// from, as 0.1.0, or 0.0.0-dev+COMMIT. A release is told by the linker, from
// scripts/version.sh; any other build tells it by what Go wrote into it.
package version

import (
	"runtime/debug"
	"strings"
)

// released is set by the linker: -ldflags "-X playtoken/internal/version.released=0.1.0".
var released string

// String is the version of this program.
func String() string {
	info, known := debug.ReadBuildInfo()
	if !known {
		info = &debug.BuildInfo{}
	}
	return of(released, info)
}

// development is the version of what was built from no tag.
const development = "0.0.0-dev"

// of is the version that the linker was told, else that of the module, else its commit.
func of(released string, info *debug.BuildInfo) string {
	if released != "" {
		return released
	}
	revision, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ".changed"
		}
	}
	// Between two tags Go makes up a version of its own, with the commit at its end.
	tagged := strings.HasPrefix(info.Main.Version, "v") && (revision == "" || !strings.Contains(info.Main.Version, revision))
	switch {
	case tagged && changed == "":
		return strings.TrimPrefix(info.Main.Version, "v")
	case revision != "":
		return development + "+" + revision + changed
	}
	return development
}
