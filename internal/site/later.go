package site

import (
	_ "embed"
	"strings"
)

// PartName is the second part of the program, as an asset.
const PartName = "rooms.wasm"

//go:embed later.txt
var laterText string

// Later says whether the function of that name comes in the second part of the program: the longest line of later.txt decides
// that the name begins with.
func Later(name string) bool { return later(name) }

var later = readLater(laterText)

func readLater(text string) func(name string) bool {
	lines := map[string]bool{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		but, isBut := strings.CutPrefix(line, "but ")
		lines[but] = !isBut
	}
	return func(name string) bool {
		for at := len(name); at > 0; at-- {
			if at < len(name) && !strings.ContainsRune(".-[", rune(name[at])) {
				continue
			}
			if is, ok := lines[name[:at]]; ok {
				return is && !begins(name[at:])
			}
		}
		return false
	}
}

// begins says whether what follows a package's name is what Go runs when the program begins.
func begins(rest string) bool {
	number, ok := strings.CutPrefix(strings.TrimPrefix(rest, ".map"), ".init")
	return ok && strings.Trim(number, ".0123456789") == ""
}
