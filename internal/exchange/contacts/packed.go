package contacts

import "encoding/binary"

// draft is a row being read.
type draft struct {
	Row
	all []Cell
}

// packed writes how many cells a row has, then one after the other: two numbers each, then three texts with their length
// before them.
func packed(cells []Cell) string {
	b := binary.AppendUvarint(nil, uint64(len(cells)))
	for _, c := range cells {
		b = binary.AppendUvarint(b, uint64(c.Column))
		b = binary.AppendUvarint(b, uint64(c.pref))
		for _, s := range [...]string{string(c.kind), c.label, c.Value} {
			b = binary.AppendUvarint(b, uint64(len(s)))
			b = append(b, s...)
		}
	}
	return string(b)
}

// Cells are what the file has of a person.
func (f *File) Cells(row int) []Cell {
	u := unpacker(f.Rows[row].cells)
	cells := make([]Cell, 0, u.number())
	for u != "" {
		cells = append(cells, Cell{Column: u.number(), pref: u.number(), kind: kind(u.text()), label: u.text(), Value: u.text()})
	}
	return cells
}

// unpacker is what is left to read of a packed row.
type unpacker string

func (u *unpacker) number() (n int) {
	for shift := 0; ; shift += 7 {
		c := (*u)[0]
		*u = (*u)[1:]
		n |= int(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
}

func (u *unpacker) text() string {
	n := u.number()
	s := string((*u)[:n])
	*u = (*u)[n:]
	return s
}
