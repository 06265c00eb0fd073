package slim

import (
	"encoding/binary"
	"fmt"
)

// gate is the function that waits for the second part (internal/later).
const gate = "trousse/internal/later.enter"

// parts says which functions come in the second part of a program. The table that has all functions, by which Go calls what it
// does not know beforehand, is the first part's; the second one puts its own functions in their places. Until then, those that
// the first part can come to are stubs there, which wait at the gate with the function's beginning for a return address: as
// where a stack had to grow, the function then begins again. Calls from one part to the other go through the table.
type parts struct {
	imports int
	types   []int    // the number of each function's type
	later   []bool   // whether each comes in the second part
	index   []int    // and there, which one it is
	asked   []bool   // whether the first part can come to it
	context []bool   // whether it reads what a closure knows
	gate    int64    // the function that waits
	own     int      // where, among the functions, ours begin
	bodies  [][]byte // of the second part's functions
	kinds   []byte   // and their types
}

// part finds out which functions come later: those that later says by their names, but for those that are by other rules than
// Go's own. It gives nil where there are none, or nothing that waits for them.
func (t *funcTable) part(imports int, functions []byte, later func(name string) bool) (*parts, error) {
	if later == nil {
		return nil, nil
	}
	r := reader{b: functions}
	n := r.uint()
	types := make([]int, n)
	for n := range types {
		types[n] = r.uint()
	}
	if r.bad {
		return nil, fmt.Errorf("%w: functions without a type", ErrLayout)
	}
	p := &parts{imports: imports, types: types, later: make([]bool, n), index: make([]int, n), asked: make([]bool, n), context: make([]bool, n)}
	any := false
	for _, f := range t.funcs {
		n, name := int(t.u32(f))-firstFunc, t.name(f)
		if n < 0 || n >= len(types) {
			continue
		}
		if name == gate {
			p.gate = int64(imports + n)
		}
		p.later[n] = types[n] == 0 && later(name)
		any = any || p.later[n]
	}
	if !any || p.gate == 0 {
		return nil, nil
	}
	count := 0
	for n, is := range p.later {
		if is {
			p.index[n] = count
			count++
		}
	}
	p.own = count
	return p, nil
}

// pointed notes what the program's data leads to: addresses of functions, and their distances from the first one, by which the
// methods of a type are found. What only looks like one makes a stub too many. The data lies at the address from.
func (p *parts) pointed(from int, data []byte) {
	for at := -from & 3; at+4 <= len(data); at += 4 {
		v := int(binary.LittleEndian.Uint32(data[at:]))
		if v&(1<<placeBits-1) != 0 {
			continue
		}
		for _, n := range []int{v >> placeBits, v>>placeBits - firstFunc} {
			if n >= 0 && n < len(p.asked) {
				p.asked[n] = true
			}
		}
	}
}

// across rewrites the calls of a function of the first or the second part that lead to the other one.
func (p *parts) across(f *function, second bool) (err error) {
	f.replace(func(c []instr) (int, []instr) {
		if c[0].op != opCall {
			return 0, nil
		}
		switch n := int(c[0].a) - p.imports; {
		case n < 0 || n >= len(p.later):
			if second && n < 0 {
				err = fmt.Errorf("%w: a function of the second part calls the page itself", ErrLayout)
			}
			if second {
				return 1, []instr{{op: opCall, a: int64(p.own + n - len(p.later))}}
			}
		case p.later[n] && second:
			return 1, []instr{{op: opCall, a: int64(p.index[n])}}
		case p.later[n] != second:
			p.asked[n] = true
			return 1, []instr{{op: opI32Const, a: int64(firstFunc + n)}, {op: opIndirect, a: int64(p.types[n])}}
		}
		return 0, nil
	})
	return err
}

// cross does so for the function with that number, and notes which functions it makes closures of.
func (p *parts) cross(n int, f *function) error {
	p.context[n] = reads(f.code)
	for _, i := range f.code {
		if to := i.a>>placeBits - firstFunc; i.op == opI64Const && i.a == (firstFunc+to)<<placeBits && to >= 0 && to < int64(len(p.asked)) && !p.later[n] {
			p.asked[to] = true
		}
	}
	return p.across(f, p.later[n])
}

// reads says whether a function reads what a closure knows.
func reads(code []instr) bool {
	for _, i := range code {
		if i.op == opGlobalGet && i.a == globalContext {
			return true
		}
	}
	return false
}

// move takes the second part's functions out of all, and leaves stubs: they call one of two functions of ours, of which the first is
// the one with that number.
func (p *parts) move(bodies [][]byte, waits int64) {
	for n, body := range bodies {
		if !p.later[n] {
			continue
		}
		p.bodies, p.kinds = append(p.bodies, body), append(p.kinds, byte(p.types[n]))
		stub := &function{code: []instr{{op: opUnreachable}, {op: opEnd}}}
		if p.asked[n] {
			to := waits
			if p.context[n] {
				to++
			}
			stub.code = []instr{{op: opI32Const, a: int64(firstFunc + n)}, {op: opCall, a: to}, {op: opEnd}}
		}
		bodies[n] = stub.bytes()
	}
}

