package slim

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// EarlyName is the part of a program that lists, of the functions in its table, those that a start calls, in that order: how far each
// lies from the one before. Browsers that compile a function when it is called for the first time can do so beforehand (web/compile.js).
const EarlyName = "early"

// customSection is a part that WebAssembly itself gives no meaning to.
const customSection = 0

// list writes that part, of the functions that are named early and do not come later. A name that no function has is left out.
func (t *funcTable) list(early []string, later func(name string) bool) section {
	places := map[string]int64{}
	for _, f := range t.funcs {
		places[t.name(f)] = int64(t.u32(f))
	}
	body, last := appendName(nil, EarlyName), int64(0)
	for _, name := range early {
		if place, ok := places[name]; ok && (later == nil || !later(name)) {
			body, last = binary.AppendVarint(body, place-last), place
		}
	}
	return section{customSection, body}
}

// Names lists the functions of a program as Go made it, a line each: the number by which a browser calls it, and the name.
func Names(program []byte) (string, error) {
	sections, err := readSections(program)
	if err != nil {
		return "", err
	}
	imported := 0
	var lines strings.Builder
	for _, s := range sections {
		switch s.id {
		case importSection:
			r := reader{b: s.body}
			imported = r.uint()
		case dataSection:
			_, image, err := readData(s.body)
			if err != nil {
				return "", err
			}
			t, _, err := findFuncs(image)
			if err != nil {
				return "", err
			}
			for _, f := range t.funcs {
				fmt.Fprintf(&lines, "%d %s\n", imported+int(t.u32(f))-firstFunc, t.name(f))
			}
		}
	}
	return lines.String(), nil
}
