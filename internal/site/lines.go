package site

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// How Go 1.20 and later lay out their table of functions (runtime/symtab.go, runtime/runtime2.go), for programs with
// pointers of eight bytes, as those for the browser have.
const (
	pcMagic    = "\xf1\xff\xff\xff\x00\x00\x01\x08"
	pcHeader   = 8 + 8*8 // magic and eight numbers
	funcFixed  = 44      // bytes of a function's entry before its tables
	atPcsp     = 16      // what leads to the sizes of stack frames
	atPcfile   = 20      // to file names, and
	atPcln     = 24      // to line numbers
	atNpcdata  = 28      // how many more tables there are
	atCuOffset = 32
)

// dropLines takes the tables of files and lines out of a program's data, and the names of functions that are not the
// kit's. The runtime then says "?" for a line, a table at 0 being none, and nothing for a name. What it needs to walk the stack and to collect garbage stays as it is.
func dropLines(image []byte) error {
	base := bytes.Index(image, []byte(pcMagic))
	if base < 0 || bytes.Contains(image[base+1:], []byte(pcMagic)) {
		return fmt.Errorf("%w: no table of functions", ErrLayout)
	}
	t := funcTable{image: image[base:]}
	if !t.read() {
		return fmt.Errorf("%w: a table of functions of another kind", ErrLayout)
	}
	kept, dropped := map[uint32]bool{}, map[uint32]bool{}
	for _, f := range t.funcs {
		kept[t.u32(f+atPcsp)] = true
		for i := range int(t.u32(f + atNpcdata)) {
			kept[t.u32(f+funcFixed+4*i)] = true
		}
		for _, at := range []int{atPcfile, atPcln} {
			dropped[t.u32(f+at)] = true
			t.put(f+at, 0)
		}
		t.put(f+atCuOffset, 0)
	}
	for at := range dropped {
		if at > 0 && !kept[at] {
			if err := t.erase(int(at)); err != nil {
				return err
			}
		}
	}
	clear(t.image[t.files:t.tables]) // the names of files, and who has which
	for names := t.image[t.names:t.files]; len(names) > 0; {
		name, rest, _ := bytes.Cut(names, []byte{0})
		if !bytes.HasPrefix(name, []byte("trousse/")) {
			clear(name)
		}
		names = rest
	}
	return nil
}

// funcTable is the table of functions of a program.
type funcTable struct {
	image                         []byte
	names, files, tables, entries int   // where each part begins: names of functions, of files
	funcs                         []int // where each entry is
}

func (t *funcTable) u32(at int) uint32    { return binary.LittleEndian.Uint32(t.image[at:]) }
func (t *funcTable) put(at int, v uint32) { binary.LittleEndian.PutUint32(t.image[at:], v) }

// read finds the parts of the table, and whether all of it is as it should be.
func (t *funcTable) read() bool {
	if len(t.image) < pcHeader {
		return false
	}
	var h [8]int
	for i := range h {
		h[i] = int(binary.LittleEndian.Uint64(t.image[8+8*i:]))
	}
	n := h[0]
	t.names, t.files, t.tables, t.entries = h[3], h[4], h[6], h[7]
	if n < 1 || h[3] < pcHeader || h[4] < h[3] || h[5] < h[4] || h[6] < h[5] || h[7] < h[6] || h[7]+8*n+4 > len(t.image) {
		return false
	}
	entry := uint32(0)
	for i := range n {
		at := t.entries + int(t.u32(t.entries+8*i+4))
		if at+funcFixed > len(t.image) || t.u32(at) != t.u32(t.entries+8*i) || t.u32(at) < entry {
			return false
		}
		entry = t.u32(at)
		if tables := int(t.u32(at + atNpcdata)); tables > 16 || at+funcFixed+4*tables > len(t.image) {
			return false
		}
		t.funcs = append(t.funcs, at)
	}
	return true
}

// erase puts zeros in the place of one table: pairs of numbers, until a difference of zero that is not the first.
func (t *funcTable) erase(at int) error {
	if t.tables+at >= t.entries {
		return fmt.Errorf("%w: a table beyond its place", ErrLayout)
	}
	body := t.image[t.tables+at : t.entries]
	r := reader{b: body}
	for first := true; ; first = false {
		if diff := r.uint(); diff == 0 && !first {
			break
		}
		r.uint()
		if r.bad {
			return fmt.Errorf("%w: a table without an end", ErrLayout)
		}
	}
	clear(body[:len(body)-len(r.b)])
	return nil
}
