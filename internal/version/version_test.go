package version

import (
	"runtime/debug"
	"testing"
)

func TestOf(t *testing.T) {
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "500e7620123456789"}
	changed := debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	for _, c := range []struct {
		name, released, module string
		settings               []debug.BuildSetting
		want                   string
	}{
		{"told by the linker", "0.1.0", "(devel)", []debug.BuildSetting{revision, changed}, "0.1.0"},
		{"built at a tag", "", "v1.2.3", []debug.BuildSetting{revision}, "1.2.3"},
		{"installed by go install", "", "v1.2.3", nil, "1.2.3"},
		{"at a tag, with changes", "", "v1.2.3+dirty", []debug.BuildSetting{revision, changed}, "0.0.0-dev+500e76201234.changed"},
		{"between two tags", "", "v1.2.4-0.20261130065958-500e76201234", []debug.BuildSetting{revision}, "0.0.0-dev+500e76201234"},
		{"at work", "", "(devel)", []debug.BuildSetting{revision}, "0.0.0-dev+500e76201234"},
		{"without a history", "", "(devel)", nil, "0.0.0-dev"},
		{"nothing known", "", "", nil, "0.0.0-dev"},
	} {
		info := &debug.BuildInfo{Main: debug.Module{Version: c.module}, Settings: c.settings}
		if got := of(c.released, info); got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}
