package webtest

import "strings"

const host = "https://stream.fastpix.com/"

func do(what string, text ...string) Step { return Step{Do: what, Text: strings.Join(text, "")} }
