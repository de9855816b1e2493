package man

import (
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

func TestPages(t *testing.T) {
	run := func(*cobra.Command, []string) {}
	root := &cobra.Command{Use: "tool", Long: "tool does a thing.\n\n  tool it\n\nExit status: 0 fine; 1 no."}
	sub := &cobra.Command{
		Use: "it FILE", Short: "do it", Run: run,
		Long: "Do it.\n\n  tool it 'a\\b' --name x\n  .tool\n\n.profile is read.\nNext line.\n\nExit status: 0 fine.\n\nBehind it.",
	}
	sub.Flags().StringP("name", "n", "", "the name\nof it")
	root.AddCommand(sub, &cobra.Command{Use: "secret", Hidden: true, Run: run}, &cobra.Command{Use: "other", Short: "do another", Run: run})
	pages := Book{Version: "1.2.3", Date: time.Date(2026, 11, 22, 23, 0, 0, 0, time.FixedZone("", -7200)), More: func(c *cobra.Command) string {
		if c == sub {
			return "Fields:\n  one  first\n"
		}
		return ""
	}}.Pages(root)
	if len(pages) != 3 || pages["tool-other.1"] == "" || strings.Contains(pages["tool.1"], "secret") {
		t.Errorf("%d pages: %v", len(pages), pages)
	}
	for file, want := range map[string][]string{
		"tool.1": {
			".SH NAME\ntool \\- does a thing\n", ".SH SYNOPSIS\n\\fBtool\\fR COMMAND [FLAGS]\n",
			".SH COMMANDS\n.TP\n\\fBtool\\-it\\fR(1)\ndo it\n", ".SH EXIT STATUS\n0 fine; 1 no.\n",
		},
		"tool-it.1": {
			`.TH "TOOL\-IT" 1 "2026\-11\-23" "tool 1.2.3" "Playtoken"` + "\n",
			"tool\\-it \\- do it\n.SH SYNOPSIS\n\\fBtool it\\fR FILE [FLAGS]\n",
			".SH DESCRIPTION\nDo it.\n.PP\n.RS 4\n.nf\ntool it \\(aqa\\eb\\(aq \\-\\-name x\n\\&.tool\n.fi\n.RE\n.PP\n.PP\n\\&.profile is read.\nNext line.\nBehind it.\n",
			".TP\n\\fB\\-n\\fR, \\fB\\-\\-name\\fR \\fIstring\\fR\nthe name of it\n",
			".SH VALUES\nFields:\n.PP\n.RS 4\n.nf\none  first\n.fi\n", ".SH EXIT STATUS\n0 fine.\n",
			".SH SEE ALSO\n\\fBtool\\fR(1), \\fBtool\\-other\\fR(1)\n",
		},
	} {
		for _, w := range want {
			if !strings.Contains(pages[file], w) {
				t.Errorf("%s has no %q:\n%s", file, w, pages[file])
			}
		}
	}
}
