package slim

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"
)

// How Go 1.26 lays out its table of functions (runtime/symtab.go, runtime/runtime2.go, internal/abi/symtab.go), for
// programs with pointers of eight bytes, as those for the browser have.
const (
	pcMagic     = "\xf1\xff\xff\xff\x00\x00\x01\x08"
	pcHeader    = 8 + 8*8 // magic and eight numbers
	funcFixed   = 44      // bytes of a function's entry before its tables
	atName      = 4
	atDeferred  = 12 // the place where what was deferred is called
	atPcsp      = 16 // what leads to the sizes of stack frames
	atPcfile    = 20 // to file names, and
	atPcln      = 24 // to line numbers
	atNpcdata   = 28 // how many more tables there are
	atCuOffset  = 32
	atStartLine = 36
	atNfuncdata = 43 // how many pieces of data there are, after the tables
	none        = ^uint32(0)
	inlinedCall = 16     // bytes of one call that was inlined
	argsEnd     = 0xff   // what ends what is known of a function's arguments,
	argsMost    = 171    // in so many bytes
	atFinder    = 8 * 19 // where the module's own data says where the table begins that finds a function,
	atFirstPC   = 8 * 20 // for which instructions it is
	atTables    = 8 * 14 // how long the table of functions is, with their tables,
	atEnd       = 8 * 34 // where all memory of the program ends,
	goFunc      = 8 * 40 // and where the functions' data begins
	bucketPCs   = 4096   // instructions that share an entry of that table
	bucketSize  = 4 + 16 // bytes of an entry: a function, and how much later each sixteenth of the instructions begins
	coarse      = 256    // how many functions share a beginning from now on
)

// What only a crash that is read, a debugger or a trace asks for, by their places in a function's entry.
const (
	pcUnsafe    = 0 // where a function cannot be stopped: nothing stops one in the browser
	pcInlined   = 2
	pcArgsAlive = 3

	dataInlined   = 3
	dataArgs      = 5
	dataArgsAlive = 6
	dataWrapped   = 7
)

// findFuncs finds the table of functions in a program's data, and where it begins.
func findFuncs(image []byte) (t *funcTable, base int, err error) {
	base = bytes.Index(image, []byte(pcMagic))
	if base < 0 || bytes.Contains(image[base+1:], []byte(pcMagic)) {
		return nil, 0, fmt.Errorf("%w: no table of functions", ErrLayout)
	}
	t = &funcTable{image: image[base:], args: map[int]bool{}}
	if !t.read() {
		return nil, 0, fmt.Errorf("%w: a table of functions of another kind", ErrLayout)
	}
	return t, base, nil
}

// dropLines takes what leads from an instruction to its file, line, inlined calls and arguments out of a program's data,
// which begins at the address from. The runtime then says "?" for a line, a table at 0 being none, and tells of the outer
// of two functions that were made one. What it needs to walk the stack and to collect garbage stays. base is where the
// table begins in the data.
func (t *funcTable) dropLines(from, base int, image []byte) error {
	module, err := t.module(from, base, image)
	if err != nil {
		return err
	}
	data := int(binary.LittleEndian.Uint64(module[goFunc:])) - from - base
	if data < t.entries || data > len(t.image) {
		return fmt.Errorf("%w: the data of functions lies elsewhere", ErrLayout)
	}
	if err := coarsen(from, module, image); err != nil {
		return err
	}
	t.end = t.entries + int(binary.LittleEndian.Uint64(module[atTables:]))
	t.free = int(binary.LittleEndian.Uint64(module[atEnd:]))
	if t.end < t.entries || t.end > data || t.free < from+len(image) || t.free > 1<<28 {
		return fmt.Errorf("%w: the table of functions ends elsewhere", ErrLayout)
	}
	for _, f := range t.funcs {
		if err := t.dropInlined(f, data); err != nil {
			return err
		}
		for i := range int(t.u32(f + atNpcdata)) {
			switch i {
			case pcUnsafe, pcInlined, pcArgsAlive:
				t.put(f+funcFixed+4*i, 0)
			}
		}
		for _, at := range []int{atPcfile, atPcln, atCuOffset, atStartLine} {
			t.put(f+at, 0)
		}
	}
	clear(t.image[t.files:t.tables]) // the names of files, and who has which
	return nil
}

// funcTable is the table of functions of a program.
type funcTable struct {
	image                         []byte
	names, files, tables, entries int          // where each part begins: names of functions, of files
	funcs                         []int        // where each entry is
	end                           int          // where the table ends
	free                          int          // the address behind all of the program's memory
	args                          map[int]bool // where what is known of arguments was taken away
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
		tables, data := int(t.u32(at+atNpcdata)), int(t.image[at+atNfuncdata])
		if tables > 16 || at+funcFixed+4*(tables+data) > len(t.image) {
			return false
		}
		t.funcs = append(t.funcs, at)
	}
	return true
}

