package site

import (
	_ "embed"
	"strings"
)

//go:embed early.txt
var earlyText string

// Early names the functions that a start calls, in that order, as `make early` has seen it.
func Early() []string { return strings.Split(strings.TrimSpace(earlyText), "\n") }
