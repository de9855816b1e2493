package importer_test

import (
	"encoding/binary"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// TestPastedKeys is family B: PEM as it comes out of programs, terminals, mails,
// word processors and files of settings. All of it is a whole key.
func TestPastedKeys(t *testing.T) {
	k := newKit(t)
	p, flat := k.pem, strings.Join(k.lines[1:len(k.lines)-1], "")
	begin, end := k.lines[0], k.lines[len(k.lines)-1]
	body := func(n int, sep string) string { return begin + "\n" + wrap(flat, n, sep) + end + "\n" }
	lines := func(format string) string {
		return eachLine(p, func(l string) string { return fmt.Sprintf(format, l) })
	}
	replace := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(p) }
	n := 0
	numbered := func(format string) string {
		n = 0
		return eachLine(p, func(l string) string { n++; return fmt.Sprintf(format, n, l) })
	}
	escaped, indented := replace("\n", `\n`), lines("      %s")
	joined := func(format, between, last string) string {
		return strings.TrimSuffix(lines(format), between) + last
	}
	bare := strings.TrimRight(flat, "=")
	quotedPrintable := begin + "\r\n" + wrap(bare, 75, "=\r\n") + strings.Repeat("=3D", len(flat)-len(bare)) + "\r\n" + end + "\r\n"
	var family []variant
	add := func(name, text string, code keys.Code) {
		verdict := warn
		if code == "" {
			verdict = yes
		}
		family = append(family, variant{name, text, importer.Options{}, verdict, code, k.rsa})
	}
	add("lines of 48", body(48, "\n"), "")
	add("lines of 76, CRLF", body(76, "\r\n"), "")
	add("lines of 10", body(10, "\n"), "")
	add("lines of 61", body(61, "\n"), "")
	add("spaces at line ends", lines("%s   "), "")
	add("tabs at line ends", lines("%s\t"), "")
	add("no last line end", strings.TrimSuffix(p, "\n"), "")
	add("blank lines around and between", "\n\n\n"+replace("\n", "\r\n\r\n")+"\n\n", "")
	add("mixed line ends", strings.Replace(p, "\n", "\r\n", 9), "")
	add("Ctrl-Z behind", p+"\x1a", keys.FixedInvisible)
	add("colours of a terminal", "\x1b[32m"+p+"\x1b[0m", keys.FixedInvisible)
	add("marks of a paste", "\x1b[200~"+p+"\x1b[201~", keys.FixedInvisible)
	add("escape characters lost", "[32m"+p+"[0m", keys.ExtraBlocks)
	add("BOM read as Latin-1", "\u00ef\u00bb\u00bf"+p, keys.ExtraBlocks)
	add("right-to-left marks", replace("-----", "\u200f-----\u200e"), keys.FixedInvisible)
	add("direction of writing", "\u202a"+p+"\u202c", keys.FixedInvisible)
	add("soft hyphens in BEGIN", replace("PRIVATE", "PRI\u00adVATE"), keys.FixedInvisible)
	add("word joiners", replace("/", "/\u2060"), keys.FixedInvisible)
	add("no-break space at line ends", lines("%s\u00a0"), keys.FixedLookalike)
	add("no-break spaces at line starts", lines("\u00a0\u00a0%s"), keys.FixedLookalike)
	add("full width", fullWidth(p), keys.FixedLookalike)
	add("full width plus and slash", replace("+", "\uff0b", "/", "\uff0f"), keys.FixedLookalike)
	add("dashes of Word", replace("-----", "\u2014\u2013"), keys.FixedDashes)
	add("minus signs", replace("-", "\u2212"), keys.FixedDashes)
	add("lines drawn", replace("-", "\u2500"), keys.FixedDashes)
	add("one long dash", replace("-----", "\u2014"), keys.FixedDashes)
	add("three dashes behind", replace("KEY-----", "KEY---"), keys.FixedDashes)
	add("smart quotes around", "\u201c"+p+"\u201d", keys.FixedQuotes)
	add("low quotes around", "\u201e"+p+"\u201c", keys.FixedQuotes)
	add("guillemets", "\u00ab"+p+"\u00bb", keys.FixedQuotes)
	add("single smart quotes, escaped", "\u2018"+escaped+"\u2019", keys.FixedQuotes)
	add("UTF-16LE, CRLF", utf16Of(replace("\n", "\r\n"), binary.LittleEndian, true), keys.FixedUTF16)
	add("UTF-16BE, no mark", utf16Of(p, binary.BigEndian, false), keys.FixedUTF16)
	add("UTF-16 and four dashes", utf16Of(replace("-----", "----"), binary.LittleEndian, true), keys.FixedUTF16)
	add("escaped twice, CRLF", replace("\n", `\\r\\n`), keys.FixedEscapedNewlines)
	add("escaped and real line ends", replace("\n", "\\n\n"), keys.FixedEscapedNewlines)
	add("escaped tabs", replace("\n", `\n\t`), keys.FixedEscapedNewlines)
	add("export, double quotes", `export FASTPIX_PRIVATE_KEY="`+escaped+`"`, keys.FixedEnvLine)
	add(".env among others", "A=1\nFASTPIX_PRIVATE_KEY=\""+escaped+"\"\nB='2'\n", keys.FixedEnvLine)
	add(".env with spaces", `PRIVATE_KEY = "`+escaped+`"`, keys.FixedEnvLine)
	add(".env, $'...'", `KEY=$'`+escaped+`'`, keys.FixedEnvLine)
	add("setx", `setx PRIVATE_KEY "`+escaped+`"`, keys.FixedEnvLine)
	add("fish", `set -gx PRIVATE_KEY "`+escaped+`"`, keys.FixedEnvLine)
	add("systemd", `Environment="PRIVATE_KEY=`+escaped+`"`, keys.FixedEnvLine)
	add("docker-compose list", "services:\n  api:\n    environment:\n      - PRIVATE_KEY="+escaped+"\n      - PORT=80\n", keys.FixedEnvLine)
	add("docker-compose, |", "services:\n  api:\n    environment:\n      PRIVATE_KEY: |\n"+lines("        %s")+"      PORT: 80\n", keys.TakenFromYAML)
	add("YAML, >", "a:\n    key: >\n"+indented+"b: c\n", keys.TakenFromYAML)
	add("YAML, |2-", "key: |2-\n"+indented, keys.TakenFromYAML)
	add("YAML list", "keys:\n  - |\n"+indented, keys.TakenFromYAML)
	add("YAML, tag", "key: !!str |\n"+indented, keys.TakenFromYAML)
	add("Kubernetes stringData", "kind: Secret\nstringData:\n  tls.key: |-\n"+indented+"type: Opaque\n", keys.TakenFromYAML)
	add("Terraform heredoc", "  private_key = <<-EOT\n"+indented+"  EOT\n}\n", keys.FixedSourceCode)
	add("Terraform string", `private_key = "`+escaped+`"`, keys.FixedSourceCode)
	add("JavaScript template", "export const KEY = `"+p+"`;\n", keys.FixedSourceCode)
	add("JavaScript template, indented", "  const key = `\n"+indented+"  `.trim();\n", keys.FixedSourceCode)
	add("JavaScript join", "const key = [\n"+joined("  '%s',", ",\n", "\n].join('\\n');"), keys.FixedSourceCode)
	add("JavaScript env", "privateKey: process.env.KEY || '"+escaped+"',", keys.FixedSourceCode)
	add("Python triple quotes", "PRIVATE_KEY = '''"+p+"'''\n", keys.FixedSourceCode)
	add("Python bytes", "key = b\"\"\""+p+"\"\"\"\n", keys.FixedSourceCode)
	add("Python in brackets", "key = (\n"+lines(`    "%s\n"`)+")\n", keys.FixedSourceCode)
	add("Python repr", "b'"+escaped+"'", keys.FixedSourceCode)
	add("PHP heredoc", "<?php\n$key = <<<EOD\n"+p+"EOD;\n", keys.FixedSourceCode)
	add("PHP nowdoc, indented", "    $key = <<<'PEM'\n"+indented+"      PEM;\n", keys.FixedSourceCode)
	add("Go raw string", "const key = `"+p+"`\n", keys.FixedSourceCode)
	add("C strings", "static const char key[] =\n"+joined(`    "%s\n"`, "\n", ";\n"), keys.FixedSourceCode)
	add("C line joints", "const char *key = \""+replace("\n", "\\n\\\n")+"\";", keys.FixedSourceCode)
	add("Java plus", "String key = "+joined(`"%s\n" +`, " +\n", ";"), keys.FixedSourceCode)
	add("Java text block", "String key = \"\"\"\n"+indented+"      \"\"\";", keys.FixedSourceCode)
	add("C# verbatim", "var key = @\""+p+"\";", keys.FixedSourceCode)
	add("Ruby heredoc", "key = <<~PEM\n"+indented+"PEM\n", keys.FixedSourceCode)
	add("Rust raw string", "let key = r#\""+p+"\"#;", keys.FixedSourceCode)
	add("Swift", "let key = \"\"\"\n"+indented+"\"\"\"", keys.FixedSourceCode)
	add("PowerShell here-string", "$key = @'\n"+p+"'@\n", keys.FixedSourceCode)
	add("SQL", "INSERT INTO keys (pem) VALUES ('"+p+"');", keys.FixedSourceCode)
	add("echo", `echo "`+escaped+`" > key.pem`, keys.FixedSourceCode)
	add("printf", `printf '`+escaped+`' | openssl rsa -check`, keys.FixedSourceCode)
	add("XML", "<key>\n"+p+"</key>", keys.FixedHTML)
	add("CDATA", "<key><![CDATA["+p+"]]></key>", keys.FixedHTML)
	add("numbers of cat -n", numbered("%6d\t%s"), keys.FixedSourceCode)
	add("numbers of grep -n", numbered("%d:%s"), keys.FixedSourceCode)
	add("numbers with a bar", numbered("%3d | %s"), keys.FixedSourceCode)
	add("numbers with a point", numbered("%d. %s"), keys.FixedSourceCode)
	add("a diff", lines("+%s"), keys.FixedQuotePrefix)
	add("mail three times", lines("> > > %s"), keys.FixedQuotePrefix)
	add("mail, initials", lines("AB> %s"), keys.FixedQuotePrefix)
	add("Slack", lines("&gt; %s"), keys.FixedHTML)
	add("quoted-printable", quotedPrintable, keys.FixedPercent)
	add("table of a terminal", lines("| %s |"), keys.FixedQuotePrefix)
	add("Markdown fence, indented", "   ```text\n"+lines("   %s")+"   ```\n", keys.FixedFence)
	add("Markdown fence in a quote", "> ```\n"+lines("> %s")+"> ```\n", keys.FixedFence)
	add("Markdown by four spaces", "Key:\n\n"+lines("    %s"), keys.TakenFromYAML)
	add("Markdown list", lines("- %s"), keys.FixedQuotePrefix)
	add("Jira", "{code}\n"+p+"{code}", keys.ExtraBlocks)
	add("pre, escaped", "&lt;pre&gt;"+html.EscapeString(p)+"&lt;/pre&gt;", keys.FixedHTML)
	add("entities for line ends", replace("\n", "&#xA;"), keys.FixedHTML)
	add("entities for line ends, decimal", replace("\n", "&#13;&#10;"), keys.FixedHTML)
	add("entities for no-break spaces", replace(" ", "&nbsp;", "\n", "<br/>"), keys.FixedHTML)
	add("rows of a table", lines("<tr><td>%s</td></tr>"), keys.FixedHTML)
	add("JSON in a page", html.EscapeString(`{"privateKey":`+asJSON(p)+`}`), keys.FixedHTML)
	add("percent-encoded CRLF", replace("\n", "%0D%0A", " ", "%20", "+", "%2B"), keys.FixedPercent)
	add("percent-encoded line ends alone", replace("\n", "%0A"), keys.FixedPercent)
	add("form field", "private_key="+replace("\n", "%0A", " ", "+", "+", "%2B", "/", "%2F", "=", "%3D"), keys.FixedPercent)
	add("spaces for plus and line ends", begin+" "+strings.ReplaceAll(flat, "+", " ")+" "+end, keys.FixedOneLine)
	add("tabs for line ends", replace("\n", "\t"), keys.FixedOneLine)
	add("BEGIN and body in one line", begin+flat+"\n"+end, keys.FixedOneLine)
	add("body and END in one line", begin+"\n"+flat+end, "")
	add("semicolon behind", strings.TrimSpace(p)+";", keys.FixedQuotes)
	add("words in the same line", "private key: "+p, keys.ExtraBlocks)
	add("words in the same line, one line", "My key is "+escaped+" and that is all.", keys.ExtraBlocks)
	add("underscores for spaces", replace("PRIVATE KEY", "PRIVATE_KEY"), keys.FixedPlusSpace)
	add("small letters all over the BEGIN line", replace(begin, strings.ToLower(begin)), keys.FixedHeaderCase)
	add("RSA in the label and small letters", replace("BEGIN PRIVATE KEY", "begin rsa private key", "END PRIVATE KEY", "end rsa private key"), keys.FixedHeaderCase)
	add("a space after the dashes", replace("-----BEGIN PRIVATE KEY-----", "----- BEGIN PRIVATE KEY -----"), keys.FixedSpaces)
	check(t, family)
}