// module is the module's own data: it begins with the addresses of the table and of its names.
func (t *funcTable) module(from, base int, image []byte) ([]byte, error) {
	here := binary.LittleEndian.AppendUint64(nil, uint64(from+base))
	here = binary.LittleEndian.AppendUint64(here, uint64(from+base+t.names))
	module := bytes.Index(image, here)
	if module < 0 || module+goFunc+8 > len(image) {
		return nil, fmt.Errorf("%w: no module", ErrLayout)
	}
	return image[module:], nil
}

// coarsen has the table that finds a function lead to the first of a few, from which the runtime goes on to the right one by
// itself.
func coarsen(from int, module, image []byte) error {
	first, last := binary.LittleEndian.Uint64(module[atFirstPC:]), binary.LittleEndian.Uint64(module[atFirstPC+8:])
	at := int(binary.LittleEndian.Uint64(module[atFinder:])) - from
	n := int(last-first) / bucketPCs // the last one, of a few instructions, stays
	if first != firstFunc<<16 || last < first || at < 0 || n < 0 || at+n*bucketSize > len(image) {
		return fmt.Errorf("%w: functions are found in another way", ErrLayout)
	}
	for range n {
		entry := image[at : at+bucketSize]
		if zeros(entry[4:]) != bucketSize-4 {
			return fmt.Errorf("%w: functions lie closer together", ErrLayout)
		}
		binary.LittleEndian.PutUint32(entry, binary.LittleEndian.Uint32(entry)/coarse*coarse)
		at += bucketSize
	}
	return nil
}

// dropNames takes away the names of functions that are not the kit's: the runtime says nothing for a name. A function within
// another one gets that one's name.
func (t *funcTable) dropNames() {
	where := map[string]uint32{}
	for _, f := range t.funcs {
		where[t.name(f)] = t.u32(f + atName)
	}
	used := map[uint32]bool{}
	for _, f := range t.funcs {
		name, at := t.name(f), uint32(0)
		if strings.HasPrefix(name, ours) {
			at = t.u32(f + atName)
			if outer, ok := where[within.ReplaceAllString(name, "")]; ok {
				at = outer
			}
		}
		t.put(f+atName, at)
		used[at] = true
	}
	at := uint32(0)
	for names := t.image[t.names:t.files]; len(names) > 0; {
		name, rest, _ := bytes.Cut(names, []byte{0})
		if !used[at] {
			clear(name)
		}
		at += uint32(len(name)) + 1
		names = rest
	}
}

// within is how the name of a function within another one ends.
var within = regexp.MustCompile(`(\.func\d+|\.gowrap\d+|\.deferwrap\d+|\.\d+|-range\d+|-fm)+$`)

// ours is how the names of the kit's own functions begin.
const ours = "trousse/"

// dropInlined takes away what a function knows of the calls inlined in it and of its arguments. data is where the data of
// functions begins.
func (t *funcTable) dropInlined(f, data int) error {
	tables := int(t.u32(f + atNpcdata))
	for i := range int(t.image[f+atNfuncdata]) {
		at := f + funcFixed + 4*(tables+i)
		switch i {
		case dataInlined:
			if tables <= pcInlined || t.u32(at) == none {
				continue
			}
			most, err := t.most(int(t.u32(f + funcFixed + 4*pcInlined)))
			if err != nil {
				return err
			}
			calls := data + int(t.u32(at))
			if calls+inlinedCall*(most+1) > len(t.image) {
				return fmt.Errorf("%w: inlined calls beyond their place", ErrLayout)
			}
			clear(t.image[calls : calls+inlinedCall*(most+1)])
		case dataArgs:
			from := data + int(t.u32(at))
			if t.u32(at) == none || t.args[from] { // functions whose arguments lie alike share this
				break
			}
			n := bytes.IndexByte(t.image[min(from, len(t.image)):], argsEnd) + 1
			if n == 0 || n > argsMost {
				return fmt.Errorf("%w: arguments beyond their place", ErrLayout)
			}
			clear(t.image[from : from+n])
			t.args[from] = true
		case dataArgsAlive, dataWrapped:
		default:
			continue
		}
		t.put(at, none)
	}
	return nil
}

// run is a value that a table gives for the places before to.
type run struct{ value, to int }

// runs reads one table: pairs of numbers, until a difference of zero that is not the first. There are none at 0.
func (t *funcTable) runs(at int) (all []run, err error) {
	if at == 0 {
		return nil, nil
	}
	if t.tables+at >= t.entries {
		return nil, fmt.Errorf("%w: a table beyond its place", ErrLayout)
	}
	last := run{value: -1}
	for r := (reader{b: t.image[t.tables+at : t.entries]}); ; {
		diff := r.uint()
		if diff == 0 && len(all) > 0 {
			return all, nil
		}
		last.value += diff>>1 ^ -(diff & 1)
		last.to += r.uint()
		if r.bad {
			return nil, fmt.Errorf("%w: a table without an end", ErrLayout)
		}
		all = append(all, last)
	}
}

// most is the highest value of one table; -1 without one.
func (t *funcTable) most(at int) (most int, err error) {
	all, err := t.runs(at)
	most = -1
	for _, r := range all {
		most = max(most, r.value)
	}
	return most, err
}
