package probe

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/Eyevinn/hls-m3u8/m3u8"
)

// How much of a playlist is handed on. The library's work grows with the product of variants
// and further renditions.
const (
	mostVariants = 200
	mostFurther  = 200
	mostSegments = 20_000
	longestLine  = 16 << 10
	mostPutIn    = 1 << 20 // bytes that the values of variables add
)

// shortened is a playlist with what is needed of it.
type shortened struct {
	text      string
	more      int  // renditions that are left out
	versioned bool // it says which version of the protocol it has
}

// needed are the tags that are handed on. Players look past those that they do not know.
var needed = []string{
	"#EXTM3U", "#EXT-X-VERSION:", "#EXT-X-SESSION-KEY:", "#EXT-X-KEY:", "#EXT-X-TARGETDURATION:", "#EXT-X-MEDIA-SEQUENCE:",
	"#EXT-X-PLAYLIST-TYPE:", "#EXT-X-ENDLIST", "#EXT-X-BYTERANGE:", "#EXT-X-I-FRAMES-ONLY",
}

// shorten leaves out what is not needed, or is too much, and puts in the values of variables.
// An address that is the last line, and may be cut, stays.
func shorten(text string, base *url.URL) (s shortened) {
	var out strings.Builder
	values := variables{base: base}
	variants, further, segments, keys := 0, 0, 0, 0
	leaveOut := false // the next address, whose tag was left out
	keep := func(line string) { out.WriteString(line + "\n") }
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "" || len(line) > longestLine:
			leaveOut = leaveOut && line == ""
			continue
		case strings.HasPrefix(line, "#EXT-X-DEFINE:"):
			values.define(line)
			continue
		case strings.HasPrefix(line, "#EXT-X-STREAM-INF:"):
			variants++
			if leaveOut = variants > mostVariants; leaveOut {
				s.more++
				continue
			}
		case strings.HasPrefix(line, "#EXT-X-MEDIA:"):
			if further++; further > mostFurther {
				s.more++
				continue
			}
		case strings.HasPrefix(line, "#EXTINF:"):
			segments++
			if leaveOut = segments > mostSegments; leaveOut {
				continue
			}
		case !strings.HasPrefix(line, "#"):
			if leaveOut {
				leaveOut = false
				continue
			}
		case strings.HasPrefix(line, "#EXT-X-KEY:"), strings.HasPrefix(line, "#EXT-X-SESSION-KEY:"):
			if keys++; keys > mostSegments {
				continue
			}
		case !isNeeded(line):
			continue
		}
		s.versioned = s.versioned || strings.HasPrefix(line, "#EXT-X-VERSION:")
		keep(values.put(line))
	}
	s.text = out.String()
	return s
}

func isNeeded(line string) bool {
	for _, tag := range needed {
		if strings.HasPrefix(line, tag) {
			return true
		}
	}
	return false
}

// variables are those of EXT-X-DEFINE, as {$name} stands for them; a playlist may take them
// from the query of its own address, and so hand a token on.
type variables struct {
	base   *url.URL
	values []string // name and value by turns, as strings.NewReplacer has them
	by     *strings.Replacer
	added  int // bytes, so far
}

const mostVariables = 100

func (v *variables) define(line string) {
	name, value := attribute(line, "NAME"), attribute(line, "VALUE")
	if param := attribute(line, "QUERYPARAM"); param != "" {
		name = param
		for part := range strings.SplitSeq(v.base.RawQuery, "&") {
			if n, given, ok := strings.Cut(part, "="); ok && n == param {
				value = given
			}
		}
	}
	if name == "" || len(v.values) >= 2*mostVariables {
		return
	}
	v.values = append(v.values, "{$"+name+"}", value)
	v.by = strings.NewReplacer(v.values...)
}

// put puts the values in. A line that grows beyond measure stays as it is, and so do all once
// the text has: a short line may name a long value several times.
func (v *variables) put(line string) string {
	if v.by == nil || strings.Count(line, "{$") > 8 || v.added > mostPutIn {
		return line
	}
	with := v.by.Replace(line)
	v.added += max(0, len(with)-len(line))
	if len(with) > longestLine || v.added > mostPutIn {
		return line
	}
	return with
}

// attribute is the value of a quoted attribute of a tag, "" for none.
func attribute(line, name string) string {
	for _, before := range []string{":", ","} {
		if _, rest, ok := strings.Cut(line, before+name+`="`); ok {
			value, _, _ := strings.Cut(rest, `"`)
			return value
		}
	}
	return ""
}

// sizeOf reads WxH, and names it as people do: by its shorter side.
func sizeOf(resolution string) (size, name string) {
	w, h, _ := strings.Cut(strings.ToLower(resolution), "x")
	width, err := strconv.ParseUint(w, 10, 16)
	height, bad := strconv.ParseUint(h, 10, 16)
	if err != nil || bad != nil {
		return "", ""
	}
	side := strconv.FormatUint(min(width, height), 10)
	return strconv.FormatUint(width, 10) + "x" + strconv.FormatUint(height, 10), side + "p"
}

// onlySound reports whether all codecs are of sound (RFC 6381).
func onlySound(codecs string) bool {
	for codec := range strings.SplitSeq(codecs, ",") {
		name, _, _ := strings.Cut(strings.TrimSpace(codec), ".")
		switch name {
		case "mp4a", "ac-3", "ec-3", "ac-4", "opus", "Opus", "fLaC", "mp3", "alac":
		default:
			return false
		}
	}
	return codecs != ""
}

// partOf is the beginning of a segment that is a piece of a file, "" for one that is a file.
func partOf(s *m3u8.MediaSegment) string {
	if s.Limit <= 0 || s.Offset < 0 || s.Offset > 1<<60 {
		return ""
	}
	end := s.Offset + min(s.Limit, mostFirst) - 1
	return "bytes=" + strconv.FormatInt(s.Offset, 10) + "-" + strconv.FormatInt(end, 10)
}
