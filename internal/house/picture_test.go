package house

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "draw the picture of the house anew")

// TestPictureOfTheHouse holds that the picture in ARCHITECTURE.md shows the packages and lines that testdata/lines.txt allows.
func TestPictureOfTheHouse(t *testing.T) {
	drawn := picture(floors(lines(t)))
	if *update {
		if err := os.WriteFile("house.svg", drawn, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile("house.svg")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, drawn) {
		t.Error("house.svg is not the picture of lines.txt: go test ./internal/house -update")
	}
}

// A floor is the packages that may build upon the floors below, and upon nothing of their own height.
type floor struct {
	name string
	in   []string
}

// floors puts each package one above the highest that it may import; the rooms, of which there are many, share one floor, and a
// folder stands for what is inside it.
func floors(allowed map[string][]string) []floor {
	whole := func(name string) string {
		parts := strings.SplitN(name, "/", 3)
		return path.Join(parts[:min(2, len(parts))]...)
	}
	below := map[string]map[string]bool{}
	for name, may := range allowed {
		if below[whole(name)] == nil {
			below[whole(name)] = map[string]bool{}
		}
		for _, one := range may {
			if one = whole(one); one != whole(name) && !strings.Contains(one, "*") {
				below[whole(name)][one] = true
			}
		}
	}
	var height func(string) int
	height = func(name string) int {
		top := 0
		for one := range below[name] {
			top = max(top, height(one)+1)
		}
		return top
	}
	domain := make([]floor, 8)
	named := []floor{{name: "cmd"}, {name: "the shell"}, {name: "rooms"}, {name: "what rooms share"}}
	for _, name := range slices.Sorted(maps.Keys(below)) {
		switch {
		case strings.HasPrefix(name, "cmd/"):
			named[0].in = append(named[0].in, name)
		case name == "app":
			named[1].in = append(named[1].in, name)
		case name == "app/ui" || name == "app/html":
			named[3].in = append(named[3].in, name)
		case strings.HasPrefix(name, "app/"):
			named[2].in = append(named[2].in, name)
		default:
			f := &domain[height(name)]
			f.in = append(f.in, name)
		}
	}
	for i, f := range slices.Backward(domain) {
		if f.name = "upon those"; i == 1 {
			f.name = "upon the ground"
		}
		if len(f.in) == 0 {
			continue
		}
		if i == 0 {
			f.name = "the ground"
		}
		named = append(named, f)
	}
	return named
}

// picture draws the floors, the highest first.
func picture(all []floor) []byte {
	const width, row, tall, gap, left = 940, 34, 26, 8, 140
	var boxes bytes.Buffer
	y := 12
	for _, f := range all {
		top, x := y, left
		for _, name := range f.in {
			shown := strings.TrimPrefix(strings.TrimPrefix(name, "internal/"), "app/")
			w := 22 + 8*len(shown)
			if x+w > width-gap {
				x, y = left, y+row
			}
			fmt.Fprintf(&boxes, "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"7\"/><text x=\"%d\" y=\"%d\">%s</text>\n", x, y, w, tall, x+11, y+18, shown)
			x += w + gap
		}
		y += row
		fmt.Fprintf(&boxes, "<text class=\"floor\" x=\"12\" y=\"%d\">%s</text>\n<line x1=\"12\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", top+18, f.name, y+2, width-12, y+2)
		y += 12
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"The packages of Trousse: each may import only from the floors below it\">\n", width, y)
	out.WriteString("<style>text{font:14px ui-monospace,monospace;fill:#13251f}.floor{font:13px system-ui,sans-serif;fill:#48594f}.box{fill:#fff;stroke:#6c7c73}line{stroke:#d3dcd5}</style>\n")
	fmt.Fprintf(&out, "<rect width=\"%d\" height=\"%d\" fill=\"#f0f3ef\"/>\n", width, y)
	out.Write(boxes.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}
