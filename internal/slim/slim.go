// Package slim makes a program that Go compiled for the browser smaller to send, without changing what it does: after the linker,
// from bytes to bytes. lines.go leaves out what only a debugger asks for; columns.go and unpack.go have the program write its
// largest table itself; shrink.go, function.go, jumps.go, places.go and code.go write the code again with what compresses; parts.go cuts it in two;
// early.go lists what a start calls. It knows how one version of Go lays a program out and leaves alone what lies
// otherwise: it is no general optimizer of WebAssembly.
package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// ErrLayout is returned for a program whose bytes do not lie as this package knows them, as a later Go may make them.
var ErrLayout = errors.New("the program is laid out in another way than this package knows")

// gap is the shortest run of zeros that is left out of the data: shorter ones compress to less than what it takes to say
// that they are not there.
const gap = 4096

// Program is the program, smaller. Go's linker cuts
// the data at every few zeros, into some 90,000 pieces whose places do not compress: they become a few again. The tables
// that lead from an instruction to its file, line and inlined calls go: a crash names its functions, not their lines. The table
// of functions comes in columns, which the program puts in rows again. And
// the code is written with less that changes from one call to the next. Together that is a third of the download. On
// [ErrLayout] the program can be used as it is.
//
// Functions that later names, if it is given, come in a second part, which is nil where there are none: what begins the program
// has it fetched and instantiated with what the first gives away, and then calls Arrived of internal/later.
//
// Functions that are named early are listed in the first part under [EarlyName], in that order.
func Program(program []byte, later func(name string) bool, early []string) (first, second []byte, err error) {
	sections, err := readSections(program)
	if err != nil {
		return nil, nil, err
	}
	if slices.ContainsFunc(sections, func(s section) bool { return s.id == dataCountSection }) {
		return nil, nil, fmt.Errorf("%w: it counts its data", ErrLayout)
	}
	data := slices.IndexFunc(sections, func(s section) bool { return s.id == dataSection })
	if data < 0 {
		return nil, nil, fmt.Errorf("%w: no data", ErrLayout)
	}
	from, image, err := readData(sections[data].body)
	if err != nil {
		return nil, nil, err
	}
	t, base, err := findFuncs(image)
	if err != nil {
		return nil, nil, err
	}
	if err := t.dropLines(from, base, image); err != nil {
		return nil, nil, err
	}
	if second, err = shrinkCode(sections, t, from, base, image, later); err != nil {
		return nil, nil, err
	}
	if len(early) > 0 {
		sections = append(sections, t.list(early, later))
	}
	t.dropNames()
	unpack, image, err := t.unpackTable(from, base, image)
	if err != nil {
		return nil, nil, err
	}
	sections[data].body = writeData(from, image)
	if sections, err = startWith(sections, unpack); err != nil {
		return nil, nil, err
	}
	return writeSections(sections), second, nil
}

// What the WebAssembly format calls its parts.
const (
	magic            = "\x00asm\x01\x00\x00\x00"
	typeSection      = 1
	importSection    = 2
	functionSection  = 3
	memorySection    = 5
	exportSection    = 7
	startSection     = 8
	elementSection   = 9
	codeSection      = 10
	dataSection      = 11
	dataCountSection = 12
	opI32Const       = 0x41
	opEnd            = 0x0b
)

// section is one part of a program.
type section struct {
	id   byte
	body []byte
}

func readSections(program []byte) ([]section, error) {
	if !bytes.HasPrefix(program, []byte(magic)) {
		return nil, fmt.Errorf("%w: not WebAssembly", ErrLayout)
	}
	var all []section
	for r := (reader{b: program[len(magic):]}); len(r.b) > 0; {
		s := section{id: r.byte()}
		s.body = r.take(r.uint())
		if r.bad {
			return nil, fmt.Errorf("%w: cut short", ErrLayout)
		}
		all = append(all, s)
	}
	return all, nil
}

func writeSections(all []section) []byte {
	out := []byte(magic)
	for _, s := range all {
		out = append(out, s.id)
		out = binary.AppendUvarint(out, uint64(len(s.body)))
		out = append(out, s.body...)
	}
	return out
}

// readData lays the pieces of data out as they will lie in memory, and returns where the first one begins.
func readData(body []byte) (from int, image []byte, err error) {
	r := reader{b: body}
	type piece struct {
		at   int
		data []byte
	}
	pieces := make([]piece, 0, 100_000)
	to := 0 // the end of the last piece
	for n := r.uint(); n > 0 && !r.bad; n-- {
		if r.byte() != 0 || r.byte() != opI32Const { // of memory 0, at a constant
			return 0, nil, fmt.Errorf("%w: data of another kind", ErrLayout)
		}
		p := piece{at: r.int()}
		if r.byte() != opEnd {
			return 0, nil, fmt.Errorf("%w: data at no constant", ErrLayout)
		}
		p.data = r.take(r.uint())
		if len(pieces) == 0 || p.at < from {
			from = p.at
		}
		to = max(to, p.at+len(p.data))
		pieces = append(pieces, p)
	}
	if r.bad || len(pieces) == 0 || to > 1<<28 {
		return 0, nil, fmt.Errorf("%w: data cut short", ErrLayout)
	}
	image = make([]byte, to-from)
	for _, p := range pieces {
		copy(image[p.at-from:], p.data)
	}
	return from, image, nil
}

// writeData cuts the image at its long runs of zeros.
func writeData(from int, image []byte) []byte {
	var body []byte
	n := uint64(0)
	for at := zeros(image); at < len(image); {
		end := pieceEnd(image, at)
		body = append(body, 0, opI32Const)
		body = appendInt(body, from+at)
		body = append(body, opEnd)
		body = binary.AppendUvarint(body, uint64(end-at))
		body = append(body, image[at:end]...)
		n++
		at = end + zeros(image[end:])
	}
	return append(binary.AppendUvarint(nil, n), body...)
}

// pieceEnd is where the piece that begins at at ends: before a long run of zeros, or those at the end.
func pieceEnd(image []byte, at int) int {
	for end := at; end < len(image); {
		z := zeros(image[end:])
		if z >= gap || end+z == len(image) {
			return end
		}
		for end += z; end < len(image) && image[end] != 0; {
			end++
		}
	}
	return len(image)
}

// zeros counts the zeros at the beginning.
func zeros(b []byte) int {
	for i, c := range b {
		if c != 0 {
			return i
		}
	}
	return len(b)
}

// appendInt writes a signed number as the format does, seven bits a byte.
func appendInt(b []byte, v int) []byte {
	for {
		c := byte(v & 0x7f)
		v >>= 7
		if v == 0 && c&0x40 == 0 || v == -1 && c&0x40 != 0 {
			return append(b, c)
		}
		b = append(b, c|0x80)
	}
}

// reader reads the numbers of the format. Once something is missing it is bad, and reads zeros.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad, r.b = true, nil
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) uint() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > 1<<31 {
		r.take(-1)
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

// int reads a signed number of at most 32 bits.
func (r *reader) int() int {
	v := int32(0)
	for shift := 0; shift < 35; shift += 7 {
		c := r.byte()
		v |= int32(c&0x7f) << shift
		if c < 0x80 {
			if shift < 28 && c&0x40 != 0 {
				v |= -1 << (shift + 7)
			}
			return int(uint32(v)) // an address
		}
	}
	r.take(-1)
	return 0
}