// waitFor is the function that waits for another one, whose number it is given: with what a closure knows, or without. It gives up
// in any case, so that what goes on begins where the return address leads.
func (p *parts) waitFor(context bool) *function {
	f := &function{code: []instr{
		{op: opGlobalGet, a: globalSP}, {op: opI32Const, a: 8}, {op: opI32Sub}, {op: opGlobalSet, a: globalSP},
		{op: opGlobalGet, a: globalSP}, {op: opGet, a: 0}, {op: opExtend}, {op: opI64Const, a: placeBits}, {op: opI64Shl}, {op: opStore64, a: 3},
	}}
	if !context {
		f.code = append(f.code, instr{op: opI64Const}, instr{op: opGlobalSet, a: globalContext})
	}
	f.code = append(f.code, instr{op: opI32Const}, instr{op: opCall, a: p.gate}, instr{op: opDrop}, instr{op: opI32Const, a: 1}, instr{op: opEnd})
	return f
}

// What the second part takes from the first, by the names under which that one gives it away.
const (
	memoryName = "mem"
	tableName  = "table"
	globalName = "g" // and its number
	globals    = "\x7f\x7e\x7e\x7e\x7e\x7e\x7e\x7f"
)

// places is the first part's table: where nothing but the second part comes to one of its functions, the same stub stands for all.
func (p *parts) places(body []byte) ([]byte, error) {
	r := reader{b: body}
	if r.uint() != 1 || r.byte() != 0 || r.byte() != opI32Const || r.int() != firstFunc || r.byte() != opEnd || r.uint() != len(p.later) || r.bad {
		return nil, fmt.Errorf("%w: another table", ErrLayout)
	}
	out := append([]byte(nil), body[:len(body)-len(r.b)]...)
	nobody := 0
	for n, is := range p.later {
		if is && !p.asked[n] {
			if nobody == 0 {
				nobody = n
			}
			n = nobody
		}
		out = binary.AppendUvarint(out, uint64(p.imports+n))
	}
	return out, nil
}

// exports adds to what the first part gives away the table and the globals.
func exports(body []byte) []byte {
	r := reader{b: body}
	n := r.uint() + 1 + len(globals)
	more := append(appendName(nil, tableName), 1, 0)
	for g := range len(globals) {
		more = append(appendName(more, globalName+string(rune('0'+g))), 3, byte(g))
	}
	return recount(body, n, more...)
}

// second writes the second part, with the first one's types, and of our functions those that each part has.
func (p *parts) second(types []byte, own []*function, kind byte) ([]byte, error) {
	imports := appendImport(nil, memoryName, 2, 0, 1)
	imports = appendImport(imports, tableName, 1, 0x70, 0, 1)
	for g := range len(globals) {
		imports = appendImport(imports, globalName+string(rune('0'+g)), 3, globals[g], 1)
	}
	kinds := p.kinds
	var code []byte
	for _, b := range p.bodies {
		code = append(binary.AppendUvarint(code, uint64(len(b))), b...)
	}
	for _, f := range own {
		if err := p.across(f, true); err != nil {
			return nil, err
		}
		code = appendFunction(code, f)
		kinds = append(kinds, kind)
	}
	count := binary.AppendUvarint(nil, uint64(len(kinds)))
	return writeSections([]section{
		{typeSection, types},
		{importSection, append(binary.AppendUvarint(nil, uint64(2+len(globals))), imports...)},
		{functionSection, append(count, kinds...)},
		{elementSection, p.elements()},
		{codeSection, append(count[:len(count):len(count)], code...)},
	}), nil
}

// elements puts the second part's functions in their places of the table, those that lie side by side at once.
func (p *parts) elements() (body []byte) {
	pieces := uint64(0)
	for n := 0; n < len(p.later); n++ {
		from := n
		for n < len(p.later) && p.later[n] {
			n++
		}
		if n == from {
			continue
		}
		pieces++
		body = append(appendInt(append(body, 0, opI32Const), firstFunc+from), opEnd)
		body = binary.AppendUvarint(body, uint64(n-from))
		for ; from < n; from++ {
			body = binary.AppendUvarint(body, uint64(p.index[from]))
		}
	}
	return append(binary.AppendUvarint(nil, pieces), body...)
}

func appendImport(b []byte, name string, what ...byte) []byte {
	return append(appendName(appendName(b, ""), name), what...)
}

func appendName(b []byte, name string) []byte { return append(append(b, byte(len(name))), name...) }
