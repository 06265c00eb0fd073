package slim

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// pcStack is the table that leads to what of a frame is alive.
const pcStack = 1

// known gives the number of each function by its name, the first one being 0, and of each number whether the function has a
// frame that is always as large.
func (t *funcTable) known() (named map[string]int, framed map[int]bool, err error) {
	named, framed = map[string]int{}, map[int]bool{}
	for _, f := range t.funcs {
		number := int(t.u32(f)) - firstFunc
		named[t.name(f)] = number
		sizes, err := t.runs(int(t.u32(f + atPcsp)))
		if err != nil {
			return nil, nil, err
		}
		framed[number] = len(sizes) == 2 && sizes[0] == run{0, 1} && sizes[1].value > 0
	}
	return named, framed, nil
}

// name is that of the function whose entry is at f.
func (t *funcTable) name(f int) string {
	name, _, _ := bytes.Cut(t.image[min(t.names+int(t.u32(f+atName)), t.files):t.files], []byte{0})
	return string(name)
}

// renumber writes all tables anew, the same ones only once, with the places of functions as they are numbered now.
func (t *funcTable) renumber(functions []*function) error {
	tables := []byte{0} // at 0 there is none
	where := map[string]uint32{}
	write := func(all []run) uint32 {
		if len(all) == 0 {
			return 0
		}
		var b []byte
		last := run{value: -1}
		for _, r := range all {
			diff := r.value - last.value
			b = binary.AppendUvarint(b, uint64(diff<<1^diff>>63))
			b = binary.AppendUvarint(b, uint64(r.to-last.to))
			last = r
		}
		at, ok := where[string(b)]
		if !ok {
			at = uint32(len(tables))
			where[string(b)] = at
			tables = append(append(tables, b...), 0)
		}
		return at
	}
	for _, f := range t.funcs {
		number := int(t.u32(f)) - firstFunc
		var newly []int
		if number >= 0 && number < len(functions) {
			newly = functions[number].newly
		}
		if was := int(t.u32(f + atDeferred)); newly != nil && was > 0 {
			if was >= len(newly) {
				return fmt.Errorf("%w: what was deferred is called at no place", ErrLayout)
			}
			t.put(f+atDeferred, uint32(newly[was]))
		}
		at := []int{f + atPcsp}
		for i := range int(t.u32(f + atNpcdata)) {
			at = append(at, f+funcFixed+4*i)
		}
		for n, at := range at {
			all, err := t.runs(int(t.u32(at)))
			switch {
			case err != nil:
				return err
			case newly == nil || len(all) == 0:
			case n == 0:
				all[1].to = allPlaces
			case n == 1+pcStack:
				all = alive(all, functions[number].returns)
			default:
				return fmt.Errorf("%w: a table that is not known", ErrLayout)
			}
			t.put(at, write(all))
		}
	}
	if len(tables) > t.entries-t.tables {
		return fmt.Errorf("%w: no room for the tables", ErrLayout)
	}
	clear(t.image[t.tables:t.entries])
	copy(t.image[t.tables:], tables)
	return nil
}

// allPlaces are more than a function has: a table that tells of all of them is the same for many functions.
const allPlaces = 1 << placeBits

// alive gives for each place what was found for the call at its end: that is looked up just before where the call came back.
func alive(was []run, returns []int) (now []run) {
	for n, back := range returns {
		if back == 0 {
			continue
		}
		value := -1
		for _, r := range was {
			if back-1 < r.to {
				value = r.value
				break
			}
		}
		if len(now) > 0 && now[len(now)-1].value == value {
			continue
		}
		if len(now) > 0 {
			now[len(now)-1].to = n
		}
		now = append(now, run{value, allPlaces})
	}
	return now
}