// fullWidth writes a text as an East Asian input method does.
func fullWidth(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == ' ':
			return '\u3000'
		case c > ' ' && c < 0x7f:
			return c + 0xfee0
		}
		return c
	}, s)
}

// TestEachRepairIsNamed: a text with several faults is told about all of them,
// in words that fit before "was repaired".
func TestEachRepairIsNamed(t *testing.T) {
	k := newKit(t)
	four := strings.ReplaceAll(k.pem, "-----", "----")
	for _, c := range []struct {
		text    string
		repairs []string
	}{
		{utf16Of(four, little, true), []string{"UTF-16", "dashes"}},
		{"\ufeff\"" + strings.ReplaceAll(four, "\n", `\n`) + "\"", []string{"a byte order mark", "quotes", "escaped line ends", "dashes"}},
		{"> " + strings.ReplaceAll(strings.TrimSpace(strings.ReplaceAll(k.pem, "PRIVATE KEY", "PRIVATE\u00a0KEY")), "\n", "\n> ") + "\n", []string{"marks of a quoted mail", "characters that only look right"}},
		{"KEY=" + strings.ReplaceAll(strings.ReplaceAll(k.one, "=", "%3D"), "L", "\u200bL") + "\n", []string{"invisible characters", "percent-encoding", "the name in front of the key"}},
		{"\x1b[1m" + strings.ReplaceAll(four, "\n", "\r"), []string{"control characters", "line ends", "dashes"}},
	} {
		a := importer.Import([]byte(c.text))
		if !a.Taken() || !slices.Equal(a.Repairs, c.repairs) {
			t.Errorf("%s %q, want %q", a.Verdict, a.Repairs, c.repairs)
		}
		for _, r := range c.repairs {
			if !strings.Contains(a.Message, r) {
				t.Errorf("message %q, without %q", a.Message, r)
			}
		}
	}
}
