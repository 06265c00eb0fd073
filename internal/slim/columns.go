package slim

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// column is a column of a table that lies in memory: numbers of four bytes, one in each row.
type column struct {
	at, stride int    // where the first one lies, and how far from one to the next
	none       uint32 // what stands for no number: nothing, or all bits
	rows       []uint32
}

// The table of functions, once its rows are all as long.
const (
	rowTables = pcStack + 1
	rowData   = 4 + 1 // the last piece of data that the runtime asks for is that of deferred calls
	rowSize   = funcFixed + 4*(rowTables+rowData)
	atArgs    = 8
	atFlags   = 40 // three bytes and, behind them, how many pieces of data there are
)

// columns takes the entries of all functions out of the table, which begins at the address from, and gives them as columns of
// one where all are as long.
func (t *funcTable) columns(from int) ([]column, error) {
	n := len(t.funcs)
	first := 8*n + 4
	if t.entries+first+rowSize*n > t.end {
		return nil, fmt.Errorf("%w: no room for functions that are all as long", ErrLayout)
	}
	var all []column
	add := func(at, stride int, none uint32, of func(i, f int) uint32) {
		c := column{at: from + t.entries + at, stride: stride, none: none}
		for i, f := range t.funcs {
			c.rows = append(c.rows, of(i, f))
		}
		all = append(all, c)
	}
	add(0, 8, 0, func(_, f int) uint32 { return t.u32(f) })
	add(4, 8, 0, func(i, _ int) uint32 { return uint32(first + rowSize*i) })
	for _, at := range []int{0, atName, atArgs, atDeferred, atPcsp} {
		add(first+at, rowSize, 0, func(_, f int) uint32 { return t.u32(f + at) })
	}
	add(first+atNpcdata, rowSize, 0, func(int, int) uint32 { return rowTables })
	add(first+atFlags, rowSize, 0, func(_, f int) uint32 { return t.u32(f+atFlags)&0xffffff | rowData<<24 })
	add(first+funcFixed+4*pcStack, rowSize, 0, func(_, f int) uint32 { return t.table(f, pcStack) })
	for k := range rowData {
		add(first+funcFixed+4*(rowTables+k), rowSize, none, func(_, f int) uint32 { return t.data(f, k) })
	}
	for _, f := range t.funcs {
		more := t.u32(f+atPcfile) | t.u32(f+atPcln) | t.u32(f+atCuOffset) | t.u32(f+atStartLine)
		for k := range int(t.u32(f + atNpcdata)) {
			if k != pcStack {
				more |= t.table(f, k)
			}
		}
		for k := rowData; k < int(t.image[f+atNfuncdata]); k++ {
			more |= ^t.data(f, k)
		}
		if more != 0 {
			return nil, fmt.Errorf("%w: a function says more", ErrLayout)
		}
	}
	clear(t.image[t.entries : t.entries+8*n]) // what ends the list stays
	clear(t.image[t.entries+first : t.end])
	return all, nil
}

// table is where table k of the function lies whose entry is at f.
func (t *funcTable) table(f, k int) uint32 {
	if k >= int(t.u32(f+atNpcdata)) {
		return 0
	}
	return t.u32(f + funcFixed + 4*k)
}

// data is where piece k of that function's data lies.
func (t *funcTable) data(f, k int) uint32 {
	if k >= int(t.image[f+atNfuncdata]) {
		return none
	}
	return t.u32(f + funcFixed + 4*(int(t.u32(f+atNpcdata))+k))
}

// packColumns writes columns so that they compress to less than half of what the table does: for each row 0 where there is no
// number, 1 for one that the column has not had yet, and from 2 on those that it had, as they came. What is new stands apart,
// as the difference to what was new before. most is how many numbers are new in one column.
func packColumns(all []column) (codes, news []byte, most int) {
	for _, c := range all {
		codes = binary.AppendUvarint(codes, uint64(len(c.rows)))
		codes = binary.AppendUvarint(codes, uint64(c.at))
		codes = binary.AppendUvarint(codes, uint64(c.stride))
		codes = append(codes, byte(c.none&1))
		had, last := map[uint32]int{}, uint32(0)
		for _, v := range c.rows {
			code, ok := had[v]
			switch {
			case v == c.none:
				code = 0
			case !ok:
				code = 1
				had[v] = len(had) + 2
				diff := int32(v - last)
				news = binary.AppendUvarint(news, uint64(uint32(diff<<1^diff>>31)))
				last = v
			}
			codes = binary.AppendUvarint(codes, uint64(code))
		}
		most = max(most, len(had))
	}
	return append(codes, 0), news, most
}

// pageSize is the measure of a program's memory.
const pageSize = 1 << 16

// unpackTable has the program write its table of functions itself, when it begins: from columns that lie, until then, in the
// memory behind all of its own. It gives the function that does so, and the program's data with those columns; the data lies at
// the address from on, and the table in it at base.
func (t *funcTable) unpackTable(from, base int, image []byte) (*function, []byte, error) {
	columns, err := t.columns(from + base)
	if err != nil {
		return nil, nil, err
	}
	codes, news, most := packColumns(columns)
	at := t.free
	had := (at + len(codes) + len(news) + 3) &^ 3
	f, err := unpacker(at, at+len(codes), had, had+4*most)
	image = append(image, make([]byte, at-from-len(image))...)
	return f, append(append(image, codes...), news...), err
}

// startWith adds a function that the program begins with.
func startWith(sections []section, f *function) ([]section, error) {
	number, before := 0, 0
	for n := range sections {
		s := &sections[n]
		r := reader{b: s.body}
		has := r.uint()
		switch s.id {
		case typeSection:
			s.body = recount(s.body, has+1, 0x60, 0, 0)
			f.kind = has
		case importSection:
			number += has
		case functionSection:
			number += has
			s.body = recount(s.body, has+1, byte(f.kind))
		case memorySection:
			if r.byte() > 1 || r.uint()*pageSize < f.reaches {
				return nil, fmt.Errorf("%w: no memory to spare", ErrLayout)
			}
		case startSection:
			return nil, fmt.Errorf("%w: it begins with something else", ErrLayout)
		case elementSection:
			before = n
		case codeSection:
			s.body = recount(s.body, has+1, appendFunction(nil, f)...)
		}
	}
	start := section{startSection, binary.AppendUvarint(nil, uint64(number))}
	return slices.Insert(sections, before, start), nil
}
